from typing import Any

import pytest

from kg.answers import answer, query_values, whole_day
from kg.errors import FailureError
from kg.reports import Column, Parameter, Report

SINCE = Parameter("since", ("since",), False, None, False, "")
PERSON = Parameter("person", ("official",), True, None, False, "")
STATUS = Parameter("status", ("choice",), True, ["held"], False, "", ("held", "planned"))
COUNTRY = Parameter("a", ("country",), False, None, True, "")


def report(*parameters: Parameter, dated: str | None = None) -> Report:
    return Report("r", "R", "R?", parameters, (Column("date", "text", False, ""),), dated, "RETURN 1")


class Graph:
    """Answers each query with the rows that pass its filters."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    def read(self, cypher: str, params: dict[str, Any]) -> list[dict[str, Any]]:
        since, person = params.get("since"), params.get("person")
        rows = [row for row in self.rows if person is None or row["who"] in person]
        return [row for row in rows if since is None or (row["date"] or "") >= since]


def find(kinds: tuple[str, ...], typed: str) -> list[str]:
    return [f"uri:{typed}", "uri:same"]


def test_names_become_uris_and_dates_whole_days() -> None:
    values = query_values(report(PERSON, SINCE, STATUS), {"person": ["b", "a"], "since": "2013"}, find)
    assert values == {"person": ["uri:a", "uri:b", "uri:same"], "since": "2013-01-01", "status": ["held"]}


def test_what_is_not_given_is_null_or_the_default() -> None:
    assert query_values(report(PERSON, SINCE, STATUS), {}, find) == {"person": None, "since": None, "status": ["held"]}


@pytest.mark.parametrize(
    ("given", "message"),
    [({"b": 1}, "no parameter 'b'"), ({}, "must be given"), ({"a": "VN", "status": ["lost"]}, "one of held, planned")],
)
def test_wrong_values_are_named(given: dict[str, Any], message: str) -> None:
    with pytest.raises(FailureError, match=message):
        query_values(report(COUNTRY, STATUS), given, find)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2013", "2013-01-01", "2013-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2013-07-29", "2013-07-29", "2013-07-29"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(date: str, first: str, last: str) -> None:
    assert (whole_day(date, "first"), whole_day(date, "last")) == (first, last)


@pytest.mark.parametrize("date", ["", "13", "2013-13", "2013-02-30", "last week", "2013-7"])
def test_what_is_no_date_is_refused(date: str) -> None:
    with pytest.raises(FailureError, match="is no date"):
        whole_day(date, "first")


def test_rows_that_a_date_filter_leaves_out_for_lack_of_a_year_are_counted() -> None:
    graph = Graph([{"date": "2023-03-06"}, {"date": "--03-06"}, {"date": None}])
    rows, notes = answer(report(SINCE, dated="date"), {"since": "2023-01-01"}, graph)
    assert rows == [{"date": "2023-03-06"}]
    assert notes == ["2 rows without a known year are left out by the dates asked for."]
    assert answer(report(SINCE, dated="date"), {"since": None}, graph)[1] == []


def test_an_empty_answer_says_which_filter_leaves_nothing_over() -> None:
    graph = Graph([{"date": "2023", "who": "a"}])
    assert answer(report(SINCE), {"since": "2030"}, graph) == ([], ["No rows: without --since there are 1."])
    both = {"since": "2030", "person": ["b"]}
    assert answer(report(SINCE, PERSON), both, graph)[1] == ["No rows: without any of the filters there are 1."]
    assert answer(report(SINCE), {"since": None}, Graph([]))[1] == ["No rows: no article in the graph tells of this."]


def test_a_query_that_lacks_a_promised_column_is_refused() -> None:
    with pytest.raises(FailureError, match="promises a column 'date'"):
        answer(report(), {}, Graph([{"day": "2023"}]))
