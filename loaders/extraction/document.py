"""An article as the extractors see it: tokens, sentences, mentions and, once parsed, units."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from loaders.records import Article

Kind = Literal["person", "organisation", "country", "side", "role", "group", "date", "aside"]


@dataclass(slots=True)
class Token:
    """A token of the text; `start` and `end` are code points. `lemma` is `norm` until a backend knows better."""

    i: int
    start: int
    end: int
    text: str
    norm: str
    lemma: str
    sent: int = 0
    quoted: bool = False


@dataclass(slots=True)
class Sentence:
    """A sentence as a range of tokens, end exclusive; `paragraph` counts from 0; noise is no prose of the article."""

    i: int
    first: int
    last: int
    paragraph: int
    noise: bool = False


@dataclass(slots=True)
class Mention:
    """A stretch of tokens that names something; `ref` is a person's or an organisation's id, or a country's name."""

    kind: Kind
    first: int
    last: int
    ref: str


@dataclass(slots=True)
class Unit:
    """A word as the parser sees it: a token, or a whole mention behind one stand-in word.

    `first`/`last` are tokens (end exclusive), `start`/`end` code points. `head` is the index of the governing unit
    (itself at a root), `dep` the dependency label; where a language has no parser both are filled by position. `mood`
    is "future", "conditional" or (past) "participle" where the form of the verb says so.
    """

    i: int
    first: int
    last: int
    start: int
    end: int
    text: str
    norm: str
    lemma: str
    pos: str = ""
    dep: str = ""
    head: int = 0
    sent: int = 0
    quoted: bool = False
    mention: Mention | None = None
    mood: str = ""
    children: list[int] = field(default_factory=list)
    word: int = -1  # the first unit of the word that this is a syllable of, where the language writes syllables apart


@dataclass(slots=True)
class Document:
    """An article with all that the components have added to it."""

    article: Article
    lang: str
    tokens: list[Token]
    sentences: list[Sentence]
    mentions: list[Mention] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def words(self, sentence: Sentence) -> list[Token]:
        """The tokens of `sentence`."""
        return self.tokens[sentence.first : sentence.last]

    def units_of(self, sentence: Sentence) -> list[Unit]:
        """The units that begin in `sentence`."""
        low, high = (bisect_left(self.units, at, key=lambda u: u.first) for at in (sentence.first, sentence.last))
        return self.units[low:high]

    def quote(self, first: int, last: int) -> str:
        """The verbatim text of the tokens `first` to `last` (exclusive)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def prose(self) -> Iterator[Sentence]:
        """The sentences that are not noise."""
        return (s for s in self.sentences if not s.noise)
