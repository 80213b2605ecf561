"""Cuts a text into tokens and sentences, with the language's abbreviations, elisions and quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from loaders.extraction.document import Document, Sentence, Token
from loaders.extraction.lexicon import table
from loaders.extraction.words import normal
from loaders.records import Article

_ENDS = frozenset(".!?…")
_OPENING = frozenset("“«„")
_CLOSING = frozenset("”»")
_TRAILING = frozenset("\"'”’»)]")
_GOING_ON = _CLOSING | {",", ";", ")"}


def segment(article: Article, lang: str) -> Document:
    """Return `article` as a document of tokens and sentences; sentences inside a noise span are marked."""
    tokens = _tokens(article.text, lang)
    sentences = _sentences(article, tokens, lang)
    _mark_quotations(tokens, sentences)
    return Document(article, lang, tokens, sentences)


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    data = table(lang, "segmentation")
    fixed = "|".join(re.escape(a) for a in sorted(data["abbreviations"], key=len, reverse=True))
    elisions = "|".join(re.escape(e).replace("'", "['’]") for e in sorted(data["elisions"], key=len, reverse=True))
    clitics = "|".join(re.escape(c).replace("'", "['’]") for c in sorted(data["clitics"], key=len, reverse=True))
    parts = [rf"(?<!\w)(?:{fixed})(?:(?!\w)|(?<=\.))"] if fixed else []
    compounds = "|".join(re.escape(c) for c in sorted(data.get("compounds", ()), key=len, reverse=True))
    if compounds:
        parts.append(rf"(?<!\w)(?i:{compounds})(?!\w)")
    parts += [r"(?<!\w)(?:[^\W\d_]\.){2,}(?!\w)", r"(?<!\w)[A-ZĐÉ]\.(?=[ \u00a0]?[A-ZĐÉ])", r"\d+(?:[.,:/-]\d+)*"]
    if elisions:
        parts.append(rf"(?<!\w)(?i:{elisions})(?=\w)")
    if clitics:
        parts += [rf"(?i:{clitics})(?!\w)", rf"\w+?(?=(?i:{clitics})(?!\w))"]
    parts += [r"\w+(?:['’]\w+)*", r"\.\.\.", r"[^\w\s]"]
    return re.compile("|".join(parts))


def words_of(text: str, lang: str) -> list[str]:
    """Return the normal forms of the words that a text of language `lang` is cut into."""
    return [normal(m[0]) for m in _pattern(lang).finditer(text)]


def _tokens(text: str, lang: str) -> list[Token]:
    found = _pattern(lang).finditer(text)
    return [Token(i, m.start(), m.end(), m[0], normal(m[0]), normal(m[0])) for i, m in enumerate(found)]


def _sentences(article: Article, tokens: list[Token], lang: str) -> list[Sentence]:
    """A sentence ends with its line, where noise begins or ends, or after a full stop that no abbreviation explains.

    Noise amid a line ("(photo: left)") parts no sentence.
    """
    text = article.text
    outer = [n for n in article.noise if _begins_line(text, n.start) or _ends_line(text, n.end)]
    noisy = [False] * len(tokens)
    for n in outer:
        first, last = (bisect_left(tokens, at, key=lambda t: t.start) for at in (n.start, n.end))
        noisy[first:last] = [True] * (last - first)
    sentences: list[Sentence] = []
    first = paragraph = 0
    for i, token in enumerate(tokens):
        token.sent = len(sentences)
        if i + 1 == len(tokens):
            sentences.append(Sentence(len(sentences), first, i + 1, paragraph))
            break
        gap = text[token.end : tokens[i + 1].start]
        new_line = "\n" in gap
        if new_line or noisy[i] != noisy[i + 1] or (gap and _ends_here(tokens, i, lang)):
            sentences.append(Sentence(len(sentences), first, i + 1, paragraph))
            first = i + 1
            paragraph += new_line
    for sentence in sentences:
        sentence.noise = noisy[sentence.first]
    return sentences


def _begins_line(text: str, place: int) -> bool:
    """Whether nothing stands in the line of `place` before it."""
    return not text[text.rfind("\n", 0, place) + 1 : place].strip()


def _ends_line(text: str, place: int) -> bool:
    """Whether nothing stands in the line of `place` from there on."""
    end = text.find("\n", place)
    return not text[place : end if end >= 0 else len(text)].strip()


def _ends_here(tokens: list[Token], i: int, lang: str) -> bool:
    j = i
    while j > 0 and tokens[j].text in _TRAILING:
        j -= 1
    last, following = tokens[j].text, tokens[i + 1]
    if last[-1] not in _ENDS or following.text[0].islower() or following.text in _GOING_ON:
        return False
    if len(last) == 1 or last == "...":
        return True
    return tokens[j].norm in _normals(lang, "may_end") and following.norm in _normals(lang, "starters")


@cache
def _normals(lang: str, key: str) -> frozenset[str]:
    return frozenset(normal(word) for word in table(lang, "segmentation")[key])


def _mark_quotations(tokens: list[Token], sentences: list[Sentence]) -> None:
    """Mark tokens inside quotation marks; a mark left open ends with its paragraph."""
    ends = {s.last - 1: s for s in sentences}
    depth, straight = 0, False
    for i, token in enumerate(tokens):
        if token.text in _OPENING:
            depth += 1
        elif token.text in _CLOSING:
            depth = max(0, depth - 1)
        elif token.text == '"':
            straight = not straight
        else:
            token.quoted = depth > 0 or straight
        sentence = ends.get(i)
        if sentence and (sentence.i + 1 == len(sentences) or sentences[sentence.i + 1].paragraph != sentence.paragraph):
            depth, straight = 0, False
