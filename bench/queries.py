"""What each canned report takes on made graphs, on both engines. Run: python bench/queries.py [MEETINGS...].

Each report runs with the values that a user would give: all, or one official or two countries where it says so. The
embedded graph is measured up to 10^5 meetings. For the reports that must follow the answer's size and not the graph's,
the scans by label that Neo4j's plan holds, and the rows they gave, are named. Prints Markdown; time by the clock.
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import made_graph
from neo4j import GraphDatabase
from push import free_port

from kg import neo4j_server
from kg.answers import query_values
from kg.reports import Report, catalogue
from loaders.engines.bolt import Neo4jEngine
from loaders.engines.embedded import EmbeddedEngine
from loaders.engines.protocol import Engine
from loaders.ledger import Ledger
from loaders.push import push_lines

SIZES = (10_000, 100_000)
MOST_EMBEDDED = 100_000
RUNS = 3
ID = made_graph.ID
PERSON, FIRST, SECOND = f"{ID}official/00000700", f"{ID}country/00000007", f"{ID}country/00000011"
GIVEN: dict[str, Mapping[str, Any]] = {
    "contacts": {"first": FIRST, "second": SECOND},
    "evidence": {"fact": [f"{ID}meeting/00000042"]},
    "new-since": {"since": "2023-06"},
    "path": {"first": PERSON, "second": f"{ID}official/00000011"},
    "relationship": {"first": FIRST, "second": SECOND},
}
FILTERED: dict[str, Mapping[str, Any]] = {
    "who-met-whom": {"person": [PERSON]},
    "relationship": {"first": FIRST, "second": SECOND},
    "recurring-commitments": {"country": [FIRST], "counterpart": [SECOND]},
}


Profile = Callable[[str, Mapping[str, Any]], Any]
"""Runs a query and returns its plan with what each step cost."""


def main(sizes: list[int]) -> None:
    """Fill both engines with each graph and print what every report took."""
    taken: dict[str, dict[str, str]] = {}
    scans: list[str] = []
    heads: list[str] = []
    for meetings in sizes:
        lines = made_graph.lines(meetings)
        for name, opened in (("embedded", embedded), ("Neo4j", neo4j)):
            if name == "embedded" and meetings > MOST_EMBEDDED:
                continue
            head = f"{name}, {meetings:,} meetings"
            heads.append(head)
            with opened() as (engine, profile):
                start = time.perf_counter()
                push_lines(lines, engine, Ledger(memory(), engine.target, "bench"))
                taken.setdefault("(the push)", {})[head] = f"{time.perf_counter() - start:.1f}"
                for label, report, values in questions():
                    taken.setdefault(label, {})[head] = seconds(engine, report, values)
                if profile:
                    scans += [f"| {meetings:,} | {label} | {found} |" for label, found in scanned(profile)]
    print("Seconds; the median of three runs after a first one.\n")
    print("| report | " + " | ".join(heads) + " |\n| --- |" + " ---: |" * len(heads))
    for label, times in taken.items():
        print(f"| {label} | " + " | ".join(times.get(head, "") for head in heads) + " |")
    print("\n| meetings | report | scans by label in Neo4j's plan, with the rows they gave |\n| ---: | --- | --- |")
    print("\n".join(scans))


def questions() -> Iterator[tuple[str, Report, dict[str, Any]]]:
    """Each report with what it needs, and some with a filter."""
    reports = catalogue(None)
    for name, report in reports.items():
        yield name, report, query_values(report, GIVEN.get(name, {}), as_given)
    for name, given in FILTERED.items():
        yield f"{name}, filtered", reports[name], query_values(reports[name], given, as_given)


def as_given(_: Any, written: str) -> list[str]:
    """Names are given as URIs."""
    return [written]


def seconds(engine: Engine, report: Report, values: Mapping[str, Any]) -> str:
    """The median of several runs after a first one; the error's name where the engine gives up."""
    times = []
    try:
        for _ in range(RUNS + 1):
            start = time.perf_counter()
            engine.read(report.cypher, values)
            times.append(time.perf_counter() - start)
    except Exception as error:
        return type(error).__name__
    return f"{statistics.median(times[1:]):.3f}"


def scanned(profile: Profile) -> Iterator[tuple[str, str]]:
    """The operators of the filtered reports that go through all nodes with a label, as Neo4j profiles them."""
    for name, report, values in questions():
        if name.endswith(", filtered"):
            found = [
                f"{operator} ({rows})"
                for operator, rows in operators(profile(report.cypher, values))
                if "LabelScan" in operator or "AllNodes" in operator
            ]
            yield name, ", ".join(found) or "none"


def operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """All operators of a plan with the rows that they gave."""
    yield plan["operatorType"].partition("@")[0], plan.get("rows", 0)
    for child in plan.get("children", ()):
        yield from operators(child)


def memory() -> sqlite3.Connection:
    """A ledger's file in memory."""
    return sqlite3.connect(":memory:", isolation_level=None)


@contextmanager
def embedded() -> Iterator[tuple[Engine, None]]:
    """An empty embedded graph."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedEngine(Path(folder) / "graph") as engine:
        yield engine, None


@contextmanager
def neo4j() -> Iterator[tuple[Engine, Profile]]:
    """An empty Neo4j of its own, and what profiles a query there."""
    with tempfile.TemporaryDirectory() as folder:
        server = neo4j_server.start(Path(folder), free_port(), free_port())
        auth = ("neo4j", server.password)
        try:
            with (
                Neo4jEngine(server.uri, password=server.password) as engine,
                GraphDatabase.driver(server.uri, auth=auth, notifications_min_severity="OFF") as driver,
            ):

                def profile(query: str, values: Mapping[str, Any]) -> Any:
                    return driver.session().run(f"PROFILE {query}", dict(values)).consume().profile

                yield engine, profile
        finally:
            neo4j_server.stop(Path(folder))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
