"""Finds where a text names documents and standing mechanisms: the whole name, its kind, edition, acronym and sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from loaders.extraction.document import Document, Sentence, Token
from loaders.extraction.lexical import is_acronym
from loaders.extraction.lexicon import phrases, table
from loaders.extraction.words import Phrases
from loaders.reference import names as country_names

_MOST_BEFORE, _MOST_BEHIND = 12, 18
_JOINTS = frozenset("-–‑/+&")
_OPEN, _CLOSE = frozenset("(["), frozenset(")]")
_QUOTES = frozenset("\"“”«»'‘’")


@dataclass(slots=True)
class Naming:
    """One place where a document or mechanism is named. All positions are tokens, ends exclusive.

    `first`/`last` bound the whole name, `head`/`head_last` the words that tell its kind; `determiner` is the word
    before it, `countries` the codes in the name and of the sides told with it, `sides` their place behind the name.
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
    edition: int | None = None
    acronym: str = ""
    countries: list[str] = field(default_factory=list)
    sides: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Words:
    """The closed classes of one language, as sets and phrases."""

    determiners: frozenset[str]
    attributes: frozenset[str]
    stops: frozenset[str]
    ends: frozenset[str]
    plurals: frozenset[str]
    possessive: frozenset[str]
    ordinal_endings: frozenset[str]
    joiners: frozenset[str]
    loose: frozenset[str]
    dropped: frozenset[str]
    listed: frozenset[str]
    topic: Phrases
    sides: Phrases
    ordinals: dict[str, int]
    after: bool


_SETS = (
    "determiners",
    "attributes",
    "stops",
    "ends",
    "plurals",
    "possessive",
    "ordinal_endings",
    "joiners",
    "loose",
    "dropped",
    "listed",
)


@cache
def _grammar(lang: str) -> _Words:
    data = table(lang, "agreements")["grammar"]
    return _Words(
        *(frozenset(data[key]) for key in _SETS),
        *(Phrases({key: data[key]}) for key in ("topic", "sides")),
        ordinals={word: n for n, words in enumerate(data["ordinals"], 1) for word in words.split("|")},
        after=data["modifiers_behind"],
    )


@cache
def _countries(lang: str) -> Phrases:
    forms: dict[str, list[str]] = {}
    for surface, code, kind in country_names(lang):  # type: ignore[arg-type]
        if kind != "capital" and len(surface) > 1:
            forms.setdefault(code, []).append(surface.replace("'", "' ").replace("’", "' "))
    return Phrases(forms)


def find_namings(document: Document) -> Iterator[Naming]:
    """Yield every place of the prose that may name a document or a mechanism, from left to right."""
    for sentence in document.prose():
        yield from _Reader(document, sentence).read()


