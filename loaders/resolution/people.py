"""One person of many names: name, country, office, company and occasions are weighed together, never a name alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.resolution import knowledge as k
from loaders.resolution.appearances import Appearance, appearances, profile_of
from loaders.resolution.blocks import Judges, Spread, merge
from loaders.resolution.decisions import Rulings
from loaders.resolution.names import Likeness
from loaders.resolution.namesakes import group_by_name
from loaders.resolution.organisations import Organisations
from loaders.resolution.profiles import candidates, exclude, score
from loaders.resolution.views import View, country_key


@dataclass(frozen=True, slots=True)
class People:
    """The groups of appearances that are one person each, and the number of the group of each (article, person id)."""

    groups: tuple[tuple[Appearance, ...], ...]
    of: dict[tuple[str, str], int]
    nationality: tuple[k.Key | None, ...]
    grounds: tuple[k.Ground, ...]


def resolve_people(
    views: Sequence[View], organisations: Organisations, rulings: Rulings, spread: Spread = map
) -> People:
    """Make one person of all appearances that show them."""
    shown = sorted(
        (each for view in views for each in appearances(view, organisations)),
        key=lambda each: (each.mention, each.person.id),
    )
    start = group_by_name(shown, rulings)
    profiles = [profile_of(shown[i] for i in items) for items in start.groups]
    pairs = candidates(profiles, start.strays.keys())
    merged = merge(profiles, pairs, Judges(score, exclude, Likeness.SAME), rulings, spread, start.strays)
    joined = (sorted(i for number in numbers for i in start.groups[number]) for numbers in merged.groups)
    groups = tuple(tuple(shown[i] for i in items) for items in sorted(joined))
    of = {(each.mention.article, each.person.id): n for n, group in enumerate(groups) for each in group}
    return People(groups, of, tuple(map(_nationality, groups)), merged.grounds)


def _nationality(group: Sequence[Appearance]) -> k.Key | None:
    """Return the country that most articles give the person."""
    codes = Counter(each.country for each in group if each.country)
    return country_key(min(codes, key=lambda code: (-codes[code], code)) if codes else None)
