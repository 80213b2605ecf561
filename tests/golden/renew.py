"""Renews the reviewed files of the sample articles: their graph, and the reports on it. Run: make golden.

Look at what changed (`git diff tests/golden`) before you commit it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from kg.output import Format, write_rows
from loaders.engines.embedded import EmbeddedEngine
from tests.queries.cases import CASES
from tests.queries.graphs import GOLDEN, SAMPLES, fill, open_names, run


def main() -> None:
    """Read the samples anew, and write every file."""
    with tempfile.TemporaryDirectory() as folder:
        SAMPLES.write_bytes(read_samples(Path(folder) / "samples"))
        for old in (GOLDEN / "reports").glob("*.json"):
            old.unlink()
        with EmbeddedEngine(Path(folder) / "graph") as engine, open_names(Path(folder) / "names") as names:
            fill(engine)
            for name, case in CASES.items():
                report, rows = run(case.report, case.given, engine, names)
                write_rows(rows, report.column_names, Format.JSON, GOLDEN / "reports" / f"{name}.json")
                print(f"{name}: {len(rows)} rows", file=sys.stderr)


def read_samples(workspace: Path) -> bytes:
    """Return the graph of the sample articles as sorted N-Quads."""
    samples = Path(__file__).parents[2] / "samples"
    command = [sys.executable, "-m", "kg", "--workspace", str(workspace), "--quiet", "ingest", str(samples)]
    subprocess.run(command, check=True)
    return (workspace / "graph.nq").read_bytes()


if __name__ == "__main__":
    main()
