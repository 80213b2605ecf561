"""One meeting of its many tellings: by who met, when, where and how; what fits two meetings joins neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations, product

from loaders.records import Meeting, MeetingKind, MeetingStatus
from loaders.resolution import knowledge as k
from loaders.resolution.agreements import Agreements
from loaders.resolution.clusters import Groups, settle
from loaders.resolution.dates import Period, compatible, days_apart, latest, parse_period
from loaders.resolution.decisions import Rulings
from loaders.resolution.organisations import Organisations
from loaders.resolution.people import People
from loaders.resolution.places import is_country, places
from loaders.resolution.views import View, meeting_mention

ENOUGH = 5  # the score from which two tellings are one meeting
DOUBTFUL = 4  # the score from which a pair is worth a curator's look
_SLIP = timedelta(days=2)  # by which two sources may differ about one meeting
_RECENT = timedelta(days=60)  # how far back news without a date reaches
_MANY_SIDES = 3


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


@dataclass(slots=True)
class Encounter:
    """What is known of one meeting so far."""

    mentions: list[k.Mention] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    people: set[int] = field(default_factory=set)
    sides: set[k.Key] = field(default_factory=set)
    named: set[k.Key] = field(default_factory=set)
    periods: set[Period] = field(default_factory=set)
    published: set[date] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    kinds: set[MeetingKind] = field(default_factory=set)
    statuses: set[MeetingStatus] = field(default_factory=set)
    series: set[int] = field(default_factory=set)
    editions: set[int] = field(default_factory=set)

    @property
    def nameless(self) -> set[k.Key]:
        """The sides for which nobody is named."""
        return self.sides - self.named

    def take(self, telling: Telling) -> None:
        """Add what one article tells."""
        self.mentions.append(telling.mention)
        self.articles.add(telling.mention.article)
        self.people |= telling.people
        self.sides |= telling.sides
        self.named |= telling.sides - telling.nameless
        self.periods |= {telling.period} if telling.period else set()
        self.published |= {telling.published} if telling.published else set()
        self.places |= telling.place
        self.kinds.add(telling.meeting.kind)
        self.statuses.add(telling.meeting.status)
        self.series |= {telling.series} if telling.series is not None else set()
        self.editions |= {telling.meeting.edition} if telling.meeting.edition is not None else set()


@dataclass(frozen=True, slots=True)
class Meetings:
    """The groups of tellings that are one meeting each, and the number of the group of each (article, meeting id)."""

    groups: tuple[tuple[Telling, ...], ...]
    of: dict[tuple[str, str], int]
    grounds: tuple[k.Ground, ...]


def resolve_meetings(
    views: Sequence[View], people: People, organisations: Organisations, agreements: Agreements, rulings: Rulings
) -> Meetings:
    """Make one meeting of all tellings of it."""
    told = ((view, meeting) for view in views for meeting in view.extraction.meetings)
    tellings = [_telling(view, meeting, people, organisations, agreements) for view, meeting in told]
    tellings.sort(key=lambda each: (each.mention, each.meeting.id))
    merger = _Merger(tellings, rulings)
    merger.run()
    groups = tuple(tuple(tellings[i] for i in items) for items in merger.groups.members())
    of = {(each.mention.article, each.meeting.id): n for n, group in enumerate(groups) for each in group}
    return Meetings(groups, of, k.in_order(merger.grounds))


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


class _Merger:
    """Joins tellings in rounds, the best grounds first."""

    def __init__(self, tellings: Sequence[Telling], rulings: Rulings) -> None:
        self.groups = Groups(len(tellings))
        self.grounds: list[k.Ground] = []
        self._rulings = rulings
        self._encounters: dict[int, Encounter] = {}
        self._at: dict[k.Mention, list[int]] = defaultdict(list)
        for i, telling in enumerate(tellings):
            self._encounters[i] = Encounter()
            self._encounters[i].take(telling)
            self._at[telling.mention].append(i)
        self._tellings = tellings
        self._pairs = set(_candidates(tellings))

    def run(self) -> None:
        """Join by decision, then by score from high to low, then note what is doubtful."""
        self._join_by_decision()
        highest = max((self._score(a, b)[0] for a, b in self._pairs), default=0)
        for least in range(highest, ENOUGH - 1, -1):
            while self._round(least):
                pass
        for a, b in sorted(self._pairs):
            score, reasons = self._score(a, b)
            if score >= DOUBTFUL and not self._exclude(a, b):
                self._note(a, b, score, reasons, joined=False)

    def _round(self, least: int) -> bool:
        links = {pair: found for pair in self._pairs if (found := self._score(*pair))[0] >= least}
        joined = settle(links, self._exclude)
        for group in joined:
            inside = set(group)
            for (a, b), (score, reasons) in sorted(links.items()):
                if a in inside and b in inside:
                    self._note(a, b, score, reasons, joined=True)
            self._join(group)
        self._carry_over()
        return bool(joined)

    def _join(self, group: Sequence[int]) -> None:
        first, *others = group
        for other in others:
            for member in self.groups.members_of(other):
                self._encounters[first].take(self._tellings[member])
            del self._encounters[other]
            self.groups.join(first, other)

    def _carry_over(self) -> None:
        moved = (sorted((self.groups.of(a), self.groups.of(b))) for a, b in self._pairs)
        self._pairs = {(a, b) for a, b in moved if a != b}

    def _join_by_decision(self) -> None:
        links = [
            (a, b) for first, second in self._rulings.same for a in self._at[first] for b in self._at[second] if a != b
        ]
        for group in settle(links, self._excluded_by_decision):
            self._join(group)
        self._carry_over()

    def _excluded_by_decision(self, a: int, b: int) -> bool:
        return self._rulings.exclude(self._encounters[a].mentions, self._encounters[b].mentions)

    def _exclude(self, a: int, b: int) -> bool:
        one, two = self._encounters[a], self._encounters[b]
        return self._excluded_by_decision(a, b) or _exclude(one, two)

    def _score(self, a: int, b: int) -> tuple[int, tuple[str, ...]]:
        grounds = [ground for ground in _grounds(self._encounters[a], self._encounters[b]) if ground[0]]
        return sum(points for points, _ in grounds), tuple(text for _, text in grounds)

    def _note(self, a: int, b: int, score: float, reasons: tuple[str, ...], *, joined: bool) -> None:
        first, second = sorted((min(self._encounters[a].mentions), min(self._encounters[b].mentions)))
        self.grounds.append(k.Ground(first, second, joined, score, reasons))


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
    near = any(abs(a - b) <= _RECENT for a in first for b in second)
    return (2, "told at the same time") if near else (0, "told at another time")


def _same_day_of_year(a: Period, b: Period) -> bool:
    return compatible(a, b) and a.start.day is not None and b.start.day is not None


def _days(encounter: Encounter) -> set[date]:
    """Return the days on which the meeting took place, else those on which it was told."""
    whole = {period.full[0] for period in encounter.periods if period.full}
    return whole or encounter.published


def _exclude(one: Encounter, two: Encounter) -> bool:
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
    return not compatible(a, b) if gap is None else gap > _SLIP.days


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


def _candidates(tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """Yield pairs that have two people, a person and a side, or two sides in common, at times that may be one."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, telling in enumerate(tellings):
        for key in _own_keys(telling):
            index[key].append(i)
    for i, telling in enumerate(tellings):
        for key in _sought_keys(telling):
            for other in index.get(key, ()):
                if other != i:
                    yield min(i, other), max(i, other)


