from loaders.resolution import resolve
from loaders.resolution.knowledge import Knowledge
from tests.loaders.resolution.made import Made

ASKED = "asked the Japanese side to train more officers and supply firefighting equipment"


def said(id_: str, date: str, words: str = ASKED, *topics: str) -> Made:
    made = Made(id_, published=date).person("To Lam", "Minister", "Vietnam").person("Akiba Takeo", "Secretary", "Japan")
    made.meeting("To Lam", "Akiba Takeo", date=date)
    return made.commitment(words, "requested", *(topics or ("training",)), actors=("To Lam",), to=("Akiba Takeo",))


def known(*made: Made) -> Knowledge:
    return resolve([each.article for each in made], [each.extraction for each in made])


def test_one_request_told_twice_is_one_with_two_quotes() -> None:
    found = known(said("a", "2023-03-06"), said("b", "2023-03-06", "sought training for its police officers"))
    (commitment,) = found.commitments
    assert [each.quote for each in found.evidence if each.supports == commitment.key] == [
        ASKED,
        "sought training for its police officers",
    ]


def test_requests_about_other_topics_at_one_meeting_are_two() -> None:
    assert (
        len(known(said("a", "2023-03-06"), said("b", "2023-03-06", "asked for ships", "equipment-support")).commitments)
        == 2
    )


def test_what_is_said_again_at_a_later_meeting_points_to_the_latest_before() -> None:
    found = known(said("a", "2013-07-29"), said("b", "2018-09-05"), said("c", "2023-03-06"))
    assert [(each.key, each.restates) for each in found.commitments] == [
        ("commitment/a/c1", None),
        ("commitment/b/c1", "commitment/a/c1"),
        ("commitment/c/c1", "commitment/b/c1"),
    ]


def test_other_words_or_topics_say_nothing_again() -> None:
    other = said("b", "2018-09-05", "invited experts to a seminar on forensic laboratories")
    elsewhere = said("c", "2023-03-06", ASKED, "cybercrime")
    assert [each.restates for each in known(said("a", "2013-07-29"), other, elsewhere).commitments] == [None] * 3
