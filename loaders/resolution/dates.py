"""Dates as precise as known: whether two may be the same, and their EDTF text."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from loaders.resolution.knowledge import When

_ISO = re.compile(r"(?:(\d{4})|-)(?:-(\d{2}))?(?:-(\d{2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """A year, month and day of which the later ones, or the year, may be unknown."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def full(self) -> date | None:
        """The calendar date, when nothing of it is missing and it exists."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def edtf(self) -> str:
        """The date as text: trailing parts that are unknown are left out, an unknown year is a hyphen (`--04-03`)."""
        year = "-" if self.year is None else f"{self.year:04}"
        return "-".join([year] + [f"{part:02}" for part in (self.month, self.day) if part is not None])


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One day, or the days from `start` to `end`."""

    start: Day
    end: Day

    @property
    def full(self) -> tuple[date, date] | None:
        """First and last calendar date, when both are known."""
        first, last = self.start.full, self.end.full
        return (first, last) if first and last and first <= last else None

    @property
    def edtf(self) -> str:
        """The date as text, or an interval."""
        return self.start.edtf if self.start == self.end else f"{self.start.edtf}/{self.end.edtf}"

    @property
    def precision(self) -> int:
        """How many of year, month and day are known."""
        return sum(part is not None for part in (self.start.year, self.start.month, self.start.day))


def parse_day(text: str | None) -> Day | None:
    """Read an ISO date, partial allowed: `2023`, `2023-04`, `2023-04-03`, `--04-03`; None for anything else."""
    found = _ISO.fullmatch(text or "")
    if not found or not any(found.groups()):
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    sound = (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)
    return Day(year, month, day) if sound else None


def parse_period(first: str | None, last: str | None = None) -> Period | None:
    """Read a date and, where the event took longer, its last day."""
    start = parse_day(first)
    if start is None:
        return None
    return Period(start, parse_day(last) or start)


def compatible(first: Period, second: Period) -> bool:
    """Tell whether both may tell of one time: what both know is equal, whole dates overlap."""
    a, b = first.full, second.full
    if a and b:
        return a[0] <= b[1] and b[0] <= a[1]
    return _agree(first.start, second.start) or _agree(first.end, second.end)


def _agree(first: Day, second: Day) -> bool:
    pairs = zip((first.year, first.month, first.day), (second.year, second.month, second.day), strict=True)
    return all(a is None or b is None or a == b for a, b in pairs)


def days_apart(first: Period, second: Period) -> int | None:
    """Return the days between two whole dates, 0 when they overlap, None when one isn't whole."""
    a, b = first.full, second.full
    if not a or not b:
        return None
    return max((b[0] - a[1]).days, (a[0] - b[1]).days, 0)


def when(period: Period | None, *, inferred: bool = False) -> When | None:
    """Return the date as the graph keeps it."""
    if period is None:
        return None
    full = period.full
    return When(period.edtf, full[0].isoformat() if full else None, full[1].isoformat() if full else None, inferred)


def latest(text: str | None) -> date | None:
    """Return the last day that a publication date, perhaps only a month, may mean; None for a mere year."""
    day = parse_day(text)
    if day is None or day.year is None or day.month is None:
        return None
    return day.full or date(day.year, day.month, monthrange(day.year, day.month)[1])
