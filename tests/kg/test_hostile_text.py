"""Text out of articles is data in every output: hostile names, quotes and addresses come back as they went in.

Each output is read with the parser that its users have: rdflib, networkx, lxml, FollowTheMoney, csv and both engines.
"""

from __future__ import annotations

import csv
import io
import json
import os
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib
from lxml import etree

from kg import versions
from kg.workspace import Workspace
from loaders.encodings import tidy
from loaders.engines import Engine
from loaders.engines.embedded import EmbeddedEngine
from loaders.property_graph import Node, Schema
from loaders.records import Article
from tests.loaders.resolution.made import Made

pytestmark = pytest.mark.slow
Run = Callable[..., Any]

HOSTILE = [
    "Anna '}) DETACH DELETE n//",
    "Boris `) MATCH (n) DETACH DELETE n //`",
    "Carla </td><script>alert(1)</script>",
    'Dora "><img src=x onerror=alert(1)>',
    "=HYPERLINK(\"file:/etc\",'Emil')",
    "@SUM(A1) Franz",
    'Gerd """ . <http://example.org/x> <http://example.org/y> "z',
    'Hanna "}],"@context":"http://127.0.0.1/"',
    "Ida ]]> & &lt; \\ \\u0022 \\n {{ 7*7 }} ${x} %s",
    "Jana \N{RIGHT-TO-LEFT OVERRIDE}\x1b[2J\x9b1m\x00\x07 ends",
    "Karl\u2028 line\r\nnext\ttab",
]
ADDRESS = "http://example.org/a b<c>\"{}|\\^`\u00a0'}) //"
PAGE = "javascript:alert(1)//<script>"
RDF = {"turtle": "turtle", "trig": "trig", "jsonld": "json-ld", "nquads": "nquads"}


@pytest.fixture
def loaded(kg: Run, tmp_path: Path) -> Path:
    """A workspace whose articles tell of people and bodies with hostile names, and what they said."""
    readings = []
    for number, name in enumerate(map(tidy, HOSTILE)):
        made = Made(f"{ADDRESS}{number}", published="2023-03-06").person(name, "Minister `of` <b>War</b>", "Vietnam")
        made.person("Jane Roe", "", "Japan").organisation(f"Agency of {name}", "Japan")
        made.meeting(name, "Jane Roe", date=f"2023-0{number % 9 + 1}-06", place=name)
        made.agreement(f"Treaty of {name}", "treaty", "Vietnam", "Japan")
        made.commitment(f"He promised: {name}", "pledged", "cybercrime", actors=(name,), to=("Japan",))
        article = Article(
            **made.article.model_dump(exclude={"url", "title", "outlet"}), url=PAGE, title=name, outlet=name
        )
        readings.append((article, article, made.extraction))
    with Workspace.open(tmp_path / ".kg", create=True) as workspace:
        workspace.store(readings, versions.reader())
    return tmp_path


def exported(kg: Run, form: str, *more: str) -> str:
    done = kg("export", "--format", form, *more)
    assert done.code == 0, done.stderr
    text: str = done.stdout
    return text


def nodes(kg: Run) -> dict[str, Node]:
    """The property graph as the ontology's rule makes it of the quads, by URI."""
    about = defaultdict(list)
    for quad in ox.parse(exported(kg, "nquads"), format=ox.RdfFormat.N_QUADS):
        about[quad.subject.value].append(quad)
    schema = Schema.load()
    return {uri: schema.node(uri, quads) for uri, quads in about.items()}


def names(found: dict[str, Node]) -> set[object]:
    return {node.properties.get("name") for node in found.values() if "Official" in node.labels}


def collapsed(texts: Iterable[object]) -> set[str]:
    """The texts with every white space as one space, as networkx and FollowTheMoney read them."""
    return {" ".join(str(text).split()) for text in texts}


def test_the_graph_has_the_names_as_they_are_written(kg: Run, loaded: Path) -> None:
    found = nodes(kg)
    assert names(found) >= set(map(tidy, HOSTILE))
    assert {node.properties.get("articleId", node.properties.get("article_id")) for node in found.values()} >= {
        f"{ADDRESS}{number}" for number in range(len(HOSTILE))
    }
    assert kg("validate").code == 0


@pytest.mark.parametrize("form", RDF)
def test_rdf_is_read_by_rdflib_as_it_is(kg: Run, loaded: Path, form: str) -> None:
    expected = {quad.triple for quad in ox.parse(exported(kg, "nquads"), format=ox.RdfFormat.N_QUADS)}
    text = exported(kg, form)
    dataset = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parsers use what rdflib deprecates
        dataset.parse(data=text, format=RDF[form])
    lines = "".join(f"{subject.n3()} {predicate.n3()} {value.n3()} .\n" for subject, predicate, value, _ in dataset)
    assert {quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.TURTLE)} == expected
    if form == "jsonld":
        assert '"@context"' not in text.replace('\\"@context\\"', "")  # nothing that a reader would have to fetch


