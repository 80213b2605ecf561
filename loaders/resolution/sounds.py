"""What a name sounds like: the spellings that other scripts and habits give to one name become one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data"
_VOWELS = re.compile(r"[aeiouy]+")
_Rules = Sequence[tuple[re.Pattern[str], str]]


def sounds(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sounds of the folded words of a name."""
    if _is_korean(words):
        return tuple(_rewritten(word, "korean") for word in words)
    return tuple(_sound(word) for word in words)


def syllables(word: str) -> int:
    """Return the number of syllables of a folded word, counted by its vowels."""
    return len(_VOWELS.findall(word))


def is_patronymic(word: str) -> bool:
    """Tell whether a folded word is formed like a father's name, which is as often left out as given."""
    return word.endswith(_patronymics())


@lru_cache(maxsize=100_000)
def _sound(word: str) -> str:
    """Reduce a word to its sounds; words of one syllable have too little to spare and stay as they are."""
    word = _given_names().get(word, word)
    return word if syllables(word) < 2 else _rewritten(word, "long_words")


@lru_cache(maxsize=100_000)
def _rewritten(word: str, kind: str) -> str:
    for pattern, sound in _rules(kind):
        word = pattern.sub(sound, word)
    return word


def _is_korean(words: Sequence[str]) -> bool:
    """Tell whether a name has a Korean surname and one or two syllables besides."""
    if len(words) not in (2, 3) or not {words[0], words[-1]} & _surnames():
        return False
    return sum(map(syllables, words)) <= len(words) + (len(words) == 2)


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / name).read_text(encoding="utf-8"))


@cache
def _rules(kind: str) -> _Rules:
    return [(re.compile(pattern), sound) for pattern, sound in _data("romanisation.toml")[kind]["rules"]]


@cache
def _patronymics() -> tuple[str, ...]:
    return tuple(_data("romanisation.toml")["patronymics"]["endings"])


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_data("romanisation.toml")["korean"]["surnames"])


@cache
def _given_names() -> dict[str, str]:
    """Return the usual form of a given name by its short forms and other spellings."""
    tables = _data("given_names.toml").values()
    return {form: usual for table in tables for usual, forms in table.items() for form in forms}


CACHES = (_sound, _rewritten)
