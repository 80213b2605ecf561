"""Who is one person: reviewed cases, one rule of the domain each."""

import pytest

from loaders.folding import fold
from loaders.resolution import resolve
from tests.loaders.resolution.made import Made


def people(*made: Made) -> list[list[str]]:
    """Return the mentions of each person as "article name", sorted."""
    found = resolve([each.article for each in made], [each.extraction for each in made])
    return sorted([f"{m.article} {m.name}" for m in found.members[each.key]] for each in found.officials)


def seen(id_: str, name: str, title: str = "", country: str | None = None) -> Made:
    return Made(id_).person(name, title, country)


def met(id_: str, name: str, title: str, country: str, date: str, lang: str = "en") -> Made:
    """Return an article in which somebody met To Lam."""
    made = Made(id_, lang).person("To Lam", "Minister of Public Security", "Vietnam").person(name, title, country)  # type: ignore[arg-type]
    return made.meeting("To Lam", name, date=date)


@pytest.mark.parametrize(
    ("made", "together"),
    [
        pytest.param([seen("a", "Tô Lâm"), seen("b", "To Lam", "Minister", "Vietnam")], True, id="diacritics"),
        pytest.param([seen("a", "Akiba Takeo"), seen("b", "Takeo Akiba")], True, id="order of the name"),
        pytest.param(
            [seen("a", "To Lam", "Minister", "Vietnam"), seen("b", "To Lam", "President", "Vietnam")],
            True,
            id="a new office of the same person",
        ),
        pytest.param(
            [seen("a", "To Lam", "Minister", "Vietnam"), seen("b", "To Lam", "Mayor", "Canada")],
            False,
            id="namesakes in other posts of other countries",
        ),
        pytest.param(
            [
                seen("a", "Yunichi Yamadaa", "Vice President of JICA", "Japan"),
                seen("b", "Junichi Yamada", "Vice President of JICA", "Japan"),
            ],
            True,
            id="a slip with country and office beside it",
        ),
        pytest.param(
            [seen("a", "Abdelouafi Lafti", country="Morocco"), seen("b", "Abdelouafi Laftit", country="Morocco")],
            False,
            id="a slip with nothing but the country",
        ),
        pytest.param(
            [
                seen("a", "Nguyen Van Thanh", "Deputy Minister of Public Security", "Vietnam"),
                seen("b", "Nguyen Van Thang", "Deputy Minister of Public Security", "Vietnam"),
            ],
            False,
            id="Vietnamese names a letter apart, even in one office",
        ),
        pytest.param(
            [
                seen("a", "Michael DeSombre", country="United States"),
                seen("b", "Michael George DeSombre", country="United States"),
            ],
            True,
            id="words left out, and the country",
        ),
        pytest.param(
            [seen("a", "Michael DeSombre"), seen("b", "Michael George DeSombre")], False, id="words left out, alone"
        ),
        pytest.param(
            [seen("a", "Biden", "President", "United States"), seen("b", "Joe Biden", "President", "United States")],
            True,
            id="a single word with country and office",
        ),
        pytest.param([seen("a", "Biden"), seen("b", "Joe Biden")], False, id="a single word alone"),
        pytest.param([seen("a", "Tập Cận Bình"), seen("b", "Xi Jinping")], True, id="a Chinese name in Vietnamese"),
        pytest.param(
            [
                met("a", "Phác Cát Đồng", "Commissioner of Police", "South Korea", "2023-06-05", "vi"),
                met("b", "Park Gil-dong", "Commissioner of Police", "South Korea", "2023-06-05"),
            ],
            True,
            id="another name in Vietnamese, with country, office, company and day",
        ),
        pytest.param(
            [
                met("a", "Phác Cát Đồng", "Commissioner of Police", "South Korea", "2023-06-05", "vi"),
                met("b", "Park Gil-dong", "Commissioner of Police", "South Korea", "2023-06-06"),
            ],
            False,
            id="another name in Vietnamese on another day",
        ),
    ],
)
def test_two_mentions_are_one_person(made: list[Made], together: bool) -> None:
    both = {f"{each.article.id} {fold(each.extraction.persons[-1].name)}" for each in made}
    assert any(both <= set(group) for group in people(*made)) is together


def test_a_mention_that_fits_two_people_joins_neither() -> None:
    made = [seen("a", "To Lam", "Minister", "Vietnam"), seen("b", "To Lam", "Mayor", "Canada"), seen("c", "To Lam")]
    assert people(*made) == [["a to lam"], ["b to lam"], ["c to lam"]]


def test_a_mention_that_fits_two_people_joins_the_one_with_grounds() -> None:
    made = [
        seen("a", "To Lam", "Minister", "Vietnam"),
        seen("b", "To Lam", "Mayor", "Canada"),
        seen("c", "To Lam", "Mayor"),
    ]
    assert people(*made) == [["a to lam"], ["b to lam", "c to lam"]]


def test_a_single_word_that_two_people_share_joins_neither() -> None:
    title = ("Foreign Minister", "Vietnam")
    made = [seen("a", "Pham Binh Minh", *title), seen("b", "Le Luong Minh", *title), seen("c", "Minh", *title)]
    assert people(*made) == [["a pham binh minh"], ["b le luong minh"], ["c minh"]]


def test_people_whom_one_article_tells_apart_stay_two() -> None:
    made = Made("a").person("Junichi Yamada", "Director", "Japan").person("Yunichi Yamada", "Director", "Japan")
    assert people(made) == [["a junichi yamada"], ["a yunichi yamada"]]


def test_an_official_shows_the_terms_of_each_office() -> None:
    made = [
        Made("a", published="2016-04-08").person("To Lam", "Minister of Public Security", "Vietnam"),
        Made("b", published="2023-04-03").person("Tô Lâm", "Minister of Public Security", "Vietnam"),
        Made("c", published="2024-08-19").person("To Lam", "President", "Vietnam"),
    ]
    found = resolve([each.article for each in made], [each.extraction for each in made])
    assert [(each.post, each.first_seen, each.last_seen) for each in found.holdings] == [
        ("post/vn-minister-of-public-security", "2016-04-08", "2023-04-03"),
        ("post/vn-president", "2024-08-19", "2024-08-19"),
    ]


def test_one_slip_of_a_country_tears_nobody_away_from_a_well_known_name() -> None:
    known = [seen(f"v{n:02}", "To Lam", "Minister", "Vietnam") for n in range(20)]
    made = [*known, seen("x", "To Lam", "Mayor", "Canada"), seen("y", "To Lam")]
    assert sorted(map(len, people(*made))) == [1, 21]


def test_names_that_differ_in_diacritics_are_two_and_the_bare_form_is_neither() -> None:
    made = [
        seen(id_, name, "Colonel", "Vietnam")
        for id_, name in zip("abc", ["Trần Văn Tú", "Trần Văn Tư", "Tran Van Tu"], strict=True)
    ]
    assert people(*made) == [["a tran van tu"], ["b tran van tu"], ["c tran van tu"]]


def test_single_words_of_one_country_and_office_are_one() -> None:
    made = [seen(id_, "Putin", "President", "Russia") for id_ in "ab"] + [seen("c", "Putin")]
    assert people(*made) == [["a putin", "b putin"], ["c putin"]]
