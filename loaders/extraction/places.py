"""Finds the places that a text tells: cities, countries and venues, and meetings held over a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from loaders.extraction.dates import dateline_of
from loaders.extraction.document import Document, Sentence
from loaders.extraction.lexicon import table
from loaders.extraction.segmentation import words_of
from loaders.extraction.words import Phrases, normal
from loaders.reference import countries, names

PlaceKind = Literal["city", "country", "venue", "virtual"]
VIRTUAL = "virtual"
_LONGEST_NAME = 5  # words of a name that is not known
_LONGEST_VENUE = 9  # words of a venue
_POSTING = 9  # words from "ambassador" to the country of the posting
_POSSESSIVE = frozenset({"'s", "s'"})
_PHRASES = ("at", "toward", "kinds", "capital", "of", "venues", "virtual", "not_virtual", "hosts", "postings")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in the text: the tokens `first` to `last` (exclusive) and how it is called in the facts.

    `name` is the text as written; for "the Lao capital" the capital's name, for a video conference "virtual".
    `country` is the alpha-2 code, where known. `at` is false where the place is only gone to ("a visit to Laos").
    """

    first: int
    last: int
    name: str
    kind: PlaceKind
    country: str | None
    at: bool


def find_places(document: Document) -> list[PlaceMention]:
    """Return the places in the prose of `document`, in the order of the text, without overlaps."""
    reader = _Reader(document)
    return [place for sentence in document.prose() for place in reader.read(sentence)]


def dateline_place(document: Document) -> str | None:
    """Return the place of the dateline, as it is usually written."""
    city = dateline_of(document).city
    if city is None or not city.isupper():
        return city
    return next((known for known in _usual(document.lang) if known.upper() == city), city.title())


@cache
def _usual(lang: str) -> tuple[str, ...]:
    return tuple(form for form, _, kind in names(lang) if kind != "adjective")


@cache
def _known(lang: str) -> Phrases:
    """Countries, their adjectives and capitals: "name:FR", "adjective:FR", "capital:FR" to the forms."""
    found: dict[str, list[str]] = {}
    for form, code, kind in names(lang):
        words = [word for word in words_of(form, lang) if word not in "-?|"]
        if len(form) > 1 and words:
            found.setdefault(f"{kind}:{code}", []).append(" ".join(words))
    return Phrases(found)


@cache
def _phrases(lang: str) -> Phrases:
    data = table(lang, "places")
    return Phrases({key: data[key] for key in _PHRASES})


@cache
def _words(lang: str, key: str) -> frozenset[str]:
    return frozenset(normal(word) for word in table(lang, "places")[key])


@cache
def _dates(lang: str) -> frozenset[str]:
    """The names of months and weekdays."""
    data = table(lang, "dates")
    return frozenset(word for key in ("months", "weekdays") for names in data[key] for word in names)


@dataclass(slots=True)
class _Name:
    last: int
    kind: PlaceKind
    country: str | None
    name: str


