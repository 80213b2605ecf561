"""What Neo4j does for a report with a filter: it begins at what was asked for, however large the graph is."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from neo4j import GraphDatabase, Session

from bench import made_graph
from kg.answers import query_values
from kg.reports import Report, catalogue
from loaders.engines import Engine
from loaders.ledger import Ledger
from loaders.push import push_lines

SIZES = (300, 1_200)  # meetings
PERSON = f"{made_graph.ID}official/{made_graph.PAIR_OFFICIALS[1]:08}"
FIRST, SECOND = (f"{made_graph.ID}country/{number:08}" for number in made_graph.PAIR)
ASKED: dict[str, dict[str, Any]] = {
    "who-met-whom": {"person": [PERSON]},
    "relationship": {"first": FIRST, "second": SECOND},
    "recurring-commitments": {"country": [FIRST], "counterpart": [SECOND]},
}
Profile = Mapping[str, Any]


def values(report: Report) -> dict[str, Any]:
    return query_values(report, ASKED[report.name], lambda _, written: [written])


def profiled(session: Session, report: Report) -> tuple[int, list[Profile]]:
    """How many rows came, and the plan's operators with what each cost."""
    result = session.run(f"PROFILE {report.cypher}", values(report))
    rows = len(list(result))
    plan = result.consume().profile
    assert plan is not None
    return rows, list(operators(plan))


def operators(plan: Profile) -> Iterator[Profile]:
    yield plan
    for child in plan.get("children", ()):
        yield from operators(child)


@pytest.mark.neo4j
@pytest.mark.slow
def test_a_filtered_report_follows_its_answer_and_not_the_graph(
    neo4j_engine: Engine, neo4j_server: dict[str, str]
) -> None:
    costs: dict[str, list[tuple[int, int]]] = {name: [] for name in ASKED}
    auth = (neo4j_server["NEO4J_USERNAME"], neo4j_server["NEO4J_PASSWORD"])
    ledger = Ledger(sqlite3.connect(":memory:", isolation_level=None), neo4j_engine.target, "tests")
    for meetings in SIZES:
        push_lines(made_graph.lines(meetings), neo4j_engine, ledger)
        neo4j_engine.write("CALL db.awaitIndexes(60)")
        neo4j_engine.write("CALL db.clearQueryCaches()")
        with GraphDatabase.driver(neo4j_server["NEO4J_URI"], auth=auth) as driver, driver.session() as session:
            for name, known in costs.items():
                rows, steps = profiled(session, catalogue(None)[name])
                scans = [
                    step["args"].get("Details")
                    for step in steps
                    if re.search("Label.*Scan|AllNodes", step["operatorType"])
                ]
                assert scans == [], name
                known.append((rows, sum(step.get("dbHits", 0) for step in steps)))
    for name, ((rows, hits), (more_rows, more_hits)) in costs.items():
        assert (name, rows) == (name, more_rows)
        assert rows > 0
        assert more_hits <= 1.5 * hits, name
