"""Writes the property graph as CSV files for `neo4j-admin database import full`: the first load of an empty database.

What comes out of the import is what a push makes, marker included, so that a later push goes on from there.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from loaders.graph_writer import batches
from loaders.property_graph import RESOURCE, Node, Scalar, Schema, Value
from loaders.push import Descriptions

ARGUMENTS, INDEXES, MARKER = "import.args", "indexes.cypher", "marker.csv"
_SEPARATOR = "\x1f"  # between the values of a list: the ASCII unit separator, which no text holds
_OPTIONS = ("--multiline-fields=true", f"--array-delimiter=\\{ord(_SEPARATOR)}", "--id-type=string")
_TYPES: dict[type, str] = {
    bool: "boolean",
    int: "long",
    float: "double",
    datetime.date: "date",
    str: "string",
}
_AT_ONCE = 20_000  # resources whose nodes are kept in memory

Labels = tuple[str, ...]


@dataclass
class Written:
    """How many nodes, of resources described or only pointed to, and relationships were written."""

    nodes: int = 0
    relationships: int = 0


@dataclass
class Layout:
    """What the files will hold: the columns of each set of labels with their types, and who is only pointed to."""

    columns: dict[Labels, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    bare: set[str] = field(default_factory=set)


def write(lines: bytes, folder: Path, owner: str, generation: str, schema: Schema | None = None) -> Written:
    """Write the graph in `lines` (sorted N-Quads) into `folder`, a file per set of labels and per relationship type.

    `import.args` holds the arguments for neo4j-admin, to be run in `folder`; `indexes.cypher` the constraints and
    indexes to make afterwards. `owner` and `generation` go into the marker by which a push knows its graph.
    Raises `GraphError` for a resource that doesn't fit the ontology, `ValueError` for a text that no list can hold.
    """
    wanted = Descriptions(lines, schema or Schema.load())
    uris = sorted(wanted.fingerprints)
    layout = lay_out(wanted, uris)
    with ExitStack() as files:
        writer = _Files(folder, files)
        for labels, columns in layout.columns.items():
            writer.begin_nodes(labels, columns)
        for node in nodes(wanted, uris):
            writer.write(node, wanted.fingerprints[node.uri].hex(), layout.columns[node.labels])
        for uri in sorted(layout.bare):
            writer.write(Node(uri, ()), "", {})
    marker = _row(["key:ID(marker)", "workspace", "generation"]) + _row(["graph", owner, generation])
    (folder / MARKER).write_text(marker, encoding="utf-8", newline="")
    arguments = [*_OPTIONS, f"--nodes=PushMarker={MARKER}", *writer.arguments()]
    (folder / ARGUMENTS).write_text("".join(f"{line}\n" for line in arguments), encoding="utf-8")
    statements = "".join(f"{statement};\n" for statement in wanted.schema.statements())
    (folder / INDEXES).write_text(statements, encoding="utf-8")
    return writer.written


def nodes(wanted: Descriptions, uris: Sequence[str]) -> Iterator[Node]:
    """Yield the nodes of these resources, of which only some thousands are in memory."""
    for batch in batches(uris, _AT_ONCE):
        yield from wanted.nodes(batch)


def lay_out(wanted: Descriptions, uris: Sequence[str]) -> Layout:
    """Return the layout, for which the graph is gone over once: a header must be known before the first row."""
    layout = Layout()
    for node in nodes(wanted, uris):
        columns = layout.columns[node.labels]
        for name, value in node.properties.items():
            if name not in columns:
                columns[name] = _type(value)
        layout.bare.update(other for _, other in node.relationships if other not in wanted)
    if layout.bare:
        layout.columns.setdefault((), {})
    return layout


def _type(value: Value) -> str:
    return f"{_TYPES[type(value[0])]}[]" if isinstance(value, list) else _TYPES[type(value)]


class _Files:
    """The open files, by labels and by relationship type."""

    def __init__(self, folder: Path, opened: ExitStack) -> None:
        self.written = Written()
        self._folder = folder
        self._opened = opened
        self._nodes: dict[Labels, TextIO] = {}
        self._relationships: dict[str, TextIO] = {}

    def begin_nodes(self, labels: Labels, columns: dict[str, str]) -> None:
        """Open the file for resources with these labels and write its header."""
        file = self._nodes[labels] = self._open(nodes_file(labels))
        file.write(_row(["uri:ID(resource)", "hash:string", *(f"{name}:{columns[name]}" for name in sorted(columns))]))

    def write(self, node: Node, digest: str, columns: dict[str, str]) -> None:
        """Write a node and the relationships that go out from it."""
        values = (node.properties.get(name) for name in sorted(columns))
        self._nodes[node.labels].write(_row([node.uri, digest, *(_text(value) for value in values)]))
        for kind, other in node.relationships:
            if kind not in self._relationships:
                self._relationships[kind] = self._open(relationships_file(kind))
                self._relationships[kind].write(_row([":START_ID(resource)", ":END_ID(resource)"]))
            self._relationships[kind].write(_row([node.uri, other]))
        self.written.nodes += 1
        self.written.relationships += len(node.relationships)

    def arguments(self) -> Iterator[str]:
        """Yield the arguments that name the files, with their labels and types."""
        for labels in sorted(self._nodes):
            yield f"--nodes={':'.join((RESOURCE, *labels))}={nodes_file(labels)}.csv"
        for kind in sorted(self._relationships):
            yield f"--relationships={kind}={relationships_file(kind)}.csv"

    def _open(self, name: str) -> TextIO:
        return self._opened.enter_context((self._folder / f"{name}.csv").open("w", newline="", encoding="utf-8"))


def nodes_file(labels: Labels) -> str:
    """Return the name, without its suffix, of the file for resources with these labels."""
    return f"nodes-{'-'.join(labels) or RESOURCE}"


def relationships_file(kind: str) -> str:
    """Return the name, without its suffix, of the file for relationships of this type."""
    return f"relationships-{kind}"


def _row(values: Iterable[str | None]) -> str:
    """A line of CSV in which empty text, in quotes, differs from no value, which is nothing at all."""
    quoted = ("" if value is None else '"' + value.replace('"', '""') + '"' for value in values)
    return ",".join(quoted) + "\n"


def _text(value: Value | None) -> str | None:
    if isinstance(value, list):
        texts = [_scalar(item) for item in value]
        if any(_SEPARATOR in text for text in texts):
            raise ValueError("a value holds the character U+001F, which separates the values of a list")
        return _SEPARATOR.join(texts)
    return None if value is None else _scalar(value)


def _scalar(value: Scalar) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
