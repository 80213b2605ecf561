from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import FailureError
from kg.names import Finder, NameCollector
from kg.workspace import Workspace

NS = "https://w3id.org/security-cooperation/ns#"
ID = "https://w3id.org/security-cooperation/id/"
TOPIC = "https://w3id.org/security-cooperation/topic/"


def thing(path: str, cls: str, *names: str) -> Iterator[ox.Quad]:
    subject = ox.NamedNode(ID + path)
    yield ox.Quad(subject, ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), ox.NamedNode(NS + cls))
    for number, name in enumerate(names):
        predicate = ox.NamedNode(f"{NS}{'searchNames' if number else 'name'}")
        yield ox.Quad(subject, predicate, ox.Literal(name, language=None if number else "en"))


QUADS = [
    *thing("official/to-lam", "Official", "Tô Lâm", "to lam"),
    *thing("official/nguyen-van-lam", "Official", "Nguyễn Văn Lâm", "nguyen van lam"),
    *thing("official/akiba-takeo", "Official", "Akiba Takeo", "akiba takeo"),
    ox.Quad(
        ox.NamedNode(f"{ID}meeting/m"),
        ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"),
        ox.NamedNode(f"{NS}Meeting"),
    ),
    ox.Quad(
        ox.NamedNode(f"{ID}meeting/m"),
        ox.NamedNode(f"{NS}label"),
        ox.Literal("2023-03-06 reception: Akiba Takeo, To Lam"),
    ),
    *thing("organisation/npa", "Agency", "National Police Agency", "npa"),
]


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def finder(tmp_path: Path, said: list[str]) -> Iterator[Finder]:
    collector = NameCollector()
    assert list(collector.watch(QUADS)) == QUADS
    with Workspace.open(tmp_path, create=True) as workspace:
        workspace.keep_graph(collector.names(), "state")
        yield Finder(workspace, said.append)


@pytest.mark.parametrize("typed", ["Tô Lâm", "to lam", "TO LAM", "Lam To", "  tô   lâm "])
def test_a_name_is_found_without_diacritics_and_in_either_order(finder: Finder, typed: str, said: list[str]) -> None:
    assert finder.find(("official",), typed) == [f"{ID}official/to-lam"]
    assert said == []


def test_a_part_of_a_name_stands_for_all_who_have_it_and_that_is_said(finder: Finder, said: list[str]) -> None:
    assert finder.find(("official",), "lam") == [f"{ID}official/nguyen-van-lam", f"{ID}official/to-lam"]
    assert said == ["'lam' is taken for Nguyễn Văn Lâm, Tô Lâm."]


def test_a_meeting_is_called_by_its_date_and_participants(finder: Finder, said: list[str]) -> None:
    assert finder.find(("meeting",), "akiba 2023-03-06") == [f"{ID}meeting/m"]
    assert said == ["'akiba 2023-03-06' is taken for 2023-03-06 reception: Akiba Takeo, To Lam."]


def test_a_subclass_is_of_its_superclass_kind(finder: Finder) -> None:
    assert finder.find(("organisation",), "NPA") == [f"{ID}organisation/npa"]
    assert finder.find(("official", "organisation"), "national police agency") == [f"{ID}organisation/npa"]


@pytest.mark.parametrize("typed", ["Japan", "JP", "Japon", "Nhật Bản", "nhat ban", "Japanese"])
def test_every_country_is_known_in_three_languages_and_by_code(finder: Finder, typed: str) -> None:
    (found,) = finder.find(("country",), typed)
    assert found.endswith("/JP")


def test_a_topic_brings_its_narrower_topics(finder: Finder) -> None:
    found = finder.find(("topic",), "crime and justice")
    assert f"{TOPIC}crime-and-justice" in found
    assert f"{TOPIC}cybercrime" in found
    assert finder.find(("topic",), f"{TOPIC}cybercrime") == [f"{TOPIC}cybercrime"]


def test_an_unknown_name_gets_suggestions(finder: Finder) -> None:
    with pytest.raises(FailureError, match=r"No official is called 'akiba takao': did you mean Akiba Takeo\?"):
        finder.find(("official",), "akiba takao")
    with pytest.raises(FailureError, match="No official is called 'qqq'"):
        finder.find(("official",), "qqq")


def test_a_uri_is_taken_as_it_is(finder: Finder) -> None:
    assert finder.find(("official",), "https://example.org/x") == ["https://example.org/x"]
