"""Writes nodes and relationships into a property graph, in signed transactions, and reads back what it wrote.

Whose a graph is says its marker node: the workspace, and the generation that was written last. Whose a node is says its
property `hash`: nodes without it, and relationships of other types or to other nodes, belong to others and stay as
they are. Labels and relationship types stand in the statements and come from the ontology; all else is a parameter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, islice
from typing import Any, TypeVar

from loaders.engines import Engine, Filler, GraphError, Transaction
from loaders.parallel import Link, disjoint, run
from loaders.property_graph import RESOURCE, Node, Schema, Value

T = TypeVar("T")

BATCH = 2_000
"""Resources in one transaction: enough to be fast, few enough for little memory on the server."""
LINKS = 5_000
"""Relationships in one transaction."""
_FILLED = 20_000  # resources that are handed over at once when a graph is filled
_PAGE = 5_000
_MARKER_KEY = "CREATE CONSTRAINT push_marker_key IF NOT EXISTS FOR (m:PushMarker) REQUIRE m.key IS UNIQUE"
_READ_MARKER = "MATCH (m:PushMarker {key: 'graph'}) RETURN m.workspace AS workspace, m.generation AS generation"
_MAKE_MARKER = """MERGE (m:PushMarker {key: 'graph'}) ON CREATE SET m.workspace = $owner, m.generation = $generation
RETURN m.workspace AS workspace, m.generation AS generation"""
_SIGN = """MATCH (m:PushMarker {key: 'graph'}) WHERE m.workspace = $owner AND m.generation IN $generations
SET m.generation = $generation RETURN m.generation AS generation"""
_ANY_NODE = "MATCH (n:Resource) RETURN n.hash IS NOT NULL AS ours LIMIT 1"
_ANYTHING = "MATCH (n) RETURN 1 AS one LIMIT 1"
_ANY_OF_OURS = "MATCH (n:Resource) WHERE n.hash IS NOT NULL RETURN n.uri AS uri LIMIT 1"
_OTHERS = "MATCH (n:Resource) WHERE n.uri IN $uris AND n.hash IS NULL RETURN n.uri AS uri ORDER BY uri LIMIT 3"
_LABELS = "UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) RETURN uri, labels(n) AS labels"
_LINKS = """UNWIND $uris AS uri MATCH (n:Resource {uri: uri})-[r]->(m:Resource)
WHERE type(r) IN $types AND m.hash IS NOT NULL RETURN DISTINCT uri, type(r) AS type, m.uri AS other"""
_ADD_LINKS = """UNWIND $rows AS row MATCH (a:Resource {{uri: row.a}}) MATCH (b:Resource {{uri: row.b}})
CREATE (a)-[:`{}`]->(b) RETURN count(*) AS done"""
_ADD_MISSING_LINKS = _ADD_LINKS.replace("CREATE", "MERGE")  # slower; for a transaction that may have arrived already
_DROP_LINKS = """UNWIND $rows AS row MATCH (:Resource {{uri: row.a}})-[r:`{}`]->(:Resource {{uri: row.b}})
DELETE r RETURN count(*) AS done"""
_UPDATE = "UNWIND $rows AS row MATCH (n:Resource {uri: row.uri}) SET n = row"
_DELETE = "UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) WHERE NOT (n)--() DELETE n"
_EMPTY = "UNWIND $uris AS uri MATCH (n:Resource {uri: uri}) SET n = {uri: uri, hash: ''}"
_ADD_BARE = "UNWIND $uris AS uri MERGE (n:Resource {uri: uri}) ON CREATE SET n.hash = ''"
_NODES = """MATCH (n:Resource) WHERE n.uri > $after AND n.hash IS NOT NULL
RETURN n.uri AS uri, labels(n) AS labels, properties(n) AS properties ORDER BY uri LIMIT $page"""


class OutOfStepError(Exception):
    """The graph isn't as the ledger says: somebody else changed it."""


@dataclass(frozen=True)
class Marker:
    """Whose the graph is, and what was written last."""

    workspace: str
    generation: str


