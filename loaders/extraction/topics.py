"""Names the topics that a quote is about, by the phrases of its language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from loaders.extraction.lexicon import phrases, table
from loaders.extraction.words import Hit, Phrases, Word

GENERAL = "general-cooperation"
OTHER = "other"
_HIDDEN = "-"
_BREAKS = frozenset(";.!?")


def topics_of(words: Sequence[Word], lang: str) -> list[str]:
    """Return the topic ids of `words` in order of appearance, never empty.

    A phrase inside a longer one doesn't count. "other" stands only where no security field is named, and
    "general-cooperation" where nothing else is found or where the words speak of cooperation as a whole.
    """
    found = _in_order(words, lang)
    fields = [topic for topic in found if topic != OTHER]
    return fields or found or [GENERAL]


def names_topic(words: Sequence[Word], lang: str) -> bool:
    """Whether a field of security is named in `words`."""
    return any(topic != OTHER for topic in _in_order(words, lang))


def _in_order(words: Sequence[Word], lang: str) -> list[str]:
    hits = _outermost(phrases(lang, "topics", "phrases").all(words))
    hidden = {i for hit in hits if hit.label == _HIDDEN for i in range(hit.start, hit.end)}
    places = [(hit.start, hit.label) for hit in hits if hit.label != _HIDDEN]
    places += [(start, topic) for topic, start in _near(words, lang, hidden)]
    return list(dict.fromkeys(topic for _, topic in sorted(places)))


def _outermost(hits: Iterator[Hit]) -> list[Hit]:
    """The hits that lie in no longer one; `hits` come by start, longest first."""
    kept: list[Hit] = []
    reached: tuple[int, int] | None = None
    for hit in hits:
        if reached and hit.end <= reached[1] and (hit.start, hit.end) != reached:
            continue
        kept.append(hit)
        reached = (hit.start, hit.end)
    return kept


@cache
def _pairs(lang: str) -> Phrases:
    """The words of the `near` tables: "<number of the table>:act" or ":object" to phrases."""
    tables = enumerate(table(lang, "topics")["near"])
    return Phrases({f"{n}:{part}": pair[part] for n, pair in tables for part in ("act", "object")})


def _near(words: Sequence[Word], lang: str, hidden: set[int]) -> Iterator[tuple[str, int]]:
    """Topics told by two words not far apart ("information must be exchanged"), each with its first word."""
    data = table(lang, "topics")
    seen: dict[str, list[int]] = {}
    for hit in _pairs(lang).all(words):
        if hit.start not in hidden:
            seen.setdefault(hit.label, []).append(hit.start)
    breaks = [i for i, word in enumerate(words) if word.norm in _BREAKS]
    for n, pair in enumerate(data["near"]):
        for act in seen.get(f"{n}:act", ()):
            for thing in seen.get(f"{n}:object", ()):
                first, last = min(act, thing), max(act, thing)
                apart: int = data["within"] if act < thing else data["back"]
                if 0 < last - first <= apart and not any(first < b < last for b in breaks):
                    yield pair["topic"], first
