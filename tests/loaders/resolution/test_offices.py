import pytest

from loaders.records import Extraction, Organisation, Person, Post
from loaders.resolution.offices import body_of, is_sole


def read(*organisations: Organisation, country: str | None = None) -> Extraction:
    person = Person(id="p1", name="X", country=country, start=60, end=61, quote="X")
    return Extraction(article="a", lang="en", extractor="", persons=[person], organisations=list(organisations))


def post(title: str, country: str | None = None, organisation: str | None = None) -> Post:
    stated = {"country": country, "organisation": organisation}
    return Post(id="t1", person="p1", title=title, start=10, end=10 + len(title), quote=title, **stated)


def body(id_: str, name: str, start: int) -> Organisation:
    return Organisation(id=id_, name=name, start=start, end=start + len(name), quote=name)


def test_what_the_article_states_comes_first() -> None:
    title = "Vice President of JICA"
    assert body_of(read(body("o1", "JICA", 28)), post(title, "Japan", "o2")) == "o2"


def test_an_organisation_within_the_words_of_the_office_is_meant() -> None:
    elsewhere, within = body("o1", "LDP", 80), body("o2", "JICA", 28)
    assert body_of(read(within, elsewhere), post("Vice President of JICA")) == "o2"


@pytest.mark.parametrize(
    "title",
    ["Deputy Minister of Public Security", "Bộ trưởng Bộ Công an", "ministre de la Sécurité publique"],
)
def test_a_title_means_a_known_body_of_its_country_in_every_language(title: str) -> None:
    assert body_of(read(), post(title, "Vietnam")) == "Ministry of Public Security Vietnam"


def test_the_country_may_be_that_of_the_bearer() -> None:
    title = post("Commissioner General of the National Police Agency")
    assert body_of(read(country="Japan"), title) == "National Police Agency Japan"
    assert body_of(read(), title) is None


@pytest.mark.parametrize("title", ["Prime Minister", "President", "Ambassador for public security"])
def test_offices_outside_any_known_body_have_none(title: str) -> None:
    assert body_of(read(), post(title, "Vietnam")) is None


@pytest.mark.parametrize(
    ("meaning", "in_organisation", "expected"),
    [
        ("minister public-security", True, True),
        ("deputy minister public-security", True, False),
        ("prime-minister", False, True),
        ("director", False, False),
        ("member politburo", True, False),
    ],
)
def test_one_person_at_a_time_holds_some_offices(meaning: str, in_organisation: bool, expected: bool) -> None:
    assert is_sole(set(meaning.split()), in_organisation) is expected
