"""Finds meetings: who met whom, of what kind, whether it was held, and the words that tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from loaders.extraction.discourse import Discourse, Party
from loaders.extraction.document import Sentence, Unit
from loaders.extraction.lexicon import phrases, table
from loaders.extraction.words import Hit


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


@cache
def _set(lang: str, group: str, key: str) -> frozenset[str]:
    return frozenset(table(lang, "meetings")[group][key])


class Meetings:
    """Reads the meetings of one document, sentence by sentence, with the help of the discourse."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.tree = discourse.tree
        self.lang = discourse.document.lang

    def read(self, sentence: Sentence, units: list[Unit]) -> Iterator[Encounter]:
        """Yield the meetings that `sentence` tells of."""
        taken: set[int] = set()
        for hit in phrases(self.lang, "meetings", "verbs").scan(units):
            trigger = units[hit.start]
            if trigger.pos not in ("VERB", "AUX"):
                continue
            taken.update(u.i for u in units[hit.start : hit.end])
            found = self._of_verb(sentence, trigger, hit)
            if found:
                yield found
        for hit in phrases(self.lang, "meetings", "nouns").scan(units):
            trigger = units[hit.end - 1]
            if trigger.i in taken or trigger.pos not in ("NOUN", "PROPN", "VERB", ""):
                continue
            found = self._of_noun(sentence, trigger, hit)
            if found:
                yield found

    # -- verbs

    def _of_verb(self, sentence: Sentence, verb: Unit, hit: Hit) -> Encounter | None:
        subjects, passive = self.tree.subjects(verb)
        a = self._parties(subjects)
        b = self._parties(self.tree.objects(verb)) + self._linked(verb, "with")
        if hit.label == "phone call" or hit.end - hit.start > 1:
            b += self._linked(verb, "call")
            for child in self.tree.objects(verb):
                b += self._linked(child, "call")
        parties = _distinct(a + b)
        if not _enough(parties):
            return None
        found = Encounter(hit.label, parties, verb, sentence, self._status(verb), verb=verb)
        if hit.label == "reception":
            host, guest = (b, a) if passive else (a, b)
            found.roles = {p.ref: "host" for p in host} | {p.ref: "guest" for p in guest}
        return found

    # -- nouns

    def _of_noun(self, sentence: Sentence, noun: Unit, hit: Hit) -> Encounter | None:
        tree = self.tree
        own = self._linked(noun, "noun") + self._parties(
            [u for child in tree.children(noun, "possessive") for u in tree.conjuncts(child)]
        )
        verb = tree.verb_of(noun)
        light = verb.lemma in _set(self.lang, "light", "hold")
        around: list[Party] = []
        subjects, _ = tree.subjects(verb)
        if not any(s is noun for s in subjects) and (own or light):
            around += self._parties(subjects)
        if light:
            around += self._linked(verb, "with")
        parties = _distinct(around + own)
        if not _enough(parties):
            return None
        found = Encounter(hit.label, parties, noun, sentence, self._status(verb, noun), noun=True, verb=verb)
        if hit.label == "reception":
            found.roles = {p.ref: "host" for p in around} | {p.ref: "guest" for p in own}
        return found

    # -- helpers

    def _parties(self, units: list[Unit]) -> list[Party]:
        return [p for u in units for p in self.discourse.parties(u)]

    def _linked(self, unit: Unit, links: str) -> list[Party]:
        allowed = _set(self.lang, "links", links)
        return [p for prep, noun in self.tree.obliques(unit) if prep in allowed for p in self.discourse.parties(noun)]

    def _status(self, verb: Unit, noun: Unit | None = None) -> str:
        chain = [verb]
        while (
            (head := self.tree.head(chain[-1])) is not chain[-1]
            and len(chain) < 4
            and self.tree.is_(chain[-1], "open_clause")
        ):
            chain.append(head)
        words = [u for v in chain for u in (*self.tree.children(v, "auxiliary", "negation", "marker"), v)]
        lemmas = {u.lemma for u in words} | {u.norm for u in words}
        if lemmas & _set(self.lang, "status", "denied") or self.tree.negated(verb):
            return "denied"
        if lemmas & _set(self.lang, "status", "deferred") or lemmas & _set(self.lang, "status", "planned"):
            return "planned"
        if noun and any(c.lemma in _set(self.lang, "status", "planned_noun") for c in self.tree.children(noun)):
            return "planned"
        return "held"


def _distinct(parties: list[Party]) -> list[Party]:
    """Each party once; a country that a named person stands for is left out."""
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.ref, party)
    spoken_for = {p.country for p in found.values() if p.kind == "person"}
    return [p for p in found.values() if p.kind == "person" or not (p.country and p.country in spoken_for)]


def _enough(parties: list[Party]) -> bool:
    people = sum(p.kind == "person" for p in parties)
    return people >= 2 or (len(parties) >= 2 and len({p.country or p.ref for p in parties}) >= 2)
