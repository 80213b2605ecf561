"""Finds meetings that no word for a meeting tells: by what people do together, and by who was there."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.extraction.discourse import Party
from loaders.extraction.document import Sentence, Unit
from loaders.extraction.encounters import ATTENDED, Encounter, distinct, of_two_sides
from loaders.extraction.lexicon import phrases, table
from loaders.extraction.participants import Participants, verb_of_phrase, wordset
from loaders.extraction.syntax import scan


class Contacts(Participants):
    """Reads contacts and presences sentence by sentence, and what a whole text implies."""

    def read(self, sentence: Sentence, units: list[Unit]) -> Iterator[Encounter]:
        """Yield the meetings that `sentence` tells by what is done; one of a single person has no kind."""
        yield from self._contacts(sentence, units)
        yield from self._together(sentence, units)
        yield from self._presences(sentence, units)

    def _contacts(self, sentence: Sentence, units: list[Unit]) -> Iterator[Encounter]:
        """Officials of different countries who do together, or to each other, what is done in a meeting."""
        for unit in units:
            if unit.pos != "VERB" or unit.mention or unit.quoted:
                continue
            joint = self._joint(unit)
            address = unit.lemma in wordset(self.lang, "contact", "address")
            subjects, passive = self.tree.subjects(unit)
            acting = self.parties(subjects) if not passive else []
            joined = [p for p in self.linked(unit, "beside") if not self._does_else(p)] if joint else []
            spoken_to = self.parties(self.tree.objects(unit)) + self.linked(unit, "call") if address else []
            people = [p for p in distinct(acting + joined + spoken_to) if p.kind == "person" and self.named(p)]
            if address and self._from_afar(unit):
                continue
            status = self.status(unit)
            sides = of_two_sides(people) or self._of_one_rank(acting, joined)
            if sides and (status == "held" or unit.mood == "future"):
                yield Encounter("bilateral meeting", people, unit, sentence, status, verb=unit)

    def _from_afar(self, verb: Unit) -> bool:
        """Whether what is said is sent: "thanked him in a letter", "congratulated her on social media"."""
        media = wordset(self.lang, "contact", "media")
        return any(noun.lemma in media for _, noun in self.tree.obliques(verb))

    def _does_else(self, party: Party) -> bool:
        """Whether a clause tells what somebody else did: "declared an emergency, with the governor following suit"."""
        unit = self.tree.units[party.unit]
        behind = self.tree.units[unit.i + 1] if unit.i + 1 < len(self.tree.units) else unit
        return behind.sent == unit.sent and behind.pos == "VERB" and self.tree.present(behind)

    def _joint(self, verb: Unit) -> bool:
        """Whether two who do what `verb` says have met: by the verbs that tell so, where the language lists them."""
        together = table(self.lang, "meetings")["contact"].get("together")
        if together is not None:
            return verb.lemma in together
        return verb.lemma not in wordset(self.lang, "contact", "apart")

    def _of_one_rank(self, acting: list[Party], joined: list[Party]) -> bool:
        """Whether somebody acts with the holder of the same office, which makes them counterparts of two countries."""
        ones, others = ({p.ref for p in parties if p.kind == "person"} for parties in (acting, joined))
        return any(self._office_heads(p) & self._office_heads(q) for p in ones for q in others if p != q)

    def _office_heads(self, ref: str) -> set[str]:
        return {office.head for office in self.discourse.bearer(ref).offices}

    def _together(self, sentence: Sentence, units: list[Unit]) -> Iterator[Encounter]:
        """Two or three officials of different countries in a sentence that speaks of a meeting."""
        nouns = [units[h.end - 1] for h in scan(phrases(self.lang, "meetings", "nouns"), units)]
        named = [u for u in units if u.mention and u.mention.kind in ("person", "role") and not self.absent(u)]
        named = [u for u in named if not nouns or not self._elsewhere(u, nouns[0])]
        people = [p for p in distinct(self.parties(named)) if p.kind == "person"]
        if not nouns or not 2 <= len(people) <= 3 or not of_two_sides(people):
            return
        trigger = nouns[0]
        verb = self.tree.verb_of(trigger)
        status = self.status(verb, trigger)
        yield Encounter("bilateral meeting", people, trigger, sentence, status, noun=True, verb=verb, guessed=True)

    def _elsewhere(self, unit: Unit, trigger: Unit) -> bool:
        """Whether `unit` acts in a side clause that tells nothing of `trigger`: "while the premier was in Rome"."""
        clause = self.tree.head(unit)
        if not self.tree.is_any(unit, "subject", "passive") or not self.tree.is_any(clause, "relative", "adverbial"):
            return False
        return trigger.i not in {u.i for u in self.tree.subtree(clause)}

    def _presences(self, sentence: Sentence, units: list[Unit]) -> Iterator[Encounter]:
        """People who attend, lead a delegation, sign or are among those present; two sides at once have met."""
        people: dict[str, Party] = {}
        again = not any(h.label in ATTENDED for h in scan(phrases(self.lang, "meetings", "nouns"), units))
        trigger = next((u for u in units if self._part(u)), None)
        if trigger:
            people = {p.ref: p for u in units if u.mention for p in self.parties([u]) if p.kind == "person"}
        for hit in scan(phrases(self.lang, "meetings", "presence"), units):
            words = units[hit.start : hit.end]
            verb = verb_of_phrase(words) or (words[-1] if words[-1].pos == "AUX" else None)
            if hit.label != "verbs" or verb is None or not self._happened(verb):
                continue
            subjects, _ = self.tree.subjects(verb)
            named = [u for u in units if u.mention and u.mention.kind == "person" and not self.absent(u)]
            named = [u for u in named if not self._elsewhere(u, verb)]
            parties = self.parties([*subjects, *self.tree.objects(verb), *named]) + self.linked(verb, "with")
            trigger = trigger or verb
            again = again and (self.attended(verb) or verb.pos == "AUX")
            people |= {p.ref: p for p in parties if p.kind == "person" and self.named(p)}
        for unit in units:
            company = self.with_company(unit)
            if company and self.status(self.tree.verb_of(unit)) == "held":
                trigger = trigger or unit
                people |= {p.ref: p for p in company}
        if trigger is None or not people:
            return
        both = of_two_sides(list(people.values()))
        kind = "bilateral meeting" if both else ""
        yield Encounter(kind, list(people.values()), trigger, sentence, verb=trigger, again=again)

    def _happened(self, verb: Unit) -> bool:
        """Whether neither `verb` nor one that governs it is of what is planned or denied."""
        chain = [verb]
        while (above := self.tree.head(chain[-1])) is not chain[-1]:
            chain.append(above)
        return all(self.status(v) == "held" for v in chain if v is verb or (v.pos == "VERB" and v.mention is None))

    def _part(self, unit: Unit) -> bool:
        """Whether `unit` is the part somebody has at a meeting, apart from his name ("the head of delegation")."""
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
                        if self.discourse.bearer(party.ref).offices and not self.speaks_only(party):
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
