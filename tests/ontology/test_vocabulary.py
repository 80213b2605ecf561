import re
import unicodedata
from pathlib import Path

import pytest
import rdflib
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, VANN
from rdflib.term import Node

from loaders.locate import folder

SC = rdflib.Namespace("https://w3id.org/security-cooperation/ns#")
SCHEMA = rdflib.Namespace("https://schema.org/")
HERE = rdflib.URIRef("https://w3id.org/security-cooperation/ns")
LANGUAGES = ["en", "fr", "vi"]
STANDARDS = ("org#", "foaf/", "prov#", "skos/core#", "schema.org/", "2006/time#", "oa#")


def classes(ontology: rdflib.Graph) -> set[Node]:
    return set(ontology.subjects(RDF.type, OWL.Class))


def properties(ontology: rdflib.Graph) -> set[Node]:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    return {term for kind in kinds for term in ontology.subjects(RDF.type, kind)}


def documented_terms() -> set[str]:
    """The terms that docs/architecture.md names in its table of classes and properties."""
    table = Path(__file__).parents[2].joinpath("docs", "architecture.md").read_text(encoding="utf-8")
    return set(re.findall(r"`sc:(\w+)`", table))


def test_header_names_version_licence_and_prefix(ontology: rdflib.Graph) -> None:
    assert (HERE, RDF.type, OWL.Ontology) in ontology
    assert str(ontology.value(HERE, OWL.versionIRI)).endswith(str(ontology.value(HERE, OWL.versionInfo)))
    assert ontology.value(HERE, VANN.preferredNamespaceUri) == rdflib.Literal(str(SC))
    assert ontology.value(HERE, VANN.preferredNamespacePrefix) == rdflib.Literal("sc")
    assert ontology.value(HERE, DCTERMS.license) is not None
    assert not list(ontology.objects(HERE, OWL.imports))


def test_every_documented_term_exists_and_every_term_is_documented(ontology: rdflib.Graph) -> None:
    defined = {str(term).removeprefix(str(SC)) for term in classes(ontology) | properties(ontology)}
    assert defined == documented_terms()


def test_every_term_has_one_label_and_definition_in_each_language(ontology: rdflib.Graph) -> None:
    terms = classes(ontology) | properties(ontology)
    assert terms
    for term in terms:
        assert (term, RDFS.isDefinedBy, HERE) in ontology
        for annotation in (RDFS.label, SKOS.definition):
            texts = [text for text in ontology.objects(term, annotation) if isinstance(text, rdflib.Literal)]
            assert sorted(str(text.language) for text in texts) == LANGUAGES, (term, annotation)
            assert all(text.strip() for text in texts)


def test_definitions_are_not_repeated(ontology: rdflib.Graph) -> None:
    definitions = [str(text) for text in ontology.objects(None, SKOS.definition)]
    assert len(definitions) == len(set(definitions))


def test_every_property_says_where_it_belongs(ontology: rdflib.Graph) -> None:
    for term in properties(ontology):
        assert ontology.value(term, RDFS.domain) or list(ontology.objects(term, SCHEMA.domainIncludes)), term
        assert ontology.value(term, RDFS.range) or list(ontology.objects(term, SCHEMA.rangeIncludes)), term


def test_domains_and_ranges_name_defined_classes(ontology: rdflib.Graph) -> None:
    for relation in (RDFS.domain, RDFS.range, SCHEMA.domainIncludes, SCHEMA.rangeIncludes):
        named = {term for term in ontology.objects(None, relation) if str(term).startswith(str(SC))}
        assert named <= classes(ontology)


def test_every_class_is_aligned_with_a_standard(ontology: rdflib.Graph) -> None:
    for term in classes(ontology):
        above = list(ontology.transitive_objects(term, RDFS.subClassOf))
        assert any(standard in str(other) for other in above for standard in STANDARDS), term


@pytest.mark.parametrize("standard", STANDARDS)
def test_each_standard_vocabulary_is_aligned_with(ontology: rdflib.Graph, standard: str) -> None:
    assert any(standard in str(target) for target in ontology.objects() if isinstance(target, rdflib.URIRef))


@pytest.mark.parametrize("file", sorted(path.name for path in folder("ontology").glob("*.ttl")))
def test_files_are_composed_text(file: str) -> None:
    text = folder("ontology").joinpath(file).read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
