"""The graph as entities of FollowTheMoney, the data model of OpenSanctions, Aleph and OpenAleph, by `ftm.toml`."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from kg.errors import FailureError
from loaders.property_graph import Node, Schema

MAPPING = Path(__file__).with_name("ftm.toml")
_LANGUAGE = re.compile(r"(_[a-z]{2,3})?")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")  # FollowTheMoney knows dates from a year on, without marks of doubt


@dataclass
class _Graph:
    """The nodes by URI, and where relationships lead, by (URI, type), `^` before the type for the way back."""

    nodes: dict[str, Node] = field(default_factory=dict)
    links: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True)
class _Rule:
    """What a class becomes."""

    schema: str
    properties: dict[str, list[str]]


def write_ftm(quads: Iterable[ox.Quad], output: IO[bytes]) -> None:
    """Write sorted quads as lines of JSON, one entity each, sorted by the URIs that they stand for.

    An entity's id is the SHA-1 of the URI. Raises `FailureError` without the library of FollowTheMoney.
    """
    for entity in entities(quads):
        output.write(json.dumps(entity, ensure_ascii=False, sort_keys=True).encode() + b"\n")


def entities(quads: Iterable[ox.Quad]) -> Iterator[dict[str, Any]]:
    """Yield the entities as the library writes them; only those that hold all that their schema asks for."""
    try:
        from followthemoney import model
    except ModuleNotFoundError as error:
        raise FailureError(
            "This export needs an extra: pip install 'security-cooperation-kg[ftm]' (see docs/exports.md)."
        ) from error
    schema = Schema.load()
    graph, rules = _graph(quads, schema), _Rules(schema)
    ruled = {uri: rule for uri, node in sorted(graph.nodes.items()) if (rule := rules.of(node)) is not None}
    made = {uri: model.make_entity(rule.schema) for uri, rule in ruled.items()}
    for uri, entity in made.items():
        entity.make_id(uri)
    for uri, entity in made.items():
        for name, paths in ruled[uri].properties.items():
            prop = entity.schema.properties[name]
            for value in sorted({value for path in paths for value in _values(graph, uri, path)}):
                if prop.range is None:
                    entity.add(prop, _dates(value) if prop.type.name == "date" else value)
                elif value in made and made[value].schema.is_a(prop.range):
                    entity.add(prop, made[value].id)
        if all(entity.get(name) for name in entity.schema.required):
            yield {**entity.to_dict(), "properties": {name: sorted(entity.get(name)) for name in entity.properties}}


def _graph(quads: Iterable[ox.Quad], schema: Schema) -> _Graph:
    graph = _Graph()
    for subject, of_one in groupby(quads, lambda quad: quad.subject):
        if not isinstance(subject, ox.NamedNode):
            raise ValueError(f"{subject} has no IRI")
        uri = subject.value
        node = graph.nodes[uri] = schema.node(uri, of_one)
        for kind, other in node.relationships:
            graph.links[uri, kind].append(other)
            graph.links[other, "^" + kind].append(uri)
    return graph


class _Rules:
    """The rules of `ftm.toml`."""

    def __init__(self, schema: Schema) -> None:
        self._of_class = tomllib.loads(MAPPING.read_text(encoding="utf-8"))
        self._depth = {iri.rpartition("#")[2]: len(labels) for iri, labels in schema.labels.items()}

    def of(self, node: Node) -> _Rule | None:
        """Return the rule of its most special class, with what those above it add; None when it becomes nothing."""
        upwards = sorted(node.labels, key=lambda label: -self._depth[label])
        found = [self._of_class[label] for label in upwards if label in self._of_class]
        if not found:
            return None
        properties = {name: paths for rule in reversed(found) for name, paths in rule.get("properties", {}).items()}
        where = {name: value for rule in reversed(found) for name, value in rule.get("where", {}).items()}
        fits = all(node.properties.get(name) == value for name, value in where.items())
        return _Rule(found[0]["schema"], properties) if fits else None


def _values(graph: _Graph, uri: str, path: str) -> Iterator[str]:
    """Yield what stands at the end of a path from a resource: texts, or the URIs of other resources."""
    step, _, rest = path.partition("/")
    if step.lstrip("^").isupper():
        for other in graph.links.get((uri, step), ()):
            yield from _values(graph, other, rest) if rest else (other,)
        return
    name = step.removesuffix("@")
    for each, value in graph.nodes[uri].properties.items() if uri in graph.nodes else ():
        if each == name or (step.endswith("@") and each.startswith(name) and _LANGUAGE.fullmatch(each[len(name) :])):
            for item in value if isinstance(value, list) else [value]:
                yield item.isoformat() if isinstance(item, datetime.date) else str(item)


def _dates(edtf: str) -> list[str]:
    """The ends of a date or period, without those whose year isn't known."""
    return [date[0] for part in edtf.split("/") if (date := _DATE.match(part))]
