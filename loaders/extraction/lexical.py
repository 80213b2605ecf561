"""Sorts the tokens of a sentence into the classes of words that titles, names and bodies are made of."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from loaders.extraction.document import Document, Sentence, Token
from loaders.extraction.lexicon import FOLDER, table, wordset
from loaders.extraction.segmentation import words_of
from loaders.extraction.words import Phrases, normal
from loaders.reference import names as country_names

# One letter a class, so that a sentence can be read as a string:
# T head of a title  M modifier  P word of a portfolio  O head of a body  A acronym  R rank  H honorific
# N country or its adjective  K capital city  C connector  J joiner  D article  Q quantity  S possessive  X capitalised
# V adverb before an apposition  B office with a complement, else a rank (settled to T or R)
# # number  - hyphen  ( ) ,  and x for all else
_LISTS = {
    "heads": "T",
    "offices_of": "B",
    "ranks": "R",
    "honorifics": "H",
    "modifiers": "M",
    "organisations": "O",
    "portfolio": "P",
    "connectors": "C",
    "joiners": "J",
    "articles": "D",
    "quantity": "Q",
    "possessive": "S",
    "asides": "V",
}
_PRIORITY = "TBRHMONKPCJDQSV"
_MARKS = {"(": "(", ")": ")", ",": ",", "-": "-", "–": "-", "‑": "-"}


@dataclass(slots=True)
class Chunk:
    """One lexical item: its class, its tokens (end exclusive) and, for a country, its code."""

    kind: str
    first: int
    last: int
    capital: bool
    value: str = ""


@cache
def _lexicon(lang: str) -> Phrases:
    data = table(lang, "titles")
    return Phrases({kind: data.get(key, ()) for key, kind in _LISTS.items()})


@cache
def _countries(lang: str) -> Phrases:
    found: dict[str, list[str]] = {}
    for surface, code, kind in country_names(lang):
        if len(surface) > 1:
            found.setdefault(("K" if kind == "capital" else "N") + code, []).append(_spaced(surface, lang))
    return Phrases(found)


def _spaced(surface: str, lang: str) -> str:
    """The words of a name as they are cut in a text; hyphens are left out, as phrases pass over them."""
    return " ".join(word for word in words_of(surface, lang) if word not in "-?|")


def chunks(document: Document, sentence: Sentence) -> list[Chunk]:
    """Return the lexical items of `sentence` from left to right: the longest phrase of the lexicon, or one token."""
    words = document.words(sentence)
    found: list[Chunk] = []
    i = 0
    while i < len(words):
        kind, length, value = _classify(words, i, document.lang)
        capital = words[i].text[0].isupper()
        found.append(Chunk(kind, sentence.first + i, sentence.first + i + length, capital, value))
        i += length
    for chunk, following in zip(found, [*found[1:], None], strict=True):
        if chunk.kind == "B":
            chunk.kind = "T" if following and following.kind in "CM" else "R"
    return found


def _classify(words: list[Token], i: int, lang: str) -> tuple[str, int, str]:
    word = words[i]
    if word.text in _MARKS:
        return _MARKS[word.text], 1, ""
    capital = word.text[0].isupper()
    hits = [(h.end - i, h.label, "") for h in _lexicon(lang).at(words, i)]
    hits = [h for h in hits if h[1] not in "BRH" or capital or h[0] > 1 or _rank_in_lower_case(word, lang)]
    if capital and _family_name(words, i):
        hits = [h for h in hits if h[1] not in "CJDP" or h[0] > 1]
    if capital:
        hits += [
            (h.end - i, h.label[0], h.label[1:]) for h in _countries(lang).at(words, i) if _written_so(words, i, h.end)
        ]
    elif table(lang, "titles")["lower_case_adjectives"]:
        hits += [(h.end - i, "N", h.label[1:]) for h in _countries(lang).at(words, i) if h.label[0] == "N"]
    if hits:
        length, kind, value = min(hits, key=lambda h: (-h[0], _PRIORITY.index(h[1])))
        return kind, length, value
    if word.text[0].isdigit():
        return "#", 1, ""
    if capital and word.norm not in wordset(lang, "names", "never"):
        if is_acronym(word.text):
            return "A", 1, ""
        if i > 0 or word.norm not in wordset(lang, "names", "openers") or _family_name(words, i):
            return "X", 1, ""
    return "x", 1, ""


def _rank_in_lower_case(word: Token, lang: str) -> bool:
    return table(lang, "titles").get("lower_case_ranks", False) and len(word.text) > 2


def _family_name(words: list[Token], i: int) -> bool:
    """Whether the word is a common family name before another capitalised word ("To Lam said …")."""
    following = words[i + 1].text if i + 1 < len(words) else ""
    return words[i].norm in family_names() and following[:1].isupper()


@cache
def family_names() -> frozenset[str]:
    """Family names of languages that put them first, as they are written without diacritics."""
    with (FOLDER / "names.toml").open("rb") as file:
        return frozenset(n for names in tomllib.load(file).values() for n in names)


def _written_so(words: list[Token], first: int, last: int) -> bool:
    """A country's short code counts in capitals only; a name in capital letters at its start."""
    text = words[first].text
    return last - first > 1 or len(text) > 3 or text.isupper() or "." in text


def is_acronym(text: str) -> bool:
    """Whether `text` is a run of two to eight capitals (digits, & and a plural s allowed)."""
    core = text[:-1] if text.endswith("s") and len(text) > 3 else text
    return 2 <= len(core) <= 8 and core.replace("&", "").isalnum() and core.upper() == core and not core.isdigit()


@cache
def normals(lang: str, name: str, key: str) -> frozenset[str]:
    """Return the words of a list in their normal form."""
    return frozenset(normal(w) for w in table(lang, name).get(key, ()))
