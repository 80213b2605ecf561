"""Fold: the form of a text that ignores case, diacritics and punctuation, for matching and keys only."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

_SINGLE_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
_BETWEEN_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, its words parted by single spaces.

    >>> fold("Tô Lâm"), fold("Côte d’Ivoire"), fold("Hee-geun")
    ('to lam', 'cote d ivoire', 'hee geun')
    """
    if not text.isascii():
        spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = _combining().sub("", spread.translate(_SINGLE_LETTERS))
    return _BETWEEN_WORDS.sub(" ", text.casefold()).strip()


@cache
def _combining() -> re.Pattern[str]:
    """Return what matches any combining character."""
    marks = (chr(code) for code in range(0x300, 0x20000) if unicodedata.combining(chr(code)))
    return re.compile(f"[{''.join(marks)}]")
