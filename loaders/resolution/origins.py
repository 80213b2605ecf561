"""Copies of one dispatch share an origin: articles whose texts are nearly the same, whoever printed them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import combinations
from zlib import crc32

from loaders.folding import fold
from loaders.records import Article
from loaders.resolution.clusters import Groups

_SHINGLE = 5  # words
_SKETCH = 48  # of a text's shingles, the smallest digests
_SHARED = 6  # of the sketch, before the texts are compared in full
_RESEMBLANCE = 0.5  # of the shingles of both texts, in common
_CONTAINMENT = 0.8  # of the shingles of the shorter text, in the longer one
_GAP = re.compile(rb" ")
_CROWD = 200  # articles with one shingle: boilerplate, no sign of copying


def origins(articles: Sequence[Article]) -> list[int]:
    """Return for each article the position of the first of those that are copies of one text."""
    shingles = [_shingles(article) for article in articles]
    groups = Groups(len(articles))
    for first, second in _candidates(shingles):
        if _nearly_same(shingles[first], shingles[second]):
            groups.join(first, second)
    return [groups.of(i) for i in range(len(articles))]


def _shingles(article: Article) -> frozenset[int]:
    """Return the digests of all runs of five words of the article's prose; a shorter text is one run."""
    text = fold.__wrapped__(_prose(article)).encode()  # a whole text isn't worth remembering
    starts = [0, *(gap.end() for gap in _GAP.finditer(text))]
    ends = [*(start - 1 for start in starts[_SHINGLE:]), len(text)]
    return frozenset(crc32(text[start:end]) for start, end in zip(starts, ends, strict=False)) if text else frozenset()


def _prose(article: Article) -> str:
    """Return the text without the spans marked as noise."""
    kept: list[str] = []
    at = 0
    for span in sorted(article.noise, key=lambda span: span.start):
        kept.append(article.text[at : max(at, span.start)])
        at = max(at, span.end)
    return " ".join([*kept, article.text[at:]])


def _candidates(shingles: Sequence[frozenset[int]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of texts whose sketches share enough to be worth a full comparison."""
    holders: dict[int, list[int]] = defaultdict(list)
    for i, digests in enumerate(shingles):
        for digest in nsmallest(_SKETCH, digests):
            holders[digest].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for items in holders.values():
        if len(items) <= _CROWD:
            for pair in combinations(items, 2):
                shared[pair] += 1
    for (first, second), count in shared.items():
        if count >= min(_SHARED, len(shingles[first]), len(shingles[second])):
            yield first, second


def _nearly_same(first: frozenset[int], second: frozenset[int]) -> bool:
    common = len(first & second)
    few = min(len(first), len(second))
    return common >= _RESEMBLANCE * (len(first) + len(second) - common) or (
        few >= _SKETCH and common >= _CONTAINMENT * few
    )
