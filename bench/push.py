"""How fast a push is, beside rdflib-neo4j and bare rows on one Neo4j, and the embedded graph beside plain Cypher.

Run: python bench/push.py [MEETINGS]. The runs are taken in turn, each figure is the median; end states are compared.
"""

from __future__ import annotations

import contextlib
import io
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import made_graph
from ports import free_port

from kg import neo4j_server
from loaders.engines.bolt import Neo4jEngine
from loaders.engines.protocol import Engine
from loaders.ledger import Ledger
from loaders.property_graph import Schema
from loaders.push import Descriptions, push_lines

MEETINGS = 3_000
RUNS = 3
ROWS = 5_000


def main(meetings: int) -> None:
    """Measure and print a table in Markdown."""
    lines = made_graph.lines(meetings)
    triples = lines.count(b"\n")
    with tempfile.TemporaryDirectory() as folder:
        server = neo4j_server.start(Path(folder), free_port(), free_port())
        try:
            with Neo4jEngine(server.uri, password=server.password) as engine:
                table(engine, server.password, lines, triples)
        finally:
            neo4j_server.stop(Path(folder))


def table(engine: Neo4jEngine, password: str, lines: bytes, triples: int) -> None:
    """Take all ways in turn, print what each took."""
    ways: dict[str, Callable[[], float]] = {
        "rdflib-neo4j 1.1, batches of 5,000": rdflib_neo4j(engine, password, lines),
        "bare UNWIND rows": bare_rows(engine, lines),
        "push": whole_push(engine, lines),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    states: dict[str, Any] = {}
    for _ in range(RUNS):
        for name, way in ways.items():
            empty(engine)
            taken[name].append(way())
            states[name] = state(engine)
    print(f"{triples:,} triples\n\n| way | seconds | triples/s | nodes, relationships |\n| --- | --- | --- | --- |")
    for name, times in taken.items():
        seconds = statistics.median(times)
        print(f"| {name} | {seconds:.1f} | {triples / seconds:,.0f} | {states[name]} | {[round(t, 1) for t in times]}")


def whole_push(engine: Engine, lines: bytes) -> Callable[[], float]:
    """The push from lines of N-Quads to a filled graph, ledger included."""

    def run() -> float:
        with tempfile.TemporaryDirectory() as folder:
            connection = sqlite3.connect(Path(folder) / "ledger", isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            start = time.perf_counter()
            push_lines(lines, engine, Ledger(connection, engine.target, "bench"))
            seconds = time.perf_counter() - start
            connection.close()
            return seconds

    return run


def bare_rows(engine: Engine, lines: bytes) -> Callable[[], float]:
    """The same nodes and relationships from rows made beforehand: what the driver and the server alone take."""
    schema = Schema.load()
    wanted = Descriptions(lines, schema)
    nodes = list(wanted.nodes(list(wanted.fingerprints)))
    by_label: dict[str, list[dict[str, Any]]] = {}
    by_type: dict[str, list[dict[str, str]]] = {}
    for node in nodes:
        by_label.setdefault("".join(f":{label}" for label in node.labels), []).append(
            {"uri": node.uri, **node.properties}
        )
        for kind, other in node.relationships:
            by_type.setdefault(kind, []).append({"a": node.uri, "b": other})

    def run() -> float:
        start = time.perf_counter()
        for statement in schema.statements():
            engine.write(statement)
        for labels, rows in by_label.items():
            for at in range(0, len(rows), ROWS):
                query = f"UNWIND $rows AS row CREATE (n:Resource{labels}) SET n = row"
                engine.write(query, {"rows": rows[at : at + ROWS]})
        for kind, rows in by_type.items():
            for at in range(0, len(rows), ROWS):
                query = (
                    "UNWIND $rows AS row MATCH (a:Resource {uri: row.a}) MATCH (b:Resource {uri: row.b}) "
                    f"CREATE (a)-[:{kind}]->(b)"
                )
                engine.write(query, {"rows": rows[at : at + ROWS]})
        return time.perf_counter() - start

    return run


def rdflib_neo4j(engine: Neo4jEngine, password: str, lines: bytes) -> Callable[[], float]:
    """The peer, with triples parsed beforehand, every superclass stated, and its own names for properties."""
    from rdflib import Dataset, Graph
    from rdflib_neo4j import HANDLE_MULTIVAL_STRATEGY, HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

    dataset = Dataset()
    dataset.parse(data=lines.decode(), format="nquads")
    triples = sorted({(s, p, o) for s, p, o, _ in dataset.quads()})

    def run() -> float:
        config = Neo4jStoreConfig(
            auth_data={"uri": engine.target, "database": "neo4j", "user": "neo4j", "pwd": password},
            custom_prefixes={},
            handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE,
            handle_multival_strategy=HANDLE_MULTIVAL_STRATEGY.ARRAY,
            batching=True,
            batch_size=5_000,
        )
        start = time.perf_counter()
        with contextlib.redirect_stdout(io.StringIO()):
            graph = Graph(store=Neo4jStore(config=config))
            graph.open("", create=True)
            for triple in triples:
                graph.add(triple)
            graph.close(True)
        return time.perf_counter() - start

    return run


def empty(engine: Engine) -> None:
    """Delete everything."""
    while engine.write("MATCH (n) WITH n LIMIT 20000 DETACH DELETE n RETURN count(*) AS n")[0]["n"]:
        pass
    for row in engine.read("SHOW CONSTRAINTS YIELD name"):
        engine.write(f"DROP CONSTRAINT `{row['name']}`")
    for row in engine.read("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        engine.write(f"DROP INDEX `{row['name']}`")


def state(engine: Engine) -> tuple[int, int]:
    """How many nodes and relationships there are."""
    nodes = engine.read("MATCH (n:Resource) RETURN count(n) AS n")[0]["n"]
    return nodes, engine.read("MATCH (:Resource)-[r]->(:Resource) RETURN count(r) AS n")[0]["n"]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MEETINGS)
