"""The export to FollowTheMoney: the real library takes every entity of the samples, each says what the graph says."""

from __future__ import annotations

import io
import json
from collections import Counter
from typing import Any

import pyoxigraph as ox
import pytest

from kg.ftm import entities, write_ftm
from tests.queries.graphs import SAMPLES

pytest.importorskip("followthemoney", reason="the extra ftm is not installed")

PREFIXES = """
@prefix sc: <https://w3id.org/security-cooperation/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <http://example.org/> .
"""
A_MEETING = """
:meeting a sc:Meeting ; sc:label "reception" ; sc:kind "reception" ; sc:status "STATUS" ; sc:dateEdtf "DATE" ;
  sc:participation :host .
:host a sc:Participation ; sc:participant :lam ; sc:side :vn .
:lam a sc:Official ; sc:name "To Lam"@en , "Tô Lâm"@vi ; sc:nationality :vn .
:vn a sc:Country ; sc:countryCode "VN" .
"""


def of_turtle(turtle: str) -> list[dict[str, Any]]:
    triples = sorted(ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE), key=str)
    return list(entities(ox.Quad(each.subject, each.predicate, each.object) for each in triples))


def one(found: list[dict[str, Any]], schema: str) -> dict[str, list[str]]:
    (entity,) = (entity for entity in found if entity["schema"] == schema)
    properties: dict[str, list[str]] = entity["properties"]
    return properties


@pytest.fixture(scope="module")
def exported() -> bytes:
    output = io.BytesIO()
    write_ftm(ox.parse(path=str(SAMPLES), format=ox.RdfFormat.N_QUADS), output)
    return output.getvalue()


def test_every_entity_of_the_samples_is_valid_and_loses_nothing_in_the_real_library(exported: bytes) -> None:
    from followthemoney import model

    found = [json.loads(line) for line in exported.splitlines()]
    assert {"Person", "PublicBody", "Organization", "Position", "Occupancy", "Event", "Article", "Documentation"} == {
        entity["schema"] for entity in found
    }
    ids = {entity["id"]: model.get(entity["schema"]) for entity in found}
    assert len(ids) == len(found)
    for entity in found:
        proxy = model.get_proxy(entity, cleaned=False)
        proxy.schema.validate(entity)
        assert all(proxy.get(name) for name in proxy.schema.required)
        assert {name: sorted(proxy.get(name)) for name in proxy.properties} == entity["properties"]
        for prop, value in proxy.itervalues():
            if prop.range is not None:
                assert ids[value].is_a(prop.range), f"{prop.qname} leads to no {prop.range.name}"


def test_the_numbers_are_those_of_the_graph(exported: bytes) -> None:
    schemata = Counter(json.loads(line)["schema"] for line in exported.splitlines())
    lines = SAMPLES.read_text(encoding="utf-8").splitlines()

    def having(term: str) -> int:
        return sum(f"ns#{term}" in line for line in lines)

    assert schemata["Person"] == having("Official> <")
    assert schemata["Occupancy"] == having("PostHolding> <")
    assert schemata["Article"] == having("Article> <")
    assert schemata["Event"] == sum("/id/meeting/" in line.split()[0] and 'ns#status> "held"' in line for line in lines)


def test_the_same_graph_gives_the_same_bytes(exported: bytes) -> None:
    again = io.BytesIO()
    write_ftm(ox.parse(path=str(SAMPLES), format=ox.RdfFormat.N_QUADS), again)
    assert again.getvalue() == exported


def test_names_in_all_languages_and_country_codes_are_taken_over() -> None:
    person = one(of_turtle(A_MEETING.replace("STATUS", "held")), "Person")
    assert person == {"name": ["To Lam", "Tô Lâm"], "nationality": ["vn"]}


@pytest.mark.parametrize(
    ("edtf", "dates"),
    [
        ("2013", ["2013"]),
        ("2013-07-29/2013-07-31", ["2013-07-29", "2013-07-31"]),
        ("2013-07~", ["2013-07"]),
        ("--07-29", []),
    ],
)
def test_dates_are_taken_over_as_far_as_the_year_is_known(edtf: str, dates: list[str]) -> None:
    event = one(of_turtle(A_MEETING.replace("STATUS", "held").replace("DATE", edtf)), "Event")
    assert event.get("date", []) == dates
    assert event["country"] == ["vn"]
    assert len(event["involved"]) == 1


@pytest.mark.parametrize("status", ["planned", "denied"])
def test_a_meeting_that_was_not_held_is_no_event(status: str) -> None:
    assert {entity["schema"] for entity in of_turtle(A_MEETING.replace("STATUS", status))} == {"Person"}


def test_a_ministry_is_a_public_body_with_all_that_an_organisation_has() -> None:
    found = of_turtle(':mps a sc:Ministry ; sc:name "Ministry"@en ; sc:acronym "MPS" ; sc:country :vn .' + A_MEETING)
    assert one(found, "PublicBody") == {"name": ["Ministry"], "abbreviation": ["MPS"], "country": ["vn"]}
