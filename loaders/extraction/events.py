"""Finds meetings: who met whom, of what kind, whether it was held, and the words that tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from loaders.extraction.dates import DateMention
from loaders.extraction.discourse import Discourse, Party
from loaders.extraction.document import Sentence, Unit
from loaders.extraction.lexical import normals
from loaders.extraction.lexicon import phrases, table
from loaders.extraction.syntax import scan
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
    when: DateMention | None = None
    guessed: bool = False  # told by nothing but who is named beside a word for a meeting
    lacking: bool = False  # fewer than two sides are named
    presence: bool = False  # only somebody's presence is told
    counterparts: bool = False  # of these, those named are whom somebody else met


# Of these one can speak without having been there
_ATTENDED = frozenset({"multilateral meeting", "visit"})
_PEOPLE = frozenset({"person", "role"})


@cache
def _set(lang: str, group: str, key: str) -> frozenset[str]:
    return frozenset(table(lang, "meetings")[group].get(key, ()))


@cache
def _nouns(lang: str) -> frozenset[str]:
    """The last words of all nouns of meeting."""
    return frozenset(phrase.split()[-1] for found in table(lang, "meetings")["nouns"].values() for phrase in found)


class Meetings:
    """Reads the meetings of one document, sentence by sentence, with the help of the discourse."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.tree = discourse.tree
        self.lang = discourse.document.lang

    def read(self, sentence: Sentence, units: list[Unit]) -> Iterator[Encounter]:
        """Yield the meetings that `sentence` tells of; one with a single person only adds him to the last one."""
        taken: set[int] = set()
        found: list[Encounter] = []
        for hit in scan(phrases(self.lang, "meetings", "verbs"), units):
            trigger = _verb(units[hit.start : hit.end])
            if trigger:
                taken.update(u.i for u in units[hit.start : hit.end])
                found += self._of_verb(sentence, trigger, hit)
        for hit in scan(phrases(self.lang, "meetings", "nouns"), units):
            trigger = units[hit.end - 1]
            if trigger.i not in taken and trigger.pos in ("NOUN", "PROPN", "VERB", ""):
                found += self._of_noun(sentence, trigger, hit)
        met = {p.ref for e in found for p in e.parties}
        for encounter in (
            *self._contacts(sentence, units),
            *self._together(sentence, units),
            *self._presences(sentence, units),
        ):
            if not {p.ref for p in encounter.parties} <= met:
                found.append(encounter)
                met.update(p.ref for p in encounter.parties)
        return iter(found)

    # -- verbs

    def _of_verb(self, sentence: Sentence, verb: Unit, hit: Hit) -> list[Encounter]:
        passive = self.tree.subjects(verb)[1]
        a = self._subjects(verb)
        b = self._parties(self.tree.objects(verb)) + self._linked(verb, "with")
        b += [p for u in self.tree.objects(verb) for p in self._pair(u)]
        if hit.label == "phone call" or hit.end - hit.start > 1:
            b += self._linked(verb, "call")
            for child in self.tree.objects(verb):
                b += self._linked(child, "call")
        if not b and not self._reciprocal(verb):
            return []
        if not b:
            b = self._parties(self.tree.near_objects(verb, _set(self.lang, "links", "with")))
        parties = _distinct(a + b)
        if not enough(parties):
            return []
        parties = _distinct(parties + self._company(verb))
        host, guest = (b, a) if passive else (a, b)
        roles = _hosting(host, guest) if hit.label == "reception" else {}
        status = self._status(verb)
        parties = self._next_time(parties, status)
        return [
            Encounter(hit.label, each, verb, sentence, status, roles, verb=verb)
            for each in self._apart(verb, a, b, parties)
        ]

    def _reciprocal(self, verb: Unit) -> bool:
        """Whether a verb of meeting needs no object ("they met"), as all do where the language names none."""
        words = _set(self.lang, "contact", "reciprocal")
        return not words or verb.lemma in words

    # -- nouns

    def _of_noun(self, sentence: Sentence, noun: Unit, hit: Hit) -> list[Encounter]:
        tree = self.tree
        own = [p for p in self._linked(noun, "noun") if p.kind != "organisation" or hit.label != "multilateral meeting"]
        own += self._parties([u for child in tree.children(noun, "possessive") for u in tree.conjuncts(child)])
        own += self._pair(noun)
        verb = tree.verb_of(noun)
        light = verb.lemma in _set(self.lang, "light", "hold")
        around: list[Party] = []
        subjects, _ = tree.subjects(verb)
        told = own and hit.label not in _ATTENDED and self._took_place(noun, own)
        if not any(s is noun for s in subjects) and (light or told):
            around += self._others_than(own, self._subjects(verb))
        if light:
            around += self._linked(verb, "with")
        parties = _distinct(around + own)
        if not enough(parties):
            return self._lacking(sentence, noun, hit, around, own)
        parties = _distinct(parties + self._company(verb))
        roles = _hosting(around, own) if hit.label == "reception" else {}
        status = self._status(verb, noun)
        parties = self._next_time(parties, status)
        return [
            Encounter(hit.label, each, noun, sentence, status, roles, noun=True, verb=verb, guessed=not light)
            for each in self._apart(noun, around, own, parties)
        ]

    def _took_place(self, noun: Unit, own: list[Party]) -> bool:
        """Whether a meeting that is no object of "hold" is told as an event: at or after it, or with all who met."""
        at = _set(self.lang, "links", "at")
        people = [p for p in own if p.kind == "person"]
        return not at or self.tree.head(noun).norm in at or len(people) > 1

    def _lacking(
        self, sentence: Sentence, noun: Unit, hit: Hit, around: list[Party], own: list[Party]
    ) -> list[Encounter]:
        """A meeting that is told of as an event, though not who was there: "The talks took place in Rome"."""
        verb = self._event(noun)
        if verb is None or hit.label in ("visit", "reception", "signing"):
            return []
        status = self._status(verb, noun)
        parties = _distinct(around + own)
        named = [own] if not around and own else []
        apart = self._apart(noun, [], own, parties) if named else [parties]
        return [
            Encounter(
                hit.label, each, noun, sentence, status, noun=True, verb=verb, lacking=True, counterparts=bool(named)
            )
            for each in apart
        ]

    def _event(self, noun: Unit) -> Unit | None:
        """The verb that says that the meeting `noun` took or takes place: above it, or in a clause that it has."""
        light = _set(self.lang, "light", "hold")
        verb = self.tree.verb_of(noun)
        if verb.lemma in light and self.tree.is_any(noun, "subject", "passive", "object"):
            return verb
        clauses = self.tree.children(noun, "relative", "participle")
        return next((c for c in clauses if c.lemma in light), None)

    def _pair(self, noun: Unit) -> list[Party]:
        """Two or more countries in the name of a meeting: "the Vietnam-Japan security dialogue"."""
        named = [u for u in self.tree.subtree(noun) if u.mention and u.mention.kind == "country"]
        behind = {u.i for m in self.tree.children(noun, "modifier") for u in self.tree.conjuncts(m)}
        codes = dict.fromkeys(u.mention.ref for u in named if u.mention and (u.i < noun.i or u.i in behind))
        return [Party("country", code, code, noun.i) for code in codes] if len(codes) > 1 else []

    # -- contacts and presence

    def _contacts(self, sentence: Sentence, units: list[Unit]) -> Iterator[Encounter]:
        """Officials of different countries who do together, or to each other, what is done in a meeting."""
        for unit in units:
            if unit.pos != "VERB" or unit.mention or unit.quoted:
                continue
            joint = self._joint(unit)
            address = unit.lemma in _set(self.lang, "contact", "address")
            subjects, passive = self.tree.subjects(unit)
            acting = self._parties(subjects) if not passive else []
            joined = self._linked(unit, "beside") if joint else []
            spoken_to = self._parties(self.tree.objects(unit)) + self._linked(unit, "call") if address else []
            people = [p for p in _distinct(acting + joined + spoken_to) if p.kind == "person" and self._named(p)]
            status = self._status(unit)
            sides = _of_two_sides(people) or self._of_one_rank(acting, joined)
            if sides and (status == "held" or unit.mood == "future"):
                yield Encounter("bilateral meeting", people, unit, sentence, status, verb=unit)

    def _joint(self, verb: Unit) -> bool:
        """Whether two who do what `verb` says have met: by the verbs that tell so, where the language lists them."""
        together = table(self.lang, "meetings")["contact"].get("together")
        if together is not None:
            return verb.lemma in together
        return verb.lemma not in _set(self.lang, "contact", "apart")

    def _together(self, sentence: Sentence, units: list[Unit]) -> Iterator[Encounter]:
        """Two or three officials of different countries in a sentence that speaks of a meeting."""
        nouns = [units[h.end - 1] for h in scan(phrases(self.lang, "meetings", "nouns"), units)]
        named = [u for u in units if u.mention and u.mention.kind in ("person", "role") and not self._absent(u)]
        people = [p for p in _distinct(self._parties(named)) if p.kind == "person"]
        if not nouns or not 2 <= len(people) <= 3 or not _of_two_sides(people):
            return
        trigger = nouns[0]
        verb = self.tree.verb_of(trigger)
        status = self._status(verb, trigger)
        yield Encounter("bilateral meeting", people, trigger, sentence, status, noun=True, verb=verb, guessed=True)

    def _presences(self, sentence: Sentence, units: list[Unit]) -> Iterator[Encounter]:
        """People who attend, lead a delegation, sign or are among those present; two sides at once have met."""
        people: dict[str, Party] = {}
        trigger = next((u for u in units if self._part(u)), None)
        if trigger:
            people = {p.ref: p for u in units if u.mention for p in self._parties([u]) if p.kind == "person"}
        for hit in scan(phrases(self.lang, "meetings", "presence"), units):
            words = units[hit.start : hit.end]
            verb = _verb(words) or (words[-1] if words[-1].pos == "AUX" else None)
            if hit.label != "verbs" or verb is None or self._status(verb) != "held":
                continue
            subjects, _ = self.tree.subjects(verb)
            named = [u for u in units if u.mention and u.mention.kind == "person" and not self._absent(u)]
            parties = self._parties([*subjects, *self.tree.objects(verb), *named]) + self._linked(verb, "with")
            trigger = trigger or verb
            people |= {p.ref: p for p in parties if p.kind == "person" and self._named(p)}
        for unit in units:
            company = self._with_company(unit)
            if company and self._status(self.tree.verb_of(unit)) == "held":
                trigger = trigger or unit
                people |= {p.ref: p for p in company}
        if trigger is None or not people:
            return
        both = _of_two_sides(list(people.values()))
        yield Encounter("bilateral meeting" if both else "", list(people.values()), trigger, sentence, verb=trigger)

    def _part(self, unit: Unit) -> bool:
        """Whether `unit` is somebody's part at a meeting, told apart from his name ("the head of delegation")."""
        if unit.mention is None or unit.mention.kind != "role":
            return False
        head = self.discourse.people.roles[int(unit.mention.ref)].head
        return head in table(self.lang, "meetings")["presence"].get("parts", ())

    def implied(self, sentences: list[tuple[Sentence, list[Unit]]]) -> Encounter | None:
        """The meeting of the officials who act in a text that speaks of talks or of both sides, or None."""
        people: dict[str, Party] = {}
        trigger: tuple[Sentence, Unit] | None = None
        for sentence, units in sentences:
            for unit in units:
                if unit.mention and unit.mention.kind == "person" and self.tree.is_(unit, "subject"):
                    for party in self.discourse.parties(unit):
                        if self.discourse.bearer(party.ref).offices and not self._speaks_only(party):
                            people.setdefault(party.ref, party)
                if trigger is None and unit.mention and unit.mention.kind == "group":
                    trigger = (sentence, unit)
            hit = next(iter(scan(phrases(self.lang, "meetings", "nouns"), units)), None)
            if hit and (trigger is None or trigger[1].mention):
                trigger = (sentence, units[hit.end - 1])
        found = list(people.values())
        if trigger is None or len({p.country for p in found} - {""}) < 2 or len(found) > 4:
            return None
        return Encounter("bilateral meeting", found, trigger[1], trigger[0], noun=True)

    # -- helpers

    def _next_time(self, parties: list[Party], status: str) -> list[Party]:
        """A meeting that "the two sides" plan is one of their countries, whoever will come."""
        units = self.tree.units
        named = any((m := units[p.unit].mention) and m.kind != "group" for p in parties)
        if status != "planned" or named or len({p.country for p in parties} - {""}) < 2:
            return parties
        return [Party("country", c, c, parties[0].unit) for c in dict.fromkeys(p.country for p in parties) if c]

    def _others_than(self, named: list[Party], subjects: list[Party]) -> list[Party]:
        """The subjects; of "the two sides" at talks with somebody named, those who are not of his side."""
        sides = {p.country for p in named if p.kind == "person"} - {""}
        return [p for p in subjects if self._named(p) or p.country not in sides]

    def _named(self, party: Party) -> bool:
        """Whether one person is meant by the words, not all who are there ("they", "the two sides")."""
        mention = self.tree.units[party.unit].mention
        return mention is not None and mention.kind in ("person", "role")

    def _absent(self, unit: Unit) -> bool:
        """Whether somebody is named for what is his ("a letter to X", "the followers of X", "X's trip"), or quoted."""
        if unit.quoted or self.tree.is_(unit, "possessive"):
            return True
        prep = self.tree.head(unit)
        if not self.tree.is_(unit, "prep_object") or prep.norm not in _set(self.lang, "links", "owner"):
            return False
        thing = self.tree.head(prep)
        if thing.mention or thing.pos != "NOUN":
            return False
        present = _set(self.lang, "presence", "delegation") | _nouns(self.lang)
        return thing.lemma not in present and thing.norm not in present

    def _speaks_only(self, party: Party) -> bool:
        """Whether a person is there to speak for somebody: a spokesperson takes no part in meetings."""
        if party.kind != "person":
            return False
        tokens = self.discourse.document.tokens
        speakers = normals(self.lang, "titles", "speakers")
        offices = [{t.norm for t in tokens[o.first : o.last]} for o in self.discourse.bearer(party.ref).offices]
        return bool(offices) and all(words & speakers for words in offices)

    def _apart(self, trigger: Unit, a: list[Party], b: list[Party], parties: list[Party]) -> list[list[Party]]:
        """One list of parties per meeting: several counterparts met separately make several meetings."""
        heads = [trigger, self.tree.verb_of(trigger), *(self.tree.units[p.unit] for p in b)]
        near = {u.lemma for head in heads for u in self.tree.children(head)}
        others = [p for p in parties if p.ref in {q.ref for q in b}]
        separate = table(self.lang, "meetings")["separate"]
        one_by_one = trigger.lemma in separate.get("calls", ()) or (
            trigger.lemma in separate.get("receptions", ()) and len({p.country for p in others}) == len(others)
        )
        if len(others) < 2 or not (one_by_one or near & _set(self.lang, "separate", "words")):
            return [parties]
        return [[p for p in parties if p not in others] + [other] for other in others]

    def _subjects(self, verb: Unit) -> list[Party]:
        """Who does what `verb` says; the party named last before it where the parser gives nobody."""
        found = self._parties(self.tree.subjects(verb)[0])
        near = None if found else self.tree.near_subject(verb)
        return self._parties([near]) if near else found

    def _of_one_rank(self, acting: list[Party], joined: list[Party]) -> bool:
        """Whether somebody acts with the holder of the same office, which makes them counterparts of two countries."""
        heads = [
            {(o.head, p.ref) for p in parties if p.kind == "person" for o in self.discourse.bearer(p.ref).offices}
            for parties in (acting, joined)
        ]
        return any(a == b and p != q for a, p in heads[0] for b, q in heads[1])

    def _company(self, verb: Unit) -> list[Party]:
        """The people named as being there too: "in the presence of X", "accompanied by X"."""
        return [p for unit in self.tree.subtree(verb) for p in self._with_company(unit)]

    def _with_company(self, unit: Unit) -> list[Party]:
        if unit.lemma not in _set(self.lang, "presence", "company"):
            return []
        named = [n for _, noun in self.tree.obliques(unit) for n in self.tree.conjuncts(noun)]
        return [p for p in self._parties(named) if p.kind == "person"]

    def _parties(self, units: list[Unit]) -> list[Party]:
        found = [p for u in units if not self._gathering(u) for p in (self._heads(u) or self.discourse.parties(u))]
        return [p for p in found if not self._speaks_only(p)]

    def _gathering(self, unit: Unit) -> bool:
        """Whether `unit` names a conference or the like, which is no party to a meeting."""
        if unit.mention is None or unit.mention.kind != "organisation":
            return False
        words = self.discourse.document.tokens[unit.first : unit.last]
        return phrases(self.lang, "meetings", "nouns").longest(words, 0) is not None

    def _heads(self, unit: Unit) -> list[Party]:
        """The people at the head of a delegation: "a delegation led by X", "participants including X"."""
        delegation = _set(self.lang, "presence", "delegation")
        words = self.discourse.document.tokens[unit.first : unit.last]
        side = unit.mention is not None and unit.mention.kind == "side" and any(t.norm in delegation for t in words)
        if unit.lemma not in delegation and not side:
            return []
        leading = _set(self.lang, "presence", "leading")
        below = [u for u in self.tree.subtree(unit) if u.lemma in leading]
        named = [p for v in below for u in self.tree.subtree(v) for p in self.discourse.parties(u)]
        own = [p for u in self.tree.subtree(unit) for p in self.discourse.parties(u) if p.kind != "person"]
        return [p for p in named if p.kind == "person"] or ([] if side else own[:1])

    def _linked(self, unit: Unit, links: str) -> list[Party]:
        allowed = _set(self.lang, "links", links)
        found = [noun for prep, noun in self.tree.obliques(unit) if prep in allowed]
        if links in ("with", "beside") and not found:
            found = [
                n for prep, n in self.tree.nested(unit) if prep in allowed and n.mention and n.mention.kind in _PEOPLE
            ]
        return self._parties(found)

    def _status(self, verb: Unit, noun: Unit | None = None) -> str:
        chain = [verb]
        while (
            (head := self.tree.head(chain[-1])) is not chain[-1]
            and len(chain) < 4
            and self.tree.is_(chain[-1], "open_clause")
        ):
            chain.append(head)
        helpers = ("auxiliary", "negation", "marker", "particle")
        near = [u for v in chain for u in (*self.tree.children(v, *helpers), v)]
        words = {u.i: u for n in near for u in (n, *self.tree.children(n, "particle"))}
        ordered = [words[i] for i in sorted(words)]
        told = {hit.label for hit in phrases(self.lang, "meetings", "status").all(ordered)}
        if "denied" in told or any(self.tree.negated(v) for v in chain):
            return "denied"
        if any(u.mood == "future" for u in ordered) or told & {"deferred", "planned"}:
            return "planned"
        if noun and any(c.lemma in _set(self.lang, "status", "planned_noun") for c in self.tree.children(noun)):
            return "planned"
        return "held"


def _verb(words: list[Unit]) -> Unit | None:
    """The verb of a phrase that begins with one ("be received by" is one of receiving)."""
    if words[0].pos not in ("VERB", "AUX"):
        return None
    return next((u for u in words if u.pos == "VERB"), words[0])


def _hosting(host: list[Party], guest: list[Party]) -> dict[str, str]:
    return {p.ref: "host" for p in host} | {p.ref: "guest" for p in guest}


def _distinct(parties: list[Party]) -> list[Party]:
    """Each party once; a country that a named person stands for is left out."""
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.ref, party)
    spoken_for = {p.country for p in found.values() if p.kind == "person"}
    return [p for p in found.values() if p.kind == "person" or not (p.country and p.country in spoken_for)]


def _of_two_sides(people: list[Party]) -> bool:
    """Whether people act for more than one country, as far as the text tells: two of no known country don't."""
    return len({p.country or p.ref for p in people}) > 1 and any(p.country for p in people)


def enough(parties: list[Party]) -> bool:
    """Whether two people or two sides are among `parties`, so that they can have met."""
    people = sum(p.kind == "person" for p in parties)
    return people >= 2 or (len(parties) >= 2 and len({p.country or p.ref for p in parties}) >= 2)
