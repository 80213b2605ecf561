"""Which statements say again, nearly in the same words, what the same sides said at an earlier meeting."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil

from loaders.records import Language
from loaders.resolution import knowledge as k

_ALIKE = 0.5  # of the content words of two quotes, shared
_LEAST_LETTERS = 4  # of a content word
_LEAST_WORDS = 4

Wording = tuple[Language, frozenset[str]]
_Spoken = tuple[str, k.Key, k.Statement, frozenset[str]]  # date, key, statement, content words


def link_restatements(
    statements: Sequence[k.Statement], wordings: Mapping[k.Key, Sequence[Wording]]
) -> tuple[k.Statement, ...]:
    """Return the statements, each with the latest earlier one that it says again.

    Only statements of a dated meeting count, with a topic and both sides in common. `wordings` are the folded words of
    each statement's quotes with their language.
    """
    blocks: dict[tuple[object, ...], list[_Spoken]] = defaultdict(list)
    for statement in statements:
        sides = frozenset((*statement.actor_sides, *statement.counterpart_sides))
        if statement.when is None or statement.made_at is None or len(sides) < 2:
            continue
        for lang, words in wordings[statement.key]:
            content = frozenset(word for word in words if len(word) >= _LEAST_LETTERS)
            if len(content) >= _LEAST_WORDS:
                blocks[sides, lang].append((statement.when.edtf, statement.key, statement, content))
    earlier: dict[k.Key, tuple[str, k.Key]] = {}
    for spoken in blocks.values():
        _link(sorted(spoken, key=lambda each: each[:2]), earlier)
    return tuple(replace(each, restates=earlier[each.key][1]) if each.key in earlier else each for each in statements)


def _link(spoken: Sequence[_Spoken], earlier: dict[k.Key, tuple[str, k.Key]]) -> None:
    """Note for each statement the latest before it that is alike. Alike sets share one of their rarest words."""
    frequency = Counter(word for *_, content in spoken for word in content)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, (_, key, statement, content) in enumerate(spoken):
        rarest = sorted(content, key=lambda word: (frequency[word], word))
        rarest = rarest[: len(rarest) - ceil(_ALIKE * len(rarest)) + 1]
        before = {other for word in rarest for other in holders[word]}
        for other in sorted(before, reverse=True):
            if _says_again(statement, content, spoken[other]):
                earlier[key] = max(earlier.get(key, ("", "")), spoken[other][:2])
                break
        for word in rarest:
            holders[word].append(number)


def _says_again(statement: k.Statement, content: frozenset[str], before: _Spoken) -> bool:
    date, _, other, words = before
    return (
        statement.made_at != other.made_at
        and statement.when is not None
        and date < statement.when.edtf
        and not set(statement.topics).isdisjoint(other.topics)
        and len(content & words) >= _ALIKE * len(content | words)
    )
