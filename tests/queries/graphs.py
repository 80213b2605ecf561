"""The graph of the sample articles in each engine, and reports run on it as a person would."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.answers import answer, query_values
from kg.names import Finder, NameCollector
from kg.reports import Report, catalogue
from kg.workspace import Workspace
from loaders.engines import Engine, Rows
from loaders.ledger import Ledger
from loaders.push import push_lines

GOLDEN = Path(__file__).parents[1] / "golden"
SAMPLES = GOLDEN / "samples.nq"


def fill(engine: Engine) -> None:
    """Send the graph of the samples to an empty engine."""
    ledger = Ledger(sqlite3.connect(":memory:", isolation_level=None), engine.target, "tests")
    push_lines(SAMPLES.read_bytes(), engine, ledger)


def open_names(folder: Path) -> Workspace:
    """Return a workspace that knows the names of the samples' graph."""
    collector = NameCollector()
    quads = ox.parse(SAMPLES.read_bytes(), format=ox.RdfFormat.N_QUADS)
    for _ in collector.watch(quads):
        pass
    workspace = Workspace.open(folder, create=True)
    workspace.keep_graph(collector.names(), "state")
    return workspace


def run(name: str, given: Mapping[str, Any], engine: Engine, names: Workspace) -> tuple[Report, Rows]:
    """Run a report with what a person types."""
    report = catalogue(None)[name]
    values = query_values(report, given, Finder(names, lambda _: None).find)
    return report, answer(report, values, engine)[0]
