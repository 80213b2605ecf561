"""Tells who takes part in what a verb or noun of meeting says, and whether it was held."""

from __future__ import annotations

from functools import cache

from loaders.extraction.discourse import Discourse, Party
from loaders.extraction.document import Unit
from loaders.extraction.lexical import normals
from loaders.extraction.lexicon import phrases, table

_PEOPLE = frozenset({"person", "role"})


@cache
def wordset(lang: str, group: str, key: str) -> frozenset[str]:
    """The words of the list `key` in the group `group` of the language's `meetings.toml`; none where it lacks them."""
    return frozenset(table(lang, "meetings")[group].get(key, ()))


@cache
def _nouns(lang: str) -> frozenset[str]:
    """The last words of all nouns of meeting."""
    return frozenset(phrase.split()[-1] for found in table(lang, "meetings")["nouns"].values() for phrase in found)


class Participants:
    """Turns the units around a verb or noun into parties; the base of what reads meetings."""

    def __init__(self, discourse: Discourse) -> None:
        self.discourse = discourse
        self.tree = discourse.tree
        self.lang = discourse.document.lang
        self._speakers: dict[str, bool] = {}

    def parties(self, units: list[Unit]) -> list[Party]:
        """Whom `units` stand for: people, bodies and countries that can take part in a meeting."""
        found = [p for u in units if not self.gathering(u) for p in self._meant(u)]
        return [p for p in found if not self.speaks_only(p)]

    def _meant(self, unit: Unit) -> list[Party]:
        return self.heads(unit) or self.visitors(unit) or self.discourse.parties(unit) or self._called(unit)

    def _called(self, unit: Unit) -> list[Party]:
        """The people named behind a noun for them: "his two colleagues, A and B"."""
        if unit.mention or unit.pos != "NOUN":
            return []
        names = [u for child in self.tree.children(unit, "apposition") for u in self.tree.conjuncts(child)]
        return [p for u in names if u.mention and u.mention.kind == "person" for p in self.discourse.parties(u)]

    def subjects(self, verb: Unit) -> list[Party]:
        """Who does what `verb` says; the party named last before it where the parser gives nobody."""
        found = self.parties([u for s in self.tree.subjects(verb)[0] for u in self._antecedents(s)])
        near = None if found else self.tree.near_subject(verb)
        return self.parties([near]) if near else found

    def _antecedents(self, pronoun: Unit) -> list[Unit]:
        """All that are joined before a relative pronoun ("A and B, who met"), or the unit itself."""
        clause = self.tree.head(pronoun)
        if pronoun.mention or not self.tree.is_(clause, "relative"):
            return [pronoun]
        joined = [u for u in self.tree.conjuncts(self.tree.head(clause)) if u.i < pronoun.i]
        return joined if len(joined) > 1 and all(u.mention for u in joined) else [pronoun]

    def visitors(self, unit: Unit) -> list[Party]:
        """The person whom "the guest", "the visitor" or "the host" means: by his part told before."""
        for key, known in (("guest", self.discourse.guest), ("host", self.discourse.host)):
            if unit.mention is None and unit.pos == "NOUN" and unit.lemma in normals(self.lang, "references", key):
                return [Party("person", known, self.discourse.bearer(known).country, unit.i)] if known else []
        return []

    def linked(self, unit: Unit, links: str) -> list[Party]:
        """Those to whom a preposition of the list `links` leads from `unit`."""
        allowed = wordset(self.lang, "links", links)
        found = [noun for prep, noun in self.tree.obliques(unit) if prep in allowed]
        if links in ("with", "beside") and not found:
            found = [
                n for prep, n in self.tree.nested(unit) if prep in allowed and n.mention and n.mention.kind in _PEOPLE
            ]
        return self.parties(found)

    def listed(self, parties: list[Party]) -> list[Party]:
        """The people named behind the last of `parties` with nothing between but what joins a list."""
        joins = wordset(self.lang, "links", "list")
        units = self.tree.units
        i = max((p.unit for p in parties if self.named(p)), default=-1)
        here, found = units[i].sent if i >= 0 else -1, []
        while i >= 0 and (i := i + 1) < len(units) and units[i].sent == here:
            unit = units[i]
            if unit.mention and unit.mention.kind == "person" and not self.tree.is_any(unit, "subject", "passive"):
                found.append(unit)
            elif unit.mention or unit.norm not in joins:
                break
        return self.parties(found)

    def heads(self, unit: Unit) -> list[Party]:
        """The people at the head of a delegation: "a delegation led by X", "participants including X"."""
        delegation = wordset(self.lang, "presence", "delegation")
        words = self.discourse.document.tokens[unit.first : unit.last]
        side = unit.mention is not None and unit.mention.kind == "side" and any(t.norm in delegation for t in words)
        if unit.lemma not in delegation and not side:
            return []
        leading = wordset(self.lang, "presence", "leading")
        beside = [c for c in self.tree.children(self.tree.head(unit)) if c.i > unit.i and not self.tree.own_subjects(c)]
        below = [u for u in (*self.tree.subtree(unit), *beside) if u.lemma in leading]
        named = [p for v in below for u in self.tree.subtree(v) for p in self.discourse.parties(u)]
        own = [p for u in self.tree.subtree(unit) for p in self.discourse.parties(u) if p.kind != "person"]
        return [p for p in named if p.kind == "person"] or ([] if side else own[:1])

    def company(self, verb: Unit) -> list[Party]:
        """The people named as being there too: "in the presence of X", "accompanied by X"."""
        return [p for unit in self.tree.subtree(verb) for p in self.with_company(unit)]

    def with_company(self, unit: Unit) -> list[Party]:
        """The people behind a word for company at `unit`."""
        if unit.lemma not in wordset(self.lang, "presence", "company"):
            return []
        named = [n for _, noun in self.tree.obliques(unit) for n in self.tree.conjuncts(noun)]
        return [p for p in self.parties(named) if p.kind == "person"]

    def beside(self, noun: Unit) -> bool:
        """Whether people only used the occasion of a meeting `noun` for another: "on the sidelines of the summit"."""
        margins = wordset(self.lang, "links", "margins")
        head = self.tree.head(noun)
        return not margins.isdisjoint({head.lemma, self.tree.head(head).lemma})

    def of_one_side(self, parties: list[Party]) -> bool:
        """Whether all of `parties` are people of one known country."""
        return (
            all(p.kind == "person" for p in parties)
            and len({p.country for p in parties}) == 1
            and bool(parties[0].country)
        )

    def gathering(self, unit: Unit) -> bool:
        """Whether `unit` names a conference or the like, which is no party to a meeting."""
        if unit.mention is None or unit.mention.kind != "organisation":
            return False
        words = self.discourse.document.tokens[unit.first : unit.last]
        return phrases(self.lang, "meetings", "nouns").longest(words, 0) is not None

    def named(self, party: Party) -> bool:
        """Whether one person is meant by the words, not all who are there ("they", "the two sides")."""
        mention = self.tree.units[party.unit].mention
        return mention is not None and mention.kind in ("person", "role")

    def absent(self, unit: Unit) -> bool:
        """Whether somebody is named for what is his ("a letter to X", "the followers of X", "X's trip"), or quoted."""
        if unit.quoted or self.tree.is_(unit, "possessive"):
            return True
        thing = self._owned(self.tree.first_of(unit))
        if thing is None or thing.mention or thing.pos != "NOUN":
            return False
        present = wordset(self.lang, "presence", "delegation") | _nouns(self.lang)
        return thing.lemma not in present and thing.norm not in present

    def _owned(self, owner: Unit) -> Unit | None:
        """The thing that a preposition between tells to be that of `owner`."""
        owns = wordset(self.lang, "links", "owner")
        above = self.tree.head(owner)
        if self.tree.is_(owner, "prep_object"):
            return self.tree.head(above) if above.norm in owns else None
        cases = {c.norm for c in self.tree.children(owner, "case")}
        return above if self.tree.is_(owner, "oblique") and not cases.isdisjoint(owns) else None

    def definite(self, noun: Unit) -> bool:
        """Whether an article or the like tells that a meeting `noun` is known, in a language that has articles."""
        words = wordset(self.lang, "presence", "definite")
        return not words or any(c.norm in words for c in self.tree.children(noun))

    def attended(self, verb: Unit) -> bool:
        """Whether `verb` only tells who was at a meeting ("attended", "was joined by")."""
        return verb.lemma in wordset(self.lang, "presence", "attendance")

    def speaks_only(self, party: Party) -> bool:
        """Whether a person is there to speak for somebody: a spokesperson takes no part in meetings."""
        if party.kind != "person":
            return False
        if party.ref not in self._speakers:
            tokens = self.discourse.document.tokens
            speakers = normals(self.lang, "titles", "speakers")
            offices = [{t.norm for t in tokens[o.first : o.last]} for o in self.discourse.bearer(party.ref).offices]
            self._speakers[party.ref] = bool(offices) and all(words & speakers for words in offices)
        return self._speakers[party.ref]

    def status(self, verb: Unit, noun: Unit | None = None) -> str:
        """Whether what `verb` (with its object or subject `noun`) says was held, is planned or is denied."""
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
        if noun and any(c.lemma in wordset(self.lang, "status", "planned_noun") for c in self.tree.children(noun)):
            return "planned"
        return "held"


def verb_of_phrase(words: list[Unit]) -> Unit | None:
    """The verb of a phrase that begins with one ("be received by" is one of receiving)."""
    if words[0].pos not in ("VERB", "AUX"):
        return None
    return next((u for u in words if u.pos == "VERB"), words[0])
