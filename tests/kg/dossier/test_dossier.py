import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from kg.dossier.assemble import assemble
from kg.dossier.content import Dossier
from kg.dossier.drawing import MOST, drawing
from kg.dossier.forms import DossierFormat, DossierLanguage
from kg.dossier.making import asking
from kg.dossier.material import Material, collect
from kg.dossier.wording import Wording
from kg.dossier.writing import write
from loaders.engines import Engine
from tests.kg.dossier.conftest import COUNTRY
from tests.kg.dossier.hostile import hostile

ASSETS = Path(__file__).parents[3] / "kg" / "dossier" / "assets"


@pytest.fixture(scope="module")
def dossier(material: Material) -> Dossier:
    return assemble(material, Wording("en"))


def test_the_summary_counts_what_the_reports_tell(dossier: Dossier, material: Material) -> None:
    held = [row for row in material.meetings if row["status"] == "held"]
    figures = {figure.part: figure.number for figure in dossier.figures}
    assert figures["timeline"] == len(held)
    assert figures["matrix"] == len(material.recurring)
    assert figures["pledges"] == len(material.pledges)
    assert dossier.lead[0] == f"The articles tell of {len(held)} meetings held, from 29 July 2013 to 3 April 2023."


def test_a_line_of_the_matrix_has_the_meetings_that_the_report_counts(dossier: Dossier, material: Material) -> None:
    at = {row["uri"]: row["meeting_uri"] for row in material.statements}
    for line in dossier.matrix.lines:
        cells = [cell for cell in line.cells if cell]
        assert len({at[said.uri] for cell in cells for said in cell.said}) == line.meetings, line.topic
        assert len(line.cells) == len(dossier.matrix.years)


def test_every_statement_of_the_matrix_has_its_words_and_every_quote_its_source(dossier: Dossier) -> None:
    said = [each for line in dossier.matrix.lines for cell in line.cells if cell for each in cell.said]
    assert said
    for each in said:
        assert each.quotes
        assert all(quote.source in dossier.sources and quote.text for quote in each.quotes)


def test_years_of_the_matrix_have_no_gap_and_the_undated_come_last(dossier: Dossier) -> None:
    assert dossier.matrix.years == (*map(str, range(2013, 2024)), "n.d.")


def test_what_was_planned_or_denied_is_no_meeting_held(engine: Engine) -> None:
    material = collect(asking(engine), f"{COUNTRY}US", f"{COUNTRY}CN")
    found = assemble(material, Wording("en"))
    assert {event.status for _, events in found.years for event in events} == {"planned", "denied"}
    assert found.figures[0].number == 0
    assert "1 was denied or called off." in found.lead


def test_dates_leave_out_what_is_earlier_and_say_how_many_have_none(engine: Engine) -> None:
    found = assemble(collect(asking(engine), f"{COUNTRY}VN", f"{COUNTRY}JP", "2018"), Wording("en"))
    assert [year for year, _ in found.years] == ["2018", "2023"]
    assert found.period == "Since 2018"
    assert "1 meeting without a known year is left out by the dates asked for." in found.notes


def test_countries_that_have_nothing_to_do_with_each_other_make_an_empty_dossier(engine: Engine) -> None:
    found = assemble(collect(asking(engine), f"{COUNTRY}FR", f"{COUNTRY}JP"), Wording("en"))
    assert found.lead == ("The articles tell of no meeting, agreement or statement between the two in this period.",)
    assert found.matrix.lines == found.sources == found.contacts == ()
    for form in DossierFormat:
        assert found.title in write(found, form, Wording("en"))


@pytest.mark.parametrize("language", DossierLanguage)
def test_every_text_is_there_in_every_language(language: DossierLanguage) -> None:
    texts, english = Wording(language)._texts, Wording("en")._texts
    assert {section: set(words) for section, words in texts.items()} == {
        section: set(words) for section, words in english.items()
    }
    for section, words in english.items():
        for name, text in words.items():
            theirs = texts[section][name]
            assert _gaps(theirs) <= _gaps(text), (section, name)
            assert isinstance(theirs, list) == isinstance(text, list)


def _gaps(text: str | list[str]) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", " ".join(text) if isinstance(text, list) else text))


@pytest.mark.parametrize(
    ("language", "edtf", "written"),
    [
        ("en", "2023-03-06", "6 March 2023"),
        ("fr", "2023-03-06", "6 mars 2023"),
        ("vi", "2023-03-06", "6/3/2023"),
        ("en", "2023-03", "March 2023"),
        ("vi", "2023-03", "tháng 3/2023"),
        ("fr", "2023", "2023"),
        ("en", "--07-29", "29 July"),
        ("en", "2023-03-06/2023-03-08", "6 March 2023 – 8 March 2023"),
        ("en", "2023-03-06/2023-03-06", "6 March 2023"),
        ("en", "2023-13-06", "2023"),
        ("en", "2023~", "2023~"),
        ("fr", None, "sans date"),
        ("fr", "2023-04-01", "1er avril 2023"),
        ("en", "2023-04-01", "1 April 2023"),
    ],
)
def test_dates_are_written_as_people_write_them(language: str, edtf: str | None, written: str) -> None:
    assert Wording(language).date(edtf) == written


