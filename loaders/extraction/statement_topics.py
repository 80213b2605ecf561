"""Tells what a statement is about: by its words, else by the document that it signs, else by its speakers' office."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.extraction.accords import Accord
from loaders.extraction.document import Document
from loaders.extraction.lexicon import phrases
from loaders.extraction.people import Bearer
from loaders.extraction.statements import Claim
from loaders.extraction.topics import GENERAL, topics_of


def topics_of_claim(
    document: Document, claim: Claim, accords: Sequence[Accord], bearers: Sequence[Bearer]
) -> list[str]:
    """Return the topic ids of `claim`, never empty; `accords` and `bearers` are those of the article."""
    told = topics_of(document.units[claim.first : claim.last], document.lang)
    if told != [GENERAL]:
        return told
    return _signed(document, claim, accords) or _of_office(document, claim, bearers) or told


def _signed(document: Document, claim: Claim, accords: Sequence[Accord]) -> list[str]:
    """The topics in the full names of the documents that `claim` tells were signed."""
    if claim.modality != "signed":
        return []
    first, last = document.units[claim.first].first, document.units[claim.last - 1].last
    found: list[str] = []
    for accord in accords:
        if any(first <= naming.head < last for naming in accord.namings):
            name = accord.fullest
            found += topics_of(document.tokens[name.first : name.last], document.lang)
    return [topic for topic in dict.fromkeys(found) if topic != GENERAL]


def _of_office(document: Document, claim: Claim, bearers: Sequence[Bearer]) -> list[str]:
    """The field of all who speak and are spoken to, where their offices are of one ("the defence ministers")."""
    by_id = {b.id: b for b in bearers}
    people = [by_id[p.ref] for p in (*claim.actors, *claim.counterparts) if p.ref in by_id]
    fields = [_fields(document, bearer) for bearer in people]
    return sorted(set.intersection(*fields)) if fields else []


def _fields(document: Document, bearer: Bearer) -> set[str]:
    known = phrases(document.lang, "topics", "offices")
    return {hit.label for o in bearer.offices for hit in known.scan(document.tokens[o.first : o.last])}
