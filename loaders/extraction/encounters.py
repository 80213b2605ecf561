"""A meeting as one sentence tells it, and what can be said of those who met."""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.extraction.dates import DateMention
from loaders.extraction.discourse import Party
from loaders.extraction.document import Sentence, Unit

# Of these one can speak without having been there
ATTENDED = frozenset({"multilateral meeting", "visit"})


@dataclass(slots=True)
class Encounter:
    """A meeting as one sentence tells it; `trigger` is the unit of its verb or noun."""

    kind: str
    parties: list[Party]
    trigger: Unit
    sentence: Sentence
    status: str = "held"
    roles: dict[str, str] = field(default_factory=dict)
    noun: bool = False
    verb: Unit | None = None
    when: DateMention | None = None
    guessed: bool = False  # told by nothing but who is named beside a word for a meeting
    lacking: bool = False  # fewer than two sides are named
    presence: bool = False  # only somebody's presence is told
    again: bool = False  # only says who else was at the meeting that is spoken of
    counterparts: bool = False  # of these, those named are whom somebody else met


def distinct(parties: list[Party]) -> list[Party]:
    """Each party once; a country that a named person stands for is left out."""
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.ref, party)
    spoken_for = {p.country for p in found.values() if p.kind == "person"}
    return [p for p in found.values() if p.kind == "person" or not (p.country and p.country in spoken_for)]


def of_two_sides(people: list[Party]) -> bool:
    """Whether people act for more than one country, as far as the text tells: two of no known country don't."""
    return len({p.country or p.ref for p in people}) > 1 and any(p.country for p in people)


def enough(parties: list[Party]) -> bool:
    """Whether two people or two sides are among `parties`, so that they can have met."""
    people = sum(p.kind == "person" for p in parties)
    return people >= 2 or (len(parties) >= 2 and len({p.country or p.ref for p in parties}) >= 2)
