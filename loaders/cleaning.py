"""Marks the spans of an article that are no prose of it, and settles its title and date of publication.

Nothing is deleted: the text stays as it is, and later steps look past the marked spans.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders import languages, word_files
from loaders.datelines import is_dateline, line_date, opening
from loaders.languages import LEXICON
from loaders.records import Article, Language, Span

_SENTENCE_END = re.compile(r"[.!?…](?:[\"”’»)\]]|/\.)*\s*$|[\"”»]\s*$|[.…:;]$|\w\"$")
_WORD = re.compile(r"\w[\w.'’-]*")
_RULE = re.compile(r"[\W_]*")  # a line of dashes, stars and the like
_BULLET = re.compile(r"\s*(?:[-–—•*·▪◦+]|\d{1,2}[.)])\s+")
_PROSE = 24  # words from which a line without an end of sentence is still taken for prose
_TELLING = 40  # words from which the language of a paragraph can be told
_ENOUGH = 400  # characters of it that are looked at
_TITLE = 4  # words that a headline has at least
_SIGNATURE = 8  # words of a line at the end, without an end of sentence, that is no prose
_CAPTION = 30  # words of a caption that is one sentence
_REPEATED = 0.8  # share of a caption's words that stand in another line


@dataclass(frozen=True)
class _Rules:
    """The boilerplate of one language, compiled."""

    lines: re.Pattern[str]
    heads: re.Pattern[str]
    blocks: re.Pattern[str]
    bylines: re.Pattern[str]
    credit: re.Pattern[str]
    credit_at_end: re.Pattern[str]
    positions: re.Pattern[str]
    signature: re.Pattern[str]
    agency: re.Pattern[str]


@dataclass
class _Line:
    start: int
    end: int
    text: str  # without the blanks around it
    noise: bool = False

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.text.casefold())

    @property
    def is_prose(self) -> bool:
        return len(self.words) >= _PROSE or (bool(_SENTENCE_END.search(self.text)) and len(self.words) > 3)


def clean(article: Article) -> Article:
    """Return `article` with `noise` marked, and `title` and `published` settled from the text where they were open.

    `noise` is sorted and without overlaps. A date of publication from metadata stays, unless the dateline tells the
    same date more precisely.
    """
    if article.lang is None:
        raise ValueError(f"the language of article {article.id!r} must be known before cleaning")
    rules, lines = _rules(article.lang), _lines(article.text)
    _mark_known(lines, rules)
    _mark_captions(lines, rules)
    dates = _mark_dates(lines, rules, article.lang)
    title = _mark_head(lines, article.title, rules)
    _mark_end(lines, rules)
    _mark_foreign(lines, article.lang)
    spans = [(line.start, line.end) for line in lines if line.noise]
    for line in lines:
        if not line.noise:
            spans += _inside(line, rules)
    prose = next((line for line in lines if not line.noise and line.is_prose), None)
    if prose is not None:
        length, date = opening(article.text[prose.start : prose.end], article.lang)
        spans += [(prose.start, prose.start + length)] if length else []
        dates = [*([date] if date else []), *dates]
    return article.model_copy(
        update={
            "title": title,
            "published": _settle(article.published, dates),
            "noise": [Span(start=start, end=end) for start, end in _merged(spans)],
        }
    )


@functools.cache
def _rules(lang: Language) -> _Rules:
    data = word_files.read(LEXICON / lang / "boilerplate.toml")

    def any_of(patterns: Iterable[str], form: str = "(?:{})", flags: int = re.IGNORECASE) -> re.Pattern[str]:
        return re.compile(form.format("|".join(f"(?:{pattern})" for pattern in patterns)), flags)

    agency = "|".join([r"[A-Z][A-Z0-9]{1,9}", *data["agencies"]])
    signed = rf"(?:{agency})(?:\s?[/,+&]\s?(?:{agency}|[A-Z][\w+]*))*(?:\s(?:Photo|[Tt]rans\w*))?"
    after = r"(?<=[.!?…\"”»’)])"
    return _Rules(
        lines=any_of(data["lines"]),
        heads=any_of(data["heads"], r"[\W_]*(?:{})"),
        blocks=any_of(data["blocks"]),
        bylines=any_of(data["bylines"]),
        credit=any_of(data["credits"]),
        credit_at_end=any_of(data["credits"], r"(?:{})[.\s]*$"),
        positions=re.compile(data["positions"], re.IGNORECASE),
        signature=re.compile(rf"[\s(/–—-]*(?:{signed})[\s)./]*"),
        agency=re.compile(rf"{after}\s*(?:[-–—]{{1,2}}\s*(?:{signed})|[(/](?:{signed})[)/])[\s.]*$"),
    )


def _lines(text: str) -> list[_Line]:
    found = (match for match in re.finditer(r"[^\n]+", text) if match.group().strip())
    return [_Line(match.start(), match.end(), match.group().strip()) for match in found]


def _mark_foreign(lines: list[_Line], lang: Language) -> None:
    """Mark what is in another of the known languages than the article, as where a translation stands below it.

    A paragraph too short to tell is in the language of the one before it. Where no paragraph is in the article's
    language, nothing is marked.
    """
    told = {line.start: languages.identify(line.text[:_ENOUGH]) for line in lines if len(line.words) >= _TELLING}
    foreign = False
    for line in lines if lang in told.values() else ():
        if line.start in told:
            foreign = told[line.start] not in (lang, None)
        line.noise = line.noise or foreign


def _mark_known(lines: list[_Line], rules: _Rules) -> None:
    """Mark the lines that the language's data names, and the headlines under a heading such as "Related"."""
    in_block = False
    for line in lines:
        bare = line.text.strip(" *_#>|-–—[]")
        heading = bool(rules.blocks.fullmatch(bare))
        in_block = heading or (in_block and not line.is_prose)
        line.noise = (
            in_block
            or bool(_RULE.fullmatch(line.text))
            or bool(rules.lines.fullmatch(bare))
            or bool(rules.heads.match(line.text) and (len(line.words) <= _CAPTION))
            or ("|" in line.text and all(rules.lines.fullmatch(part.strip()) for part in bare.split("|")))
        )


