"""Joins lines that a text was wrapped into, so that a line is a paragraph or a headline and nothing less."""

from __future__ import annotations

from itertools import pairwise

_WIDEST = 140  # characters of a line in a text that is wrapped; a longer line is a paragraph
_WORD = 12  # characters by which lines of one width differ, as a word is moved to the next
_WRAPPED = 0.8  # share of the lines of a wrapped text that are within its width


def unwrap(text: str) -> str:
    """Return `text` with a space for each line break that only wraps a line; every character stays at its place.

    That a text is wrapped, and how wide, is known from lines that go on in lower case. A line ends a paragraph when the
    first word of the next one would still have fitted in.
    """
    lines = text.split("\n")
    wrapped = max((len(a) for a, b in pairwise(lines) if a.strip() and b[:1].islower()), default=0)
    if not 0 < wrapped <= _WIDEST:
        return text
    filled = [len(line) for line in lines if line.strip()]
    within = [length for length in filled if length <= wrapped + _WORD]
    if len(within) < _WRAPPED * len(filled):
        return text
    width = max(within)
    parts = [lines[0]]
    for above, line in pairwise(lines):
        parts += [" " if _goes_on(above, line, width) else "\n", line]
    return "".join(parts)


def _goes_on(above: str, line: str, width: int) -> bool:
    """Whether `line` continues the line `above` it: it begins with a word, which would not have fitted in above."""
    begins = line[:1].isalnum() or (line and line[0] in "\"'“«‘(")
    return bool(above.strip() and begins) and len(above.rstrip()) + 1 + len(line.split(maxsplit=1)[0]) > width
