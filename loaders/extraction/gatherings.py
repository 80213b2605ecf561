"""Tells which sentences about meetings are about the same one."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.extraction.discourse import Party
from loaders.extraction.events import Encounter


@dataclass(slots=True)
class Gathering:
    """A meeting of the article: what all sentences about it tell, the first telling first."""

    parties: dict[str, Party]
    tellings: list[Encounter] = field(default_factory=list)
    status: str = "held"


@dataclass(slots=True)
class Gatherings:
    """The meetings of an article so far, in the order in which they are told, and the one spoken of now."""

    known: list[Gathering] = field(default_factory=list)
    current: Gathering | None = None

    def join(self, encounter: Encounter) -> Gathering | None:
        """Add a telling to the gathering that it is about, or begin a new one; None where it can be about none."""
        if self._mere_guess(encounter):
            return None
        joined = self._find(encounter) or self._begin(encounter)
        if joined and not self._only_ahead(joined):
            self.current = joined
        return joined

    def _only_ahead(self, joined: Gathering) -> bool:
        """Whether a meeting is only planned or denied at one that was held, and so is not where people now speak."""
        return joined.status != "held" and self.current is not None and self.current.status == "held"

    def imply(self, encounter: Encounter) -> None:
        """Add what is only concluded from the whole text: to a gathering with one of its countries, if any was held."""
        mine = {p.ref: p for p in encounter.parties}
        held = [g for g in self.known if g.status == "held" and _joins(g.parties, mine)]
        if held:
            _add(held[0], mine, encounter)
        else:
            self._begin(encounter)

    def officials(self) -> bool:
        """Whether any two people are told to have met."""
        return any(len(_persons(g.parties)) >= 2 for g in self.known)

    def _find(self, encounter: Encounter) -> Gathering | None:
        mine = {p.ref: p for p in encounter.parties}
        now = self.current
        if not encounter.kind:
            return _add(now, mine, encounter) if now and now.status == encounter.status else None
        for known in ([now] if now else []) + self.known[::-1]:
            if known.status == encounter.status and _same(known.parties, mine) and not _other_day(known, encounter):
                return _add(known, mine, encounter)
        return None

    def _begin(self, encounter: Encounter) -> Gathering | None:
        if not encounter.kind:
            return None
        gathering = Gathering({p.ref: p for p in encounter.parties}, [encounter], encounter.status)
        self.known.append(gathering)
        return gathering

    def _mere_guess(self, encounter: Encounter) -> bool:
        """Whether a plan without a date, read only from who is named, is about no meeting told of before."""
        if not encounter.guessed or encounter.status != "planned" or encounter.when is not None:
            return False
        mine = {p.ref: p for p in encounter.parties}
        return not any(g.status == "planned" and _same(g.parties, mine) for g in self.known)


def _joins(known: dict[str, Party], mine: dict[str, Party]) -> bool:
    return bool({p.country for p in known.values()} & {p.country for p in mine.values()} - {""})


def _other_day(known: Gathering, encounter: Encounter) -> bool:
    """Whether the day told of the encounter is none that is told of the gathering."""
    days = [t.when for t in known.tellings if t.when and t.when.told and t.when.kind in ("day", "range")]
    mine = encounter.when
    if not days or mine is None or not mine.told or mine.kind not in ("day", "range"):
        return False
    return all((mine.date_end or mine.date) < d.date or mine.date > (d.date_end or d.date) for d in days)


def _same(known: dict[str, Party], mine: dict[str, Party]) -> bool:
    """Whether the parties are the same, one's people among the other's, or the people those of its countries."""
    a, b = _persons(known).keys(), _persons(mine).keys()
    nested = a <= b or b <= a
    if known.keys() == mine.keys() or (nested and len(a) >= 2 and len(b) >= 2):
        return True
    sides, others = {p.country for p in known.values()}, {p.country for p in mine.values()}
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
