"""The records that pass between the steps: articles and what was read out of one article."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

# A language that has a folder of words in `loaders/lexicon/`, by its code ("en").
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
MeetingKind = Literal[
    "bilateral meeting", "reception", "dialogue", "phone call", "signing", "multilateral meeting", "visit"
]
MeetingStatus = Literal["held", "planned", "denied"]
Role = Literal["host", "guest", "co-chair", "member"]
Modality = Literal["proposed", "requested", "pledged", "agreed", "signed"]
AgreementType = Literal[
    "memorandum",
    "agreement",
    "treaty",
    "plan",
    "joint statement",
    "dialogue",
    "mechanism",
    "partnership",
    "alliance",
    "framework",
    "programme",
]
AgreementStatus = Literal["signed", "in force", "planned", "negotiating", "expired"]
OrganisationKind = Literal["ministry", "agency", "party", "international", "group", "other"]


class Record(BaseModel):
    """Base of all records: unknown fields are an error, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid")


class Span(Record):
    """A stretch of an article's text, in code points, end exclusive."""

    start: int
    end: int


class Article(Record):
    """A news article. `text` is NFC-normalised once on reading and never changed afterwards.

    `published` is an ISO date as precise as known (`2023`, `2023-04`, `2023-04-03`).
    `noise` holds the spans that are no prose of the article (captions, related headlines, agency tails).
    `extra` keeps the fields of the source that are not ours.
    """

    id: str
    text: str
    url: str | None = None
    title: str | None = None
    lang: Language | None = None
    published: str | None = None
    outlet: str | None = None
    noise: list[Span] = Field(default_factory=list)
    extra: dict[str, Any] = Field(default_factory=dict)


class Fact(Span):
    """Something read out of an article; `quote` is verbatim `text[start:end]`."""

    id: str
    quote: str


class Person(Fact):
    """A named person; `name` is the fullest form without rank or title, `start`/`end` where it stands."""

    name: str
    aliases: list[str] = Field(default_factory=list)
    country: str | None = None
    mentions: list[Span] = Field(default_factory=list)


class Organisation(Fact):
    """An organisation, or (kind `group`) a delegation or group without a named person."""

    name: str
    country: str | None = None
    aliases: list[str] = Field(default_factory=list)
    kind: OrganisationKind = "other"
    mentions: list[Span] = Field(default_factory=list)


class Post(Fact):
    """An office and the person (id) in it. `title` is verbatim; `former` where the text says so."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    person: str
    title: str
    organisation: str | None = None
    country: str | None = None
    former: bool = False
    from_: str | None = Field(default=None, alias="from")
    to: str | None = None


class Meeting(Fact):
    """An encounter. `participants` are person ids; `organisations` are the sides without a named person.

    A side is an organisation's id or an English country name. `date` is ISO, partial allowed (`--03-06` where no
    year is known); `date_inferred` tells that the year, or the whole date, was concluded from the publication date.
    `series` is the id of the agreement (a dialogue, a mechanism) whose edition this meeting was.
    """

    participants: list[str] = Field(default_factory=list)
    organisations: list[str] = Field(default_factory=list)
    roles: dict[str, Role] = Field(default_factory=dict)
    date: str | None = None
    date_end: str | None = None
    date_inferred: bool = False
    place: str | None = None
    kind: MeetingKind = "bilateral meeting"
    status: MeetingStatus = "held"
    series: str | None = None
    edition: int | None = None


class Agreement(Fact):
    """A document or a standing mechanism. `parties` are organisation ids or English country names."""

    name: str
    type: AgreementType
    aliases: list[str] = Field(default_factory=list)
    parties: list[str] = Field(default_factory=list)
    status: AgreementStatus = "in force"
    date: str | None = None
    date_inferred: bool = False
    edition: int | None = None


class Clause(Span):
    """One item of a commitment's list, with its own topics."""

    topics: list[str] = Field(default_factory=list)


class Statement(Fact):
    """What somebody said would, should or will not be done.

    Actors and counterparts are ids of persons or organisations, or English country names; `meeting` is a meeting's id.
    """

    actors: list[str] = Field(default_factory=list)
    counterparts: list[str] = Field(default_factory=list)
    topics: list[str] = Field(default_factory=list)
    clauses: list[Clause] = Field(default_factory=list)
    meeting: str | None = None


class Commitment(Statement):
    """Who asked for, proposed, pledged, agreed or signed what."""

    modality: Modality


class Refusal(Statement):
    """Who declined or denied what; never counted among the commitments."""


class Extraction(Record):
    """All that was read out of one article by one version of the extractor."""

    article: str
    lang: Language
    extractor: str
    persons: list[Person] = Field(default_factory=list)
    organisations: list[Organisation] = Field(default_factory=list)
    posts: list[Post] = Field(default_factory=list)
    meetings: list[Meeting] = Field(default_factory=list)
    agreements: list[Agreement] = Field(default_factory=list)
    commitments: list[Commitment] = Field(default_factory=list)
    refusals: list[Refusal] = Field(default_factory=list)
