"""Names of bodies, and which country somebody acts for, in sentences of our own."""

import pytest

from loaders.extraction.backends import backend
from loaders.extraction.document import Document
from loaders.extraction.organisations import Body, find_organisations
from loaders.extraction.people import People, find_people
from loaders.extraction.segmentation import segment
from loaders.extraction.sides import settle_sides
from loaders.records import Article, Language


def read(text: str, lang: Language) -> tuple[Document, People, list[Body]]:
    document = segment(Article(id="a", text=text), lang)
    (recognised,) = backend(lang).recognise([document])
    people = find_people(document, recognised)
    return document, people, find_organisations(document)


def bodies(text: str, lang: Language = "en") -> list[tuple[list[str], str]]:
    """The names of each body as written, and its country."""
    document, _, found = read(text, lang)
    return [([document.quote(*name) for name in body.names], body.country) for body in found]


def acting(text: str, lang: Language = "en") -> list[str]:
    """The countries that act under their own name or their capital's."""
    document, _, _ = read(text, lang)
    return [mention.ref for mention in document.mentions if mention.kind == "country"]


def sides(text: str, lang: Language = "en") -> dict[str, str]:
    """The country of each person by his first name as written."""
    document, people, found = read(text, lang)
    settle_sides(document, people, found)
    return {document.quote(*bearer.names[0]): bearer.country for bearer in people.bearers}


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "The Royal Thai Police sent experts.", [(["Royal Thai Police"], "TH")]),
        ("en", "The Coast Guard of Japan sent ships.", [(["Coast Guard of Japan"], "JP")]),
        ("en", "Japan's National Police Agency sent experts.", [(["National Police Agency"], "JP")]),
        ("fr", "La Police fédérale belge a envoyé des experts.", [(["Police fédérale belge"], "BE")]),
        ("vi", "Bộ Nội vụ Campuchia cử chuyên gia.", [(["Bộ Nội vụ Campuchia"], "KH")]),
        ("en", "The agency said that the police of both towns had come.", []),
    ],
)
def test_a_body_has_its_whole_name_and_its_country(
    lang: Language, text: str, expected: list[tuple[list[str], str]]
) -> None:
    assert bodies(text, lang) == expected


def test_countries_joined_by_a_hyphen_stay_in_the_name() -> None:
    assert [names for names, _ in bodies("The Peru-Chile Police Academy opened.")] == [["Peru-Chile Police Academy"]]


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("en", "Japan's National Police Agency (NPA) sent experts. The NPA paid.", ["National Police Agency", "NPA"]),
        ("en", "The Drug Crime Bureau (DCB) signed. The DCB paid.", ["Drug Crime Bureau", "DCB"]),
        ("fr", "La Direction du renseignement (DRX) a signé. La DRX paie.", ["Direction du renseignement", "DRX"]),
    ],
)
def test_an_acronym_stands_for_the_body_that_it_was_defined_for(lang: Language, text: str, names: list[str]) -> None:
    assert [found for found, _ in bodies(text, lang)] == [names]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "Ankara agreed to help.", ["TR"]),
        ("en", "The envoy flew to Ankara.", []),
        ("en", "ANKARA, May 3 - The envoy left.", []),
        ("en", "Peru and Chile signed.", ["PE", "CL"]),
        ("fr", "Kigali a refusé. L'envoyé est à Kigali.", ["RW"]),
        ("vi", "Nhật Bản cam kết hỗ trợ Lào.", ["JP", "LA"]),
    ],
)
def test_a_country_acts_under_its_name_or_its_capital_but_nobody_acts_where_he_went(
    lang: Language, text: str, expected: list[str]
) -> None:
    assert acting(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        (
            "en",
            "Defence Minister Rosa Quispe received her Chilean counterpart, Ana Fuentes, in Peru.",
            {"Rosa Quispe": "PE", "Ana Fuentes": "CL"},
        ),
        (
            "en",
            "The Korean delegation led by Director General Kim Min-soo met Minister Rosa Quispe of Peru.",
            {"Kim Min-soo": "KR", "Rosa Quispe": "PE"},
        ),
        ("en", "Secretary of Homeland Security Jane Doe visited Peru and Chile.", {"Jane Doe": "US"}),
        ("en", "Director Jane Doe spoke of Peru, Chile and Bolivia.", {"Jane Doe": ""}),
        (
            "fr",
            "Le ministre de l'Intérieur Paul Roux a reçu son homologue marocain, Ali Bennani, en France.",
            {"Paul Roux": "FR", "Ali Bennani": "MA"},
        ),
        (
            "vi",
            "Bộ trưởng Bộ Công an Hồ Quang Đạt tiếp Đại sứ Nhật Bản tại Việt Nam Mori Kenji.",
            {"Hồ Quang Đạt": "VN", "Mori Kenji": "JP"},
        ),
    ],
)
def test_an_office_without_a_country_is_that_of_the_side_that_nobody_else_acts_for(
    lang: Language, text: str, expected: dict[str, str]
) -> None:
    assert sides(text, lang) == expected
