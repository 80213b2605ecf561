"""How fast a push is, beside rdflib-neo4j and bare rows on one Neo4j, and the embedded graph beside plain Cypher.

Run: python bench/push.py [MEETINGS]. The runs are taken in turn, by the clock; each figure is the median. It is told
what the graph holds in the end. Prints Markdown.
"""

from __future__ import annotations

import contextlib
import io
import re
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import made_graph
from ports import free_port

from kg import neo4j_server
from loaders.engines.bolt import Neo4jEngine
from loaders.engines.embedded import EmbeddedEngine
from loaders.engines.protocol import Engine
from loaders.ledger import Ledger
from loaders.property_graph import Schema
from loaders.push import Descriptions, push_lines

MEETINGS = 3_000
RUNS = 3
ROWS = 5_000
NEWLINE = b"\n"
Way = Callable[[Engine], float]
"""Fills an empty graph and returns the seconds that it took."""


def main(meetings: int) -> None:
    """Measure and print tables in Markdown."""
    lines = made_graph.lines(meetings)
    print(f"{lines.count(NEWLINE):,} triples")
    with tempfile.TemporaryDirectory() as folder:
        server = neo4j_server.start(Path(folder), free_port(), free_port())
        try:
            with Neo4jEngine(server.uri, password=server.password) as engine:
                peers = {
                    "rdflib-neo4j 1.1, batches of 5,000": rdflib_neo4j(engine, server.password, lines),
                    "bare `UNWIND` rows": bare_rows(lines),
                    "push": whole_push(lines),
                }
                print_table("Neo4j", peers, lines, lambda: emptied(engine))
                print_changed(engine, lines)
        finally:
            neo4j_server.stop(Path(folder))
    ways = {"plain Cypher, bare `UNWIND` rows": bare_rows(lines), "push": whole_push(lines)}
    print_table("The embedded graph", ways, lines, new_embedded)


def print_table(
    title: str, ways: dict[str, Way], lines: bytes, empty: Callable[[], AbstractContextManager[Engine]]
) -> None:
    """Take all ways in turn, each from an empty graph, and print what they took."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    states: dict[str, str] = {}
    for _ in range(RUNS):
        for name, way in ways.items():
            with empty() as engine:
                taken[name].append(way(engine))
                states[name] = state(engine)
    triples = lines.count(NEWLINE)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    first = next(iter(medians.values()))
    print(
        f"\n| {title}, first load by | seconds | triples/s | times faster | nodes | relationships |\n| --- |"
        + " ---: |" * 5
    )
    for name, seconds in medians.items():
        print(f"| {name} | {seconds:.1f} | {triples / seconds:,.0f} | {first / seconds:.2f} | {states[name]} |")


def print_changed(engine: Engine, lines: bytes) -> None:
    """Push one graph and another of which a hundredth of the resources says something else, in turn."""
    changed = re.sub(rb'(/evidence/[0-9]*0-0> [^ ]*quote> "What)', rb"\1 else", lines)
    resources = len(set(re.findall(rb"^<[^>]*>", lines, re.MULTILINE)))
    different = sum(old != new for old, new in zip(lines.splitlines(), changed.splitlines(), strict=True))
    whole, few = [], []
    for _ in range(RUNS):
        with emptied(engine), ledger(engine) as known:
            whole.append(seconds(lambda known=known: push_lines(lines, engine, known)))
            few.append(seconds(lambda known=known: push_lines(changed, engine, known)))
    first, second = statistics.median(whole), statistics.median(few)
    print(f"\n| push of | seconds | of the whole |\n| --- | ---: | ---: |\n| {resources:,} resources | {first:.1f} | |")
    print(f"| the same, {different:,} of them changed | {second:.2f} | {second / first:.1%} |")


def whole_push(lines: bytes) -> Way:
    """The push from lines of N-Quads to a filled graph, ledger included."""

    def run(engine: Engine) -> float:
        with ledger(engine) as known:
            return seconds(lambda: push_lines(lines, engine, known))

    return run


def bare_rows(lines: bytes) -> Way:
    """The same nodes and relationships from rows made beforehand: what the driver and the engine alone take."""
    schema = Schema.load()
    wanted = Descriptions(lines, schema)
    by_label: dict[str, list[dict[str, Any]]] = {}
    by_type: dict[str, list[dict[str, str]]] = {}
    for node in wanted.nodes(list(wanted.fingerprints)):
        rows = by_label.setdefault("".join(f":{label}" for label in node.labels), [])
        rows.append({"uri": node.uri, **node.properties})
        for kind, other in node.relationships:
            by_type.setdefault(kind, []).append({"a": node.uri, "b": other})

    def write(engine: Engine) -> None:
        for statement in schema.statements():
            engine.write(statement)
        for labels, rows in by_label.items():
            for at in range(0, len(rows), ROWS):
                query = f"UNWIND $rows AS row CREATE (n:Resource{labels}) SET n = row"
                engine.write(query, {"rows": rows[at : at + ROWS]})
        for kind, pairs in by_type.items():
            for at in range(0, len(pairs), ROWS):
                query = (
                    "UNWIND $rows AS row MATCH (a:Resource {uri: row.a}) MATCH (b:Resource {uri: row.b}) "
                    f"CREATE (a)-[:`{kind}`]->(b)"
                )
                engine.write(query, {"rows": pairs[at : at + ROWS]})

    return lambda engine: seconds(lambda: write(engine))


def rdflib_neo4j(engine: Neo4jEngine, password: str, lines: bytes) -> Way:
    """The peer, with triples parsed beforehand, every superclass stated, and its own names for properties."""
    from rdflib import Dataset, Graph
    from rdflib_neo4j import HANDLE_MULTIVAL_STRATEGY, HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

    dataset = Dataset()
    dataset.parse(data=lines.decode(), format="nquads")
    triples = sorted({(s, p, o) for s, p, o, _ in dataset.quads()})

    def run(_: Engine) -> float:
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


@contextlib.contextmanager
def ledger(engine: Engine) -> Iterator[Ledger]:
    """An empty ledger in a file, as a workspace has it."""
    with tempfile.TemporaryDirectory() as folder:
        connection = sqlite3.connect(Path(folder) / "ledger", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        yield Ledger(connection, engine.target, "bench")
        connection.close()


@contextlib.contextmanager
def emptied(engine: Engine) -> Iterator[Engine]:
    """The Neo4j with nothing in it."""
    while engine.write("MATCH (n) WITH n LIMIT 20000 DETACH DELETE n RETURN count(*) AS n")[0]["n"]:
        pass
    for row in engine.read("SHOW CONSTRAINTS YIELD name"):
        engine.write(f"DROP CONSTRAINT `{row['name']}`")
    for row in engine.read("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        engine.write(f"DROP INDEX `{row['name']}`")
    yield engine


@contextlib.contextmanager
def new_embedded() -> Iterator[Engine]:
    """An empty embedded graph."""
    with tempfile.TemporaryDirectory() as folder, EmbeddedEngine(Path(folder) / "graph") as engine:
        yield engine


def state(engine: Engine) -> str:
    """How many nodes and relationships there are, as two cells of a table."""
    nodes = engine.read("MATCH (n:Resource) RETURN count(n) AS n")[0]["n"]
    links = engine.read("MATCH (:Resource)-[r]->(:Resource) RETURN count(r) AS n")[0]["n"]
    return f"{nodes:,} | {links:,}"


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MEETINGS)
