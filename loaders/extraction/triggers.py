"""Finds the words that make a statement: verbs, states, nouns and modals of asking, proposing, pledging, agreeing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from loaders.extraction.discourse import Discourse
from loaders.extraction.document import Unit
from loaders.extraction.lexical import normals
from loaders.extraction.lexicon import phrases, table
from loaders.extraction.syntax import all_hits, scan
from loaders.extraction.words import Hit

_TO_COME = frozenset({"future", "conditional"})


@dataclass(slots=True)
class Trigger:
    """A unit that makes a statement, the modality that it gives (none to a refusal), and what it is."""

    unit: Unit
    modality: str
    kind: str  # verb, state, noun, modal, refusal


@cache
def words_of(lang: str, group: str, key: str) -> frozenset[str]:
    """The words under `group.key` of the lexicon of commitments."""
    return frozenset(table(lang, "commitments").get(group, {}).get(key, ()))


class Triggers:
    """Finds the triggers of one document, sentence by sentence."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.tree = discourse.tree
        self.lang = discourse.document.lang

    def find(self, units: list[Unit]) -> list[Trigger]:
        """The words that make a statement, those higher in the sentence first."""
        found: dict[int, Trigger] = {}
        for hit in all_hits(phrases(self.lang, "commitments", "verbs"), units):
            unit = self._verb(units, hit)
            if unit is None or not self._active(unit):
                continue
            known = found.get(unit.i)
            if known is None or hit.end - hit.start > 1:
                planned = hit.label == "signed" and self._ahead(unit)
                found[unit.i] = Trigger(unit, "pledged" if planned else hit.label, "verb")
        for hit in all_hits(phrases(self.lang, "commitments", "states"), units):
            if units[hit.start].pos in ("VERB", "ADJ") and units[hit.start].mention is None:
                found[units[hit.start].i] = Trigger(units[hit.start], hit.label, "state")
        for hit in scan(phrases(self.lang, "commitments", "nouns"), units):
            unit = units[hit.end - 1]
            noun = unit.pos in ("NOUN", "PROPN") and unit.mention is None
            if noun and unit.i not in found and self._brought_forward(unit):
                found[unit.i] = Trigger(unit, hit.label, "noun")
        for hit in all_hits(phrases(self.lang, "commitments", "refusal"), units):
            unit = units[hit.start]
            if unit.pos == "VERB" and unit.mention is None:
                found[unit.i] = Trigger(unit, "", "refusal")
        for unit in units:
            if unit.pos in ("AUX", "VERB") and unit.i not in found:
                modality = self._modal(unit)
                verb = self.tree.head(unit) if self.tree.is_(unit, "auxiliary") else unit
                if modality and verb.i not in found:
                    found[verb.i] = Trigger(verb, modality, "modal")
        return sorted(found.values(), key=lambda t: (self._depth(t.unit), t.unit.i))

    def _verb(self, units: list[Unit], hit: Hit) -> Unit | None:
        words = units[hit.start : hit.end]
        verbs = [u for u in words if u.pos in ("VERB", "ADJ")]
        return verbs[-1] if verbs and words[0].pos in ("VERB", "AUX", "ADJ") else None

    def _ahead(self, verb: Unit) -> bool:
        """Whether `verb` tells of what is to come, which is a plan like any other ("will sign", "signera")."""
        modals = words_of(self.lang, "modals", "pledged")
        return any(u.mood in _TO_COME or u.norm in modals for u in (verb, *self.tree.children(verb, "auxiliary")))

    def _active(self, unit: Unit) -> bool:
        """Whether a verb makes a statement: not a mere participle that tells of a noun ("signed in 2017")."""
        if self.tree.is_(unit, "participle"):
            return not self.tree.past(unit)
        if unit.mood == "participle" and not self.tree.is_any(unit, "conjunct", "open_clause", "complement"):
            root = self.tree.head(unit) is unit
            return root or any(True for _ in self.tree.children(unit, "auxiliary", "passive"))
        return not self.tree.is_(unit, "relative") or bool(self.tree.own_subjects(unit))

    def _modal(self, unit: Unit) -> str:
        if unit.mood in _TO_COME:
            verb = self._mooded(unit)
            effect = verb.lemma in words_of(self.lang, "forecast", "effects")
            told = effect and not any(self._acts(s) for s in self.tree.own_subjects(verb))
            return "" if told or verb.lemma in words_of(self.lang, "forecast", "verbs") else "pledged"
        if not self.tree.is_(unit, "auxiliary"):
            return self._governing(unit)
        for modality in ("pledged", "proposed"):
            if unit.norm in words_of(self.lang, "modals", modality):
                verb = self.tree.head(unit)
                forecast = (
                    verb.lemma in words_of(self.lang, "forecast", "verbs") or self._believed(verb) or self._effect(verb)
                )
                return "" if modality == "pledged" and forecast else modality
        return ""

    def _governing(self, unit: Unit) -> str:
        """The modality of a modal verb that governs an infinitive ("ils doivent coopérer", "they are to cooperate")."""
        for modality in ("pledged", "proposed"):
            if unit.lemma not in words_of(self.lang, "governing", modality):
                continue
            below = next((c for c in self.tree.children(unit, "complement") if c.pos == "VERB"), None)
            forecast = below is None or below.lemma in words_of(self.lang, "forecast", "verbs")
            return "" if forecast or not any(self._acts(s) for s in self.tree.own_subjects(unit)) else modality
        return ""

    def _acts(self, subject: Unit) -> bool:
        """Whether `subject` names a party, or is a pronoun for several or for the speaker."""
        pronouns = normals(self.lang, "references", "pronouns_many") | normals(
            self.lang, "references", "pronouns_speaker"
        )
        return bool(self.discourse.parties(subject)) if subject.mention else subject.norm in pronouns

    def _mooded(self, unit: Unit) -> Unit:
        """The verb whose future or conditional `unit` forms: itself, or what it is the auxiliary of."""
        return self.tree.head(unit) if self.tree.is_(unit, "auxiliary") else unit

    def _effect(self, verb: Unit) -> bool:
        """Whether `verb` tells what a thing, not a party, brings about ("the visit will strengthen the network")."""
        subjects = self.tree.own_subjects(verb)
        things = bool(subjects) and not any(s.mention or self.discourse.subject(s) for s in subjects)
        return (
            things
            and not self.tree.passive(verb)
            and any(s.pos == "NOUN" for s in subjects)
            and bool(self.tree.objects(verb))
        )

    def _believed(self, verb: Unit) -> bool:
        """Whether what `verb` tells is what somebody believes or hopes."""
        belief, head = table(self.lang, "commitments").get("belief", {}).get("verbs", ()), self.tree.head(verb)
        return self.tree.is_(verb, "complement") and head is not verb and head.lemma in belief

    def _brought_forward(self, noun: Unit) -> bool:
        verb = self.tree.verb_of(noun)
        expressed = verb.lemma in words_of(self.lang, "express", "all")
        if noun.lemma in words_of(self.lang, "express", "weak"):
            return expressed and self.tree.head(noun) is verb
        return expressed or any(True for _ in self.tree.children(noun, "possessive"))

    def _depth(self, unit: Unit) -> int:
        depth, here = 0, unit
        while (head := self.tree.head(here)) is not here and depth < 50:
            here, depth = head, depth + 1
        return depth
