"""What Neo4j Browser is given: it follows the queries and the ontology, and a real Neo4j answers every favourite."""

from __future__ import annotations

import io
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.browser_files import FAVOURITES, GUIDE, STYLE, favourites, files, pages, parameters, style
from kg.commands import neo4j as command
from kg.console import Settings
from kg.reports import catalogue
from loaders.engines import Engine
from loaders.property_graph import Schema
from tests.queries.graphs import fill

ROOT = Path(__file__).parents[2]
OWN_REPORT = """// title: Names <b>& more</b>
// question: Which names are there?
// param person: official* = all
// param least: integer = 2
// column name: text
MATCH (n:Official) WHERE ($person IS NULL OR n.uri IN $person) AND $least > 1 RETURN n.name AS name ORDER BY name
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with a report of its own."""
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "names.cypher").write_text(OWN_REPORT)
    return tmp_path


class Guide(HTMLParser):
    """Checks that every tag is closed, and takes out what a click brings into the editor."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.runnable: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if "runnable" in (dict(attrs).get("class") or ""):
            self.runnable.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "pre":
            self.runnable[-1] += data


def test_the_archive_has_every_report_under_its_title(workspace: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(files(workspace)[FAVOURITES])) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist()]
        assert all(name.endswith(".cypher") and "/" not in name for name in archive.namelist())
    titles = [text.splitlines()[0] for text in texts]
    drawn = sorted((ROOT / "queries" / "browser").glob("*.cypher"))
    assert {f"// {report.title}" for report in catalogue(workspace).values()} <= set(titles)
    assert "// Names <b>& more</b>" in titles
    assert len(set(titles)) == len(titles) == len(catalogue(workspace)) + len(drawn)


def test_what_filters_nothing_is_left_open_and_other_defaults_are_written_in(workspace: Path) -> None:
    (own,) = (each for each in favourites(workspace) if each.name == "names")
    assert "$least" not in own.text
    assert "2 > 1" in own.text
    assert "$person IS NULL" in own.text
    assert ":param person => COLLECT { MATCH (n:Official)" in own.text
    left = {name for each in favourites(workspace) for name in re.findall(r"\$(\w+)", each.text)}
    assert left == set(parameters(workspace))


def test_the_style_has_colour_size_and_caption_for_every_class_in_the_graph() -> None:
    rules = dict(re.findall(r"^node\.(\w+) \{\n(.*?)^\}", style(), re.MULTILINE | re.DOTALL))
    assert set(rules) == set(Schema.load().all_labels) - {"Decision"}
    for rule in rules.values():
        assert re.search(r"color: #[0-9A-F]{6};", rule)
        assert re.search(r"diameter: \d+px;", rule)
    captions = {label: re.findall(r'caption: "(.+)"', rule) for label, rule in rules.items()}
    assert captions["Ministry"] == captions["Meeting"] == ["{label}"]
    assert captions["Evidence"] == ["{quote}"]
    assert captions["Origin"] == ["origin"]
    assert captions["Participation"] == ["participation {role}"]


def test_a_class_comes_after_those_above_it() -> None:
    order = re.findall(r"^node\.(\w+)", style(), re.MULTILINE)
    assert order.index("Organisation") < order.index("Ministry")
    assert order.index("Statement") < order.index("Refusal")


def test_the_guide_brings_every_favourite_into_the_editor_as_it_is(workspace: Path) -> None:
    guide = Guide(files(workspace, "http://localhost:7474/x")[GUIDE].decode())
    assert guide.open == []
    assert f":style http://localhost:7474/x/{STYLE}" in guide.runnable
    assert {each.text for each in favourites(workspace)} <= set(guide.runnable)
    for label in ("Official", "PostHolding", "Commitment"):
        assert f"<code>{label}</code>" in files(None)[GUIDE].decode()


def test_browser_sets_all_filters_to_nothing_and_plays_the_guide_after_the_sign_in() -> None:
    commands = pages(None, "http://localhost:7474/x").commands
    assert commands[0].startswith('params {"article": null, ')
    assert commands[1] == "play http://localhost:7474/x/guide.html"
    assert not any(";" in each for each in commands)


def test_the_same_queries_give_the_same_bytes() -> None:
    assert files(None) == files(None)


def test_the_files_are_written_for_a_server_of_ones_own(workspace: Path, tmp_path: Path) -> None:
    arguments = ["browser-files", "--output", str(tmp_path / "out")]
    done = CliRunner().invoke(command.app, arguments, obj=Settings(workspace=workspace))
    assert done.exit_code == 0
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == files(workspace)
    assert "localhost" not in (tmp_path / "out" / GUIDE).read_text(encoding="utf-8")


@pytest.mark.neo4j
def test_neo4j_answers_every_favourite_as_it_answers_the_report(neo4j_engine: Engine) -> None:
    fill(neo4j_engine)
    reports = catalogue(None)
    for each in favourites(None):
        rows = neo4j_engine.read(each.text, parameters(None))
        if each.drawn:
            assert rows, f"{each.name} draws nothing"
        else:
            report = reports[each.name]
            given = {parameter.name: parameter.default for parameter in report.parameters}
            assert rows == neo4j_engine.read(report.cypher, given)
