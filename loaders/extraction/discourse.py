"""Follows who is spoken of: turns units back into people, organisations and countries while the text goes on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from loaders.extraction.agreement_words import Countries, countries_by_sentence
from loaders.extraction.document import Document, Unit
from loaders.extraction.lexical import normals
from loaders.extraction.lexicon import table
from loaders.extraction.organisations import Body
from loaders.extraction.people import Bearer, People, Role
from loaders.extraction.syntax import Tree

_ATTRIBUTES = 2  # words at most between "other" and an office


@dataclass(slots=True)
class Party:
    """Somebody who acts: `ref` is a person's or organisation's id or a country's code."""

    kind: str  # person, organisation, country
    ref: str
    country: str
    unit: int


@dataclass
class Discourse:
    """The state of reading: who acted last, and who is at the meeting that is spoken of."""

    document: Document
    tree: Tree
    people: People
    bodies: list[Body]
    acting: Bearer | None = None
    acted: list[Party] = field(default_factory=list)
    present: list[Party] = field(default_factory=list)
    guest: str = ""
    host: str = ""

    def __post_init__(self) -> None:
        self._bearers = {b.id: b for b in self.people.bearers}
        self._bodies = {b.id: b for b in self.bodies}
        self._named = [u for u in self.tree.units if u.mention and u.mention.kind == "person"]
        self._passed = 0  # how many of these stand before the sentence that was asked for last
        self._latest: dict[str, Bearer] = {}  # the people whom they name, the last last
        self._held: dict[str, frozenset[str]] = {}
        lang = self.document.lang
        self._one = normals(lang, "references", "pronouns_one")
        self._many = normals(lang, "references", "pronouns_many")
        self._others = normals(lang, "references", "others")
        self._relative = normals(lang, "references", "relative")
        self._generic = normals(lang, "references", "generic")
        self._owners = normals(lang, "references", "owners")
        self._sources = normals(lang, "references", "sources")
        self._guests = normals(lang, "references", "guest")
        self._speech = frozenset(table(lang, "commitments")["speech"]["verbs"])
        self._speaker = normals(lang, "references", "pronouns_speaker")
        self._thing = normals(lang, "references", "pronouns_thing")
        self._own_side = normals(lang, "references", "own_side")
        self._gatherings = normals(lang, "references", "gatherings")
        titles = table(lang, "titles")
        self._whole_heads: bool = titles.get("whole_heads", False)
        self._forces = normals(lang, "references", "forces")
        self._home: str = titles.get("home", "")
        self._quantity = normals(lang, "titles", "quantity")
        self._plural = normals(lang, "titles", "plural_heads")
        self._hosts = normals(lang, "references", "host")
        self._little = normals(lang, "titles", "connectors") | normals(lang, "titles", "articles")

    def bearer(self, ref: str) -> Bearer:
        """The person with the id `ref`."""
        return self._bearers[ref]

    def body(self, ref: str) -> Body:
        """The organisation with the id `ref`."""
        return self._bodies[ref]

    def unit_at(self, token: int) -> Unit:
        """The unit that holds the token with the index `token`."""
        return self.tree.units[bisect_right(self.tree.units, token, key=lambda u: u.first) - 1]

    def units_beside(self, unit: Unit) -> list[Unit]:
        """The units of the sentence of `unit`."""
        return self.document.units_of(self.document.sentences[unit.sent])

    def held_by(self, bearer: Bearer) -> frozenset[str]:
        """The words of all offices of `bearer`."""
        if bearer.id not in self._held:
            tokens = self.document.tokens
            self._held[bearer.id] = frozenset(t.norm for o in bearer.offices for t in tokens[o.first : o.last])
        return self._held[bearer.id]

    def act(self, parties: list[Party]) -> None:
        """Take notice of who was the subject of the clause just read."""
        people = [p for p in parties if p.kind == "person"]
        if parties:
            self.acted = parties
        if len(people) == 1:
            self.acting = self._bearers[people[0].ref]

    def named_before(self, unit: Unit) -> list[Bearer]:
        """The people named before `unit`, the last first."""
        opening = self.document.sentences[unit.sent].first
        passed = bisect_left(self._named, opening, key=lambda u: u.first)
        if passed < self._passed:
            self._passed, self._latest = 0, {}
        for bearer in self._bearers_of(self._named[self._passed : passed]):
            self._latest.pop(bearer.id, None)
            self._latest[bearer.id] = bearer
        self._passed = passed
        beside = self._named[passed : bisect_left(self._named, unit.i, key=lambda u: u.i)]
        latest_first = (*self._bearers_of(reversed(beside)), *reversed(self._latest.values()))
        return list({b.id: b for b in latest_first}.values())

    def _bearers_of(self, units: Iterable[Unit]) -> Iterator[Bearer]:
        return (self._bearers[u.mention.ref] for u in units if u.mention)

    # -- from a unit to parties

    def parties(self, unit: Unit) -> list[Party]:
        """Whom `unit` stands for; nobody where it names no party."""
        mention = unit.mention
        if mention is None:
            return self._pronoun(unit)
        if mention.kind == "person":
            return [self._person(self._bearers[mention.ref], unit)]
        if mention.kind == "organisation":
            return [Party("organisation", mention.ref, self._bodies[mention.ref].country, unit.i)]
        if mention.kind == "country":
            return [Party("country", mention.ref, mention.ref, unit.i)] if unit.pos != "ADJ" else []
        if mention.kind == "side":
            return self._side(mention.ref, unit)
        if mention.kind in ("date", "aside"):
            return []
        if mention.kind == "group":
            return self._all(self.present, unit)
        return self._role(self.people.roles[int(mention.ref)], unit)

    def subject(self, unit: Unit) -> list[Party]:
        """Whom a subject stands for, with more courage than `parties`: by what hangs on it, or by who is there."""
        found = self._listed(unit) or self.parties(unit)
        if found or unit.mention:
            return found
        own = unit.lemma in self._own_side
        owner = next(
            (c for c in self.tree.children(unit) if c.norm in self._owners and (own or self.tree.is_(c, "possessive"))),
            None,
        )
        if owner is not None and (bearer := self._source(owner) or self.acting):
            return [self._person(bearer, unit)]
        if unit.lemma in self._guests or unit.lemma in self._hosts:
            return [p for p in self._all(self.present, unit) if not self.acting or p.ref != self.acting.id][:1]
        if unit.norm in self._speaker or unit.lemma in self._speaker:
            speaker = self._quoted_by(unit) or self.acting
            if speaker:
                return [self._person(speaker, unit)]
            return self._author(unit) or self._all(self.present, unit)
        if unit.norm in self._thing and unit.pos == "PRON":
            return self._all(self.acted, unit)
        if unit.lemma in self._gatherings or unit.norm in self._gatherings:
            below = [p for u in self.tree.subtree(unit) if u is not unit and u.mention for p in self.parties(u)]
            others = [p for p in below if p.kind != "person"]
            if not below and self.acting and unit.norm in self._own_side:
                return [self._person(self.acting, unit)]
            return others or below or self._all(self.present, unit)
        return []

    def _author(self, unit: Unit) -> list[Party]:
        """The country that speaks in a text of its own: outside quotations "we" is whose acts it tells most often."""
        acting = (u for u in self.tree.units if u.mention and u.mention.kind in ("country", "side"))
        acts = Counter(u.mention.ref for u in acting if u.mention and self.tree.is_(u, "subject"))
        most = acts.most_common(2)
        clear = most and not unit.quoted and (len(most) == 1 or most[0][1] > most[1][1])
        return [Party("country", most[0][0], most[0][0], unit.i)] if clear else []

    def _quoted_by(self, unit: Unit) -> Bearer | None:
        """The one person who is a subject outside the quotation that `unit` stands in, in the same sentence."""
        if not unit.quoted:
            return None
        beside = [u for u in self.units_beside(unit) if not u.quoted]
        outside = [u for u in beside if self.tree.is_(u, "subject")]
        said = [s for u in beside if u.lemma in self._speech and u.mention is None for s in self.tree.sayers(u)]
        people = {p.ref for u in said or outside for p in self.parties(u) if p.kind == "person"}
        return self._bearers[people.pop()] if len(people) == 1 else None

    def _all(self, parties: list[Party], unit: Unit) -> list[Party]:
        return [Party(p.kind, p.ref, p.country, unit.i) for p in parties]

    def _person(self, bearer: Bearer, unit: Unit) -> Party:
        return Party("person", bearer.id, bearer.country, unit.i)

    def _pronoun(self, unit: Unit) -> list[Party]:
        if unit.norm in self._relative and (antecedent := self._antecedent(unit)):
            return self.parties(antecedent)
        if unit.norm in self._one and unit.pos in ("PRON", ""):
            named = self._subject_before(unit) or self._source(unit) or self.acting
            bearer = named or next(iter(self.named_before(unit)), None)
            return [self._person(bearer, unit)] if bearer else []
        if unit.norm in self._many and unit.pos in ("PRON", ""):
            return self._all(self.present, unit)
        return []

    def _antecedent(self, unit: Unit) -> Unit | None:
        """The name that the relative clause with the pronoun `unit` hangs on."""
        here = unit
        for _ in range(4):
            head = self.tree.head(here)
            if self.tree.is_(here, "relative"):
                return head if head.mention else None
            here = head
        return None

    def _source(self, unit: Unit) -> Bearer | None:
        """The person before `unit` in its sentence who is named as the source of what it says ("according to …")."""
        for i in range(unit.i - 1, -1, -1):
            earlier = self.tree.units[i]
            if earlier.sent != unit.sent:
                return None
            if earlier.mention and earlier.mention.kind == "person":
                before = self.tree.units[max(0, i - 2) : i]
                named = any(u.norm in self._sources and u.sent == unit.sent for u in before)
                return self._bearers[earlier.mention.ref] if named else None
        return None

    def _subject_before(self, unit: Unit) -> Bearer | None:
        """The person who is the nearest subject before `unit` in its sentence."""
        for i in range(unit.i - 1, -1, -1):
            earlier = self.tree.units[i]
            if earlier.sent != unit.sent:
                return None
            if earlier.mention and earlier.mention.kind == "person" and self.tree.is_any(earlier, "subject", "passive"):
                return self._bearers[earlier.mention.ref]
        return None

    def _side(self, country: str, unit: Unit) -> list[Party]:
        return [Party("country", country, country, unit.i)]

    def _role(self, role: Role, unit: Unit) -> list[Party]:
        """The person meant by an office or a part without a name, else the country that it is of."""
        words = role.head.split()
        head = {role.head, words[-1]} if self._whole_heads else {w for w in words if not w.endswith("'")}
        if (head & self._plural or self._several(role)) and not role.country:
            return [] if self._of_others(role) else self._all(self.present, unit)
        for part, one in ((self._guests, self.guest), (self._hosts, self.host)):
            if head & part and one:
                return [self._person(self._bearers[one], unit)]
        before = self.named_before(unit)
        known = list({b.id: b for b in (*before, *self.people.bearers)}.values())
        like = [b for b in known if self._fits(b, role, head, len(before))]
        fitting = [b for b in like if b.country == role.country or not role.country]
        if not fitting and not head & self._generic:
            unsettled = [b for b in like if not b.country]
            fitting = unsettled if len(unsettled) == 1 else []
        if fitting:
            at_home = [b for b in fitting if self._home and b.country == self._home and not role.country]
            return [self._person((at_home or fitting)[0], unit)]
        return [Party("country", role.country, role.country, unit.i)] if role.country else []

    @cached_property
    def _countries(self) -> dict[int, Countries]:
        return countries_by_sentence(self.document)

    def _listed(self, unit: Unit) -> list[Party]:
        """Whom several offices named at once are, country by country ("the ministers of Kenya and Norway")."""
        if unit.mention is None or unit.mention.kind != "role":
            return []
        role = self.people.roles[int(unit.mention.ref)]
        if not set(role.head.split()) & self._plural:
            return []
        named = self._countries[unit.sent].items()
        codes = list(dict.fromkeys(code for i, (_, code) in named if role.first <= i < role.last))
        return [p for c in codes for p in self._role(replace(role, country=c), unit)] if len(codes) > 1 else []

    def _of_others(self, role: Role) -> bool:
        """Whether an office in the plural is of others than those who are there ("other regional ministers")."""
        tokens = self.document.tokens
        before = {
            t.norm for t in tokens[max(role.first - _ATTRIBUTES, 0) : role.first] if t.sent == tokens[role.first].sent
        }
        return not self._others.isdisjoint(role.words | before)

    def _several(self, role: Role) -> bool:
        """Whether a number stands before an office in a language that marks no plural ("hai Bộ trưởng")."""
        return self._whole_heads and self.document.tokens[role.first].norm in self._quantity

    def _fits(self, bearer: Bearer, role: Role, head: set[str], known: int) -> bool:
        """Whether `bearer` may be meant by `role`: an office holds its head, or all that is said beside a mere part."""
        held = self.held_by(bearer)
        if not head & self._generic:
            if self._whole_heads:
                return any(f"{o.head} ".startswith(f"{role.head} ") for o in bearer.offices)
            return head <= held
        told = {w for w in role.words if w not in self._generic and w not in self._little}
        if not role.country and told:
            return told <= held
        if told & self._forces and not told & held:
            return False
        return bool(role.country) or known < 3
