"""Which tellings are of one meeting: reviewed cases, one rule of the domain each."""

import pytest

from loaders.resolution import resolve
from tests.loaders.resolution.made import Made

POSTS = {
    "To Lam": ("Minister of Public Security", "Vietnam"),
    "Akiba Takeo": ("Secretary General of the National Security Secretariat", "Japan"),
    "Suga Yoshihide": ("Prime Minister", "Japan"),
    "Le Van Tuyen": ("Deputy Minister of Public Security", "Vietnam"),
    "Gérald Darmanin": ("Minister of the Interior", "France"),
    "Abdelouafi Laftit": ("Minister of the Interior", "Morocco"),
}


def told(id_: str, *who: str, published: str | None = None, **details: object) -> Made:
    """Return an article that tells of one meeting."""
    made = Made(id_, published=published)
    for name in who:
        if name in POSTS:
            title, country = POSTS[name]
            made.person(name, title, country)
    return made.meeting(*who, **details)  # type: ignore[arg-type]


def meetings(*made: Made) -> list[list[str]]:
    """Return the articles of each meeting, sorted."""
    found = resolve([each.article for each in made], [each.extraction for each in made])
    return sorted(sorted(mention.article for mention in found.members[each.key]) for each in found.meetings)


LAM_AKIBA = ("To Lam", "Akiba Takeo")


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        pytest.param(
            [told("a", *LAM_AKIBA, date="2023-03-06"), told("b", *LAM_AKIBA, date="--03-06")],
            [["a", "b"]],
            id="a date without a year is that of the same day",
        ),
        pytest.param(
            [told("a", *LAM_AKIBA, date="2023-03-06"), told("b", *LAM_AKIBA, date="2023-03")],
            [["a", "b"]],
            id="a month holds its days",
        ),
        pytest.param(
            [told("a", *LAM_AKIBA, date="2023-03-06"), told("b", *LAM_AKIBA)],
            [["a", "b"]],
            id="an undated telling joins the only candidate",
        ),
        pytest.param(
            [
                told("a", *LAM_AKIBA, date="2023-03-06"),
                told("b", *LAM_AKIBA),
                told("c", *LAM_AKIBA, date="2021-07-01"),
            ],
            [["a"], ["b"], ["c"]],
            id="an undated telling that fits two meetings joins neither",
        ),
        pytest.param(
            [
                told("a", *LAM_AKIBA, published="2023-03-07"),
                told("b", *LAM_AKIBA, published="2021-07-02"),
            ],
            [["a"], ["b"]],
            id="undated news of different years is of different meetings",
        ),
        pytest.param(
            [told("a", *LAM_AKIBA, date="2022-03-06"), told("b", *LAM_AKIBA, date="2023-03-06")],
            [["a"], ["b"]],
            id="another year is another meeting",
        ),
        pytest.param(
            [
                told("a", *LAM_AKIBA, "Le Van Tuyen", date="2023-03-06"),
                told("b", *LAM_AKIBA, "Suga Yoshihide", date="2023-03-06"),
            ],
            [["a"], ["b"]],
            id="a pair that meets twice on a day with other companions meets twice",
        ),
        pytest.param(
            [
                told("a", *LAM_AKIBA, "Le Van Tuyen", date="2023-03-06"),
                told("b", *LAM_AKIBA, date="2023-03-06"),
                told("c", *LAM_AKIBA, "Suga Yoshihide", date="2023-03-06"),
            ],
            [["a"], ["b"], ["c"]],
            id="the pair alone fits both and joins neither",
        ),
        pytest.param(
            [told("a", *LAM_AKIBA, "Le Van Tuyen", date="2023-03-06"), told("b", *LAM_AKIBA, date="2023-03-06")],
            [["a", "b"]],
            id="one source may know more of those present",
        ),
        pytest.param(
            [
                told("a", "Gérald Darmanin", "Abdelouafi Laftit", date="2024-04-22"),
                told("b", "Gérald Darmanin", "Morocco", date="2024-04-22"),
            ],
            [["a", "b"]],
            id="a country stands for its unnamed official",
        ),
        pytest.param(
            [
                told("a", "Gérald Darmanin", "Abdelouafi Laftit", date="2024-04-22", place="Rabat"),
                told(
                    "b", "Gérald Darmanin", "Abdelouafi Laftit", published="2024-04-03", place="Rabat", status="planned"
                ),
            ],
            [["a", "b"]],
            id="a meeting planned and then held is one",
        ),
        pytest.param(
            [told("a", *LAM_AKIBA, date="2023-03-06"), told("b", *LAM_AKIBA, date="2023-03-06", status="denied")],
            [["a"], ["b"]],
            id="a denied meeting is no held one",
        ),
        pytest.param(
            [
                told("a", "To Lam", "Le Van Tuyen", "Akiba Takeo", date="2025-11-26"),
                told("b", "To Lam", "Le Van Tuyen", "Gérald Darmanin"),
            ],
            [["a"], ["b"]],
            id="other sides are another meeting, whoever else was at both",
        ),
        pytest.param(
            [
                told("a", *LAM_AKIBA, date="2023-03-06", place="Hanoi", kind="reception"),
                told("b", *LAM_AKIBA, date="2023-03-07", place="Hà Nội", kind="reception", published="2023-03-08"),
            ],
            [["a", "b"]],
            id="two sources may differ by a day",
        ),
        pytest.param(
            [
                told("a", "Vietnam", "United States", date="2010-06", place="Hanoi", kind="dialogue"),
                told("b", "To Lam", "Akiba Takeo", date="--06-08", place="Hà Nội", kind="dialogue"),
            ],
            [["a"], ["b"]],
            id="sides that nobody names must be the same",
        ),
    ],
)
def test_tellings_of_one_meeting(made: list[Made], expected: list[list[str]]) -> None:
    assert meetings(*made) == expected


