"""Finds the dates that a text tells and says which days, months or years they are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, Literal, NamedTuple

from loaders.extraction.document import Document, Sentence
from loaders.extraction.lexicon import table
from loaders.extraction.partial_dates import Partial, day_of_week, moved, partial, weekday, within_year
from loaders.reference import country_of

DateKind = Literal["day", "range", "month", "year"]
Reading = tuple[str, str | None]

_SLOT = re.compile(r"(AT|DASH|APOSTROPHE|(?:WEEKDAY|DAY|MM|MONTH|YEAR|COUNT)2?)")
_PLAIN = {"AT": r"(?<![\w/.-])", "DASH": r"\s?[-–—]\s?", "APOSTROPHE": "[’']"}
_LATE = 3  # days that a report may be published after its dateline
_YEAR_APART = 370  # days from the report beyond which "the same day" does not look back to a date


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text: the tokens `first` to `last` (exclusive), and what they mean.

    `date` and `date_end` are ISO, as precise as known (`2023`, `2023-04`, `2023-04-03`, `--04-03` without a year), read
    as a report of what is past; `coming` holds the same for what is still ahead, where that differs. `inferred` tells
    that a part was concluded from the day of publication or from another date. `told` is false for words such as "the
    same day", which only repeat a date.
    """

    first: int
    last: int
    date: str
    date_end: str | None
    kind: DateKind
    inferred: bool
    told: bool
    coming: Reading | None = None

    def reading(self, *, planned: bool) -> Reading:
        """The date and its end, for what was held or for what is `planned`."""
        return self.coming if planned and self.coming else (self.date, self.date_end)


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a text's dateline tells; any of it may be missing.

    `city` is as written, `date` ISO, perhaps without a year; `country` is the code of the one named behind the city.
    """

    city: str | None
    date: str | None
    country: str | None = None


class _Form(NamedTuple):
    """One way of writing a date; see the head of the language's `dates.toml`."""

    pattern: re.Pattern[str]
    unit: str | None
    step: int
    base: str | None
    lean: str | None


class _Match(NamedTuple):
    start: int
    end: int
    form: _Form
    groups: Mapping[str, str]


def find_dates(document: Document) -> list[DateMention]:
    """Return the dates of the prose of `document`, in the order of the text, without overlaps."""
    report = partial(report_date(document))
    starts = [token.start for token in document.tokens]
    ends = [token.end for token in document.tokens]
    found: list[DateMention] = []
    for sentence in document.prose():
        for match in _matches(document, sentence):
            first, last = bisect_right(ends, match.start), bisect_left(starts, match.end)
            mention = _mention(first, last, match, document.lang, report, _told_last(found, report))
            if mention is not None:
                found.append(mention)
    return found


def dateline_of(document: Document) -> Dateline:
    """Return the place and the day (perhaps without a year) of the dateline.

    It is the noise that stands before the first prose on the same line, else a line of noise above that tells both.
    """
    first = next((document.tokens[s.first].start for s in document.prose()), 0)
    line = document.text.rfind("\n", 0, first) + 1
    if document.text[line:first].strip():
        return _dateline(document, line, first)
    above = [s for s in document.sentences if s.noise and document.tokens[s.last - 1].end <= first]
    spans = [(document.tokens[s.first].start, document.tokens[s.last - 1].end) for s in above]
    lines = [_dateline(document, *span) for span in spans]
    known = [d for d in lines if d.date and d.city and country_of(d.city, capitals=True)]
    return known[-1] if known else Dateline(None, None)


def _dateline(document: Document, start: int, end: int) -> Dateline:
    written = (_written(m.groups, document.lang)[0] for m in _found(document, start, end) if "d" in m.groups)
    date = next((date.iso() for date in written if date.month and date.valid()), None)
    text = document.text[start:end]
    parts = re.split(r"[,(\[:–—/-]", text, maxsplit=2)
    country = country_of(parts[1]) if len(parts) > 1 and parts[1].strip() else None
    return Dateline(_city(text, document.lang), date, country.code if country else None)


def date_at(dates: Sequence[DateMention], document: Document, token: int) -> DateMention | None:
    """Return the date that the sentence of `token` tells nearest to it, days before months; None if it tells none."""
    sentence = document.sentences[document.tokens[token].sent]
    inside = [d for d in dates if sentence.first <= d.first < sentence.last and d.kind != "year"]
    return min(inside, key=lambda d: (d.kind == "month", abs(d.first - token)), default=None)


