"""Turns a reading into the records of an extraction: ids, verbatim quotes, names of countries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from loaders.extraction.accords import Accord, series_of
from loaders.extraction.circumstances import Circumstances
from loaders.extraction.discourse import Party
from loaders.extraction.document import Document
from loaders.extraction.encounters import Encounter
from loaders.extraction.gatherings import Gathering
from loaders.extraction.lexical import is_acronym, normals
from loaders.extraction.organisations import Body
from loaders.extraction.people import Bearer, Office
from loaders.extraction.reading import Reading
from loaders.extraction.statement_topics import topics_of_claim
from loaders.extraction.statements import Claim
from loaders.extraction.topics import topics_of
from loaders.records import (
    Agreement,
    Clause,
    Commitment,
    Extraction,
    Meeting,
    Organisation,
    Person,
    Post,
    Refusal,
    Span,
)
from loaders.reference import countries


def assemble(document: Document, reading: Reading, version: str) -> Extraction:
    """Return the records of `reading`; every quote is cut from the article's text."""
    found = Extraction(article=document.article.id, lang=document.lang, extractor=version)
    found.persons = [_person(document, b) for b in reading.people.bearers]
    found.organisations = [_organisation(document, b) for b in reading.bodies]
    posts = [(b, o) for b in reading.people.bearers for o in _offices(document, b)]
    found.posts = [_post(document, n, b, o) for n, (b, o) in enumerate(posts, 1)]
    circumstances = Circumstances(document, reading.dates)
    ids: dict[int, str] = {}
    for n, gathering in enumerate(reading.gatherings, 1):
        ids[id(gathering)] = f"m{n}"
        found.meetings.append(_meeting(document, f"m{n}", gathering, circumstances))
    for n, accord in enumerate(reading.accords, 1):
        found.agreements.append(_agreement(document, f"a{n}", accord))
    _link_series(document, found, reading)
    for claim, made_at in reading.claims:
        meeting = ids.get(id(made_at)) if made_at else None
        if claim.modality is None:
            n = len(found.refusals) + 1
            found.refusals.append(Refusal(**_statement(document, f"r{n}", claim, meeting, reading)))
        else:
            n = len(found.commitments) + 1
            found.commitments.append(
                Commitment(modality=claim.modality, **_statement(document, f"c{n}", claim, meeting, reading))
            )
    return found


def country_name(code: str) -> str | None:
    """The English name of the country with the alpha-2 `code`."""
    return countries()[code].name if code else None


def _reference(party: Party) -> str:
    return country_name(party.ref) or party.ref if party.kind == "country" else party.ref


def _spans(document: Document, ranges: Iterable[tuple[int, int]]) -> list[Span]:
    return [Span(start=document.tokens[a].start, end=document.tokens[b - 1].end) for a, b in sorted(set(ranges))]


def _fact(document: Document, first: int, last: int) -> dict[str, int | str]:
    start, end = document.tokens[first].start, document.tokens[last - 1].end
    return {"start": start, "end": end, "quote": document.text[start:end]}


def _person(document: Document, bearer: Bearer) -> Person:
    forms = {document.quote(*n): n for n in reversed(bearer.names)}
    fullest = max(forms, key=lambda f: (len(f.split()), -forms[f][0]))
    return Person(
        id=bearer.id,
        name=fullest,
        aliases=sorted(set(forms) - {fullest}),
        country=country_name(bearer.country),
        mentions=_spans(document, bearer.names),
        **_fact(document, *forms[fullest]),  # type: ignore[arg-type]
    )


def _organisation(document: Document, body: Body) -> Organisation:
    forms = {document.quote(*n): n for n in reversed(body.names)}
    fullest = max(forms, key=lambda f: (len(f), -forms[f][0]))
    aliases = set(forms) | ({body.acronym} if body.acronym else set())
    return Organisation(
        id=body.id,
        name=fullest,
        aliases=sorted(aliases - {fullest}),
        country=country_name(body.country),
        kind=body.kind,  # type: ignore[arg-type]
        mentions=_spans(document, body.names),
        **_fact(document, *forms[fullest]),  # type: ignore[arg-type]
    )


def _offices(document: Document, bearer: Bearer) -> list[Office]:
    """The different offices of a person: one that says no more than another is left out."""
    relational, plural = (normals(document.lang, "titles", key) for key in ("relational", "plural_heads"))
    parts = normals(document.lang, "references", "generic") | relational
    told = [(_title_words(document, o), o) for o in bearer.offices]
    kept: list[tuple[frozenset[str], Office]] = []
    for words, office in sorted(told, key=lambda t: (_of(t[1], plural), -len(t[0]), t[1].first)):
        if not words or words & relational or words <= parts or (kept and _of(office, plural)):
            continue
        if any(words <= other or _abbreviates(document, office, full) for other, full in kept):
            continue
        kept.append((words, office))
    return sorted((o for _, o in kept), key=lambda o: o.first)


