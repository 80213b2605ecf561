"""What a title or the name of an agreement means, in words shared by the languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from loaders import word_files
from loaders.folding import fold
from loaders.reference import country_of

_LEXICON = Path(__file__).parents[1] / "lexicon"
_LONGEST_COUNTRY = 4  # words
_PIECES = re.compile(r"[\w’'.-]*\w", re.UNICODE)
_POSSESSIVE = re.compile(r"['’]s\b")
_BRACKETS = re.compile(r"\([^()]*\)")
_ORDINAL = re.compile(r"\d+(st|nd|rd|th|e|er|eme)?")


@lru_cache(maxsize=100_000)
def concepts(text: str) -> frozenset[str]:
    """Return the concepts that `text` names, without countries, ranks, ordinals and small words.

    >>> sorted(concepts("Thứ trưởng Bộ Công an")) == sorted(concepts("vice-ministre de la Sécurité publique"))
    True
    """
    words = fold(without_countries(_BRACKETS.sub(" ", text))).split()
    return frozenset(_read(words))


@lru_cache(maxsize=100_000)
def without_countries(text: str) -> str:
    """Return `text` without the names, demonyms and codes of countries in it."""
    pieces = _PIECES.findall(_POSSESSIVE.sub("", text.replace("-", " ")))
    kept: list[str] = []
    at = 0
    while at < len(pieces):
        lengths = range(min(_LONGEST_COUNTRY, len(pieces) - at), 0, -1)
        length = next((n for n in lengths if _is_country(" ".join(pieces[at : at + n]))), 0)
        if not length:
            kept.append(pieces[at])
        at += length or 1
    return " ".join(kept)


def _is_country(text: str) -> bool:
    """Tell whether `text` names a country, other than by its bare code (`PM` is an office)."""
    found = country_of(text)
    return found is not None and text != found.code


def _read(words: list[str]) -> Iterator[str]:
    phrases, dropped, longest = _lexicon()
    at = 0
    while at < len(words):
        for length in range(min(longest, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            if phrase in phrases:
                yield from phrases[phrase].split()
            elif phrase not in dropped and not (length == 1 and _ORDINAL.fullmatch(phrase)):
                continue
            at += length
            break
        else:
            yield _singular(words[at])
            at += 1


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _lexicon() -> tuple[dict[str, str], frozenset[str], int]:
    """Return concept by folded phrase, the phrases that mean nothing here, and the most words of a phrase."""
    phrases: dict[str, str] = {}
    dropped: set[str] = set()
    for path in sorted(_LEXICON.glob("*/concepts.toml")):
        data = word_files.read(path)
        for concept, forms in data["concepts"].items():
            phrases.update((fold(form), concept) for form in forms)
        for forms in data["dropped"].values():
            dropped.update(map(fold, forms))
    longest = max(len(phrase.split()) for phrase in [*phrases, *dropped])
    return phrases, frozenset(dropped), longest
