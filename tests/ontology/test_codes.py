from typing import get_args

import pytest
import rdflib
from rdflib import RDF, SH, SKOS
from rdflib.collection import Collection

from loaders import records
from loaders.resolution import decisions

CODE = rdflib.Namespace("https://w3id.org/security-cooperation/code/")
SC = rdflib.Namespace("https://w3id.org/security-cooperation/ns#")
SHAPE = rdflib.Namespace("https://w3id.org/security-cooperation/shapes#")
LISTS = {
    "meeting-kind": (records.MeetingKind, SHAPE.Meeting, SC.kind),
    "meeting-status": (records.MeetingStatus, SHAPE.Meeting, SC.status),
    "role": (records.Role, SHAPE.Participation, SC.role),
    "modality": (records.Modality, SHAPE.Commitment, SC.modality),
    "agreement-type": (records.AgreementType, SHAPE.Agreement, SC.agreementType),
    "judgement": (decisions.Judgement, SHAPE.Decision, SC.judgement),
    "agreement-status": (records.AgreementStatus, SHAPE.Mechanism, SC.status),
}


def allowed(shapes: rdflib.Graph, shape: rdflib.URIRef, path: rdflib.URIRef) -> list[str]:
    (found,) = (each for each in shapes.objects(shape, SH.property) if shapes.value(each, SH.path) == path)
    values = shapes.value(found, SH["in"])
    assert values is not None
    return [str(value) for value in Collection(shapes, values)]


@pytest.mark.parametrize("name", LISTS)
def test_code_list_shape_and_records_agree(codes: rdflib.Graph, shapes: rdflib.Graph, name: str) -> None:
    literal, shape, path = LISTS[name]
    listed = {str(codes.value(concept, SKOS.notation)) for concept in codes.objects(CODE[name], SKOS.hasTopConcept)}
    assert listed == set(get_args(literal)) == set(allowed(shapes, shape, path))


def test_evidence_may_have_any_status(shapes: rdflib.Graph) -> None:
    meeting, agreement = get_args(records.MeetingStatus), get_args(records.AgreementStatus)
    assert set(allowed(shapes, SHAPE.Evidence, SC.status)) == {*meeting, *agreement}


def test_every_code_has_labels_and_definitions_in_each_language(codes: rdflib.Graph) -> None:
    concepts = set(codes.subjects(RDF.type, SKOS.Concept)) | set(codes.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(concepts) > len(LISTS)
    for concept in concepts:
        for annotation in (SKOS.prefLabel, SKOS.definition):
            languages = [text.language for text in codes.objects(concept, annotation)]  # type: ignore[attr-defined]
            assert sorted(languages) == ["en", "fr", "vi"], concept


def test_code_lists_belong_to_a_property(ontology: rdflib.Graph, codes: rdflib.Graph) -> None:
    schemes = set(codes.subjects(RDF.type, SKOS.ConceptScheme))
    assert schemes == {scheme for scheme in ontology.objects() if str(scheme).startswith(str(CODE))}
