"""Finds the people of an article, their posts, and every place where one of them is named."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from loaders.extraction.document import Document, Mention, Sentence
from loaders.extraction.lexical import Chunk, chunks, normals
from loaders.extraction.lexicon import table
from loaders.extraction.named_phrases import Named, NamedPhrases
from loaders.extraction.titles import Grammar, Title
from loaders.folding import fold


@dataclass(slots=True)
class Office:
    """An office held by a person: the tokens of its title, its country's code, whether it is past, and its head."""

    first: int
    last: int
    country: str
    former: bool
    head: str


@dataclass(slots=True)
class Bearer:
    """A person of the article: the ways the name is written (token ranges), the offices, the country's code.

    `concluded` tells that no word about this person names the country.
    """

    id: str
    words: tuple[str, ...]
    names: list[tuple[int, int]] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    country: str = ""
    honoured: bool = False
    concluded: bool = False


@dataclass(slots=True)
class Role:
    """An office without a name ("the Vietnamese minister"): its tokens, its head and its country's code."""

    first: int
    last: int
    head: str
    words: frozenset[str]
    country: str
    definite: bool


@dataclass(slots=True)
class People:
    """All bearers of an article, in order of appearance, and the offices named without a bearer."""

    bearers: list[Bearer] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)


@dataclass(slots=True)
class _Found:
    sentence: Sentence
    chunks: list[Chunk]
    named: Named

    def tokens(self, first: int, last: int) -> tuple[int, int]:
        return self.chunks[first].first, self.chunks[last - 1].last

    @property
    def name(self) -> tuple[int, int]:
        return self.tokens(self.named.name_first, self.named.name_last)


def find_people(document: Document, recognised: set[int]) -> People:
    """Find the people of `document`; `recognised` are the tokens that a recogniser took for personal names.

    Adds one mention per named phrase (title, name and apposition together) to `document.mentions`.
    """
    people = People()
    found: list[_Found] = []
    certain = recognised if normals(document.lang, "names", "families") else frozenset[int]()
    for sentence in document.prose():
        items = chunks(document, sentence, certain)
        norms = [" ".join(t.norm for t in document.tokens[c.first : c.last]) for c in items]
        _rescue(items, recognised)
        taken = _taken(items, recognised)
        lower = frozenset(i for i, c in enumerate(items) if c.first in recognised and not c.capital)
        grammar = Grammar(items, norms, document.lang, taken, lower)
        for item in NamedPhrases(grammar, document).scan():
            if isinstance(item, Named):
                found.append(_Found(sentence, items, item))
            else:
                people.roles.append(_role(document, items, norms, item))
    _gather(document, people, found, recognised)
    _give_counted(document, people)
    return people


def _give_counted(document: Document, people: People) -> None:
    """Give an office in the plural to as many as it counts, where just so many were named before without one.

    "Anna Berg and Carl Lund arrived. The two prime ministers signed." A bare word ("the two ministers") tells nothing.
    """
    plural = normals(document.lang, "titles", "plural_heads")
    counted = {word: n for n, word in enumerate(table(document.lang, "titles").get("counted", ()), 2)}
    for role in people.roles:
        count = counted.get(document.tokens[role.first].norm, 0)
        if not count or role.last - role.first < 3 or plural.isdisjoint(role.head.split()):
            continue
        sentence = document.tokens[role.first].sent
        bare = [b for b in people.bearers if not b.offices and _named_before(document, b, role.first, sentence - 1)]
        if len(bare) == count:
            for bearer in bare:
                bearer.offices.append(Office(role.first + 1, role.last, "", False, role.head))


def _named_before(document: Document, bearer: Bearer, token: int, sentence: int) -> bool:
    """Whether a full name of `bearer` stands before `token`, in sentence `sentence` or later."""
    return any(
        last <= token and last - first > 1 and document.tokens[first].sent >= sentence for first, last in bearer.names
    )


def _taken(items: list[Chunk], recognised: set[int]) -> set[int]:
    """The chunks that a recogniser took for names; a word of the lexicon only beside a word that is none."""
    taken = {i for i, c in enumerate(items) if c.first in recognised and c.capital}
    unknown = {i for i in taken if items[i].kind in "XA"}
    taken -= {i for i in taken if items[i].kind in "NP" and _goes_with_before(items, i)}
    return {i for i in taken if i in unknown or any(_beside(items, i, step) in unknown for step in (-1, 1))}


def _rescue(items: list[Chunk], recognised: set[int]) -> None:
    """Take words that are seldom names ("Jun", "Islam") for names where a recogniser saw one with its neighbour."""
    for i, chunk in enumerate(items):
        if i and chunk.kind == "x" and chunk.capital and chunk.first in recognised:
            near = [items[j] for j in (i - 1, i + 1) if 0 <= j < len(items)]
            if any(n.kind == "X" and n.first in recognised for n in near):
                chunk.kind = "X"


def _goes_with_before(items: list[Chunk], i: int) -> bool:
    """Whether a country or a portfolio goes on with a title before it ("President of Peru", "Home Affairs and Law")."""
    if i < 2 or items[i - 1].kind not in "CJ":
        return False
    return items[i - 2].kind == ("T" if items[i - 1].kind == "C" else "P") and items[i].kind in "NP"


