"""The matrix of recurring commitments: what was said on a topic in a year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.dossier.content import Cell, Line, Matrix, Said
from kg.dossier.wording import Wording
from loaders.engines import Rows

FIRMNESS = ("proposed", "requested", "pledged", "agreed", "signed")  # from the least firm to the firmest
_YEAR = re.compile(r"\d{4}")


def matrix(recurring: Rows, statements: Rows, meetings: Rows, said: Mapping[str, Said], wording: Wording) -> Matrix:
    """Return the topics of `recurring`, with what of `statements` was said on each at a meeting held, by its year.

    The years go without a gap from the first to the last; what has no year stands in a column of its own at the end.
    """
    held = {row["uri"]: year_of(row["date"]) for row in meetings if row["status"] == "held"}
    told = [row for row in statements if row["meeting_uri"] in held and row["modality"] in FIRMNESS]
    topics = [row["topic_uri"] for row in recurring]
    years = _years({held[row["meeting_uri"]] for row in told if set(row["topic_uris"]) & set(topics)})
    lines = []
    for number, row in enumerate(recurring, 1):
        on_it = [each for each in told if row["topic_uri"] in each["topic_uris"]]
        name = wording.named(row["topic_uri"], row["topic"])
        cells = [
            _cell(
                f"t{number}-{year or 'undated'}",
                name,
                year,
                [each for each in on_it if held[each["meeting_uri"]] == year],
                said,
                wording,
            )
            for year in years
        ]
        lines.append(Line(name, row["meetings"], tuple(cells)))
    shown = tuple(_column(year, wording) for year in years)
    return Matrix(shown, tuple(lines), tuple((code, wording.modality(code)) for code in FIRMNESS))


def year_of(date: str | None) -> str:
    """Return the year of an EDTF date, an empty text where it has none."""
    found = _YEAR.match(date or "")
    return found.group() if found else ""


def _years(found: set[str]) -> list[str]:
    known = sorted(int(year) for year in found if year)
    spanned = [str(year) for year in range(known[0], known[-1] + 1)] if known else []
    return spanned + ([""] if "" in found else [])


def _column(year: str, wording: Wording) -> str:
    return year or wording("date.none_short")


def _cell(
    identity: str, topic: str, year: str, rows: list[Mapping[str, Any]], said: Mapping[str, Said], wording: Wording
) -> Cell | None:
    if not rows:
        return None
    firmest = max((row["modality"] for row in rows), key=FIRMNESS.index)
    label = wording(
        "matrix.cell",
        count=len(rows),
        topic=topic,
        year=year or wording("date.none"),
        modality=wording.modality(firmest),
    )
    return Cell(identity, _column(year, wording), label, firmest, tuple(said[row["uri"]] for row in rows))
