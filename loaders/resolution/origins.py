"""Copies of one dispatch share an origin: articles whose texts are nearly the same, whoever printed them."""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import chain, combinations
from zlib import crc32

from loaders.folding import fold
from loaders.records import Article
from loaders.resolution.blocks import Spread
from loaders.resolution.clusters import Groups

_SHINGLE = 5  # words
_SKETCH = 48  # of a text's shingles, the smallest digests
_SHARED = 6  # of the sketch, before the texts are compared in full
_RESEMBLANCE = 0.5  # of the shingles of both texts, in common
_CONTAINMENT = 0.8  # of the shingles of the shorter text, in the longer one
_GAP = re.compile(rb" ")
_CROWD = 200  # articles with one shingle: boilerplate, no sign of copying


def origins(articles: Sequence[Article], spread: Spread = map) -> list[int]:
    """Return for each article the position of the first of those that are copies of one text."""
    prose = [_prose(article) for article in articles]
    near = Groups(len(articles))
    pairs = list(_candidates(list(spread(_sketch, prose))))
    for pair in pairs:
        near.join(*pair)
    alike: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in pairs:
        alike[near.of(pair[0])].append(pair)
    compared = spread(_copies, [({i: prose[i] for pair in each for i in pair}, each) for each in alike.values()])
    groups = Groups(len(articles))
    for first, second in chain.from_iterable(compared):
        groups.join(first, second)
    return [groups.of(i) for i in range(len(articles))]


def _sketch(prose: str) -> array[int]:
    """Return the smallest digests of a text's shingles."""
    return array("I", nsmallest(_SKETCH, _shingles(prose)))


def _copies(alike: tuple[Mapping[int, str], Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Return which of the pairs, given with the prose of each article in them, are nearly the same text."""
    shingles = {i: _shingles(prose) for i, prose in alike[0].items()}
    return [(first, second) for first, second in alike[1] if _nearly_same(shingles[first], shingles[second])]


def _shingles(prose: str) -> frozenset[int]:
    """Return the digests of all runs of five words; a shorter text is one run."""
    text = fold.__wrapped__(prose).encode()  # a whole text isn't worth remembering
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


def _candidates(sketches: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of texts whose sketches share enough to be worth a full comparison."""
    holders: dict[int, list[int]] = defaultdict(list)
    for i, digests in enumerate(sketches):
        for digest in digests:
            holders[digest].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for items in holders.values():
        if len(items) <= _CROWD:
            for pair in combinations(items, 2):
                shared[pair] += 1
    for (first, second), count in shared.items():
        if count >= min(_SHARED, len(sketches[first]), len(sketches[second])):
            yield first, second


def _nearly_same(first: frozenset[int], second: frozenset[int]) -> bool:
    common = len(first & second)
    few = min(len(first), len(second))
    return common >= _RESEMBLANCE * (len(first) + len(second) - common) or (
        few >= _SKETCH and common >= _CONTAINMENT * few
    )