def report_date(document: Document) -> str | None:
    """Return the day of the report in ISO, as precise as known.

    It is the dateline's where that is of the last days before publication, else the publication's, else the
    dateline's, else the first full date in a caption or the like.
    """
    published, line = document.article.published, partial(dateline_of(document).date)
    if published and line.day:
        line = within_year(line, partial(published), -1)
        return line.iso() if 0 <= _days_between(line, partial(published)) <= _LATE else published
    if published or line.day:
        return published or line.iso()
    noise = (match for sentence in document.sentences if sentence.noise for match in _matches(document, sentence))
    written = (_written(match.groups, document.lang)[0] for match in noise)
    return next((date.iso() for date in written if date.valid() and date.exact), None)


def _told_last(found: Sequence[DateMention], report: Partial) -> Partial | None:
    """The day told last that is no date of long ago; of a range the day in it that was told before, else its first."""
    days = (
        (day, m.date_end)
        for m in reversed(found)
        if m.kind in ("day", "range") and not _long_before(day := partial(m.date), report)
    )
    last = next(days, None)
    if last is None:
        return None
    day, end = last
    return next((d for d, e in days if e is None and end is not None and day <= d <= partial(end)), day)


def _long_before(day: Partial, report: Partial) -> bool:
    return bool(day.exact and report.exact and abs((report.exact - day.exact).days) > _YEAR_APART)


def _days_between(first: Partial, last: Partial) -> int:
    return (last.exact - first.exact).days if first.exact and last.exact else -1


# -- finding


def _matches(document: Document, sentence: Sentence) -> Iterator[_Match]:
    yield from _found(document, document.tokens[sentence.first].start, document.tokens[sentence.last - 1].end)


def _found(document: Document, start: int, end: int) -> Iterator[_Match]:
    """The dates of a stretch of text from left to right, the longest where two begin together."""
    hits = [
        _Match(m.start(), m.end(), form, {k: v for k, v in m.groupdict().items() if v})
        for form in _forms(document.lang)
        for m in form.pattern.finditer(document.text, start, end)
    ]
    reached = start
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if hit.start >= reached:
            yield hit
            reached = hit.end


@cache
def _forms(lang: str) -> tuple[_Form, ...]:
    data = table(lang, "dates")
    slots = _slots(data)

    def compiled(form: str) -> re.Pattern[str]:
        return re.compile(_SLOT.sub(lambda m: slots[m[1]], form), re.IGNORECASE)

    return tuple(
        _Form(compiled(f["form"]), f.get("unit"), f.get("step", 0), f.get("from"), f.get("lean")) for f in data["forms"]
    )


def _slots(data: dict[str, Any]) -> dict[str, str]:
    cased = "-i:" if data["names_are_capitalised"] else ":"

    def one_of(names: list[list[str]]) -> str:
        words = sorted(chain.from_iterable(names), key=len, reverse=True)
        if data["names_are_capitalised"]:
            words = [form for word in words for form in (word.capitalize(), word.upper())]
        return f"(?{cased}" + "|".join(map(re.escape, words)) + ")"

    slots = dict(_PLAIN)
    for suffix in ("", "2"):
        slots["DAY" + suffix] = rf"(?P<d{suffix}>0?[1-9]|[12]\d|3[01])(?:{data['ordinal'] or '(?!)'})?(?!\d)"
        slots["MM" + suffix] = rf"(?P<m{suffix}>0?[1-9]|1[0-2])(?!\d)"
        slots["YEAR" + suffix] = rf"(?P<y{suffix}>(?:19|20)\d\d)(?!\d)"
        slots["MONTH" + suffix] = rf"(?P<month{suffix}>{one_of(data['months'])})"
        slots["WEEKDAY" + suffix] = rf"(?P<weekday{suffix}>{one_of(data['weekdays'])})(?!\w)"
    numbers = "|".join(map(re.escape, sorted(chain.from_iterable(data["counts"]), key=len, reverse=True)))
    slots["COUNT"] = rf"(?P<n>\d{{1,3}}|{numbers})"
    return slots


# -- meaning


def _mention(
    first: int, last: int, match: _Match, lang: str, report: Partial, before: Partial | None
) -> DateMention | None:
    past = _resolved(match, lang, report, before, -1)
    if past is None:
        return None
    begin, end = past
    coming = _resolved(match, lang, report, before, 1)
    kind: DateKind = "range" if end else "day" if begin.day else "month" if begin.month else "year"
    parts = {"y", "y2"} & match.groups.keys()
    return DateMention(
        first=first,
        last=last,
        date=begin.iso(),
        date_end=end.iso() if end else None,
        kind=kind,
        inferred=begin.year is not None and not parts,
        told=match.form.base != "text",
        coming=None if coming in (None, past) else (coming[0].iso(), coming[1].iso() if coming[1] else None),
    )


