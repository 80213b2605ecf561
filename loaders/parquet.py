"""Writes the property graph as Parquet files: a file per set of labels and per relationship type.

A file of nodes has the columns `uri`, `hash` and one per property, typed: text, whole number, number, truth value,
date, or a list of these. A file of relationships has `start` and `end`, the URIs of the nodes. All rows are sorted.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from loaders.neo4j_csv import lay_out, nodes, nodes_file, relationships_file
from loaders.property_graph import Schema
from loaders.push import Descriptions

_TYPES: dict[str, pa.DataType] = {
    "boolean": pa.bool_(),
    "long": pa.int64(),
    "double": pa.float64(),
    "date": pa.date32(),
    "string": pa.string(),
}
_AT_ONCE = 20_000  # rows of a file that are kept in memory
_ENDS = pa.schema([pa.field(name, pa.string(), nullable=False) for name in ("start", "end")])


def write(lines: bytes, folder: Path, schema: Schema | None = None) -> None:
    """Write the graph in `lines` (sorted N-Quads) into `folder`; the files are named as those of `neo4j_csv`.

    Raises `GraphError` for a resource that doesn't fit the ontology.
    """
    wanted = Descriptions(lines, schema or Schema.load())
    uris = sorted(wanted.fingerprints)
    layout = lay_out(wanted, uris)
    with ExitStack() as opened:
        files: dict[str, _File] = {}

        def file(name: str, columns: pa.Schema) -> _File:
            if name not in files:
                files[name] = opened.enter_context(_File(folder / f"{name}.parquet", columns))
            return files[name]

        for node in nodes(wanted, uris):
            row = {"uri": node.uri, "hash": wanted.fingerprints[node.uri].hex(), **node.properties}
            file(nodes_file(node.labels), _columns(layout.columns[node.labels])).add(row)
            for kind, other in node.relationships:
                file(relationships_file(kind), _ENDS).add({"start": node.uri, "end": other})
        for uri in sorted(layout.bare):
            file(nodes_file(()), _columns({})).add({"uri": uri, "hash": ""})


def _columns(types: Mapping[str, str]) -> pa.Schema:
    fixed = [pa.field("uri", pa.string(), nullable=False), pa.field("hash", pa.string(), nullable=False)]
    return pa.schema([*fixed, *(pa.field(name, _type(types[name])) for name in sorted(types))])


def _type(written: str) -> pa.DataType:
    one = _TYPES[written.removesuffix("[]")]
    return pa.list_(one) if written.endswith("[]") else one


class _File:
    """A Parquet file in the making."""

    def __init__(self, path: Path, columns: pa.Schema) -> None:
        self._writer = pq.ParquetWriter(path, columns)
        self._columns = columns
        self._rows: list[Mapping[str, Any]] = []

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()
        self._writer.close()

    def add(self, row: Mapping[str, Any]) -> None:
        self._rows.append(row)
        if len(self._rows) == _AT_ONCE:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._columns))
            self._rows.clear()
