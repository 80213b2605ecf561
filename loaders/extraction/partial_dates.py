"""Reckons with dates of which parts may be unknown."""

from __future__ import annotations

import calendar
import datetime
from typing import NamedTuple

_COMMON_YEAR = 2001  # stands in where the year is unknown


class Partial(NamedTuple):
    """A date as precise as known; a day has a month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def exact(self) -> datetime.date | None:
        """The day, where the whole date is known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return datetime.date(self.year, self.month, self.day)

    def iso(self) -> str:
        """The date in ISO form: `2023`, `2023-04`, `2023-04-03`, and `--04` or `--04-03` without a year."""
        parts = ["-" if self.year is None else f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def valid(self) -> bool:
        """Whether there is such a date; without a year, whether some year has it."""
        if self.month is None:
            return self.day is None and self.year is not None
        if not 1 <= self.month <= 12:
            return False
        return self.day is None or 1 <= self.day <= calendar.monthrange(self.year or 2000, self.month)[1]


def partial(iso: str | None) -> Partial:
    """Return the parts of an ISO date as precise as known; nothing of it where there is none."""
    if not iso:
        return Partial()
    year, *rest = iso.removeprefix("-").split("-")
    return Partial(int(year) if year else None, *(int(part) for part in rest[:2]))


def of_day(day: datetime.date) -> Partial:
    """Return the parts of `day`."""
    return Partial(day.year, day.month, day.day)


def moved(base: Partial, unit: str, steps: int) -> Partial | None:
    """Return `base` moved by `steps` units, as precise as the unit tells; None where `base` is too vague for it.

    A week that lies in one month is given as that month, any other as its year.
    """
    if unit == "year":
        return Partial(base.year + steps) if base.year is not None else None
    if base.month is None:
        return None
    if base.year is None:
        date = moved(base._replace(year=_COMMON_YEAR), unit, steps) if base.valid() else None
        return date._replace(year=None) if date and date.month else None
    if unit == "month":
        months = base.year * 12 + base.month - 1 + steps
        return Partial(months // 12, months % 12 + 1)
    if base.exact is None:
        return base if steps == 0 else None
    if unit == "week":
        return _week(base.exact + datetime.timedelta(weeks=steps))
    return of_day(base.exact + datetime.timedelta(days=steps))


def _week(day: datetime.date) -> Partial:
    first = day - datetime.timedelta(days=day.weekday())
    last = first + datetime.timedelta(days=6)
    if first.month == last.month:
        return Partial(first.year, first.month)
    return Partial(day.year, day.month) if first.year == last.year else Partial(day.year)


def weekday(base: Partial, number: int, direction: int, *, strictly: bool = False) -> Partial | None:
    """Return the nearest day with weekday `number` (Monday is 0) from `base` on, before it (-1) or after it (1)."""
    if base.exact is None:
        return None
    away = (number - base.exact.weekday()) * direction % 7
    if strictly and away == 0:
        away = 7
    return of_day(base.exact + datetime.timedelta(days=away * direction))


def day_of_week(base: Partial, number: int, weeks: int) -> Partial | None:
    """Return the day with weekday `number` in the week `weeks` after that of `base`."""
    if base.exact is None:
        return None
    monday = base.exact - datetime.timedelta(days=base.exact.weekday())
    return of_day(monday + datetime.timedelta(days=number, weeks=weeks))


def within_year(date: Partial, base: Partial, lean: int, ahead: int = 60) -> Partial:
    """Return `date` with the year that makes it the last before `base` (lean -1) or the next after it (lean 1).

    It may still lie `ahead` days on the other side, as the day of a report is not always that of its words. Without a
    year in `base` the date stays as it is; where `base` tells no month its year is taken.
    """
    if date.year is not None or base.year is None:
        return date
    if base.month is None or date.month is None:
        return date._replace(year=base.year)
    away = (date.month - base.month) * 30.4 + (date.day or 15) - (base.day or 15)
    if away * lean < -ahead:
        return date._replace(year=base.year + lean)
    return date._replace(year=base.year)


def apart(one: Partial, other: Partial) -> int | None:
    """Return about how many days lie between two dates; None where one of them has no year."""
    if one.year is None or other.year is None:
        return None
    days = (one.year - other.year) * 365.25
    if one.month and other.month:
        days += (one.month - other.month) * 30.4 + (one.day or 15) - (other.day or 15)
    return round(abs(days))