class _Reader:
    """Reads the names in one sentence."""

    def __init__(self, document: Document, sentence: Sentence) -> None:
        self.words: Sequence[Token] = document.tokens
        self.lang = document.lang
        self.sentence = sentence
        self.grammar = _grammar(self.lang)
        self.countries = self._find_countries()
        found = phrases(self.lang, "agreements", "heads").scan(document.words(sentence))
        self.heads = {sentence.first + h.start: (h.label, sentence.first + h.end) for h in found}

    def read(self) -> Iterator[Naming]:
        """Yield the namings of the sentence."""
        reached = self.sentence.first
        for start, (kind, end) in sorted(self.heads.items()):
            if start >= reached and not self._part_of_next(end):
                naming = self._naming(kind, start, end, reached)
                reached = naming.last
                yield naming

    def _part_of_next(self, end: int) -> bool:
        """Whether the head that ends at `end` only describes the next one ("the Working Group dialogue")."""
        if self.grammar.after:
            return False
        for i in range(end, min(end + 5, self.sentence.last)):
            if i in self.heads:
                return True
            if self.words[i].text not in _JOINTS and not self._belongs(i):
                return False
        return False

    def _find_countries(self) -> dict[int, tuple[int, str]]:
        """The end and the code of each country's name or adjective, by its first token."""
        found: dict[int, tuple[int, str]] = {}
        i = self.sentence.first
        words = self.words[: self.sentence.last]
        while i < self.sentence.last:
            hit = _countries(self.lang).longest(words, i) if self._may_be_country(i) else None
            if hit:
                found[i] = (hit.end, hit.label)
            i = hit.end if hit else i + 1
        return found

    def _may_be_country(self, i: int) -> bool:
        text = self.words[i].text
        if text[0].isupper():
            return len(text) > 3 or text.isupper() or "." in text
        return table(self.lang, "agreements")["grammar"]["lower_case_adjectives"]

    # -- one name

    def _naming(self, kind: str, head: int, head_last: int, reached: int) -> Naming:
        words, grammar = self.words, self.grammar
        naming = Naming(kind, head, head_last, head, head_last, self.sentence)
        naming.plural = words[head].norm in grammar.plurals or words[head_last - 1].norm in grammar.plurals
        naming.capital = words[head].text[0].isupper()
        self._left(naming, reached)
        self._right(naming)
        self._sides(naming)
        within = [code for i, (_, code) in self.countries.items() if naming.first <= i < naming.last]
        naming.countries = list(dict.fromkeys([*within, *naming.countries]))
        return naming

    # -- to the left

    def _left(self, naming: Naming, reached: int) -> None:
        i = naming.head
        low = max(reached, self.sentence.first, naming.head - _MOST_BEFORE)
        anchor = self._anchor(naming.head, low)
        while i > low:
            step = self._step_left(i - 1, low, anchor, naming)
            if step == i:
                break
            i = step
        naming.first = self._trim_left(i, naming)
        before = i - 1
        while before > self.sentence.first and self.words[before].text in _QUOTES:
            before -= 1
        if before >= self.sentence.first:
            naming.determiner = self._determiner(before, naming)

    def _anchor(self, head: int, low: int) -> int:
        """The determiner that begins the noun phrase of the head, or the head itself where none is near."""
        for i in range(head - 1, max(low, head - 7) - 1, -1):
            word = self.words[i]
            if word.norm in self.grammar.determiners:
                return i
            if word.norm in self.grammar.stops or not (word.text[0].isalnum() or word.text in _JOINTS):
                return head
        return head

    def _step_left(self, i: int, low: int, anchor: int, naming: Naming) -> int:
        """Return `i` (or further left) where the word at `i` belongs to the name, else `i + 1`."""
        word = self.words[i]
        for start, (end, _) in self.countries.items():
            if start <= i < end and start >= low:
                return start
        if word.norm in self.grammar.determiners:
            return i + 1
        if i > anchor < naming.head:
            return i
        if word.text in _JOINTS and i > low and self._belongs(i - 1):
            return i
        if word.text == "," or word.norm in self.grammar.joiners:
            j = i - 1 if self.words[i - 1].text != "," else i - 2
            listed = self.words[j].text[0].isupper() if naming.capital else self.words[j].norm in self.grammar.attributes
            return j if j >= low and listed and self._belongs(j) else i + 1
        return i if self._belongs(i) else i + 1

    def _belongs(self, i: int) -> bool:
        word = self.words[i]
        if word.norm in self.grammar.determiners or word.norm in self.grammar.stops:
            return False
        if word.norm in self.grammar.attributes or any(a <= i < b for a, (b, _) in self.countries.items()):
            return True
        return word.text[0].isupper() or (word.text[0].isdigit() and i + 1 < len(self.words))

    def _trim_left(self, i: int, naming: Naming) -> int:
        """Leave out what stands before the name itself: ordinals, and descriptions before its first capital."""
        start = -1
        while start != i:
            start = i
            while i < naming.head and not self.words[i].text[0].isalnum():
                i += 1
            i = self._strip_ordinal(i, naming)
            if i < naming.head and self.words[i].norm in self.grammar.dropped:
                i += 1
        proper = next((j for j in range(i, naming.head) if self.words[j].text[0].isupper()), i)
        if all(self.words[j].norm not in self.grammar.attributes for j in range(i, proper)):
            return proper
        return i

    def _strip_ordinal(self, i: int, naming: Naming) -> int:
        word = self.words[i]
        ordinals = self.grammar.ordinals
        if word.norm in ordinals and i < naming.head:
            naming.edition = ordinals[word.norm]
            return i + 1
        if word.text.isdigit() and self.words[i + 1].norm in self.grammar.ordinal_endings and i + 1 < naming.head:
            naming.edition = int(word.text)
            return i + 2
        return i

    def _determiner(self, i: int, naming: Naming) -> str:
        norm = self.words[i].norm
        if norm in self.grammar.possessive and i > self.sentence.first:
            naming.countries += [code for end, code in self.countries.values() if end == i]
            return "'s"
        return norm if norm in self.grammar.determiners else ""

    # -- to the right

    def _right(self, naming: Naming) -> None:
        i = self._bracket(naming, naming.head_last)
        low = i
        limit = min(self.sentence.last, i + _MOST_BEHIND)
        free = self.grammar.after
        while i < limit:
            step = self._step_right(i, limit, free, naming)
            if step == i:
                break
            free = True
            i = step
        while i > low and (self.words[i - 1].norm in self.grammar.loose or not self.words[i - 1].text[0].isalnum()):
            i -= 1
        naming.last = self._bracket(naming, i)

    def _bracket(self, naming: Naming, i: int) -> int:
        """Read the acronym in brackets at `i` and return the place behind it."""
        if i + 2 < self.sentence.last and self.words[i].text in _OPEN:
            close = next((j for j in range(i + 1, min(i + 6, self.sentence.last)) if self.words[j].text in _CLOSE), 0)
            inner = [w for w in self.words[i + 1 : close] if w.text not in _QUOTES] if close else []
            if len(inner) == 1 and (is_acronym(inner[0].text) or inner[0].text[-2:].isupper() or inner[0].text == "MoU"):
                naming.acronym = inner[0].text
                return close + 1
        return i

    def _step_right(self, i: int, limit: int, free: bool, naming: Naming) -> int:
        words, grammar = self.words[:limit], self.grammar
        topic = grammar.topic.longest(words, i)
        if topic and topic.end < limit and words[topic.end].norm not in grammar.ends:
            naming.topic = True
            return topic.end
        if not free or words[i].norm in grammar.ends:
            return i
        word = words[i]
        if word.text in _JOINTS:
            return i + 1 if i + 1 < limit and words[i + 1].text[0].isalnum() else i
        if not word.text[0].isalnum():
            return self._list(i, limit)
        if word.norm in grammar.joiners:
            j = i + 1
            if j >= limit or words[j].norm in grammar.ends | grammar.determiners or j in self.heads:
                return i
        return i + 1

    def _list(self, i: int, limit: int) -> int:
        """A comma that parts the words of a topic ("phòng, chống ma túy") is passed over."""
        if self.words[i].text == "," and i + 1 < limit and self.words[i + 1].norm in self.grammar.listed:
            return i + 1
        return i

    def _sides(self, naming: Naming) -> None:
        hit = self.grammar.sides.longest(self.words[: self.sentence.last], naming.last)
        if not hit:
            return
        i = hit.end
        while i < self.sentence.last and i < hit.end + 14:
            word = self.words[i]
            if word.norm in self.grammar.ends or word.text in ".;:":
                break
            if i in self.countries:
                naming.countries.append(self.countries[i][1])
            i += 1
        naming.sides = (hit.end, i)
