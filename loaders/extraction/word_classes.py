"""Gives each word of a sentence its class by the lexicon and what stands around it, for languages without a parser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.extraction.document import Unit
from loaders.extraction.lexicon import table
from loaders.extraction.words import Phrases

_PARTIES = frozenset({"person", "organisation", "country", "side", "group", "role"})


@dataclass(slots=True)
class Word:
    """A word of one or more units of the document, end exclusive; `text` is that of its first unit.

    `classes` are all that the lexicon gives it, `kind` is the one chosen.
    """

    first: int
    last: int
    text: str
    lemma: str
    classes: frozenset[str]
    kind: str = ""
    top: bool = False  # a verb that tells what was said, agreed or met about, not one of a list of things to be done
    head: Word | None = None
    dep: str = ""

    @property
    def unit(self) -> int:
        """The unit that stands for the word: the first, and the last of a noun."""
        return self.last - 1 if self.kind == "noun" else self.first


def classified(units: list[Unit], lang: str) -> list[Word]:
    """The words of the sentence `units`, left to right, each with the one class that fits where it stands."""
    words = list(_words(units, lang))
    _settle(words, lang)
    return words


@cache
def _lexicon(lang: str) -> Phrases:
    grammar, commitments, meetings = table(lang, "grammar"), table(lang, "commitments"), table(lang, "meetings")
    references = table(lang, "references")
    pronouns = [*references["pronouns_one"], *references["pronouns_many"], *references["pronouns_speaker"]]
    return Phrases(
        {
            "auxiliary": grammar["auxiliaries"],
            "passive": grammar["passive"],
            "negation": grammar["negations"],
            "adverb": grammar["adverbs"],
            "preposition": grammar["prepositions"],
            "possession": grammar["possession"],
            "agent": grammar["agents"],
            "coordinator": grammar["coordinators"],
            "separator": grammar["separators"],
            "complementiser": grammar["complementisers"],
            "relativiser": grammar["relativisers"],
            "opener": grammar["openers"],
            "time": grammar["times"],
            "motion": grammar["motion"],
            "copula": grammar["copulas"],
            "nominaliser": grammar["nominalisers"],
            "pronoun": pronouns,
            "verb": [
                *grammar["plain"],
                *meetings["presence"]["verbs"],
                *(w for w in meetings["presence"]["leading"] if w not in grammar["agents"] + grammar["copulas"]),
            ],
            "top": [
                *grammar["saying"],
                *(w for words in commitments["verbs"].values() for w in words),
                *commitments["refusal"]["verbs"],
                *commitments["speech"]["verbs"],
                *(w for words in meetings["verbs"].values() for w in words),
            ],
            "noun": [
                *(w for words in meetings["nouns"].values() for w in words),
                *(w for words in commitments["nouns"].values() for w in words),
                *commitments["document"]["nouns"],
                *meetings["presence"]["delegation"],
                *references["gatherings"],
            ],
            "delegation": meetings["presence"]["delegation"],
            "meet": [w for words in meetings["verbs"].values() for w in words],
            "other": [*grammar["words"], *(w for w in table(lang, "titles")["portfolio"] if " " in w)],
        }
    )


def _words(units: Sequence[Unit], lang: str) -> Iterator[Word]:
    """The words of a sentence: mentions, the longest phrases of the lexicon, and single units."""
    lexicon = _lexicon(lang)
    end = 0
    for i, unit in enumerate(units):
        if i < end:
            continue
        if unit.mention is not None:
            kind = "party" if unit.mention.kind in _PARTIES else "date"
            end = i + 1
            yield Word(unit.i, unit.i + 1, unit.text, unit.norm, frozenset({kind}))
            continue
        hits = [h for h in lexicon.at(units, i) if all(u.mention is None for u in units[i : h.end])]
        end = hits[0].end if hits else i + 1
        classes = frozenset(h.label for h in hits if h.end == end)
        lemma = " ".join(u.norm for u in units[i:end])
        yield Word(unit.i, units[end - 1].i + 1, unit.text, lemma, classes)


def _settle(words: list[Word], lang: str) -> None:
    """Choose one class for each word from what stands around it."""
    hold = frozenset(table(lang, "meetings")["light"]["hold"])
    for n, word in enumerate(words):
        before = words[n - 1] if n else None
        after = words[n + 1] if n + 1 < len(words) else None
        word.kind = _kind(word, before, after, hold)
        word.top = word.kind == "verb" and "top" in word.classes


def _kind(word: Word, before: Word | None, after: Word | None, hold: frozenset[str]) -> str:
    classes = word.classes
    if "pronoun" in classes:
        return "party"
    if "copula" in classes and before is not None and before.kind == "verb" and "top" in before.classes:
        return "complementiser"
    if classes & {"top", "verb", "motion"}:
        if "preposition" in classes and (before is None or before.kind != "auxiliary"):
            return "preposition"
        if _nominal(word, before, after, hold):
            return "noun" if "noun" in classes else "other"
        if not (classes & {"auxiliary", "adverb", "preposition", "coordinator"}) or _alone(after):
            return "verb"
    if "coordinator" in classes and "adverb" in classes and after and after.classes & {"top", "verb", "auxiliary"}:
        return "adverb"
    if "auxiliary" in classes and after and "party" in after.classes and "passive" in classes:
        return "passive"
    if {"coordinator", "preposition"} <= classes and after and after.classes & {"party", "noun"}:
        return "preposition"
    order = (
        "party",
        "date",
        "noun",
        "auxiliary",
        "negation",
        "agent",
        "opener",
        "complementiser",
        "relativiser",
        "separator",
    )
    for kind in (*order, "coordinator", "preposition", "adverb", "verb", "nominaliser"):
        if kind in classes:
            return kind
    return "other" if word.text[0].isalnum() else "separator"


def _alone(after: Word | None) -> bool:
    """Whether what follows is no verb that a preceding word could serve."""
    return after is None or not after.classes & {"top", "verb", "auxiliary"}


def _nominal(word: Word, before: Word | None, after: Word | None, hold: frozenset[str]) -> bool:
    """Whether a word that can be a verb is a noun here."""
    if after is not None and "copula" in after.classes and "top" in word.classes and "noun" not in word.classes:
        return False
    if before is None:
        return "noun" in word.classes and after is not None and bool(after.classes & {"verb", "auxiliary", "other"})
    if word.text[0].isupper() and (before.kind != "separator" or before.lemma == ","):
        return True
    if before.kind in ("nominaliser", "preposition") and "nominaliser" in before.classes:
        return True
    if after is not None and "possession" in after.classes:
        return True
    if "noun" in word.classes:
        if before.kind in ("separator", "coordinator"):
            return after is None or "preposition" not in after.classes
        return before.kind in ("preposition", "other") or (before.kind == "verb" and "motion" not in before.classes)
    return False
