"""The closed classes of words that the names of agreements are made of, and the countries in a sentence."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache

from loaders.extraction.document import Document, Sentence, Token
from loaders.extraction.lexicon import table
from loaders.extraction.words import Phrases
from loaders.reference import names as country_names

JOINTS = frozenset("-–‑/+&")

_SETS = (
    "determiners",
    "attributes",
    "stops",
    "ends",
    "plurals",
    "possessive",
    "joiners",
    "loose",
    "listed",
    "dropped",
    "places",
    "inner",
    "spans",
)
_PHRASES = ("topic", "complements", "dated", "sides", "between", "editions", "ordinal_before")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The closed classes of one language, as sets and phrases."""

    sets: dict[str, frozenset[str]]
    phrases: dict[str, Phrases]
    ordinals: dict[str, int]
    ordinal_endings: frozenset[str]
    behind: bool
    ends_at_verbs: bool
    lower_case_adjectives: bool
    shortest_country: int


@cache
def grammar(lang: str) -> Grammar:
    """Return the grammar of names in `lang`."""
    data = table(lang, "agreements")["grammar"]
    return Grammar(
        {key: frozenset(data[key]) for key in _SETS},
        {key: Phrases({key: data[key]}) for key in _PHRASES},
        {word: n for n, words in enumerate(data["ordinals"], 1) for word in words.split("|")},
        frozenset(data["ordinal_endings"]),
        data["modifiers_behind"],
        data["ends_at_verbs"],
        data["lower_case_adjectives"],
        data["shortest_country"],
    )


@cache
def _countries(lang: str) -> Phrases:
    return _forms(lang, "name", "adjective")


@cache
def capitals(lang: str) -> Phrases:
    """The capitals, which stand for their countries where they are sides ("between Paris and Hanoi")."""
    return _forms(lang, "capital")


def _forms(lang: str, *kinds: str) -> Phrases:
    forms: dict[str, list[str]] = {}
    for surface, code, kind in country_names(lang):
        if kind in kinds and len(surface) > 1:
            forms.setdefault(code, []).append(surface.replace("'", "' ").replace("’", "' ").replace("-", " "))
    return Phrases(forms)


@cache
def _in_pairs(lang: str) -> dict[str, str]:
    """The codes of the short forms that stand for a country only where a hyphen joins it to another."""
    return {word: code for code, words in table(lang, "agreements")["pairs"].items() for word in words}


Countries = dict[int, tuple[int, str]]
"""The end and the code of each country's name or adjective in a sentence, by its first token."""


def countries_by_sentence(document: Document) -> dict[int, Countries]:
    """Return the countries that each sentence of the prose names, by the sentence's number."""
    people = {i for m in document.mentions if m.kind == "person" for i in range(m.first, m.last)}
    return {sentence.i: _countries_in(document, sentence, people) for sentence in document.prose()}


def _countries_in(document: Document, sentence: Sentence, people: Set[int]) -> Countries:
    settings = grammar(document.lang)
    words, last = document.tokens, sentence.last
    found: Countries = {}
    i = sentence.first
    while i < sentence.last:
        if i in people:
            i += 1
            continue
        written = words[i].text[0].isupper() or settings.lower_case_adjectives
        hit = _countries(document.lang).longest(words, i, last) if written else None
        if hit and (hit.end - i > 1 or _clear(words[i].text, settings.shortest_country)):
            found[i] = (hit.end, hit.label)
            i = hit.end
            continue
        code = _in_pairs(document.lang).get(words[i].norm)
        if code and written and _hyphenated(words, i, sentence):
            found[i] = (i + 1, code)
        i += 1
    return found


def _clear(text: str, shortest: int) -> bool:
    """Whether a country's name of one word is no other word: long enough, or an abbreviation ("US", not "us")."""
    return len(text) >= shortest or text.isupper() or "." in text


def _hyphenated(words: Sequence[Token], i: int, sentence: Sentence) -> bool:
    return any(sentence.first <= j < sentence.last and words[j].text in JOINTS for j in (i - 1, i + 1))