@pytest.mark.parametrize(
    ("language", "count", "written"),
    [("en", 0, "0 meetings"), ("en", 1, "1 meeting"), ("fr", 0, "0 rencontre"), ("fr", 2, "2 rencontres")],
)
def test_numbers_take_the_form_that_the_language_gives_them(language: str, count: int, written: str) -> None:
    assert Wording(language)("matrix.meetings", count=count) == written


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Vietnam and Japan", "Cybercrime and cybersecurity", "agreed", "reception"]),
        ("fr", ["Vietnam et Japon", "convenu", "audience", "mars 2023"]),
        ("vi", ["Việt Nam và Nhật Bản", "nhất trí", "tiếp kiến", "6/3/2023"]),
    ],
)
def test_codes_countries_and_topics_are_in_the_language(language: str, words: list[str], material: Material) -> None:
    wording = Wording(language)
    page = write(assemble(material, wording), DossierFormat.HTML, wording)
    assert f'<html lang="{language}">' in page
    for word in words:
        assert word in page


@pytest.mark.parametrize("form", DossierFormat)
def test_the_same_graph_gives_the_same_bytes(form: DossierFormat, engine: Engine, material: Material) -> None:
    again = collect(asking(engine), material.first, material.second)
    pages = {write(assemble(each, Wording("en")), form, Wording("en")) for each in (material, again)}
    assert len(pages) == 1


def test_nothing_in_the_page_leads_to_a_network_but_links(material: Material) -> None:
    page = write(assemble(material, Wording("en")), DossierFormat.HTML, Wording("en"))
    page = page.replace((ASSETS / "cytoscape.min.js").read_text(encoding="utf-8"), "")
    assert not re.search(r"(?:src|srcset|@import|url\()\s*=?\s*[\"']?(?:https?:)?//", page)
    assert "default-src &#39;none&#39;" in page


def test_markdown_shows_hostile_texts_as_they_are(material: Material) -> None:
    text = write(assemble(hostile(material), Wording("en")), DossierFormat.MARKDOWN, Wording("en"))
    assert not re.search(r"(?<!\\)<(?!https?://)", text)
    assert not re.search(r"\]\((?!<https?://)", text)
    assert "e.org/a%20b%29%3Cc%3E%22'&d>" in text


def test_markdown_says_what_the_page_says(material: Material, dossier: Dossier) -> None:
    text = write(dossier, DossierFormat.MARKDOWN, Wording("en"))
    assert "| Counter-terrorism | 2 agreed |" in text
    assert "“The two sides agreed to exchange information on terrorism and cybercrime”" in text


def contact(one: str, other: str, meetings: int = 1) -> dict[str, Any]:
    """A row of the report `contacts`."""
    row: dict[str, Any] = {"one": one, "one_uri": one, "other": other, "other_uri": other, "meetings": meetings}
    return row | {"one_offices": [], "other_offices": []}


def test_the_drawing_has_no_more_crossings_than_it_needs_to() -> None:
    drawn = drawing([contact("a", "y"), contact("b", "x"), contact("c", "z")])
    place = {node["id"]: node["place"] for node in drawn["nodes"]}
    assert all(place[edge["source"]] == place[edge["target"]] for edge in drawn["edges"])


def test_a_large_drawing_keeps_who_met_most_and_says_so() -> None:
    drawn = drawing([contact("a", f"o{number:02}", number + 1) for number in range(40)])
    assert drawn["limited"]
    assert {node["label"] for node in drawn["nodes"]} == {"a", *(f"o{number}" for number in range(16, 40))}


def test_a_name_whose_contacts_are_left_out_is_left_out_too() -> None:
    busy = [contact(f"a{number:02}", "hub", 9) for number in range(MOST)]
    others = [contact("rare", f"o{number:02}", 3) for number in range(MOST + 3)]
    drawn = drawing([*busy, *others])
    ends = {end for edge in drawn["edges"] for end in (edge["source"], edge["target"])}
    assert {node["id"] for node in drawn["nodes"]} == ends
    assert drawn["limited"]


def test_the_bundled_library_is_the_one_that_was_looked_at() -> None:
    pinned = "081591ab735b2b6a3b31a3c60f8f3a3e2fee8c92939e0c7820ad1208571b6cd8"  # npm: cytoscape@3.34.4, dist/
    assert hashlib.sha256((ASSETS / "cytoscape.min.js").read_bytes()).hexdigest() == pinned
    assert "Permission is hereby granted" in (ASSETS / "cytoscape.LICENSE").read_text(encoding="utf-8")
