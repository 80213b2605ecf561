"""Makes graphs of any size to measure with: seeded, in the ontology's terms, with a realistic spread of degrees.

A few officials, countries and topics are in most facts, and most officials in few, as in the news (Zipf).
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from itertools import accumulate

NS = "https://w3id.org/security-cooperation/ns#"
ID = "https://w3id.org/security-cooperation/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_CONCLUDED = f"<{ID}graph/conclusions>"
_COUNTRIES, _TOPICS = 60, 34
_KINDS = ("bilateral meeting", "reception", "dialogue", "phone call")
_MODALITIES = ("proposed", "requested", "pledged", "agreed", "signed")
_FIRST_DAY = datetime.date(2010, 1, 1)

Told = list[tuple[str, str]]
"""Predicates and objects in the words of N-Quads."""


def lines(meetings: int, seed: int = 1) -> bytes:
    """Return the sorted N-Quads of a graph with so many meetings; about 60 quads for each of them."""
    found = set()
    for subject, cls, told, graph in _resources(meetings, random.Random(seed)):
        found.add(f"{subject} {_TYPE} <{NS}{cls}> {graph} .\n")
        found.update(f"{subject} <{NS}{predicate}> {value} {graph} .\n" for predicate, value in told)
    return "".join(sorted(found)).encode()


def _resources(meetings: int, chance: random.Random) -> Iterator[tuple[str, str, Told, str]]:
    officials = max(20, meetings // 3)
    pick_official, pick_country = _zipf(officials, chance), _zipf(_COUNTRIES, chance)
    pick_topic = _zipf(_TOPICS, chance)
    homes = [pick_country() for _ in range(officials)]
    for number in range(_COUNTRIES):
        yield (
            _iri("country", number),
            "Country",
            [_name(f"Country {number}"), _text("countryCode", f"{number:02}")],
            _CONCLUDED,
        )
    for number in range(_TOPICS):
        above = [("broader", _iri("topic", number // 6))] if number >= 6 else []
        yield _iri("topic", number), "Topic", [_name(f"topic {number}"), *above], _CONCLUDED
    met: dict[int, set[int]] = {}
    for number in range(meetings):
        present = sorted({pick_official() for _ in range(chance.choice((2, 2, 2, 3, 4)))})
        for first in present:
            met.setdefault(first, set()).update(other for other in present if other > first)
        yield from _meeting(number, present, homes, pick_topic, chance)
    for number, home in enumerate(homes):
        acquainted = [("met", _iri("official", other)) for other in sorted(met.get(number, ()))]
        names = [
            _name(f"Given{number} Family{number % 97}"),
            _text("searchNames", f"family{number % 97} given{number}"),
        ]
        yield (
            _iri("official", number),
            "Official",
            [*names, ("nationality", _iri("country", home)), *acquainted],
            _CONCLUDED,
        )
        yield (
            _iri("post", number),
            "Post",
            [("title", f'"Minister {number}"@en'), ("country", _iri("country", home))],
            _CONCLUDED,
        )


def _meeting(
    number: int, present: list[int], homes: list[int], pick_topic: Callable[[], int], chance: random.Random
) -> Iterator[tuple[str, str, Told, str]]:
    meeting, article = _iri("meeting", number), _iri("article", number)
    graph = f"<{ID}graph/article/{number}>"
    day = _FIRST_DAY + datetime.timedelta(days=chance.randrange(5000))
    dates = [_text("dateEdtf", day.isoformat()), _date("dateFrom", day), _date("dateTo", day)]
    parts = [f"<{ID}participation/{number:08}-{official}>" for official in present]
    yield (
        meeting,
        "Meeting",
        [
            _text("kind", chance.choice(_KINDS)),
            _text("status", "held"),
            _text("place", f"City {chance.randrange(200)}"),
            *dates,
            *(("participation", part) for part in parts),
        ],
        _CONCLUDED,
    )
    for part, official in zip(parts, present, strict=True):
        yield (
            part,
            "Participation",
            [
                ("participant", _iri("official", official)),
                ("side", _iri("country", homes[official])),
                ("heldPost", _iri("post", official)),
            ],
            _CONCLUDED,
        )
    facts = [meeting, *parts]
    for item in range(chance.choice((0, 1, 2))):
        actor, counterpart = present[0], present[-1]
        commitment = f"<{ID}commitment/{number:08}-{item}>"
        facts.append(commitment)
        yield (
            commitment,
            "Commitment",
            [
                _text("modality", chance.choice(_MODALITIES)),
                *dates,
                ("actor", _iri("official", actor)),
                ("counterpart", _iri("official", counterpart)),
                ("actorSide", _iri("country", homes[actor])),
                ("counterpartSide", _iri("country", homes[counterpart])),
                *(("topic", _iri("topic", topic)) for topic in sorted({pick_topic(), pick_topic()})),
                ("madeAt", meeting),
            ],
            _CONCLUDED,
        )
    yield (
        article,
        "Article",
        [
            _text("articleId", str(number)),
            _text("headline", f"Officials met in city {number}"),
            _text("language", "en"),
            _text("published", day.isoformat()),
            ("origin", _iri("origin", number)),
        ],
        graph,
    )
    yield _iri("origin", number), "Origin", [], graph
    for position, fact in enumerate(facts):
        yield (
            f"<{ID}evidence/{number:08}-{position}>",
            "Evidence",
            [
                _text(
                    "quote", f"What the article {number} says about the fact {position}, in the words of its writer."
                ),
                ("start", f'"{position * 90}"^^<{XSD}integer>'),
                ("end", f'"{position * 90 + 80}"^^<{XSD}integer>'),
                ("supports", fact),
                ("inArticle", article),
            ],
            graph,
        )


def _zipf(size: int, chance: random.Random) -> Callable[[], int]:
    """A function that picks one of `size` numbers, the n-th as often as 1/n."""
    weights = list(accumulate(1 / (rank + 1) for rank in range(size)))
    numbers = range(size)
    return lambda: chance.choices(numbers, cum_weights=weights)[0]


def _iri(kind: str, number: int) -> str:
    return f"<{ID}{kind}/{number:08}>"


def _text(predicate: str, text: str) -> tuple[str, str]:
    return predicate, f'"{text}"'


def _name(text: str) -> tuple[str, str]:
    return "name", f'"{text}"@en'


def _date(predicate: str, day: datetime.date) -> tuple[str, str]:
    return predicate, f'"{day}"^^<{XSD}date>'
