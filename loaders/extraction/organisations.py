"""Finds organisations by their names, heads and acronyms, and the countries that act under their own name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from loaders.extraction.document import Document, Mention, Sentence
from loaders.extraction.lexical import Chunk, chunks, is_acronym
from loaders.extraction.titles import Grammar
from loaders.extraction.words import Phrases
from loaders.folding import fold
from loaders.reference import country_of, organisation_of, organisations

_HYPHENS = frozenset("-–")


@dataclass(slots=True)
class Body:
    """An organisation of the article: its names (token ranges, the fullest first), country's code and known IRI."""

    id: str
    key: str
    names: list[tuple[int, int]] = field(default_factory=list)
    country: str = ""
    acronym: str = ""
    kind: str = "other"


@cache
def _known(lang: str) -> Phrases:
    forms = [n for o in organisations() for n in (*o.names.get(lang, ()), *o.acronyms)]
    return Phrases({"known": [f.replace("'", "' ").replace("-", " ") for f in forms if len(f) > 2]})


def find_organisations(document: Document) -> list[Body]:
    """Find the organisations of `document`; adds mentions of them and of countries outside the phrases of people."""
    bodies = _Bodies()
    taken = [False] * len(document.tokens)
    for mention in document.mentions:
        for i in range(mention.first, mention.last):
            taken[i] = True
    for sentence in document.prose():
        items = chunks(document, sentence)
        norms = [" ".join(t.norm for t in document.tokens[c.first : c.last]) for c in items]
        _scan(document, sentence, Grammar(items, norms, document.lang, set()), bodies, taken)
    return bodies.all


def _scan(document: Document, sentence: Sentence, grammar: Grammar, bodies: _Bodies, taken: list[bool]) -> None:
    items = grammar.chunks
    i = 0
    while i < len(items):
        end = _body_at(document, sentence, grammar, i)
        if end > i:
            first, last = items[i].first, items[end - 1].last
            country = next((c.value for c in items[i:end] if c.kind == "N"), "")
            acronym = _acronym(document, items, end)
            covered = any(taken[first:last])
            body = _enter(document, bodies, first, last, country, acronym)
            if acronym:
                last = items[end + 2].last
                end += 3
            if not covered:
                document.mentions.append(Mention("organisation", first, last, body.id))
            i = end
        elif (named := _abbreviated(document, items[i], bodies)) and not taken[items[i].first]:
            named.names.append((items[i].first, items[i].last))
            document.mentions.append(Mention("organisation", items[i].first, items[i].last, named.id))
            i += 1
        elif (items[i].kind == "N" or _acts_for_its_country(grammar, i)) and not any(
            taken[items[i].first : items[i].last]
        ):
            document.mentions.append(Mention("country", items[i].first, items[i].last, items[i].value))
            i += 1
        else:
            i += 1


def _abbreviated(document: Document, item: Chunk, bodies: _Bodies) -> Body | None:
    """The body named before whose acronym stands at `item`."""
    text = document.quote(item.first, item.last) if item.kind == "A" else ""
    return bodies.called(text) if text else None


def _acts_for_its_country(grammar: Grammar, i: int) -> bool:
    """Whether the capital at chunk `i` stands for its government: no dateline, and behind no preposition of place."""
    capital = grammar.kind(i) == "K" and bool(grammar.chunks[i].value)
    return capital and grammar.kind(i - 1) not in "CDKNX-,(" and grammar.kind(i + 1) not in ",(-)KNSOP."


def _body_at(document: Document, sentence: Sentence, grammar: Grammar, i: int) -> int:
    """The end of the organisation's name that begins at chunk `i`, or `i`."""
    items = grammar.chunks
    hit = _known(document.lang).longest(document.tokens, items[i].first, sentence.last)
    if hit and items[i].capital:
        end = next((j + 1 for j in range(i, len(items)) if items[j].last >= hit.end), i)
        if end > i and (
            end - i > 1
            or len(document.tokens[items[i].first].text) > 3
            or document.tokens[items[i].first].text.isupper()
        ):
            return end + (grammar.after_head and grammar.kind(end) == "N" and items[end].capital)
    return grammar.body_at(i)


def _acronym(document: Document, items: list[Chunk], end: int) -> str:
    """The acronym that a bracket behind the name defines."""
    if end + 2 < len(items) and items[end].kind == "(" and items[end + 2].kind == ")":
        text = document.quote(items[end + 1].first, items[end + 1].last)
        return text if is_acronym(text) else ""
    return ""


class _Bodies:
    """The organisations found so far, in order, to be looked up by their key or acronym."""

    def __init__(self) -> None:
        self.all: list[Body] = []
        self._known: dict[str, list[int]] = {}

    def get(self, key: str, text: str) -> Body:
        """Return the first body with this key, or with the acronym `text`; a new one where there is none."""
        places: list[int] = [*self._known.get(f"key {key}", ()), *self._known.get(f"acronym {text}", ())]
        if not places:
            places = [len(self.all)]
            self.all.append(Body(f"o{len(self.all) + 1}", key))
            self._known[f"key {key}"] = places
        return self.all[min(places)]

    def called(self, acronym: str) -> Body | None:
        """Return the first body with this acronym, or None."""
        place = min(self._known.get(f"acronym {acronym}", ()), default=None)
        return None if place is None else self.all[place]

    def name(self, body: Body, acronym: str) -> None:
        """Give an acronym to a body that has none."""
        if acronym and not body.acronym:
            body.acronym = acronym
            self._known.setdefault(f"acronym {acronym}", []).append(int(body.id[1:]) - 1)


def _enter(document: Document, bodies: _Bodies, first: int, last: int, country: str, acronym: str) -> Body:
    first, last, bracket = _core(document, first, last)
    acronym = acronym or bracket
    text = document.quote(first, last)
    known = organisation_of(text, country or None) or (organisation_of(acronym, country or None) if acronym else None)
    key = known.iri if known else fold(text)
    body = bodies.get(key, text)
    bodies.name(body, acronym)
    body.names.append((first, last))
    body.country = body.country or country or (known.country or "" if known else "")
    if known:
        body.kind = known.kind
    return body


def _joined_countries(document: Document, first: int, last: int) -> bool:
    """Whether a name begins with two countries joined by a hyphen, the first of which ends at `last`."""
    tokens = document.tokens
    joined = last + 1 < len(tokens) and tokens[last].text in _HYPHENS
    return joined or any(t.text in _HYPHENS for t in tokens[first:last])


def _core(document: Document, first: int, last: int) -> tuple[int, int, str]:
    """The name without its country before it and without the acronym behind it, and that acronym."""
    tokens, bracket = document.tokens, ""
    if tokens[last - 1].text == ")":
        opening = max(i for i in range(first, last) if tokens[i].text == "(")
        inner = document.quote(opening + 1, last - 1)
        if is_acronym(inner):
            bracket = inner
        last = opening if opening > first else last
    length = 3
    for n in range(min(length, last - first - 1), 0, -1):
        if country_of(document.quote(first, first + n)) and not _joined_countries(document, first, first + n):
            first += n
            if tokens[first].norm in ("'s", "'") and first + 1 < last:
                first += 1
            break
    return first, last, bracket
