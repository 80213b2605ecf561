"""Triples as nodes and relationships, by one rule that follows the ontology and its shapes and knows no class by name.

The rule is that of neosemantics: every node has the label `Resource` and a unique `uri`; `rdf:type` gives labels, the
class and its superclasses; a datatype property gives a property in snake_case, an object property a relationship in
UPPER_CASE. What the shapes bound with `sh:maxCount 1` is a scalar, anything else a list. Text with a language gives
`name`, `name_fr`, `name_vi`, each a scalar where the shapes say `sh:uniqueLang`. Triples in terms of other vocabularies
are left out.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, Self

import pyoxigraph as ox

from loaders.locate import folder

RESOURCE = "Resource"
MAIN_LANGUAGE = "en"
_NAMESPACE = "https://w3id.org/security-cooperation/ns#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_RULE = 1  # counts up when the rule below gives other nodes for the same triples and ontology
_OUR_OWN = {"uri", "hash"}  # properties that every node has beside those of the ontology
_LOCAL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_FILES = ("security-cooperation.ttl", "shapes.ttl")

Scalar = str | int | float | bool | datetime.date
Value = Scalar | list[Scalar]


class _Rule(NamedTuple):
    """How a property of the ontology is kept."""

    name: str
    convert: Callable[[str], Scalar]
    single: bool
    single_per_language: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A resource as the property graph has it: labels without `Resource`, relationships as (type, URI of the other)."""

    uri: str
    labels: tuple[str, ...]
    properties: dict[str, Value] = field(default_factory=dict)
    relationships: tuple[tuple[str, str], ...] = ()

    def digest(self) -> str:
        """Return a hash of all that it holds, the same for equal descriptions."""
        content = [self.uri, sorted(self.labels), sorted(self.properties.items()), sorted(self.relationships)]
        text = json.dumps(content, ensure_ascii=False, default=repr)
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Schema:
    """What the ontology and the shapes say about the property graph."""

    labels: dict[str, tuple[str, ...]]
    """IRI of a class: its label and those of its superclasses, sorted."""
    relationships: dict[str, str]
    """IRI of an object property: relationship type."""
    properties: dict[str, tuple[str, str]]
    """IRI of a datatype property: name of the property and IRI of its range."""
    single: frozenset[tuple[str, str]]
    """(label, IRI of a datatype property) with at most one value."""
    single_per_language: frozenset[tuple[str, str]]
    """(label, IRI of a datatype property) with at most one value in each language."""
    identifiers: frozenset[str]
    """IRIs of the datatype properties that identify what they describe."""
    _rules: dict[tuple[str, ...], dict[str, _Rule]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, ontology: Path | None = None) -> Self:
        """Read the schema from the ontology's folder. Raises `ValueError` for a term that cannot name anything."""
        store = ox.Store()
        for name in _FILES:
            store.load(path=str((ontology or folder("ontology")) / name), format=ox.RdfFormat.TURTLE)
        return cls(
            labels={iri: tuple(sorted(map(_local, supers))) for iri, supers in _classes(store).items()},
            relationships={iri: _upper(_local(iri)) for (iri,) in _ask(store, _OBJECT_PROPERTIES)},
            properties={iri: (_snake(_local(iri)), datatype) for iri, datatype in _ask(store, _DATATYPE_PROPERTIES)},
            single=_bounds(store, "sh:maxCount 1"),
            single_per_language=_bounds(store, "sh:uniqueLang true"),
            identifiers=frozenset(iri for (iri,) in _ask(store, _IDENTIFIERS)),
        )

    @cached_property
    def all_labels(self) -> tuple[str, ...]:
        """Every label of the ontology, sorted."""
        return tuple(sorted({label for labels in self.labels.values() for label in labels}))

    @cached_property
    def all_relationships(self) -> tuple[str, ...]:
        """Every relationship type of the ontology, sorted."""
        return tuple(sorted(self.relationships.values()))

    def version(self) -> str:
        """Return a hash that changes when the same triples would give another graph."""
        terms = [sorted(part.items()) for part in (self.labels, self.relationships, self.properties)]
        bounds = [sorted(part) for part in (self.single, self.single_per_language)]
        text = repr((_RULE, terms, bounds, self.statements()))
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    def statements(self) -> list[str]:
        """Return the Cypher that makes the constraint and the indexes: for identifiers, and for single dates."""
        indexed = sorted(
            (label, self.properties[iri][0])
            for label, iri in self.single
            if iri in self.identifiers or self.properties.get(iri, ("", ""))[1] == _XSD + "date"
        )
        unique = "CREATE CONSTRAINT resource_uri IF NOT EXISTS FOR (n:Resource) REQUIRE n.uri IS UNIQUE"
        return [unique] + [
            f"CREATE INDEX {_snake(label)}_{name} IF NOT EXISTS FOR (n:`{label}`) ON (n.`{name}`)"
            for label, name in indexed
        ]

    def node(self, uri: str, quads: Iterable[ox.Quad | ox.Triple]) -> Node:
        """Return the node of the resource `uri`, whose triples are `quads`, doubles allowed.

        Raises `ValueError` for a term that the ontology lacks and for a value that breaks its range or its bound.
        """
        labels: set[str] = set()
        relationships: set[tuple[str, str]] = set()
        literals: set[tuple[str, ox.Literal]] = set()
        for quad in quads:
            predicate, value = quad.predicate.value, quad.object
            if predicate == _TYPE:
                labels.update(self._labels_of(value))
            elif isinstance(value, ox.Literal):
                literals.add((predicate, value))
            elif isinstance(value, ox.NamedNode) and predicate.startswith(_NAMESPACE):
                relationships.add((self._relationship(predicate), value.value))
        ordered = tuple(sorted(labels))
        return Node(uri, ordered, self._properties(uri, ordered, literals), tuple(sorted(relationships)))

    def _labels_of(self, value: Any) -> tuple[str, ...]:
        if value.value.startswith(_NAMESPACE) and value.value not in self.labels:
            raise ValueError(f"the ontology has no class {value.value}")
        return self.labels.get(value.value, ())

    def _relationship(self, predicate: str) -> str:
        if predicate not in self.relationships:
            raise ValueError(f"the ontology has no object property {predicate}")
        return self.relationships[predicate]

    def _properties(self, uri: str, labels: tuple[str, ...], literals: set[tuple[str, ox.Literal]]) -> dict[str, Value]:
        lists: dict[str, list[Any]] = {}
        scalars: dict[str, Value] = {}
        rules = self._rules_for(labels)
        for predicate, literal in literals:
            if not predicate.startswith(_NAMESPACE):
                continue
            if predicate not in rules:
                raise ValueError(f"the ontology has no datatype property {predicate}")
            name, convert, single, single_per_language = rules[predicate]
            language = literal.language
            if language and language != MAIN_LANGUAGE:
                name = f"{name}_{language.replace('-', '_')}"
            value = convert(literal.value)
            if not (single or (language and single_per_language)):
                lists.setdefault(name, []).append(value)
            elif scalars.setdefault(name, value) != value:
                raise ValueError(f"{uri} has two values of {name}, and the shapes allow one")
        values = scalars | {name: sorted(lists[name]) for name in lists}
        return {name: values[name] for name in sorted(values)}

    def _rules_for(self, labels: tuple[str, ...]) -> dict[str, _Rule]:
        """For each datatype property how a node with these labels keeps its values."""
        if labels not in self._rules:
            self._rules[labels] = {
                iri: _Rule(
                    name,
                    _CONVERTERS.get(datatype, str),
                    any((label, iri) in self.single for label in labels),
                    any((label, iri) in self.single_per_language for label in labels),
                )
                for iri, (name, datatype) in self.properties.items()
            }
        return self._rules[labels]


