"""Compares what a workspace holds with what was made from it, and with what a graph holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.workspace import Workspace
from loaders.engines import Engine
from loaders.graph_writer import GraphWriter
from loaders.property_graph import Schema
from loaders.push import Descriptions

COLUMNS = ("where", "resource", "problem")


class Difference(NamedTuple):
    """One thing that isn't as it should be."""

    where: str
    resource: str
    problem: str


def check_workspace(workspace: Workspace) -> Iterator[Difference]:
    """Yield what is wrong with the workspace's own file: damage, and facts whose quotes aren't in their articles."""
    for (said,) in workspace.connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield Difference("workspace", "", said)
    for article, extraction in zip(workspace.articles(), workspace.extractions(), strict=True):
        facts = (fact for name, found in extraction if isinstance(found, list) for fact in found)
        for fact in facts:
            if article.text[fact.start : fact.end] != fact.quote:
                yield Difference("workspace", f"{article.id} {fact.id}", "its quote isn't in the article")


def check_graph(workspace: Workspace, engine: Engine) -> Iterator[Difference]:
    """Yield how the graph of `engine` differs from the workspace's: missing, needless and different resources."""
    schema = Schema.load()
    wanted = Descriptions(workspace.quads_file.read_bytes(), schema)
    seen: set[str] = set()
    for page in GraphWriter(engine, schema, workspace.id).nodes():
        there = {node.uri: node.digest() for node in page if node.labels or node.properties}  # others stand for links
        seen |= there.keys()
        for uri in sorted(there):
            if uri not in wanted:
                yield Difference(engine.target, uri, "isn't in the workspace")
        for node in wanted.nodes([uri for uri in there if uri in wanted]):
            if node.digest() != there[node.uri]:
                yield Difference(engine.target, node.uri, "differs from the workspace")
    for uri in wanted.fingerprints:
        if uri not in seen:
            yield Difference(engine.target, uri, "is missing")
