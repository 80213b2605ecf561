"""Runs a report: turns what people type into the query's parameters, and says what an answer leaves out."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from typing import Any, Literal

from kg.errors import Exit, FailureError
from kg.reports import Parameter, Report
from loaders.engines import Engine, Rows

Finder = Callable[[tuple[str, ...], str], list[str]]
"""Returns the URIs of what is called so, given the kinds and the typed name; raises `FailureError` when unknown."""


def query_values(report: Report, given: Mapping[str, Any], find: Finder) -> dict[str, Any]:
    """Return the parameters of the query: URIs for names, whole days for dates, and the defaults of what isn't given.

    Raises `FailureError` for an unknown parameter, a missing one, and a value or a name that isn't known.
    """
    unknown = set(given) - {parameter.name for parameter in report.parameters}
    if unknown:
        raise FailureError(f"The report {report.name!r} has no parameter {min(unknown)!r}.", Exit.USAGE)
    return {parameter.name: _value(parameter, given.get(parameter.name), find) for parameter in report.parameters}


def _value(parameter: Parameter, given: Any, find: Finder) -> Any:
    if given in (None, [], ()):
        given = parameter.default
        if parameter.required:
            raise FailureError(f"The parameter {parameter.name!r} must be given.", Exit.USAGE)
    if given is None:
        return None
    kind = parameter.kinds[0]
    if parameter.takes_names:
        typed = [given] if isinstance(given, str) else given
        return sorted({uri for name in typed for uri in find(parameter.kinds, name)})
    if kind == "choice":
        return _chosen(parameter, given)
    if kind in ("since", "until"):
        return whole_day(str(given), "first" if kind == "since" else "last")
    return given


def _chosen(parameter: Parameter, given: Any) -> Any:
    for value in [given] if isinstance(given, str) else given:
        if value not in parameter.choices:
            named = ", ".join(parameter.choices)
            raise FailureError(f"{value!r} is no {parameter.name}: it is one of {named}.", Exit.USAGE)
    return list(given) if parameter.many and not isinstance(given, str) else [given] if parameter.many else given


def whole_day(date: str, end: Literal["first", "last"]) -> str:
    """Return the first or last day of a year, a month or a day: `2013-07` gives `2013-07-31` at its `last` end."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", date.strip())
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        month = month or (1 if end == "first" else 12)
        last = calendar.monthrange(year, month)[1]
        day = day or (1 if end == "first" else last)
        if not 1 <= day <= last:
            raise ValueError
    except (ValueError, calendar.IllegalMonthError):
        raise FailureError(f"{date!r} is no date: write 2013, 2013-07 or 2013-07-29.", Exit.USAGE) from None
    return f"{year:04d}-{month:02d}-{day:02d}"


def answer(report: Report, values: Mapping[str, Any], engine: Engine) -> tuple[Rows, list[str]]:
    """Run a report and return its rows, with exactly its columns, and what the user should know about them."""
    rows = rows_of(report, values, engine)
    notes = []
    if left_out := _undated(report, values, engine):
        notes.append(f"{left_out} rows without a known year are left out by the dates asked for.")
    if not rows:
        notes.append(_why_empty(report, values, engine))
    return rows, notes


def rows_of(report: Report, values: Mapping[str, Any], engine: Engine) -> Rows:
    """Run a report and return its rows, with exactly its columns."""
    found = engine.read(report.cypher, dict(values))
    if found and (missing := set(report.column_names) - found[0].keys()):
        raise FailureError(
            f"The report {report.name!r} promises a column {min(missing)!r} that its query doesn't return."
        )
    return [{name: row[name] for name in report.column_names} for row in found]


def _undated(report: Report, values: Mapping[str, Any], engine: Engine) -> int:
    """Count the rows that the dates asked for leave out because their own date has no year."""
    dates = {parameter.name for parameter in report.parameters if parameter.kinds[0] in ("since", "until")}
    if report.dated is None or not any(values[name] for name in dates):
        return 0
    everything = rows_of(report, dict(values) | dict.fromkeys(dates), engine)
    return sum(not re.match(r"\d{4}", str(row[report.dated] or "")) for row in everything)


def _why_empty(report: Report, values: Mapping[str, Any], engine: Engine) -> str:
    """Say which filter leaves nothing over."""
    filters = {
        parameter.name: parameter.default
        for parameter in report.parameters
        if not parameter.required and values[parameter.name] != parameter.default
    }
    for name, default in filters.items():
        if count := len(rows_of(report, dict(values) | {name: default}, engine)):
            return f"No rows: without --{name.replace('_', '-')} there are {count}."
    if len(filters) > 1 and (count := len(rows_of(report, dict(values) | filters, engine))):
        return f"No rows: without any of the filters there are {count}."
    return "No rows: no article in the graph tells of this."
