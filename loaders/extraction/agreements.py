"""Decides which namings are agreements, joins those that mean the same, and tells their sides, status and edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from loaders.extraction.document import Document
from loaders.extraction.lexicon import phrases, table
from loaders.extraction.namings import Naming, find_namings
from loaders.extraction.words import normal

_MECHANISMS = frozenset({"dialogue", "mechanism", "partnership", "alliance"})


@dataclass(slots=True)
class Accord:
    """A document or a standing mechanism of the article, with every place where it is named.

    `parties` are organisations' ids and countries' codes; `status` is a `records.AgreementStatus`.
    """

    kind: str
    words: frozenset[str]
    namings: list[Naming] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    status: str = "in force"

    @property
    def standing(self) -> bool:
        """Whether it is a mechanism rather than a document."""
        return self.kind in _MECHANISMS

    @property
    def fullest(self) -> Naming:
        """The naming with the longest name, the first of equals."""
        return max(self.namings, key=lambda n: (n.last - n.first, -n.first))

    @property
    def edition(self) -> int | None:
        """The number of the first edition that is told."""
        return next((n.edition for n in self.namings if n.edition), None)


@cache
def _set(lang: str, key: str) -> frozenset[str]:
    return frozenset(normal(w) for w in table(lang, "agreements")["which"][key])


def find_agreements(document: Document) -> list[Accord]:
    """Return the agreements of `document` in the order of their first naming."""
    finder = _Finder(document)
    for naming in find_namings(document):
        finder.take(naming)
    return finder.finish()


class _Finder:
    """Gathers the agreements of one document while its namings go by."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lang = document.lang
        self.accords: list[Accord] = []
        self.tally: Counter[str] = Counter()

    def take(self, naming: Naming) -> None:
        """Enter `naming` where it counts."""
        words = self._words(naming)
        known = self._known(naming, words)
        if known is None and self._counts(naming, words):
            known = Accord(naming.kind, words)
            self.accords.append(known)
        if known:
            known.namings.append(naming)
            known.words |= words

    def finish(self) -> list[Accord]:
        """Settle sides and status of all agreements."""
        return self.accords

    # -- which count

    def _words(self, naming: Naming) -> frozenset[str]:
        """The words of a name that tell it from others of its kind."""
        tokens = self.document.tokens
        inside = [*range(naming.first, naming.head), *range(naming.head_last, naming.last)]
        skip = _set(self.lang, "empty")
        found = {tokens[i].norm for i in inside if tokens[i].text[0].isalnum()} - skip
        return frozenset(found - {naming.acronym.lower()})

    def _counts(self, naming: Naming, words: frozenset[str]) -> bool:
        if naming.plural or naming.determiner in _set(self.lang, "vague"):
            return False
        head = self._head(naming)
        special = words - _set(self.lang, "plain")
        proper = naming.capital and not self._headline(naming)
        if head in _set(self.lang, "documents"):
            return True
        if head in _set(self.lang, "events"):
            return proper and len(naming.countries) > 1
        if naming.kind in ("partnership", "alliance"):
            return bool(words & _set(self.lang, "strategic")) or (proper and len(special) > 0)
        if head in _set(self.lang, "bodies"):
            return bool(words & _set(self.lang, "joint")) and (proper or len(words) > 1)
        return bool(proper and special) or naming.topic or bool(naming.acronym)

    def _head(self, naming: Naming) -> str:
        return self.document.tokens[naming.head_last - 1].norm

    def _headline(self, naming: Naming) -> bool:
        """Whether all words of the sentence are capitalised, so that capitals tell nothing."""
        words = [t for t in self.document.words(naming.sentence) if t.text[0].isalpha() and len(t.text) > 3]
        return sum(t.text[0].isupper() for t in words) > 0.7 * len(words)

    # -- which are the same

    def _known(self, naming: Naming, words: frozenset[str]) -> Accord | None:
        for accord in reversed(self.accords):
            if not self._akin(accord, naming):
                continue
            if words <= accord.words or (accord.words <= words and naming.kind == accord.kind):
                return accord
        return None

    def _akin(self, accord: Accord, naming: Naming) -> bool:
        return accord.kind == naming.kind
