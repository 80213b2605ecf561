"""Writes `ontology.md`, every class and property with its definition; `make pages` runs it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph
from rdflib import OWL, RDF, RDFS, SDO, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

ROOT = Path(__file__).resolve().parents[1]
TARGET = Path(__file__).with_name("ontology.md")
SAMPLES = ROOT / "tests" / "golden" / "samples.nq"  # the graph of the sample articles, where the examples come from
SC = Namespace("https://w3id.org/security-cooperation/ns#")
DATA = "https://w3id.org/security-cooperation/id/"
NAMES = Graph().namespace_manager
NAMES.bind("oa", "http://www.w3.org/ns/oa#")
HEAD = """# The ontology

Made by `docs/generate_ontology.py` from `ontology/security-cooperation.ttl`, `codes.ttl` and `topics.ttl`, with
examples out of the graph of the sample articles. Namespace `sc:` is `https://w3id.org/security-cooperation/ns#`;
things are named below `https://w3id.org/security-cooperation/id/`, left out here. In the property graph a class is a
label, a property is written in snake_case and a link between two things is a relationship in UPPER_CASE.
"""


def page() -> str:
    """Return the whole page."""
    terms = Graph()
    for name in ("security-cooperation", "codes", "topics"):
        terms.parse(ROOT / "ontology" / f"{name}.ttl")
    quads = pyoxigraph.parse(path=SAMPLES, format=pyoxigraph.RdfFormat.N_QUADS)
    triples = pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES)
    samples = Graph().parse(data=triples, format="nt")
    parts = [HEAD, "## Classes\n", *(_class(terms, samples, term) for term in _of(terms, OWL.Class))]
    properties = [*_of(terms, OWL.DatatypeProperty), *_of(terms, OWL.ObjectProperty)]
    parts += ["## Properties\n", *(_property(terms, samples, term) for term in sorted(properties, key=_name))]
    parts += ["## Code lists\n", *(_scheme(terms, scheme) for scheme in _of(terms, SKOS.ConceptScheme))]
    return "\n".join(parts)


def _of(terms: Graph, kind: Node) -> list[Node]:
    return sorted(set(terms.subjects(RDF.type, kind)), key=str)


def _name(node: Node) -> str:
    """Return a term, a thing or a value as a reader knows it."""
    if isinstance(node, URIRef):
        short = node.replace(str(SC), "sc:").removeprefix(DATA)
        return short if short != str(node) else node.n3(NAMES)
    return f"{node}@{node.language}" if isinstance(node, Literal) and node.language else str(node)


def _english(terms: Graph, term: Node, about: URIRef) -> str:
    return next((str(text) for text in terms.objects(term, about) if getattr(text, "language", "") == "en"), "")


def _list(nodes: Iterable[Node]) -> str:
    return ", ".join(f"`{name}`" for name in sorted({_name(node) for node in nodes}))


def _class(terms: Graph, samples: Graph, term: Node) -> str:
    found = sorted(str(thing) for thing in samples.subjects(RDF.type, term))
    return _entry(
        terms,
        term,
        {
            "kind of": _list(terms.objects(term, RDFS.subClassOf)),
            "example": f"`{_name(URIRef(found[0]))}`" if found else "",
        },
    )


def _property(terms: Graph, samples: Graph, term: Node) -> str:
    domains = [*terms.objects(term, RDFS.domain), *terms.objects(term, SDO.domainIncludes)]
    ranges = [*terms.objects(term, RDFS.range), *terms.objects(term, SDO.rangeIncludes)]
    found = sorted((_name(one), _name(other)) for one, other in samples.subject_objects(URIRef(str(term))))
    return _entry(
        terms,
        term,
        {
            "of": _list(domains),
            "value": _list(ranges),
            "kind of": _list(terms.objects(term, RDFS.subPropertyOf)),
            "example": " → ".join(f"`{end}`" for end in found[0]) if found else "",
        },
    )


def _entry(terms: Graph, term: Node, facts: dict[str, str]) -> str:
    labels = ", ".join(sorted((str(text) for text in terms.objects(term, RDFS.label)), key=str.casefold))
    lines = [f"- {what}: {value}" for what, value in facts.items() if value]
    told = "\n".join([f"### {_name(term)}\n", f"*{labels}.* {_english(terms, term, SKOS.definition)}\n", *lines])
    return told + "\n"


def _scheme(terms: Graph, scheme: Node) -> str:
    top = list(terms.objects(scheme, SKOS.hasTopConcept))
    rows = [row for concept in top for row in _concept(terms, concept, 0)]
    return f"### {_english(terms, scheme, SKOS.prefLabel)}\n\n" + "\n".join(rows) + "\n"


def _concept(terms: Graph, concept: Node, depth: int) -> list[str]:
    told = _english(terms, concept, SKOS.prefLabel)
    row = f"{'    ' * depth}- **{told}**: {_english(terms, concept, SKOS.definition)}"
    below = sorted(terms.subjects(SKOS.broader, concept), key=str)
    return [row, *(line for narrower in below for line in _concept(terms, narrower, depth + 1))]


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
