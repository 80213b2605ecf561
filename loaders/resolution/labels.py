"""Choose, of all the ways something is written, the one that stands for it in each language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from loaders.records import Language
from loaders.resolution.knowledge import Label

LANGUAGES: tuple[Language, ...] = ("en", "fr", "vi")


def usual(texts: Iterable[str]) -> str:
    """Return the most frequent text; of equals the longest, then the last in order, which has the diacritics."""
    counted = Counter(texts)
    return max(counted, key=lambda text: (counted[text], len(text), text))


def fullest(texts: Iterable[str]) -> list[str]:
    """Return the names of more than one word, where there are such."""
    known = list(texts)
    return [text for text in known if " " in text] or known


def best_labels(written: Iterable[tuple[Language, str]]) -> tuple[Label, ...]:
    """Return the usual text of each language."""
    texts: dict[Language, list[str]] = defaultdict(list)
    for lang, text in written:
        texts[lang].append(text)
    return tuple(Label(lang, usual(texts[lang])) for lang in sorted(texts))
