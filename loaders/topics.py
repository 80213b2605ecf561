"""The topics that commitments are sorted by, read from `ontology/topics.ttl`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from loaders.locate import folder

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic by its local name: `names` are (language, text), one per language; `broader` is a local name."""

    id: str
    iri: str
    names: tuple[tuple[str, str], ...]
    synonyms: tuple[str, ...]
    broader: str | None


@cache
def topics() -> Mapping[str, Topic]:
    """Return all topics by local name."""
    found: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(path=str(folder("ontology") / "topics.ttl"), format=ox.RdfFormat.TURTLE):
        if isinstance(triple.object, ox.Literal | ox.NamedNode):
            found[triple.subject.value][triple.predicate.value].append(triple.object)
    concepts = (iri for iri in sorted(found) if _SKOS + "Concept" in {each.value for each in found[iri][_TYPE]})
    return {_local(iri): _topic(iri, found[iri]) for iri in concepts}


def _topic(iri: str, values: Mapping[str, list[ox.Literal | ox.NamedNode]]) -> Topic:
    broader = sorted(each.value for each in values[_SKOS + "broader"])
    labels = values[_SKOS + "prefLabel"]
    return Topic(
        id=_local(iri),
        iri=iri,
        names=tuple(sorted((each.language or "", each.value) for each in labels if isinstance(each, ox.Literal))),
        synonyms=tuple(sorted({each.value for each in values[_SKOS + "altLabel"]})),
        broader=_local(broader[0]) if broader else None,
    )


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]
