"""Whatever stands in a file of decisions, it is decisions that can be written again, or an error that says why."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.resolution.decision_files import COLUMNS, DecisionError, read_csv, read_turtle, write_csv, write_turtle
from loaders.resolution.decisions import Decision

SC = "https://w3id.org/security-cooperation/ns#"
ID = "https://w3id.org/security-cooperation/id/"
CELLS = (
    st.sampled_from(["same", "different", "unsure", "wrong", "person", "meeting", "a", "b", "=1+1", "'=1", '"', ""])
    | st.text(max_size=8)
    | st.just("x" * 140_000)
)
TURTLE = st.sampled_from(
    [
        f"@prefix sc: <{SC}> .\n",
        "@base <http://example.org/> .\n",
        f"<{ID}decision/1> a <{SC}Decision> ;",
        f" <{SC}judgement> 'same' ;",
        f" <{SC}judgement> 'wrong' ;",
        f" <{SC}about> <{ID}mention/a/person/to%20lam> ;",
        f" <{SC}about> <{ID}mention/b/person/to%FFlam> ;",
        f" <{SC}about> <{ID}mention/b/person> ;",
        f" <{SC}about> 'a text' ;",
        f" <{SC}reason> '''it\nis''' ;",
        f" <{SC}reason> <{ID}x> .",
        ".\n",
        "[ ] ( ) ",
        "{ ",
        "} ",
        "<< <a> <b> <c> >> ",
        "_:b0 ",
        "\\uD800",
        "\x00",
        "'" * 3,
        "(" * 2000,
        "[" * 2000,
    ]
)


def comes_back(write: Callable[[list[Decision]], str], read: Callable[[str], list[Decision]], text: str) -> None:
    try:
        found = read(text)
    except DecisionError:
        return
    assert sorted(read(write(found))) == sorted(set(found))


@given(st.lists(st.lists(CELLS, max_size=len(COLUMNS) + 1), max_size=5))
def test_any_table_is_decisions_or_an_error(rows: list[list[str]]) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS, *rows])
    comes_back(write_csv, read_csv, text.getvalue())


@given(st.text() | st.lists(st.sampled_from([*COLUMNS, ",", "\n", '"', "\r", "\x00", ";", "'"])).map("".join))
def test_any_text_is_a_table_or_an_error(text: str) -> None:
    comes_back(write_csv, read_csv, text)


@given(st.lists(TURTLE | st.text(max_size=5), max_size=12).map("".join))
def test_any_text_is_turtle_or_an_error(text: str) -> None:
    comes_back(write_turtle, read_turtle, text)


def test_a_field_that_is_too_long_is_an_error() -> None:
    limit = csv.field_size_limit(131_072)  # one for the whole process, which other packages raise
    try:
        with pytest.raises(DecisionError, match="after line 1: field larger than"):
            read_csv(",".join(COLUMNS) + "\nsame,a,person," + "x" * 140_000)
    finally:
        csv.field_size_limit(limit)


def test_an_article_named_like_a_formula_is_a_text_in_the_file_and_itself_when_read() -> None:
    text = ",".join(COLUMNS) + "\nwrong,'=1+1,person,to lam,,,,\n"
    (decision,) = read_csv(text)
    assert decision.first.article == "=1+1"
    assert write_csv([decision]) == text


@pytest.mark.parametrize(
    "text",
    [
        f"<{ID}decision/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{SC}Decision> .\n"
        f'<{ID}decision/1> <{SC}judgement> "wrong" .\n'
        f"<{ID}decision/1> <{SC}about> <{ID}mention/a/person/to%20lam> .\n",
        f"<{ID}graph/x> {{ <{ID}decision/1> a <{SC}Decision> ; <{SC}judgement> 'wrong' ; "
        f"<{SC}about> <{ID}mention/a/person/to%20lam> }}",
    ],
    ids=["N-Triples", "TriG"],
)
def test_decisions_are_read_from_the_kin_of_turtle(text: str) -> None:
    (decision,) = read_turtle(text)
    assert (decision.judgement, tuple(decision.first)) == ("wrong", ("a", "person", "to lam"))
