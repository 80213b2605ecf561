"""Refuses every fact whose quote isn't verbatim at its offsets, and every reference to something refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from loaders.records import Article, Extraction, Fact, Span

_F = TypeVar("_F", bound=Fact)


def grounded(article: Article, extraction: Extraction) -> Extraction:
    """Return `extraction` with only the facts that stand verbatim in `article`."""
    kept = extraction.model_copy()
    for name in ("persons", "organisations", "posts", "meetings", "agreements", "commitments", "refusals"):
        setattr(kept, name, _verbatim(article.text, getattr(extraction, name)))
    known = {f.id for f in (*kept.persons, *kept.organisations)}
    kept.posts = [p for p in kept.posts if p.person in known]
    meetings = {m.id for m in kept.meetings}
    agreements = {a.id for a in kept.agreements}
    for meeting in kept.meetings:
        meeting.participants = [p for p in meeting.participants if p in known]
        meeting.series = meeting.series if meeting.series in agreements else None
    for statement in (*kept.commitments, *kept.refusals):
        statement.meeting = statement.meeting if statement.meeting in meetings else None
    return kept


def _verbatim(text: str, facts: Sequence[_F]) -> list[_F]:
    return [f for f in facts if is_verbatim(text, f, f.quote)]


def is_verbatim(text: str, span: Span, quote: str) -> bool:
    """Whether `quote` is not empty and stands in `text` at `span`."""
    return bool(quote) and 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == quote