_CONVERTERS: dict[str, Callable[[str], Scalar]] = {
    _XSD + "integer": int,
    _XSD + "nonNegativeInteger": int,
    _XSD + "positiveInteger": int,
    _XSD + "decimal": float,
    _XSD + "double": float,
    _XSD + "boolean": lambda text: bool(("false", "true").index(text)),
    _XSD + "date": datetime.date.fromisoformat,
}

_PREFIXES = {
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "sh": "http://www.w3.org/ns/shacl#",
    "dcterms": "http://purl.org/dc/terms/",
}
_CLASSES = "SELECT ?class ?super WHERE { ?class a owl:Class ; rdfs:subClassOf* ?super }"
_OBJECT_PROPERTIES = "SELECT DISTINCT ?property WHERE { ?property a owl:ObjectProperty }"
_DATATYPE_PROPERTIES = "SELECT ?property ?range WHERE { ?property a owl:DatatypeProperty ; rdfs:range ?range }"
_IDENTIFIERS = "SELECT DISTINCT ?property WHERE { ?property rdfs:subPropertyOf dcterms:identifier }"
_BOUNDS = """SELECT ?class ?path WHERE {{
?s sh:targetClass ?class ; sh:node*/sh:property [ sh:path ?path ; {} ] FILTER isIRI(?path) }}"""


def _ask(store: ox.Store, query: str) -> list[tuple[str, ...]]:
    """The solutions whose first term is of the ontology's namespace, as text."""
    solutions: Any = store.query(query, prefixes=_PREFIXES)
    rows = [tuple(term.value for term in solution) for solution in solutions]
    return [row for row in rows if row[0].startswith(_NAMESPACE)]


def _classes(store: ox.Store) -> dict[str, list[str]]:
    classes: dict[str, list[str]] = {}
    for iri, above in _ask(store, _CLASSES):
        if above.startswith(_NAMESPACE):
            classes.setdefault(iri, []).append(above)
    return classes


def _bounds(store: ox.Store, bound: str) -> frozenset[tuple[str, str]]:
    return frozenset((_local(iri), path) for iri, path in _ask(store, _BOUNDS.format(bound)))


def _local(iri: str) -> str:
    """The local name, which is safe as a label, a relationship type or the name of a property."""
    name = iri.removeprefix(_NAMESPACE)
    if not _LOCAL_NAME.fullmatch(name) or name in _OUR_OWN:
        raise ValueError(f"{iri} cannot name anything in a property graph")
    return name


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _upper(name: str) -> str:
    return _snake(name).upper()
