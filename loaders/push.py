"""Push: brings a property graph to what the triples say, by sending and deleting only the difference.

Each resource has a fingerprint, the hash of its triples; the ledger keeps those that the graph was sent. What will be
changed is noted in the ledger first, and each transaction writes the generation into the graph's marker, so that a push
that died is finished by the next one. Where ledger and marker don't fit together, the whole graph is read and compared.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

import pyoxigraph as ox

from loaders.engines import Engine, GraphError
from loaders.graph_writer import BATCH, GraphWriter, Marker, OutOfStepError, batches
from loaders.ledger import BARE, UNKNOWN, Ledger, Standing
from loaders.parallel import Link
from loaders.property_graph import Node, Schema

PART = 20_000
"""Resources after whose links the ledger is told."""

_PARSED = 5_000  # resources that are parsed at once
_RESOURCE_LINES = re.compile(rb"<([^>\n]*)> [^\n]*\n(?:<\1> [^\n]*\n)*")


@dataclass(frozen=True)
class Pushed:
    """How many resources a push sent, deleted, and left as they were."""

    sent: int
    deleted: int
    unchanged: int


def push(quads: Iterable[ox.Quad], engine: Engine, ledger: Ledger, schema: Schema | None = None) -> Pushed:
    """Bring the graph of `engine` to what `quads` say. The second push of the same quads sends nothing.

    Only what `ledger`'s workspace sent is changed or deleted. Raises `GraphError` when the graph is another
    workspace's, holds others' nodes with one of our URIs, or fails; the next push then finishes the work.
    """
    return push_lines(b"".join(sorted({f"{quad} .\n".encode() for quad in quads})), engine, ledger, schema)


def push_lines(lines: bytes, engine: Engine, ledger: Ledger, schema: Schema | None = None) -> Pushed:
    """Do as `push` does, with the quads as sorted lines of N-Quads."""
    wanted = Descriptions(lines, schema or Schema.load())
    run = _Push(wanted, GraphWriter(engine, wanted.schema, ledger.owner), ledger)
    try:
        return run.difference()
    except OutOfStepError:
        run.compare()
    try:
        return run.difference()
    except OutOfStepError as error:
        raise GraphError(f"Somebody else changes {engine.target} at this moment: push again.") from error


class Descriptions:
    """The triples of every resource, by URI, out of sorted lines of N-Quads."""

    def __init__(self, lines: bytes, schema: Schema) -> None:
        """Cut `lines` by subject. Raises `ValueError` for lines that aren't sorted, or whose subject isn't an IRI."""
        self.schema = schema
        self._lines = lines
        self._spans: dict[str, tuple[int, int]] = {}
        end = 0
        for match in _RESOURCE_LINES.finditer(lines):
            uri = match[1].decode()
            if match.start() != end or uri in self._spans:
                break
            end = match.end()
            self._spans[uri] = match.span()
        if end != len(lines):
            raise ValueError("not sorted lines of N-Quads about IRIs")

    def __contains__(self, uri: str) -> bool:
        return uri in self._spans

    @cached_property
    def fingerprints(self) -> dict[str, bytes]:
        """The hash of the triples of each resource, sorted by URI."""
        view = memoryview(self._lines)
        return {
            uri: hashlib.blake2b(view[start:end], digest_size=16).digest() for uri, (start, end) in self._spans.items()
        }

    def nodes(self, uris: Sequence[str]) -> Iterator[Node]:
        """Yield the nodes of these resources, in their order.

        Raises `GraphError` for one that the ontology has no words for.
        """
        for batch in batches(uris, _PARSED):
            lines = b"".join(self._lines[slice(*self._spans[uri])] for uri in batch)
            quads = ox.parse(lines, format=ox.RdfFormat.N_QUADS)
            for uri, group in groupby(quads, key=lambda quad: quad.subject.value):
                try:
                    yield self.schema.node(uri, group)
                except ValueError as error:
                    raise GraphError(f"{uri} does not fit the ontology: {error}.") from error


class _Push:
    """One run: what is wanted, where it goes, and what is known to be there."""

    def __init__(self, wanted: Descriptions, writer: GraphWriter, ledger: Ledger) -> None:
        self._wanted = wanted
        self._writer = writer
        self._ledger = ledger

    def difference(self) -> Pushed:
        """Send and delete what differs from what the ledger, or where it doesn't fit the graph a comparison, says."""
        marker, standing = self._writer.marker(), self._ledger.standing()
        new = marker is None and not self._writer.holds_nodes()
        version = self._wanted.schema.version()
        if new:
            self._ledger.replace({})
            if self._writer.can_fill():
                return self._fill()
        elif not _in_step(marker, standing):
            if marker is None and not standing.generation and self._writer.holds_ours():
                raise GraphError(
                    "The graph holds resources of a push whose marker is gone: empty it first, or push elsewhere."
                )
            self.compare()
        elif standing.schema != version:
            self._ledger.replace(dict.fromkeys(self._ledger.sent(), UNKNOWN))
        known = self._ledger.sent()
        wanted = self._wanted.fingerprints
        send = [uri for uri, fingerprint in wanted.items() if known.get(uri) != fingerprint]
        delete = sorted(uri for uri in known if uri not in wanted and known[uri] != BARE)
        before = marker.generation if marker else ""
        unprepared = marker is None or standing.schema != version
        if send or delete or unprepared:
            if not new:
                self._writer.refuse_others([uri for uri in send if uri not in known])
            if unprepared:
                self._writer.prepare()
            bare = {uri for uri in known if known[uri] == BARE and uri not in wanted}
            self._change(before, send, delete, bare, new)
        elif standing.announced or standing.generation != before:
            self._ledger.finish(before)
        return Pushed(len(send), len(delete), len(wanted) - len(send))

    def compare(self) -> None:
        """Read all that the graph has of ours, and put it into the ledger; by indexes, which an import didn't make."""
        self._writer.prepare()
        wanted, known = self._wanted, dict[str, bytes]()
        for page in self._writer.nodes():
            known.update((node.uri, UNKNOWN if node.labels or node.properties else BARE) for node in page)
            there = {node.uri: node.digest() for node in page if node.uri in wanted}
            for node in wanted.nodes(list(there)):
                if node.digest() == there[node.uri]:
                    known[node.uri] = wanted.fingerprints[node.uri]
        self._ledger.replace(known)

    def _fill(self) -> Pushed:
        """Make the graph at once: it is there as a whole or not at all."""
        generation, fingerprints = uuid.uuid4().hex, self._wanted.fingerprints
        self._ledger.announce("", generation, self._wanted.schema.version(), fingerprints)
        bare = self._writer.fill(self._wanted.nodes(list(fingerprints)), fingerprints, generation)
        self._ledger.confirm({**fingerprints, **dict.fromkeys(bare, BARE)})
        self._ledger.finish(generation)
        return Pushed(len(fingerprints), 0, 0)

    def _change(self, before: str, send: list[str], delete: list[str], bare: set[str], new: bool) -> None:
        """Announce, send, delete, and note that it is done. `bare` are the nodes that stood for links alone."""
        generation = uuid.uuid4().hex
        self._ledger.announce(before, generation, self._wanted.schema.version(), [*send, *delete])
        self._writer.begin(before, generation)
        fingerprints = self._wanted.fingerprints
        links: dict[str, list[Link]] = {}
        for node in self._writer.write_nodes(self._wanted.nodes(send), fingerprints, new):
            links[node.uri] = [(node.uri, kind, other) for kind, other in node.relationships]
        self._add_bare(
            sorted({other for each in links.values() for _, _, other in each if other not in self._wanted} - bare)
        )
        for uris in batches(send, PART):
            self._writer.write_links(uris, [link for uri in uris for link in links[uri]], new)
            self._ledger.confirm({uri: fingerprints[uri] for uri in uris})
        self._writer.write_links(delete, [])
        for batch in batches([*delete, *sorted(bare)], BATCH):
            kept = self._writer.delete(batch)
            self._ledger.forget(batch)
            self._ledger.confirm(dict.fromkeys(kept, BARE))
        self._ledger.finish(generation)

    def _add_bare(self, uris: list[str]) -> None:
        """Add nodes without description for what is pointed to and nothing describes."""
        self._writer.refuse_others(uris)
        for batch in batches(uris, BATCH):
            self._writer.write_bare(batch)
            self._ledger.confirm(dict.fromkeys(batch, BARE))


def _in_step(marker: Marker | None, standing: Standing) -> bool:
    """Whether the graph is as the ledger says, but for what was announced."""
    return marker is not None and marker.generation in (standing.generation, standing.announced)
