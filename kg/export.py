"""Writes the graph as RDF, GraphML or entities of FollowTheMoney, sorted, so that equal graphs give equal bytes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.export_formats import ExportFormat
from loaders.locate import folder

_ID = "https://w3id.org/security-cooperation/id/"


def write(quads_file: Path, form: ExportFormat, output: IO[bytes]) -> None:
    """Write the graph in `quads_file` (sorted N-Quads) to `output`.

    Turtle, GraphML and FollowTheMoney hold what all named graphs say; the other forms keep the graphs apart.
    """
    if form is ExportFormat.NQUADS:
        with quads_file.open("rb") as lines:
            output.writelines(lines)
    elif form is ExportFormat.TURTLE:
        ox.serialize(_triples(_parsed(quads_file)), output, format=ox.RdfFormat.TURTLE, prefixes=prefixes())
    elif form is ExportFormat.GRAPHML:
        from kg.network import write_graphml

        write_graphml(_parsed(quads_file), output)
    elif form is ExportFormat.FTM:
        from kg.ftm import write_ftm

        write_ftm(_parsed(quads_file), output)
    else:
        rdf = ox.RdfFormat.TRIG if form is ExportFormat.TRIG else ox.RdfFormat.JSON_LD
        ox.serialize(_by_graph(_parsed(quads_file)), output, format=rdf, prefixes=prefixes())


@cache
def prefixes() -> dict[str, str]:
    """Return the prefixes of what stands in a graph: those of the ontology, `id` for resources, `topic` for topics."""
    found: dict[str, str] = {"id": _ID}
    for file, names in (("security-cooperation.ttl", ("sc", "rdf", "xsd")), ("topics.ttl", ("topic",))):
        parser = ox.parse(path=str(folder("ontology") / file), format=ox.RdfFormat.TURTLE)
        deque(parser, maxlen=0)  # the prefixes are known once the file is read
        found |= {name: parser.prefixes[name] for name in names}
    return found


def _parsed(quads_file: Path) -> Iterator[ox.Quad]:
    return ox.parse(path=str(quads_file), format=ox.RdfFormat.N_QUADS)


def _triples(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Return each triple once: in sorted quads the same triple of several graphs stands together."""
    return map(itemgetter(0), groupby(map(attrgetter("triple"), quads)))


def _by_graph(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield the quads graph by graph, and sorted within a graph."""
    graphs: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name), []).append(quad)
    for name in sorted(graphs):
        yield from graphs[name]
