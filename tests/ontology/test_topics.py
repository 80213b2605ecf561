import rdflib
from rdflib import RDF, SKOS

from loaders.folding import fold

TOPIC = rdflib.Namespace("https://w3id.org/security-cooperation/topic/")
SCHEME = rdflib.URIRef(str(TOPIC))
SC = rdflib.Namespace("https://w3id.org/security-cooperation/ns#")
FOUND_IN_TEXTS = [
    "information-sharing",
    "delegation-exchange",
    "security-dialogue",
    "cybercrime",
    "counter-terrorism",
    "transnational-crime",
    "drug-crime",
    "human-trafficking",
    "training",
    "expert-exchange",
    "equipment-support",
    "fire-prevention-rescue",
    "legal-assistance",
    "extradition",
    "peacekeeping",
    "digital-administration",
    "citizen-protection",
    "business-investment",
    "official-development-assistance",
    "border-security",
    "maritime-security",
    "defence-cooperation",
    "disaster-response",
    "money-laundering",
    "migration",
    "environmental-protection",
    "traffic-safety",
    "multilateral-forums",
    "nuclear-nonproliferation",
    "regional-security",
    "human-rights",
    "agreement-implementation",
    "general-cooperation",
    "other",
]


def test_every_topic_found_in_texts_is_a_concept(topics: rdflib.Graph) -> None:
    concepts = {str(concept).removeprefix(str(TOPIC)) for concept in topics.subjects(RDF.type, SKOS.Concept)}
    assert len(FOUND_IN_TEXTS) == 34
    assert set(FOUND_IN_TEXTS) <= concepts


def test_other_concepts_only_group(topics: rdflib.Graph) -> None:
    for concept in topics.subjects(RDF.type, SKOS.Concept):
        if str(concept).removeprefix(str(TOPIC)) not in FOUND_IN_TEXTS:
            assert (SCHEME, SKOS.hasTopConcept, concept) in topics
            assert list(topics.subjects(SKOS.broader, concept))


def test_concepts_are_topics_with_labels_and_definitions_in_each_language(topics: rdflib.Graph) -> None:
    for concept in topics.subjects(RDF.type, SKOS.Concept):
        assert (concept, RDF.type, SC.Topic) in topics
        assert (concept, SKOS.inScheme, SCHEME) in topics
        for annotation in (SKOS.prefLabel, SKOS.definition):
            languages = [text.language for text in topics.objects(concept, annotation)]  # type: ignore[attr-defined]
            assert sorted(languages) == ["en", "fr", "vi"], concept


def test_topics_found_in_texts_have_synonyms_in_each_language(topics: rdflib.Graph) -> None:
    for name in FOUND_IN_TEXTS:
        languages = {text.language for text in topics.objects(TOPIC[name], SKOS.altLabel)}  # type: ignore[attr-defined]
        assert languages == {"en", "fr", "vi"}, name


def test_every_concept_has_one_way_up_to_a_top_concept(topics: rdflib.Graph) -> None:
    for concept in topics.subjects(RDF.type, SKOS.Concept):
        way = list(topics.transitive_objects(concept, SKOS.broader))
        assert len(list(topics.objects(concept, SKOS.broader))) <= 1
        assert (SCHEME, SKOS.hasTopConcept, way[-1]) in topics
        assert (way[-1], SKOS.topConceptOf, SCHEME) in topics


def test_no_label_stands_for_two_concepts(topics: rdflib.Graph) -> None:
    owners: dict[tuple[str, str], set[str]] = {}
    for label in (SKOS.prefLabel, SKOS.altLabel):
        for concept, text in topics.subject_objects(label):
            assert isinstance(text, rdflib.Literal)
            if concept != SCHEME:
                owners.setdefault((str(text.language), fold(text)), set()).add(str(concept))
    assert not {key: concepts for key, concepts in owners.items() if len(concepts) > 1}
