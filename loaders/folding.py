"""Fold: the form of a text that ignores case, diacritics and punctuation, for matching and keys only."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SINGLE_LETTERS = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
_BETWEEN_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, its words parted by single spaces.

    >>> fold("Tô Lâm"), fold("Côte d’Ivoire"), fold("Hee-geun")
    ('to lam', 'cote d ivoire', 'hee geun')
    """
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_SINGLE_LETTERS)
    bare = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return _BETWEEN_WORDS.sub(" ", bare).strip()
