"""Asks the canned reports for all that a dossier tells."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from loaders.engines import Rows

Ask = Callable[..., Rows]
"""Runs the report of that name with these values, names given as URIs, and returns its rows."""

_ALL = 1_000_000  # rows, more than any two countries have
_SAID = ("proposed", "requested", "pledged", "agreed", "signed", "refused")
_STANDING = ("dialogue", "mechanism", "partnership", "alliance")  # types that mostly have no date, and last
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True)
class Material:
    """The rows of the reports on two countries (URIs), and how many meetings the dates asked for leave out."""

    first: str
    second: str
    since: str | None
    until: str | None
    meetings: Rows
    agreements: Rows
    statements: Rows
    recurring: Rows
    pledges: Rows
    contacts: Rows
    offices: Rows
    conflicts: Rows
    evidence: Rows
    left_out: int
    single: int


def collect(ask: Ask, first: str, second: str, since: str | None = None, until: str | None = None) -> Material:
    """Return what the reports tell of two countries between two dates (years, months or days), both inclusive."""
    pair: dict[str, Any] = {"country": [first], "counterpart": [second]}
    dates = {"since": since, "until": until, "limit": _ALL}
    meetings = ask("meetings", **pair, **dates)
    agreements = _bonds(ask, pair, dates)
    statements = ask("commitments", **pair, **dates, modality=list(_SAID))
    contacts = ask("contacts", first=first, second=second, **dates)
    facts = sorted({row["uri"] for row in [*meetings, *agreements, *statements]})
    people = sorted({row[name] for row in contacts for name in ("one_uri", "other_uri")})
    offices = ask("officials", person=people, limit=_ALL) if people else []
    return Material(
        first=first,
        second=second,
        since=since,
        until=until,
        meetings=meetings,
        agreements=agreements,
        statements=statements,
        recurring=ask("recurring-commitments", **pair, **dates),
        pledges=ask("pledges-without-follow-up", **pair, **dates),
        contacts=contacts,
        offices=offices,
        conflicts=_conflicts(ask, first, {*facts, *(row["post_uri"] for row in offices)}, dates),
        evidence=ask("evidence", fact=facts, wider=False, limit=_ALL) if facts else [],
        left_out=_left_out(ask, pair) if since or until else 0,
        single=sum(row["sources"] == 1 for row in [*meetings, *agreements, *statements]),
    )


def _bonds(ask: Ask, pair: dict[str, Any], dates: dict[str, Any]) -> Rows:
    """Return the agreements of these dates and all standing mechanisms, which mostly have no date."""
    dated = ask("agreements", **pair, **dates)
    known = {row["uri"] for row in dated}
    lasting = ask("agreements", **pair, type=list(_STANDING), limit=_ALL)
    return dated + [row for row in lasting if row["uri"] not in known and not row["date"]]


def _conflicts(ask: Ask, country: str, facts: set[str], dates: dict[str, Any]) -> Rows:
    """Return the conflicts of one of the countries about these facts."""
    return [row for row in ask("conflicts", country=[country], **dates) if row["uri"] in facts]


def _left_out(ask: Ask, pair: dict[str, Any]) -> int:
    return sum(not _YEAR.match(row["date"] or "") for row in ask("meetings", **pair, limit=_ALL))
