"""How long the command line takes to start, beside what it can't do without. Run: python bench/startup.py WORKSPACE.

`kg --help` is set beside an interpreter that does nothing, `kg report` on the embedded graph beside one that opens
the same graph bare. Each figure is the median of several runs, in seconds, with the runs taken in turn, in the
workspace, for ArcadeDB bare leaves a folder `log` where it runs.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 7
BARE = (
    "import sys; from arcadedb_embedded.jvm import start_jvm; import arcadedb_embedded as a;"
    "d = a.open_database(sys.argv[1]); d.query('opencypher', 'MATCH (n) RETURN count(n) AS n').to_list(); d.close()"
)


def main(workspace: Path) -> None:
    """Measure and print a table in Markdown."""
    kg = [sys.executable, "-m", "kg", "--workspace", str(workspace)]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "kg --help": [*kg, "--help"],
        "ArcadeDB bare, opened and asked": [sys.executable, "-c", BARE, str(workspace / "graph")],
        "kg report who-met-whom": [*kg, "report", "who-met-whom"],
    }
    subprocess.run(commands["kg report who-met-whom"], check=True, stdout=subprocess.DEVNULL)
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(RUNS):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=workspace)
            taken[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    print("| command | seconds | times the one beside it |\n| --- | --- | --- |")
    for beside, name in (
        ("python -c pass", "kg --help"),
        ("ArcadeDB bare, opened and asked", "kg report who-met-whom"),
    ):
        print(f"| {beside} | {medians[beside]:.2f} | |")
        print(f"| {name} | {medians[name]:.2f} | {medians[name] / medians[beside]:.1f} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
