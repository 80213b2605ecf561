"""Looks up countries and known organisations by any of their names; all the names are data in `ontology/reference`."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any
from typing import Literal as OneOf

import pyoxigraph as ox

from loaders.folding import fold
from loaders.locate import folder
from loaders.records import Language, OrganisationKind

FormKind = OneOf["name", "adjective", "capital"]
Forms = Mapping[str, Sequence[str]]
_Values = dict[str, list[Any]]

_NS = "https://w3id.org/security-cooperation/ns#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_KINDS: dict[str, OrganisationKind] = {
    _NS + "Ministry": "ministry",
    _NS + "Agency": "agency",
    _NS + "Party": "party",
    _NS + "InternationalOrganisation": "international",
    _NS + "Organisation": "other",
}
_LONGEST_COUNTRY = 8  # words
_LONGEST_CONNECTIVE = 4  # letters of a word that joins a country to the rest of a name


@dataclass(frozen=True, slots=True)
class Country:
    """A country, by alpha-2 `code`. Each of the forms is a mapping from language; the first name is the usual one."""

    code: str
    code3: str
    name: str
    iri: str
    names: Forms
    adjectives: Forms
    capitals: Forms


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation of the reference data; `country` is alpha-2, `parent` an IRI, the first name the usual one."""

    iri: str
    kind: OrganisationKind
    names: Forms
    acronyms: Sequence[str]
    country: str | None
    parent: str | None

    @property
    def name(self) -> str:
        """The usual English name."""
        return self.names["en"][0]


@cache
def countries() -> Mapping[str, Country]:
    """Return all countries by alpha-2 code."""
    found = (_country(iri, values) for iri, values in _resources("countries"))
    return {country.code: country for country in sorted(found, key=lambda country: country.code)}


@cache
def organisations() -> Sequence[KnownOrganisation]:
    """Return all known organisations, sorted by IRI."""
    return sorted((_organisation(*resource) for resource in _resources("organisations")), key=lambda known: known.iri)


def names(lang: Language) -> Iterator[tuple[str, str, FormKind]]:
    """Yield (form, alpha-2 code, kind) for every name, adjective or demonym, and capital written in `lang`."""
    for code, country in countries().items():
        yield from ((form, code, "name") for form in country.names.get(lang, ()))
        yield from ((form, code, "adjective") for form in country.adjectives.get(lang, ()))
        yield from ((form, code, "capital") for form in country.capitals.get(lang, ()))


def country_of(text: str, *, capitals: bool = False) -> Country | None:
    """Return the country that `text` names in any language, by name, adjective, demonym, code or abbreviation.

    Abbreviations and forms of one or two letters count only as they are written (`US` is a country, `us` is not).
    `capitals` lets a capital stand for its government. What names two countries gives None.
    """
    text = unicodedata.normalize("NFC", text).strip()
    exact, folded, cities = _country_forms()
    codes = exact.get(_undotted(text)) or exact.get(text) or folded.get(fold(text))
    if not codes and capitals:
        codes = cities.get(fold(text))
    return countries()[next(iter(codes))] if codes and len(codes) == 1 else None


def organisation_of(text: str, country: str | None = None) -> KnownOrganisation | None:
    """Return the known organisation that `text` names, in any language.

    `country` (alpha-2) settles a name that many countries share; so does a country named in `text` itself, before,
    within or after the organisation's name. What stays ambiguous gives None.
    """
    exact, folded = _organisation_forms()
    candidates = exact.get(_undotted(text).strip()) or folded.get(fold(text)) or ()
    if country is None and len(candidates) == 1:
        return candidates[0]
    own = [known for known in candidates if known.country == country]
    shared = [known for known in candidates if known.country is None]
    chosen = own or (shared if country else [])
    if len(chosen) == 1:
        return chosen[0]
    return None if chosen else _named_with_country(text, country)


def _named_with_country(text: str, country: str | None) -> KnownOrganisation | None:
    """Find a name in which the country stands beside or within the organisation's own name."""
    _, folded = _organisation_forms()
    for before, code, after in _split_at_country(fold(text).split()):
        if country not in (None, code):
            continue
        for key in _joined(before, after):
            own = [known for known in folded.get(key, ()) if known.country == code]
            if len(own) == 1:
                return own[0]
    return None


