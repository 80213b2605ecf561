"""The files for `neo4j-admin database import`: the real tool takes them, and the database is what a push makes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg import neo4j_server as local
from kg.neo4j_import import load
from loaders.engines import Engine
from loaders.engines.bolt import Neo4jEngine
from loaders.ledger import Ledger
from loaders.neo4j_csv import ARGUMENTS, INDEXES, write
from loaders.push import push_lines
from tests.queries.graphs import SAMPLES

TERMS = "https://w3id.org/security-cooperation/ns#"
NODES = """MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties
ORDER BY coalesce(n.uri, '')"""
LINKS = """MATCH (n)-[r]->(m) RETURN n.uri AS from, type(r) AS type, m.uri AS to, properties(r) AS properties
ORDER BY from, type, to"""
AWKWARD = [
    '"',
    "a,b;c\\",
    "two\nlines\r\nand a tab\t",
    " around ",
    "",
    "'single'",
    "Tô Lâm \N{GRINNING FACE}",
    "-1",
    "null",
]


def lines(*triples: ox.Triple) -> bytes:
    graph = ox.NamedNode("http://example.org/g")
    quads = (ox.Quad(*triple, graph) for triple in triples)
    return b"".join(sorted(f"{quad} .\n".encode() for quad in quads))


def awkward() -> bytes:
    """Nodes with texts that CSV may stumble over, alone and in lists, and one that is only pointed to."""
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    triples = []
    for number, text in enumerate(AWKWARD):
        official = ox.NamedNode(f"http://example.org/official/{number}?a=b,c;d")
        triples += [
            ox.Triple(official, kind, ox.NamedNode(TERMS + "Official")),
            ox.Triple(official, ox.NamedNode(TERMS + "name"), ox.Literal(text, language="en")),
            ox.Triple(official, ox.NamedNode(TERMS + "searchNames"), ox.Literal(text)),
            ox.Triple(official, ox.NamedNode(TERMS + "searchNames"), ox.Literal("x")),
            ox.Triple(official, ox.NamedNode(TERMS + "nationality"), ox.NamedNode("http://example.org/nowhere")),
        ]
    return lines(*triples)


@pytest.fixture
def imported(
    tmp_path: Path, neo4j_server: dict[str, str], free_port: Callable[[], int]
) -> Iterator[Callable[[bytes], Engine]]:
    """A function that imports a graph into a database of its own and opens it."""
    opened: list[Neo4jEngine] = []

    def run(graph: bytes) -> Engine:
        (tmp_path / "csv").mkdir()
        written = write(graph, tmp_path / "csv", "tests", "the state")
        counts = load(tmp_path / "home", tmp_path / "csv")
        assert counts.startswith(f"{written.nodes + 1} nodes {written.relationships} relationships")
        server = local.start(tmp_path / "home", free_port(), free_port())
        opened.append(Neo4jEngine(server.uri, "neo4j", server.password))
        return opened[0]

    try:
        yield run
    finally:
        for engine in opened:
            engine.close()
        local.stop(tmp_path / "home")


def new_ledger(engine: Engine) -> Ledger:
    return Ledger(sqlite3.connect(":memory:", isolation_level=None), engine.target, "tests")


def content(engine: Engine) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """All nodes and relationships, but for the generation that a push writes into its marker."""
    nodes = [{**row, "labels": sorted(row["labels"])} for row in engine.read(NODES)]
    for row in nodes:
        row["properties"].pop("generation", None)
    return nodes, engine.read(LINKS)


@pytest.mark.neo4j
@pytest.mark.parametrize("graph", [pytest.param(awkward, id="awkward"), pytest.param(SAMPLES.read_bytes, id="samples")])
def test_the_import_makes_what_a_push_makes_and_a_push_goes_on_from_it(
    graph: Callable[[], bytes], imported: Callable[[bytes], Engine], neo4j_engine: Engine
) -> None:
    pushed = push_lines(graph(), neo4j_engine, new_ledger(neo4j_engine))
    engine = imported(graph())
    assert content(engine) == content(neo4j_engine)

    again = push_lines(graph(), engine, new_ledger(engine))
    assert (again.sent, again.deleted, again.unchanged) == (0, 0, pushed.sent)
    assert content(engine) == content(neo4j_engine)


def test_the_same_graph_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write(SAMPLES.read_bytes(), tmp_path / name, "tests", "the state")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_each_file_is_named_once_in_the_arguments(tmp_path: Path) -> None:
    write(SAMPLES.read_bytes(), tmp_path, "tests", "the state")
    named = [line.rpartition("=")[2] for line in (tmp_path / ARGUMENTS).read_text().splitlines() if ".csv" in line]
    assert sorted(named) == sorted(file.name for file in tmp_path.glob("*.csv"))
    assert "CREATE CONSTRAINT resource_uri" in (tmp_path / INDEXES).read_text()


def test_a_text_that_no_list_can_hold_is_refused(tmp_path: Path) -> None:
    bad = awkward().replace(b'searchNames> "x"', b'searchNames> "x\\u001Fy"')
    with pytest.raises(ValueError, match=r"U\+001F"):
        write(bad, tmp_path, "tests", "the state")


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}
