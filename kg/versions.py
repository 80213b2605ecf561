"""Tells by which version of its code and data this program reads articles and makes the graph out of them."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from pathlib import Path

import loaders
from loaders.locate import folder

_LOADERS = Path(loaders.__file__).resolve().parent
_KINDS = (".py", ".toml", ".ttl", ".txt", ".tsv", ".json", ".jsonld")
_READING = ("cleaning.py", "datelines.py", "folding.py", "records.py", "reference.py", "extraction", "lexicon")
_DESCRIBING = ("folding.py", "records.py", "reference.py", "topics.py", "triples.py", "resolution", "lexicon")


@functools.cache
def reader() -> str:
    """Return the version of all that decides what is read out of an article."""
    return _digest(*(_LOADERS / name for name in _READING), folder("ontology"))


@functools.cache
def describer() -> str:
    """Return the version of all that decides what graph is made of what was read."""
    return _digest(*(_LOADERS / name for name in _DESCRIBING), folder("ontology"))


def _digest(*places: Path) -> str:
    digest = hashlib.sha256()
    for place in places:
        for file in _files(place):
            digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from (file for file in sorted(place.rglob("*")) if file.suffix in _KINDS and file.is_file())
    elif place.exists():
        yield place