def _of(office: Office, heads: frozenset[str]) -> bool:
    return not heads.isdisjoint(office.head.split())


def _abbreviates(document: Document, short: Office, full: Office) -> bool:
    """Whether an office of one word is made of the initials of another ("DG" of "Director General")."""
    text = document.quote(short.first, short.last)
    little = normals(document.lang, "titles", "connectors") | normals(document.lang, "titles", "articles")
    words = [t for t in document.tokens[full.first : full.last] if t.norm not in little and t.text[0].isalnum()]
    return is_acronym(text) and text in "".join(w.text[0].upper() for w in words)


def _title_words(document: Document, office: Office) -> frozenset[str]:
    skip = frozenset[str]().union(
        *(normals(document.lang, "titles", key) for key in ("connectors", "articles", "not_title"))
    )
    words = (t.norm for t in document.tokens[office.first : office.last])
    return frozenset(w for w in words if w[0].isalnum() and w not in skip)


def _post(document: Document, n: int, bearer: Bearer, office: Office) -> Post:
    return Post(
        id=f"t{n}",
        person=bearer.id,
        title=document.quote(office.first, office.last),
        country=country_name(office.country or ("" if bearer.concluded else bearer.country)),
        former=office.former,
        **_fact(document, office.first, office.last),  # type: ignore[arg-type]
    )


def _meeting(document: Document, id_: str, gathering: Gathering, circumstances: Circumstances) -> Meeting:
    first = gathering.tellings[0]
    held = circumstances.of(
        [telling.trigger.first for telling in gathering.tellings],
        planned=gathering.status != "held",
        visit=first.kind == "visit",
        remote=first.kind == "phone call",
    )
    references = {party.ref: _reference(party) for party in gathering.parties.values()}
    roles = {r: role for telling in gathering.tellings for r, role in telling.roles.items() if r in references}
    return Meeting(
        id=id_,
        participants=[p.ref for p in gathering.parties.values() if p.kind == "person"],
        organisations=[_reference(p) for p in gathering.parties.values() if p.kind != "person"],
        roles={references[r]: role for r, role in roles.items()},  # type: ignore[misc]
        place=held.place,
        date=held.date,
        date_end=held.date_end,
        date_inferred=held.inferred,
        kind=_kind(gathering.tellings),  # type: ignore[arg-type]
        status=gathering.status,  # type: ignore[arg-type]
        **_fact(document, first.sentence.first, first.sentence.last),  # type: ignore[arg-type]
    )


def _agreement(document: Document, id_: str, accord: Accord) -> Agreement:
    naming = accord.fullest
    return Agreement(
        id=id_,
        name=document.quote(naming.first, naming.last),
        type=accord.kind,  # type: ignore[arg-type]
        aliases=sorted(accord.acronyms),
        parties=[country_name(p) or p if p in countries() else p for p in accord.parties],
        status=accord.status,  # type: ignore[arg-type]
        date=accord.date,
        date_inferred=accord.date_inferred,
        edition=accord.edition,
        **_fact(document, naming.first, naming.last),  # type: ignore[arg-type]
    )


def _link_series(document: Document, found: Extraction, reading: Reading) -> None:
    """Tell of each meeting the dialogue or mechanism whose edition it was."""
    for meeting, gathering in zip(found.meetings, reading.gatherings, strict=True):
        tellings = [(t.sentence, t.trigger.first) for t in gathering.tellings]
        n, meeting.edition = series_of(document, reading.accords, meeting.kind, tellings)
        meeting.series = found.agreements[n].id if n is not None else None


def _kind(tellings: list[Encounter]) -> str:
    return tellings[0].kind


def _statement(document: Document, id_: str, claim: Claim, meeting: str | None, reading: Reading) -> dict[str, Any]:
    units = document.units
    fact = _fact(document, units[claim.first].first, units[claim.last - 1].last)
    clauses = [
        Clause(start=units[a].start, end=units[b - 1].end, topics=topics_of(units[a:b], document.lang))
        for a, b in claim.clauses
    ]
    return {
        "id": id_,
        "actors": [_reference(p) for p in claim.actors],
        "counterparts": [_reference(p) for p in claim.counterparts],
        "topics": topics_of_claim(document, claim, reading.accords, reading.people.bearers),
        "clauses": clauses,
        "meeting": meeting,
        **fact,
    }
