"""Finds commitments and refusals: who asked, proposed, pledged, agreed or signed, and the clause that tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from loaders.extraction.discourse import Discourse, Party
from loaders.extraction.document import Sentence, Unit
from loaders.extraction.lexical import normals
from loaders.extraction.lexicon import phrases, table
from loaders.extraction.syntax import all_hits, scan
from loaders.extraction.topics import names_topic
from loaders.extraction.words import Hit
from loaders.records import Modality

_TO_COME = frozenset({"future", "conditional"})
_MASKED = frozenset({"date", "aside"})
_BY_NAME = frozenset({"person", "organisation", "country"})
_ENDING = frozenset({".", ",", ";", ":", "!", "?", "-", "–", "—", '"', "”", "“", "»", "«", "and", "et", "và", "'"})
_FEWEST_WORDS, _FEWEST_IF_CERTAIN = 7, 4  # of a claim; of one that must name a topic as well


@dataclass(slots=True)
class Claim:
    """A statement as one clause tells it; `first`/`last` are units, end exclusive."""

    modality: Modality | None
    actors: list[Party]
    counterparts: list[Party]
    first: int
    last: int
    sentence: Sentence
    trigger: int
    clauses: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Trigger:
    unit: Unit
    modality: str
    kind: str  # verb, state, noun, modal, refusal


@cache
def _set(lang: str, group: str, key: str) -> frozenset[str]:
    return frozenset(table(lang, "commitments").get(group, {}).get(key, ()))


class Statements:
    """Reads the statements of one document, sentence by sentence, with the help of the discourse."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.tree = discourse.tree
        self.lang = discourse.document.lang
        self._begun = False  # whether the headlines are over

    def read(self, sentence: Sentence, units: list[Unit]) -> Iterator[Claim]:
        """Yield the commitments and refusals (no modality) that `sentence` tells of."""
        if not units or self._headline(units):
            return
        triggers = self._triggers(units)
        taken: list[tuple[int, int]] = []
        for trigger in triggers:
            if any(a <= trigger.unit.i < b for a, b in taken):
                continue
            claim = self._claim(sentence, units, trigger, [t for t in triggers if t is not trigger])
            if claim is None or self._idle(trigger, claim):
                continue
            taken.append((min(trigger.unit.i, claim.first), claim.last))
            yield claim

    def _idle(self, trigger: _Trigger, claim: Claim) -> bool:
        """Whether a claim says too little: a few words, a mere aside, or a forecast about no topic at all."""
        words = self.tree.units[claim.first : claim.last]
        brief = trigger.modality == "signed" and claim.first < trigger.unit.i
        certain = trigger.kind == "modal" or (trigger.kind == "noun" and names_topic(words, self.lang))
        fewest = _FEWEST_IF_CERTAIN if certain else _FEWEST_WORDS
        if len(words) < fewest and not brief:
            return True
        if trigger.kind != "noun" and self._aside(trigger.unit):
            return True
        return trigger.kind == "modal" and not names_topic(words, self.lang)

    def _aside(self, unit: Unit) -> bool:
        """Whether a verb's clause only adds to a noun or another clause: one with its own subject says more."""
        if self.tree.is_(unit, "relative"):
            relatives = normals(self.lang, "references", "relatives")
            return not any(s.norm not in relatives for s in self.tree.own_subjects(unit))
        return self.tree.is_(unit, "adverbial")

    def _headline(self, units: list[Unit]) -> bool:
        """Whether a sentence is a headline: it is short, has no full stop, and no other has been before it."""
        ended = units[-1].text in {".", "!", "?", "”", '"', ")", ":"} or len(units) >= 25
        self._begun = self._begun or ended
        return not self._begun

    # -- triggers

    def _triggers(self, units: list[Unit]) -> list[_Trigger]:
        """The words that make a statement, those higher in the sentence first."""
        found: dict[int, _Trigger] = {}
        for hit in all_hits(phrases(self.lang, "commitments", "verbs"), units):
            unit = self._verb(units, hit)
            if unit is None or not self._active(unit):
                continue
            known = found.get(unit.i)
            if known is None or hit.end - hit.start > 1:
                found[unit.i] = _Trigger(unit, hit.label, "verb")
        for hit in all_hits(phrases(self.lang, "commitments", "states"), units):
            if units[hit.start].pos in ("VERB", "ADJ") and units[hit.start].mention is None:
                found[units[hit.start].i] = _Trigger(units[hit.start], hit.label, "state")
        for hit in scan(phrases(self.lang, "commitments", "nouns"), units):
            unit = units[hit.end - 1]
            if unit.pos == "NOUN" and unit.i not in found and self._brought_forward(unit):
                found[unit.i] = _Trigger(unit, hit.label, "noun")
        for hit in all_hits(phrases(self.lang, "commitments", "refusal"), units):
            unit = units[hit.start]
            if unit.pos == "VERB" and unit.mention is None:
                found[unit.i] = _Trigger(unit, "", "refusal")
        for unit in units:
            if unit.pos in ("AUX", "VERB") and unit.i not in found:
                modality = self._modal(unit)
                verb = self.tree.head(unit) if self.tree.is_(unit, "auxiliary") else unit
                if modality and verb.i not in found:
                    found[verb.i] = _Trigger(verb, modality, "modal")
        return sorted(found.values(), key=lambda t: (self._depth(t.unit), t.unit.i))

    def _verb(self, units: list[Unit], hit: Hit) -> Unit | None:
        words = units[hit.start : hit.end]
        verbs = [u for u in words if u.pos in ("VERB", "ADJ")]
        return verbs[-1] if verbs and words[0].pos in ("VERB", "AUX", "ADJ") else None

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
            effect = verb.lemma in _set(self.lang, "forecast", "effects")
            told = effect and not any(self._acts(s) for s in self.tree.own_subjects(verb))
            return "" if told or verb.lemma in _set(self.lang, "forecast", "verbs") else "pledged"
        if not self.tree.is_(unit, "auxiliary"):
            return self._governing(unit)
        for modality in ("pledged", "proposed"):
            if unit.norm in _set(self.lang, "modals", modality):
                verb = self.tree.head(unit)
                forecast = verb.lemma in _set(self.lang, "forecast", "verbs") or self._believed(verb)
                return "" if modality == "pledged" and forecast else modality
        return ""

    def _governing(self, unit: Unit) -> str:
        """The modality of a modal verb that governs an infinitive ("ils doivent coopérer", "they are to cooperate")."""
        for modality in ("pledged", "proposed"):
            if unit.lemma not in _set(self.lang, "governing", modality):
                continue
            below = next((c for c in self.tree.children(unit, "complement") if c.pos == "VERB"), None)
            forecast = below is None or below.lemma in _set(self.lang, "forecast", "verbs")
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

    def _believed(self, verb: Unit) -> bool:
        """Whether what `verb` tells is what somebody believes or hopes."""
        belief, head = table(self.lang, "commitments").get("belief", {}).get("verbs", ()), self.tree.head(verb)
        return self.tree.is_(verb, "complement") and head is not verb and head.lemma in belief

    def _brought_forward(self, noun: Unit) -> bool:
        verb = self.tree.verb_of(noun)
        expressed = verb.lemma in _set(self.lang, "express", "all")
        if noun.lemma in _set(self.lang, "express", "weak"):
            return expressed and self.tree.head(noun) is verb
        return expressed or any(True for _ in self.tree.children(noun, "possessive"))

    def _depth(self, unit: Unit) -> int:
        depth, here = 0, unit
        while (head := self.tree.head(here)) is not here and depth < 50:
            here, depth = head, depth + 1
        return depth

    # -- claims

    def _claim(self, sentence: Sentence, units: list[Unit], trigger: _Trigger, others: list[_Trigger]) -> Claim | None:
        unit = trigger.unit
        verb = self.tree.verb_of(unit)
        subjects, passive = self.tree.subjects(verb)
        passive = passive and trigger.kind != "state"
        actors = self._subjects(verb, subjects) if not passive else self._agents(verb)
        if trigger.kind == "noun":
            own = self._parties(self.tree.children(unit, "possessive"))
            actors = own or actors
        if trigger.kind == "modal" and (not actors or trigger.modality == "proposed"):
            actors = self._speaker(verb) or actors
            if not actors:
                return None
        if not actors and passive and trigger.modality in ("agreed", "signed"):
            actors = self._agents(verb) or self.discourse.present
        if not actors or self._opinion(trigger) or self._void(trigger, verb):
            return None
        modality: str | None = trigger.modality
        if trigger.kind == "refusal" or self.tree.negated(unit) or self.tree.negated(verb):
            modality = trigger.modality if trigger.kind == "modal" else None
        elif modality != "signed" and _joint(actors):
            modality = "agreed"
        elif modality == "proposed" and self._directed(unit):
            modality = "requested"
        first, last = self._span(units, trigger, verb, subjects, others)
        return Claim(
            modality,  # type: ignore[arg-type]
            _distinct(actors),
            self._counterparts(verb, actors, trigger),
            first,
            last,
            sentence,
            unit.i,
            self._clauses(unit, first, last),
        )

    def _directed(self, unit: Unit) -> bool:
        """Whether a verb that proposes to both sides but asks one of them ("đề nghị") is put to one by name."""
        if unit.lemma not in table(self.lang, "commitments").get("directed", {}).get("verbs", ()):
            return False
        clauses = self.tree.children(unit, "complement")
        behind = [*self.tree.objects(unit), *(s for clause in clauses for s in self.tree.own_subjects(clause))]
        return any(u.mention is not None and u.mention.kind in _BY_NAME for u in behind)

    def _parties(self, units: Iterable[Unit]) -> list[Party]:
        return [p for u in units for p in self.discourse.parties(u)]

    def _subjects(self, verb: Unit, subjects: list[Unit]) -> list[Party]:
        """Who does what `verb` says; the party named last before it where the parser gives nobody."""
        found = [p for u in subjects for p in self.discourse.subject(u)]
        near = self.tree.near_subject(verb) if not found else None
        return self._parties([near]) if near else found

    def _agents(self, verb: Unit) -> list[Party]:
        by = table(self.lang, "meetings")["links"]["with"]
        return [p for prep, noun in self.tree.obliques(verb) if prep in by for p in self.discourse.parties(noun)]

    def _speaker(self, verb: Unit) -> list[Party]:
        """Who says the clause of `verb`: the subject of a verb of saying above it or beside it."""
        speech = _set(self.lang, "speech", "verbs")
        here = verb
        for _ in range(6):
            for child in self.tree.children(here):
                if child.lemma in speech and child.pos == "VERB" and child is not verb:
                    return self._parties(self.tree.sayers(child))
            head = self.tree.head(here)
            if head is here:
                return []
            if head.lemma in speech:
                return self._parties(self.tree.subjects(head)[0])
            here = head
        return []

    def _opinion(self, trigger: _Trigger) -> bool:
        """Whether what is agreed on or hoped is how things are, not what shall be done."""
        if trigger.kind != "verb" or trigger.modality not in ("agreed", "proposed"):
            return False
        for clause in self.tree.children(trigger.unit, "complement"):
            if clause.lemma in _set(self.lang, "opinion", "verbs"):
                aux = [c.norm for c in self.tree.children(clause, "auxiliary")]
                modal = _set(self.lang, "modals", "pledged") | _set(self.lang, "modals", "proposed") | {"to"}
                if clause.norm not in ("be", "have") and not modal.intersection(aux):
                    return True
        return False

    def _void(self, trigger: _Trigger, verb: Unit) -> bool:
        """A courtesy, a call without what is called for, or a signature under no document."""
        unit = trigger.unit
        objects = self.tree.objects(unit) + [n for _, n in self.tree.obliques(unit)]
        if any(o.lemma in _set(self.lang, "courtesy", "nouns") for o in objects):
            return True
        if unit.lemma in _set(self.lang, "reflexive", "verbs") and not self._reflexive(unit):
            return True
        if trigger.kind == "verb" and unit.lemma in _set(self.lang, "clausal", "verbs"):
            preps = {c.norm for c in self.tree.children(unit, "prep")}
            return "for" not in preps and not any(True for _ in self.tree.children(unit, "complement", "adverbial"))
        if trigger.modality == "signed":
            auxiliaries = {c.norm for c in self.tree.children(verb, "auxiliary")}
            if auxiliaries & (_set(self.lang, "modals", "pledged") | _set(self.lang, "modals", "possible")):
                return True
            documents = _set(self.lang, "document", "nouns")
            about = objects + self.tree.subjects(unit)[0] + [unit]
            past = self.tree.is_(verb, "relative") or self.tree.is_(verb, "background")
            return past or not any(
                not documents or o.lemma in documents or o.norm in documents for o in (*about, *self._of(objects))
            )
        if trigger.kind == "verb":
            return not self._content(unit)
        return False

    def _reflexive(self, verb: Unit) -> bool:
        """Whether a reflexive pronoun stands shortly before `verb`."""
        before = self.tree.units[max(0, verb.i - 5) : verb.i]
        return any(u.norm in _set(self.lang, "reflexive", "pronouns") and u.sent == verb.sent for u in before)

    def _of(self, objects: list[Unit]) -> list[Unit]:
        return [n for o in objects for _, n in self.tree.obliques(o)]

    def _content(self, unit: Unit) -> bool:
        """Whether anything stands behind (or before) the verb that could be what is asked, pledged or agreed."""
        if any(
            True for _ in self.tree.children(unit, "complement", "object", "prep", "oblique", "adverbial", "passive")
        ):
            return True
        behind = next(
            (u for u in self.tree.units[unit.i + 1 :] if not u.mention or u.mention.kind not in _MASKED), unit
        )
        return behind.sent == unit.sent and behind.pos in ("SCONJ", "ADP", "DET")

    def _counterparts(self, verb: Unit, actors: list[Party], trigger: _Trigger) -> list[Party]:
        mine = {p.ref for p in actors}
        named = [p for p in self._parties(self.tree.objects(verb)) if p.ref not in mine]
        for clause in self.tree.children(verb, "complement"):
            named += [p for p in self._parties(self.tree.own_subjects(clause)) if p.ref not in mine]
        if named:
            return _distinct(named)
        sides = {p.country for p in actors}
        return [p for p in self.discourse.present if p.ref not in mine and p.country not in sides]

    def _span(
        self, units: list[Unit], trigger: _Trigger, verb: Unit, subjects: list[Unit], others: list[_Trigger]
    ) -> tuple[int, int]:
        """The units of the whole clause: its subject, where that stands before it, to the end of what hangs on it."""
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
        beside = skip if trigger.kind == "refusal" else set()
        while last - 1 > first and (last - 1 in beside or self._trim(last - 1)):
            last -= 1
        while first < verb.i and self._trim(first):
            first += 1
        return first, last

    def _before_speech(self, verb: Unit, last: int) -> int:
        """The end of what is said: `last`, or the words behind it that tell who says it ("…, a dit le ministre")."""
        speech = _set(self.lang, "speech", "verbs")
        for unit in self.tree.units[verb.i + 1 : last]:
            sayers = self.tree.sayers(unit) if unit.pos == "VERB" and unit.lemma in speech else []
            if sayers and sayers[0].i > unit.i and self.tree.inserted(unit):
                return next(i for i in range(unit.i, verb.i, -1) if self.tree.units[i - 1].pos != "AUX")
        return last

    def _outside(self, verb: Unit, others: list[_Trigger]) -> set[int]:
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
                or (child.i < verb.i and not self.tree.is_(child, "subject") and not self.tree.is_(child, "passive"))
            ):
                found.update(u.i for u in self.tree.subtree(child))
        return found

    def _trim(self, i: int) -> bool:
        return self.tree.units[i].norm in _ENDING or self.tree.units[i].pos == "CCONJ"

    def _clauses(self, unit: Unit, first: int, last: int) -> list[tuple[int, int]]:
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


def _joint(actors: list[Party]) -> bool:
    return len({p.ref for p in actors}) >= 2 and len({p.country or p.ref for p in actors}) >= 2


def _distinct(parties: list[Party]) -> list[Party]:
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.ref, party)
    return list(found.values())
