"""Both engines answer alike: values, reading and writing, errors."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from loaders.engines import Engine, GraphError, Transaction

DAY = datetime.date(2023, 3, 6)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1", 1),
        ("1.5", 1.5),
        ("'Tô Lâm'", "Tô Lâm"),
        ("true", True),
        ("null", None),
        ("[1, 2]", [1, 2]),
        ("[]", []),
        ("{a: [date('2023-03-06')], b: null}", {"a": [DAY], "b": None}),
        ("date('2023-03-06')", DAY),
        ("date('2023-03-06').year", 2023),
        ("localdatetime('2023-03-06T10:00:00')", datetime.datetime(2023, 3, 6, 10)),
        ("datetime('2023-03-06T10:00:00Z')", datetime.datetime(2023, 3, 6, 10, tzinfo=datetime.UTC)),
        ("duration('P1D')", "P1D"),
        ("count(*)", 1),
    ],
)
def test_a_value_comes_back_as_plain_python(engine: Engine, expression: str, value: Any) -> None:
    rows = engine.read(f"RETURN {expression} AS value")
    assert rows == [{"value": value}]
    assert type(rows[0]["value"]) is type(value)


@pytest.mark.parametrize("value", [1, 2.5, "Lê Hồng Anh", True, DAY, [DAY, DAY], ["a", "b"], [1]])
def test_a_property_comes_back_as_it_was_written(engine: Engine, value: Any) -> None:
    engine.write("UNWIND $rows AS row CREATE (n:Resource) SET n = row.props", {"rows": [{"props": {"it": value}}]})
    assert engine.read("MATCH (n:Resource) RETURN n.it AS it, collect(n.it) AS all") == [{"it": value, "all": [value]}]


def test_nodes_relationships_and_paths_become_dicts_and_lists(engine: Engine) -> None:
    engine.write("CREATE (:Resource {uri: 'a', day: $day})-[:MET {times: 2}]->(:Resource {uri: 'b'})", {"day": DAY})
    a, r, b = {"uri": "a", "day": DAY}, {"times": 2}, {"uri": "b"}
    rows = engine.read("MATCH p = (a)-[r:MET]->(b) RETURN a, r, p, [a, b] AS both, {node: b} AS map")
    assert rows == [{"a": a, "r": r, "p": [a, r, b], "both": [a, b], "map": {"node": b}}]


def test_columns_come_in_the_order_of_the_query(engine: Engine) -> None:
    assert list(engine.read("RETURN 1 AS z, 2 AS a, 3 AS m")[0]) == ["z", "a", "m"]


def test_parameters_of_every_kind_can_be_compared(engine: Engine) -> None:
    engine.write("CREATE (:Resource {uri: 'a', day: $day})", {"day": DAY})
    query = "MATCH (n:Resource) WHERE n.uri IN $uris AND n.day <= $until AND $none IS NULL RETURN n.uri AS uri"
    assert engine.read(query, {"uris": ["a", "b"], "until": DAY, "none": None}) == [{"uri": "a"}]


@pytest.mark.parametrize("query", ["CREATE (n:X)", "MATCH (n) SET n.a = 1", "MATCH (n) DETACH DELETE n", "MERGE (:X)"])
def test_reading_refuses_to_write(engine: Engine, query: str) -> None:
    engine.write("CREATE (:Resource {uri: 'a'})")
    with pytest.raises(GraphError, match="reports only read"):
        engine.read(query)
    assert engine.read("MATCH (n) RETURN n") == [{"n": {"uri": "a"}}]


def test_a_wrong_query_is_explained(engine: Engine) -> None:
    with pytest.raises(GraphError, match="MTCH"):
        engine.read("MTCH (n) RETURN n")


def test_a_transaction_is_all_or_nothing(engine: Engine) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run("CREATE (:Resource {uri: 'a'})")
        assert transaction.run("MATCH (n:Resource) RETURN n.uri AS uri") == [{"uri": "a"}]
        raise LookupError("enough")

    with pytest.raises(LookupError, match="enough"):
        engine.transact(work)
    assert engine.read("MATCH (n:Resource) RETURN n") == []


def test_a_transaction_returns_what_its_work_returns(engine: Engine) -> None:
    assert engine.transact(lambda transaction: transaction.run("RETURN 1 AS one")[0]["one"]) == 1


def test_text_is_data_whatever_it_holds(engine: Engine) -> None:
    hostile = "'}) DETACH DELETE n // ` \\ \" \u202e <script>"
    engine.write("CREATE (:Resource {uri: $uri})", {"uri": hostile})
    assert engine.read("MATCH (n:Resource {uri: $uri}) RETURN n.uri AS uri", {"uri": hostile}) == [{"uri": hostile}]
