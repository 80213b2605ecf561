"""Sorts the tokens of a sentence into the classes of words that titles, names and bodies are made of."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from loaders import word_files
from loaders.extraction.document import Document, Sentence, Token
from loaders.extraction.lexicon import FOLDER, table, wordset
from loaders.extraction.segmentation import words_of
from loaders.extraction.words import Phrases, normal
from loaders.reference import names as country_names

# One letter a class, so that a sentence can be read as a string:
# T head of a title  M modifier  P word of a portfolio  O head of a body  A acronym  R rank  H honorific
# N country or its adjective  K capital city  C connector  J joiner  D article  Q quantity  S possessive  X capitalised
# V adverb before an apposition  W verb between a name and its office
# B office with a complement, else a rank (settled to T or R)
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
    "others": "x",
    "copulas": "W",
}
_PRIORITY = "xTBRHMONKPCJDQSWV"
_KINDS = {"name": "N", "adjective": "L", "capital": "K"}
_MARKS = {"(": "(", ")": ")", ",": ",", "-": "-", "–": "-", "‑": "-"}


@dataclass(slots=True)
class Chunk:
    """One lexical item: its class, its tokens (end exclusive) and, for a country, its code."""

    kind: str
    first: int
    last: int
    capital: bool
    value: str = ""
    spaced: bool = False  # whether a space stands before it


@cache
def _lexicon(lang: str) -> Phrases:
    data = table(lang, "titles")
    return Phrases({kind: data.get(key, ()) for key, kind in _LISTS.items()})


@cache
def _countries(lang: str) -> Phrases:
    """Labels of a class and the country's code: N name, L adjective, K capital or place, U code (in capitals only)."""
    found: dict[str, list[str]] = {}
    for surface, code, kind in country_names(lang):
        if len(surface) > 1 or not surface.isascii():
            label = "U" if surface.isupper() and len(surface) <= 3 else _KINDS[kind]
            found.setdefault(label + code, []).append(_spaced(surface, lang))
    for code, places in table(lang, "names").get("places", {}).items():
        found.setdefault("K" + code, []).extend(_spaced(place, lang) for place in places)
    return Phrases(found)


@cache
def _place_heads(lang: str) -> Phrases:
    return Phrases({"head": table(lang, "names").get("place_heads", ())})


def _spaced(surface: str, lang: str) -> str:
    """The words of a name as they are cut in a text; hyphens are left out, as phrases pass over them."""
    return " ".join(word for word in words_of(surface, lang) if word not in "-?|")


def chunks(document: Document, sentence: Sentence, names: Set[int] = frozenset()) -> list[Chunk]:
    """Return the lexical items of `sentence` from left to right: the longest phrase of the lexicon, or one token.

    The tokens `names` are words of names whatever else they may mean.
    """
    words = document.words(sentence)
    found: list[Chunk] = []
    i = place = 0
    while i < len(words):
        capital = words[i].text[0].isupper()
        if sentence.first + i in names:
            kind, length, value = "X", 1, ""
        else:
            kind, length, value = _classify(words, i, document.lang)
            if i < place and kind != "K":
                kind, length, value = "K", place - i, ""
            place = max(place, place_end(words, i, document.lang))
        spaced = i > 0 and words[i - 1].end < words[i].start
        found.append(Chunk(kind, sentence.first + i, sentence.first + i + length, capital, value, spaced))
        i += length
    for chunk, following in zip(found, [*found[1:], None], strict=True):
        if chunk.kind == "B":
            chunk.kind = "T" if following and following.kind in "CMP" else "R"
    return found


def _classify(words: list[Token], i: int, lang: str) -> tuple[str, int, str]:
    word = words[i]
    if word.text in _MARKS:
        return _MARKS[word.text], 1, ""
    capital = word.text[0].isupper()
    hits = _hits(words, i, lang)
    if hits:
        length, kind, value = min(hits, key=lambda h: (-h[0], _PRIORITY.index(h[1])))
        return kind, length, value
    if word.text[0].isdigit():
        return "#", 1, ""
    if capital and word.norm not in wordset(lang, "names", "never"):
        if is_acronym(word.text):
            return "A", 1, ""
        if i > 0 or word.norm not in wordset(lang, "names", "openers") or _family_name(words, i, lang):
            return "X", 1, ""
    return "x", 1, ""