def test_two_meetings_that_one_article_tells_apart_stay_two() -> None:
    made = told("a", *LAM_AKIBA, date="2023-03-06", place="Hanoi")
    made.meeting(*LAM_AKIBA, date="2023-03-06", place="Tokyo")
    assert meetings(made) == [["a"], ["a"]]


def test_what_sources_say_differently_is_kept_side_by_side() -> None:
    made = [
        told("a", *LAM_AKIBA, date="2023-03-06", place="Hanoi", kind="reception"),
        told("b", *LAM_AKIBA, date="2023-03-07", place="Hà Nội", kind="reception"),
    ]
    found = resolve([each.article for each in made], [each.extraction for each in made])
    (meeting,) = found.meetings
    told_so = [(each.date, each.place, each.status) for each in found.evidence if each.supports == meeting.key]
    assert told_so == [("2023-03-06", "Hanoi", "held"), ("2023-03-07", "Hà Nội", "held")]
    assert meeting.differs == ("date",)


@pytest.mark.parametrize(
    ("date", "place", "expected"),
    [
        ("2023-03-06", "Hà Nội", ()),
        ("2023-03", None, ()),
        ("--03-06", "Vietnam", ()),
        ("2023-03-06", "Hai Phong", ("place",)),
        ("2023-03-05", "Hai Phong", ("date", "place")),
    ],
)
def test_sources_differ_where_they_cannot_both_be_right(
    date: str, place: str | None, expected: tuple[str, ...]
) -> None:
    made = [
        told("a", *LAM_AKIBA, date="2023-03-06", place="Hanoi", kind="reception"),
        told("b", *LAM_AKIBA, date=date, place=place, kind="reception"),
    ]
    (meeting,) = resolve([each.article for each in made], [each.extraction for each in made]).meetings
    assert meeting.differs == expected


def test_the_posts_held_at_a_meeting_are_those_of_its_articles() -> None:
    before = told("a", *LAM_AKIBA, date="2023-03-06")
    after = Made("b").person("To Lam", "President", "Vietnam").person("Akiba Takeo", *POSTS["Akiba Takeo"])
    after.meeting(*LAM_AKIBA, date="2024-08-19")
    made = [before, after]
    found = resolve([each.article for each in made], [each.extraction for each in made])
    held = {
        meeting.when.edtf: part.posts
        for meeting in found.meetings
        for part in meeting.participations
        if meeting.when and part.participant == "official/to-lam"
    }
    assert held == {
        "2023-03-06": ("post/vn-minister-of-public-security",),
        "2024-08-19": ("post/vn-president",),
    }
