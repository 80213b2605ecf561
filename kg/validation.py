"""Checks a graph against the SHACL shapes of the ontology."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pyshacl
import rdflib
from rdflib import SH

from loaders.locate import folder

COLUMNS = ("severity", "resource", "property", "value", "message")


def violations(quads_file: Path) -> list[dict[str, str]]:
    """Return what breaks a shape in the graph of an N-Quads file, one row of `COLUMNS` each, sorted."""
    quads = ox.parse(path=str(quads_file), format=ox.RdfFormat.N_QUADS)
    triples = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    _, report, _ = pyshacl.validate(
        rdflib.Graph().parse(data=triples, format="nt"),
        shacl_graph=_read("shapes.ttl"),
        ont_graph=_read("security-cooperation.ttl"),
        inference="none",
    )
    found = (
        {
            "severity": str(report.value(result, SH.resultSeverity)).rpartition("#")[2],
            "resource": str(report.value(result, SH.focusNode)),
            "property": str(report.value(result, SH.resultPath) or ""),
            "value": str(report.value(result, SH.value) or ""),
            "message": " ".join(sorted(str(message) for message in report.objects(result, SH.resultMessage))),
        }
        for result in report.subjects(rdflib.RDF.type, SH.ValidationResult)
    )
    return sorted(found, key=lambda row: tuple(row.values()))


def _read(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(folder("ontology") / name, format="turtle")
