"""Decisions as files fit for version control: CSV for hands, Turtle for machines; what is written reads back equal.

Of RDF only Turtle, TriG and N-Triples are read: they name nothing that would have to be fetched, and nest nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import get_args
from urllib.parse import quote, unquote

import pyoxigraph as ox

from loaders.resolution.decisions import Decision, Judgement
from loaders.resolution.knowledge import DATA, Mention, MentionKind
from loaders.spreadsheets import guarded, unguarded

COLUMNS = ("judgement", "article", "kind", "name", "other_article", "other_kind", "other_name", "reason")
_NS = "https://w3id.org/security-cooperation/ns#"
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_MENTIONS = DATA + "mention/"


class DecisionError(ValueError):
    """A file of decisions can't be read; the message says where and why."""


def write_csv(decisions: Iterable[Decision]) -> str:
    """Return decisions as CSV, sorted, one line each."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in sorted(set(decisions)):
        cells = (each.judgement, *each.first, *(each.second or ("", "", "")), each.reason)
        writer.writerow(map(guarded, cells))
    return lines.getvalue()


def read_csv(text: str) -> list[Decision]:
    """Read decisions from CSV. Lines without a judgement are passed over: they are still open.

    Raises DecisionError where a column is missing or a line makes no sense.
    """
    reader = csv.DictReader(io.StringIO(text))
    found: list[Decision] = []
    try:
        missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
        if missing:
            raise DecisionError(f"columns are missing: {', '.join(missing)}")
        found.extend(_from_row(row) for row in reader if (row["judgement"] or "").strip())
    except DecisionError as error:
        raise DecisionError(f"line {reader.line_num}: {error}") from None
    except csv.Error as error:
        raise DecisionError(f"after line {reader.line_num}: {error}") from None
    return found


def write_turtle(decisions: Iterable[Decision]) -> str:
    """Return decisions as Turtle; a decision's IRI is a digest of what it is about."""
    triples = sorted((triple for each in set(decisions) for triple in _triples(each)), key=str)
    prefixes = {"sc": _NS, "decision": DATA + "decision/", "mention": _MENTIONS}
    return (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b"").decode()


def read_turtle(text: str) -> list[Decision]:
    """Read decisions from Turtle, TriG or N-Triples; named graphs make no difference.

    Raises DecisionError where the syntax or a decision makes no sense.
    """
    found: dict[str, dict[str, list[str]]] = {}
    try:
        for triple in ox.parse(text, format=ox.RdfFormat.TRIG):  # of which the other two are parts
            values = found.setdefault(str(triple.subject), {})
            if not isinstance(triple.object, ox.NamedNode | ox.Literal):
                raise DecisionError(f"{triple.subject} holds what no decision has")
            values.setdefault(triple.predicate.value, []).append(triple.object.value)
    except SyntaxError as error:
        raise DecisionError(error.msg) from None
    nodes = (values for values in found.values() if _NS + "Decision" in values.get(_TYPE.value, ()))
    return sorted(_from_node(values) for values in nodes)


def _from_row(row: Mapping[str, str | None]) -> Decision:
    cells = {column: unguarded((row[column] or "").strip()) for column in COLUMNS}
    first = _mention(cells["article"], cells["kind"], cells["name"])
    other = cells["other_article"], cells["other_kind"], cells["other_name"]
    return _decision(cells["judgement"], [first, _mention(*other)] if any(other) else [first], cells["reason"])


def _from_node(values: Mapping[str, list[str]]) -> Decision:
    about = sorted(_mention_of(iri) for iri in values.get(_NS + "about", ()))
    judgements = values.get(_NS + "judgement", [""])
    return _decision(judgements[0], about, values.get(_NS + "reason", [""])[0])


def _decision(judgement: str, about: list[Mention], reason: str) -> Decision:
    """Check what was read and make a decision of it."""
    known: tuple[Judgement, ...] = get_args(Judgement)
    named = next((each for each in known if each == judgement), None)
    if named is None:
        raise DecisionError(f"{judgement!r} is no judgement: use {', '.join(known)}")
    wanted = 1 if named == "wrong" else 2
    if len(about) != wanted:
        raise DecisionError(f"{named!r} needs {wanted} mention{'s' * (wanted > 1)}, not {len(about)}")
    return Decision.about(named, *about, reason=reason)


def _mention(article: str, kind: str, name: str) -> Mention:
    known: tuple[MentionKind, ...] = get_args(MentionKind)
    named = next((each for each in known if each == kind), None)
    if named is None or not article or not name:
        raise DecisionError(
            f"({article!r}, {kind!r}, {name!r}) is no mention: article, one of {', '.join(known)}, name"
        )
    return Mention(article, named, name)


def _triples(decision: Decision) -> Iterator[ox.Triple]:
    about = sorted(_mention_iri(each) for each in (decision.first, decision.second) if each)
    node = ox.NamedNode(f"{DATA}decision/{sha256(' '.join(about).encode()).hexdigest()[:16]}")
    yield ox.Triple(node, _TYPE, ox.NamedNode(_NS + "Decision"))
    yield ox.Triple(node, ox.NamedNode(_NS + "judgement"), ox.Literal(decision.judgement))
    for iri in about:
        yield ox.Triple(node, ox.NamedNode(_NS + "about"), ox.NamedNode(iri))
    if decision.reason:
        yield ox.Triple(node, ox.NamedNode(_NS + "reason"), ox.Literal(decision.reason))


def _mention_iri(mention: Mention) -> str:
    return _MENTIONS + "/".join(quote(part, safe="") for part in mention)


def _mention_of(iri: str) -> Mention:
    parts = iri.removeprefix(_MENTIONS).split("/")
    if not iri.startswith(_MENTIONS) or len(parts) != len(Mention._fields):
        raise DecisionError(f"{iri} is no mention")
    return _mention(*map(unquote, parts))
