"""One meeting of its many tellings; what fits two meetings joins neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product

from loaders.records import Meeting
from loaders.resolution import knowledge as k
from loaders.resolution.agreements import Agreements
from loaders.resolution.blocks import Judges, Spread, merge
from loaders.resolution.dates import Period, latest, parse_period
from loaders.resolution.decisions import Rulings
from loaders.resolution.encounters import RECENT, SLIP, Encounter, exclude, score
from loaders.resolution.organisations import Organisations
from loaders.resolution.people import People
from loaders.resolution.places import places
from loaders.resolution.views import View, meeting_mention

_NAMELESS = "nobody of "


@dataclass(frozen=True, slots=True)
class Telling:
    """A meeting as one article tells it. `sides` are the countries, else the organisations, of all present."""

    mention: k.Mention
    meeting: Meeting
    people: frozenset[int]
    others: frozenset[k.Key]
    sides: frozenset[k.Key]
    nameless: frozenset[k.Key]
    period: Period | None
    published: date | None
    place: frozenset[str]
    series: int | None


@dataclass(frozen=True, slots=True)
class Meetings:
    """The groups of tellings that are one meeting each, and the number of the group of each (article, meeting id)."""

    groups: tuple[tuple[Telling, ...], ...]
    of: dict[tuple[str, str], int]
    grounds: tuple[k.Ground, ...]


def resolve_meetings(
    views: Sequence[View],
    people: People,
    organisations: Organisations,
    agreements: Agreements,
    rulings: Rulings,
    spread: Spread = map,
) -> Meetings:
    """Make one meeting of all tellings of it."""
    told = ((view, meeting) for view in views for meeting in view.extraction.meetings)
    tellings = [_telling(view, meeting, people, organisations, agreements) for view, meeting in told]
    tellings.sort(key=lambda each: (each.mention, each.meeting.id))
    start = _told_alike(tellings, rulings)
    encounters = [_encounter(tellings[i] for i in items) for items in start]
    pairs = _candidates([tellings[items[0]] for items in start])  # those told alike are found alike
    merged = merge(encounters, pairs, Judges(score, exclude), rulings, spread)
    joined = (sorted(i for number in numbers for i in start[number]) for numbers in merged.groups)
    groups = tuple(tuple(tellings[i] for i in items) for items in sorted(joined))
    of = {(each.mention.article, each.meeting.id): n for n, group in enumerate(groups) for each in group}
    return Meetings(groups, of, merged.grounds)


def _telling(
    view: View, meeting: Meeting, people: People, organisations: Organisations, agreements: Agreements
) -> Telling:
    article = view.article.id
    present = frozenset(people.of[article, ref] for ref in meeting.participants if (article, ref) in people.of)
    others = {organisations.key(view, ref) for ref in meeting.organisations}
    others |= {organisations.key(view, ref) for ref in meeting.participants if (article, ref) not in people.of}
    keys = frozenset(key for key in others if key)
    named = {country for each in present if (country := people.nationality[each])}
    countries = {organisations.country(key) or key for key in keys}
    return Telling(
        mention=meeting_mention(view, meeting),
        meeting=meeting,
        people=present,
        others=keys,
        sides=frozenset(named | countries),
        nameless=frozenset(countries - named),
        period=parse_period(meeting.date, meeting.date_end),
        published=latest(view.article.published),
        place=places(meeting.place),
        series=agreements.of.get((article, meeting.series)) if meeting.series else None,
    )


def _told_alike(tellings: Sequence[Telling], rulings: Rulings) -> list[list[int]]:
    """Group the tellings that agree on people, sides, day and kind; an article that tells two such meets nobody's."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, each in enumerate(tellings):
        sure = each.period and each.period.full and len(each.people) > 1 and not rulings.stands_apart(each.mention)
        same = (each.people, each.sides, each.period, each.meeting.kind, each.meeting.status == "denied")
        alike[same if sure else (i,)].append(i)
    groups: list[list[int]] = []
    for items in alike.values():
        articles = {tellings[i].mention.article for i in items}
        groups += [items] if len(articles) == len(items) else [[i] for i in items]
    return sorted(groups)


