"""Places so that their names in three languages are one: capitals by their country, all else by its words."""

from __future__ import annotations

import re
from functools import lru_cache

from loaders.folding import fold
from loaders.reference import country_of

_PARTS = re.compile(r"[,;()/]|\s[-–]\s")


@lru_cache(maxsize=50_000)
def places(text: str | None) -> frozenset[str]:
    """Return what a place is known by: a country (also for its capital) by code, and the words of everything else."""
    found: set[str] = set()
    for part in _PARTS.split(text or ""):
        country = country_of(part.strip(), capitals=True)
        found.update([country.code] if country else fold(part).split())
    return frozenset(found)


def is_country(place: str) -> bool:
    """Tell whether what `places` returned is a country's code; words are folded."""
    return place.isupper()
