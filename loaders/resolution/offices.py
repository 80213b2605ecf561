"""What an office is: the organisation it is in, and whether one person holds it at a time."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Set
from functools import cache
from pathlib import Path

from loaders.records import Extraction, Post
from loaders.reference import KnownOrganisation, countries, organisations
from loaders.resolution.concepts import concepts
from loaders.resolution.views import country_code

_DATA = Path(__file__).parent / "data" / "offices.toml"
_HEADS = frozenset({"minister", "secretary", "department"})  # in the names of ministries and of those who lead them


def body_of(read: Extraction, post: Post) -> str | None:
    """Return the organisation that an office of an article is in, by its id or by a name with its country.

    Its words may name it ("Vice President of JICA"), or mean one of the reference data ("Deputy Minister of Defence").
    """
    if post.organisation:
        return post.organisation
    within = [
        each.id
        for each in read.organisations
        if any(post.start <= span.start and span.end <= post.end for span in (each, *each.mentions))
    ]
    if within:
        return within[-1]
    country = country_code(post.country) or _country_of_bearer(read, post)
    known = _meant(post.title, country) if country else None
    return f"{known.name} {countries()[country].name}" if known and country else None


def _country_of_bearer(read: Extraction, post: Post) -> str | None:
    return next((country_code(person.country) for person in read.persons if person.id == post.person), None)


def _meant(title: str, country: str) -> KnownOrganisation | None:
    """Return the one organisation of a country of which most is meant by a title."""
    meaning = concepts(title)
    found = [(len(core), known) for core, known in _cores(country) if core <= meaning]
    most = max((size for size, _ in found), default=0)
    best = [known for size, known in found if size == most]
    return best[0] if len(best) == 1 and (best[0].kind != "ministry" or meaning & _HEADS) else None


@cache
def _cores(country: str) -> tuple[tuple[frozenset[str], KnownOrganisation], ...]:
    return tuple(_every_core(country))


def _every_core(country: str) -> Iterator[tuple[frozenset[str], KnownOrganisation]]:
    for known in organisations():
        if known.country == country:
            core = concepts(known.name) - _HEADS if known.kind == "ministry" else concepts(known.name)
            if core:
                yield core, known


def is_sole(meaning: Set[str], in_organisation: bool) -> bool:
    """Tell whether one person at a time holds the office of which `meaning` are the concepts of its title."""
    kinds = _kinds()
    if meaning & kinds["shared"]:
        return False
    return bool(meaning & kinds["national"]) or (in_organisation and bool(meaning & kinds["sole"]))


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {kind: frozenset(words) for kind, words in data.items()}
