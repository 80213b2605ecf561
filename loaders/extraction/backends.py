"""The linguistic backend of each language: recognises personal names and parses sentences whose names are masked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Protocol

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from loaders.extraction.document import Document, Token, Unit
from loaders.extraction.lexicon import table
from loaders.extraction.positional import parse_by_position
from loaders.extraction.surnames import find_names
from loaders.extraction.words import plain
from loaders.folding import fold

_LONGEST = 4_000  # tokens of a text that a model reads as one
_AT_ONCE = 16_000  # tokens that a model reads in one batch


class Backend(Protocol):
    """What the components need of a language beyond its lexicon."""

    def recognise(self, documents: Sequence[Document]) -> list[set[int]]:
        """For each document the tokens that look like parts of personal names."""
        ...

    def parse(self, documents: Sequence[Document]) -> None:
        """Fill part of speech, lemma, head and dependency of every document's units."""
        ...


@cache
def backend(lang: str) -> Backend:
    """Return the backend that the language's `backend.toml` names."""
    settings = table(lang, "backend")
    return _SpacyBackend(settings) if settings["model"] else PositionalBackend()


class _SpacyBackend:
    """A small spaCy model: its entity recogniser on the text, its tagger and parser on the masked units."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self._nlp: Pipeline = spacy.load(settings["model"])
        self._person = settings["person"]
        self._lemmas = settings.get("lemmas", {})
        self._moods: dict[str, set[str]] = {
            mood: {fold(stem + ending) for stem in forms["stems"] for ending in forms["endings"]}
            for mood, forms in settings.get("moods", {}).items()
        }
        self._endings: dict[str, list[str]] = {
            mood: forms["endings"] for mood, forms in settings.get("moods", {}).items()
        }
        self._parsing = [name for name in self._nlp.pipe_names if name != "ner"]

    def recognise(self, documents: Sequence[Document]) -> list[set[int]]:
        found: list[set[int]] = [set() for _ in documents]
        pieces = [p for n, d in enumerate(documents) for p in _pieces(n, len(d.tokens), [s.first for s in d.sentences])]
        for piece, doc in self._piped(["ner"], pieces, lambda piece: self._text_of(documents[piece.document], piece)):
            people = (e for e in doc.ents if e.label_ == self._person)
            found[piece.document].update(piece.first + i for e in people for i in range(e.start, e.end))
        return found

    def parse(self, documents: Sequence[Document]) -> None:
        pieces = [p for n, d in enumerate(documents) for p in _pieces(n, len(d.units), _starts(d.units))]
        units_of = {id(piece): documents[piece.document].units[piece.first : piece.last] for piece in pieces}
        for piece, doc in self._piped(self._parsing, pieces, lambda piece: self._masked(units_of[id(piece)])):
            heads, subjects = _mended(doc), _subjects_behind_and(doc)
            for unit, token in zip(units_of[id(piece)], doc, strict=True):
                unit.pos, unit.dep, unit.head = token.pos_, token.dep_, piece.first + heads[token.i]
                if token.i in subjects:
                    unit.dep, unit.head = "nsubj", piece.first + subjects[token.i]
                if unit.mention is None:
                    self._settle(unit, token)

    def _settle(self, unit: Unit, token: SpacyToken) -> None:
        """Fill the lemma and mood of a word, and make a verb of what has the form of one."""
        lemma = token.lemma_.lower()
        unit.lemma = self._lemmas.get(lemma, lemma)
        unit.mood = self._mood(unit)
        if unit.mood and unit.pos != "AUX":
            unit.pos = "VERB"
        past = "Part" in token.morph.get("VerbForm", []) and "Past" in token.morph.get("Tense", [])
        if past and unit.pos in ("VERB", "AUX"):
            unit.mood = "participle"

    def _piped(
        self, components: list[str], pieces: Iterable[_Piece], doc_of: Callable[[_Piece], Doc]
    ) -> Iterator[tuple[_Piece, Doc]]:
        """Run some components of the pipeline over pieces of text, a few thousand words at a time."""
        with self._nlp.select_pipes(enable=components):
            for batch in _batches(pieces):
                yield from zip(batch, self._nlp.pipe(map(doc_of, batch), batch_size=len(batch)), strict=True)

    def _text_of(self, document: Document, piece: _Piece) -> Doc:
        tokens = document.tokens[piece.first : piece.last]
        return _doc(self._nlp, [plain(t.text) for t in tokens], _spaces(tokens), [t.sent for t in tokens])

    def _masked(self, units: Sequence[Unit]) -> Doc:
        return _doc(self._nlp, [plain(u.text) for u in units], None, [u.sent for u in units])

    def _mood(self, verb: Unit) -> str:
        """The mood that the form tells: the infinitive (without a final e), or an irregular stem, and an ending."""
        form, stem = fold(verb.norm), fold(verb.lemma.removesuffix("e"))
        for mood, irregular in self._moods.items():
            regular = len(stem) > 2 and any(form == stem + ending for ending in self._endings[mood])
            if regular or form in irregular:
                return mood
        return ""


def _mended(doc: Doc) -> list[int]:
    """The head of every token; verbs coordinated with one of another form belong to one of their own.

    In "pledged to share information, maintain the dialogue and train experts" small models let the later ones hang on
    the verb of the main clause; in "stressed the need to share information and pledged support" the last hangs on the
    infinitive.
    """
    heads = [token.head.i for token in doc]
    for token in doc:
        if token.dep_ == "conj" and _form(token) == "Fin" and _form(token.head) == "Inf" and _past(token):
            above = next((t for t in token.ancestors if _form(t) == "Fin" and t.pos_ in ("VERB", "AUX")), None)
            if above is not None and not any(c.dep_ == "nsubj" for c in token.children):
                heads[token.i] = above.i
        elif token.dep_ == "conj" and _form(token) == "Inf" and _form(token.head) == "Fin" and token.head.i < token.i:
            between = (t for t in reversed(doc[token.head.i + 1 : token.i]) if _form(t) == "Inf" and t.dep_ != "conj")
            first = next(between, None)
            if first is not None and not any(c.dep_ == "nsubj" for c in token.children):
                heads[token.i] = first.i
    return heads


def _subjects_behind_and(doc: Doc) -> dict[int, int]:
    """Nouns that small models join to the object before "and" but that are the subject of the verb behind them.

    In "France will send ships and Spain will open its ports" Spain is no object of "send".
    """
    found = {}
    for token in doc:
        if token.dep_ != "conj" or token.pos_ not in ("NOUN", "PROPN", "PRON") or token.i + 1 >= len(doc):
            continue
        verb = doc[token.i + 1].head if doc[token.i + 1].pos_ == "AUX" else doc[token.i + 1]
        clause = verb.dep_ == "conj" and verb.i > token.i and verb.head in token.ancestors
        if clause and verb.pos_ in ("VERB", "AUX") and not any(c.dep_.startswith("nsubj") for c in verb.children):
            found[token.i] = verb.i
    return found


def _form(token: SpacyToken) -> str:
    return next(iter(token.morph.get("VerbForm", [])), "")


def _past(token: SpacyToken) -> bool:
    return "Past" in token.morph.get("Tense", [])


class PositionalBackend:
    """For a language without a parser: names by their family names, structure by rules of position."""

    def recognise(self, documents: Sequence[Document]) -> list[set[int]]:
        """The tokens of names that begin with a known family name."""
        return [find_names(document) for document in documents]

    def parse(self, documents: Sequence[Document]) -> None:
        """Subjects, objects and clauses by the position of words."""
        for document in documents:
            parse_by_position(document)


@dataclass(slots=True)
class _Piece:
    """A stretch of whole sentences: the number of the document, its first token or unit, and the one behind it."""

    document: int
    first: int
    last: int


def _pieces(document: int, length: int, starts: Sequence[int]) -> Iterator[_Piece]:
    """Cut a document so long that a model would need much memory for it, at the beginnings of sentences."""
    first = 0
    while first < length:
        last = length
        if last - first > _LONGEST:
            n = bisect_right(starts, first + _LONGEST) - 1
            last = starts[n] if starts[n] > first else next(iter(starts[n + 1 :]), length)
        yield _Piece(document, first, last)
        first = last


def _batches(pieces: Iterable[_Piece]) -> Iterator[list[_Piece]]:
    batch: list[_Piece] = []
    for piece in pieces:
        if batch and sum(p.last - p.first for p in (*batch, piece)) > _AT_ONCE:
            yield batch
            batch = []
        batch.append(piece)
    if batch:
        yield batch


def _doc(nlp: Pipeline, words: list[str], spaces: list[bool] | None, sentences: list[int]) -> Doc:
    starts: list[bool | int | None] = [True] * bool(words)
    starts += [a != b for a, b in pairwise(sentences)]
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts)


def _spaces(tokens: Sequence[Token]) -> list[bool]:
    return [a.end < b.start for a, b in pairwise(tokens)] + [False] * bool(tokens)


def _starts(units: Sequence[Unit]) -> list[int]:
    return [u.i for u in units if u.i == 0 or units[u.i - 1].sent != u.sent]
