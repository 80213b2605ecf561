"""Reads offices: titles, ranks and honorifics, the names that they stand before or behind, and whose office it is."""

from __future__ import annotations

from dataclasses import dataclass

from loaders.extraction.lexical import Chunk, normals
from loaders.extraction.lexicon import table
from loaders.extraction.personal_names import Names

_INSIDE = frozenset("PONKAM")
_MOST_TITLE_CHUNKS = 24


@dataclass(slots=True)
class Title:
    """An office as written. Indices are chunks of the sentence, end exclusive; `head` is the chunk of its head."""

    first: int
    last: int
    head: int
    country: str = ""
    definite: bool = False
    owned: bool = False  # by a country or body before it ("Egypt's")
    name: int | None = None  # where a name that was run into the title begins


class Grammar(Names):
    """The grammar of titles and names over the chunks of one sentence, with the settings of one language."""

    def __init__(
        self,
        chunks: list[Chunk],
        norms: list[str],
        lang: str,
        people: set[int],
        inside_names: frozenset[int] = frozenset(),
    ) -> None:
        """Take the chunks as `Names` does."""
        super().__init__(chunks, norms, lang, people, inside_names)
        settings = table(lang, "titles")
        self.before_head = settings["before_head"]
        self.after_head = settings["after_head"]
        self.division_first = settings.get("division_first", False)
        self.capital_only = normals(lang, "titles", "capital_only")
        self.behind_head = normals(lang, "titles", "behind_head")
        self.abroad = normals(lang, "titles", "abroad")
        self.field_connectors = normals(lang, "titles", "field_connectors")
        self.field_joiners = normals(lang, "titles", "field_joiners")
        self.envoys = normals(lang, "titles", "envoys")
        self.serving = normals(lang, "titles", "serving")
        self.contractions = normals(lang, "titles", "contractions")
        self.participles = normals(lang, "titles", "participles")

    def definite(self, title: Title) -> bool:
        """Whether an article stands before `title`, or one drawn into a preposition ("du ministre")."""
        before = self.norms[title.first - 1].split() if title.first else []
        return title.definite or bool(before and before[-1] in self.contractions)

    def past_asides(self, i: int) -> int:
        """Return the chunk behind the adverbs at `i` that may come before an office ("also", "then")."""
        while self.kind(i) == "V":
            i += 1
        return i

    def title_at(self, start: int) -> Title | None:
        """Return the title that begins at chunk `start` (an article before it is passed over)."""
        i, definite = start, False
        while self.kind(i) in "DQ":
            i, definite = i + 1, True
        if 0 <= i < len(self.norms) and self.norms[i] in self.participles and self.kind(i + 1) in "DQ":
            return None
        head = self._find_head(i)
        if head is None:
            return None
        first = i
        while self.kind(head + 1) == "T" or (self.kind(head + 1) == "-" and self.kind(head + 2) == "T"):
            head += 1 if self.kind(head + 1) == "T" else 2
        while self.kind(head + 1) == "S" and (further := self._find_head(head + 2)) is not None:
            head = further
        title = Title(first, head + 1, head, definite=definite, owned="S" in self.kinds[first:head])
        if self.kind(title.last) == "-" and self._behind_head(title.last + 1) and self.glued(title.last):
            title.last += 2
        elif self._behind_head(title.last):
            title.last += 1
        self._extend_right(title)
        title.country = self._country(title)
        return title

    # -- bodies

    def body_at(self, start: int) -> int:
        """Return the end of the name of an organisation that begins at chunk `start`, or `start`."""
        i = start
        while self._inside(i) and self.chunks[i].capital and self.kind(i) != "O":
            i += 1
            if self.kind(i) == "S" or (self.kind(i) == "-" and self._inside(i + 1)):
                i += 1
        while self.kind(i) == "X" and self.kind(i + 1) in "XPO" and i - start < 5:
            i += 1
        while self.kind(i) == "P" and self.chunks[i].capital:
            i += 1
        if self.kind(i) != "O" or not self.chunks[i].capital:
            return start
        while self.kind(i + 1) in "OP" and self.chunks[i + 1].capital:
            i += 1
        phrase = Title(start, i + 1, i)
        self._extend_right(phrase)
        bare = phrase.last == start + 1 and self.norms[start] in self.capital_only
        return start if bare else phrase.last

    def body_behind(self, i: int) -> int:
        """The end of the body that stands alone between commas at chunk `i` ("Secretary, Security Council"), or `i`."""
        end = self.body_at(i)
        if end == i and self.kind(i) == "A" and i not in self.people:
            end = i + 1
        while self.kind(end) == "(" and (close := self._bracket(end)):
            end = close
        return end if end > i and self.kind(end) in ".,)J" else i

    def _find_head(self, i: int) -> int | None:
        """The head of a title whose first chunk is `i`, with attributes before it where the language has them."""
        first = i
        while self.kind(i) != ".":
            kind = self.kind(i)
            if kind == "T":
                return i
            if kind == "M" or (kind == "-" and i > first and self.kind(i - 1) == "M"):
                i += 1
            elif not self.before_head:
                return None
            elif (
                kind in "PON"
                or (kind == "A" and i not in self.people)
                or (kind == "R" and i > first)
                or (kind == "K" and self.kind(i + 1) in "SPO")
                or (kind == "S" and i > first)
                or (kind == "-" and i > first and self.kind(i + 1) in "TMPNO")
                or (
                    kind in "JC"
                    and i > first
                    and self.kind(i - 1) in "PNO"
                    and self.kind(i + 1) in "PON"
                    and self.norms[i] in self.field_joiners
                )
                or (kind == "," and self.kind(i - 1) == "P" and self.kind(i + 1) == "P" and self.chunks[i + 1].capital)
                or (kind == "D" and self.kind(i - 1) == "C")
            ):
                i += 1
            elif kind == "(" and i > first and self.kind(i + 1) in "AX" and self.kind(i + 2) == ")":
                i += 3
            elif kind == "X" and i not in self.people and self._before_body(i):
                i += 1
            else:
                return None
            if i - first > _MOST_TITLE_CHUNKS:
                return None
        return None

    def _before_body(self, i: int) -> bool:
        """Whether the capitalised word `i` belongs to a body or place of an office ("Osaka's", "Kedah Police")."""
        j = i
        while self.kind(j) == "X" and j not in self.people and j - i < 4:
            j += 1
        return self.kind(j) in "SPO" or (self.kind(j) == "-" and self.kind(j + 1) in "XP")

    def _extend_right(self, title: Title) -> None:
        while title.last - title.first < _MOST_TITLE_CHUNKS:
            i = title.last
            if self.kind(i) == "(" and (close := self._bracket(i)):
                title.last = close
                continue
            if self.after_head and (self._inside(i) or self._of_firm(i)):
                end = self._noun_phrase(i, title)
            elif self.division_first and (j := self._greater_body(title)):
                end = self._noun_phrase(j, title)
            elif self.kind(i) == "C" or self._leads_to_field(i):
                j = i + 1
                while self.kind(j) in "DS" or (self.kind(j) == "M" and not self.chunks[j].capital):
                    j += 1
                if not (self._inside(j) or self.kind(j) in "XT#") or self._mere_whereabouts(i, j, title):
                    return
                if self.kind(j) == "T" and not self._serves(i, j):
                    return
                end = self._noun_phrase(j, title)
            else:
                return
            if end <= i or title.name is not None:
                title.last = max(title.last, end)
                return
            title.last = end

    def _behind_head(self, i: int) -> bool:
        """Whether the word at `i` stands behind an office's head ("President-elect")."""
        return 0 <= i < len(self.norms) and self.norms[i] in self.behind_head

    def _leads_to_field(self, i: int) -> bool:
        """Whether the preposition at `i` leads to an office's field ("Adviser on National Security")."""
        field = 0 <= i < len(self.norms) and self.norms[i] in self.field_connectors
        return field and self.kind(i + 1) == "P" and self.chunks[i + 1].capital

    def _of_firm(self, i: int) -> bool:
        """Whether an unknown name at `i` is a body's: a country follows ("Giám đốc Ericsson Việt Nam")."""
        j = i
        while self.kind(j) == "X" and j not in self.people and j - i < 4:
            j += 1
        return i < j and self.kind(j) == "N" and self.chunks[j].capital

    def _greater_body(self, title: Title) -> int:
        """Where behind a comma the body begins to which the division that `title` ends in belongs, or 0."""
        i = title.last
        if (
            self.kind(i) != ","
            or self.kind(i + 1) != "O"
            or not self.chunks[i + 1].capital
            or title.last - title.head < 2
        ):
            return 0
        heads = [j for j in range(title.head + 1, title.last) if self.kind(j) == "O"]
        return i + 1 if all(self.norms[j] != self.norms[i + 1] for j in heads) else 0

    def _serves(self, connector: int, j: int) -> bool:
        """Whether the office at `j` belongs to the title before it ("adviser to the President")."""
        if self.chunks[j].capital and self.kind(j - 1) == "D":
            return True
        if self.norms[connector] not in self.serving:
            return False
        inner = self.title_at(j)
        return inner is not None and inner.name is None and self.name_at(inner.last) == inner.last

    def _mere_whereabouts(self, connector: int, j: int, title: Title) -> bool:
        """Whether the place at `j` is where somebody was, not part of the title: only envoys have a place abroad."""
        if not self.envoys or self.norms[connector] not in self.abroad or self.kind(j) not in "NKX":
            return False
        return not any(self.is_one_of(i, self.envoys) for i in range(title.first, title.last))

    def _inside(self, i: int) -> bool:
        return self.kind(i) in _INSIDE and i not in self.people

    def _bracket(self, i: int) -> int:
        """The end of a short bracket of names or acronyms that begins at `i`, or 0."""
        j = i + 1
        while j - i < 8 and self.kind(j) in "PONKAMXTC&J-":
            j += 1
        name = i + 1 in self.people and self.kind(i + 1) == "X"
        return (
            j + 1 if self.kind(j) == ")" and not name and j > i + 1 and (self.kind(i + 1) in "AP" or j - i <= 3) else 0
        )

    def _noun_phrase(self, start: int, title: Title) -> int:
        """The end of the noun phrase of a title that begins at `start`; a name run into it goes to `title.name`."""
        i = start
        while i - title.first < _MOST_TITLE_CHUNKS:
            kind = self.kind(i)
            if self._inside(i) and not (kind == "M" and self._starts_title(i)):
                if (
                    i > start
                    and kind in "MPON"
                    and self.chunks[i].capital
                    and not self.chunks[i - 1].capital
                    and self._starts_title(i)
                ):
                    break
                i += 1
            elif (
                (kind == "T" and (i == start or self.kind(i - 1) in "D"))
                or (kind == "S" and i > start)
                or (kind == "-" and i > start and (self._inside(i + 1) or self.kind(i + 1) == "X") and self.glued(i))
            ):
                i += 1
            elif (
                kind == "J"
                and i > start
                and (self._inside(i + 1) or self.kind(i + 1) == "X")
                and not self._starts_title(i + 1)
            ):
                if self.kind(i + 1) == "X" and self.kind(i + 2) not in "PO":
                    break
                i += 1
            elif kind == "J" and i > start and self._last_field(i + 1):
                i += 2
            elif kind in ",J" and i > start and (item := self._next_item(i)):
                i = item
            elif kind == "," and self._list_goes_on(i):
                i += 1
            elif kind == "(" and (close := self._bracket(i)):
                i = close
            elif kind == "#" and (i == start or (self.division_first and self.kind(i - 1) in "OP")):
                i += 1
            elif kind == "X" or i in self.people:
                end = i
                while self.kind(end) == "X" and end not in self.people:
                    end += 1
                if end > i and self.kind(end) in "POS" and end not in self.people:
                    i = end
                    continue
                if (
                    end > i
                    and self.kind(end) == "-"
                    and self.kind(end + 1) in "XPN"
                    and self.glued(end)
                    and not self.name_at(i) > end
                ):
                    i = end
                    continue
                return self._place_or_name(start, i, title)
            else:
                break
        return i

    def _place_or_name(self, start: int, i: int, title: Title) -> int:
        """Capitalised words at the end of a title: the name of its bearer, or the place that it is of."""
        end = self.name_at(i)
        if i == start:
            if end - i >= 3:
                title.name = i + (i not in self.people)
                return title.name
            return end if i not in self.people or self.before_head else title.last
        if end - i == 1 and i not in self.people and self.kind(end) == "C" and self.kind(end + 1) in "PO":
            return end
        title.name = i
        return i

    def _starts_title(self, i: int) -> bool:
        j = i
        while self.kind(j) in "MPN" and j - i < 6:
            j += 1
        return self.kind(j) == "T" and (j == i or self.before_head or self.kind(i) == "M")

    def _next_item(self, i: int) -> int:
        """Where a further item begins that repeats its connector ("de la Santé, du Travail et du Bien-être"), or 0."""
        j = i + 1
        if self.kind(i - 1) not in "PNXOA" or self.kind(j) != "C":
            return 0
        elsewhere = self.norms[j] in self.abroad
        j += 1
        while self.kind(j) == "D":
            j += 1
        if j in self.people or (elsewhere and self.kind(i) == ","):
            return 0
        return j if self.kind(j) == "P" or (not elsewhere and self._goes_on(i, j)) else 0

    def _last_field(self, i: int) -> bool:
        """Whether an article and one word of a portfolio end a title at `i` ("Development and the Pacific")."""
        word = self.kind(i) == "D" and self.kind(i + 1) == "P" and self.chunks[i + 1].capital
        return word and self.before_head and self.kind(i + 2) in ".,)" and not self._starts_title(i + 1)

    def _goes_on(self, i: int, j: int) -> bool:
        """Whether chunk `j`, behind a connector that follows the comma or joiner `i`, is a further item of a title."""
        return self.kind(j) in ("OMX" if self.kind(i) == "," else "OANX") and self.chunks[j].capital

    def _list_goes_on(self, i: int) -> bool:
        """Whether the comma at `i` parts items of one portfolio ("Industry, Trade and Tourism")."""
        if self.kind(i - 1) not in "PX" or not (self._inside(i + 1) or self.kind(i + 1) == "J"):
            return False
        if self.kind(i + 1) == "J":
            return self._inside(i + 2) and not self._starts_title(i + 2)
        j = i + 1
        while self.kind(j) in "P,X-C" and j - i < 10:
            j += 1
        return (
            self.kind(j) == "J"
            and self._inside(j + 1)
            and not self._starts_title(i + 1)
            and not self._starts_title(j + 1)
        )

    def _hyphenated(self, i: int, step: int) -> str:
        """The class of the chunk joined to chunk `i` by a hyphen, on the side of `step`."""
        return self.kind(i + 2 * step) if self.kind(i + step) == "-" else ""

    def _country(self, title: Title) -> str:
        """The code of the country whose office it is: not the one that an envoy is sent to."""
        sent = False
        envoy = any(self.is_one_of(i, self.envoys) for i in range(title.first, title.last))
        for i in range(title.first, title.last):
            if self.kind(i) == "C":
                sent = self.norms[i] in self.abroad and i > title.head and (envoy or not self.envoys)
            elif self.kind(i) in "NK" and not sent:
                if self.kind(i) == "N" and "N" in (self._hyphenated(i, -1), self._hyphenated(i, 1)):
                    continue
                if not self.chunks[i].value or (
                    self.kind(i) == "K" and i < title.head and self.kind(i + 1) not in "SPO"
                ):
                    continue
                return self.chunks[i].value
        return ""
