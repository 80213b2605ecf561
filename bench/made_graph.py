"""Makes graphs of any size to measure with: seeded, in the ontology's terms, with a realistic spread of degrees.

A few officials, countries and topics are in most facts, and most officials in few, as in the news (Zipf). Two countries
of their own, `PAIR`, have the same officials, meetings and commitments in a graph of any size, now and then together
with the most frequent of the other officials: what is asked about them has the same answer everywhere.
"""

from __future__ import annotations

import datetime
import random
from bisect import bisect
from collections.abc import Callable, Iterator
from itertools import accumulate, islice

NS = "https://w3id.org/security-cooperation/ns#"
ID = "https://w3id.org/security-cooperation/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
_COUNTRIES, _TOPICS = 60, 34
PAIR = (_COUNTRIES, _COUNTRIES + 1)
"""The numbers of the two countries that are the same in every graph."""
PAIR_OFFICIALS = range(99_000_000, 99_000_012)
"""The numbers of their officials: the even ones are of the first country."""
_PAIR_MEETINGS = 40
_MINISTRIES = 3  # in each country
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_CONCLUDED = f"<{ID}graph/conclusions>"
_KINDS = ("bilateral meeting", "reception", "dialogue", "phone call")
_MODALITIES = ("proposed", "requested", "pledged", "agreed", "signed")
_FIRST_DAY = datetime.date(2010, 1, 1)

Told = list[tuple[str, str]]
"""Predicates and objects in the words of N-Quads."""
Resource = tuple[str, str, Told, str]
"""Subject, class, what is told of it, and the graph that tells it."""


def lines(meetings: int, seed: int = 1) -> bytes:
    """Return the sorted N-Quads of a graph with so many meetings; about 80 quads for each of them."""
    return "".join(sorted(line for each in _resources(meetings, seed) for line in _quads(each))).encode()


def parts(meetings: int, size: int, seed: int = 1) -> Iterator[bytes]:
    """Yield the same graph, `size` resources at a time, each time sorted."""
    resources = _resources(meetings, seed)
    while some := list(islice(resources, size)):
        yield "".join(sorted(line for each in some for line in _quads(each))).encode()


def _quads(resource: Resource) -> set[str]:
    subject, cls, told, graph = resource
    found = {f"{subject} <{NS}{predicate}> {value} {graph} .\n" for predicate, value in told}
    return found | {f"{subject} {_TYPE} <{NS}{cls}> {graph} .\n"}


