"""Compare names of people: in what way two written names may name one person. What a name looks like, nothing else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from loaders.folding import fold
from loaders.resolution.exonyms import mandarin
from loaders.resolution.sounds import is_patronymic, sounds, syllables


class Likeness(IntEnum):
    """How alike two names are; the higher, the less other evidence is needed."""

    NONE = 0
    PART = 1  # one is a single word of the other: "Biden"
    TYPO = 2  # a word differs by a letter or two: "Yunichi Yamada"
    SHORTER = 3  # words are left out: "Antony Blinken"
    SPELLING = 4  # the same sounds, initials, particles: "Kasymov", "K. Shanmugam"
    SAME = 5  # the same words, family name first or last


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart: folded words without particles, the same words with their marks, and their sounds."""

    folded: str
    words: tuple[str, ...]
    marked: tuple[str, ...]
    sounds: tuple[str, ...]

    @property
    def canonical(self) -> tuple[str, ...]:
        """The words in the first of the orders that a name takes."""
        return min(_turns(self.words))

    @property
    def syllabic(self) -> bool:
        """Whether all words are of one syllable, so that one letter more or less makes another name."""
        return all(syllables(word) < 2 for word in self.words)


_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʼʾʿ`´](?=\w)")
_PARTICLES = frozenset({"al", "el", "bin", "ben", "ibn", "bint", "binti"})
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii"})
_MIN_LETTERS = 2  # of a single word that may stand for a whole name
_FEW_WORDS = 6
_LONG = 8  # letters


@lru_cache(maxsize=200_000)
def parse(written: str) -> Name:
    """Take a written name apart; the order of its words stays."""
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFC", written))
    pieces = [piece for piece in re.split(r"[\W_]+", plain) if fold(piece)]
    kept = [piece for i, piece in enumerate(pieces) if i == 0 or fold(piece) not in _PARTICLES | _GENERATIONS] or pieces
    words = tuple(fold(piece) for piece in kept)
    return Name(fold(written), words, tuple(piece.casefold() for piece in kept), sounds(words))


@lru_cache(maxsize=100_000)
def compare(first: Name, second: Name) -> Likeness:
    """Tell how alike two names are."""
    if not first.words or not second.words:
        return Likeness.NONE
    if _marks_clash(first, second):
        return Likeness.NONE
    if _same_words(first.words, second.words):
        return Likeness.SAME
    if min(len(first.words), len(second.words)) == 1 and "".join(first.words) != "".join(second.words):
        return _part(first, second)
    if "".join(first.words) == "".join(second.words) or _sounds_alike(first, second) or _is_exonym(first, second):
        return Likeness.SPELLING
    if _left_out(first, second):
        return Likeness.SPELLING if _only_trifles_more(first, second) else Likeness.SHORTER
    return Likeness.TYPO if _mistyped(first, second) else Likeness.NONE


def alike(first: str, second: str) -> bool:
    """Tell whether two written names may pass for one person's by themselves.

    A slip of the pen isn't enough, nor a short name with words left out: those need other grounds.
    """
    one, two = parse(first), parse(second)
    likeness = compare(one, two)
    return likeness >= Likeness.SPELLING or (likeness is Likeness.SHORTER and not (one.syllabic and two.syllabic))


def own_keys(name: Name) -> Iterator[str]:
    """Yield the keys under which a name is filed, for `sought_keys` of another to find it."""
    yield "joined:" + "".join(name.words)
    yield "joined:" + "".join(name.sounds)
    yield "words:" + " ".join(sorted(name.sounds))
    yield from _typing_keys(name)


def sought_keys(name: Name) -> Iterator[str]:
    """Yield keys that find every name of some likeness: of two alike names, one seeks a key that the other owns."""
    yield "joined:" + "".join(name.words)
    yield "joined:" + "".join(name.sounds)
    yield from ("joined:" + pinyin for pinyin in sorted(mandarin(name.marked)))
    yield from _typing_keys(name)
    for part in _parts(name.sounds):
        yield "words:" + " ".join(sorted(part))
    for i, sound in enumerate(name.sounds):
        if len(name.sounds) > 1:
            yield "words:" + " ".join(sorted((*name.sounds[:i], sound[0], *name.sounds[i + 1 :])))


def _typing_keys(name: Name) -> Iterator[str]:
    """Yield the name with one letter left out, so that names one slip apart share a key."""
    yield "typed:" + "".join(sorted(name.sounds))
    if len(name.sounds) > 1:
        for i, sound in enumerate(name.sounds):
            rest = " ".join(sorted(name.sounds[:i] + name.sounds[i + 1 :]))
            yield f"typed:{rest}|{sound}"
            yield from (f"typed:{rest}|{sound[:k]}{sound[k + 1 :]}" for k in range(len(sound)))


def _parts(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield what may be left of a name when words are dropped."""
    lengths = range(1, len(words)) if len(words) <= _FEW_WORDS else (1, 2, len(words) - 1)
    for length in lengths:
        yield from combinations(words, length)


def _is_exonym(first: Name, second: Name) -> bool:
    """Tell whether one is the other's Chinese name as Vietnamese writes it."""
    joined = "".join(first.words), "".join(second.words)
    return joined[1] in mandarin(first.marked) or joined[0] in mandarin(second.marked)


def _same_words(first: Sequence[str], second: Sequence[str]) -> bool:
    """Tell whether the words are the same with the family name moved from one end to the other, or all reversed."""
    if len(first) != len(second) or sorted(first) != sorted(second):
        return False
    turned = {tuple(first), tuple(reversed(first))}
    turned |= {(*first[i:], *first[:i]) for i in range(1, len(first))}
    return tuple(second) in turned


def _sounds_alike(first: Name, second: Name) -> bool:
    if len(first.sounds) != len(second.sounds):
        return "".join(first.sounds) == "".join(second.sounds)
    return any(all(map(_word_alike, turned, second.sounds)) for turned in _turns(first.sounds))


def _turns(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield words
    yield tuple(reversed(words))
    for i in range(1, len(words)):
        yield (*words[i:], *words[:i])


def _word_alike(first: str, second: str) -> bool:
    """Tell whether two words are the same or one is the other's initial."""
    return first == second or (min(len(first), len(second)) == 1 and first[0] == second[0])


def _left_out(first: Name, second: Name) -> bool:
    """Tell whether the shorter name's words, at least two, all stand in the longer, in an order that names take."""
    short, long = sorted((first.sounds, second.sounds), key=len)
    if len(short) < 2 or len(short) == len(long):
        return False
    return any(_is_subsequence(turned, long) for turned in _turns(short)) and _has_full_word(short)


def _only_trifles_more(first: Name, second: Name) -> bool:
    """Tell whether the longer name has nothing more than initials (Antony J. Blinken) or a father's name."""
    short, long = sorted((first, second), key=lambda name: len(name.words))
    trifles = sum(len(word) == 1 or is_patronymic(word) for word in long.words)
    return len(long.words) - len(short.words) == trifles and not any(
        len(word) == 1 or is_patronymic(word) for word in short.words
    )


def _is_subsequence(short: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(any(word == other for other in rest) for word in short)


def _has_full_word(words: Sequence[str]) -> bool:
    return any(len(word) > 1 for word in words)


def _mistyped(first: Name, second: Name) -> bool:
    """Tell whether the words pair up with a slip in one of them."""
    if len(first.sounds) != len(second.sounds):
        return False
    for turned in _turns(first.sounds):
        other = [(a, b) for a, b in zip(turned, second.sounds, strict=True) if a != b]
        if len(other) == 1 < len(turned) and _near(*other[0]):
            return True
    return False


def _near(first: str, second: str) -> bool:
    """Tell whether a letter differs, or two in a long word."""
    allowed = 2 if min(len(first), len(second)) >= _LONG else 1
    return DamerauLevenshtein.distance(first, second, score_cutoff=allowed) <= allowed


def _part(first: Name, second: Name) -> Likeness:
    short, long = sorted((first.words, second.words), key=len)
    return Likeness.PART if len(short[0]) > _MIN_LETTERS - 1 and short[0] in long else Likeness.NONE


def _marks_clash(first: Name, second: Name) -> bool:
    """Tell whether a word carries different diacritics in both names, neither a subset of the other (Tú and Tư)."""
    for word, marked in zip(first.words, first.marked, strict=True):
        for other, other_marked in zip(second.words, second.marked, strict=True):
            if word == other and marked != other_marked and _clash(marked, other_marked):
                return True
    return False


@lru_cache(maxsize=50_000)
def _clash(first: str, second: str) -> bool:
    a, b = _marks(first), _marks(second)
    return not (a <= b or b <= a)


def _marks(word: str) -> set[tuple[int, str]]:
    """Return the marks of a word with the index of the letter that carries each."""
    found: set[tuple[int, str]] = set()
    at = -1
    for letter in unicodedata.normalize("NFD", word):
        if unicodedata.combining(letter):
            found.add((at, letter))
        else:
            at += 1
            if letter == "đ":
                found.add((at, letter))
    return found
