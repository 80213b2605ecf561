"""Finds commitments and refusals: who asked, proposed, pledged, agreed or signed, and the clause that tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from loaders.extraction.discourse import Discourse, Party
from loaders.extraction.document import Sentence, Unit
from loaders.extraction.lexical import normals
from loaders.extraction.lexicon import phrases, table
from loaders.extraction.statement_spans import Spans
from loaders.extraction.topics import names_topic
from loaders.extraction.triggers import Trigger, Triggers, words_of
from loaders.records import Modality

_MASKED = frozenset({"date", "aside"})
_BY_NAME = frozenset({"person", "organisation", "country"})


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


class Statements:
    """Reads the statements of one document, sentence by sentence, with the help of the discourse."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.tree = discourse.tree
        self.lang = discourse.document.lang
        self.triggers = Triggers(discourse)
        self.spans = Spans(self.tree, self.lang)
        self._owning = frozenset(table(self.lang, "meetings")["links"]["owner"])
        self._begun = False  # whether the headlines are over

    def read(self, sentence: Sentence, units: list[Unit]) -> Iterator[Claim]:
        """Yield the commitments and refusals (no modality) that `sentence` tells of."""
        if not units or self._headline(units):
            return
        triggers = self.triggers.find(units)
        taken: list[tuple[int, int]] = []
        for trigger in triggers:
            if any(a <= trigger.unit.i < b for a, b in taken):
                continue
            claim = self._claim(sentence, units, trigger, [t for t in triggers if t is not trigger])
            if claim is None or self._idle(trigger, claim):
                continue
            taken.append((min(trigger.unit.i, claim.first), claim.last))
            yield claim

    def _idle(self, trigger: Trigger, claim: Claim) -> bool:
        """Whether a claim says too little: a few words, a mere aside, or a forecast about no topic at all."""
        words = self.tree.units[claim.first : claim.last]
        brief = trigger.modality == "signed" and claim.first < trigger.unit.i
        certain = trigger.kind == "modal" or (trigger.kind == "noun" and names_topic(words, self.lang))
        shortest = table(self.lang, "commitments")["shortest"]
        fewest = shortest["certain"] if certain else shortest["any"]
        if sum(min(u.last - u.first, shortest["name"]) for u in words) < fewest and not brief:
            return True
        if trigger.kind != "noun" and self._aside(trigger.unit):
            return True
        return trigger.kind == "modal" and not (names_topic(words, self.lang) or self._cooperates(words))

    def _cooperates(self, words: list[Unit]) -> bool:
        """Whether `words` tell of working together or helping, whatever the field."""
        return any(True for _ in phrases(self.lang, "commitments", "cooperation").all(words))

    def _aside(self, unit: Unit) -> bool:
        """Whether a verb's clause only adds to a noun or another clause: one with its own subject says more."""
        if self.tree.is_(unit, "relative"):
            relatives = normals(self.lang, "references", "relatives")
            return not any(s.norm not in relatives for s in self.tree.own_subjects(unit))
        return self.tree.is_(unit, "adverbial") and not self.spans.contrasts(unit)

    def _headline(self, units: list[Unit]) -> bool:
        """Whether a sentence is a headline: it is short, has no full stop, and no other has been before it."""
        ended = units[-1].text in {".", "!", "?", "”", '"', ")", ":"} or len(units) >= 25
        self._begun = self._begun or ended
        return not self._begun

    def _claim(self, sentence: Sentence, units: list[Unit], trigger: Trigger, others: list[Trigger]) -> Claim | None:
        unit = trigger.unit
        verb = self.tree.verb_of(unit)
        subjects, passive = self.tree.subjects(verb)
        passive = passive and trigger.kind != "state"
        actors = self._subjects(verb, subjects) if not passive else self._agents(verb)
        actors = self._parties(self.spans.spoken_behind(trigger)) or actors
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
        first, last = self.spans.whole(units, trigger, verb, subjects, others)
        return Claim(
            modality,  # type: ignore[arg-type]
            _distinct(actors),
            self._counterparts(verb, actors, trigger),
            first,
            last,
            sentence,
            unit.i,
            self.spans.items(unit, first, last),
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
        if found or self.tree.is_(verb, "participle"):
            return found
        near = self.tree.near_subject(verb)
        listed = self._parties(self.tree.conjuncts(near)) if near else []
        return listed or self._parties(n for u in subjects for prep, n in self.tree.obliques(u) if prep in self._owning)

    def _agents(self, verb: Unit) -> list[Party]:
        by = table(self.lang, "meetings")["links"]["with"]
        return [p for prep, noun in self.tree.obliques(verb) if prep in by for p in self.discourse.parties(noun)]

    def _speaker(self, verb: Unit) -> list[Party]:
        """Who says the clause of `verb`: the subject of a verb of saying above it or beside it."""
        speech = words_of(self.lang, "speech", "verbs")
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

    def _opinion(self, trigger: Trigger) -> bool:
        """Whether what is agreed on or hoped is how things are, not what shall be done."""
        if trigger.kind != "verb" or trigger.modality not in ("agreed", "proposed"):
            return False
        to_do = words_of(self.lang, "modals", "pledged") | words_of(self.lang, "modals", "proposed")
        to_do |= words_of(self.lang, "opinion", "markers")
        for clause in self.tree.children(trigger.unit, "complement"):
            auxiliaries = {c.norm for c in self.tree.children(clause, "auxiliary")}
            if to_do & auxiliaries or clause.norm in words_of(self.lang, "opinion", "bare"):
                continue
            if clause.lemma in words_of(self.lang, "opinion", "verbs") or (
                auxiliaries & words_of(self.lang, "opinion", "told")
            ):
                return True
        return False

    def _void(self, trigger: Trigger, verb: Unit) -> bool:
        """A courtesy, a call without what is called for, or a signature under no document."""
        unit = trigger.unit
        objects = self.tree.objects(unit) + [n for _, n in self.tree.obliques(unit)]
        if any(o.lemma in words_of(self.lang, "courtesy", "nouns") for o in objects):
            return True
        if unit.lemma in words_of(self.lang, "reflexive", "verbs") and not self._reflexive(unit):
            return True
        if trigger.kind == "verb" and unit.lemma in words_of(self.lang, "clausal", "verbs"):
            preps = {c.norm for c in self.tree.children(unit, "prep")}
            called = preps & words_of(self.lang, "clausal", "for")
            return not called and not any(True for _ in self.tree.children(unit, "complement", "adverbial"))
        if trigger.modality == "signed":
            auxiliaries = {c.norm for c in self.tree.children(verb, "auxiliary")}
            modals = (words_of(self.lang, "modals", m) for m in ("pledged", "proposed", "possible"))
            if auxiliaries & frozenset().union(*modals):
                return True
            documents = words_of(self.lang, "document", "nouns")
            about = objects + self.tree.subjects(unit)[0] + [unit]
            past = self.tree.is_any(verb, "relative", "background") or self._years_ago(verb)
            return past or not any(
                not documents or o.lemma in documents or o.norm in documents for o in (*about, *self._of(objects))
            )
        return trigger.kind == "verb" and not self._content(unit)

    def _years_ago(self, verb: Unit) -> bool:
        """Whether a year before that of publication is told as the time of `verb`."""
        published = (self.discourse.document.article.published or "")[:4]
        times = [u for _, noun in self.tree.obliques(verb) for u in (noun, *self.tree.children(noun))]
        return any(u.norm.isdigit() and len(u.norm) == 4 and u.norm < published for u in times)

    def _reflexive(self, verb: Unit) -> bool:
        """Whether a reflexive pronoun stands shortly before `verb`."""
        before = self.tree.units[max(0, verb.i - 5) : verb.i]
        return any(u.norm in words_of(self.lang, "reflexive", "pronouns") and u.sent == verb.sent for u in before)

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

    def _counterparts(self, verb: Unit, actors: list[Party], trigger: Trigger) -> list[Party]:
        mine = {p.ref for p in actors}
        named = [p for p in self._parties(self.tree.objects(verb)) if p.ref not in mine]
        for clause in self.tree.children(verb, "complement"):
            named += [p for p in self._parties(self.tree.own_subjects(clause)) if p.ref not in mine]
        if named:
            return _distinct(named)
        sides = {p.country for p in actors}
        return [p for p in self.discourse.present if p.ref not in mine and p.country not in sides]


def _joint(actors: list[Party]) -> bool:
    return len({p.ref for p in actors}) >= 2 and len({p.country or p.ref for p in actors}) >= 2


def _distinct(parties: list[Party]) -> list[Party]:
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.ref, party)
    return list(found.values())