def _resources(meetings: int, seed: int) -> Iterator[Resource]:
    chance = random.Random(seed)
    officials = max(20, meetings // 3)
    pick_official = _zipf(officials)
    homes = {number: _pick_country(chance) for number in range(officials)}
    homes |= {number: PAIR[number % 2] for number in PAIR_OFFICIALS}
    yield from _world()
    met: dict[int, set[int]] = {}
    for number in range(max(0, meetings - _PAIR_MEETINGS)):
        present = {pick_official(chance) for _ in range(chance.choice((2, 2, 2, 3, 4)))}
        yield from _meeting(number, sorted(present), homes, met, chance)
    fixed = random.Random(seed)
    for number in range(_PAIR_MEETINGS):
        present = {
            fixed.choice(PAIR_OFFICIALS[::2]),
            fixed.choice(PAIR_OFFICIALS[1::2]),
            *([0] if number % 4 == 0 else []),
        }
        yield from _meeting(98_000_000 + number, sorted(present), homes, met, fixed)
    for number, home in homes.items():
        yield from _official(number, home, met.get(number, set()))


def _world() -> Iterator[Resource]:
    """Countries with their ministries, and topics."""
    for number in range(_COUNTRIES + 2):
        told = [*_name(f"Country {number}"), _text("countryCode", f"{number:02}")]
        yield _iri("country", number), "Country", told, _CONCLUDED
        for ministry in range(number * _MINISTRIES, (number + 1) * _MINISTRIES):
            told = [*_name(f"Ministry {ministry}"), ("country", _iri("country", number))]
            yield _iri("organisation", ministry), "Ministry", told, _CONCLUDED
    for number in range(_TOPICS):
        above = [("broader", _iri("topic", number // 6))] if number >= 6 else []
        yield _iri("topic", number), "Topic", [*_name(f"topic {number}"), *above], _CONCLUDED


def _official(number: int, home: int, met: set[int]) -> Iterator[Resource]:
    """An official, with an office held since the first day."""
    country, ministry = _iri("country", home), _iri("organisation", home * _MINISTRIES + number % _MINISTRIES)
    names = [*_name(f"Given{number} Family{number % 97}"), _text("searchNames", f"family{number % 97} given{number}")]
    acquainted = [("met", _iri("official", other)) for other in sorted(met)]
    yield _iri("official", number), "Official", [*names, ("nationality", country), *acquainted], _CONCLUDED
    title = [("title", f'"Minister {number}"@en'), _text("label", f"Minister {number}")]
    yield _iri("post", number), "Post", [*title, ("postIn", ministry), ("country", country)], _CONCLUDED
    seen = [_text("firstSeen", _FIRST_DAY.isoformat()), _text("lastSeen", "2023-06-01"), _flag("former", False)]
    holding = [("holder", _iri("official", number)), ("post", _iri("post", number)), *seen]
    yield _iri("post-holding", number), "PostHolding", holding, _CONCLUDED


def _meeting(
    number: int, present: list[int], homes: dict[int, int], met: dict[int, set[int]], chance: random.Random
) -> Iterator[Resource]:
    """A meeting with what was said and signed there, and an article with the words for all of it."""
    for first in present:
        met.setdefault(first, set()).update(other for other in present if other > first)
    meeting = _iri("meeting", number)
    day = _FIRST_DAY + datetime.timedelta(days=chance.randrange(5000))
    dates = [_text("dateEdtf", day.isoformat()), _date("dateFrom", day), _date("dateTo", day)]
    parts = [f"<{ID}participation/{number:08}-{official}>" for official in present]
    about = [_text("kind", chance.choice(_KINDS)), _text("status", "held"), _text("label", f"Meeting of {day}")]
    about += [_text("place", f"City {chance.randrange(200)}"), *dates, *(("participation", part) for part in parts)]
    yield meeting, "Meeting", about, _CONCLUDED
    for part, official in zip(parts, present, strict=True):
        role = [("participant", _iri("official", official)), ("heldPost", _iri("post", official))]
        yield part, "Participation", [*role, ("side", _iri("country", homes[official]))], _CONCLUDED
    facts = [meeting, *parts]
    sides = _iri("country", homes[present[0]]), _iri("country", homes[present[-1]])
    for item in range(chance.choice((0, 1, 2))):
        commitment = f"<{ID}commitment/{number:08}-{item}>"
        facts.append(commitment)
        said = [_text("modality", chance.choice(_MODALITIES)), *dates, ("madeAt", meeting)]
        said += [("actor", _iri("official", present[0])), ("counterpart", _iri("official", present[-1]))]
        said += [("actorSide", sides[0]), ("counterpartSide", sides[1])]
        topics = {_pick_topic(chance), _pick_topic(chance)}
        said += [("topic", _iri("topic", topic)) for topic in sorted(topics)]
        yield commitment, "Commitment", said, _CONCLUDED
    if number % 10 == 0:
        facts.append(_iri("agreement", number))
        bond = [*_name(f"Memorandum {number}"), _text("agreementType", "memorandum"), _text("status", "signed")]
        bond += [*dates, ("signedAt", meeting), *(("party", side) for side in sides)]
        yield _iri("agreement", number), "Agreement", bond, _CONCLUDED
    yield from _article(number, day, facts)


def _article(number: int, day: datetime.date, facts: list[str]) -> Iterator[Resource]:
    article, graph = _iri("article", number), f"<{ID}graph/article/{number}>"
    headline = f"Officials met in city {number}"
    told = [_text("articleId", str(number)), _text("headline", headline), _text("label", headline)]
    told += [_text("language", "en"), _text("published", day.isoformat()), ("origin", _iri("origin", number))]
    yield article, "Article", told, graph
    yield _iri("origin", number), "Origin", [], graph
    for position, fact in enumerate(facts):
        words = f"What the article {number} says about the fact {position}, in the words of its writer."
        span = [_integer("start", position * 90), _integer("end", position * 90 + 80)]
        told = [_text("quote", words), *span, ("supports", fact), ("inArticle", article)]
        yield f"<{ID}evidence/{number:08}-{position}>", "Evidence", told, graph


def _zipf(size: int) -> Callable[[random.Random], int]:
    """A function that picks one of `size` numbers, the n-th as often as 1/n."""
    weights = list(accumulate(1 / (rank + 1) for rank in range(size)))
    return lambda chance: bisect(weights, chance.random() * weights[-1])


_pick_country, _pick_topic = _zipf(_COUNTRIES), _zipf(_TOPICS)


def _iri(kind: str, number: int) -> str:
    return f"<{ID}{kind}/{number:08}>"


def _text(predicate: str, text: str) -> tuple[str, str]:
    return predicate, f'"{text}"'


def _name(text: str) -> Told:
    return [("name", f'"{text}"@en'), ("label", f'"{text}"')]


def _integer(predicate: str, number: int) -> tuple[str, str]:
    return predicate, f'"{number}"^^<{XSD}integer>'


def _flag(predicate: str, flag: bool) -> tuple[str, str]:
    return predicate, f'"{str(flag).lower()}"^^<{XSD}boolean>'


def _date(predicate: str, day: datetime.date) -> tuple[str, str]:
    return predicate, f'"{day}"^^<{XSD}date>'