class GraphWriter:
    """Writes one workspace's resources into the graph of `engine`. All methods raise `GraphError`."""

    def __init__(self, engine: Engine, schema: Schema, owner: str) -> None:
        self._engine = engine
        self._schema = schema
        self._owner = owner
        self._signature: dict[str, Any] = {}

    def marker(self) -> Marker | None:
        """Return the graph's marker. Raises `GraphError` when it is another workspace's."""
        return self._ours(self._engine.read(_READ_MARKER))

    def holds_nodes(self) -> bool:
        """Tell whether there is any resource, ours or another's."""
        return bool(self._engine.read(_ANY_NODE))

    def holds_ours(self) -> bool:
        """Tell whether there is any resource that a push wrote."""
        return bool(self._engine.read(_ANY_OF_OURS))

    def refuse_others(self, uris: Sequence[str]) -> None:
        """Raise `GraphError` when one of `uris` is the URI of a node that no push wrote."""
        for batch in batches(uris, 10 * _PAGE):
            found = [row["uri"] for row in self._engine.read(_OTHERS, {"uris": batch})]
            if found:
                raise GraphError(
                    f"{self._engine.target} already holds nodes of others for our resources ({', '.join(found)} …): "
                    "push into another database, or delete those nodes first."
                )

    def prepare(self) -> None:
        """Make the constraints and indexes that aren't there."""
        for statement in self._statements():
            self._engine.write(statement)

    def begin(self, before: str, generation: str) -> None:
        """Sign with `generation`, which follows `before`, from here on; make the marker when there is none."""
        self._ours(self._engine.write(_MAKE_MARKER, {"owner": self._owner, "generation": generation}))
        self._signature = {"owner": self._owner, "generation": generation, "generations": [before, generation]}
        self._signed(lambda transaction: None)

    def can_fill(self) -> bool:
        """Tell whether the graph can be filled at once: it holds nothing of anybody, and its engine knows how."""
        return isinstance(self._engine, Filler) and not self._engine.read(_ANYTHING)

    def fill(self, nodes: Iterable[Node], hashes: dict[str, bytes], generation: str) -> list[str]:
        """Make the whole graph at once, marker included; return the resources that are only pointed to, sorted."""
        assert isinstance(self._engine, Filler)
        links: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        bare: set[str] = set()

        def rows() -> Iterator[tuple[Sequence[str], Sequence[dict[str, Any]]]]:
            for batch in _taken(nodes, _FILLED):
                alike: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
                for node in batch:
                    alike[node.labels].append(_row(node, hashes))
                    for kind, other in node.relationships:
                        links[kind][0].append(node.uri)
                        links[kind][1].append(other)
                        if other not in hashes:
                            bare.add(other)
                for labels, found in sorted(alike.items()):
                    yield (RESOURCE, *labels), found
            yield (RESOURCE,), [{"uri": uri, "hash": ""} for uri in sorted(bare)]

        def linked() -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
            yield from ((kind, *links[kind]) for kind in sorted(links))

        marker = {"owner": self._owner, "generation": generation}
        setup = [*((statement, {}) for statement in self._statements()), (_MAKE_MARKER, marker)]
        self._engine.fill(setup, rows(), linked())
        return sorted(bare)

    def write_nodes(self, nodes: Iterable[Node], hashes: dict[str, bytes], new: bool = False) -> Iterator[Node]:
        """Write labels and properties of `nodes`, and yield each when it is there.

        `new` promises that none of them is there yet.
        """
        jobs = (partial(self._write_batch, batch, hashes, new) for batch in _taken(nodes, BATCH))
        for batch in run(jobs, self._engine.writers):
            yield from batch

    def write_links(self, uris: Sequence[str], links: Sequence[Link], new: bool = False) -> None:
        """Make `links` all our relationships that go out from `uris`. `new` promises that there are none yet.

        Raises `OutOfStepError` when an end is missing.
        """
        there = set() if new else set(self._links(uris))
        for change, changed in ((_DROP_LINKS, there.difference(links)), (_ADD_LINKS, set(links) - there)):
            for lists in disjoint(sorted(changed), 1 if self._engine.writers == 1 else 2 * self._engine.writers):
                for _ in run((partial(self._change_links, change, each) for each in lists), self._engine.writers):
                    pass

    def write_bare(self, uris: Sequence[str]) -> None:
        """Add nodes without description where there are none yet."""
        self._signed(lambda transaction: transaction.run(_ADD_BARE, {"uris": uris}))

    def delete(self, uris: Sequence[str]) -> list[str]:
        """Delete our nodes `uris`, whose own links are gone; return those to which others point.

        Of these a node without description stays.
        """
        kept: list[str] = []
        self._signed(lambda transaction: self._delete(transaction, uris, kept))
        if kept:
            change = f"REMOVE n{_labels(self._schema.all_labels)}"
            self._signed(partial(self._relabel, uris=kept, change=change))
        return kept

    def nodes(self) -> Iterator[list[Node]]:
        """Yield all nodes that a push wrote, by URI, in lists."""
        after = ""
        while True:
            rows = self._engine.read(_NODES, {"after": after, "page": _PAGE})
            if not rows:
                return
            uris = [row["uri"] for row in rows]
            links: dict[str, list[tuple[str, str]]] = defaultdict(list)
            for uri, kind, other in self._links(uris):
                links[uri].append((kind, other))
            yield [self._node(row, links[row["uri"]]) for row in rows]
            after = uris[-1]

    def _statements(self) -> list[str]:
        return [_MARKER_KEY, *self._schema.statements()]

    def _node(self, row: dict[str, Any], links: list[tuple[str, str]]) -> Node:
        properties: dict[str, Value] = {k: v for k, v in row["properties"].items() if k not in ("uri", "hash")}
        labels = sorted(set(row["labels"]).intersection(self._schema.all_labels))
        return Node(row["uri"], tuple(labels), properties, tuple(sorted(links)))

    def _ours(self, rows: list[dict[str, Any]]) -> Marker | None:
        marker = Marker(rows[0]["workspace"], rows[0]["generation"]) if rows else None
        if marker is not None and marker.workspace != self._owner:
            raise GraphError(
                f"{self._engine.target} holds the graph of another workspace ({marker.workspace}): push into another "
                "database, or empty this one first."
            )
        return marker

    def _signed(self, work: Callable[[Transaction], object]) -> None:
        """Do `work` in one transaction that also writes our generation, or not at all when the marker isn't ours."""

        def signed(transaction: Transaction) -> None:
            work(transaction)
            if not transaction.run(_SIGN, self._signature):
                raise GraphError(f"Another push into {self._engine.target} went on at the same time: push again.")

        self._engine.transact(signed)

    def _write_batch(self, nodes: Sequence[Node], hashes: dict[str, bytes], new: bool) -> Sequence[Node]:
        """Create or update `nodes` in one transaction, and change labels in one each.

        The embedded engine moves a node whose labels change, and its unique index takes only one move in a transaction.
        """
        relabelled: dict[str, list[str]] = defaultdict(list)
        self._signed(partial(self._nodes, nodes=nodes, hashes=hashes, new=new, relabelled=relabelled))
        for change, uris in sorted(relabelled.items()):
            self._signed(partial(self._relabel, uris=uris, change=change))
        return nodes

    def _nodes(
        self,
        transaction: Transaction,
        nodes: Sequence[Node],
        hashes: dict[str, bytes],
        new: bool,
        relabelled: dict[str, list[str]],
    ) -> None:
        """Create or update `nodes`, and put the changes of labels that are left to do into `relabelled`."""
        relabelled.clear()
        there: dict[str, set[str]] = {}
        if not new:
            found = transaction.run(_LABELS, {"uris": [node.uri for node in nodes]})
            there = {row["uri"]: set(row["labels"]) for row in found}
        created: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        updated: list[dict[str, Any]] = []
        for node in nodes:
            row = _row(node, hashes)
            if node.uri not in there:
                created[node.labels].append(row)
                continue
            updated.append(row)
            gained = set(node.labels) - there[node.uri]
            lost = there[node.uri].intersection(self._schema.all_labels).difference(node.labels)
            for change, changed in (("SET", gained), ("REMOVE", lost)):
                if changed:
                    relabelled[f"{change} n{_labels(sorted(changed))}"].append(node.uri)
        for labels, rows in sorted(created.items()):
            transaction.run(
                f"UNWIND $rows AS row CREATE (n{_labels(('Resource', *labels))}) SET n = row", {"rows": rows}
            )
        if updated:
            transaction.run(_UPDATE, {"rows": updated})

    def _relabel(self, transaction: Transaction, uris: Sequence[str], change: str) -> None:
        transaction.run(f"UNWIND $uris AS uri MATCH (n:Resource {{uri: uri}}) {change}", {"uris": uris})

    def _links(self, uris: Sequence[str]) -> Iterator[Link]:
        """The relationships of ours that go out from these resources."""
        for batch in batches(uris, BATCH):
            parameters = {"uris": batch, "types": self._schema.all_relationships}
            for row in self._engine.read(_LINKS, parameters):
                yield row["uri"], row["type"], row["other"]

    def _change_links(self, change: str, links: Sequence[Link]) -> None:
        """Add or drop these relationships, in transactions of a size."""
        for batch in batches(links, LINKS):
            tried = count()
            self._signed(partial(self._link_batch, change=change, links=batch, tried=tried))

    def _link_batch(self, transaction: Transaction, change: str, links: Sequence[Link], tried: Iterator[int]) -> None:
        if next(tried) > 0 and change is _ADD_LINKS:
            change = _ADD_MISSING_LINKS
        rows: dict[str, list[dict[str, str]]] = defaultdict(list)
        for uri, kind, other in links:
            rows[kind].append({"a": uri, "b": other})
        for kind in sorted(rows):
            done = transaction.run(change.format(kind), {"rows": rows[kind]})[0]["done"]
            if done < len(rows[kind]):
                raise OutOfStepError

    def _delete(self, transaction: Transaction, uris: Sequence[str], kept: list[str]) -> None:
        transaction.run(_DELETE, {"uris": uris})
        kept[:] = [row["uri"] for row in transaction.run(_LABELS, {"uris": uris})]
        if kept:
            transaction.run(_EMPTY, {"uris": kept})


def _row(node: Node, hashes: dict[str, bytes]) -> dict[str, Any]:
    """All properties of a node."""
    return {"uri": node.uri, "hash": hashes[node.uri].hex(), **node.properties}


def _taken(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """`items` in lists of at most `size`, taken on the way."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def batches(items: Sequence[Any], size: int) -> Iterator[Any]:
    """Yield `items` in slices of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def _labels(labels: Iterable[str]) -> str:
    return "".join(f":`{label}`" for label in labels)
