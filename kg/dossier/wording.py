"""A dossier's words in one language: its own from `text/`, those of codes, topics and countries of the ontology."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from loaders.locate import folder

_TEXTS = Path(__file__).parent / "text"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_NAMES = {f"{_SKOS}prefLabel", "https://w3id.org/security-cooperation/ns#name"}
_CODES = "https://w3id.org/security-cooperation/code/"
_NAMED = ("codes.ttl", "topics.ttl", "reference/countries.ttl")
_FULL = re.compile(r"(?P<year>\d{4}|-)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?")


class Wording:
    """Texts in `language` (`en`, `fr` or `vi`)."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._texts: dict[str, Any] = tomllib.loads((_TEXTS / f"{language}.toml").read_text(encoding="utf-8"))

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return the text `section.name` with `values` filled in; `count` chooses between one and many."""
        section, name = key.split(".")
        text: str | list[str] = self._texts[section][name]
        if isinstance(text, list):
            text = text[0] if str(values["count"]) in self._texts["page"]["singular"].split() else text[1]
        return text.format(**values)

    def named(self, uri: str | None, fallback: str) -> str:
        """Return the name of a country or a topic, `fallback` where the ontology has none."""
        return _names(self.language).get(uri or "", fallback)

    def countries(self, *uris: str) -> dict[str, str]:
        """Return the names of countries in this language by the English ones, by which reports call them."""
        return {_names("en").get(uri, uri): self.named(uri, uri) for uri in uris}

    def topic(self, english: str) -> str:
        """Return the name of the topic that reports call so, which is its English one."""
        return self.named(_topics().get(english), english)

    def code(self, scheme: str, notation: str) -> str:
        """Return the label of a value of a code list (`modality`, `meeting-kind` …)."""
        return self.named(f"{_CODES}{scheme}/{notation.replace(' ', '-')}", notation)

    def modality(self, notation: str) -> str:
        """Return how firmly something was said; a refusal is in no code list."""
        return self("other.refused") if notation == "refused" else self.code("modality", notation)

    def date(self, edtf: str | None) -> str:
        """Return an EDTF date, or an interval of two, as people write it."""
        if not edtf:
            return self("date.none")
        first, _, last = edtf.partition("/")
        if last and last != first:
            return self("date.range", first=self._one_date(first), last=self._one_date(last))
        return self._one_date(first)

    def _one_date(self, edtf: str) -> str:
        match = _FULL.fullmatch(edtf)
        if match is None:
            return edtf
        year, month, day = match.groups()
        name = self._texts["date"]["months"][int(month) - 1] if month and 1 <= int(month) <= 12 else None
        if name is None:
            return year
        if day is None:
            return name if year == "-" else self("date.month", month=name, year=year)
        number = self("date.first_day") if day == "01" else int(day)
        kind = "date.day_without_year" if year == "-" else "date.day"
        return self(kind, day=number, month=name, year=year)

    def listed(self, items: Iterable[str]) -> str:
        """Return `items` as one text: a, b and c."""
        *others, last = list(items) or [""]
        return self("page.and").join([self("page.list_separator").join(others), last]) if others else last


@cache
def _names(language: str) -> dict[str, str]:
    """Return the names in a language by URI: of codes, topics and countries."""
    found: dict[str, str] = {}
    for file in _NAMED:
        for triple in ox.parse(path=str(folder("ontology") / file), format=ox.RdfFormat.TURTLE):
            value = triple.object
            if triple.predicate.value in _NAMES and isinstance(value, ox.Literal) and value.language == language:
                found[str(triple.subject.value)] = value.value
    return found


@cache
def _topics() -> dict[str, str]:
    """Return the URIs of the topics by their English names."""
    return {name: uri for uri, name in _names("en").items() if "/topic/" in uri}
