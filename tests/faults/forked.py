"""Runs `kg` in a child process that is forked from this one, in which the language models are loaded already.

So a campaign of hundreds of kills spends its time where something is written, and every kill still ends a real process.
"""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ended:
    """How a child ended: its exit code (None when it was killed), after how many seconds, and what it said."""

    code: int | None
    seconds: float
    stderr: str


def kg(
    arguments: list[str], said: Path, kill_after: float | None = None, then: Callable[[], None] | None = None
) -> Ended:
    """Run `kg` with these arguments; end it with SIGKILL after so many seconds if it still runs then.

    `then` is called in its process when it ended well.
    """

    def command() -> None:
        from kg.cli import main

        sys.argv = ["kg", *arguments]
        try:
            main()
        except SystemExit as ended:
            if ended.code:
                raise
        if then is not None:
            then()

    return run(command, said, kill_after)


def run(work: Callable[[], object], said: Path, kill_after: float | None = None) -> Ended:
    """Run `work` in a child of this process, with its standard error in the file `said`."""
    sys.stdout.flush()
    sys.stderr.flush()
    said.write_bytes(b"")  # of another child; this one may be killed before it opens the file
    begun = time.monotonic()
    child = os.fork()
    if child == 0:
        os._exit(_work(work, said))
    killed = kill_after is not None and not _ended(child, begun + kill_after)
    if killed:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    code = None if os.WIFSIGNALED(status) else os.waitstatus_to_exitcode(status)
    return Ended(code, time.monotonic() - begun, said.read_text(encoding="utf-8", errors="replace"))


def _work(work: Callable[[], object], said: Path) -> int:
    """What the child does; its exit code."""
    for number, file in ((1, Path(os.devnull)), (2, said)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    code = 1
    try:
        work()
        code = 0
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    sys.stderr.flush()
    return code


def _ended(child: int, at: float) -> bool:
    """Whether the child ends before the moment `at`; it is not yet collected."""
    while (left := at - time.monotonic()) > 0:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        time.sleep(min(left, 0.005))
    return False
