"""Finds the words of a statement: the span of its clause, and of each item of the list under its verb."""

from __future__ import annotations

from itertools import pairwise

from loaders.extraction.document import Unit
from loaders.extraction.lexical import normals
from loaders.extraction.syntax import Tree
from loaders.extraction.triggers import Trigger, words_of

_LONGEST = 200  # units of what somebody said
_ENDING = frozenset({".", ",", ";", ":", "!", "?", "-", "–", "—", '"', "”", "“", "»", "«", "'"})


class Spans:
    """Measures the statements of one document."""

    def __init__(self, tree: Tree, lang: str) -> None:
        self.tree = tree
        self.lang = lang
        self.joiners = normals(lang, "titles", "joiners")

    def whole(
        self, units: list[Unit], trigger: Trigger, verb: Unit, subjects: list[Unit], others: list[Trigger]
    ) -> tuple[int, int]:
        """The units of the whole clause: its subject, where that stands before it, to the end of what hangs on it."""
        said = self._said_before(trigger)
        if said:
            first = next(i for i in sorted(said) if not self._trim(i) or i == verb.i - 1)
            return first, max(u.i for u in (verb, *subjects, *self.spoken_behind(trigger)) if u.sent == verb.sent) + 1
        low, high = units[0].i, units[-1].i + 1
        tree = [u.i for u in self.tree.subtree(verb) if low <= u.i < high]
        skip = self._outside(verb, others)
        kept = [i for i in tree if i not in skip] or [verb.i]
        own = {u.i for s in self.tree.own_subjects(verb) for u in self.tree.subtree(s)}
        before = {u.i for c in self.tree.children(verb, "complement") for u in self.tree.subtree(c)}
        first = min([verb.i, *(i for i in kept if i in own or i in before or i >= verb.i)])
        if verb.dep and self.tree.is_(verb, "passive"):
            first = min(kept)
        if first == verb.i and any(s.i < verb.i for s in subjects) and not self.tree.own_subjects(verb):
            first = verb.i
        last = self._before_speech(verb, max(kept) + 1)
        if trigger.kind == "verb" and last == verb.i + 1 < high and self.tree.units[last].pos == "SCONJ":
            last = high  # a clause that the parser has lost
        contrasts = (c for c in self.tree.children(verb) if self.contrasts(c))
        beside = skip if trigger.kind == "refusal" else {u.i for c in contrasts for u in self.tree.subtree(c)}
        while last - 1 > first and (last - 1 in beside or self._trim(last - 1)):
            last -= 1
        while first < verb.i and self._trim(first):
            first += 1
        return first, last

    def _said_before(self, trigger: Trigger) -> list[int]:
        """The units of a clause before the verb that it hangs on ("Data will be shared, both sides agreed")."""
        verb = trigger.unit
        said = [c for c in self.tree.children(verb, "complement") if c.i < verb.i and trigger.kind == "verb"]
        if any(c.i > verb.i for c in self.tree.children(verb, "complement")):
            return []
        if self.spoken_behind(trigger):
            return [u.i for u in self.tree.units[max(0, verb.i - _LONGEST) : verb.i] if u.sent == verb.sent]
        return [u.i for c in said for u in self.tree.subtree(c)]

    def spoken_behind(self, trigger: Trigger) -> list[Unit]:
        """Who agrees on what stands before, where he is named behind the verb ("…, ont convenu les ministres")."""
        agrees = trigger.kind == "verb" and trigger.modality == "agreed" and self.tree.inserted(trigger.unit)
        return [u for u in self.tree.sayers(trigger.unit) if u.i > trigger.unit.i] if agrees else []

    def _before_speech(self, verb: Unit, last: int) -> int:
        """The end of what is said: `last`, or the words behind it that tell who says it ("…, a dit le ministre")."""
        speech = words_of(self.lang, "speech", "verbs")
        for unit in self.tree.units[verb.i + 1 : last]:
            sayers = self.tree.sayers(unit) if unit.pos == "VERB" and unit.lemma in speech else []
            if sayers and sayers[0].i > unit.i and self.tree.inserted(unit):
                return next(i for i in range(unit.i, verb.i, -1) if self.tree.units[i - 1].pos != "AUX")
        return last

    def _outside(self, verb: Unit, others: list[Trigger]) -> set[int]:
        """What hangs on `verb` but is said beside it: coordinated statements, and the subject of a verb of saying."""
        found: set[int] = set()
        triggers = {t.unit.i for t in others}
        for child in self.tree.children(verb):
            if (
                (
                    self.tree.is_(child, "conjunct")
                    and (
                        any(u.i in triggers for u in (child, *self.tree.children(child, "object")))
                        or self.tree.own_subjects(child)
                    )
                )
                or self.tree.is_(child, "parallel")
                or self.contrasts(child)
                or (child.i < verb.i and not self.tree.is_(child, "subject") and not self.tree.is_(child, "passive"))
            ):
                found.update(u.i for u in self.tree.subtree(child))
        return found

    def contrasts(self, verb: Unit) -> bool:
        """Whether the clause of `verb` is set beside another and says as much as a sentence ("while Norway …")."""
        marks = {c.norm for c in self.tree.children(verb, "marker")}
        return self.tree.is_(verb, "adverbial") and bool(marks & words_of(self.lang, "contrast", "words"))

    def _trim(self, i: int) -> bool:
        unit = self.tree.units[i]
        return unit.norm in _ENDING or unit.norm in self.joiners or unit.pos == "CCONJ"

    def items(self, unit: Unit, first: int, last: int) -> list[tuple[int, int]]:
        """The items of the list under one verb: each coordinated complement with its own span."""
        heads = [c for child in self.tree.children(unit, "complement", "object") for c in self.tree.conjuncts(child)]
        heads = [h for h in heads if first <= h.i < last]
        begin = heads[0] if heads else self._marked(unit, last)
        starts = self._infinitives(begin, last) if begin else []
        if len(starts) >= max(2, len(heads)):
            return [(a, self._trimmed(a, b)) for a, b in pairwise([*starts, last])]
        if len(heads) < 2:
            return [(first, last)]
        found = []
        for head in heads:
            inside = {u.i for h in heads if h is not head and h.i > head.i for u in self.tree.subtree(h)}
            span = [u.i for u in self.tree.subtree(head) if u.i not in inside and first <= u.i < last]
            found.append((min(span), self._trimmed(min(span), max(span) + 1)))
        return found

    def _infinitives(self, first: Unit, last: int) -> list[int]:
        """Where the infinitives listed from `first` on begin, each behind a comma or "and".

        A parser may let the later ones hang anywhere; a form like its lemma is the infinitive. There are none where no
        marker ("to") stands before the first.
        """
        found: list[int] = []
        mark = self.tree.units[first.i - 1]
        for verb in self.tree.units[first.i : last]:
            if not self._marks(mark) or verb.pos != "VERB" or verb.norm != verb.lemma or verb.mention is not None:
                continue
            before = self.tree.units[verb.i - 1]
            start = before.i if self._marks(before) else verb.i
            listed = self._trim(start - 1) and (start == verb.i or before.norm == mark.norm)
            if verb is first or listed:
                found.append(start)
        return found

    def _marked(self, unit: Unit, last: int) -> Unit | None:
        """The first infinitive with a marker behind `unit`."""
        behind = self.tree.units[unit.i + 1 : last]
        return next((u for u in behind if u.pos == "VERB" and self._marks(self.tree.units[u.i - 1])), None)

    def _marks(self, unit: Unit) -> bool:
        return self.tree.is_(unit, "marker") or unit.pos == "PART"

    def _trimmed(self, first: int, last: int) -> int:
        """The end of the units from `first` to `last` without commas and conjunctions."""
        while last - 1 > first and self._trim(last - 1):
            last -= 1
        return last
