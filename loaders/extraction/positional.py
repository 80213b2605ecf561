"""Takes sentences apart by the position of words alone, for languages that have no parser: subject, verb, object."""

from __future__ import annotations

from loaders.extraction.clauses import Clauses
from loaders.extraction.document import Document, Unit
from loaders.extraction.word_classes import Word, classified

_POS = {"party": "PROPN", "verb": "VERB", "auxiliary": "AUX", "noun": "NOUN", "preposition": "ADP", "date": "NOUN"}


def parse_by_position(document: Document) -> None:
    """Fill part of speech, lemma, head and dependency of the units of `document`, sentence by sentence."""
    units = document.units
    first = 0
    while first < len(units):
        last = first
        while last < len(units) and units[last].sent == units[first].sent:
            last += 1
        words = classified(units[first:last], document.lang)
        Clauses(words, units).build()
        _write(words, units)
        first = last


def _write(words: list[Word], units: list[Unit]) -> None:
    for word in words:
        stand = units[word.unit]
        for i in range(word.first, word.last):
            units[i].head, units[i].dep, units[i].pos = stand.i, "flat", "X"
            units[i].word = word.first
        stand.pos = _POS.get(word.kind, "NOUN" if word.kind in ("other", "nominaliser") else "PART")
        if "pronoun" in word.classes:
            stand.pos = "PRON"
        if stand.mention is None:
            stand.lemma = word.lemma
        stand.dep = word.dep
        stand.head = units[word.head.unit].i if word.head is not None else stand.i
