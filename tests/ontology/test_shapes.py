import re
from pathlib import Path

import pyshacl
import pytest
import rdflib
from rdflib import OWL, RDF, SH

SC = rdflib.Namespace("https://w3id.org/security-cooperation/ns#")

GOOD = """
@prefix sc: <https://w3id.org/security-cooperation/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/security-cooperation/id/> .

<country/VN> a sc:Country ; sc:name "Vietnam"@en , "Việt Nam"@vi ; sc:countryCode "VN" .
<country/JP> a sc:Country ; sc:name "Japan"@en ; sc:countryCode "JP" .
<organisation/mps> a sc:Ministry ; sc:name "Ministry of Public Security"@en ; sc:acronym "MPS" ;
    sc:country <country/VN> .
<official/to-lam> a sc:Official ; sc:name "To Lam"@en , "Tô Lâm"@vi ; sc:nationality <country/VN> .
<official/akiba> a sc:Official ; sc:name "Akiba Takeo"@en ; sc:met <official/to-lam> .
<post/minister> a sc:Post ; sc:title "Minister"@en , "ministre"@fr ; sc:postIn <organisation/mps> .
<holding/h> a sc:PostHolding ; sc:holder <official/to-lam> ; sc:post <post/minister> ; sc:firstSeen "2023-03" ;
    sc:former false .
<meeting/m> a sc:Meeting ; sc:kind "reception" ; sc:status "held" ; sc:dateEdtf "2023-03-06" ;
    sc:dateFrom "2023-03-06"^^xsd:date ; sc:dateTo "2023-03-06"^^xsd:date ; sc:edition 5 ; sc:series <mechanism/d> ;
    sc:participation <participation/a> , <participation/b> .
<participation/a> a sc:Participation ; sc:participant <official/to-lam> ; sc:role "host" ; sc:heldPost <post/minister> .
<participation/b> a sc:Participation ; sc:participant <country/JP> ; sc:side <country/JP> .
<mechanism/d> a sc:Mechanism ; sc:name "security dialogue"@en ; sc:agreementType "dialogue" ; sc:party <country/VN> .
<agreement/a> a sc:Agreement ; sc:name "memorandum"@en ; sc:agreementType "memorandum" ; sc:status "signed" ;
    sc:party <organisation/mps> , <country/JP> ; sc:signedAt <meeting/m> .
<topic/training> a sc:Topic ; sc:name "Training"@en .
<commitment/c> a sc:Commitment ; sc:modality "pledged" ; sc:actor <country/JP> ; sc:counterpart <official/to-lam> ;
    sc:topic <topic/training> ; sc:dateEdtf "--03-06" ; sc:madeAt <meeting/m> .
<refusal/r> a sc:Refusal ; sc:actor <organisation/mps> .
<origin/o> a sc:Origin .
<article/x> a sc:Article ; sc:articleId "x" ; sc:published "2023" ; sc:origin <origin/o> .
<evidence/e> a sc:Evidence ; sc:quote "received" ; sc:start 0 ; sc:end 8 ; sc:supports <meeting/m> ;
    sc:inArticle <article/x> .
"""

