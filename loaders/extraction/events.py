"""Finds meetings by their verbs and nouns: who met whom, of what kind, and whether it was held."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.extraction.contacts import Contacts
from loaders.extraction.discourse import Discourse, Party
from loaders.extraction.document import Sentence, Unit
from loaders.extraction.encounters import ATTENDED, Encounter, distinct, enough
from loaders.extraction.lexicon import phrases, table
from loaders.extraction.participants import Participants, verb_of_phrase, wordset
from loaders.extraction.syntax import scan
from loaders.extraction.words import Hit


class Meetings(Participants):
    """Reads the meetings of one document, sentence by sentence, with the help of the discourse."""

    def __init__(self, discourse: Discourse) -> None:
        super().__init__(discourse)
        self.contacts = Contacts(discourse)

    def read(self, sentence: Sentence, units: list[Unit]) -> Iterator[Encounter]:
        """Yield the meetings that `sentence` tells of; one with a single person only adds him to the last one."""
        taken: set[int] = set()
        found: list[Encounter] = []
        for hit in scan(phrases(self.lang, "meetings", "verbs"), units):
            words = units[hit.start : hit.end]
            trigger = verb_of_phrase(words)
            if trigger:
                taken.update(u.i for u in words)
                found += self._of_verb(sentence, trigger, hit, words[-1])
        for hit in scan(phrases(self.lang, "meetings", "nouns"), units):
            trigger = units[hit.end - 1]
            if trigger.i not in taken and trigger.pos in ("NOUN", "PROPN", "VERB", "") and not self.beside(trigger):
                found += self._of_noun(sentence, trigger, hit)
        met = {p.ref for e in found for p in e.parties}
        for encounter in self.contacts.read(sentence, units):
            if not {p.ref for p in encounter.parties} <= met:
                found.append(encounter)
                met.update(p.ref for p in encounter.parties)
        return iter(found)

    # -- verbs

    def _of_verb(self, sentence: Sentence, verb: Unit, hit: Hit, last: Unit) -> list[Encounter]:
        passive = self.tree.subjects(verb)[1]
        a = self.subjects(verb)
        b = self.parties(self.tree.objects(verb)) + self.linked(verb, "with")
        b += self.listed(b)
        b += [p for u in self.tree.objects(verb) for p in self._pair(u)]
        if hit.label == "phone call" or hit.end - hit.start > 1:
            b += self.linked(verb, "call")
            for child in self.tree.objects(verb):
                b += self.linked(child, "call")
        if not b and (last.pos == "ADP" or not self._reciprocal(verb)):
            return []
        if not b:
            b = self.parties(self.tree.near_objects(verb, wordset(self.lang, "links", "with")))
        parties = distinct(a + b)
        if not enough(parties):
            return []
        parties = distinct(parties + self.company(verb))
        host, guest = (b, a) if passive else (a, b)
        roles = _hosting(host, guest) if hit.label == "reception" else {}
        status = self.status(verb)
        parties = self.next_time(parties, status)
        return [
            Encounter(hit.label, each, verb, sentence, status, roles, verb=verb)
            for each in self.apart(verb, a, b, parties)
        ]

    def _reciprocal(self, verb: Unit) -> bool:
        """Whether a verb of meeting needs no object ("they met"), as all do where the language names none."""
        words = wordset(self.lang, "contact", "reciprocal")
        return not words or verb.lemma in words

    # -- nouns

    def _of_noun(self, sentence: Sentence, noun: Unit, hit: Hit) -> list[Encounter]:
        tree = self.tree
        own = [p for p in self.linked(noun, "noun") if p.kind != "organisation" or hit.label != "multilateral meeting"]
        own += self.listed(own)
        owners = [u for child in tree.children(noun, "possessive") for u in tree.conjuncts(child)]
        own += self.parties([u for u in owners if u.mention or hit.label != "visit"])
        own += self._pair(noun) + self._where(noun)
        verb = tree.verb_of(noun)
        light = verb.lemma in wordset(self.lang, "light", "hold")
        around: list[Party] = []
        subjects, _ = tree.subjects(verb)
        if light and not own and any(s is noun for s in subjects) and (met := self.linked(verb, "counterpart")):
            return self._of_nobody(sentence, noun, verb, hit, met)
        told = own and hit.label not in ATTENDED and self._took_place(noun, own)
        if not any(s is noun for s in subjects) and (light or told):
            around += self.others_than(own, self.subjects(verb))
        if light:
            around += self.linked(verb, "with")
        parties = distinct(around + own)
        if not enough(parties):
            return self._lacking(sentence, noun, hit, around, own)
        if light and not own and self.of_one_side(parties) and verb.lemma in wordset(self.lang, "presence", "verbs"):
            return []
        parties = distinct(parties + self.company(verb))
        roles = _hosting(around, own) if hit.label == "reception" else {}
        status = self.status(verb, noun)
        parties = self.next_time(parties, status)
        again = self._spoken_of(noun, verb, hit.label)
        return [
            Encounter(
                hit.label, each, noun, sentence, status, roles, noun=True, verb=verb, guessed=not light, again=again
            )
            for each in self.apart(noun, around, own, parties)
        ]

    def _spoken_of(self, noun: Unit, verb: Unit, kind: str) -> bool:
        """Whether only more is told of who was at the meeting that is spoken of: "The talks were attended by X"."""
        topic = self.tree.is_any(noun, "subject", "passive") or kind not in ATTENDED
        return topic and self.attended(verb) and self.definite(noun)

    def _of_nobody(self, sentence: Sentence, noun: Unit, verb: Unit, hit: Hit, met: list[Party]) -> list[Encounter]:
        """The meetings of somebody who isn't named beside those whom he met: "Meetings were held with X and Y"."""
        status = self.status(verb, noun)
        each_alone = [[p] for p in met] if self._one_by_one(noun, met) else [met]
        return [
            Encounter(hit.label, parties, noun, sentence, status, noun=True, verb=verb, lacking=True, counterparts=True)
            for parties in each_alone
        ]

    def _took_place(self, noun: Unit, own: list[Party]) -> bool:
        """Whether a meeting that is no object of "hold" is told as an event: at or after it, or with all who met."""
        at = wordset(self.lang, "links", "at")
        people = [p for p in own if p.kind == "person"]
        return not at or self.tree.head(noun).norm in at or len(people) > 1

    def _lacking(
        self, sentence: Sentence, noun: Unit, hit: Hit, around: list[Party], own: list[Party]
    ) -> list[Encounter]:
        """A meeting that is told of as an event, though not who was there: "The talks took place in Rome"."""
        verb = self._event(noun)
        if verb is None or hit.label in ("visit", "reception", "signing"):
            return []
        status = self.status(verb, noun)
        if self.status(self.tree.verb_of(noun), noun) == "denied":
            status = "denied"
        parties = distinct(around + own)
        named = [own] if not around and own else []
        apart = self.apart(noun, [], own, parties) if named else [parties]
        told = Encounter(hit.label, [], noun, sentence, status, noun=True, verb=verb, lacking=True)
        told.counterparts, told.again = bool(named), bool(parties) and self._spoken_of(noun, verb, hit.label)
        return [replace(told, parties=each) for each in apart]

    def _event(self, noun: Unit) -> Unit | None:
        """The verb that says that the meeting `noun` took or takes place: above it, or in a clause that it has."""
        light = wordset(self.lang, "light", "hold")
        verb = self.tree.verb_of(noun)
        if verb.lemma in light and self.tree.is_any(noun, "subject", "passive", "object"):
            return verb
        clauses = self.tree.children(noun, "relative", "participle")
        return next((c for c in clauses if c.lemma in light), None)

    def _where(self, noun: Unit) -> list[Party]:
        """Who is named as acting in the clause that tells what was done there: "talks at which the ministers agreed".

        "they" are those of whom the talks are told.
        """
        where = wordset(self.lang, "links", "where")
        clauses = [c for u in self.tree.subtree(noun) for c in self.tree.children(u, "relative")]
        acting = [p for c in clauses if where & self._adverbials(c) for p in self.subjects(c)]
        return [p for p in acting if (m := self.tree.units[p.unit].mention) and m.kind != "group"]

    def _adverbials(self, clause: Unit) -> set[str]:
        """The words at the head of `clause` but its subject and object; those behind a preposition too."""
        direct = [u for u in self.tree.children(clause) if not self.tree.is_any(u, "subject", "passive", "object")]
        return {u.norm for u in (*direct, *(noun for _, noun in self.tree.obliques(clause)))}

    def _pair(self, noun: Unit) -> list[Party]:
        """Two or more countries in the name of a meeting: "the Vietnam-Japan security dialogue"."""
        named = [u for u in self.tree.subtree(noun) if u.mention and u.mention.kind == "country"]
        behind = {u.i for m in self.tree.children(noun, "modifier") for u in self.tree.conjuncts(m)}
        codes = dict.fromkeys(u.mention.ref for u in named if u.mention and (u.i < noun.i or u.i in behind))
        return [Party("country", code, code, noun.i) for code in codes] if len(codes) > 1 else []

    # -- who they are

    def next_time(self, parties: list[Party], status: str) -> list[Party]:
        """A meeting that "the two sides" plan is one of their countries, whoever will come."""
        units = self.tree.units
        named = any((m := units[p.unit].mention) and m.kind != "group" for p in parties)
        if status != "planned" or named or len({p.country for p in parties} - {""}) < 2:
            return parties
        return [Party("country", c, c, parties[0].unit) for c in dict.fromkeys(p.country for p in parties) if c]

    def others_than(self, named: list[Party], subjects: list[Party]) -> list[Party]:
        """The subjects; of "the two sides" at talks with somebody named, those who are not of his side."""
        sides = {p.country for p in named if p.kind == "person"} - {""}
        return [p for p in subjects if self.named(p) or p.country not in sides]

    def apart(self, trigger: Unit, a: list[Party], b: list[Party], parties: list[Party]) -> list[list[Party]]:
        """One list of parties per meeting: several counterparts met separately make several meetings."""
        others = [p for p in parties if p.ref in {q.ref for q in b}]
        if len(parties) == len(others):
            return [parties]
        audiences = len(parties) - len(others) == 1 and self._at_the_top(others)
        if not (audiences or self._one_by_one(trigger, others)):
            return [parties]
        return [[p for p in parties if p not in others] + [other] for other in others]

    def _at_the_top(self, others: list[Party]) -> bool:
        """Whether of several people one stands at the head of a state or government, whom a visitor sees alone."""
        top = wordset(self.lang, "separate", "top")
        offices = [o for p in others if p.kind == "person" for o in self.discourse.bearer(p.ref).offices]
        return len(others) > 1 and all(p.kind == "person" for p in others) and any(o.head in top for o in offices)

    def _one_by_one(self, trigger: Unit, others: list[Party]) -> bool:
        """Whether `others` were met one after the other, as far as the words at the meeting's `trigger` tell."""
        if len(others) < 2:
            return False
        heads = [trigger, self.tree.verb_of(trigger), *(self.tree.units[p.unit] for p in others)]
        near = {u.lemma for head in heads for u in self.tree.children(head)}
        separate = table(self.lang, "meetings")["separate"]
        return (
            trigger.lemma in separate.get("calls", ())
            or (trigger.lemma in separate.get("receptions", ()) and len({p.country for p in others}) == len(others))
            or (trigger.lemma in separate.get("nouns", ()) and trigger.norm != trigger.lemma)
            or self._joined_loosely(others)
            or not near.isdisjoint(wordset(self.lang, "separate", "words"))
        )

    def _joined_loosely(self, others: list[Party]) -> bool:
        """Whether between two of `others` stands what parts them: "the president as well as the minister"."""
        places = sorted(p.unit for p in others)
        between = self.tree.units[places[0] : places[-1]] if places else []
        found = phrases(self.lang, "meetings", "separate").all(between)
        return any(hit.label == "between" for hit in found)


def _hosting(host: list[Party], guest: list[Party]) -> dict[str, str]:
    return {p.ref: "host" for p in host} | {p.ref: "guest" for p in guest}
