"""Places who held which office on a line of years, as far as articles show it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from kg.dossier.content import Holder, Office
from kg.dossier.wording import Wording
from loaders.engines import Rows

_THINNEST = 1.2  # percent of the line, so that a single article shows
_STEPS = (1, 2, 5, 10, 20, 50)  # years between the marks of the line
_MARKS = 8


def holders(
    rows: Rows, countries: Mapping[str, str], wording: Wording
) -> tuple[tuple[tuple[str, float], ...], tuple[tuple[str, tuple[Holder, ...]], ...]]:
    """Return the marks of the line of years, and by country who held which office."""
    dates = [row[name] for row in rows for name in ("first_seen", "last_seen", "from", "to") if row[name]]
    years = sorted(int(date[:4]) for date in dates if date[:4].isdigit())
    first, last = (years[0], years[-1] + 1) if years else (0, 1)
    step = next((step for step in _STEPS if (last - first) / step <= _MARKS), _STEPS[-1])
    scale = tuple((str(year), _place(str(year), first, last)) for year in range(first, last, step)) if years else ()
    by_country: dict[str, list[Holder]] = {}
    for (official, _), of_one in groupby(rows, key=lambda row: (row["official"], row["official_uri"])):
        found = list(of_one)
        country = countries.get(found[0]["country"], found[0]["country"]) or ""
        offices = tuple(_office(row, first, last, wording) for row in found)
        by_country.setdefault(country, []).append(Holder(official, country, offices))
    pair = list(countries.values())
    order = sorted(by_country, key=lambda name: (pair.index(name) if name in pair else len(pair), name))
    return scale, tuple((country, tuple(by_country[country])) for country in order)


def _office(row: Mapping[str, Any], first: int, last: int, wording: Wording) -> Office:
    seen = "/".join(filter(None, [row["first_seen"], row["last_seen"]]))
    stated = wording("offices.from_to", first=row["from"] or "…", last=row["to"] or "…")
    begin, end = row["from"] or row["first_seen"], row["to"] or row["last_seen"]
    start = _place(begin, first, last) if begin and begin[:4].isdigit() else None
    width = max(_THINNEST, _place(end, first, last) - start) if start is not None and end else _THINNEST
    if start is not None:
        start = min(start, 100 - _THINNEST)
    return Office(
        title=row["title"],
        organisation=row["organisation"] or "",
        seen=wording.date(seen),
        stated=wording("offices.stated", range=stated) if row["from"] or row["to"] else "",
        former=bool(row["former"]),
        start=start,
        width=round(width, 2),
    )


def _place(date: str, first: int, last: int) -> float:
    """Return where a date lies between the beginnings of two years, in percent."""
    parts = [int(part) for part in date[:10].split("-") if part.isdigit()]
    year, month, day = (*parts, 1, 1)[:3]
    at = year + (month - 1) / 12 + (day - 1) / 366
    return round(100 * (at - first) / (last - first), 2)
