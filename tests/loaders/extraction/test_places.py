import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.cleaning import clean
from loaders.extraction.document import Document, Mention
from loaders.extraction.places import dateline_place, find_places
from loaders.extraction.segmentation import segment
from loaders.records import Article, Language


def document(text: str, lang: Language = "en") -> Document:
    return segment(clean(Article(id="a", text=text, lang=lang)), lang)


def places(text: str, lang: Language = "en") -> list[str]:
    return [place.name for place in find_places(document(text, lang))]


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "They met in Tokyo on April 3 and flew to Laos.", ["Tokyo", "Laos"]),
        ("en", "They met in Warsaw, Poland, on the margins of a summit.", ["Warsaw, Poland"]),
        ("en", "They met in Washington, D.C. on Monday.", ["Washington, D.C."]),
        ("en", "They met in Samarkand (Uzbekistan) last year.", ["Samarkand (Uzbekistan)"]),
        ("en", "They met in the Lao capital.", ["Vientiane"]),
        ("en", "They met in the capital of Laos.", ["Vientiane"]),
        ("en", "They met at the ministry's headquarters in Hanoi.", ["ministry's headquarters", "Hanoi"]),
        ("en", "They met at the headquarters of the River Police.", ["headquarters of the River Police"]),
        ("en", "They met at the Pentagon.", ["Pentagon"]),
        ("en", "They met at the ministry.", []),
        ("en", "The two spoke by video conference.", ["virtual"]),
        ("en", "Hanoi hosted the third round.", ["Hanoi"]),
        ("en", "They met in the Colombian town of Osborne, then left for Elmwood.", ["Osborne", "Elmwood"]),
        ("fr", "Il l'a reçu mardi à Hanoï.", ["Hanoï"]),
        ("fr", "Il l’a reçu au siège du ministère, en Tunisie.", ["siège du ministère", "Tunisie"]),
        ("fr", "Il l'a reçu à l'Élysée.", ["Élysée"]),
        ("fr", "Ils ont parlé par visioconférence.", ["virtual"]),
        ("fr", "Bamako a abrité la première rencontre.", ["Bamako"]),
        ("vi", "Hai bên đã gặp nhau tại Hà Nội.", ["Hà Nội"]),
        ("vi", "Hai bên đã gặp nhau tại thành phố Hải Phòng.", ["Hải Phòng"]),
        ("vi", "Hai bên đã gặp nhau tại trụ sở Bộ Công an.", ["trụ sở Bộ Công an"]),
        ("vi", "Hai bên họp trực tuyến, sau đó ông đi thăm Lào.", ["virtual", "Lào"]),
    ],
)
def test_places_as_written(lang: Language, text: str, expected: list[str]) -> None:
    assert places(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The Japanese minister met Japan's police chief in January."),
        ("en", "They spoke of online fraud, of virtual assets and of peace in the South China Sea."),
        ("en", "The ambassador in Laos thanked him in English."),
        ("fr", "L'ambassadeur en Tunisie a remercié la Police nationale en mars."),
        ("vi", "Đại sứ Nhật Bản tại Việt Nam nói về tình hình ở Biển Đông."),
    ],
)
def test_what_is_no_place(lang: Language, text: str) -> None:
    assert places(text, lang) == []


def test_a_person_known_to_be_one_is_no_place() -> None:
    doc = document("The post in Osborne Bell's gift went elsewhere; the talks were at Osborne Bell.")
    assert [p.name for p in find_places(doc)] == ["Osborne Bell"]
    last = len(doc.tokens) - 1
    doc.mentions.append(Mention("person", last - 2, last, "p1"))
    assert find_places(doc) == []


def test_the_city_of_the_dateline_stands_apart() -> None:
    doc = document("PHNOM PENH (XYZ) - Anna saw Bo at the old town hall and they spoke for an hour.")
    assert dateline_place(doc) == "Phnom Penh"
    assert "Phnom Penh" not in [place.name for place in find_places(doc)]


@given(st.text(alphabet="in at Hanoi,()-'’ the La à", max_size=60), st.sampled_from(["en", "fr", "vi"]))
def test_any_text_is_read_without_error(text: str, lang: Language) -> None:
    doc = segment(Article(id="a", text=text, lang=lang), lang)
    for place in find_places(doc):
        assert 0 <= place.first < place.last <= len(doc.tokens)
