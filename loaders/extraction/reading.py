"""Reads one article from front to back: meetings and statements, each by the people whom the text means."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from loaders.extraction.accords import Accord
from loaders.extraction.agreements import find_agreements
from loaders.extraction.dates import DateMention, date_at, find_dates
from loaders.extraction.discourse import Discourse, Party
from loaders.extraction.document import Document, Mention, Unit
from loaders.extraction.events import Encounter, Meetings
from loaders.extraction.lexicon import table
from loaders.extraction.organisations import Body
from loaders.extraction.people import People
from loaders.extraction.statements import Claim, Statements
from loaders.extraction.syntax import Tree


@dataclass(slots=True)
class Gathering:
    """A meeting of the article: what all sentences about it tell, the first telling first."""

    parties: dict[str, Party]
    tellings: list[Encounter] = field(default_factory=list)
    status: str = "held"


@dataclass(slots=True)
class Reading:
    """What one article tells, in the order of its text."""

    people: People
    bodies: list[Body]
    gatherings: list[Gathering] = field(default_factory=list)
    claims: list[tuple[Claim, Gathering | None]] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    accords: list[Accord] = field(default_factory=list)


def add_roles(document: Document, people: People) -> None:
    """Add a mention for each office named without its bearer, so that it can be turned back into a person.

    The body that stands in it is no party of its own where the language puts it behind the office's head.
    """
    heads_first = table(document.lang, "titles").get("whole_heads", False)
    taken = {i for m in document.mentions if m.kind in ("person", "organisation") for i in range(m.first, m.last)}
    for n, role in enumerate(people.roles):
        inside = range(role.first, role.last)
        within = {m.first: m for m in document.mentions if m.kind == "organisation" and heads_first}
        body = next((m for i, m in within.items() if i > role.first and m.last <= role.last), None)
        if taken.difference(range(body.first, body.last) if body else ()).intersection(inside):
            continue
        taken.update(inside)
        document.mentions = [
            m for m in document.mentions if m.kind not in ("country", "organisation") or m.first not in inside
        ]
        document.mentions.append(Mention("role", role.first, role.last, str(n)))


def read(document: Document, people: People, bodies: list[Body]) -> Reading:
    """Read the parsed `document`."""
    discourse = Discourse(document, Tree(document), people, bodies)
    meetings, statements = Meetings(discourse), Statements(discourse)
    dates = find_dates(document)
    accords = find_agreements(document, dates, [b.country for b in people.bearers if b.country])
    reading = Reading(people, bodies, dates=dates, accords=accords)
    sides = _sides(document, people)
    current: Gathering | None = None
    by_sentence: dict[int, list[Unit]] = {}
    for unit in document.units:
        by_sentence.setdefault(unit.sent, []).append(unit)
    for sentence in document.prose():
        units = by_sentence.get(sentence.i, [])
        for encounter in meetings.read(sentence, units):
            encounter.when = date_at(reading.dates, document, encounter.trigger.first)
            if _mere_guess(reading.gatherings, encounter):
                continue
            joined = _join(reading.gatherings, encounter, current)
            if joined is None:
                continue
            current = joined
            discourse.present = list(current.parties.values())
            _remember_roles(discourse, encounter)
        for unit in units:
            _follow(discourse, unit)
        if current is None:
            discourse.present = sides
        for claim in statements.read(sentence, units):
            reading.claims.append((claim, current))
    _imply(reading, meetings, by_sentence, document)
    return reading


def _mere_guess(gatherings: list[Gathering], encounter: Encounter) -> bool:
    """Whether a plan without a date, read only from who is named, is about no meeting told of before."""
    if not encounter.guessed or encounter.status != "planned" or encounter.when is not None:
        return False
    mine = {p.ref: p for p in encounter.parties}
    return not any(g.status == "planned" and _same(g.parties, mine) for g in gatherings)


def _imply(reading: Reading, meetings: Meetings, by_sentence: dict[int, list[Unit]], document: Document) -> None:
    """Where no two officials are told to have met, those of different sides who act in a text about talks did."""
    if any(len(_persons(g.parties)) >= 2 for g in reading.gatherings):
        return
    encounter = meetings.implied([(s, by_sentence.get(s.i, [])) for s in document.prose()])
    if encounter is None:
        return
    mine = {p.ref: p for p in encounter.parties}
    held = [g for g in reading.gatherings if g.status == "held" and _joins(g.parties, mine)]
    if held:
        _add(held[0], mine, encounter)
    else:
        reading.gatherings.append(Gathering(mine, [encounter], encounter.status))


def _joins(known: dict[str, Party], mine: dict[str, Party]) -> bool:
    return bool({p.country for p in known.values()} & {p.country for p in mine.values()} - {""})


def _follow(discourse: Discourse, unit: Unit) -> None:
    if discourse.tree.is_(unit, "subject"):
        discourse.act(discourse.parties(unit))


def _remember_roles(discourse: Discourse, encounter: Encounter) -> None:
    for party in encounter.parties:
        role = encounter.roles.get(party.ref)
        if party.kind == "person" and role == "guest":
            discourse.guest = party.ref
        elif party.kind == "person" and role == "host":
            discourse.host = party.ref


def _sides(document: Document, people: People) -> list[Party]:
    """Before any meeting is told of: officials of two sides, else the two countries that are named most."""
    officials = [Party("person", b.id, b.country, 0) for b in people.bearers if b.offices]
    first = next(iter(officials), None)
    other = next((p for p in officials if first and p.country != first.country), None)
    if len(officials) > 1:
        return [officials[0], other or officials[1]]
    counts = Counter(m.ref for m in document.mentions if m.kind in ("country", "side"))
    counts.update(b.country for b in people.bearers if b.country)
    return [Party("country", code, code, 0) for code, _ in counts.most_common(2)] if len(counts) > 1 else officials[:1]


def _join(gatherings: list[Gathering], encounter: Encounter, current: Gathering | None) -> Gathering | None:
    """Add a telling to the gathering that it is about, or begin a new one; None where it can be about none."""
    mine = {p.ref: p for p in encounter.parties}
    if not encounter.kind:
        return _add(current, mine, encounter) if current and current.status == encounter.status else None
    for known in ([current] if current else []) + gatherings[::-1]:
        if known.status == encounter.status and _same(known.parties, mine) and not _other_day(known, encounter):
            return _add(known, mine, encounter)
    gathering = Gathering(mine, [encounter], encounter.status)
    gatherings.append(gathering)
    return gathering


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
