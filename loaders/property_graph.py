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
    """How a property of the ontology is kept: as a link, or as a value of a type, alone or in a list."""

    name: str
    link: bool
    convert: Callable[[str], Scalar] | None = None
    single: bool = False
    single_per_language: bool = False

    def keep(self, literal: ox.Literal, values: dict[str, Any]) -> None:
        """Put the value of `literal` into `values`: by itself where only one is allowed, else into a set."""
        language = literal.language
        name = self.name
        if language and language != MAIN_LANGUAGE:
            name = f"{name}_{language.replace('-', '_')}"
        value = self.convert(literal.value) if self.convert else literal.value
        if not (self.single or (language and self.single_per_language)):
            values.setdefault(name, set()).add(value)
        elif values.setdefault(name, value) != value:
            raise ValueError(f"it has two values of {name}, and the shapes allow one")


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
    _kinds: dict[frozenset[str], tuple[tuple[str, ...], dict[str, _Rule]]] = field(
        default_factory=dict, repr=False, compare=False
    )

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
        """Return the node of the resource `uri`, of which `quads` tell, doubles allowed.

        Raises `ValueError` for a term that the ontology lacks and for a value that breaks its range or its bound.
        """
        facts: list[tuple[str, Any]] = [(quad.predicate.value, quad.object) for quad in quads]
        labels, rules = self._kind({value.value for predicate, value in facts if predicate == _TYPE})
        links: set[tuple[str, str]] = set()
        values: dict[str, Any] = {}
        for predicate, value in facts:
            rule = rules.get(predicate)
            if rule is None:
                self._check_foreign(predicate)
            elif rule.link is not isinstance(value, ox.NamedNode):
                raise ValueError(f"{predicate} takes {'a resource' if rule.link else 'a literal'}")
            elif rule.link:
                links.add((rule.name, value.value))
            else:
                rule.keep(value, values)
        for name in [name for name, value in values.items() if type(value) is set]:
            values[name] = sorted(values[name])
        return Node(uri, labels, values, tuple(sorted(links)))

    def _kind(self, types: set[str]) -> tuple[tuple[str, ...], dict[str, _Rule]]:
        """The labels of a resource with these classes, and for each property of the ontology how it is kept there."""
        key = frozenset(types)
        if key not in self._kinds:
            for iri in key:
                if iri.startswith(_NAMESPACE) and iri not in self.labels:
                    raise ValueError(f"the ontology has no class {iri}")
            labels = tuple(sorted({label for iri in key for label in self.labels.get(iri, ())}))
            self._kinds[key] = labels, self._rules(labels)
        return self._kinds[key]

    def _rules(self, labels: tuple[str, ...]) -> dict[str, _Rule]:
        rules = {iri: _Rule(name, link=True) for iri, name in self.relationships.items()}
        for iri, (name, datatype) in self.properties.items():
            single, per_language = (
                any((label, iri) in bounded for label in labels) for bounded in (self.single, self.single_per_language)
            )
            rules[iri] = _Rule(name, False, _CONVERTERS.get(datatype), single, per_language)
        return rules

    def _check_foreign(self, predicate: str) -> None:
        if predicate.startswith(_NAMESPACE):
            raise ValueError(f"the ontology has no property {predicate}")


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