def _resolved(
    match: _Match, lang: str, report: Partial, before: Partial | None, lean: int
) -> tuple[Partial, Partial | None] | None:
    """The date and its end that a match means, read as past (lean -1) or as coming (1); None where it means no date."""
    form, groups = match.form, match.groups
    if form.unit:
        begin = _moved(match, lang, report, before)
        return (begin, None) if begin and begin.valid() else None
    if "weekday" in groups and "d" not in groups:
        return _weekdays(match, lang, report, lean)
    begin, end = _written(groups, lang)
    if begin.month is None and begin.day is not None:
        begin = _in_month(begin, report, before, lean)
    if begin.year is None:
        begin = _with_year(begin, form, report, before, lean)
    if end is not None and end.year is None:
        after = begin.year if begin.year is None or (end.month or 0) >= (begin.month or 0) else begin.year + 1
        end = end._replace(year=after)
    if not begin.valid() or (end is not None and (not end.valid() or end <= begin)):
        return None
    return begin, end


def _written(groups: Mapping[str, str], lang: str) -> tuple[Partial, Partial | None]:
    """The parts as written; a range's month and year stand perhaps only once."""
    month, month2 = (_number(groups, lang, "m" + s, "month" + s, "months") for s in ("", "2"))
    year, year2 = (int(groups[g]) if g in groups else None for g in ("y", "y2"))
    day, day2 = (int(groups[g]) if g in groups else None for g in ("d", "d2"))
    if day2 is None:
        return Partial(year, month, day), None
    end = Partial(year2 or year, month2 or month, day2)
    if year is None and year2 is not None:
        year = year2 - (1 if month and month2 and month > month2 else 0)
    elif year is not None and year2 is None and month and month2 and month > month2:
        end = end._replace(year=year + 1)
    return Partial(year, month, day), end


def _number(groups: Mapping[str, str], lang: str, digits: str, name: str, names: str) -> int | None:
    if digits in groups:
        return int(groups[digits])
    return _ordinals(lang, names)[groups[name].lower()] if name in groups else None


@cache
def _ordinals(lang: str, names: str) -> dict[str, int]:
    """The words of a list of the table to their place in it, from 1."""
    return {word: number for number, words in enumerate(table(lang, "dates")[names], 1) for word in words}


def _moved(match: _Match, lang: str, report: Partial, before: Partial | None) -> Partial | None:
    form, groups = match.form, match.groups
    base = (before or report) if form.base == "text" else report
    count = _number(groups, lang, "count", "n", "counts") if not groups.get("n", "").isdigit() else int(groups["n"])
    date = moved(base, form.unit or "", form.step * (count or 1))
    if date is None:
        return None
    month = _number(groups, lang, "m", "month", "months")
    return Partial(date.year, month) if month else date


def _weekdays(match: _Match, lang: str, report: Partial, lean: int) -> tuple[Partial, Partial | None] | None:
    names = _ordinals(lang, "weekdays")
    day = names[match.groups["weekday"].lower()] - 1
    weeks = {"last week": -1, "next week": 1}.get(match.form.lean or "")
    if weeks is not None:
        begin = day_of_week(report, day, weeks)
    else:
        direction = {"before": -1, "after": 1}.get(match.form.lean or "", lean)
        begin = weekday(report, day, direction, strictly=match.form.lean is not None)
    if begin is None or "weekday2" not in match.groups:
        return (begin, None) if begin else None
    last = names[match.groups["weekday2"].lower()] - 1
    if lean < 0:
        end = weekday(report, last, -1)
        begin = weekday(end, day, -1) if end else None
    else:
        end = weekday(begin, last, 1)
    return (begin, end) if begin else None


def _in_month(date: Partial, report: Partial, before: Partial | None, lean: int) -> Partial:
    """A day of the month alone ("on the 3rd"): in the month told last, else in that of the report or beside it."""
    if before and before.month:
        return Partial(before.year, before.month, date.day)
    if report.month is None or report.year is None:
        return date
    shift = 0
    if report.day and date.day and (report.day - date.day) * lean > 0:
        shift = lean
    months = report.year * 12 + report.month - 1 + shift
    return Partial(months // 12, months % 12 + 1, date.day)


def _with_year(date: Partial, form: _Form, report: Partial, before: Partial | None, lean: int) -> Partial:
    if report.year is None:
        return date._replace(year=before.year) if before else date
    if form.lean is not None:
        return within_year(date, report, -1 if form.lean == "past" else 1, ahead=-1)
    return within_year(date, report, lean)


# -- the dateline


def _city(dateline: str, lang: str) -> str | None:
    """The place that a dateline opens with: what stands before a comma, a bracket, a dash or a date."""
    place = re.split(r"[,(\[:–—/\d]| - |--", dateline, maxsplit=1)[0].strip(" .-")
    words = place.split()
    names = {word for names in table(lang, "dates")["months"] for word in names}
    words = [word for word in words if word.lower() not in names]
    place = " ".join(words)
    if not place or len(words) > 4 or not place[0].isupper():
        return None
    return place if country_of(place, capitals=True) or not place.isupper() or len(place) > 4 else None