def _encounter(tellings: Iterable[Telling]) -> Encounter:
    encounter = Encounter()
    for each in tellings:
        known = Encounter(
            mentions=[each.mention],
            articles={each.mention.article},
            people=set(each.people),
            sides=set(each.sides),
            named=set(each.sides - each.nameless),
            periods={each.period} if each.period else set(),
            published={each.published} if each.published else set(),
            places=set(each.place),
            kinds={each.meeting.kind},
            statuses={each.meeting.status},
            series={each.series} if each.series is not None else set(),
            editions={each.meeting.edition} if each.meeting.edition is not None else set(),
        )
        encounter.absorb(known)
    return encounter


def _candidates(tellings: Sequence[Telling]) -> dict[tuple[int, int], int]:
    """Return pairs that have two people, a person and a side, or two sides in common, at times that may be one."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, telling in enumerate(tellings):
        for key in _own_keys(telling):
            index[key].append(i)
    found: dict[tuple[int, int], int] = {}
    for i, telling in enumerate(tellings):
        for key in _sought_keys(telling):
            for other in index.get(key, ()):
                if other != i:
                    found[min(i, other), max(i, other)] = 0
    return found


def _own_keys(telling: Telling) -> Iterator[tuple[str, ...]]:
    times = set(_own_times(telling))
    people = _people(telling)
    yield from _keys(combinations(people, 2), times | {"any"})
    yield from _keys(product(people, telling.sides), times | {"any"})
    yield from _keys(product(people, (_NAMELESS + side for side in telling.nameless)), times | {"any"})
    yield from _keys(combinations(sorted(telling.sides), 2), times or _told_months(telling))


def _sought_keys(telling: Telling) -> Iterator[tuple[str, ...]]:
    """Yield the keys of all that may be the same: a side counts where one of the two names nobody of it."""
    times = _sought_times(telling.period) if telling.period else set()
    people = _people(telling)
    yield from _keys(combinations(people, 2), times or {"any"})
    yield from _keys(product(people, telling.nameless), times or {"any"})
    yield from _keys(product(people, (_NAMELESS + side for side in telling.sides)), times or {"any"})
    if telling.sides == telling.nameless:
        yield from _keys(combinations(sorted(telling.sides), 2), times or _told_months(telling))


def _keys(pairs: Iterable[tuple[str, str]], times: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield every pair with every time."""
    yield from ((*pair, time) for pair, time in product(pairs, times))


def _people(telling: Telling) -> list[str]:
    return [f"person {number}" for number in sorted(telling.people)]


def _own_times(telling: Telling) -> Iterator[str]:
    """Yield the times under which a dated telling is found: its months, with the slip, and what coarser dates seek."""
    if telling.period:
        start = telling.period.start
        yield _coarse(start.year, None, None)
        yield _coarse(start.year, start.month, None)
        yield _coarse(None, start.month, start.day)
        for day in telling.period.full or ():
            yield from (_coarse(near.year, near.month, None) for near in (day - SLIP, day + SLIP))


def _sought_times(period: Period) -> set[str]:
    """Return what a date seeks: its month, that month of an unknown year, and its day of an unknown year."""
    start = period.start
    coarse = {_coarse(None, start.month, None), _coarse(None, start.month, start.day)}
    return coarse | {_coarse(start.year, start.month, None)} if start.year else coarse


def _told_months(telling: Telling) -> set[str]:
    """Return the months in which what is told without a date may have been, or be planned for."""
    if not telling.published:
        return set()
    ahead = 1 if telling.meeting.status == "planned" else -1
    days = (telling.published + ahead * n * RECENT / 2 for n in range(3))
    return {_coarse(day.year, day.month, None) for day in days}


def _coarse(year: int | None, month: int | None, day: int | None) -> str:
    return f"{year or ''}-{month or ''}-{day or ''}"
