"""Asks of a parsed document who does what: subjects, objects, obliques and the span of a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from loaders.extraction.document import Document, Unit
from loaders.extraction.lexical import normals
from loaders.extraction.lexicon import table
from loaders.extraction.words import Hit, Phrases

_PARTIES = frozenset({"person", "role", "side", "group"})
_BESIDE = 2  # words at most from a verb to a subject behind it
_CLOSING = frozenset({",", "»", "”", '"'})
_STOPS = frozenset({";", ":", "«", "»", "“", "”", '"'})


def all_hits(phrases: Phrases, units: Sequence[Unit]) -> Iterator[Hit]:
    """Every phrase at every unit that begins and ends with a word, not within one ("tiếp" in "tiếp tục")."""
    for hit in phrases.all(units):
        if _begins(units, hit.start) and _begins(units, hit.end):
            yield hit


def scan(phrases: Phrases, units: Sequence[Unit]) -> Iterator[Hit]:
    """The longest of these from left to right, without overlaps."""
    end = 0
    for hit in all_hits(phrases, units):
        if hit.start >= end:
            yield hit
            end = hit.end


def _whole(unit: Unit) -> str:
    """The normal form of the word that `unit` stands for."""
    return unit.norm if unit.word < 0 else unit.lemma


def _begins(units: Sequence[Unit], i: int) -> bool:
    return i >= len(units) or units[i].word in (-1, units[i].i)


@cache
def _roles(lang: str) -> dict[str, frozenset[str]]:
    return {role: frozenset(labels) for role, labels in table(lang, "backend")["roles"].items()}


class Tree:
    """The dependency structure of a document, by the roles that `backend.toml` gives its labels."""

    def __init__(self, document: Document) -> None:
        self.units = document.units
        self._roles = _roles(document.lang)
        self._relative = normals(document.lang, "references", "relative")
        self._voice = table(document.lang, "backend")["voice"]
        self._negations = frozenset(table(document.lang, "backend")["voice"]["negations"])
        self._only = frozenset(table(document.lang, "backend")["voice"]["only"])
        self._none = frozenset(table(document.lang, "backend")["voice"]["none"])

    def is_(self, unit: Unit, role: str) -> bool:
        """Whether `unit` stands in `role` to its head."""
        return unit.dep in self._roles[role]

    def is_any(self, unit: Unit, *roles: str) -> bool:
        """Whether `unit` stands in one of `roles` to its head."""
        return any(self.is_(unit, role) for role in roles)

    def children(self, unit: Unit, *roles: str) -> Iterator[Unit]:
        """The children of `unit` in one of `roles` (all where none is given), left to right."""
        for i in unit.children:
            child = self.units[i]
            if not roles or any(child.dep in self._roles[r] for r in roles):
                yield child

    def head(self, unit: Unit) -> Unit:
        """The unit that governs `unit`; itself at a root."""
        return self.units[unit.head]

    def conjuncts(self, unit: Unit) -> list[Unit]:
        """`unit` and all that is coordinated behind it."""
        found = [unit]
        for child in self.children(unit, "conjunct"):
            found.extend(self.conjuncts(child))
        return found

    def subjects(self, verb: Unit, depth: int = 0) -> tuple[list[Unit], bool]:
        """The subjects of `verb`, inherited where it has none of its own, and whether they are passive."""
        own = self.own_subjects(verb)
        if own:
            return own, self.passive(verb)
        head = self.head(verb)
        if head is verb or depth > 6:
            return [], False
        if self.is_(verb, "relative") or self.is_(verb, "participle"):
            return self.conjuncts(self.first_of(head)), self.is_(verb, "participle") and self.past(verb)
        return self.subjects(head, depth + 1)

    def first_of(self, unit: Unit) -> Unit:
        """The first of the things that `unit` is coordinated with."""
        while self.is_(unit, "conjunct") and self.head(unit) is not unit:
            unit = self.head(unit)
        return unit

    def past(self, participle: Unit) -> bool:
        """Whether `participle` is one of the past ("signed"), not of the present ("signing")."""
        return participle.lemma != participle.norm and not self.present(participle)

    def present(self, participle: Unit) -> bool:
        """Whether `participle` has an ending of the present participle."""
        return participle.norm.endswith(tuple(self._voice["present"]))

    def passive(self, verb: Unit) -> bool:
        """Whether `verb` is in the passive: by its auxiliaries where they tell, else by what its subject is called."""
        auxiliaries = list(self.children(verb, "auxiliary"))
        if any(a.norm in self._voice["passive"] for a in auxiliaries):
            return True
        if any(a.lemma in self._voice["active"] for a in auxiliaries):
            return False
        return any(True for _ in self.children(verb, "passive"))

    def own_subjects(self, verb: Unit) -> list[Unit]:
        """The subjects that stand at `verb` itself."""
        return [u for child in self.children(verb, "subject", "passive") for u in self.conjuncts(child)]

    def objects(self, verb: Unit) -> list[Unit]:
        """The direct objects of `verb` with all that is coordinated."""
        return [u for child in self.children(verb, "object", "recipient") for u in self.conjuncts(child)]

    def obliques(self, unit: Unit) -> Iterator[tuple[str, Unit]]:
        """Each preposition at `unit` with the noun (and each coordinated one) behind it."""
        for prep in self._prepositions(unit):
            for noun in self.children(prep, "prep_object"):
                for each in self.conjuncts(noun):
                    yield _whole(prep), each
            for inner in self.children(prep, "prep"):
                for noun in self.children(inner, "prep_object"):
                    for each in self.conjuncts(noun):
                        yield inner.norm, each
        for noun in self.children(unit, "oblique"):
            prep_norm = " ".join(c.norm for c in self.children(noun, "case")) or ""
            for each in self.conjuncts(noun):
                yield " ".join(c.norm for c in self.children(each, "case")) or prep_norm, each

    def _prepositions(self, unit: Unit) -> Iterator[Unit]:
        """The prepositions at `unit`, those joined by "and" too ("with the minister and with the president")."""
        for child in self.children(unit, "prep", "conjunct"):
            if self.is_(child, "prep") or child.pos == "ADP":
                yield child
                yield from (c for c in self.children(child, "conjunct") if c.pos == "ADP")

    def nested(self, verb: Unit) -> Iterator[tuple[str, Unit]]:
        """Each preposition and noun below `verb`, however deep, that stands under no other verb."""
        open_ = [self.units[i] for i in verb.children]
        while open_:
            here = open_.pop(0)
            if here.pos in ("VERB", "AUX") and here.mention is None:
                continue
            yield from self.obliques(here)
            open_.extend(self.units[i] for i in here.children)

    def near_subject(self, verb: Unit) -> Unit | None:
        """The party named last before `verb` in its clause, behind no preposition; for verbs that have no subject."""
        for unit in self._clause(verb, -1):
            if unit.mention and unit.mention.kind in _PARTIES and not self._preposition(unit):
                return unit
        return None

    def near_objects(self, verb: Unit, links: frozenset[str]) -> list[Unit]:
        """The party named next behind `verb` in its clause, bare or behind one of `links`, with those joined to it."""
        for unit in self._clause(verb, 1):
            if unit.mention and unit.mention.kind in _PARTIES:
                before = self._preposition(unit)
                return self.conjuncts(unit) if not before or before in links else []
        return []

    def _clause(self, verb: Unit, step: int) -> Iterator[Unit]:
        """The units of the clause of `verb` on one side of it, the nearest first, without what stands in brackets."""
        bracketed = False
        opening, closing = ("(", ")") if step > 0 else (")", "(")
        i = verb.i + step
        while 0 <= i < len(self.units) and (bracketed or not self._leaves_clause(self.units[i], verb)):
            unit = self.units[i]
            bracketed = unit.sent == verb.sent and (unit.text == opening or (bracketed and unit.text != closing))
            if not bracketed:
                yield unit
            i += step

    def _leaves_clause(self, unit: Unit, verb: Unit) -> bool:
        other_verb = unit.pos == "VERB" and unit.mention is None
        return unit.sent != verb.sent or unit.text in _STOPS or other_verb or unit.norm in self._relative

    def _preposition(self, unit: Unit) -> str:
        """The preposition right before `unit`, or none; an article between them is passed over."""
        i = unit.i - 1
        while i >= 0 and self.units[i].pos == "DET":
            i -= 1
        before = self.units[i] if i >= 0 else unit
        return before.norm if before.pos == "ADP" and before.sent == unit.sent else ""

    def verb_of(self, unit: Unit) -> Unit:
        """The nearest verb above `unit`, or the root."""
        here = unit
        for _ in range(30):
            if here.pos in ("VERB", "AUX") or self.head(here) is here:
                return here
            here = self.head(here)
        return here

    def in_main_clause(self, unit: Unit) -> bool:
        """Whether the verb of `unit` is the sentence's own, or coordinated with it."""
        verb = self.verb_of(unit)
        while self.is_(verb, "conjunct") and self.head(verb) is not verb:
            verb = self.head(verb)
        return self.head(verb) is verb

    def governors(self, unit: Unit) -> set[int]:
        """The units above `unit`, up to the first verb and with it."""
        found: set[int] = set()
        here = unit
        while self.head(here) is not here and here.i not in found:
            here = self.head(here)
            found.add(here.i)
            if here.pos in ("VERB", "AUX") and here.mention is None:
                break
        return found

    def subtree(self, unit: Unit) -> list[Unit]:
        """All units under `unit`, itself included, in order of the text."""
        found, open_ = [], [unit]
        while open_:
            here = open_.pop()
            found.append(here)
            open_.extend(self.units[i] for i in here.children)
        return sorted(found, key=lambda u: u.i)

    def negated(self, verb: Unit) -> bool:
        """Whether `verb` is negated, or its subject is nobody."""
        if any(True for _ in self.children(verb, "negation")):
            return True
        words = [child.norm for child in self.children(verb)]
        if self._negations.intersection(words) and not self._only.intersection(words):
            return True
        return any(u.norm in self._none for s in self.own_subjects(verb) for u in (s, *self.children(s)))

    def sayers(self, verb: Unit) -> list[Unit]:
        """The subjects of a verb of saying, those behind it too ("…, a déclaré le ministre")."""
        found = [u for u in self.own_subjects(verb) if u.text[0].isalnum()]
        if found or not self.inserted(verb):
            return found
        behind = (u for u in self.units[verb.i + 1 : verb.i + 1 + _BESIDE] if u.mention and u.sent == verb.sent)
        return list(behind)[:1]

    def inserted(self, verb: Unit) -> bool:
        """Whether the clause of `verb` stands behind what it says: a comma or closing quotation mark leads to it."""
        i = verb.i - 1
        while i >= 0 and self.units[i].pos == "AUX":
            i -= 1
        return i >= 0 and self.units[i].sent == verb.sent and self.units[i].text in _CLOSING