class _Reader:
    """Reads the places of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lang = document.lang
        self.tokens = document.tokens
        self.people = _covered(document, "person", "title", "role")
        self.bodies = _covered(document, "organisation")

    def read(self, sentence: Sentence) -> Iterator[PlaceMention]:
        """Yield the places of `sentence` from left to right."""
        self.last = sentence.last
        self.ends = self._phrases(sentence)
        self.posting = -_POSTING - 1
        i = sentence.first
        while i < sentence.last:
            self.posting = i if self._end(i, "postings") > i else self.posting
            found = self._virtual(i) or self._place(i) or self._host(i)
            if found:
                yield found
            i = found.last if found else max(i + 1, self._end(i, "not_virtual"))

    def _phrases(self, sentence: Sentence) -> dict[tuple[int, str], int]:
        """Where the longest phrase of each label ends, by its first token."""
        found: dict[tuple[int, str], int] = {}
        for hit in _phrases(self.lang).all(self.tokens[sentence.first : sentence.last]):
            key = (sentence.first + hit.start, hit.label)
            found[key] = max(found.get(key, 0), sentence.first + hit.end)
        return found

    def _end(self, i: int, label: str) -> int:
        """Where the longest phrase of `label` that begins at `i` ends; `i` where there is none."""
        return self.ends.get((i, label), i)

    def _virtual(self, i: int) -> PlaceMention | None:
        end = self._end(i, "virtual")
        if end == i or self._end(i, "not_virtual") > i:
            return None
        return PlaceMention(i, end, VIRTUAL, "virtual", None, True)

    def _place(self, i: int) -> PlaceMention | None:
        """A place behind its preposition, but not the post of an ambassador."""
        if i in self.people:
            return None
        for label in ("toward", "at"):
            start = self._end(i, label)
            first = self._skip_articles(start)
            if start == i or first >= self.last:
                continue
            known_only = label == "toward" and not table(self.lang, "places")["toward_unknown"]
            found = self._named(first, article=first > start, known_only=known_only)
            if found and not (found.kind == "country" and i - self.posting <= _POSTING):
                return PlaceMention(first, found.last, found.name, found.kind, found.country, label == "at")
        return None

    def _host(self, i: int) -> PlaceMention | None:
        """A city that hosts something: "Hanoi hosted the talks"."""
        for end, _, code in self._hits(i, "capital"):
            if self._end(end, "hosts") > end:
                return PlaceMention(i, end, self.document.quote(i, end), "city", code, True)
        return None

    def _skip_articles(self, i: int) -> int:
        while (
            i < self.last
            and self.tokens[i].norm in _words(self.lang, "articles")
            and not self.tokens[i].text[0].isupper()
        ):
            i += 1
        return i

    # -- names

    def _named(self, i: int, *, article: bool, known_only: bool) -> _Name | None:
        found = self._capital_of(i) or self._country_or_capital(i, article=article)
        if found or known_only:
            return found
        described = next((end for end, _, _ in self._hits(i, "adjective")), i)
        start = self._skip_articles(self._end(described, "kinds"))
        start = i if start == described else start
        if start > i:
            found = self._country_or_capital(start, article=False)
        found = found or self._venue(i)
        if found or (article and start == i):
            return found
        return self._unknown(start, described=start > i)

    def _hits(self, i: int, *kinds: str) -> Iterator[tuple[int, str, str]]:
        """(end, kind, code) of the known names at `i`, longest first."""
        if i < self.last and self.tokens[i].text[0].isupper():
            for hit in _known(self.lang).at(self.tokens, i):
                kind, code = hit.label.split(":")
                if kind in kinds:
                    yield hit.end, kind, code

    def _country_or_capital(self, i: int, *, article: bool) -> _Name | None:
        for end, kind, code in self._hits(i, "capital", "name"):
            if any(longer > end for longer, _, _ in self._hits(i, "adjective")):
                return None
            if kind == "name" and end < self.last and self.tokens[end].text in "-–":
                return None
            if self._goes_on(end) and (kind == "name" or article or self.tokens[end].norm in _POSSESSIVE):
                return None
            if kind == "capital":
                last = self._beside(end)
                return _Name(last, "city", code, self.document.quote(i, last))
            return _Name(end, "country", code, self.document.quote(i, end))
        return None

    def _goes_on(self, end: int) -> bool:
        """Whether a longer name or a possessive goes on ("New Zealand Police", "Japan's …")."""
        if end >= self.last:
            return False
        following = self.tokens[end]
        if following.norm in _POSSESSIVE:
            return True
        return following.text[0].isupper() and end not in self.people and not table(self.lang, "places")["names_follow"]

    def _beside(self, end: int) -> int:
        """The end of what stands beside a city's name: ", Poland", "(Uzbekistan)", ", D.C."."""
        if end + 1 >= self.last:
            return end
        mark = self.tokens[end].text
        for last, _, _ in self._hits(end + 1, "name", "capital") if mark in (",", "(") else ():
            if mark == ",":
                return last
            if last < self.last and self.tokens[last].text == ")":
                return last + 1
        j = end + (mark == ",")
        return j + 1 if self.tokens[j].norm.replace(".", "") == "dc" else end

    def _capital_of(self, i: int) -> _Name | None:
        """The capital told by its country: "Lao capital", "capitale camerounaise", "capital of Laos"."""
        for end, _, code in self._hits(i, "adjective", "name"):
            last = self._end(end, "capital")
            if last > end:
                return self._capital(last, code)
        after = self._end(i, "capital")
        if after == i:
            return None
        after = self._skip_articles(self._end(after, "of"))
        for hit in _known(self.lang).at(self.tokens, after):
            kind, code = hit.label.split(":")
            if kind in ("adjective", "name"):
                return self._capital(hit.end, code)
        return None

    def _capital(self, last: int, code: str) -> _Name | None:
        cities = countries()[code].capitals
        forms = cities.get(self.lang) or cities.get("en")
        return _Name(last, "city", code, forms[0]) if forms else None

    def _venue(self, i: int) -> _Name | None:
        """A building or a body's seat: its head noun and what belongs to it, two words unless it is a landmark."""
        head_first, inside = table(self.lang, "places")["head_first"], _words(self.lang, "inside")
        last = i
        j = i
        while j < min(self.last, i + _LONGEST_VENUE):
            end = self._end(j, "venues")
            capital = self.tokens[j].text[0].isupper()
            if end > j:
                j = last = end
            elif (last == i and head_first) or not (capital or self.tokens[j].norm in inside or self._owns(j)):
                break
            else:
                j += 1
                if last > i and (capital or self.tokens[j - 1].norm not in _words(self.lang, "links")):
                    last = j
        if last - i < 2 and not (last > i and self.tokens[i].norm in _words(self.lang, "landmarks")):
            return None
        return _Name(last, "venue", None, self.document.quote(i, last))

    def _owns(self, j: int) -> bool:
        return j + 1 < self.last and self.tokens[j + 1].norm in _POSSESSIVE

    def _unknown(self, i: int, *, described: bool) -> _Name | None:
        """A capitalised name that is no known one."""
        end = i
        while end < self.last and end - i < _LONGEST_NAME and self._is_name(end, i):
            end += 1
        while end > i and not self.tokens[end - 1].text[0].isupper():
            end -= 1
        if end == i or (not described and not self._may_be_place(i, end)):
            return None
        last = self._beside(end)
        return _Name(last, "city", None, self.document.quote(i, last))

    def _is_name(self, j: int, first: int) -> bool:
        word = self.tokens[j]
        if j in self.people or j in self.bodies or word.norm in _dates(self.lang):
            return False
        if word.text[0].isupper() and word.text[-1].isalpha():
            return True
        return j > first and word.norm in _words(self.lang, "between") and j + 1 < self.last

    def _may_be_place(self, i: int, end: int) -> bool:
        if self.tokens[i].norm in _words(self.lang, "not_places") or self.tokens[end - 1].norm in _words(
            self.lang, "not_last"
        ):
            return False
        if any(self._hits(i, "adjective")):
            return False
        following = self.tokens[end].norm if end < self.last else ""
        acronym = all(w.text.isupper() and len(w.text) > 1 for w in self.tokens[i:end])
        defined = following == "(" and end + 1 < self.last and self.tokens[end + 1].text.isupper()
        return not (acronym or defined or following in _POSSESSIVE)


def _covered(document: Document, *kinds: str) -> frozenset[int]:
    return frozenset(i for m in document.mentions if m.kind in kinds for i in range(m.first, m.last))