def _own_keys(telling: Telling) -> Iterator[tuple[str, ...]]:
    times = set(_own_times(telling))
    yield from _keys(_circles(telling), times | {"any"})
    yield from _keys(combinations(sorted(telling.sides), 2), times or _told_months(telling))


def _sought_keys(telling: Telling) -> Iterator[tuple[str, ...]]:
    """Yield the keys of all that may be the same; sides alone are enough only where nobody is named."""
    times = _sought_times(telling.period) if telling.period else set()
    yield from _keys(_circles(telling), times or {"any"})
    if telling.sides == telling.nameless:
        yield from _keys(combinations(sorted(telling.sides), 2), times or _told_months(telling))


def _keys(pairs: Iterable[tuple[str, str]], times: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield every pair with every time."""
    yield from ((*pair, time) for pair, time in product(pairs, times))


def _circles(telling: Telling) -> Iterator[tuple[str, str]]:
    people = [f"person {number}" for number in sorted(telling.people)]
    yield from combinations(people, 2)
    yield from product(people, sorted(telling.sides))


def _own_times(telling: Telling) -> Iterator[str]:
    """Yield the times under which a dated telling is found: its months, with the slip, and what coarser dates seek."""
    if telling.period:
        start = telling.period.start
        yield _coarse(start.year, None, None)
        yield _coarse(start.year, start.month, None)
        yield _coarse(None, start.month, start.day)
        for day in telling.period.full or ():
            yield from (_coarse(near.year, near.month, None) for near in (day - _SLIP, day + _SLIP))


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
    days = (telling.published + ahead * n * _RECENT / 2 for n in range(3))
    return {_coarse(day.year, day.month, None) for day in days}


def _coarse(year: int | None, month: int | None, day: int | None) -> str:
    return f"{year or ''}-{month or ''}-{day or ''}"
