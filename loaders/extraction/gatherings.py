"""Tells which sentences about meetings are about the same one."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.extraction.dates import DateMention
from loaders.extraction.discourse import Discourse, Party
from loaders.extraction.encounters import Encounter, enough
from loaders.extraction.partial_dates import apart, partial

_RECENT = 45  # days before the report within which a meeting told of without a date may lie
_NEAR = 3  # sentences within which a meeting told without its sides is told on


@dataclass(slots=True)
class Gathering:
    """A meeting of the article: what all sentences about it tell, the first telling first."""

    parties: dict[str, Party]
    tellings: list[Encounter] = field(default_factory=list)
    status: str = "held"


@dataclass(slots=True)
class Gatherings:
    """The meetings of an article so far, in the order in which they are told, and the one spoken of now."""

    discourse: Discourse
    report: str | None = None
    known: list[Gathering] = field(default_factory=list)
    current: Gathering | None = None

    def join(self, encounter: Encounter) -> Gathering | None:
        """Add a telling to the gathering that it is about, or begin a new one; None where it can be about none."""
        if self._mere_guess(encounter):
            return None
        joined = self._find(encounter) or self._find_completed(encounter) or self._begin(encounter)
        if joined and not self._only_ahead(joined):
            self.current = joined
        return joined

    def _only_ahead(self, joined: Gathering) -> bool:
        """Whether a meeting is only planned or denied at one that was held, and so is not where people now speak."""
        return joined.status != "held" and self.current is not None and self.current.status == "held"

    def imply(self, encounter: Encounter) -> None:
        """Add what is only concluded from the whole text: to a gathering with one of its countries, if any was held."""
        mine = {p.ref: p for p in encounter.parties}
        held = [g for g in self.told() if g.status == "held" and _joins(g.parties, mine)]
        if held:
            _add(held[0], mine, encounter)
        else:
            self._begin(encounter)

    def officials(self) -> bool:
        """Whether any two people are told to have met."""
        return any(len(_persons(g.parties)) >= 2 for g in self.told())

    def _find_completed(self, encounter: Encounter) -> Gathering | None:
        """The gathering that `encounter` is about, once both its sides are known."""
        if not encounter.lacking:
            return None
        self._complete(encounter)
        return self._again(encounter) if enough(encounter.parties) else None

    def _find(self, encounter: Encounter) -> Gathering | None:
        mine = {p.ref: p for p in encounter.parties}
        now = self.current
        if now and encounter.again and now.status == encounter.status and not self._other_day(now, encounter):
            return _add(now, mine, encounter)
        if not encounter.kind:
            return _add(now, mine, encounter) if now and now.status == encounter.status else None
        if now and not enough(list(now.parties.values())) and self._takes_up(now, encounter):
            return _add(now, mine, encounter)
        if encounter.lacking:
            again = now and now.status == encounter.status and mine.keys() <= now.parties.keys()
            return _add(now, mine, encounter) if now and again and not self._other_day(now, encounter) else None
        return self._again(encounter)

    def _again(self, encounter: Encounter) -> Gathering | None:
        """The gathering of the same people or sides that `encounter` tells more of, the one spoken of now first."""
        mine = {p.ref: p for p in encounter.parties}
        for known in ([self.current] if self.current else []) + self.known[::-1]:
            if known.status != encounter.status or self._other_day(known, encounter):
                continue
            if _same(known.parties, mine):
                return _add(known, mine, encounter)
        return None

    def told(self) -> list[Gathering]:
        """The gatherings of which two sides came to be named."""
        return [g for g in self.known if self._is_told(g)]

    def begun(self) -> bool:
        """Whether any gathering is told so far."""
        return any(self._is_told(g) for g in self.known)

    def _is_told(self, gathering: Gathering) -> bool:
        return enough(list(gathering.parties.values())) and self._vouched(gathering)

    def _vouched(self, gathering: Gathering) -> bool:
        """Whether a meeting is told of, or at least two people with an office are told to have been somewhere."""
        if not all(t.presence for t in gathering.tellings):
            return True
        people = [self.discourse.bearer(ref) for ref in _persons(gathering.parties)]
        return sum(bool(b.offices) for b in people) >= 2

    def _takes_up(self, open_: Gathering, encounter: Encounter) -> bool:
        """Whether `encounter` tells who was at the meeting that was told of just before without its sides."""
        near = encounter.sentence.i - open_.tellings[-1].sentence.i <= _NEAR
        inside = open_.parties.keys() <= {p.ref for p in encounter.parties}
        return near and inside and open_.status == encounter.status and not self._other_day(open_, encounter)

    def _begin(self, encounter: Encounter) -> Gathering:
        if not encounter.kind:
            encounter.kind, encounter.presence = "bilateral meeting", True
        gathering = Gathering({p.ref: p for p in encounter.parties}, [encounter], encounter.status)
        self.known.append(gathering)
        return gathering

    def _complete(self, encounter: Encounter) -> None:
        """Add the side that isn't named: who is spoken of; to a meeting of another day, the countries."""
        now = list(self.current.parties.values()) if self.current else []
        if encounter.counterparts:
            encounter.parties = [*self._others(encounter), *encounter.parties]
        elif not encounter.parties and (encounter.status == "planned" or encounter.when):
            codes = dict.fromkeys(p.country for p in now if p.country)
            encounter.parties = [Party("country", code, code, encounter.trigger.i) for code in codes]

    def _others(self, encounter: Encounter) -> list[Party]:
        """Those whose meeting with the people of `encounter` is told: the other side of the one before, or who acts."""
        theirs, refs = {p.country for p in encounter.parties} - {""}, {p.ref for p in encounter.parties}
        now = self.current.parties.values() if self.current else []
        pool = [p for p in now if p.kind == "person" and p.ref not in refs and p.country not in theirs]
        if pool:
            return self._one_side(pool)
        before = self.discourse.named_before(encounter.trigger)
        acting = [self.discourse.acting] if self.discourse.acting else []
        for bearer in (*acting, *reversed(before)):
            if bearer.offices and bearer.id not in refs and bearer.country not in theirs:
                return [Party("person", bearer.id, bearer.country, encounter.trigger.i)]
        return []

    def _one_side(self, people: list[Party]) -> list[Party]:
        """Of people of more than one country those who go from meeting to meeting: who acts, else those named first."""
        acting = self.discourse.acting
        side = next((p.country for p in people if acting and p.ref == acting.id), people[0].country)
        return [p for p in people if p.country == side]

    def _other_day(self, known: Gathering, encounter: Encounter) -> bool:
        """Whether the day or month told of the encounter is none that is told of the gathering, or long before now."""
        mine = encounter.when
        if mine is None or not mine.told:
            return False
        days = [t.when for t in known.tellings if t.when and t.when.told]
        if not days and known.status == "held":
            before = apart(partial(mine.date), partial(self.report))
            return before is not None and before > _RECENT
        return bool(days) and all(_apart(mine, d) for d in days)

    def _mere_guess(self, encounter: Encounter) -> bool:
        """Whether a plan without a date, read only from who is named, is about no meeting told of before."""
        if not encounter.guessed or encounter.status != "planned" or encounter.when is not None:
            return False
        mine = {p.ref: p for p in encounter.parties}
        return not any(g.status == "planned" and _same(g.parties, mine) for g in self.known)


