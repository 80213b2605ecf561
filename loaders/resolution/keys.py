"""Keys: the stable, readable names of resolved records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from hashlib import sha256
from urllib.parse import quote

from loaders.folding import fold
from loaders.resolution.knowledge import Key

_MAX_LETTERS = 80


def slug(text: str) -> str:
    """Return `text` folded, with hyphens for spaces, cut at a word's end, safe in an IRI."""
    words = fold(text).split()
    while len(words) > 1 and len("-".join(words)) > _MAX_LETTERS:
        words.pop()
    return quote("-".join(words)[:_MAX_LETTERS]) or "unnamed"


def unique(kind: str, wanted: Sequence[tuple[str, str]], taken: Set[Key] = frozenset()) -> list[Key]:
    """Return one key per (slug, tie); those whose slug another has, or is `taken`, get a digest of their tie."""
    rivals = Counter(name for name, _ in wanted)
    return [
        f"{kind}/{name}"
        if rivals[name] == 1 and f"{kind}/{name}" not in taken
        else f"{kind}/{name}.{sha256(tie.encode()).hexdigest()[:8]}"
        for name, tie in wanted
    ]


def article_key(id_: str) -> Key:
    """Return the key of an article."""
    return "article/" + quote(id_, safe="")
