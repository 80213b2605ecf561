"""Runs the extractors over articles, a batch at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from loaders.extraction.assembly import assemble
from loaders.extraction.backends import backend
from loaders.extraction.dates import find_dates
from loaders.extraction.document import Document
from loaders.extraction.grounding import grounded
from loaders.extraction.lexicon import FOLDER
from loaders.extraction.organisations import find_organisations
from loaders.extraction.people import find_people
from loaders.extraction.reading import add_roles, read
from loaders.extraction.segmentation import segment
from loaders.extraction.sides import settle_sides
from loaders.extraction.units import build_units, find_groups, link, mask_adverbials
from loaders.records import Article, Extraction

_ARTICLES, _CHARACTERS = 64, 400_000  # that are read as one batch at most


def _version() -> str:
    """A digest of the extractors' code and of all lexicons: it changes when either does."""
    files = sorted([*Path(__file__).parent.glob("*.py"), *FOLDER.rglob("*.toml")])
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


VERSION = _version()


def extract(articles: Iterable[Article]) -> Iterator[Extraction]:
    """Yield the extraction of each of `articles`, in order; every article must have its language set."""
    batch: list[Article] = []
    for article in articles:
        if batch and (len(batch) == _ARTICLES or sum(len(a.text) for a in (*batch, article)) > _CHARACTERS):
            yield from _extract_batch(batch)
            batch = []
        batch.append(article)
    yield from _extract_batch(batch)


def _extract_batch(articles: list[Article]) -> list[Extraction]:
    found: dict[int, Extraction] = {}
    for lang in sorted({a.lang for a in articles if a.lang}):
        chosen = [i for i, a in enumerate(articles) if a.lang == lang]
        documents = [segment(articles[i], lang) for i in chosen]
        for i, extraction in zip(chosen, _read_all(documents, lang), strict=True):
            found[i] = extraction
    return [found[i] for i in sorted(found)]


def _read_all(documents: list[Document], lang: str) -> Iterator[Extraction]:
    language = backend(lang)
    people = []
    for document, recognised in zip(documents, language.recognise(documents), strict=True):
        people.append(find_people(document, recognised))
    bodies = []
    for document, named in zip(documents, people, strict=True):
        bodies.append(find_organisations(document))
        settle_sides(document, named, bodies[-1])
        add_roles(document, named)
        find_groups(document)
        mask_adverbials(document, find_dates(document))
        build_units(document)
    language.parse(documents)
    for document, named, known in zip(documents, people, bodies, strict=True):
        link(document)
        yield grounded(document.article, assemble(document, read(document, named, known), VERSION))
