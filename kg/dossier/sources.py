"""Numbers the articles behind a dossier and gives each fact its quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from kg.dossier.content import Quote, Source
from kg.dossier.wording import Wording
from loaders.engines import Rows

_WEB = ("https://", "http://")


def quotes_of(evidence: Rows, wording: Wording) -> tuple[tuple[Source, ...], dict[str, tuple[Quote, ...]]]:
    """Return the articles by date, numbered from 1, and the quotes of each fact by its URI, each quote once."""
    passages = Counter(_article(row) for row in evidence)
    ordered = sorted(passages, key=lambda each: (each[1] or "~", *(part or "" for part in each)))
    sources = {
        article: _source(number, article, passages[article], wording) for number, article in enumerate(ordered, 1)
    }
    quotes: dict[str, dict[Quote, None]] = {}
    for row in evidence:
        if row["quote"]:
            quotes.setdefault(row["fact_uri"], {})[Quote(row["quote"], sources[_article(row)])] = None
    return tuple(sources.values()), {uri: tuple(found) for uri, found in quotes.items()}


Article = tuple[str | None, str | None, str | None, str | None, str | None]


def _article(row: Mapping[str, Any]) -> Article:
    return row["article"], row["published"], row["outlet"], row["language"], row["url"]


def _source(number: int, article: Article, passages: int, wording: Wording) -> Source:
    label, published, outlet, language, url = article
    return Source(
        number=number,
        outlet=outlet or wording("sources.unknown_outlet"),
        headline=label or wording("sources.untitled"),
        date=wording.date(published),
        published=published,
        language=language,
        language_name=wording(f"languages.{language}") if language in ("en", "fr", "vi") else language or "",
        url=url if url and url.lower().startswith(_WEB) else None,
        passages=passages,
    )