def _joins(known: dict[str, Party], mine: dict[str, Party]) -> bool:
    return bool({p.country for p in known.values()} & {p.country for p in mine.values()} - {""})


def _apart(a: DateMention, b: DateMention) -> bool:
    if a.kind == "year" or b.kind == "year":
        return a.date[:4] != b.date[:4]
    if a.kind == "month" or b.kind == "month":
        return a.date[:7] != b.date[:7]
    return (a.date_end or a.date) < b.date or a.date > (b.date_end or b.date)


def _same(known: dict[str, Party], mine: dict[str, Party]) -> bool:
    """Whether the parties are the same, one's people among the other's, or the people those of its countries."""
    a, b = _persons(known).keys(), _persons(mine).keys()
    nested = a <= b or b <= a
    if known.keys() == mine.keys() or (nested and len(a) >= 2 and len(b) >= 2):
        return True
    sides, others = {p.country for p in known.values()}, {p.country for p in mine.values()}
    if not b and len(others) >= 2 and "" not in others and others <= sides:
        return True
    return nested and "" not in sides | others and len(sides) >= 2 and sides == others


def _persons(parties: dict[str, Party]) -> dict[str, Party]:
    return {r: p for r, p in parties.items() if p.kind == "person"}


def _add(gathering: Gathering, mine: dict[str, Party], encounter: Encounter) -> Gathering:
    parties = gathering.parties | mine
    spoken_for = {p.country for p in parties.values() if p.kind == "person"} - {""}
    gathering.parties = {r: p for r, p in parties.items() if p.kind == "person" or p.country not in spoken_for}
    if encounter.kind:
        gathering.tellings.append(encounter)
    return gathering