def _split_at_country(words: list[str]) -> Iterator[tuple[list[str], str, list[str]]]:
    """Yield (words before, country, words after) for every country named in `words`, the longest first."""
    _, folded, _ = _country_forms()
    for length in range(min(_LONGEST_COUNTRY, len(words) - 1), 0, -1):
        for start in range(len(words) - length + 1):
            codes = folded.get(" ".join(words[start : start + length]), ())
            if len(codes) == 1:
                yield words[:start], next(iter(codes)), words[start + length :]


def _joined(before: list[str], after: list[str]) -> Iterator[str]:
    """Yield what is left of a name without its country, with up to two connectives on either side dropped."""
    for left, right in product(range(3), range(3)):
        dropped = before[len(before) - left :] + after[:right]
        if all(len(word) <= _LONGEST_CONNECTIVE for word in dropped):
            yield " ".join(before[: len(before) - left] + after[right:])


@cache
def _country_forms() -> tuple[dict[str, set[str]], dict[str, set[str]], dict[str, set[str]]]:
    """Return the codes by exact form (abbreviations, short forms), by folded form, and by folded capital."""
    exact: dict[str, set[str]] = defaultdict(set)
    folded: dict[str, set[str]] = defaultdict(set)
    cities: dict[str, set[str]] = defaultdict(set)
    for code, country in countries().items():
        for form in _every(country.names) | _every(country.adjectives):
            if _is_abbreviation(form):
                exact[_undotted(form)].add(code)
            elif len(key := fold(form)) > 2:
                folded[key].add(code)
            else:
                exact[form].add(code)
        for city in _every(country.capitals):
            cities[fold(city)].add(code)
    for code, country in countries().items():
        exact.setdefault(code, {code})
        exact.setdefault(country.code3, {code})
    return exact, folded, cities


@cache
def _organisation_forms() -> tuple[dict[str, list[KnownOrganisation]], dict[str, list[KnownOrganisation]]]:
    """Return the organisations by exact acronym and by folded name."""
    exact: dict[str, list[KnownOrganisation]] = defaultdict(list)
    folded: dict[str, list[KnownOrganisation]] = defaultdict(list)
    for known in organisations():
        for acronym in dict.fromkeys(_undotted(acronym) for acronym in known.acronyms):
            exact[acronym].append(known)
        for key in sorted({fold(name) for name in _every(known.names)}):
            folded[key].append(known)
    return exact, folded


def _is_abbreviation(form: str) -> bool:
    """Tell whether a form is to be read in the case it is written in: one word with at least two capitals."""
    return " " not in form and sum(map(str.isupper, form)) >= 2 and "-" not in form


def _undotted(text: str) -> str:
    return text.replace(".", "")


def _every(forms: Forms) -> set[str]:
    return {form for each in forms.values() for form in each}


def _country(iri: str, values: _Values) -> Country:
    names = _forms(values[_NS + "name"] + values[_SKOS + "altLabel"])
    return Country(
        code=values[_NS + "countryCode"][0].value,
        code3=values[_SKOS + "notation"][0].value,
        name=names["en"][0],
        iri=iri,
        names=names,
        adjectives=_forms(values[_NS + "demonym"]),
        capitals=_forms(values[_NS + "capital"]),
    )


def _organisation(iri: str, values: _Values) -> KnownOrganisation:
    country = values[_NS + "country"]
    parent = values[_NS + "parent"]
    return KnownOrganisation(
        iri=iri,
        kind=_KINDS[values[_TYPE][0].value],
        names=_forms(values[_NS + "name"] + values[_SKOS + "altLabel"]),
        acronyms=[acronym.value for acronym in values[_NS + "acronym"]],
        country=country[0].value.rpartition("/")[2] if country else None,
        parent=parent[0].value if parent else None,
    )


def _forms(values: list[ox.Literal]) -> Forms:
    """Group language-tagged values by language, in the order given."""
    forms: dict[str, list[str]] = defaultdict(list)
    for value in values:
        forms[value.language or ""].append(value.value)
    return dict(forms)


def _resources(name: str) -> Iterator[tuple[str, _Values]]:
    """Yield (IRI, values by property) for each subject of a Turtle file of the reference data, in the file's order."""
    found: dict[str, _Values] = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(path=str(folder("ontology") / "reference" / f"{name}.ttl"), format=ox.RdfFormat.TURTLE):
        found[triple.subject.value][triple.predicate.value].append(triple.object)
    yield from found.items()
