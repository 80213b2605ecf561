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


def shown(text: str) -> str:
    """Return a place as it is shown: a capital by the English name that most languages share, all else as written."""
    country = None if country_of(text) else country_of(text, capitals=True)
    if country is None:
        return text
    written = [form for forms in country.capitals.values() for form in forms]
    return max(country.capitals["en"], key=lambda form: (written.count(form), form))


def is_country(place: str) -> bool:
    """Tell whether what `places` returned is a country's code; words are folded."""
    return place.isupper()
