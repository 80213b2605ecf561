"""What a dossier shows, ready to be written: every text in the dossier's language, every quote with its source."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """An article. `url` is None unless it leads to the web."""

    number: int
    outlet: str
    headline: str
    date: str
    published: str | None
    language: str | None
    language_name: str
    url: str | None
    passages: int


@dataclass(frozen=True)
class Quote:
    """Words of an article."""

    text: str
    source: Source


@dataclass(frozen=True)
class Said:
    """A statement: who said it to whom, how firmly (`modality` is the code), on what, and in which words."""

    uri: str
    date: str
    iso: str | None
    modality: str
    modality_name: str
    actors: str
    counterparts: str
    topics: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Cell:
    """What was said on a topic in a year; `firmest` is a code."""

    id: str
    year: str
    label: str
    firmest: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Line:
    """A topic of the matrix, with a cell or None for each year."""

    topic: str
    meetings: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Matrix:
    """Topics by year."""

    years: tuple[str, ...]
    lines: tuple[Line, ...]
    modalities: tuple[tuple[str, str], ...]  # codes and names, from the least firm to the firmest


@dataclass(frozen=True)
class Event:
    """A meeting or an agreement of the timeline; `what` is `meeting` or `agreement`, `status` a code."""

    what: str
    date: str
    iso: str | None
    year: str
    title: str
    kind: str
    status: str
    status_name: str
    details: tuple[str, ...]
    sources: int
    quotes: tuple[Quote, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Contact:
    """Two who met."""

    one: str
    one_offices: str
    other: str
    other_offices: str
    meetings: int
    last: str


@dataclass(frozen=True)
class Office:
    """An office of a person; `start` and `width` place what is seen on a line of the years, in percent."""

    title: str
    organisation: str
    seen: str
    stated: str
    former: bool
    start: float | None
    width: float


@dataclass(frozen=True)
class Holder:
    """A person with offices."""

    name: str
    country: str
    offices: tuple[Office, ...]


@dataclass(frozen=True)
class Pledge:
    """What was left open."""

    date: str
    iso: str | None
    modality: str
    modality_name: str
    direction: str
    actors: str
    topics: tuple[str, ...]
    quotes: tuple[Quote, ...]
    later: str


@dataclass(frozen=True)
class Bond:
    """An agreement or a mechanism."""

    name: str
    type: str
    status: str
    date: str
    signed_at: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Conflict:
    """What the sources differ in."""

    kind: str
    fact: str
    settled: str
    told: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A number of the summary: the number, what it counts, and the part of the page that tells more."""

    number: int
    caption: str
    part: str


@dataclass(frozen=True)
class Bar:
    """The meetings of a year in the chart."""

    year: str
    count: int
    height: float  # in percent of the highest


@dataclass(frozen=True)
class Dossier:
    """All that a dossier shows."""

    title: str
    first: str
    second: str
    period: str
    lead: tuple[str, ...]
    figures: tuple[Figure, ...]
    bars: tuple[Bar, ...]
    matrix: Matrix
    years: tuple[tuple[str, tuple[Event, ...]], ...]
    apart: tuple[Said, ...]
    contacts: tuple[Contact, ...]
    drawing: dict[str, object] = field(hash=False)
    holders: tuple[tuple[str, tuple[Holder, ...]], ...]
    scale: tuple[tuple[str, float], ...]  # years and where each begins on the line of the offices, in percent
    pledges: tuple[Pledge, ...]
    bonds: tuple[Bond, ...]
    conflicts: tuple[Conflict, ...]
    sources: tuple[Source, ...]
    notes: tuple[str, ...]
