"""Turns a document's tokens into units: every mention becomes one word, so that a parser isn't led astray by names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from loaders.extraction.dates import DateMention
from loaders.extraction.document import Document, Mention, Sentence, Unit
from loaders.extraction.lexical import normals
from loaders.extraction.lexicon import table
from loaders.extraction.words import Phrases

_LONGEST_BRACKET = 10  # tokens


def find_groups(document: Document) -> None:
    """Add mentions of several parties at once ("the two sides") and of one by its country ("the Japanese side")."""
    taken = {i for m in document.mentions for i in range(m.first, m.last) if m.kind != "country"}
    countries = {m.last: m for m in document.mentions if m.kind == "country"}
    at = {m.first: m for m in document.mentions if m.kind == "country"}
    sides = frozenset(table(document.lang, "references")["sides"])
    adjective_first = table(document.lang, "titles")["before_head"]
    little = normals(document.lang, "titles", "articles") | normals(document.lang, "references", "between")
    for sentence in document.prose():
        words = document.words(sentence)
        for hit in _groups(document.lang).scan(words):
            first, last = sentence.first + hit.start, sentence.first + hit.end
            taken -= _leave_to_group(document, first, last)
            if not taken.intersection(range(first, last)):
                document.mentions.append(Mention("group", first, last, ""))
                taken.update(range(first, last))
        for i in range(sentence.first, sentence.last):
            country = countries.get(i)
            if country is None or not adjective_first:
                continue
            for j in range(i, min(i + 3, sentence.last)):
                apart = not document.tokens[j].text.isalpha() or document.tokens[j].norm in little
                if j in taken or apart or j + 1 in countries:
                    break
                if (
                    document.tokens[j].norm in sides
                    and document.tokens[min(j + 1, sentence.last - 1)].norm not in sides
                ):
                    country.last = j + 1
                    country.kind = "side"
                    break
        inside = [at[i] for i in range(sentence.first, sentence.last) if i in at]
        _sides_before(document, sentence, inside, taken, sides)


def _leave_to_group(document: Document, first: int, last: int) -> set[int]:
    """Drop the body that only begins the phrase for several ("công an hai nước"); return its tokens."""
    begun = [m for m in document.mentions if m.kind == "organisation" and m.first == first and m.last < last]
    document.mentions = [m for m in document.mentions if m not in begun]
    return {i for m in begun for i in range(m.first, m.last)}


def _sides_before(
    document: Document, sentence: Sentence, countries: list[Mention], taken: set[int], sides: frozenset[str]
) -> None:
    """Widen a country's mention over the side named before it ("la partie japonaise", "the government of Japan").

    `countries` are the mentions of countries in `sentence`.
    """
    between = normals(document.lang, "titles", "connectors") | normals(document.lang, "titles", "articles")
    for country in countries:
        if country.kind != "country":
            continue
        j = country.first - 1
        while j > sentence.first and j > country.first - 4 and document.tokens[j].norm in between:
            j -= 1
        if j >= sentence.first and j not in taken and document.tokens[j].norm in sides:
            country.first, country.kind = j, "side"


def mask_adverbials(document: Document, dates: Sequence[DateMention]) -> None:
    """Add a mention for each day told like an adverb ("le 3 mars") and each aside ("for his part").

    Only where the language puts a plain adverb in their place before parsing.
    """
    stand_ins = table(document.lang, "backend")["stand_ins"]
    taken = {i for m in document.mentions for i in range(m.first, m.last)}
    found = [*_days(document, dates)] if "date" in stand_ins else []
    found += [*_asides(document)] if "aside" in stand_ins else []
    for mention in found:
        if not taken & set(range(mention.first, mention.last)):
            document.mentions.append(mention)
            taken.update(range(mention.first, mention.last))


def _days(document: Document, dates: Sequence[DateMention]) -> Iterator[Mention]:
    tokens = document.tokens
    articles = normals(document.lang, "titles", "articles")
    connectors = normals(document.lang, "titles", "connectors")
    for n, date in enumerate(dates):
        first = date.first
        if date.kind not in ("day", "range"):
            continue
        while first > 0 and tokens[first - 1].norm in articles and tokens[first - 1].sent == tokens[first].sent:
            first -= 1
        connected = first > 0 and tokens[first - 1].norm in connectors
        if connected and date.kind == "range" and first == date.first:
            first -= 1
        elif connected:
            continue
        yield Mention("date", first, date.last, str(n))


def _asides(document: Document) -> Iterator[Mention]:
    for sentence in document.prose():
        for hit in _aside_phrases(document.lang).scan(document.words(sentence)):
            yield Mention("aside", sentence.first + hit.start, sentence.first + hit.end, "")


@cache
def _aside_phrases(lang: str) -> Phrases:
    return Phrases({"aside": table(lang, "references").get("asides", ())})


@cache
def _groups(lang: str) -> Phrases:
    return Phrases({"group": table(lang, "references")["groups"]})


def build_units(document: Document) -> None:
    """Fill `document.units`: tokens, and one stand-in for each mention, the longest where two overlap."""
    stand_ins = table(document.lang, "backend")["stand_ins"]
    starts: dict[int, Mention] = {}
    first_of_any = {m.first for m in document.mentions}
    for each in document.mentions:
        if each.kind == "person":
            each.last += _closed_by_comma(document, each, first_of_any) - _parting_comma(document, each, first_of_any)
        known = starts.get(each.first)
        if known is None or known.last < each.last:
            starts[each.first] = each
    units: list[Unit] = []
    i, tokens = 0, document.tokens
    noise = {s.i for s in document.sentences if s.noise}
    used = 0
    while i < len(tokens):
        token = tokens[i]
        mention = starts.get(i) if token.sent not in noise else None
        last = mention.last if mention else i + 1
        text, lemma = token.text, token.norm
        if mention and mention.kind in stand_ins and (mention.kind != "country" or last - i > 1):
            pool = stand_ins[mention.kind]
            text = pool[used % len(pool)]
            lemma = ""
            used += 1
        elif mention:
            text = document.quote(i, last)
        end = tokens[last - 1].end
        norm = document.text[token.start : end].lower() if mention else token.norm
        units.append(
            Unit(
                len(units),
                i,
                last,
                token.start,
                end,
                text,
                norm,
                lemma or norm,
                sent=token.sent,
                quoted=token.quoted,
                mention=mention,
            )
        )
        i = last
    document.units = units


def _past_bracket(document: Document, mention: Mention, others: set[int]) -> int:
    """The end of a short bracket without mentions right behind `mention` ("(photo : à droite)"), else its own end."""
    tokens, last = document.tokens, mention.last
    if last >= len(tokens) or tokens[last].text != "(":
        return last
    for i in range(last + 1, min(last + _LONGEST_BRACKET, len(tokens))):
        if i in others or tokens[i].sent != tokens[last].sent:
            break
        if tokens[i].text == ")":
            return i + 1
    return last


def _parting_comma(document: Document, mention: Mention, others: set[int]) -> bool:
    """Whether a parser needs the comma that ends `mention` before the next one ("Receiving A, minister, B asked …")."""
    if not table(document.lang, "backend")["model"]:
        return False
    return mention.last in others and mention.last - mention.first > 1 and document.tokens[mention.last - 1].text == ","


def _closed_by_comma(document: Document, mention: Mention, others: set[int]) -> bool:
    """Whether the comma behind `mention` closes an apposition that a comma inside it has opened."""
    tokens, last = document.tokens, mention.last
    if last + 1 >= len(tokens) or tokens[last].text != "," or last + 1 in others:
        return False
    return any(t.text == "," for t in tokens[mention.first : last - 1]) and tokens[last - 1].text != ","


def link(document: Document) -> None:
    """Fill the children of every unit from the heads that the backend has set."""
    for unit in document.units:
        if unit.head != unit.i:
            document.units[unit.head].children.append(unit.i)
