"""Reads articles out of JSON lines and Parquet files, on this machine or in an object store, by address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

import pyarrow as pa
import pyarrow.fs as fs
import pyarrow.parquet as pq

from loaders.records import Article
from loaders.sources import Rejection, article_of, json_lines

SUFFIXES = (".jsonl", ".ndjson", ".parquet")
_ROWS = 256  # of a Parquet file that are in memory at a time


def find(place: str) -> Iterator[str | Rejection]:
    """Yield the addresses of the files that a file, or a folder with all below it, stands for, sorted.

    `place` is a path, an address that Arrow knows (`s3://bucket/folder`) or any other that fsspec knows.
    """
    try:
        store, path = _open_store(place)
        kind = store.get_file_info(path).type
        if kind == fs.FileType.NotFound:
            yield Rejection(source=place, reason="no such file or folder")
        elif kind == fs.FileType.File:
            yield place
        else:
            root = place.removesuffix("/").removesuffix(path.strip("/"))
            below = store.get_file_info(fs.FileSelector(path, recursive=True))
            yield from sorted(
                f"{root}{each.path.lstrip('/')}" for each in below if each.is_file and _is_read(each.path)
            )
    except (OSError, ValueError, ImportError) as error:
        yield Rejection(source=place, reason=f"can't be read: {error}")


def read(address: str) -> Iterator[Article | Rejection]:
    """Yield the articles of one file, a few at a time; what can't be read is a `Rejection`."""
    try:
        store, path = _open_store(address)
        if not _is_read(path):
            yield Rejection(source=address, reason=f"none of the kinds that are read: {', '.join(SUFFIXES)}")
        elif path.endswith(".parquet"):
            with store.open_input_file(path) as file:
                yield from _rows(file, address)
        else:
            with store.open_input_stream(path) as stream:
                yield from json_lines(stream, address)
    except pa.ArrowInvalid as error:
        yield Rejection(source=address, reason=f"wrong Parquet: {error}")
    except OSError as error:
        yield Rejection(source=address, reason=f"can't be read: {error.strerror or error}")


def _rows(file: IO[bytes], address: str) -> Iterator[Article | Rejection]:
    number = 0
    for batch in pq.ParquetFile(file).iter_batches(batch_size=_ROWS):
        for row in batch.to_pylist():
            number += 1
            yield article_of(json.loads(json.dumps(row, default=_as_text)), address, number)


def _as_text(value: Any) -> str:
    """Write a date or time as ISO has it; whatever else JSON doesn't know, as Python does."""
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def _open_store(place: str) -> tuple[fs.FileSystem, str]:
    if "://" not in place:
        return fs.LocalFileSystem(), place
    try:
        store, path = fs.FileSystem.from_uri(place)
    except pa.ArrowInvalid:
        from fsspec.core import url_to_fs

        known, path = url_to_fs(place)
        store = fs.PyFileSystem(fs.FSSpecHandler(known))
    return store, path


def _is_read(path: str) -> bool:
    return path.lower().endswith(SUFFIXES)
