"""Chinese names as Vietnamese writes them: Tập Cận Bình is Xi Jinping, syllable by syllable."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product
from math import prod
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "sino_readings.tsv"
_SYLLABLES = range(2, 5)  # of a Chinese name
_MOST = 2_000  # combinations of readings


@lru_cache(maxsize=50_000)
def mandarin(syllables: tuple[str, ...]) -> frozenset[str]:
    """Return all that a Sino-Vietnamese name may be in pinyin, joined; nothing where a syllable has no reading.

    >>> "xijinping" in mandarin(("tập", "cận", "bình"))
    True
    """
    if len(syllables) not in _SYLLABLES:
        return frozenset()
    readings = [_readings().get(_spelling(syllable), ()) for syllable in syllables]
    if not 0 < prod(map(len, readings)) <= _MOST:
        return frozenset()
    return frozenset("".join(each) for each in product(*readings))


@cache
def _readings() -> dict[str, Sequence[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        vietnamese, _, syllables = line.partition("\t")
        found[_spelling(vietnamese)].update(syllables.split())
    return {spelling: sorted(syllables) for spelling, syllables in found.items()}


def _spelling(syllable: str) -> str:
    """Return a syllable so that its spellings are one: `i` and `y`, and the tone on either of two vowels."""
    spread = unicodedata.normalize("NFD", syllable.casefold())
    marks = "".join(sorted(letter for letter in spread if unicodedata.combining(letter)))
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).replace("y", "i") + marks
