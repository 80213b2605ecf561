"""How fast a made graph gets into an empty Neo4j: through CSV and neo4j-admin's import, beside a push of the same.

Run: python bench/first_load.py [MEETINGS]. Both databases must hold equally much.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import made_graph
from ports import free_port

from kg import neo4j_server
from kg.neo4j_import import load
from loaders.engines.bolt import Neo4jEngine
from loaders.ledger import Ledger
from loaders.neo4j_csv import write
from loaders.push import push_lines

MEETINGS = 10_000
NEWLINE = b"\n"
COUNTS = """MATCH (n:Resource) WITH count(n) AS nodes, sum(size(keys(n))) AS properties
CALL () { MATCH (:Resource)-[r]->() RETURN count(r) AS relationships } RETURN nodes, properties, relationships"""


def main(meetings: int) -> None:
    """Measure and print a table in Markdown."""
    lines = made_graph.lines(meetings)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "csv").mkdir()
        writing = seconds(lambda: write(lines, folder / "csv", "bench", "state"))
        importing = seconds(lambda: load(folder / "imported", folder / "csv"))
        imported = with_server(
            folder / "imported", lambda engine: (seconds(lambda: push(lines, engine)), count(engine))
        )
        pushed = with_server(folder / "pushed", lambda engine: (seconds(lambda: push(lines, engine)), count(engine)))
    if imported[1] != pushed[1]:
        raise SystemExit(f"the databases differ: {imported[1]} and {pushed[1]}")
    held = ", ".join(f"{count:,} {name}" for name, count in pushed[1].items())
    print(f"{meetings:,} meetings, {lines.count(NEWLINE):,} triples; both databases hold {held}.\n")
    print("| way | seconds |\n| --- | ---: |")
    print(f"| write CSV | {writing:.1f} |\n| import it with neo4j-admin | {importing:.1f} |")
    print(f"| first push after the import, which compares and makes the indexes | {imported[0]:.1f} |")
    print(f"| push into an empty Neo4j | {pushed[0]:.1f} |")


def with_server(folder: Path, work: Callable[[Neo4jEngine], tuple[float, Any]]) -> tuple[float, Any]:
    """Do `work` on the server of `folder`."""
    server = neo4j_server.start(folder, free_port(), free_port())
    try:
        with Neo4jEngine(server.uri, "neo4j", server.password) as engine:
            return work(engine)
    finally:
        neo4j_server.stop(folder)


def push(lines: bytes, engine: Neo4jEngine) -> None:
    """Push as a workspace does that has sent nothing yet."""
    push_lines(lines, engine, Ledger(sqlite3.connect(":memory:", isolation_level=None), engine.target, "bench"))


def count(engine: Neo4jEngine) -> dict[str, Any]:
    """Return how much there is."""
    return engine.read(COUNTS)[0]


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MEETINGS)
