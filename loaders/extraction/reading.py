"""Reads one article from front to back: meetings and statements, each by the people whom the text means."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.extraction.discourse import Discourse, Party
from loaders.extraction.document import Document, Mention, Unit
from loaders.extraction.events import Encounter, Meetings
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


def add_roles(document: Document, people: People) -> None:
    """Add a mention for each office named without its bearer, so that it can be turned back into a person."""
    taken = {i for m in document.mentions if m.kind in ("person", "organisation") for i in range(m.first, m.last)}
    for n, role in enumerate(people.roles):
        if not taken.intersection(range(role.first, role.last)):
            taken.update(range(role.first, role.last))
            inside = range(role.first, role.last)
            document.mentions = [m for m in document.mentions if m.kind != "country" or m.first not in inside]
            document.mentions.append(Mention("role", role.first, role.last, str(n)))


def read(document: Document, people: People, bodies: list[Body]) -> Reading:
    """Read the parsed `document`."""
    discourse = Discourse(document, Tree(document), people, bodies)
    meetings, statements = Meetings(discourse), Statements(discourse)
    reading = Reading(people, bodies)
    current: Gathering | None = None
    by_sentence: dict[int, list[Unit]] = {}
    for unit in document.units:
        by_sentence.setdefault(unit.sent, []).append(unit)
    for sentence in document.prose():
        units = by_sentence.get(sentence.i, [])
        for encounter in meetings.read(sentence, units):
            current = _join(reading.gatherings, encounter)
            discourse.present = list(current.parties.values())
            _remember_roles(discourse, encounter)
        for unit in units:
            discourse.note(unit)
            _follow(discourse, unit)
        if current is None:
            discourse.present = _sides(people)
        for claim in statements.read(sentence, units):
            reading.claims.append((claim, current))
    return reading


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


def _sides(people: People) -> list[Party]:
    """Before any meeting is told of: the people named so far with an office."""
    return [Party("person", b.id, b.country, 0) for b in people.bearers if b.offices][:2]


def _join(gatherings: list[Gathering], encounter: Encounter) -> Gathering:
    """Add a telling to the gathering that it is about, or begin a new one."""
    mine = {p.ref: p for p in encounter.parties}
    for known in reversed(gatherings):
        people = {r for r, p in known.parties.items() if p.kind == "person"}
        mine_people = {r for r, p in mine.items() if p.kind == "person"}
        same = mine.keys() == known.parties.keys()
        within = len(mine_people) >= 2 and (mine_people <= people or people <= mine_people)
        if known.status == encounter.status and (same or within):
            known.parties = mine | known.parties
            known.tellings.append(encounter)
            return known
    gathering = Gathering(mine, [encounter], encounter.status)
    gatherings.append(gathering)
    return gathering
