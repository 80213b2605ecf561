"""The way from articles to the graph and to every export, with the real reader and the real engine."""

import importlib.util
import json
import os
import random
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
import rdflib

from kg.workspace import Workspace
from loaders.engines.embedded import EmbeddedEngine

Run = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]

MARCH = (
    "Hanoi, March 7, 2023 - Minister of Public Security To Lam received Akiba Takeo, Secretary-General of Japan's "
    "National Security Secretariat, in Hanoi on March 6, 2023. The minister asked the Japanese side to train more "
    "officers in the fight against cybercrime."
)
MARS = (
    "Hanoï, le 7 mars 2023 - Le ministre de la Sécurité publique, Tô Lâm, a reçu le 6 mars 2023 à Hanoï Akiba Takeo, "
    "secrétaire général du Conseil de sécurité nationale du Japon. Il a demandé à la partie japonaise de former des "
    "officiers."
)
HOSTILE = (
    'London, May 2, 2023 - The minister said he would "\'}) DETACH DELETE n//" <script>alert(1)</script> and '
    "signed the memorandum of understanding on training with Minister John O`Brien\\n on May 1, 2023 in London."
)
ARTICLES = [
    {"id": "march", "text": MARCH, "url": "https://news.example.org/march", "title": "Minister asks for training"},
    {"id": "mars", "text": MARS},
    {"id": 'h "o|s<t>i{l}e', "text": HOSTILE, "title": 'A "title"\nwith \\ and \u2028 in it'},
]
FORMATS = {"turtle": "turtle", "trig": "trig", "jsonld": "json-ld", "nquads": "nquads", "graphml": "", "ftm": ""}
if importlib.util.find_spec("followthemoney") is None:
    del FORMATS["ftm"]  # the extra that is hard to install


def lines(path: Path, articles: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(article) + "\n" for article in articles))
    return path


