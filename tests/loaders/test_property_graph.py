"""Triples become nodes and relationships as the ontology and the shapes say, whatever the class is called."""

from __future__ import annotations

import datetime
from pathlib import Path

import pyoxigraph as ox
import pytest

from loaders.property_graph import Node, Schema

SCHEMA = Schema.load()
PREFIXES = """
@prefix sc: <https://w3id.org/security-cooperation/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <http://example.org/> .
"""


def node(turtle: str, schema: Schema = SCHEMA) -> Node:
    return schema.node("http://example.org/x", ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE))


def test_a_class_gives_its_label_and_those_of_its_superclasses() -> None:
    assert node(":x a sc:Commitment .").labels == ("Commitment", "Statement")
    assert node(":x a sc:Ministry , skos:Concept .").labels == ("Ministry", "Organisation")


def test_names_are_in_the_manner_of_the_property_graph() -> None:
    found = node(':x a sc:Meeting ; sc:dateEdtf "2023-03" ; sc:series :s . ')
    assert found.properties == {"date_edtf": "2023-03"}
    assert node(":x a sc:Statement ; sc:counterpartSide :s .").relationships == (
        ("COUNTERPART_SIDE", "http://example.org/s"),
    )


def test_what_the_shapes_bound_is_a_scalar_and_all_else_a_list() -> None:
    found = node(':x a sc:Official ; sc:searchNames "to lam" . ')
    assert found.properties == {"search_names": ["to lam"]}
    assert node(':x a sc:Meeting ; sc:place "Hanoi" .').properties == {"place": "Hanoi"}


def test_a_bound_of_a_superclass_or_of_an_included_shape_holds() -> None:
    assert node(':x a sc:Commitment ; sc:dateEdtf "2023" .').properties == {"date_edtf": "2023"}


def test_values_have_the_type_of_the_range() -> None:
    found = node(':x a sc:Meeting ; sc:dateFrom "2023-03-06"^^xsd:date ; sc:edition 5 ; sc:dateInferred true .')
    assert found.properties == {"date_from": datetime.date(2023, 3, 6), "date_inferred": True, "edition": 5}


def test_text_is_kept_by_language() -> None:
    found = node(':x a sc:Official ; sc:name "To Lam"@en , "Tô Lâm"@vi , "To Lâm"@fr .')
    assert found.properties == {"name": "To Lam", "name_fr": "To Lâm", "name_vi": "Tô Lâm"}


def test_lists_are_sorted_and_of_one_type() -> None:
    found = node(':x a sc:Country ; sc:demonym "laotien"@fr , "lao"@fr , "Lao"@en .')
    assert found.properties == {"demonym": ["Lao"], "demonym_fr": ["lao", "laotien"]}


def test_other_vocabularies_are_left_out() -> None:
    assert node(':x a skos:Concept ; skos:prefLabel "x"@en ; skos:broader :y .') == Node("http://example.org/x", ())


@pytest.mark.parametrize(
    ("turtle", "reason"),
    [
        (':x sc:nmae "x" .', "no property"),
        (":x sc:meet :y .", "no property"),
        (":x a sc:Metting .", "no class"),
        (':x sc:met "y" .', "met takes a resource"),
        (":x sc:place :hanoi .", "place takes a literal"),
        (':x a sc:Meeting ; sc:place "Hanoi" , "Tokyo" .', "two values of place"),
        (':x a sc:Meeting ; sc:edition "fifth" .', "invalid literal"),
    ],
)
def test_what_the_ontology_has_no_words_for_is_an_error(turtle: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        node(turtle)


def test_a_class_added_to_the_ontology_needs_no_code(tmp_path: Path) -> None:
    (tmp_path / "security-cooperation.ttl").write_text("""
        @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        @prefix sc: <https://w3id.org/security-cooperation/ns#> .
        sc:Exercise a owl:Class ; rdfs:subClassOf sc:Event . sc:Event a owl:Class .
        sc:troopCount a owl:DatatypeProperty ; rdfs:range xsd:integer .
        sc:hostedBy a owl:ObjectProperty .""")
    (tmp_path / "shapes.ttl").write_text("""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix sc: <https://w3id.org/security-cooperation/ns#> .
        [] sh:targetClass sc:Event ; sh:property [ sh:path sc:troopCount ; sh:maxCount 1 ] .""")
    schema = Schema.load(tmp_path)
    assert node(":x a sc:Exercise ; sc:troopCount 900 ; sc:hostedBy :vn .", schema) == Node(
        "http://example.org/x", ("Event", "Exercise"), {"troop_count": 900}, (("HOSTED_BY", "http://example.org/vn"),)
    )
    assert schema.version() != SCHEMA.version()


def test_a_term_that_could_break_a_statement_is_refused(tmp_path: Path) -> None:
    (tmp_path / "shapes.ttl").write_text("")
    (tmp_path / "security-cooperation.ttl").write_text(
        "<https://w3id.org/security-cooperation/ns#A-B> a <http://www.w3.org/2002/07/owl#Class> ."
    )
    with pytest.raises(ValueError, match="cannot name anything"):
        Schema.load(tmp_path)


def test_the_digest_tells_descriptions_apart_and_not_their_order() -> None:
    one = node(':x a sc:Official ; sc:name "To Lam"@en ; sc:met :y , :z .')
    assert one.digest() == node(':x sc:met :z , :y ; sc:name "To Lam"@en ; a sc:Official .').digest()
    assert one.digest() != node(':x a sc:Official ; sc:name "To Lam"@en ; sc:met :y .').digest()
    assert node(":x a sc:Meeting ; sc:edition 1 .").digest() != node(':x a sc:Meeting ; sc:place "1" .').digest()
