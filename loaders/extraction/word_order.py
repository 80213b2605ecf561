"""Answers where the words of a sentence stand: what is before, behind, between or beside them."""

from __future__ import annotations

from loaders.extraction.document import Unit
from loaders.extraction.word_classes import Word


class Row:
    """The words of one sentence in order, with the units of the document that they are made of."""

    def __init__(self, words: list[Word], units: list[Unit]) -> None:
        self.words = words
        self.units = units

    def index(self, word: Word) -> int:
        """The place of `word` in the row."""
        return next(n for n, w in enumerate(self.words) if w is word)

    def before(self, word: Word) -> Word | None:
        """The word before `word`, asides passed over."""
        earlier = [w for w in self.words[: self.index(word)] if w.dep != "aside"]
        return earlier[-1] if earlier else None

    def leading(self, word: Word) -> list[Word]:
        """The auxiliaries and adverbs right before `word`."""
        n = self.index(word)
        found = []
        while n > 0 and self.words[n - 1].kind in ("auxiliary", "negation", "adverb", "passive", "date"):
            n -= 1
            found.append(self.words[n])
        return found

    def adjacent(self, noun: Word, verb: Word) -> bool:
        """Whether only what belongs to either stands between `noun` and `verb`."""
        between = self.words[self.index(noun) + 1 : self.index(verb)]
        return all(w.kind in ("auxiliary", "negation", "adverb", "date", "passive") or w.head is noun for w in between)

    def has_noun(self, prep: Word) -> bool:
        """Whether the noun that `prep` leads to has been read."""
        return any(w.head is prep and w.dep == "prep_object" for w in self.words)

    def ends_in_comma(self, word: Word) -> bool:
        """Whether a mention holds the comma that closes an apposition in it."""
        return word.kind == "party" and self.units[word.first].text.endswith(",")

    def is_country(self, word: Word) -> bool:
        """Whether `word` names a country."""
        mention = self.units[word.first].mention
        return mention is not None and mention.kind == "country"

    def nothing_leads(self, noun: Word, word: Word) -> bool:
        """Whether nothing leads from `noun` to `word`, so that the latter tells who the former is."""
        between = self.words[self.index(noun) + 1 : self.index(word)]
        return all(w.kind not in ("preposition", "agent") for w in between)

    def verb_follows(self, word: Word) -> bool:
        """Whether a verb comes next behind `word`."""
        for after in self.words[self.index(word) + 1 :]:
            if after.kind in ("verb", "auxiliary", "negation"):
                return True
            if after.kind not in ("adverb", "date"):
                return False
        return False

    def near(self, verb: Word, word: Word) -> bool:
        """Whether only words that open an object stand between `verb` and `word`."""
        between = self.words[self.index(verb) + 1 : self.index(word)]
        return all(
            w.kind in ("adverb", "complementiser", "nominaliser", "date") or "copula" in w.classes for w in between
        )

    def more_subjects(self, word: Word) -> bool:
        """Whether a verb with a subject of its own comes behind a comma after `word`."""
        rest = self.words[self.index(word) + 1 :]
        comma = next((n for n, w in enumerate(rest) if w.kind == "separator" or self.ends_in_comma(w)), None)
        return comma is not None and any(w.kind == "verb" for w in rest[comma:])

    def finite(self, word: Word) -> bool:
        """Whether `word` has an auxiliary, so that it is no mere item of a list."""
        return any(w.kind in ("auxiliary", "negation", "passive") for w in self.leading(word))

    def opens_clause(self, word: Word) -> bool:
        """Whether `word` could be the subject of a new clause."""
        before = self.before(word)
        return before is None or before.kind in ("separator", "coordinator", "adverb", "date")

    def cut_circles(self, top: Word) -> None:
        """Hang a word that governs itself by way of others on `top`."""
        for word in self.words:
            seen, here = {id(word)}, word
            while here.head is not None:
                here = here.head
                if id(here) in seen:
                    word.head, word.dep = (top, "left") if word is not top else (None, "")
                    break
                seen.add(id(here))