@pytest.fixture
def articles() -> list[dict[str, Any]]:
    return [dict(article) for article in ARTICLES]


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the articles were ingested; not to be changed."""
    folder = tmp_path_factory.mktemp("ingested")
    done = subprocess.run(
        [sys.executable, "-m", "kg", "ingest", lines(folder / "a.jsonl", ARTICLES)],
        env=environment(),
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "3 articles read, 0 known already." in done.stderr
    return folder


@pytest.fixture
def loaded(kg: Run, ingested: Path, tmp_path: Path) -> Path:
    """The working folder of `kg`, in which the articles were ingested."""
    shutil.copytree(ingested, tmp_path, dirs_exist_ok=True)
    return tmp_path


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "NEO4J_"))}
    return {**kept, "PYTHONPATH": str(ROOT)}


def dataset(text: str, form: str) -> rdflib.Dataset:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own use of what it deprecates
        return rdflib.Dataset().parse(data=text, format=form)


@pytest.mark.parametrize("form", ["trig", "jsonld", "nquads"])
def test_exports_with_named_graphs_parse_back_equal(kg: Run, loaded: Path, form: str) -> None:
    quads = set(dataset(kg("export", "--format", "nquads").stdout, "nquads").quads())
    assert len(quads) > 20
    assert set(dataset(kg("export", "--format", form).stdout, FORMATS[form]).quads()) == quads


def test_turtle_holds_the_triples_of_all_graphs_once(kg: Run, loaded: Path) -> None:
    quads = dataset(kg("export", "--format", "nquads").stdout, "nquads").quads()
    turtle = rdflib.Graph().parse(data=kg("export").stdout, format="turtle")
    assert set(turtle) == {(s, p, o) for s, p, o, _ in quads}
    assert not [node for triple in turtle for node in triple if isinstance(node, rdflib.BNode)]


def test_graphml_is_the_property_graph(kg: Run, loaded: Path) -> None:
    exported = kg("export", "--format", "graphml").stdout
    graph = nx.parse_graphml(exported)
    officials = {node["label"]: uri for uri, node in graph.nodes(data=True) if node.get("labels") == "Official"}
    lam = officials["To Lam"]
    assert graph.nodes[lam]["name_fr"] == "Tô Lâm"
    types = {edge["type"] for _, _, edge in graph.edges(data=True)}
    assert {"PARTICIPATION", "PARTICIPANT", "SUPPORTS", "IN_ARTICLE", "NATIONALITY"} <= types
    assert "2023-03-06" in {node.get("date_from") for _, node in graph.nodes(data=True)}


def test_exports_hold_quotes_and_never_whole_articles(kg: Run, loaded: Path) -> None:
    for form in FORMATS:
        exported = kg("export", "--format", form).stdout
        assert "received Akiba Takeo" in exported
        assert MARCH not in exported


def test_the_csv_for_neo4j_goes_into_a_new_folder(kg: Run, loaded: Path) -> None:
    without = kg("export", "--format", "neo4j-csv")
    assert (without.code, without.stdout) == (2, "")
    assert "--output" in without.stderr
    done = kg("export", "--format", "neo4j-csv", "--output", "csv")
    assert (done.code, done.stdout) == (0, "")
    assert "neo4j-admin database import full neo4j @import.args" in done.stderr
    marker = (loaded / "csv" / "marker.csv").read_text()
    with Workspace.open(loaded / ".kg") as workspace:
        assert workspace.id in marker
    again = kg("export", "--format", "neo4j-csv", "--output", "csv")
    assert again.code == 1
    assert "not empty" in again.stderr


@pytest.mark.slow
def test_any_order_of_loading_gives_equal_bytes(kg: Run, loaded: Path, articles: list[dict[str, Any]]) -> None:
    expected = {form: kg("export", "--format", form).stdout for form in FORMATS}
    random.Random(1).shuffle(articles)
    for number, article in enumerate(articles):
        kg("--workspace", "other", "ingest", lines(loaded / f"{number}.jsonl", [article]))
    assert {form: kg("--workspace", "other", "export", "--format", form).stdout for form in FORMATS} == expected


def test_known_articles_are_not_read_again(kg: Run, loaded: Path, articles: list[dict[str, Any]]) -> None:
    before = kg("export").stdout
    again = kg("ingest", "a.jsonl")
    assert again.stderr == "0 articles read, 3 known already.\n"
    assert kg("export").stdout == before
    articles[0]["text"] = MARCH.replace("March 6", "March 5")
    assert "1 articles read, 2 known already." in kg("ingest", lines(loaded / "a.jsonl", articles)).stderr
    assert kg("export").stdout != before


def test_an_export_is_written_whole_to_a_file(kg: Run, loaded: Path) -> None:
    assert kg("export", "--output", "new/graph.ttl").stdout == ""
    assert (loaded / "new" / "graph.ttl").read_text() == kg("export").stdout
    assert [path.name for path in (loaded / "new").iterdir()] == ["graph.ttl"]


def test_the_graph_conforms_to_its_shapes(kg: Run, loaded: Path) -> None:
    done = kg("validate")
    assert (done.code, done.stdout) == (0, "severity,resource,property,value,message\n")


def test_a_graph_that_breaks_a_shape_ends_with_4(kg: Run, loaded: Path) -> None:
    file = loaded / ".kg" / "graph.nq"
    kept = [line for line in file.read_text().splitlines(keepends=True) if "ns#articleId" not in line]
    file.write_text("".join(kept))
    done = kg("validate", "--format", "json")
    assert done.code == 4
    assert {row["property"].rpartition("#")[2] for row in json.loads(done.stdout)} == {"articleId"}


def test_what_was_rejected_is_listed_until_it_is_taken(kg: Run, loaded: Path) -> None:
    (loaded / "in").mkdir()
    (loaded / "in" / "empty.txt").touch()
    (loaded / "in" / "b.jsonl").write_text("{wrong\n")
    assert kg("ingest", "in").code == 3
    assert json.loads(kg("rejected", "--format", "json").stdout) == [
        {
            "source": "in/b.jsonl",
            "line": 1,
            "reason": "wrong JSON: Expecting property name enclosed in double quotes at column 2",
        },
        {"source": "in/empty.txt", "line": None, "reason": "the file is empty"},
    ]
    (loaded / "in" / "b.jsonl").unlink()
    (loaded / "in" / "empty.txt").write_text(MARCH)
    assert kg("ingest", "in").code == 0
    assert kg("rejected").stdout == "source,line,reason\n"


def test_status_tells_what_is_there(kg: Run, loaded: Path) -> None:
    status = {row["what"]: row["value"] for row in json.loads(kg("status", "--format", "json").stdout)}
    assert status["articles"] == "3"
    assert (status["articles in en"], status["articles in fr"]) == ("2", "1")
    assert status["graph embedded"].startswith("up to date")


@pytest.mark.slow
def test_two_commands_at_once_both_finish(kg: Run, loaded: Path, articles: list[dict[str, Any]]) -> None:
    files = [lines(loaded / f"{number}.jsonl", [{**articles[0], "id": f"more {number}"}]) for number in range(2)]
    commands = [("ingest", files[0]), ("ingest", files[1]), ("report", "who-met-whom", "--format", "json")]
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for arguments in commands
    ]
    ended = [(process.communicate(), process.returncode) for process in started]
    assert [code for _, code in ended] == [0, 0, 0], ended
    assert json.loads(ended[2][0][0])
    assert "waiting" in "".join(said for (_, said), _ in ended)
    status = {row["what"]: row["value"] for row in json.loads(kg("status", "--format", "json").stdout)}
    assert status["articles"] == "5"
    assert status["graph embedded"].startswith("up to date")
    (row,) = json.loads(kg("report", "who-met-whom", "--format", "json").stdout)
    assert row["meetings"] == 1


def test_a_deleted_graph_is_made_again_for_the_next_report(kg: Run, loaded: Path) -> None:
    expected = kg("report", "who-met-whom").stdout
    shutil.rmtree(loaded / ".kg" / "graph")
    (loaded / ".kg" / "graph.nq").unlink()
    assert kg("report", "who-met-whom").stdout == expected
    assert "To Lam" in expected


def test_names_in_reports_are_found_as_people_type_them(kg: Run, loaded: Path) -> None:
    everything = kg("report", "who-met-whom").stdout
    assert kg("report", "who-met-whom", "--person", "takeo akiba", "--since", "2023").stdout == everything
    unknown = kg("report", "who-met-whom", "--person", "Akiba Takao")
    assert (unknown.code, unknown.stdout) == (2, "")
    assert "did you mean Akiba Takeo?" in unknown.stderr
    empty = kg("report", "who-met-whom", "--person", "to lam", "--until", "2020")
    assert empty.code == 0
    assert empty.stderr == "No rows: without --until there are 1.\n"


def test_a_report_of_ones_own_that_writes_is_refused(kg: Run, loaded: Path) -> None:
    (loaded / ".kg" / "queries").mkdir()
    (loaded / ".kg" / "queries" / "mine.cypher").write_text(
        "// title: Mine\n// question: All?\n// column n: integer\nMATCH (n) RETURN count(n) AS n\n"
    )
    assert int(kg("report", "mine").stdout.split()[1]) > 10
    (loaded / ".kg" / "queries" / "mine.cypher").write_text(
        "// title: Mine\n// question: All?\n// column n: integer\nMATCH (n) DETACH DELETE n RETURN 1 AS n\n"
    )
    refused = kg("report", "mine")
    assert refused.code == 1
    assert "reports only read" in refused.stderr


def test_check_finds_nothing_where_all_is_well(kg: Run, loaded: Path) -> None:
    done = kg("check")
    assert (done.code, done.stdout, done.stderr) == (0, "where,resource,problem\n", "All is as it should be.\n")


def test_check_names_what_differs_in_the_graph(kg: Run, loaded: Path) -> None:
    with EmbeddedEngine(loaded / ".kg" / "graph") as engine:
        engine.write("MATCH (n:Official {name: 'To Lam'}) SET n.name = 'Somebody'")
        engine.write("MATCH (n:Evidence) WITH n ORDER BY n.uri LIMIT 1 DETACH DELETE n")
        engine.write("CREATE (n:Resource:Meeting {uri: 'urn:more', hash: 'x'})")
    done = kg("check", "--format", "json")
    assert done.code == 4
    assert {row["problem"] for row in json.loads(done.stdout)} == {
        "differs from the workspace",
        "is missing",
        "isn't in the workspace",
    }


def test_check_finds_a_quote_that_is_not_in_its_article(kg: Run, loaded: Path) -> None:
    with Workspace.open(loaded / ".kg") as workspace:
        workspace.connection.execute("UPDATE articles SET record = replace(record, 'Akiba', 'Akabi')")
    done = kg("check", "--format", "json")
    assert done.code == 4
    assert {row["where"] for row in json.loads(done.stdout)} >= {"workspace"}
