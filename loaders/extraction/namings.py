"""Finds where a text names documents and standing mechanisms: the whole name, its kind, edition, acronym and sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.extraction.agreement_words import JOINTS, Countries, capitals, grammar
from loaders.extraction.document import Document, Sentence, Token, Unit
from loaders.extraction.lexical import is_acronym, normals
from loaders.extraction.lexicon import phrases, table
from loaders.extraction.words import Hit

_MOST_BEFORE, _MOST_BEHIND, _MOST_SIDES, _MOST_BETWEEN = 12, 18, 14, 10
_MOST_DESCRIBING = 7  # words between a determiner and the head; hyphens aren't counted
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
_SIGNED = frozenset({"memorandum", "treaty", "agreement"})
_QUOTES = frozenset("\"“”«»'‘’")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


@dataclass(slots=True)
class Naming:
    """One place where a document or mechanism is named. All positions are tokens, ends exclusive.

    `first`/`last` bound the whole name, `head`/`head_last` the words that tell its kind; `determiner` is the word
    before it, `about` where its topic begins (0: none), `sides` the place of the sides behind the name, `countries`
    the codes of those named in it, of its sides and of its owner. `capital` tells that it is written as a proper name,
    `year` is the one that is told of it, filled in later.
    """

    kind: str
    head: int
    head_last: int
    first: int
    last: int
    sentence: Sentence
    determiner: str = ""
    plural: bool = False
    capital: bool = False
    topic: bool = False
    about: int = 0
    edition: int | None = None
    acronym: str = ""
    countries: list[str] = field(default_factory=list)
    sides: tuple[int, int] = (0, 0)
    year: str = ""


def find_namings(document: Document, countries: Mapping[int, Countries]) -> Iterator[Naming]:
    """Yield every place of the prose that may name a document or a mechanism, from left to right.

    `countries` are those that each sentence names, by the sentence's number.
    """
    for sentence in document.prose():
        yield from _Reader(document, sentence, countries[sentence.i]).read()


class _Reader:
    """Reads the names in one sentence."""

    def __init__(self, document: Document, sentence: Sentence, countries: Countries) -> None:
        self.words: Sequence[Token] = document.tokens
        self.sentence = sentence
        self.lang = document.lang
        self.grammar = grammar(document.lang)
        self.sets = self.grammar.sets
        self.countries = countries
        self.of_country = {i for a, (b, _) in self.countries.items() for i in range(a, b)}
        found = phrases(document.lang, "agreements", "heads").scan(document.words(sentence))
        self.heads = {sentence.first + h.start: (h.label, sentence.first + h.end) for h in found if h.label != "idioms"}
        units = document.units_of(sentence)
        self.verbs = {u.first for u in units if u.pos in ("VERB", "AUX") and not self._describes(u)}
        self.nouns = {u.first for u in units if u.pos == "NOUN" and u.text[0].islower()}

    def _describes(self, unit: Unit) -> bool:
        """Whether a participle tells of the noun before it ("personnes condamnées") and of no act like a signing."""
        word = self.words[unit.first : unit.first + 1]
        acts = phrases(self.lang, "agreements", "acts")
        return unit.mood == "participle" and unit.dep in ("acl", "amod") and acts.longest(word, 0) is None

    def read(self) -> Iterator[Naming]:
        """Yield the namings of the sentence, one inside another's topic too."""
        low = self.sentence.first
        for start, (kind, end) in sorted(self.heads.items()):
            if start >= low and not self._part_of_next(start, end) and not self._done(start):
                naming = self._naming(kind, start, end, low)
                low = naming.head_last
                yield naming

    def _done(self, start: int) -> bool:
        """Whether a head is a verb: what somebody does right before it ("hai bên thỏa thuận lập …")."""
        told = table(self.lang, "agreements").get("done", {})
        return self._norm(start) in told.get("verbs", ()) and self._norm(start - 1) in told.get("doers", ())

    def _part_of_next(self, start: int, end: int) -> bool:
        """Whether a head only describes another ("working group talks", "ministerial-level"); no proper name does."""
        if self.grammar.behind:
            return False
        if self._joint(end) and self.words[end + 1].text[0].islower():
            return True
        for i in range(end, min(end + 5, self.sentence.last)):
            if i in self.heads:
                return self.words[i].text[0].isupper() or not self.words[start].text[0].isupper()
            if not (self._joint(i) or self._belongs(i)):
                return False
        return False

    def _naming(self, kind: str, head: int, head_last: int, low: int) -> Naming:
        naming = Naming(kind, head, head_last, head, head_last, self.sentence)
        naming.capital = self.words[head].text[0].isupper()
        ends = {self.words[head].norm, self.words[head_last - 1].norm}
        naming.plural = bool(ends & self.sets["plurals"])
        self._left(naming, low)
        self._right(naming)
        self._sides(naming)
        last = naming.about or naming.last
        within = [code for i, (_, code) in self.countries.items() if naming.first <= i < last]
        naming.countries = list(dict.fromkeys([*within, *naming.countries]))
        capitals = [i for i in range(naming.first, naming.head_last) if self.words[i].text[0].isupper()]
        naming.capital = naming.head in capitals and len(capitals) > (naming.head == self.sentence.first)
        return naming

    # -- classes of words

    def _norm(self, i: int) -> str:
        return self.words[i].norm if self.sentence.first <= i < self.sentence.last else ""

    def _is(self, i: int, key: str) -> bool:
        return self._norm(i) in self.sets[key]

    def _joint(self, i: int) -> bool:
        """Whether a hyphen or the like at `i` joins two words: without spaces, or between two names."""
        if not self.sentence.first < i < self.sentence.last - 1 or self.words[i].text not in JOINTS:
            return False
        left, mid, right = self.words[i - 1 : i + 2]
        if (left.end == mid.start and mid.end == right.start) or {i - 1, i + 1} <= self.of_country:
            return True
        return self.grammar.behind and left.end < mid.start and right.text[0].isupper()

    def _belongs(self, i: int) -> bool:
        """Whether the word at `i` can stand in a name before its head."""
        word = self.words[i]
        number = i + 1 < self.sentence.last and word.text[0].isupper() and self.words[i + 1].text in JOINTS
        if (self._is(i, "determiners") or self._is(i, "stops")) and not number:
            return False
        if self.grammar.behind:
            return self._is(i, "attributes")
        return self._is(i, "attributes") or i in self.of_country or word.text[0].isupper() or word.text[0].isdigit()

    # -- to the left

    def _left(self, naming: Naming, low: int) -> None:
        i = naming.head
        low = max(low, naming.head - _MOST_BEFORE)
        anchor = self._anchor(naming.head, low)
        while i > low and (step := self._step_left(i - 1, low, anchor, naming)) < i:
            i = step
        while i < naming.head and not self.words[i].text[0].isalnum():
            i += 1
        naming.first = i
        self._trim_left(naming)
        before = i - 1
        while before > self.sentence.first and self.words[before].text in _QUOTES:
            before -= 1
        before = self._edition_before(naming, before)
        self._determine(naming, before)

    def _anchor(self, head: int, low: int) -> int:
        """The determiner that begins the noun phrase of the head, or the head itself where none is near."""
        if self.grammar.behind:
            return head
        words = 0
        for i in range(head - 1, low - 1, -1):
            if self._is(i, "determiners"):
                return i
            joint = self._joint(i)
            words += not joint
            if words > _MOST_DESCRIBING or self._is(i, "stops") or not (joint or self.words[i].text[0].isalnum()):
                return head
        return head

    def _step_left(self, i: int, low: int, anchor: int, naming: Naming) -> int:
        """Return `i` (or further left) where the word at `i` belongs to the name, else `i + 1`."""
        start = next((a for a, (b, _) in self.countries.items() if a <= i < b), i)
        if start < i:
            return max(start, low)
        if (self._is(i, "determiners") and not self._belongs(i)) or self._ordinal_ending(i):
            return i + 1
        if i > anchor or (self._joint(i) and i > low):
            return i
        if self.words[i].text == "," or self._is(i, "joiners"):
            j = i - 2 if self._norm(i - 1) == "," else i - 1
            if j < low or not self._belongs(j):
                return i + 1
            return j if not naming.capital or self.words[j].text[0].isupper() else i + 1
        if self._is(i, "inner") and i > low and self.words[i - 1].text[0].isupper() and self._belongs(i - 1):
            return i if self.words[i + 1].text[0].isupper() and self.words[naming.head].text[0].isupper() else i + 1
        return i if self._belongs(i) else i + 1

    def _trim_left(self, naming: Naming) -> None:
        """Leave out what stands before the name itself: ordinals, "new", and a description before its first capital."""
        i = naming.first
        while i < naming.head:
            ordinal, end = self._ordinal(i)
            if ordinal:
                naming.edition = ordinal
            elif not self._is(i, "dropped") and self.words[i].text[0].isalnum():
                break
            i = max(end, i + 1)
        proper = next((j for j in range(i, naming.head) if self._starts_name(j)), i)
        described = not any(self._is(j, "attributes") for j in range(i, proper))
        naming.first = proper if described else i

    def _starts_name(self, i: int) -> bool:
        return not self.words[i].text[0].islower() or i in self.of_country

    def _determine(self, naming: Naming, i: int) -> None:
        if self._is(i, "possessive"):
            naming.countries += [code for end, code in self.countries.values() if end == i]
            naming.determiner = "'s"
        elif self._is(i, "determiners"):
            naming.determiner = self._norm(i)

    # -- editions

    def _ordinal(self, i: int) -> tuple[int, int]:
        """The ordinal number at `i` and the place behind it; 0 where there is none, as before the sentence."""
        if i < self.sentence.first:
            return 0, i
        if self._norm(i) in self.grammar.ordinals:
            return self.grammar.ordinals[self._norm(i)], i + 1
        if self._norm(i).isdigit() and self._norm(i + 1) in self.grammar.ordinal_endings:
            return int(self._norm(i)), i + 2
        before = self.grammar.phrases["ordinal_before"].longest(self.words, i, self.sentence.last)
        if before:
            word = self._norm(before.end)
            value = int(word) if word.isdigit() else _ROMAN.get(word) or self.grammar.ordinals.get(word, 0)
            return (value, before.end + 1) if value else (0, i)
        return 0, i

    def _ordinal_ending(self, i: int) -> bool:
        return self._norm(i) in self.grammar.ordinal_endings and self._norm(i - 1).isdigit()

    def _edition_before(self, naming: Naming, i: int) -> int:
        """Read "the 15th (meeting of the)" that ends at `i`; return the place before the ordinal."""
        for start in (i, i - 1):
            ordinal, end = self._ordinal(start)
            if ordinal and end == i + 1:
                naming.edition = ordinal
                return start - 1
        j = i - 1 if self._is(i, "determiners") else i
        for start in range(j - 1, max(j - 4, self.sentence.first) - 1, -1):
            hit = self.grammar.phrases["editions"].longest(self.words, start, self.sentence.last)
            if hit and hit.end == j + 1:
                ordinals = [self._ordinal(k) for k in (start - 2, start - 1) if self._ordinal(k)[1] == start]
                naming.edition = ordinals[0][0] if ordinals else naming.edition
        return i

    # -- to the right

    def _right(self, naming: Naming) -> None:
        i = self._bracket(naming, naming.head_last)
        naming.last = self._bracket(naming, self._complement(naming, i))
        ordinal, _ = self._ordinal(naming.last)
        naming.edition = ordinal or naming.edition

    def _complement(self, naming: Naming, low: int) -> int:
        """The end of the words from `low` on that tell what the agreement is about."""
        i = low
        limit = min(self.sentence.last, i + _MOST_BEHIND)
        free = self.grammar.behind
        while i < limit and (step := self._step_right(i, limit, free, naming)) > i:
            i, free = step, True
        while i > low and (self._is(i - 1, "loose") or not self.words[i - 1].text[0].isalnum()):
            i -= 1
        return i

    def _bracket(self, naming: Naming, i: int) -> int:
        """Read the acronym in brackets at `i` and return the place behind it."""
        if i + 2 >= self.sentence.last or self.words[i].text not in _OPEN:
            return i
        close = next((j for j in range(i + 1, min(i + 6, self.sentence.last)) if self.words[j].text in _CLOSE), 0)
        inner = [w.text for w in self.words[i + 1 : close] if w.text not in _QUOTES] if close else []
        if len(inner) != 1 or not (
            is_acronym(inner[0]) or (inner[0][0].isupper() and inner[0][1:].lower() != inner[0][1:])
        ):
            return i
        naming.acronym = inner[0]
        return close + 1

    def _step_right(self, i: int, limit: int, free: bool, naming: Naming) -> int:
        """Return the place behind the words at `i` that belong to the name, else `i`."""
        words = self.words
        dated = self.grammar.phrases["dated"].longest(words, i, limit)
        if dated and self._norm(dated.end)[:1].isdigit():
            return dated.end + 1
        complement = self.grammar.phrases["complements"].longest(words, i, limit)
        if complement:
            naming.topic = True
            return complement.end
        if self._called_of(naming, i):
            return i + 1
        topic = self.grammar.phrases["topic"].longest(words, i, limit)
        if topic and topic.end < limit and not self._is(topic.end, "ends") and not self._term(topic.end):
            naming.topic, naming.about = True, naming.about or i
            return topic.end
        called = self.grammar.behind and naming.capital and words[i].text[0].isupper()
        ends = not called and (self._is(i, "ends") or self._next_noun(i))
        if not free or ends or self._ordinal(i)[0] or self._place(naming, i) or self._verb(i, naming):
            return i
        if self._joint(i):
            return i + 1
        if not self.words[i].text[0].isalnum():
            listed = self._is(i + 1, "listed") and not self.words[i + 1].text[0].isupper()
            return i + 1 if self.words[i].text == "," and listed else i
        if self._is(i, "joiners") and (
            i + 1 >= limit or self._is(i + 1, "ends") or self._is(i + 1, "determiners") or i + 1 in self.heads
        ):
            return i
        return i + 1

    def _next_noun(self, i: int) -> bool:
        """Whether an article begins another noun right behind one ("un traité le mois prochain")."""
        articles = normals(self.lang, "titles", "articles")
        return self.grammar.ends_at_verbs and self._norm(i) in articles and self._plain_word(i - 1)

    def _plain_word(self, i: int) -> bool:
        return self.words[i].text[0].isalpha() and not self._is(i, "loose") and not self._is(i, "inner")

    def _term(self, i: int) -> bool:
        """Whether a date or a number of years stands at `i`, which is no topic."""
        return self._norm(i)[0].isdigit() or any(self._is(j, "spans") for j in range(i, i + 3))

    def _called_of(self, naming: Naming, i: int) -> bool:
        """Whether "of" at `i` goes on in a proper name ("Treaty of Friendship"), and doesn't lead to a side."""
        if not self._is(i, "inner") or i + 1 >= self.sentence.last or i + 1 in self.countries:
            return False
        return self.words[naming.head].text[0].isupper() and self.words[i + 1].text[0].isupper()

    def _verb(self, i: int, naming: Naming) -> bool:
        """Whether a verb at `i`, or a bare noun right behind the head that must be one, goes on with the clause."""
        if not self.grammar.ends_at_verbs or self._is(i - 1, "loose"):
            return False
        return i in self.verbs or (i == naming.head_last and i in self.nouns)

    def _place(self, naming: Naming, i: int) -> bool:
        """Whether the words at `i` tell where or when it was signed, and not what it is about."""
        if not self._is(i, "places") or i + 1 >= self.sentence.last:
            return False
        following = self.words[i + 1].text[0]
        capitals = any(w.text[0].isupper() for w in self.words[naming.head_last : i])
        known = i + 1 in self.countries or self._city(i + 1)
        return following.isdigit() or (following.isupper() and (not capitals or known))

    def _city(self, i: int) -> bool:
        """Whether a capital city stands at `i`, and goes on in no longer name."""
        hit = capitals(self.lang).longest(self.words, i, self.sentence.last)
        return hit is not None and (hit.end >= self.sentence.last or not self.words[hit.end].text[0].isupper())

    def _sides(self, naming: Naming) -> None:
        """Read the sides behind the name; a name that says nothing else takes in the first of them."""
        hit = self._sides_begin(naming)
        if not hit:
            return
        i = hit.end
        while i < min(self.sentence.last, hit.end + _MOST_SIDES):
            if (self._is(i, "ends") and i > hit.end) or self.words[i].text in ".;:":
                break
            if i in self.countries:
                naming.countries.append(self.countries[i][1])
            elif capital := capitals(self.lang).longest(self.words, i, self.sentence.last):
                naming.countries.append(capital.label)
            i += 1
        naming.sides = (hit.end, i)
        if naming.kind not in _SIGNED or any(self._is(j, "ends") for j in range(naming.last, hit.start)):
            return
        pause = next((j for j in range(hit.end, i) if self.words[j].text in ",()"), i)
        topics = self.grammar.phrases["topic"]
        words, last = self.words, self.sentence.last
        topic = next((j for j in range(hit.end + 1, pause) if topics.longest(words, j, last)), pause)
        if not naming.topic and (end := self._complement(naming, topic)) > topic:
            naming.last = end
        elif hit.start == naming.last == naming.head_last and naming.first == naming.head:
            naming.last = pause if pause > hit.end else naming.last

    def _sides_begin(self, naming: Naming) -> Hit | None:
        """What leads to the sides: right behind the name, or for "between" some words behind it."""
        words, last = self.words, self.sentence.last
        hit = self.grammar.phrases["sides"].longest(words, naming.last, last)
        for i in range(naming.last, min(naming.last + _MOST_BETWEEN, last)):
            if hit or not words[i].text[0].isalnum():
                break
            hit = self.grammar.phrases["between"].longest(words, i, last)
        return hit