def _beside(items: list[Chunk], i: int, step: int) -> int:
    """The chunk beside `i` on the side of `step`; a hyphen or a word in lower case between them is passed over."""
    j = i + step
    passed = 0 <= j < len(items) and (items[j].kind == "-" or (items[j].kind in "xCD" and not items[j].capital))
    return j + step if passed else j


def _role(document: Document, items: list[Chunk], norms: list[str], title: Title) -> Role:
    words = frozenset(t.norm for t in document.tokens[items[title.first].first : items[title.last - 1].last])
    first = items[title.first].first
    if title.definite:
        first -= 1
    return Role(first, items[title.last - 1].last, norms[title.head], words, title.country, title.definite)


# -- from names to people


def _gather(document: Document, people: People, found: list[_Found], recognised: set[int]) -> None:
    """Give every name to its bearer: full names first, then the short forms that fit one of them."""
    full = [
        f
        for f in found
        if len(_name_words(document, f)) > 1
        and (f.named.honoured or (_sure(f, recognised) and not _in_quotes(document, f)))
    ]
    owners: dict[int, Bearer] = {}
    for f in sorted(full, key=lambda f: (-len(_name_words(document, f)), f.name)):
        words = _name_words(document, f)
        bearer = _same(people.bearers, words)
        if bearer is None:
            bearer = Bearer("", words)
            people.bearers.append(bearer)
        owners[id(f)] = bearer
    last: list[Bearer] = []
    for f in found:
        bearer = owners.get(id(f)) or _short_form(document, people, f, last)
        if bearer is None:
            continue
        _add(document, bearer, f)
        last = [b for b in last if b is not bearer] + [bearer]
    people.bearers = [b for b in people.bearers if b.names]
    people.bearers.sort(key=lambda b: min(b.names))
    for n, bearer in enumerate(people.bearers, 1):
        bearer.id = f"p{n}"
        bearer.country = bearer.country or next((o.country for o in bearer.offices if o.country), "")
    _mention(document, people, found, owners)


def _name_words(document: Document, f: _Found) -> tuple[str, ...]:
    first, last = f.name
    return tuple(w for t in document.tokens[first:last] for w in fold(t.text).split())


def _sure(f: _Found, recognised: set[int]) -> bool:
    first, last = f.name
    return any(i in recognised for i in range(first, last))


def _in_quotes(document: Document, f: _Found) -> bool:
    """Whether quotation marks stand around the whole name, as around a work's or a programme's ("Sky Shield")."""
    first, last = f.name
    around = [document.tokens[i].text for i in (first - 1, last) if 0 <= i < len(document.tokens)]
    return len(around) == 2 and around[0] in '"“«„' and around[1] in '"”»“'


def _same(bearers: list[Bearer], words: tuple[str, ...]) -> Bearer | None:
    """The bearer whose name has the same words in any order, or holds all of two or more of them, or is spelt alike."""
    mine = frozenset(words)
    for bearer in bearers:
        theirs = frozenset(bearer.words)
        if mine == theirs or (len(mine) >= 2 and mine < theirs) or _spelt_alike(mine, theirs):
            return bearer
    return None


def _spelt_alike(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two names differ by one letter of one long word, the others being the same ("Nikolai", "Nikolay")."""
    left, right = mine - theirs, theirs - mine
    if len(left) != 1 or len(right) != 1 or len(mine) < 2:
        return False
    a, b = next(iter(left)), next(iter(right))
    return min(len(a), len(b)) >= 6 and Levenshtein.distance(a, b) == 1


def _short_form(document: Document, people: People, f: _Found, last: list[Bearer]) -> Bearer | None:
    words = _name_words(document, f)
    mine = frozenset(words)
    fitting = [b for b in people.bearers if mine <= frozenset(b.words)]
    countries = {t.country for t in f.named.titles if t.country} | ({f.named.country} - {""})
    if len(fitting) > 1 and countries:
        fitting = [b for b in fitting if b.country in countries or not b.country] or fitting
    if fitting:
        by_end = [b for b in fitting if b.words[-1] in mine] or fitting
        recent = [b for b in reversed(last) if b in by_end]
        return recent[0] if recent else by_end[0]
    if not f.named.titles and not f.named.honoured:
        return None
    if len(words) == 1 and not f.named.honoured:
        return None
    bearer = Bearer("", words)
    people.bearers.append(bearer)
    return bearer


def _add(document: Document, bearer: Bearer, f: _Found) -> None:
    bearer.names.append(f.name)
    bearer.honoured = bearer.honoured or f.named.honoured
    bearer.country = bearer.country or f.named.country
    former = normals(document.lang, "titles", "former")
    parts = normals(document.lang, "titles", "parts")
    for title in f.named.titles:
        first, last = f.tokens(title.first, title.last)
        chunk = f.chunks[title.head]
        head = " ".join(t.norm for t in document.tokens[chunk.first : chunk.last])
        if head in parts:
            continue
        words = {t.norm for t in document.tokens[first:last]}
        bearer.offices.append(Office(first, last, title.country, bool(words & former), head))


def _mention(document: Document, people: People, found: list[_Found], owners: dict[int, Bearer]) -> None:
    by_name = {name: b for b in people.bearers for name in b.names}
    for f in found:
        bearer = by_name.get(f.name)
        if bearer is not None:
            first, last = f.tokens(f.named.first, f.named.last)
            if first > 0 and document.tokens[first - 1].norm in table(document.lang, "titles")["articles"]:
                first = max(first - 1, f.sentence.first)
            document.mentions.append(Mention("person", first, last, bearer.id))
