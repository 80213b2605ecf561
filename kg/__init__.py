"""What a person runs: commands, workspace, reports, analysis and export; and the same for Python, from `kg.open`."""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph

__all__ = ["open"]


def open(workspace: str | PathLike[str] = ".kg", uri: str | None = None) -> Graph:
    """Open the workspace in the folder `workspace`, made when it isn't there; use it in a `with` statement.

    Questions go to the embedded graph, or with `uri` to a Neo4j (`NEO4J_USERNAME`, `NEO4J_PASSWORD` and
    `NEO4J_DATABASE` go with it). Raises `kg.errors.FailureError` when the folder holds something else.
    """
    from kg.api import Graph

    return Graph(workspace, uri)