def _hits(words: list[Token], i: int, lang: str) -> list[tuple[int, str, str]]:
    """The phrases of the lexicon that begin at word `i`: their length, class and value."""
    settings = table(lang, "titles")
    capital = words[i].text[0].isupper()
    hits = [(h.end - i, h.label, "") for h in _lexicon(lang).at(words, i)]
    if not capital:
        hits = [h for h in hits if h[0] > 1 or h[1] not in "BRH" or _rank_in_lower_case(words[i], lang)]
        hits = [h for h in hits if h[0] > 1 or words[i].norm not in normals(lang, "titles", "capital_only")]
    elif _family_name(words, i, lang):
        hits = [h for h in hits if h[1] not in "CJDP" or h[0] > 1]
    for hit in _countries(lang).at(words, i):
        kind, code = hit.label[0], hit.label[1:]
        if kind == "U" and not words[i].text.isupper():
            continue
        if capital or (settings["lower_case_adjectives"] and kind == "L"):
            hits.append((hit.end - i, "K" if kind == "K" else "N", code))
    return hits


def _rank_in_lower_case(word: Token, lang: str) -> bool:
    return table(lang, "titles").get("lower_case_ranks", False) and (len(word.text) > 2 or not word.text.isascii())


def _family_name(words: list[Token], i: int, lang: str) -> bool:
    """Whether the word is a common family name before another capitalised word ("To Lam said …"), and no article."""
    following = words[i + 1].text if i + 1 < len(words) else ""
    if not following[:1].isupper() or words[i].norm in normals(lang, "titles", "articles"):
        return False
    return any(words[i].norm in names for names in family_names().values())


@cache
def family_names() -> dict[str, frozenset[str]]:
    """Family names, in lower case, by the code of the country whose people put them first."""
    return {code: frozenset(names) for code, names in word_files.read(FOLDER / "names.toml").items()}


def no_name(words: list[Token], i: int, lang: str, harmless: str = "PO") -> bool:
    """Whether a phrase of two or more words begins at `i` that is no part of a name: an office, a country, lower case.

    Phrases of the classes `harmless` may be syllables of a name where all have capitals.
    """
    return any(
        length > 1 and (kind not in harmless or any(w.text.islower() for w in words[i : i + length]))
        for length, kind, _ in _hits(words, i, lang)
    )


def phrase_end(words: list[Token], i: int, lang: str) -> int:
    """The end of the longest phrase of titles, bodies, countries and places that begins at word `i`, or `i`."""
    return i + max((h[0] for h in _hits(words, i, lang)), default=0)


def place_end(words: list[Token], i: int, lang: str) -> int:
    """The end of the place's name behind a noun such as "province of" that begins at word `i`, or 0."""
    head = _place_heads(lang).longest(words, i)
    if head is None or head.end == len(words) or not words[head.end].text[0].isupper():
        return 0
    known = [h.end for h in _countries(lang).at(words, head.end)]
    if known:
        return max(known)
    end = head.end
    while end < len(words) and words[end].text[0].isupper() and not no_name(words, end, lang):
        end += 1
    families = normals(lang, "names", "families")
    if end - head.end > 3 and words[head.end + 2].norm in families:
        return head.end + 2
    return end


def is_acronym(text: str) -> bool:
    """Whether `text` is a run of two to eight capitals (digits, & and a plural s allowed)."""
    core = text[:-1] if text.endswith("s") and len(text) > 3 else text
    return 2 <= len(core) <= 8 and core.replace("&", "").isalnum() and core.upper() == core and not core.isdigit()


@cache
def normals(lang: str, name: str, key: str) -> frozenset[str]:
    """Return the words of a list in their normal form."""
    return frozenset(normal(w) for w in table(lang, name).get(key, ()))
