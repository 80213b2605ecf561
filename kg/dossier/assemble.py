"""Makes the content of a dossier out of what the reports gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from kg.dossier.content import (
    Bar,
    Bond,
    Conflict,
    Contact,
    Dossier,
    Event,
    Figure,
    Pledge,
    Quote,
    Said,
)
from kg.dossier.drawing import drawing
from kg.dossier.material import Material
from kg.dossier.matrix import matrix, year_of
from kg.dossier.offices import holders
from kg.dossier.sources import quotes_of
from kg.dossier.wording import Wording

Row = Mapping[str, Any]
Quotes = Mapping[str, tuple[Quote, ...]]
_VAGUE = ("/general-cooperation", "/other")  # topics that say little


def assemble(material: Material, wording: Wording) -> Dossier:
    """Return the dossier on the two countries of `material`."""
    countries = wording.countries(material.first, material.second)
    first, second = countries.values()
    sources, quotes = quotes_of(material.evidence, wording)
    said = {row["uri"]: _said(row, quotes, wording) for row in material.statements}
    said_at: dict[str | None, list[Said]] = {}
    for row in material.statements:
        said_at.setdefault(row["meeting_uri"], []).append(said[row["uri"]])
    at_meetings = {row["uri"] for row in material.meetings}
    apart = [said[row["uri"]] for row in material.statements if row["meeting_uri"] not in at_meetings]
    events = [*(_meeting(row, said_at.get(row["uri"], ()), countries, quotes, wording) for row in material.meetings)]
    events += [_agreement(row, quotes, wording) for row in material.agreements if row["date"]]
    events.sort(key=lambda event: (event.year or "~", event.iso or "", event.what != "meeting"))
    scale, offices = holders(material.offices, countries, wording)
    return Dossier(
        title=wording("page.title", first=first, second=second),
        first=first,
        second=second,
        period=_period(material, wording),
        lead=tuple(_lead(material, wording)),
        figures=_figures(material, wording),
        bars=_bars(material),
        matrix=matrix(material.recurring, material.statements, material.meetings, said, wording),
        years=tuple((year, tuple(group)) for year, group in groupby(events, key=lambda event: event.year)),
        apart=tuple(apart),
        contacts=tuple(_contact(row, wording) for row in material.contacts),
        drawing=drawing(material.contacts),
        holders=offices,
        scale=scale,
        pledges=tuple(_pledge(row, countries, quotes, wording) for row in material.pledges),
        bonds=tuple(_bond(row, quotes, wording) for row in material.agreements),
        conflicts=tuple(_conflict(row, wording) for row in material.conflicts),
        sources=sources,
        notes=tuple(_notes(material, wording)),
    )


def _period(material: Material, wording: Wording) -> str:
    since, until = material.since, material.until
    if since and until:
        return wording("page.period", since=wording.date(since), until=wording.date(until))
    if since:
        return wording("page.period_since", since=wording.date(since))
    return wording("page.period_until", until=wording.date(until)) if until else ""


def _lead(material: Material, wording: Wording) -> Iterable[str]:
    """Yield the sentences that sum up."""
    status = Counter(row["status"] for row in material.meetings)
    if not (material.meetings or material.statements or material.agreements):
        yield wording("page.nothing")
        return
    dates = sorted(row["date"] for row in material.meetings if row["status"] == "held" and year_of(row["date"]))
    if dates:
        first, last = wording.date(dates[0].split("/")[0]), wording.date(dates[-1].split("/")[-1])
        yield wording("summary.lead_meetings", count=status["held"], first=first, last=last)
    elif status["held"]:
        yield wording("summary.lead_meetings_undated", count=status["held"])
    if person := _most_present(material):
        yield wording("summary.lead_person", name=person[0], count=person[1])
    yield from (wording(f"summary.{each}", count=status[each]) for each in ("planned", "denied") if status[each])
    for row in material.recurring[:1]:
        if row["first"] and not row["topic_uri"].endswith(_VAGUE):
            yield wording(
                "summary.lead_topic",
                topic=wording.named(row["topic_uri"], row["topic"]),
                count=row["meetings"],
                first=wording.date(row["first"]),
                last=wording.date(row["last"]),
            )


def _most_present(material: Material) -> tuple[str, int] | None:
    """Return who was at more meetings held than anyone else, and at how many; None unless there is one."""
    people = {row[name] for row in material.contacts for name in ("one", "other")}
    present = Counter(
        name for row in material.meetings if row["status"] == "held" for name in row["participants"] if name in people
    )
    (first, second) = (*present.most_common(2), None, None)[:2]
    return first if first and first[1] > 1 and (second is None or second[1] < first[1]) else None


def _figures(material: Material, wording: Wording) -> tuple[Figure, ...]:
    people = {row[name] for row in material.contacts for name in ("one_uri", "other_uri")}
    counts = {
        "meetings": (sum(row["status"] == "held" for row in material.meetings), "timeline"),
        "officials": (len(people), "network"),
        "recurring": (len(material.recurring), "matrix"),
        "pledges": (len(material.pledges), "pledges"),
        "agreements": (len(material.agreements), "agreements"),
        "conflicts": (len(material.conflicts), "conflicts"),
    }
    return tuple(
        Figure(count, wording(f"summary.{name}", count=count).removeprefix(f"{count} "), part)
        for name, (count, part) in counts.items()
    )


def _bars(material: Material) -> tuple[Bar, ...]:
    held = Counter(year_of(row["date"]) for row in material.meetings if row["status"] == "held")
    years = sorted(int(year) for year in held if year)
    if not years:
        return ()
    most = max(held[str(year)] for year in years)
    return tuple(
        Bar(str(year), held[str(year)], round(100 * held[str(year)] / most, 1))
        for year in range(years[0], years[-1] + 1)
    )


def _said(row: Row, quotes: Quotes, wording: Wording) -> Said:
    return Said(
        uri=row["uri"],
        date=wording.date(row["date"]),
        iso=_iso(row["date"]),
        modality=row["modality"],
        modality_name=wording.modality(row["modality"]),
        actors=wording.listed(row["actors"]),
        counterparts=wording.listed(row["counterparts"]),
        topics=tuple(sorted(wording.named(uri, uri) for uri in row["topic_uris"])),
        quotes=quotes.get(row["uri"], ()),
    )


def _meeting(row: Row, said: Iterable[Said], countries: Mapping[str, str], quotes: Quotes, wording: Wording) -> Event:
    details = []
    if row["series"]:
        details.append(row["series"])
    if row["edition"]:
        details.append(wording("timeline.edition", number=row["edition"]))
    if row["place"]:
        details.append(wording("timeline.at", place=row["place"]))
    if others := [country for country in row["countries"] if country not in countries]:
        details.append(wording("timeline.also", countries=wording.listed(others)))
    if row["inferred"]:
        details.append(wording("timeline.inferred"))
    return Event(
        what="meeting",
        date=wording.date(row["date"]),
        iso=_iso(row["date"]),
        year=year_of(row["date"]),
        title=wording.listed(row["participants"]),
        kind=wording.code("meeting-kind", row["kind"]),
        status=row["status"],
        status_name=wording.code("meeting-status", row["status"]),
        details=tuple(details),
        sources=row["sources"],
        quotes=quotes.get(row["uri"], ()),
        said=tuple(said),
    )


def _agreement(row: Row, quotes: Quotes, wording: Wording) -> Event:
    return Event(
        what="agreement",
        date=wording.date(row["date"]),
        iso=_iso(row["date"]),
        year=year_of(row["date"]),
        title=row["name"],
        kind=wording.code("agreement-type", row["type"]),
        status=row["status"],
        status_name=wording.code("agreement-status", row["status"]),
        details=(),
        sources=row["sources"],
        quotes=quotes.get(row["uri"], ()),
        said=(),
    )


def _contact(row: Row, wording: Wording) -> Contact:
    return Contact(
        one=row["one"],
        one_offices=wording.listed(row["one_offices"]),
        other=row["other"],
        other_offices=wording.listed(row["other_offices"]),
        meetings=row["meetings"],
        last=wording.date(row["last"]),
    )


def _pledge(row: Row, countries: Mapping[str, str], quotes: Quotes, wording: Wording) -> Pledge:
    sides = {name: countries.get(row[name], row[name]) for name in ("side", "counterpart")}
    later = wording("pledges.never")
    if row["later_meetings"]:
        last = wording.date(row["last_meeting"])
        later = wording("pledges.later", count=row["later_meetings"], last=last)
    return Pledge(
        date=wording.date(row["date"]),
        iso=_iso(row["date"]),
        modality=row["modality"],
        modality_name=wording.modality(row["modality"]),
        direction=wording("pledges.direction", **sides),
        actors=wording.listed(row["actors"]),
        topics=tuple(wording.topic(topic) for topic in row["topics"]),
        quotes=quotes.get(row["uri"], ()),
        later=later,
    )


def _bond(row: Row, quotes: Quotes, wording: Wording) -> Bond:
    return Bond(
        name=row["name"],
        type=wording.code("agreement-type", row["type"]),
        status=wording.code("agreement-status", row["status"]),
        date=wording.date(row["date"]),
        signed_at=wording("agreements.signed_at", meeting=row["signed_at"]) if row["signed_at"] else "",
        quotes=quotes.get(row["uri"], ()),
    )


def _conflict(row: Row, wording: Wording) -> Conflict:
    settled = wording("conflicts.settled", date=wording.date(row["date"])) if row["kind"] == "date" else ""
    return Conflict(wording(f"conflicts.{row['kind']}"), row["fact"], settled, tuple(row["told"]))


def _notes(material: Material, wording: Wording) -> Iterable[str]:
    if material.single:
        yield wording("sources.single", count=material.single)
    if material.left_out:
        yield wording("sources.left_out", count=material.left_out)


def _iso(edtf: str | None) -> str | None:
    """Return the beginning of an EDTF date, for machines; None where it has no year."""
    return edtf.split("/")[0] if edtf and year_of(edtf) else None