FAULTS = {
    "unknown kind": '<meeting/m> sc:kind "chat" .',
    "two statuses": '<meeting/m> sc:status "planned" .',
    "no date": '<meeting/m> sc:dateEdtf "March" .',
    "ends before it begins": '<meeting/n> a sc:Meeting ; sc:kind "visit" ; sc:status "held" ;'
    ' sc:dateFrom "2023-03-07"^^xsd:date ; sc:dateTo "2023-03-06"^^xsd:date .',
    "two names in one language": '<official/to-lam> sc:name "Lam To"@en .',
    "a name without a language": '<official/x> a sc:Official ; sc:name "X" .',
    "no name": "<official/x> a sc:Official .",
    "participation in no meeting": "<participation/c> a sc:Participation ; sc:participant <country/VN> .",
    "participation in two meetings": '<meeting/n> a sc:Meeting ; sc:kind "visit" ; sc:status "held" ;'
    " sc:participation <participation/a> .",
    "a meeting as participant": "<participation/c> a sc:Participation ; sc:participant <meeting/m> .",
    "two sides": "<participation/b> sc:side <country/VN> .",
    "a country of three letters": '<country/LA> a sc:Country ; sc:name "Laos"@en ; sc:countryCode "LAO" .',
    "an international body with a country": '<organisation/i> a sc:InternationalOrganisation ; sc:name "I"@en ;'
    " sc:country <country/VN> .",
    "a ministry of an unknown country": '<organisation/m> a sc:Ministry ; sc:name "M"@en ; sc:country <country/XX> .',
    "a person as party": "<agreement/a> sc:party <official/to-lam> .",
    "a refusal with a modality": '<refusal/r> sc:modality "pledged" .',
    "a commitment without a modality": "<commitment/d> a sc:Commitment ; sc:actor <country/JP> .",
    "a topic that is none": "<commitment/c> sc:topic <country/JP> .",
    "evidence without a quote": "<evidence/f> a sc:Evidence ; sc:start 0 ; sc:end 8 ; sc:supports <meeting/m> ;"
    " sc:inArticle <article/x> .",
    "evidence that ends where it starts": '<evidence/f> a sc:Evidence ; sc:quote "a" ; sc:start 8 ; sc:end 8 ;'
    " sc:supports <meeting/m> ; sc:inArticle <article/x> .",
    "an article without an origin": '<article/y> a sc:Article ; sc:articleId "y" .',
    "text where a truth value belongs": '<meeting/m> sc:dateInferred "yes" .',
}


def conforms(turtle: str, shapes: rdflib.Graph, ontology: rdflib.Graph) -> bool:
    data = rdflib.Graph().parse(data=turtle, format="turtle")
    verdict: bool = pyshacl.validate(data, shacl_graph=shapes, ont_graph=ontology, inference="none")[0]
    return verdict


def bounded(shapes: rdflib.Graph) -> set[str]:
    """The local names of the properties that some shape lets have one value, at most one, or one per language."""
    single = set(shapes.subjects(SH.maxCount, rdflib.Literal(1))) | set(shapes.subjects(SH.uniqueLang, None))
    return {str(shapes.value(shape, SH.path)).removeprefix(str(SC)) for shape in single}


def documented() -> tuple[set[str], set[str]]:
    """The properties that the table of docs/architecture.md shows without and with a star."""
    text = Path(__file__).parents[2].joinpath("docs", "architecture.md").read_text(encoding="utf-8")
    found = re.findall(r"`sc:([a-z]\w*)`(\*?)", text)
    starred = {name for name, star in found if star} | {"met"}
    return {name for name, _ in found} - starred, starred


def test_shapes_are_well_formed(shapes: rdflib.Graph) -> None:
    meta, _, report = pyshacl.validate(rdflib.Graph(), shacl_graph=shapes, meta_shacl=True)
    assert meta, report


def test_every_class_has_one_shape(shapes: rdflib.Graph, ontology: rdflib.Graph) -> None:
    targets = sorted(shapes.objects(None, SH.targetClass))
    assert targets == sorted(ontology.subjects(RDF.type, OWL.Class))


def test_properties_without_a_star_are_bounded_and_others_are_not(shapes: rdflib.Graph) -> None:
    single, many = documented()
    assert single <= bounded(shapes)
    assert not many & bounded(shapes)


def test_every_property_stands_in_a_shape(shapes: rdflib.Graph, ontology: rdflib.Graph) -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    assert {term for kind in kinds for term in ontology.subjects(RDF.type, kind)} <= set(shapes.objects(None, SH.path))


def test_a_good_graph_conforms(shapes: rdflib.Graph, ontology: rdflib.Graph) -> None:
    assert conforms(GOOD, shapes, ontology)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(fault: str, shapes: rdflib.Graph, ontology: rdflib.Graph) -> None:
    assert not conforms(GOOD + FAULTS[fault], shapes, ontology)
