"""In what the tellings of one meeting, or the namings of one agreement, can't all be right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import TypeVar

from loaders.resolution.agreements import Naming
from loaders.resolution.dates import Period, compatible
from loaders.resolution.knowledge import Difference
from loaders.resolution.meetings import Telling

_T = TypeVar("_T")


def of_meeting(tellings: Sequence[Telling]) -> tuple[Difference, ...]:
    """Return in what tellings differ, sorted: incompatible dates, places that share no word, other people each.

    Of a meeting that was held, what was planned before doesn't count.
    """
    found: list[Difference] = []
    held = [each for each in tellings if each.meeting.status == "held"] or tellings
    if _differ((each.period for each in held), _other_time):
        found.append("date")
    if _differ((each.people for each in held), lambda a, b: bool(a - b and b - a)):
        found.append("participants")
    if _differ((each.place for each in held), lambda a, b: not a & b):
        found.append("place")
    return tuple(found)


def of_agreement(namings: Sequence[Naming]) -> tuple[Difference, ...]:
    """Return in what namings differ: incompatible dates."""
    return ("date",) if _differ((each.period for each in namings), _other_time) else ()


def _other_time(one: Period, two: Period) -> bool:
    return not compatible(one, two)


def _differ(values: Iterable[_T | None], differ: Callable[[_T, _T], bool]) -> bool:
    """Tell whether any two of the values that are known differ."""
    return any(differ(one, two) for one, two in combinations(_known(values), 2))


def _known(values: Iterable[_T | None]) -> Iterator[_T]:
    yield from dict.fromkeys(value for value in values if value)
