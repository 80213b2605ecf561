from collections.abc import Callable
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.folding import fold
from loaders.resolution import resolve
from loaders.resolution.decision_files import DecisionError, read_csv, read_turtle, write_csv, write_turtle
from loaders.resolution.decisions import Decision, Judgement
from loaders.resolution.knowledge import Knowledge, Mention, MentionKind
from tests.loaders.resolution.made import Made

names = st.text(min_size=1).map(fold).filter(bool)
articles = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
mentions = st.builds(Mention, articles, st.sampled_from(get_args(MentionKind)), names)
reasons = st.text(st.characters(exclude_categories=["C", "Z"]))
two = st.tuples(mentions, mentions).filter(lambda pair: pair[0] != pair[1])
decisions = st.one_of(
    st.builds(
        lambda judgement, pair, reason: Decision.about(judgement, *pair, reason=reason),
        st.sampled_from(("same", "different", "unsure")),
        two,
        reasons,
    ),
    st.builds(lambda mention, reason: Decision.about("wrong", mention, reason=reason), mentions, reasons),
)


@pytest.mark.parametrize(("write", "read"), [(write_csv, read_csv), (write_turtle, read_turtle)])
@given(st.lists(decisions, max_size=5, unique_by=lambda each: (each.first, each.second)))
def test_what_is_written_reads_back_equal(
    write: Callable[[list[Decision]], str], read: Callable[[str], list[Decision]], made: list[Decision]
) -> None:
    text = write(made)
    assert sorted(read(text)) == sorted(made)
    assert write(read(text)) == text


def test_a_decision_names_its_mentions_in_either_order() -> None:
    a, b = Mention("a", "person", "to lam"), Mention("b", "person", "to lam")
    assert Decision.about("same", b, a) == Decision.about("same", a, b)


HEAD = "judgement,article,kind,name,other_article,other_kind,other_name,reason\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("article,kind\n", "columns are missing: judgement"),
        (HEAD + "maybe,a,person,x,b,person,y,\n", "line 2: 'maybe' is no judgement"),
        (HEAD + "same,a,person,x,,,,\n", "'same' needs 2 mentions, not 1"),
        (HEAD + "wrong,a,person,x,b,person,y,\n", "'wrong' needs 1 mention, not 2"),
        (HEAD + "wrong,a,planet,x,,,,\n", "is no mention"),
    ],
)
def test_a_line_that_makes_no_sense_is_named(text: str, why: str) -> None:
    with pytest.raises(DecisionError, match=why):
        read_csv(text)


def test_lines_still_open_are_passed_over() -> None:
    assert read_csv(HEAD + ",a,person,x,b,person,y,\n") == []


def test_broken_turtle_is_an_error() -> None:
    with pytest.raises(DecisionError):
        read_turtle("<a> <b>")


def person(article: str, name: str, country: str | None = "Vietnam", title: str = "") -> Made:
    return Made(article).person(name, title, country)


def officials(made: list[Made], *decided: Decision) -> dict[str, set[str]]:
    """Return the articles that name each official, by key."""
    found = known(made, *decided)
    return {each.key: {mention.article for mention in found.members[each.key]} for each in found.officials}


def known(made: list[Made], *decided: Decision) -> Knowledge:
    return resolve([each.article for each in made], [each.extraction for each in made], decided)


def about(judgement: Judgement, first: str, second: str, name: str = "to lam", other: str = "to lam") -> Decision:
    return Decision.about(judgement, Mention(first, "person", name), Mention(second, "person", other))


def test_different_parts_what_the_rules_join_and_can_be_undone() -> None:
    made = [person("a", "To Lam"), person("b", "To Lam")]
    assert sorted(officials(made).values(), key=sorted) == [{"a", "b"}]
    assert sorted(officials(made, about("different", "a", "b")).values(), key=sorted) == [{"a"}, {"b"}]
    assert sorted(officials(made).values(), key=sorted) == [{"a", "b"}]


def test_same_joins_what_the_rules_keep_apart_even_across_countries() -> None:
    made = [person("a", "To Lam", "Vietnam", "Minister"), person("b", "Lin Su", "China", "Mayor")]
    assert len(officials(made)) == 2
    assert list(officials(made, about("same", "a", "b", "to lam", "lin su")).values()) == [{"a", "b"}]


def test_unsure_leaves_it_to_the_rules() -> None:
    made = [person("a", "To Lam"), person("b", "To Lam")]
    assert officials(made, about("unsure", "a", "b")) == officials(made)


def test_contradicting_decisions_keep_apart() -> None:
    made = [person(article, "To Lam") for article in "abc"]
    decided = [about("same", "a", "b"), about("same", "b", "c"), about("different", "a", "c")]
    joined = [articles for articles in officials(made, *decided).values() if {"a", "c"} <= articles]
    assert joined == []


def test_wrong_leaves_out_the_fact_and_what_stands_on_it() -> None:
    made = (
        Made("a")
        .person("To Lam", "Minister", "Vietnam")
        .person("Combat", "Chief", "Japan")
        .meeting("To Lam", "Combat", "Japan", date="2023-03-06")
        .commitment("would train officers", "pledged", "training", actors=("Combat",))
    )
    found = known([made], Decision.about("wrong", Mention("a", "person", "combat")))
    assert [each.key for each in found.officials] == ["official/to-lam"]
    assert [part.participant for part in found.meetings[0].participations] == ["country/JP", "official/to-lam"]
    assert [each.actors for each in found.commitments] == [()]
    assert not found.organisations


def test_a_wrong_meeting_is_gone() -> None:
    made = Made("a").person("To Lam").person("Wang Yi").meeting("To Lam", "Wang Yi", date="2023-03-06")
    wrong = Decision.about("wrong", Mention("a", "meeting", "to lam + wang yi 2023-03-06"))
    assert known([made]).meetings
    assert not known([made], wrong).meetings
