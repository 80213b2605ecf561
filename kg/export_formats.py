"""The forms in which the graph is written; apart from the writing, so that the command line starts fast."""

from __future__ import annotations

from enum import StrEnum


class ExportFormat(StrEnum):
    """The forms in which a graph is written."""

    TURTLE = "turtle"
    TRIG = "trig"
    JSONLD = "jsonld"
    NQUADS = "nquads"
    GRAPHML = "graphml"
    FTM = "ftm"
    NEO4J_CSV = "neo4j-csv"
