"""Settles which country an official acts for where his title names none."""

from __future__ import annotations

from collections import Counter

from loaders.extraction.document import Document
from loaders.extraction.lexical import family_names
from loaders.extraction.lexicon import phrases, table
from loaders.extraction.organisations import Body
from loaders.extraction.people import Bearer, People
from loaders.extraction.places import dateline_place
from loaders.extraction.words import Phrases
from loaders.reference import country_of

_SIDES = ("country", "side", "organisation")
_LED = 4  # words of "led by" and the like at most


def settle_sides(document: Document, people: People, bodies: list[Body]) -> None:
    """Give a country to officials without one.

    The delegation that he leads tells it, or a known body in the title ("NPA chief"), or an office that only one
    country has ("Secretary of Defense"), or a family name of one of the article's countries. Else it is, of the two
    countries that the article is about, the one that no official is named for: at home a title goes without its
    country ("the Minister of Public Security received his Japanese counterpart"). Where a third country is as
    prominent it is the country where the report was written, unless an official is named for it.
    """
    unknown = [b for b in people.bearers if not b.country and b.offices]
    for bearer in unknown:
        bearer.country = (
            _of_delegation(document, bearer, bodies)
            or _of_body(document, bearer, bodies)
            or _national(document, bearer)
        )
    counts = Counter(m.ref for m in document.mentions if m.kind in ("country", "side"))
    counts.update(b.country for b in people.bearers if b.country)
    ranked = counts.most_common(3)
    for bearer in unknown:
        bearer.country = bearer.country or _of_name(bearer, {code for code, _ in ranked})
    unknown = [b for b in unknown if not b.country]
    known = {b.country for b in people.bearers if b.country and b.offices}
    left = _left_over(ranked, known) or _home(document, known)
    for bearer in unknown:
        bearer.country, bearer.concluded = left, bool(left)


def _left_over(ranked: list[tuple[str, int]], known: set[str]) -> str:
    """The one of the article's two countries that no official is named for."""
    if len(ranked) < 2 or (len(ranked) == 3 and ranked[2][1] * 2 > ranked[1][1]):
        return ""
    others = [code for code, _ in ranked[:2] if code not in known]
    return others[0] if len(others) == 1 else ""


def _home(document: Document, known: set[str]) -> str:
    """The dateline's country, where no official is named for it."""
    city = dateline_place(document)
    home = country_of(city, capitals=True) if city else None
    return home.code if home and home.code not in known else ""


def _national(document: Document, bearer: Bearer) -> str:
    offices = phrases(document.lang, "titles", "national")
    for office in bearer.offices:
        hit = next(offices.scan(document.tokens[office.first : office.last]), None)
        if hit:
            return hit.label
    return ""


def _of_delegation(document: Document, bearer: Bearer, bodies: list[Body]) -> str:
    """The country named right before the words that somebody leads it ("the Korean delegation led by …")."""
    countries = {body.id: body.country for body in bodies}
    led_by = Phrases({"led": table(document.lang, "references").get("led_by", ())})
    for mention in document.mentions:
        if mention.kind != "person" or mention.ref != bearer.id:
            continue
        for first in range(max(0, mention.first - _LED), mention.first):
            if any(hit.end == mention.first for hit in led_by.at(document.tokens[: mention.first], first)):
                near = [m for m in document.mentions if m.kind in _SIDES and 0 <= first - m.last <= 1]
                return countries.get(near[0].ref, near[0].ref) if near else ""
    return ""


def _of_body(document: Document, bearer: Bearer, bodies: list[Body]) -> str:
    for office in bearer.offices:
        for body in bodies:
            inside = any(office.first <= first and last <= office.last for first, last in body.names)
            if body.country and (
                inside or body.acronym in {t.text for t in document.tokens[office.first : office.last]}
            ):
                return body.country
    return ""


def _of_name(bearer: Bearer, about: set[str]) -> str:
    if len(bearer.words) < 2:
        return ""
    codes = [code for code, names in family_names().items() if code in about and bearer.words[0] in names]
    return codes[0] if len(codes) == 1 else ""
