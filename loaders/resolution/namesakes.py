"""Appearances under one name: those of one country are one, those without go where they belong, if anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from loaders.resolution.appearances import Appearance, profile_of
from loaders.resolution.decisions import Rulings
from loaders.resolution.names import Likeness, Name, compare
from loaders.resolution.profiles import PersonProfile, exclude, score

_DOMINANT = 20  # times as many articles as all others of the name: then the others are taken for slips of reading


@dataclass(slots=True)
class Namesakes:
    """Groups of appearances (by position), and the groups that each stray, a group of its own, might belong to."""

    groups: list[list[int]] = field(default_factory=list)
    strays: dict[int, list[int]] = field(default_factory=dict)


def group_by_name(appearances: Sequence[Appearance], rulings: Rulings) -> Namesakes:
    """Group appearances that nothing but a decision could part: of one name and country.

    Without a country they join the only country of the name, or the one for which there are grounds. What fits several
    is a stray. Names of a single word are grouped only where country and office agree.
    """
    found = Namesakes()
    by_name: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, each in enumerate(appearances):
        if rulings.stands_apart(each.mention):
            found.groups.append([i])
        else:
            by_name[each.name.canonical].append(i)
    for items in by_name.values():
        if len(appearances[items[0]].name.words) == 1:
            found.groups += _single_words(appearances, items)
        else:
            for same in _by_marks(appearances, items):
                _by_country(appearances, same, found)
    return found


def _single_words(appearances: Sequence[Appearance], items: Sequence[int]) -> list[list[int]]:
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i in items:
        each = appearances[i]
        alike[(each.country, each.roles) if each.country and each.roles else (i,)].append(i)
    return list(alike.values())


def _by_marks(appearances: Sequence[Appearance], items: Sequence[int]) -> list[list[int]]:
    """Part names whose diacritics speak against each other (Tú and Tư), and those without from both."""
    variants: dict[Name, list[int]] = defaultdict(list)
    for i in items:
        variants[appearances[i].name].append(i)
    clash = any(compare(a, b) is Likeness.NONE for a, b in combinations(variants, 2))
    return list(variants.values()) if clash else [list(items)]


def _by_country(appearances: Sequence[Appearance], items: Sequence[int], found: Namesakes) -> None:
    homes: dict[str, list[int]] = defaultdict(list)
    for i in items:
        homes[appearances[i].country or ""].append(i)
    strays = homes.pop("", [])
    main = max(homes, key=lambda code: (len(homes[code]), code), default="")
    if len(homes) < 2 or len(homes[main]) >= _DOMINANT * (len(items) - len(strays) - len(homes[main])):
        homes[main] += strays
        strays = []
    profiles = {code: profile_of(appearances[i] for i in homes[code]) for code in sorted(homes)} if strays else {}
    unplaced: list[int] = []
    for i in strays:
        home = _with_grounds(profile_of([appearances[i]]), profiles)
        (homes[home] if home else unplaced).append(i)
    first = len(found.groups)
    found.groups += [sorted(homes[code]) for code in sorted(homes)]
    for i in unplaced:
        found.strays[len(found.groups)] = list(range(first, first + len(homes)))
        found.groups.append([i])


def _with_grounds(stray: PersonProfile, homes: dict[str, PersonProfile]) -> str | None:
    """Return the home that more speaks for than for any other."""
    points = {code: score(stray, home, Likeness.SAME)[0] for code, home in homes.items() if not exclude(stray, home)}
    ranked = sorted(points, key=lambda code: (-points[code], code))
    return ranked[0] if ranked and all(points[code] < points[ranked[0]] for code in ranked[1:]) else None
