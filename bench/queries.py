"""What each canned report takes on made graphs, on both engines. Run: python bench/queries.py [MEETINGS...].

Each report runs with the values that a user would give: all, or one official or two countries where it says so. What
took over a thirtieth of the limit is not tried on the next larger graph, nor is the embedded graph beyond 10^5
meetings. For the reports that must follow the answer's size and not the graph's, the same question with the same answer
is asked of every graph, and the scans by label that Neo4j's plan holds are named. Prints Markdown; time by the clock.
"""

from __future__ import annotations

import math
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import chart
import made_graph
from imported import imported
from neo4j import GraphDatabase, Query

from kg.answers import query_values
from kg.reports import Report, catalogue
from loaders.engines.embedded import EmbeddedEngine
from loaders.ledger import Ledger
from loaders.push import push_lines

SIZES = (1_000, 10_000, 100_000, 1_000_000)
MOST_EMBEDDED = 100_000
LIMIT = 90.0
"""Seconds after which a report is given up."""
RUNS = 3
MANY_RUNS = 30  # of the filtered reports, which take some milliseconds
DRAWN = Path(__file__).resolve().parents[1] / "docs/performance/queries.svg"
ID = made_graph.ID
FIRST, SECOND = f"{ID}country/00000007", f"{ID}country/00000011"
PAIR = [f"{ID}country/{number:08}" for number in made_graph.PAIR]
PERSON = f"{ID}official/{made_graph.PAIR_OFFICIALS[1]:08}"
GIVEN: dict[str, Mapping[str, Any]] = {
    "contacts": {"first": FIRST, "second": SECOND},
    "evidence": {"fact": [f"{ID}meeting/00000042"]},
    "new-since": {"since": "2023-06"},
    "path": {"first": PERSON, "second": f"{ID}official/00000011"},
    "relationship": {"first": FIRST, "second": SECOND},
}
FILTERED: dict[str, Mapping[str, Any]] = {
    "who-met-whom": {"person": [PERSON]},
    "relationship": {"first": PAIR[0], "second": PAIR[1]},
    "recurring-commitments": {"country": [PAIR[0]], "counterpart": [PAIR[1]]},
}
Ask = Callable[[str, Mapping[str, Any]], list[Any]]
"""Runs a query and returns its rows."""


@dataclass
class Engine:
    """What is measured on one engine: seconds by report and number of meetings, and what the plans say."""

    name: str
    opened: Callable[[int], Any]
    most: int
    seconds: dict[str, dict[int, float]] = field(default_factory=dict)
    plans: dict[tuple[str, int], tuple[int, int, str]] = field(default_factory=dict)


def main(sizes: list[int]) -> None:
    """Fill both engines with each graph and print what every report took."""
    engines = [Engine("embedded", embedded, MOST_EMBEDDED), Engine("Neo4j", neo4j, max(sizes))]
    for engine in engines:
        for meetings in sizes:
            if meetings <= engine.most:
                measure(engine, meetings)
    print_all(engines, sizes)
    print_filtered(engines[-1], sizes)


def measure(engine: Engine, meetings: int) -> None:
    """Ask everything of one graph."""
    with engine.opened(meetings) as (ask, profile):
        for label, report, values in questions():
            known = engine.seconds.setdefault(label, {})
            if all(seconds <= LIMIT / 30 for seconds in known.values()):
                known[meetings] = taken(ask, report, values, MANY_RUNS if "filtered" in label else RUNS)
                print(f"{engine.name}, {meetings:,}: {label} {known[meetings]:.3f} s", file=sys.stderr)
            if profile and "filtered" in label:
                steps = list(operators(profile(report.cypher, values)))
                scans = ", ".join(
                    f"{name} ({rows})" for name, rows, _ in steps if re.search("Label.*Scan|AllNodes", name)
                )
                rows = len(ask(report.cypher, values))
                engine.plans[label, meetings] = rows, sum(hits for *_, hits in steps), scans or "none"


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


