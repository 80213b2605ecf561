"""Walks through a sentence and gives its named phrases (titles, name, apposition) and its titles without a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from loaders.extraction.document import Document
from loaders.extraction.lexical import family_names, normals
from loaders.extraction.lexicon import table
from loaders.extraction.titles import Grammar, Title
from loaders.extraction.words import Phrases


@dataclass(slots=True)
class Named:
    """A name as written with the titles around it. `first`/`last` bound the whole phrase, in chunks."""

    first: int
    last: int
    name_first: int
    name_last: int
    titles: list[Title] = field(default_factory=list)
    honoured: bool = False
    country: str = ""


class NamedPhrases:
    """The named phrases of one sentence."""

    def __init__(self, grammar: Grammar, document: Document) -> None:
        self.g = grammar
        self.document = document
        self.plural = normals(document.lang, "titles", "plural_heads")
        self.relational = normals(document.lang, "titles", "relational")
        self.of_country = normals(document.lang, "titles", "of_country")
        self.repeats_article = table(document.lang, "titles").get("repeats_article", False)

    def scan(self) -> Iterator[Named | Title]:
        """The named phrases and the titles without a name, in order."""
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