def _mark_dates(lines: list[_Line], rules: _Rules, lang: Language) -> list[str]:
    """Mark the lines that are hardly more than a date; return their dates, those above the prose first."""
    dates = []
    for line in lines:
        if line.noise or line.is_prose or rules.credit_at_end.search(line.text):
            continue
        date = line_date(line.text, lang)
        line.noise = date is not None or is_dateline(line.text, lang)
        dates += [date] if date else []
    return dates


def _mark_head(lines: list[_Line], title: str | None, rules: _Rules) -> str | None:
    """Mark kickers, bylines and repeated headlines above and between the prose; return the headline."""
    head = _above(lines)
    known = _folded(title or "")
    for line in head:
        if not line.noise and rules.bylines.fullmatch(line.text):
            line.noise = True
    open_lines = [line for line in head if not line.noise and not rules.credit_at_end.search(line.text)]
    headline = next((line for line in open_lines if known and _folded(line.text) == known), None)
    if headline is None and not known:
        headline = max(
            (line for line in open_lines if len(line.words) >= _TITLE), key=lambda line: len(line.words), default=None
        )
    for line in open_lines:
        line.noise = line is not headline and len(line.words) < _TITLE
    title = title or (headline.text if headline else None)
    folded = _folded(title or "")
    for line in lines:
        if folded and line is not headline and not line.noise and _folded(line.text).startswith(folded):
            line.noise = _folded(line.text) == folded or bool(rules.credit_at_end.search(line.text))
    return title


def _above(lines: list[_Line]) -> list[_Line]:
    """Return the lines above the prose; none when there is no prose at all."""
    for number, line in enumerate(lines):
        if line.is_prose and not line.noise:
            return lines[:number]
    return []


def _mark_captions(lines: list[_Line], rules: _Rules) -> None:
    """Mark the lines that describe a picture, but not one that tells in a full sentence what no other line tells."""
    headline = lines[0].words if lines and len(lines[0].words) < _PROSE else []
    for line in lines:
        if line.noise or len(line.words) > 2 * _CAPTION:
            continue
        credit = rules.credit_at_end.search(line.text)
        told = line.text[: credit.start()].strip() if credit else line.text
        placed = bool(rules.positions.search(told))
        if not (credit or placed):
            continue
        sentence = bool(_SENTENCE_END.search(told)) and len(line.words) > _CAPTION / 2
        line.noise = not told or (not sentence and len(line.words) <= _CAPTION) or _repeats(line, headline, lines)


def _repeats(caption: _Line, headline: list[str], lines: list[_Line]) -> bool:
    """Tell whether another line says nearly all that the caption says beyond the headline."""
    words = set(caption.words) - set(headline) or set(caption.words)
    others = (set(line.words) for line in lines if line is not caption and line.is_prose)
    return any(len(words & other) >= _REPEATED * len(words) for other in others)


def _mark_end(lines: list[_Line], rules: _Rules) -> None:
    """Mark agencies, bylines and other short lines without a sentence under the prose."""
    for line in reversed(lines):
        if line.noise:
            continue
        told = rules.agency.sub("", line.text)
        short = len(line.words) <= _SIGNATURE and not _SENTENCE_END.search(told) and not _BULLET.match(told)
        if not (short or rules.signature.fullmatch(line.text) or rules.bylines.fullmatch(line.text)):
            return
        if len(lines) > 1:
            line.noise = True


def _inside(line: _Line, rules: _Rules) -> Iterator[tuple[int, int]]:
    """Yield the spans of credits inside a line and of an agency's name after its last sentence."""
    for match in rules.credit.finditer(line.text):
        if match.group().startswith("("):
            yield _shifted(line, match)
    signed = rules.agency.search(line.text)
    if signed is not None:
        yield _shifted(line, signed)


def _shifted(line: _Line, match: re.Match[str]) -> tuple[int, int]:
    return line.start + match.start(), line.start + match.end()


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _settle(published: str | None, dates: list[str]) -> str | None:
    if published is None:
        return dates[0] if dates else None
    return next((date for date in dates if date.startswith(published)), published)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
