"""`kg` is killed at random moments of its work: nothing is lost, and the next run finishes. The short form."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults import forked

ROOT = Path(__file__).resolve().parents[2]
MOMENTS = 10  # each command on each engine once


def test_what_is_killed_before_it_says_anything_said_nothing(tmp_path: Path) -> None:
    said = tmp_path / "stderr.txt"
    told = forked.run(lambda: os.write(2, b"17 articles read.\n"), said)
    assert (told.code, told.stderr) == (0, "17 articles read.\n")
    killed = forked.run(lambda: time.sleep(10), said, kill_after=0.0)
    assert (killed.code, killed.stderr) == (None, "")


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_engine")
def test_nothing_is_lost_when_commands_are_killed(neo4j_server: dict[str, str], tmp_path: Path) -> None:
    options = ("--moments", str(MOMENTS), "--uri", neo4j_server["NEO4J_URI"])
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.crashes", tmp_path / "figures.json", *options],
        env={**os.environ, "NEO4J_PASSWORD": neo4j_server["NEO4J_PASSWORD"], "TMPDIR": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    figures = json.loads((tmp_path / "figures.json").read_text())
    assert [figure["tried"] for figure in figures] == [1] * MOMENTS
    assert [figure["lost"] for figure in figures] == [[]] * MOMENTS
