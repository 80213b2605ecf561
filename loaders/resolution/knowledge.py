"""The records of what all articles together tell: one per person, organisation, meeting, agreement and statement.

A `Key` is the stable name of a record, the path of its IRI below the data namespace (`official/to-lam`). Records point
to one another by key. Names and titles are pairs (language, text); dates are EDTF texts as precise as known, and
`--04-03` where the year isn't; every tuple is sorted, so that two equal sets of articles give equal knowledge.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from loaders.records import AgreementStatus, AgreementType, Language, MeetingKind, MeetingStatus, Modality, Role

Key: TypeAlias = str
MentionKind: TypeAlias = Literal["person", "organisation", "post", "meeting", "agreement", "commitment", "refusal"]
Difference: TypeAlias = Literal["date", "participants", "place"]
OrganisationClass: TypeAlias = Literal["Organisation", "Ministry", "Agency", "Party", "InternationalOrganisation"]

DATA = "https://w3id.org/security-cooperation/id/"


class Label(NamedTuple):
    """A name or title in one language."""

    lang: Language
    text: str


class Mention(NamedTuple):
    """Where an article names something: what a curator's decision points to."""

    article: str
    kind: MentionKind
    name: str  # folded: of a meeting who took part and the date, of a statement the quote, of a post person and title


@dataclass(frozen=True, slots=True)
class When:
    """A date: `edtf` as precise as known; `first` and `last` are ISO days, only when the whole date is known."""

    edtf: str
    first: str | None = None
    last: str | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Country:
    """A country that some fact names; its names are reference data."""

    key: Key
    code: str
    names: tuple[Label, ...]
    demonyms: tuple[Label, ...]
    search_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Official:
    """A named person; at most one name per language, all written forms among the folded `search_names`."""

    key: Key
    names: tuple[Label, ...]
    search_names: tuple[str, ...]
    nationality: Key | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation; `cls` is the local name of its class in the ontology."""

    key: Key
    cls: OrganisationClass
    names: tuple[Label, ...]
    acronyms: tuple[str, ...]
    search_names: tuple[str, ...]
    country: Key | None
    parent: Key | None


@dataclass(frozen=True, slots=True)
class Post:
    """An office, apart from who holds it; `sole` where one person holds it at a time."""

    key: Key
    titles: tuple[Label, ...]
    organisation: Key | None
    country: Key | None
    sole: bool


@dataclass(frozen=True, slots=True)
class Holding:
    """A person in an office: the first and last date at which articles show it, and what they state of its term."""

    key: Key
    holder: Key
    post: Key
    first_seen: str | None
    last_seen: str | None
    from_: str | None
    to: str | None
    former: bool


@dataclass(frozen=True, slots=True)
class Participation:
    """A person, an organisation or a country at a meeting, in the posts held then."""

    key: Key
    participant: Key
    side: Key | None
    role: Role | None
    posts: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """One encounter, however many articles tell of it; `differs` is in what they can't all be right."""

    key: Key
    kind: MeetingKind
    status: MeetingStatus
    when: When | None
    place: str | None
    edition: int | None
    series: Key | None
    participations: tuple[Participation, ...]
    differs: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A document: memorandum, treaty, plan, joint statement."""

    key: Key
    names: tuple[Label, ...]
    type: AgreementType
    status: AgreementStatus
    when: When | None
    parties: tuple[Key, ...]
    signed_at: Key | None
    differs: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A standing dialogue, working group or partnership, with the numbers of the editions that articles name."""

    key: Key
    names: tuple[Label, ...]
    type: AgreementType
    status: AgreementStatus
    editions: tuple[int, ...]
    parties: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody asked for, offered, promised, agreed or signed; without a modality it is a refusal.

    The sides are countries: those of the actors and counterparts, else the other sides of the meeting.
    """

    key: Key
    modality: Modality | None
    when: When | None
    actors: tuple[Key, ...]
    counterparts: tuple[Key, ...]
    actor_sides: tuple[Key, ...]
    counterpart_sides: tuple[Key, ...]
    topics: tuple[str, ...]
    made_at: Key | None
    restates: Key | None = None  # an earlier statement of the same sides, at another meeting, in nearly the same words


@dataclass(frozen=True, slots=True)
class Source:
    """An article as the graph knows it: never its text. Copies of one dispatch share an `origin`."""

    key: Key
    id: str
    origin: Key
    url: str | None
    headline: str | None
    lang: Language | None
    published: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of one article for one fact. Name, date, status and place are as that article has them."""

    key: Key
    supports: Key
    article: Key
    quote: str
    start: int
    end: int
    written_name: str | None = None
    date: str | None = None
    status: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """Why two mentions are one record (`joined`), or why they are worth a look (else)."""

    first: Mention
    second: Mention
    joined: bool
    score: int | None  # None where a decision joined them
    reasons: tuple[str, ...]


def in_order(grounds: Iterable[Ground]) -> tuple[Ground, ...]:
    """Return the grounds without repetition, by mentions, the best first."""
    return tuple(sorted(set(grounds), key=lambda g: (g.first, g.second, -(g.score or 0), g.reasons)))


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All that the articles tell, resolved. `members` tells which mentions became which record."""

    countries: tuple[Country, ...] = ()
    officials: tuple[Official, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    posts: tuple[Post, ...] = ()
    holdings: tuple[Holding, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    commitments: tuple[Statement, ...] = ()
    refusals: tuple[Statement, ...] = ()
    articles: tuple[Source, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    members: dict[Key, tuple[Mention, ...]] = field(default_factory=dict)
    grounds: tuple[Ground, ...] = ()
