"""Writes countries.ttl and organisations.ttl from ISO 3166, CLDR and the hand-kept tables in source/."""

from __future__ import annotations

import csv
import gettext
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pycountry
from babel import Locale
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

HERE = Path(__file__).resolve().parent
LANGUAGES = ("en", "fr", "vi")
BEYOND_ISO = {"EU": "EUE", "XK": "XKX"}

SC = "https://w3id.org/security-cooperation/ns#"
COUNTRY = "https://w3id.org/security-cooperation/id/country/"
ORGANISATION = "https://w3id.org/security-cooperation/id/organisation/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the lines of a table in source/ by column name."""
    with (HERE / "source" / f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def items(cell: str, separator: str = ";") -> list[str]:
    """Split a cell at `separator` into its non-empty values."""
    return [value.strip() for value in cell.split(separator) if value.strip()]


def codes() -> dict[str, str]:
    """Map every alpha-2 code to its alpha-3 code."""
    return {country.alpha_2: country.alpha_3 for country in pycountry.countries} | BEYOND_ISO


def iso_names(code: str) -> dict[str, list[str]]:
    """Return the short, common and official names of ISO 3166 in English and French, without inverted ones."""
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        return {}
    english = [getattr(country, field, "") for field in ("name", "common_name", "official_name")]
    french = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=["fr"])
    translated = [french.gettext(name) for name in english if name]
    return {
        "en": [name.removeprefix("the ") for name in english if name and not set(name) & set(",(")],
        "fr": [name for name in translated if name not in english and not set(name) & set(",(")],
    }


def names() -> dict[tuple[str, str], list[str]]:
    """Map (code, language) to the names, the preferred one first; hand-kept ones win over CLDR."""
    kept = {(row["code"], row["language"]): row for row in rows("names")}
    found: dict[tuple[str, str], list[str]] = {}
    for code in codes():
        iso = iso_names(code)
        for language in LANGUAGES:
            row = kept.get((code, language), {"preferred": "", "alternates": ""})
            usual = [row["preferred"], Locale(language).territories.get(code, ""), *iso.get(language, [])]
            every = [name.replace("’", "'") for name in [*usual, *items(row["alternates"])] if name]
            found[code, language] = list(dict.fromkeys(every))
    return found


def inflected(feminine_pair: str) -> Iterator[str]:
    """Yield the four forms of a French adjective given as `masculine feminine`, or a combining form as it is."""
    forms = feminine_pair.split()
    yield from forms
    if len(forms) == 2:
        yield from (form if form.endswith(("s", "x")) else form + "s" for form in forms)


def plural(demonym: str) -> Iterator[str]:
    """Yield an English demonym and, where it takes one, its plural in -s."""
    yield demonym
    if not demonym.endswith(("s", "ish", "ch", "ese", "o")):
        yield demonym + "s"


def country_triples() -> Iterator[Triple]:
    """Yield every triple of countries.ttl."""
    for code, alpha3 in codes().items():
        country = NamedNode(COUNTRY + code)
        yield Triple(country, RDF_TYPE, NamedNode(SC + "Country"))
        yield Triple(country, NamedNode(SC + "countryCode"), Literal(code))
        yield Triple(country, NamedNode(SKOS + "notation"), Literal(alpha3))
    for (code, language), forms in names().items():
        yield from named(NamedNode(COUNTRY + code), language, forms)
    for row in rows("adjectives"):
        country = NamedNode(COUNTRY + row["code"])
        for form in [form for english in items(row["en"], ",") for form in plural(english)]:
            yield Triple(country, NamedNode(SC + "demonym"), Literal(form, language="en"))
        for form in [form for pair in items(row["fr"], ",") for form in inflected(pair)]:
            yield Triple(country, NamedNode(SC + "demonym"), Literal(form, language="fr"))
    for row in rows("capitals"):
        for language in LANGUAGES:
            for city in items(row[language]):
                yield Triple(
                    NamedNode(COUNTRY + row["code"]), NamedNode(SC + "capital"), Literal(city, language=language)
                )


def organisation_triples() -> Iterator[Triple]:
    """Yield every triple of organisations.ttl."""
    for row in rows("organisations"):
        organisation = NamedNode(ORGANISATION + row["id"])
        yield Triple(organisation, RDF_TYPE, NamedNode(SC + row["kind"]))
        if row["country"]:
            yield Triple(organisation, NamedNode(SC + "country"), NamedNode(COUNTRY + row["country"]))
        if row["parent"]:
            yield Triple(organisation, NamedNode(SC + "parent"), NamedNode(ORGANISATION + row["parent"]))
        for acronym in items(row["acronyms"]):
            yield Triple(organisation, NamedNode(SC + "acronym"), Literal(acronym))
        for language in LANGUAGES:
            yield from named(organisation, language, items(row[language]))


def named(subject: NamedNode, language: str, forms: list[str]) -> Iterator[Triple]:
    """Yield the names of a subject in one language, of which the first is the usual one."""
    for predicate, form in zip([SC + "name"] + [SKOS + "altLabel"] * len(forms), forms, strict=False):
        yield Triple(subject, NamedNode(predicate), Literal(form, language=language))


def turtle(triples: Iterable[Triple]) -> bytes:
    """Serialise sorted, so that the same sources give the same bytes."""
    prefixes = {"country": COUNTRY, "organisation": ORGANISATION, "sc": SC, "skos": SKOS}
    return serialize(sorted(set(triples), key=str), format=RdfFormat.TURTLE, prefixes=prefixes) or b""


def files() -> dict[str, bytes]:
    """Return the reference data as file name and content."""
    return {"countries.ttl": turtle(country_triples()), "organisations.ttl": turtle(organisation_triples())}


if __name__ == "__main__":
    for name, content in files().items():
        (HERE / name).write_bytes(content)
        print(HERE / name, file=sys.stderr)
