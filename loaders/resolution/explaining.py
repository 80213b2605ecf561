"""Explain: why several mentions are one record, and which pairs of mentions are worth a curator's look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.resolution import knowledge as k
from loaders.resolution.decisions import Decision

_BY_ITSELF: Mapping[str, str] = {
    "person": "same name, and no other country",
    "organisation": "same meaning of the name, and no other country",
    "meeting": "same people and sides, day and kind",
    "agreement": "same parties and meaning of the name",
    "commitment": "same meeting, side, modality, and topics or words",
    "refusal": "same meeting, side, and topics or words",
}


@dataclass(frozen=True, slots=True)
class Joint:
    """A mention of a record with its words, and what joined it; `other` is the mention that it was joined with."""

    mention: k.Mention
    quote: str
    other: k.Mention | None
    score: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two mentions that may be one, with their words and the grounds for it."""

    first: k.Mention
    second: k.Mention
    first_quote: str
    second_quote: str
    score: int | None
    reasons: tuple[str, ...]


def explain(knowledge: k.Knowledge, key: k.Key) -> list[Joint]:
    """Return every mention of a record with the grounds that joined it, sorted. Raises KeyError for an unknown key."""
    members = knowledge.members[key]
    quotes = _quotes(knowledge)
    grounds: dict[k.Mention, list[k.Ground]] = defaultdict(list)
    inside = set(members)
    for ground in knowledge.grounds:
        if ground.joined and ground.first in inside and ground.second in inside:
            grounds[ground.first].append(ground)
            if ground.second != ground.first:
                grounds[ground.second].append(ground)
    return [joint for mention in members for joint in _joints(mention, grounds[mention], quotes, len(members))]


def doubts(knowledge: k.Knowledge, decided: list[Decision]) -> list[Doubt]:
    """Return the pairs that the rules left apart though something speaks for them, less those that were decided."""
    quotes = _quotes(knowledge)
    known = {frozenset((each.first, each.second)) for each in decided}
    record = {mention: key for key, mentions in knowledge.members.items() for mention in mentions}
    return [
        Doubt(each.first, each.second, quotes[each.first], quotes[each.second], each.score, each.reasons)
        for each in sorted(knowledge.grounds, key=lambda each: (-(each.score or 0), each.first, each.second))
        if not each.joined
        and frozenset((each.first, each.second)) not in known
        and record.get(each.first) != record.get(each.second)
    ]


def _joints(mention: k.Mention, grounds: list[k.Ground], quotes: Mapping[k.Mention, str], size: int) -> Iterator[Joint]:
    for ground in grounds:
        other = ground.second if ground.first == mention else ground.first
        yield Joint(mention, quotes[mention], other, ground.score, ground.reasons)
    if not grounds:
        reasons = (_BY_ITSELF[mention.kind],) if size > 1 else ("named once",)
        yield Joint(mention, quotes[mention], None, None, reasons)


def _quotes(knowledge: k.Knowledge) -> dict[k.Mention, str]:
    """Return the words for each mention: those of its record in its article."""
    article = {source.key: source.id for source in knowledge.articles}
    words: dict[tuple[k.Key, str], str] = {}
    for evidence in knowledge.evidence:
        words.setdefault((evidence.supports, article[evidence.article]), evidence.quote)
    quotes: dict[k.Mention, str] = defaultdict(str)
    for key, mentions in knowledge.members.items():
        for mention in mentions:
            quotes[mention] = words.get((key, mention.article), "")
    return quotes
