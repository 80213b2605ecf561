"""One commitment or refusal of its many tellings: same meeting, same side, same modality, same topics or words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from loaders.folding import fold
from loaders.records import Commitment, Language, Refusal
from loaders.resolution import knowledge as k
from loaders.resolution.clusters import Groups, settle
from loaders.resolution.decisions import Rulings
from loaders.resolution.meetings import Meetings
from loaders.resolution.organisations import Organisations
from loaders.resolution.people import People
from loaders.resolution.views import View, is_country

_SAME_WORDS = 0.6  # of the words of two quotes, shared


@dataclass(frozen=True, slots=True)
class Utterance:
    """A commitment or refusal as one article tells it; people by number of their group, all else by key."""

    mention: k.Mention
    statement: Commitment | Refusal
    origin: int
    actors: frozenset[int | k.Key]
    counterparts: frozenset[int | k.Key]
    actor_sides: frozenset[k.Key]
    counterpart_sides: frozenset[k.Key]
    topics: frozenset[str]
    words: frozenset[str]
    meeting: int | None
    lang: Language

    @property
    def modality(self) -> str | None:
        """The modality; None for a refusal."""
        return self.statement.modality if isinstance(self.statement, Commitment) else None


def resolve_statements(
    views: Sequence[View],
    origin_of: Mapping[str, int],
    people: People,
    organisations: Organisations,
    meetings: Meetings,
    rulings: Rulings,
) -> list[list[Utterance]]:
    """Make one statement of all tellings of it; each group is sorted, and so are the groups."""
    utterances = [
        each
        for view in views
        for each in _utterances(view, origin_of[view.article.id], people, organisations, meetings)
    ]
    utterances.sort(key=lambda each: (each.mention, each.statement.id))
    groups = Groups(len(utterances))

    def exclude(a: int, b: int) -> bool:
        one, two = utterances[a], utterances[b]
        elsewhere = one.meeting is not None and two.meeting is not None and one.meeting != two.meeting
        told_apart = one.mention.article == two.mention.article
        return elsewhere or told_apart or rulings.exclude([one.mention], [two.mention])

    for joined in settle(_links(utterances, rulings), exclude):
        for item in joined[1:]:
            groups.join(joined[0], item)
    return [[utterances[i] for i in items] for items in groups.members()]


def _utterances(
    view: View, origin: int, people: People, organisations: Organisations, meetings: Meetings
) -> Iterator[Utterance]:
    article = view.article.id

    def who(refs: Sequence[str]) -> frozenset[int | k.Key]:
        found = (people.of.get((article, ref), organisations.key(view, ref)) for ref in refs)
        return frozenset(each for each in found if each is not None)

    def sides(parties: frozenset[int | k.Key]) -> frozenset[k.Key]:
        found = (people.nationality[p] if isinstance(p, int) else organisations.country(p) for p in parties)
        return frozenset(side for side in found if side)

    said: list[Commitment | Refusal] = [*view.extraction.commitments, *view.extraction.refusals]
    for each in said:
        kind: Literal["commitment", "refusal"] = "commitment" if isinstance(each, Commitment) else "refusal"
        actors, counterparts = who(each.actors), who(each.counterparts)
        meeting = meetings.of.get((article, each.meeting)) if each.meeting else None
        ours = sides(actors)
        theirs = sides(counterparts)
        if not theirs and meeting is not None:
            present = {side for telling in meetings.groups[meeting] for side in telling.sides}
            theirs = frozenset(filter(is_country, present)) - ours
        yield Utterance(
            mention=k.Mention(article, kind, fold(each.quote)),
            statement=each,
            origin=origin,
            actors=actors,
            counterparts=counterparts,
            actor_sides=ours,
            counterpart_sides=theirs,
            topics=frozenset([*each.topics, *(topic for clause in each.clauses for topic in clause.topics)]),
            words=frozenset(fold(each.quote).split()),
            meeting=meeting,
            lang=view.extraction.lang,
        )


def _links(utterances: Sequence[Utterance], rulings: Rulings) -> Iterator[tuple[int, int]]:
    """Yield pairs that tell of one statement: of one meeting, or of copies of one text."""
    at: dict[k.Mention, list[int]] = defaultdict(list)
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for i, each in enumerate(utterances):
        at[each.mention].append(i)
        blocks["origin", each.origin].append(i)
        if each.meeting is not None:
            blocks["meeting", each.meeting].append(i)
    for first, second in rulings.same:
        yield from ((a, b) for a in at[first] for b in at[second] if a != b)
    for items in blocks.values():
        for n, a in enumerate(items):
            yield from ((a, b) for b in items[n + 1 :] if _same(utterances[a], utterances[b]))


def _same(one: Utterance, two: Utterance) -> bool:
    if one.mention.kind != two.mention.kind or one.modality != two.modality or not _same_actor(one, two):
        return False
    if len(one.words & two.words) >= _SAME_WORDS * len(one.words | two.words):
        return True
    return one.meeting is not None and one.meeting == two.meeting and bool(one.topics) and one.topics == two.topics


def _same_actor(one: Utterance, two: Utterance) -> bool:
    return one.actors == two.actors or bool(one.actor_sides and one.actor_sides == two.actor_sides)