def test_graphml_is_read_by_networkx_and_lxml_as_it_is(kg: Run, loaded: Path) -> None:
    text = exported(kg, "graphml")
    expected = nodes(kg)
    data = etree.fromstring(text.encode()).iterfind("{*}graph/{*}node/{*}data[@key='name']")
    assert {element.text for element in data} >= names(expected)
    graph = nx.parse_graphml(text)
    assert set(expected) <= set(graph)
    assert collapsed(data.get("name") for _, data in graph.nodes(data=True)) >= collapsed(names(expected))


def test_entities_are_read_by_follow_the_money_as_they_are(kg: Run, loaded: Path) -> None:
    if not os.environ.get("CI"):
        pytest.importorskip("followthemoney", reason="the extra ftm is not installed")
    from followthemoney import model

    entities = [model.get_proxy(json.loads(line)) for line in exported(kg, "ftm").splitlines()]
    found = {name for entity in entities if entity.schema.name == "Person" for name in entity.get("name")}
    assert collapsed(found) >= collapsed(names(nodes(kg)))
    addresses = {url for entity in entities for url in entity.get("sourceUrl", quiet=True)}
    assert not {url for url in addresses if not url.startswith(("http://", "https://"))}


def test_csv_for_neo4j_is_read_as_it_is(kg: Run, loaded: Path) -> None:
    exported(kg, "neo4j-csv", "--output", "csv")
    found = set()
    for path in (loaded / "csv").glob("nodes-Official.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            found = {row["name:string"] for row in csv.DictReader(file)}
    assert found == names(nodes(kg))


def check_graph(engine: Engine, expected: dict[str, Node]) -> None:
    """Every resource is in the graph with its properties, and the node of another program is still there."""
    rows = engine.read("MATCH (n:Resource) RETURN n.uri AS uri, labels(n) AS labels, properties(n) AS properties")
    pushed = {row["uri"]: row for row in rows}
    for uri, node in expected.items():
        assert {*node.labels, "Resource"} == set(pushed[uri]["labels"])
        assert {name: pushed[uri]["properties"][name] for name in node.properties} == node.properties
    assert engine.read("MATCH (n:Other) RETURN n.kept AS kept") == [{"kept": "yes"}]


def test_the_embedded_graph_holds_it_as_it_is_and_loses_nothing(kg: Run, loaded: Path) -> None:
    folder = loaded / ".kg" / "graph"
    with Workspace.open(loaded / ".kg") as workspace:
        folder = workspace.graph_folder
    with EmbeddedEngine(folder) as engine:
        engine.write("CREATE (:Other {kept: 'yes'})")
    assert kg("push").code == 0
    with EmbeddedEngine(folder) as engine:
        check_graph(engine, nodes(kg))
    check_reports(kg)


@pytest.mark.neo4j
def test_neo4j_holds_it_as_it_is_and_loses_nothing(
    kg: Run, loaded: Path, neo4j_engine: Engine, neo4j_server: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in neo4j_server.items():
        monkeypatch.setenv(name, value)
    neo4j_engine.write("CREATE (:Other {kept: 'yes'})")
    assert kg("push").code == 0
    check_graph(neo4j_engine, nodes(kg))
    check_reports(kg)
    check_graph(neo4j_engine, nodes(kg))


def check_reports(kg: Run) -> None:
    """Reports give the names in every form, and find people by them."""
    rows = json.loads(kg("report", "officials", "--format", "json").stdout)
    expected = {row["official"] for row in rows}
    assert expected >= set(map(tidy, HOSTILE))
    table = list(csv.DictReader(io.StringIO(kg("report", "officials", "--format", "csv").stdout)))
    assert len(table) == len(rows)
    assert not [cell for row in table for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert {row["official"].removeprefix("'") for row in table} == expected
    shown = kg("report", "officials", "--format", "table").stdout
    assert len(shown.splitlines()) == len(rows) + 1
    assert not set(shown) & {"\x1b", "\x9b", "\x00", "\u202e"}
    for name in HOSTILE[:6]:
        done = kg("report", "who-met-whom", "--person", tidy(name), "--format", "json")
        assert done.code == 0, done.stderr
        found = json.loads(done.stdout)
        assert {row["official"] for row in found} | {row["counterpart"] for row in found} == {tidy(name), "Jane Roe"}
