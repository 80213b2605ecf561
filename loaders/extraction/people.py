"""Finds the people of an article, their posts, and every place where one of them is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from rapidfuzz.distance import Levenshtein

from loaders.extraction.document import Document, Mention, Sentence
from loaders.extraction.lexical import Chunk, chunks, family_names, normals
from loaders.extraction.lexicon import table
from loaders.extraction.titles import Grammar, Named, Title
from loaders.extraction.words import Phrases
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
        for item in _Scanner(grammar, document).scan():
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


class _Scanner:
    """Walks through a sentence and gives the named phrases and the nameless titles in order."""

    def __init__(self, grammar: Grammar, document: Document) -> None:
        self.g = grammar
        self.document = document
        self.plural = normals(document.lang, "titles", "plural_heads")
        self.relational = normals(document.lang, "titles", "relational")
        self.of_country = normals(document.lang, "titles", "of_country")
        self.repeats_article = table(document.lang, "titles").get("repeats_article", False)

    def scan(self) -> Iterator[Named | Title]:
        i, end = 0, len(self.g.chunks)
        while i < end:
            named, titles, after = self._phrase(i)
            if named:
                self._share(named)
                yield named
                yield from self._more_names(named)
                self._before = named
            yield from [t for t in titles if not self._appointed(t) and not self._verb(t)]
            i = max(after, i + 1)
            if named:
                i = max(i, self._last_end)

    _last_end = 0
    _before: Named | None = None

    def _share(self, named: Named) -> None:
        """Give an office behind the last of several names to all of them ("A and B, the two directors")."""
        before = self._before
        if before and self._joined(before.last, named.first) and named.first - before.last <= 2:
            for title in named.titles:
                if title.first >= named.name_last and self.g.kind(title.first - 1) == "Q":
                    before.titles.append(title)

    def _appointed(self, title: Title) -> bool:
        """Give an office without a name to the person named before it where a verb says that he holds it."""
        before = self._before
        if before is None:
            return False
        tokens = self.document.tokens
        last = self.g.chunks[title.first].first
        sentence = tokens[last].sent
        for first in range(max(0, last - 5), last):
            hits = _appointing(self.document.lang).at(tokens, first, last)
            if any(h.end == last for h in hits) and tokens[first].sent == sentence:
                before.titles.append(title)
                return True
        return False

    def _verb(self, title: Title) -> bool:
        """Whether a bare word behind a name is what that one does ("Singh heads the delegation")."""
        before = self._before
        bare = title.last - title.first == 1 and not self.g.chunks[title.first].capital
        return before is not None and bare and before.last == title.first

    def _phrase(self, i: int) -> tuple[Named | None, list[Title], int]:
        """What begins at chunk `i`: titles and a name, or titles without one; and where to go on."""
        g = self.g
        titles: list[Title] = []
        j = i
        if g.kind(i) in "TMPONAKDQX" and not (g.kind(i) == "X" and i in g.people):
            while (title := g.title_at(j)) is not None:
                titles.append(title)
                j = title.last
                following = self._next_title(j)
                if following is None or title.name is not None:
                    break
                j = following
        begin = titles[-1].last if titles else i
        j = self._skip_to_name(begin, titles)
        stop = g.name_at(j)
        if stop > j:
            first = titles[0].first if titles else i
            named = Named(first, stop, j, stop, titles, honoured=bool(titles) or j > begin)
            named.country = g.chunks[j - 1].value if j > begin and g.kind(j - 1) == "N" else ""
            if not titles and (country := self._compatriot(j, stop)):
                named.country, named.honoured = country, True
            rest = self._split_unlike(named)
            self._appositions(named)
            self._last_end = named.last
            return named, rest, named.last
        return None, titles, begin

    def _compatriot(self, j: int, stop: int) -> str:
        """The country before a name that begins with a family name of its people ("Vietnam's Tran Dai Quang")."""
        g = self.g
        country = g.chunks[j - 2].value if g.kind(j - 1) == "S" and g.kind(j - 2) == "N" else ""
        family = stop - j >= 2 and g.norms[j] in family_names().get(country, ())
        return country if family and g.parted(stop) else ""

    def _next_title(self, j: int) -> int | None:
        """Where a further title of the same bearer begins after chunk `j`, if one does."""
        g = self.g
        k = j
        if g.kind(k) == ",":
            k += 1
        if g.kind(k) == "J":
            k += 1
        if k > j:
            k = g.past_asides(k)
        if k == j:
            return j if g.kind(j) in "TM" else None
        if g.kind(k) == "D" and self._last_joined_by_comma(j):
            return None
        return k if g.title_at(k) is not None else None

    def _last_joined_by_comma(self, j: int) -> bool:
        return self.g.kind(j) != ","

    def _skip_to_name(self, i: int, titles: list[Title]) -> int:
        g = self.g
        j = i
        if titles and g.kind(j) == "(" and titles[-1].country and g.is_one_of(titles[-1].head, self.plural):
            k = self._past_ranks(j + 1)
            return k if g.kind(g.name_at(k)) == ")" and g.name_at(k) > k else j
        if titles and g.kind(j) == ",":
            k = self._past_ranks(j + 1)
            stop = g.name_at(k)
            relational = any(g.is_one_of(t.head, self.relational) for t in titles)
            known = any(g.definite(t) or t.owned for t in titles) or relational
            ends = g.parted(stop) or self._begins_clause(titles[0], k)
            named = k > j + 1 or (known and stop - k >= 2 and ends)
            return k if stop > k and named and not self._contradicted(titles, stop) else j
        if titles and g.kind(j) == "-" and (k := self._past_ranks(j + 1)) > j + 1 and g.name_at(k) > k:
            return k
        return self._past_ranks(j)

    def _begins_clause(self, title: Title, name: int) -> bool:
        """Whether a title stands where a subject does, so that the name behind its comma is its bearer's."""
        before = self.g.kind(title.first - 1 - title.definite)
        return self.g.after_head and name in self.g.people and before in ".,«"

    def _past_ranks(self, i: int) -> int:
        """The chunk behind the ranks and honorifics at `i`, and behind the nationality of who is named next."""
        g = self.g
        j = i
        while (
            g.kind(j) in "RH"
            or (g.kind(j) == "D" and g.kind(j + 1) in "RH")
            or (g.kind(j) == "(" and g.kind(j + 1) in "RHM" and g.kind(j + 2) == ")")
        ):
            j += 3 if g.kind(j) == "(" else 1
        return j + 1 if self._nationality(j, ranked=j > i) else j

    def _nationality(self, i: int, ranked: bool) -> bool:
        """Whether chunk `i` tells the nationality of the name behind it: "le général français X", "l'Italien X"."""
        g = self.g
        if g.kind(i) != "N" or i in g.people or g.name_at(i + 1) - (i + 1) < 2:
            return False
        return not g.before_head and (ranked or g.kind(i - 1) == "D") and g.chunks[i].capital != ranked

    def _contradicted(self, titles: list[Title], i: int) -> bool:
        """Whether the name that ends at `i` has an office behind it that tells against `titles` before it.

        It does so by another country, or by being full where the one before it is a bare word.
        """
        title = self.g.title_at(i + 1) if self.g.kind(i) == "," else None
        if title is None or self._owned(title):
            return False
        bare = all(t.last - t.head == 1 and not t.country for t in titles)
        return bare or any(t.country and title.country not in ("", t.country) for t in titles)

    def _split_unlike(self, named: Named) -> list[Title]:
        """Take back a title that belongs to somebody else ("the Vietnamese minister and former Japanese PM X")."""
        others: list[Title] = []
        while len(named.titles) > 1:
            a, b = named.titles[0], named.titles[1]
            bare = a.last - a.first == 1 and a.definite and " " not in self.g.norms[a.head]
            joined = self._joined(a.last, b.first)
            unlike = a.country and b.country and a.country != b.country
            if joined and (unlike or (bare and not b.definite and not self.repeats_article)):
                others.append(named.titles.pop(0))
                named.first = named.titles[0].first
            else:
                break
        return others

    def _appositions(self, named: Named) -> None:
        """Titles behind the name: ", Minister of X and Deputy Prime Minister,", "(Minister of X)", "of Cambodia"."""
        g = self.g
        j = named.last
        if g.kind(j) == "(" and g.kind(j + 1) in "NK" and g.kind(j + 2) == ")":
            named.country = g.chunks[j + 1].value
            named.last = j = j + 3
        self._own_country(named)
        j = named.last
        bracket = g.kind(j) == "("
        if bracket or g.kind(j) == "," or (g.kind(j) == "-" and not g.glued(j)):
            k = g.past_asides(j + 1)
            behind = not self._mere_place(named, k) and self._offices(named, k)
            if behind and ((bracket and g.kind(named.last) == ")") or g.kind(named.last) == ","):
                named.last += 1
        k = named.last + (g.kind(named.last) == ",")
        if g.kind(k) == "W":
            phrase = named.last
            self._offices(named, k + 1)
            named.last = phrase

    def _own_country(self, named: Named) -> None:
        """Take the body or country behind a name for its own ("A of Peru's National Police", "A of Peru")."""
        g, j = self.g, named.last
        if g.kind(j) == "C" and g.norms[j] in self.of_country and not named.country:
            k = j + 1 + (g.kind(j + 1) == "D")
            if (end := g.body_at(k)) > k:
                named.country = next((g.chunks[i].value for i in range(k, end) if g.kind(i) in "NA"), "")
                named.last = end
            elif g.kind(k) == "N":
                named.country = g.chunks[k].value
                named.last = k + 1

    def _offices(self, named: Named, k: int) -> bool:
        """Add the offices that begin at chunk `k` and belong to no other name; whether there was one."""
        got, before = False, bool(named.titles)
        while (title := self.g.title_at(k)) is not None and title.name is None and not self._owned(title, before):
            if self._acts(title) or self.g.kind(title.last) == "S":
                break
            if self.g.before_head and self.g.kind(title.last) == "," and title.last - title.head == 1:
                behind = self.g.body_behind(title.last + 1)
                title.last = behind if behind > title.last + 1 else title.last
            named.titles.append(title)
            named.last = title.last
            named.honoured = got = True
            following = self._next_title(title.last)
            if following is None or (self._joined(title.last, following) and self._leads_to_name(following)):
                break
            k = following
        return got

    def _acts(self, title: Title) -> bool:
        """Whether an office is the subject of what follows, not told of the name before it ("…, Bộ trưởng nói").

        A bare one is, and one with an article ("…, le ministre a dit"), where a word follows.
        """
        bare = title.last - title.first == 1 and not title.country
        return (bare or title.definite) and self.g.after_head and not self.g.parted(title.last)

    def _mere_place(self, named: Named, k: int) -> bool:
        """Whether a name that nothing vouches for stands behind "in" or "of" and before somebody else's office."""
        g = self.g
        vouched = named.honoured or any(i in g.people for i in range(named.name_first, named.name_last))
        return not vouched and g.kind(named.first - 1) == "C" and g.kind(k) == "D"

    def _joined(self, first: int, last: int) -> bool:
        return any(self.g.kind(i) == "J" for i in range(first, last))

    def _leads_to_name(self, i: int | None) -> bool:
        """Whether the titles that begin at chunk `i`, one after the other, end in the name of their bearer."""
        for _ in range(4):
            title = self.g.title_at(i) if i is not None else None
            if title is None:
                return False
            if title.name is not None or self._owned(title):
                return True
            i = self._next_title(title.last)
        return False

    def _owned(self, title: Title, listed: bool = False) -> bool:
        """Whether a name stands behind `title`, so that it is the title of that one.

        A name behind a comma counts where the last name too has its title before it ("the minister, X, the chief, Y").
        """
        g = self.g
        j = self._skip_to_name(title.last, [title])
        if g.name_at(j) == j or g.kind(title.last) != "," or j > title.last + 1:
            return g.name_at(j) > j
        return (listed and g.definite(title)) or g.is_one_of(title.head, self.relational)

    def _more_names(self, named: Named) -> Iterator[Named]:
        """Further bearers of a title in the plural, each perhaps with his country.

        "Foreign Ministers A and B", "Ministers A of Peru and B of Chile", "the ministers of Peru, A, and Chile, B".
        """
        g = self.g
        if not named.titles or not g.is_one_of(named.titles[-1].head, self.plural):
            return
        title, j = named.titles[-1], named.last
        bracket = g.kind(title.last) == "("
        while g.kind(j) in ",J)":
            k = j + 1
            while g.kind(k) in "JRHD,":
                k += 1
            country = g.chunks[k].value if g.kind(k) == "N" and g.kind(k + 1) in ",(" else ""
            if country:
                k = self._past_ranks(k + 2)
            stop = g.name_at(k)
            if stop == k:
                return
            bare = replace(title, last=title.head + 1, country=country)
            more = Named(k, stop, k, stop, [bare if country else title], honoured=True)
            self._own_country(more)
            self._last_end = more.last
            yield more
            j = more.last + (bracket and g.kind(more.last) == ")")


@cache
def _appointing(lang: str) -> Phrases:
    return Phrases({"appointing": table(lang, "titles").get("appointing", ())})


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
