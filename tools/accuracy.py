"""Scores the reading of the annotated articles in tests/gold and writes docs/accuracy.md.

Run: python tools/accuracy.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from loaders.cleaning import clean
from loaders.encodings import tidy
from loaders.extraction import extract
from loaders.records import Article

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"
PAGE = ROOT / "docs" / "accuracy.md"
CATEGORIES = ("persons", "posts", "meetings", "commitments", "agreements")
_NOT_ARTICLES = {"topics.json"}

sys.path.insert(0, str(GOLD))
import score  # type: ignore[import-not-found]  # noqa: E402


def gold() -> list[dict[str, Any]]:
    """The annotated articles, sorted by id."""
    return [json.loads(p.read_text("utf-8")) for p in sorted(GOLD.glob("*.json")) if p.name not in _NOT_ARTICLES]


def scored(articles: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The score of what is read out of `articles`, by language."""
    docs = [each["doc"] for each in articles]
    read = [json.loads(e.model_dump_json(by_alias=True)) for e in extract(clean(_article(d)) for d in docs)]
    results = [score.score_doc(a["doc"], a["gold"], r) for a, r in zip(articles, read, strict=True)]
    return {
        lang: score.total([r for d, r in zip(docs, results, strict=True) if d["lang"] == lang])
        for lang in sorted({d["lang"] for d in docs})
    }


def _article(doc: dict[str, Any]) -> Article:
    """The article as a source would give it: its text may be annotated with decomposed diacritics."""
    known = {key: doc[key] for key in ("id", "title", "lang", "published")}
    return Article(text=tidy(doc["text"]), **known)


def page(totals: dict[str, dict[str, Any]], articles: list[dict[str, Any]]) -> str:
    """The page of figures: one row a language, F1 by category."""
    lines = [
        "# Accuracy",
        "",
        "How much of what annotated articles tell is read, as F1 (1 is perfect), on the articles of our own in",
        "`tests/gold/`. A few are invented, with one difficulty each; most retell public events in our own words and",
        "heap up what is hard: several meetings in one paragraph, two offices at once, namesakes, calls, postponed and",
        "denied meetings, lists of commitments, captions and related headlines. They were annotated before the program",
        "read them. In the last column a meeting needs its date, status and place right too, a commitment its modality",
        "and half of its topics. Written by `make accuracy`; the rules of matching are in `tests/gold/schema.md`.",
        "",
        "| language | articles | " + " | ".join(CATEGORIES) + " | all | all, attributes too |",
        "| --- " * (len(CATEGORIES) + 4) + "|",
    ]
    for lang, total in totals.items():
        count = sum(a["doc"]["lang"] == lang for a in articles)
        figures = [score.prf(total["cats"][c])[2] for c in CATEGORIES]
        figures += [score.graph_f1(total), score.strict_f1(total)]
        lines.append(f"| {lang} | {count} | " + " | ".join(f"{f:.2f}" for f in figures) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    known = gold()
    PAGE.write_text(page(scored(known), known), encoding="utf-8")
    print(PAGE.read_text("utf-8"))
