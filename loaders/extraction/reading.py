"""Reads one article from front to back: meetings and statements, each by the people whom the text means."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

from loaders.extraction.accords import Accord
from loaders.extraction.agreements import find_agreements
from loaders.extraction.dates import DateMention, find_dates, report_date
from loaders.extraction.discourse import Discourse, Party
from loaders.extraction.document import Document, Mention, Unit
from loaders.extraction.encounters import Encounter
from loaders.extraction.events import Meetings
from loaders.extraction.gatherings import Gathering, Gatherings
from loaders.extraction.lexicon import table
from loaders.extraction.organisations import Body
from loaders.extraction.partial_dates import partial
from loaders.extraction.people import People
from loaders.extraction.statements import Claim, Statements
from loaders.extraction.syntax import Tree


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
    bodies = {m.first: m for m in document.mentions if m.kind == "organisation" and heads_first}
    covered: set[int] = set()
    roles: list[Mention] = []
    for n, role in enumerate(people.roles):
        inside = range(role.first, role.last)
        within = (bodies[i] for i in range(role.first + 1, role.last) if i in bodies and i not in covered)
        body = next((m for m in within if m.last <= role.last), None)
        if taken.difference(range(body.first, body.last) if body else ()).intersection(inside):
            continue
        taken.update(inside)
        covered.update(inside)
        roles.append(Mention("role", role.first, role.last, str(n)))
    left = [m for m in document.mentions if m.kind not in ("country", "organisation") or m.first not in covered]
    document.mentions = left + roles


def read(document: Document, people: People, bodies: list[Body]) -> Reading:
    """Read the parsed `document`."""
    discourse = Discourse(document, Tree(document), people, bodies)
    meetings, statements = Meetings(discourse), Statements(discourse)
    dates = find_dates(document)
    accords = find_agreements(document, dates, [b.country for b in people.bearers if b.country])
    reading = Reading(people, bodies, dates=dates, accords=accords)
    sides = _sides(document, people)
    report = report_date(document)
    gatherings = Gatherings(discourse, report)
    signed: set[int] = set()
    for sentence in document.prose():
        units = document.units_of(sentence)
        for encounter in meetings.read(sentence, units):
            encounter.when = _when(reading.dates, discourse, encounter)
            if encounter.status == "held" and _ahead(encounter.when, report):
                encounter.status = "planned"
            joined = gatherings.join(encounter)
            if joined and joined is gatherings.current and len(joined.parties) > 1:
                discourse.present = list(joined.parties.values())
                _remember_roles(discourse, encounter)
        for unit in units:
            _follow(discourse, unit)
        if not gatherings.begun():
            discourse.present = sides
        for claim in statements.read(sentence, units):
            if not _told_again(document, claim, accords, signed):
                reading.claims.append((claim, gatherings.current))
    if not gatherings.officials():
        implied = meetings.contacts.implied([(s, document.units_of(s)) for s in document.prose()])
        if implied:
            gatherings.imply(implied)
    reading.gatherings = gatherings.told()
    return reading


def _told_again(document: Document, claim: Claim, accords: list[Accord], signed: set[int]) -> bool:
    """Whether `claim` tells only of documents whose signing was told before, by their places in `accords`.

    `signed` holds these places, and takes in those of `claim`.
    """
    if claim.modality != "signed":
        return False
    first, last = document.units[claim.first].first, document.units[claim.last - 1].last
    named = {n for n, a in enumerate(accords) if any(first <= naming.head < last for naming in a.namings)}
    again = bool(signed) and named <= signed
    signed |= named
    return again


def _when(dates: list[DateMention], discourse: Discourse, encounter: Encounter) -> DateMention | None:
    """The date told of `encounter`: in its clause, else the day (but no month) nearest in its sentence."""
    opening, end = encounter.sentence.first, encounter.sentence.last
    low, high = (bisect_left(dates, token, key=lambda d: d.first) for token in (opening, end))
    inside = dates[low:high]
    own = {encounter.trigger.i, (encounter.verb or encounter.trigger).i}
    tree = discourse.tree
    beside = [d for d in inside if own & tree.governors(discourse.unit_at(d.first))]
    near = beside or [d for d in inside if d.kind in ("day", "range")]
    vague = ("day", "range", "month", "year")
    return min(near, key=lambda d: (max(1, vague.index(d.kind)), abs(d.first - encounter.trigger.first)), default=None)


def _ahead(when: DateMention | None, report: str | None) -> bool:
    """Whether a day lies after the report: what "is meeting" or "leaves" then is still to come."""
    told, written = partial(when.date if when else None).exact, partial(report).exact
    return told is not None and written is not None and (told - written).days > 1


def _follow(discourse: Discourse, unit: Unit) -> None:
    """Take notice of the subjects of main clauses: "he" in the next sentence is one of them."""
    tree = discourse.tree
    if tree.is_(unit, "subject") and tree.in_main_clause(unit):
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
