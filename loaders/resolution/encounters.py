"""What is known of a meeting, and on what grounds two tellings are of one: who met, when, where and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from loaders.records import MeetingKind, MeetingStatus
from loaders.resolution import knowledge as k
from loaders.resolution.dates import Period, compatible, days_apart
from loaders.resolution.merging import Scored
from loaders.resolution.places import is_country

SLIP = timedelta(days=2)  # by which two sources may differ about one meeting
RECENT = timedelta(days=60)  # how far back news without a date reaches
_MANY_SIDES = 3


@dataclass(slots=True)
class Encounter:
    """What is known of one meeting so far. People are numbers, sides are countries, else organisations."""

    mentions: list[k.Mention] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    sides: set[k.Key] = field(default_factory=set)
    named: set[k.Key] = field(default_factory=set)  # the sides of which somebody is named
    periods: set[Period] = field(default_factory=set)
    published: set[date] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    kinds: set[MeetingKind] = field(default_factory=set)
    statuses: set[MeetingStatus] = field(default_factory=set)
    series: set[int] = field(default_factory=set)
    editions: set[int] = field(default_factory=set)

    @property
    def nameless(self) -> set[k.Key]:
        """The sides of which nobody is named."""
        return self.sides - self.named

    def absorb(self, other: Encounter) -> None:
        """Add all that another knows."""
        self.mentions += other.mentions
        self.articles |= other.articles
        self.people |= other.people
        self.sides |= other.sides
        self.named |= other.named
        self.periods |= other.periods
        self.published |= other.published
        self.places |= other.places
        self.kinds |= other.kinds
        self.statuses |= other.statuses
        self.series |= other.series
        self.editions |= other.editions


def score(one: Encounter, two: Encounter, _: int) -> Scored:
    """Return the points for two tellings being of one meeting, and the grounds."""
    grounds = [ground for ground in _grounds(one, two) if ground[0]]
    return sum(points for points, _ in grounds), tuple(text for _, text in grounds)


def _grounds(one: Encounter, two: Encounter) -> Iterator[tuple[int, str]]:
    """Yield points and words of each ground on which two tellings may be one meeting."""
    yield _company(one, two)
    yield _time(one, two)
    yield int(bool(one.kinds & two.kinds)), "same kind"
    yield _place(one, two)
    yield -3 * _differ_in_breadth(one, two), "one of two sides, one of many"
    yield 2 * bool(one.series & two.series), "same series"
    yield int(bool(one.editions & two.editions)), "same edition"


def _company(one: Encounter, two: Encounter) -> tuple[int, str]:
    shared = len(one.people & two.people)
    if shared >= 2:
        return 4, f"{shared} people in common"
    if shared == 1 and (one.nameless & two.sides or two.nameless & one.sides):
        return 3, "one person and the other side in common"
    if not shared and one.sides == two.sides and len(one.sides) >= 2 and not (one.named and two.named):
        return 2, "the same sides"
    return -9, "other company"


def _place(one: Encounter, two: Encounter) -> tuple[int, str]:
    if one.places & two.places:
        return 1, "same place"
    countries = [{place for place in each.places if is_country(place)} for each in (one, two)]
    return (-2, "another country") if all(countries) else (0, "place unknown")


def _differ_in_breadth(one: Encounter, two: Encounter) -> bool:
    """Tell whether one is called a meeting of many and is, and the other is one of two sides."""
    few, many = sorted((one, two), key=lambda each: len(each.sides))
    return "multilateral meeting" in many.kinds - few.kinds and len(many.sides) >= _MANY_SIDES and len(few.sides) <= 2


def _time(one: Encounter, two: Encounter) -> tuple[int, str]:
    known = [(a, b) for a in one.periods for b in two.periods]
    gaps = [gap for a, b in known if (gap := days_apart(a, b)) is not None]
    if gaps:
        return (4, "same day") if min(gaps) == 0 else (0, "dates a day or two apart")
    if any(_same_day_of_year(a, b) for a, b in known):
        return 4, "same day, one without a year"
    if known:
        return (3, "same month") if any(min(a.precision, b.precision) >= 2 for a, b in known) else (1, "same year")
    if not one.periods and not two.periods and not one.people & two.people:
        return 0, "no date"
    first, second = _days(one), _days(two)
    if not first or not second:
        return 1, "one without any date"
    near = any(abs(a - b) <= RECENT for a in first for b in second)
    if near:
        return 2, "told at the same time"
    return (-1 if one.periods or two.periods else -3), "told at another time"


def _same_day_of_year(a: Period, b: Period) -> bool:
    return compatible(a, b) and a.start.day is not None and b.start.day is not None


def _days(encounter: Encounter) -> set[date]:
    """Return the days on which the meeting took place, else those on which it was told."""
    whole = {period.full[0] for period in encounter.periods if period.full}
    return whole or encounter.published


def exclude(one: Encounter, two: Encounter) -> bool:
    """Tell whether two tellings can't be of one meeting."""
    return bool(
        one.articles & two.articles
        or {"held", "denied"} <= one.statuses | two.statuses
        or (one.editions and two.editions and not one.editions & two.editions)
        or _different_times(one, two)
        or _different_companions(one, two)
    )


def _different_times(one: Encounter, two: Encounter) -> bool:
    if any(_clash(a, b) for a in one.periods for b in two.periods):
        return True
    return _told_before(one, two) or _told_before(two, one)


def _clash(a: Period, b: Period) -> bool:
    gap = days_apart(a, b)
    return not compatible(a, b) if gap is None else gap > SLIP.days


def _told_before(one: Encounter, two: Encounter) -> bool:
    """Tell whether one is told, without a date, as held, before the other took place."""
    if one.periods or "held" not in one.statuses or not one.published:
        return False
    days = [period.full[0] for period in two.periods if period.full]
    return bool(days) and min(days) > max(one.published) + timedelta(days=1)


def _different_companions(one: Encounter, two: Encounter) -> bool:
    """Tell whether each was held with somebody who wasn't at the other, in a circle small enough to know."""
    if max(len(one.sides), len(two.sides)) >= _MANY_SIDES:
        return False
    if one.sides - two.sides and two.sides - one.sides:
        return True
    return bool(one.people - two.people and two.people - one.people and one.people & two.people)
