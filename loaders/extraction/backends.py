"""The linguistic backend of each language: recognises personal names and parses sentences whose names are masked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Protocol

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc
from spacy.tokens import Token as SpacyToken

from loaders.extraction.document import Document, Unit
from loaders.extraction.lexicon import table
from loaders.extraction.positional import parse_by_position
from loaders.extraction.surnames import find_names
from loaders.extraction.words import plain


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
    return (
        _SpacyBackend(settings["model"], settings["person"], settings.get("lemmas", {}))
        if settings["model"]
        else PositionalBackend()
    )


class _SpacyBackend:
    """A small spaCy model: its entity recogniser on the text, its tagger and parser on the masked units."""

    def __init__(self, model: str, person: str, lemmas: Mapping[str, str]) -> None:
        self._nlp: Pipeline = spacy.load(model)
        self._person = person
        self._lemmas = lemmas
        self._parsing = [name for name in self._nlp.pipe_names if name != "ner"]

    def recognise(self, documents: Sequence[Document]) -> list[set[int]]:
        docs = (
            _doc(self._nlp, [plain(t.text) for t in d.tokens], _spaces(d), [s.first for s in d.sentences])
            for d in documents
        )
        with self._nlp.select_pipes(enable=["ner"]):
            return [
                {i for e in doc.ents if e.label_ == self._person for i in range(e.start, e.end)}
                for doc in self._nlp.pipe(docs, batch_size=32)
            ]

    def parse(self, documents: Sequence[Document]) -> None:
        docs = (_doc(self._nlp, [plain(u.text) for u in d.units], None, _starts(d.units)) for d in documents)
        with self._nlp.select_pipes(enable=self._parsing):
            for document, doc in zip(documents, self._nlp.pipe(docs, batch_size=32), strict=True):
                for unit, token in zip(document.units, doc, strict=True):
                    unit.pos, unit.dep, unit.head = token.pos_, token.dep_, token.head.i
                    if unit.mention is None:
                        lemma = token.lemma_.lower()
                        unit.lemma = self._lemmas.get(lemma, lemma)


def _mood(token: SpacyToken) -> str:
    if "Cnd" in token.morph.get("Mood", []):
        return "conditional"
    return "future" if "Fut" in token.morph.get("Tense", []) else ""


class PositionalBackend:
    """For a language without a parser: names by their family names, structure by rules of position."""

    def recognise(self, documents: Sequence[Document]) -> list[set[int]]:
        """The tokens of names that begin with a known family name."""
        return [find_names(document) for document in documents]

    def parse(self, documents: Sequence[Document]) -> None:
        """Subjects, objects and clauses by the position of words."""
        for document in documents:
            parse_by_position(document)


def _doc(nlp: Pipeline, words: list[str], spaces: list[bool] | None, starts: Iterable[int]) -> Doc:
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    first = set(starts)
    for token in doc:
        token.is_sent_start = token.i in first
    return doc


def _spaces(document: Document) -> list[bool]:
    tokens = document.tokens
    return [a.end < b.start for a, b in pairwise(tokens)] + [False] * bool(tokens)


def _starts(units: Sequence[Unit]) -> list[int]:
    return [u.i for u in units if u.i == 0 or units[u.i - 1].sent != u.sent]
