"""Cleans and reads articles, a batch at a time, in this process or in several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from loaders.records import Article, Extraction

Reading = tuple[Article, Article, Extraction]
"""An article as its source gave it, the same cleaned, and what was read out of it."""

_BATCH = 24  # articles that a process reads at a time
_CHARACTERS = 200_000  # of their texts, at most
_FEW = 100  # articles that are read sooner than other processes are ready for them


def read_all(articles: Iterable[Article], jobs: int = 1) -> Iterator[Reading]:
    """Yield the reading of each of `articles`, in order; by so many processes where there are more than a few."""
    from loaders.processes import run

    waiting = iter(articles)
    first = list(islice(waiting, _FEW)) if jobs > 1 else []
    batches = _batches(chain(first, waiting))
    if jobs == 1 or len(first) < _FEW:
        for batch in batches:
            yield from read_batch(batch)
        return
    for readings in run(read_batch, batches, jobs):
        yield from readings


def read_batch(articles: list[Article]) -> list[Reading]:
    """Return the readings of `articles`, in order."""
    from loaders.cleaning import clean
    from loaders.extraction import extract

    cleaned = [clean(article) for article in articles]
    return list(zip(articles, cleaned, extract(cleaned), strict=True))


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    batch: list[Article] = []
    size = 0
    for article in articles:
        if batch and (len(batch) == _BATCH or size + len(article.text) > _CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
    if batch:
        yield batch
