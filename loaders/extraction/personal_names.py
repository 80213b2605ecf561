"""Reads personal names over the chunks of a sentence: particles, hyphens, numerals."""

from __future__ import annotations

from loaders.extraction.lexical import Chunk, normals
from loaders.extraction.lexicon import table

_NUMERAL = frozenset("ivx")
_MOST_NAME_WORDS = 6


class Names:
    """The grammar of names over the chunks of one sentence, with the settings of one language."""

    def __init__(
        self, chunks: list[Chunk], norms: list[str], lang: str, people: set[int], inside_names: frozenset[int]
    ) -> None:
        """`norms` are the normal forms of the chunks, `people` the chunks that a recogniser took for personal names.

        `inside_names` are the words in lower case that the recogniser saw inside a name ("Bruno le Roux").
        """
        self.chunks = chunks
        self.kinds = _resolve_modifiers("".join(c.kind for c in chunks), norms, normals(lang, "titles", "modifiers"))
        self.norms = norms
        self.people = people
        self.inside_names = inside_names
        self.relative = normals(lang, "titles", "relative")
        self.hyphenated_names = table(lang, "titles").get("hyphenated_names", False)
        self.particles = normals(lang, "titles", "particles")
        self.capital_particles = normals(lang, "titles", "capital_particles")

    def kind(self, i: int) -> str:
        """The class of chunk `i`; a full stop beyond the ends."""
        return self.kinds[i] if 0 <= i < len(self.kinds) else "."

    def parted(self, i: int) -> bool:
        """Whether the sentence ends at chunk `i`, or a mark, joiner, connector or relative pronoun stands there."""
        return self.kind(i) in ".,)(JC-" or not self.norms[i][0].isalnum() or self.norms[i] in self.relative

    def is_one_of(self, i: int, words: frozenset[str]) -> bool:
        """Whether a word of chunk `i` is among `words`."""
        return not words.isdisjoint(self.norms[i].split())

    def name_at(self, i: int) -> int:
        """Return the end of the personal name that begins at chunk `i`, or `i` where none does."""
        end = i
        while end < len(self.chunks) and end - i < _MOST_NAME_WORDS * 2:
            if self._name_word(end, i):
                end += 1
            elif end > i and self._particle(end):
                step = 1 + (self.kind(end + 1) == "-")
                if self._particle(end + step):
                    step += 1
                if not self._name_word(end + step, i):
                    break
                end += step + 1
            elif end > i and self.kind(end) == "-" and self._joined_by_hyphen(end, i):
                end += 2
            else:
                break
        return end

    def _name_word(self, i: int, start: int) -> bool:
        kind = self.kind(i)
        if kind == "X":
            return True
        if kind == ".":
            return False
        chunk = self.chunks[i]
        if not chunk.capital or chunk.last - chunk.first > 1:
            return False
        if kind in "NKPOMTRHDC" and i in self.people:
            return i > start or not (kind in "TRH" or (kind in "DC" and self.kind(i + 1) not in "XA"))
        if kind == "A":
            if i > start and set(self.norms[i]) <= _NUMERAL:
                return True
            return i > start and (i in self.people or self.kind(i - 1) in "XA") and len(self.norms[i]) > 2
        return False

    def _joined_by_hyphen(self, i: int, start: int) -> bool:
        """Whether the hyphen at `i` joins two syllables of the name that begins at `start` ("Hee-keun")."""
        if not (self.glued(i) and self.glued(i - 1)):
            return False
        if self.hyphenated_names and self.kind(i + 1) not in ".#":
            return True
        later = i - start >= 2 and self.kind(i + 1) == "x" and self.norms[i + 1].isalpha()
        return self._name_word(i + 1, start) or (later and i - 1 in self.people)

    def _particle(self, i: int) -> bool:
        if not 0 <= i < len(self.chunks):
            return False
        norm = self.norms[i]
        sure = self.chunks[i].capital or i in self.inside_names
        return norm in self.particles or (sure and norm in self.capital_particles)

    def glued(self, i: int) -> bool:
        """Whether there is a next chunk and no space parts chunk `i` from it."""
        return i + 1 < len(self.chunks) and not self.chunks[i + 1].spaced


def _resolve_modifiers(kinds: str, norms: list[str], modifiers: frozenset[str]) -> str:
    """A word that can be a head and a modifier ("deputy") is the latter where the title goes on behind it."""
    found = list(kinds)
    for i, kind in enumerate(kinds[:-1]):
        if norms[i] in modifiers and (
            (kind == "T" and kinds[i + 1] in "TMPNOA") or (kind == "R" and kinds[i + 1] in "O")
        ):
            found[i] = "M"
    return "".join(found)