def taken(ask: Ask, report: Report, values: Mapping[str, Any], runs: int) -> float:
    """The median of several runs after a first one, or that one where it is long; infinite beyond the limit."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        try:
            ask(report.cypher, values)
        except Exception as error:
            print(f"{report.name}: {error}", file=sys.stderr)
            return math.inf
        times.append(time.perf_counter() - start)
        if times[0] > LIMIT / 30:
            return times[0]
    return statistics.median(times[1:])


def operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, int, int]]:
    """All operators of a plan with the rows that they gave and how often they looked into the database."""
    yield plan["operatorType"].partition("@")[0], plan.get("rows", 0), plan.get("dbHits", 0)
    for child in plan.get("children", ()):
        yield from operators(child)


def print_all(engines: list[Engine], sizes: list[int]) -> None:
    """The table of all reports."""
    heads = [(engine, meetings) for engine in engines for meetings in sizes if meetings <= engine.most]
    print(
        f"Seconds by number of meetings; the median of {RUNS} runs after a first one, of a long one this one; ∞: given"
    )
    print(f"up after {LIMIT:.0f} s or for want of memory; –: not tried, as the smaller graph took long.\n")
    print("| report | " + " | ".join(f"{engine.name}, {meetings:,}" for engine, meetings in heads) + " |")
    print("| --- |" + " ---: |" * len(heads))
    for label in engines[0].seconds:
        cells = [engine.seconds[label].get(meetings, -1) for engine, meetings in heads]
        print(f"| {label} | " + " | ".join(shown(seconds) for seconds in cells) + " |")


def shown(seconds: float) -> str:
    """A figure of the table."""
    return "–" if seconds < 0 else "∞" if seconds == math.inf else f"{seconds:.3f}"


def print_filtered(engine: Engine, sizes: list[int]) -> None:
    """The table of the reports that must follow the answer's size, and their curves."""
    labels = [label for label in engine.seconds if "filtered" in label]
    print(f"\nWith a filter, on {engine.name}, median of {MANY_RUNS} runs; the answer is the same in every graph:\n")
    print(
        "| report | meetings | ms | times the graph before | rows | looks into the database | scans by label (rows) |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    for label in labels:
        before = None
        for meetings in sizes:
            ms = engine.seconds[label][meetings] * 1000
            rows, hits, scans = engine.plans[label, meetings]
            ratio = f"{ms / before:.2f}" if before else ""
            print(f"| {label} | {meetings:,} | {ms:.1f} | {ratio} | {rows} | {hits:,} | {scans} |")
            before = ms
    curves = {
        label: [(math.log10(meetings), 1000 * engine.seconds[label][meetings]) for meetings in sizes]
        for label in labels
    }
    chart.draw(DRAWN, "Reports with a filter, on Neo4j", "meetings, as a power of ten", "ms", curves)
    print("\n![Milliseconds by the size of the graph](performance/queries.svg)")


@contextmanager
def embedded(meetings: int) -> Iterator[tuple[Ask, None]]:
    """An embedded graph."""
    lines = made_graph.lines(meetings)
    with tempfile.TemporaryDirectory() as folder, EmbeddedEngine(Path(folder) / "graph") as engine:
        memory = sqlite3.connect(":memory:", isolation_level=None)
        push_lines(lines, engine, Ledger(memory, engine.target, "bench"))
        yield engine.read, None


@contextmanager
def neo4j(meetings: int) -> Iterator[tuple[Ask, Callable[[str, Mapping[str, Any]], Any]]]:
    """A Neo4j of its own, and what profiles a query there."""
    with (
        tempfile.TemporaryDirectory() as folder,
        imported(Path(folder), meetings) as (_, server),
        GraphDatabase.driver(server.uri, auth=("neo4j", server.password), notifications_min_severity="OFF") as driver,
        driver.session() as session,
    ):

        def ask(query: str, values: Mapping[str, Any]) -> list[Any]:
            return list(session.run(Query(query, timeout=LIMIT), dict(values)))

        def profile(query: str, values: Mapping[str, Any]) -> Any:
            return session.run(f"PROFILE {query}", dict(values)).consume().profile

        yield ask, profile


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
