"""Writes knowledge as the files that other programs load: N-Quads, Parquet, and CSV for neo4j-admin."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from loaders import neo4j_csv, parquet
from loaders.resolution.knowledge import Knowledge
from loaders.triples import describe

_OWNER = "kg ray"  # where a workspace's graph has the workspace's id


def write(knowledge: Knowledge, folder: Path) -> None:
    """Write `graph.nq`, sorted, and the property graph in `parquet/` and `neo4j-csv/` into `folder`."""
    quads = b"".join(sorted(f"{quad} .\n".encode() for quad in describe(knowledge)))
    (folder / "graph.nq").write_bytes(quads)
    for name in ("parquet", "neo4j-csv"):
        (folder / name).mkdir()
    parquet.write(quads, folder / "parquet")
    neo4j_csv.write(quads, folder / "neo4j-csv", _OWNER, sha256(quads).hexdigest())
