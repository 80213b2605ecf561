"""Finds phrases of a lexicon in a sequence of words, by whole words and lemmas, never by substring."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple, Protocol

_APOSTROPHES = {"’": "'", "‘": "'", "ʼ": "'"}
_MARKS = str.maketrans({**_APOSTROPHES, "‑": "-"})
_PLAIN = str.maketrans({**_APOSTROPHES, "‑": "-", "–": "-", "—": "-", "œ": "oe", "Œ": "oe"})


# First letters that are often written without their accent when they are capitals
_LEFT_BARE = {"é": "e", "è": "e", "ê": "e"}

# Vietnamese writes the tone of an open oa, oe, uy on either vowel (hoà, hòa); quý has no choice
_TONED = re.compile(r"(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)")


def normal(text: str) -> str:
    """Lower-case `text` with plain apostrophes and hyphens, and one way to place a tone mark; diacritics stay.

    >>> normal("Uỷ ban Hoà giải"), normal("Quý")
    ('ủy ban hòa giải', 'quý')
    """
    plain = text.translate(_PLAIN).lower()
    return plain if plain.isascii() else _TONED.sub(_tone_first, plain)


def _tone_first(match: re.Match[str]) -> str:
    bare, *tone = list(unicodedata.normalize("NFD", match[0][1]))
    return unicodedata.normalize("NFC", match[0][0] + "".join(tone) + bare)


def plain(text: str) -> str:
    """`text` with plain apostrophes and hyphens, as a parser has seen them in training."""
    return text.translate(_MARKS)


class Word(Protocol):
    """What a phrase is matched against: the normal form or the lemma of each word."""

    norm: str
    lemma: str


class Hit(NamedTuple):
    """A phrase found: its label and the range of words, end exclusive."""

    label: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    next: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, _Node]]] = field(default_factory=dict)  # by their first letter
    labels: list[str] = field(default_factory=list)


class Phrases:
    """A set of labelled phrases.

    A phrase is words parted by spaces. `a|b` is either word, `word?` may be missing, `stem*` is any word that begins
    so, `*` is any one word. A word matches by its normal form or its lemma, and also where its first letter lacks the
    accent, as capitals often do in French ("Etat"). A hyphen between words may be passed over,
    so that "secretary general" finds "Secretary-General".
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self._root = _Node()
        for label, variants in phrases.items():
            for phrase in variants:
                for words in _expand(phrase):
                    self._add(words, label)

    def _add(self, words: Sequence[str], label: str) -> None:
        node = self._root
        for word in words:
            if word.endswith("*"):
                stem = word[:-1]
                alike = node.stems.setdefault(stem[:1], [])
                found = next((n for s, n in alike if s == stem), None)
                if found is None:
                    found = _Node()
                    alike.append((stem, found))
                node = found
            else:
                parent, node = node, node.next.setdefault(word, _Node())
                if word[0] in _LEFT_BARE:
                    parent.next.setdefault(_LEFT_BARE[word[0]] + word[1:], node)
        if label not in node.labels:
            node.labels.append(label)

    def at(self, words: Sequence[Word], start: int, end: int | None = None) -> list[Hit]:
        """All phrases that begin at word `start` and end before word `end`, longest first."""
        last = len(words) if end is None else end
        reached = _step(self._root, words[start]) if start < last else []
        hits: list[Hit] = []
        i = start
        while reached:
            i += 1
            hits.extend([Hit(label, start, i) for node in reached for label in node.labels])
            while i < last and words[i].norm == "-" and not any(_step(node, words[i]) for node in reached):
                i += 1
            if i >= last:
                break
            reached = [then for node in reached for then in _step(node, words[i])]
        if len(hits) > 1:
            hits.sort(key=lambda hit: -hit.end)
        return hits

    def longest(self, words: Sequence[Word], start: int, end: int | None = None) -> Hit | None:
        """The longest phrase that begins at word `start` and ends before word `end`."""
        hits = self.at(words, start, end)
        return hits[0] if hits else None

    def all(self, words: Sequence[Word]) -> Iterator[Hit]:
        """Every phrase at every word, overlaps included."""
        for i in range(len(words)):
            yield from self.at(words, i)

    def scan(self, words: Sequence[Word]) -> Iterator[Hit]:
        """The longest phrases from left to right, without overlaps."""
        i = 0
        while i < len(words):
            hit = self.longest(words, i)
            if hit is None:
                i += 1
            else:
                yield hit
                i = hit.end


def _step(node: _Node, word: Word) -> list[_Node]:
    """The nodes that `word` leads to from `node`."""
    norm, lemma = word.norm, word.lemma
    found = [node.next[norm]] if norm in node.next else []
    if lemma != norm and lemma in node.next:
        found.append(node.next[lemma])
    if node.stems:
        for letter in dict.fromkeys((norm[:1], lemma[:1], "")):
            found += [
                after for stem, after in node.stems.get(letter, ()) if norm.startswith(stem) or lemma.startswith(stem)
            ]
    return found


def _expand(phrase: str) -> Iterator[tuple[str, ...]]:
    choices: list[tuple[str, ...]] = []
    for piece in normal(phrase).split():
        optional = piece.endswith("?") and len(piece) > 1
        words = tuple(w for w in piece.rstrip("?").split("|") if w) if len(piece) > 1 else (piece,)
        choices.append((*words, "") if optional else words)
    for combination in product(*choices):
        words = tuple(w for w in combination if w)
        if words:
            yield words
