"""The two graph engines, which take the same Cypher: Neo4j over Bolt, and ArcadeDB in this process."""

from __future__ import annotations

import os
from pathlib import Path

from loaders.engines.protocol import Engine, Filler, GraphError, Params, Rows, Transaction

__all__ = ["Engine", "Filler", "GraphError", "Params", "Rows", "Transaction", "open_engine"]


def open_engine(uri: str | None, embedded_folder: Path) -> Engine:
    """Open Neo4j at `uri`, else at `NEO4J_URI`, else the embedded graph in `embedded_folder`.

    Raises `GraphError` when the engine cannot be opened; its text says what to do.
    """
    address = uri or os.environ.get("NEO4J_URI")
    if address:
        from loaders.engines.bolt import Neo4jEngine

        return Neo4jEngine.from_environment(address)
    from loaders.engines.embedded import EmbeddedEngine

    return EmbeddedEngine(embedded_folder)
