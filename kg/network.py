"""The graph as a networkx graph, and as GraphML, which Gephi, yEd and Cytoscape open."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import IO, Any

import networkx as nx
import pyoxigraph as ox

from kg.analysis import Level, contacts, measures
from loaders.property_graph import Schema, Value

_SHOWN = ("label", "written_name", "quote", "role", "date_edtf")  # the first of these that a resource has
_SEPARATOR = "; "  # between the values of a list, which GraphML doesn't have


def network(quads: Iterable[ox.Quad]) -> nx.MultiDiGraph[str]:
    """Return sorted quads as a graph: a node per resource, keyed by URI, and an edge per relationship.

    A node has `labels` (its classes), `label` (what to show) and its properties; an edge has its type as key and as
    `type`. A resource that is only pointed to has no properties but `label`.
    """
    schema, graph = Schema.load(), nx.MultiDiGraph()
    for subject, of_one in groupby(quads, lambda quad: quad.subject):
        if not isinstance(subject, ox.NamedNode):
            raise ValueError(f"{subject} has no IRI")
        uri, node = subject.value, schema.node(subject.value, of_one)
        shown = next((node.properties[name] for name in _SHOWN if name in node.properties), uri)
        graph.add_node(uri, **{"label": shown, "labels": list(node.labels), **node.properties})
        for kind, other in node.relationships:
            graph.add_edge(uri, other, key=kind, type=kind)
    for uri, properties in graph.nodes(data=True):
        properties.setdefault("label", uri)
    return graph


def open_network(quads_file: Path) -> nx.MultiDiGraph[str]:
    """Return the graph in `quads_file` (sorted N-Quads)."""
    return network(ox.parse(path=str(quads_file), format=ox.RdfFormat.N_QUADS))


def measure(graph: nx.MultiDiGraph[str]) -> None:
    """Add to officials and organisations what their meetings held tell of their place, as `kg.analysis` measures it.

    Nodes get `meetings_held`, `contacts` (how many others they met), `betweenness` and `community`; an edge MET gets
    `weight` (meetings of the two), `first` and `last`.
    """
    for level in Level:
        found = contacts(graph, level)
        for uri, row in measures(found).items():
            names = {"meetings": "meetings_held", "degree": "contacts"}
            added = {names.get(name, name): value for name, value in row.items() if value is not None}
            graph.nodes[uri].update(added)
        if level is Level.OFFICIALS:
            for one, other, kind, data in graph.edges(keys=True, data=True):
                if kind == "MET" and found.has_edge(one, other):
                    edge = found.edges[one, other]
                    data["weight"] = edge["meetings"]
                    data.update({name: edge[name] for name in ("first", "last") if edge[name]})


def write_graphml(quads: Iterable[ox.Quad], output: IO[bytes]) -> None:
    """Write sorted quads as GraphML: lists as one text, dates in ISO form, nodes and edges sorted by URI.

    Officials and organisations have the measures of `measure`.
    """
    full, flat = network(quads), nx.MultiDiGraph()
    measure(full)
    for uri, properties in sorted(full.nodes(data=True)):
        flat.add_node(uri, **{name: _flat(value) for name, value in properties.items()})
    edges = sorted(full.edges(keys=True, data=True), key=lambda edge: edge[:3])
    for number, (subject, other, kind, data) in enumerate(edges):
        flat.add_edge(subject, other, key=number, label=kind, **data)
    nx.write_graphml_lxml(flat, output, named_key_ids=True)


def _flat(value: Value | Any) -> str | int | float | bool:
    if isinstance(value, list):
        return _SEPARATOR.join(str(_flat(item)) for item in value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        return _writable(value)
    return value


def _writable(text: str) -> str:
    """Return `text` without the characters that XML can't hold."""
    return "".join(char for char in text if char in "\t\n" or (char >= " " and char not in "\ufffe\uffff"))
