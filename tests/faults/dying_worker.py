"""Runs `kg`, with workers of `kg ray` that note each batch and die over some of them, as a worker out of memory does.

    python -m tests.faults.dying_worker NOTES DEATHS ray ARTICLES... --output FOLDER

Into the folder NOTES goes an empty file for each batch begun, `<file>.<first article's number>-<process>`. The first
DEATHS times that the batch in the middle of the first file is begun, its worker is killed.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pyarrow as pa

MIDDLE = "0.48"  # the numbers of the file and of the first article of the batch


def main() -> None:
    """Run `kg` with the workers exchanged."""
    from kg import on_ray
    from kg.cli import main as kg

    notes, deaths = Path(sys.argv[1]), int(sys.argv[2])
    living = on_ray._Reader

    class Dying(living):  # type: ignore[misc,valid-type]
        """A worker that dies."""

        def __call__(self, batch: pa.Table) -> pa.Table:
            first = f"{batch['file'][0]}.{batch['number'][0]}"
            (notes / f"{first}-{os.getpid()}").touch()
            if first == MIDDLE and len(list(notes.glob(f"{MIDDLE}-*"))) <= deaths:
                os.kill(os.getpid(), signal.SIGKILL)
            return super().__call__(batch)

    on_ray._Reader = Dying  # type: ignore[misc]
    sys.argv[1:] = sys.argv[3:]
    kg()


if __name__ == "__main__":
    main()
