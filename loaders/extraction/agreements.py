"""Finds the agreements of an article: which namings count as one, and which of them mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from loaders.extraction.accords import Accord, Particulars
from loaders.extraction.dates import DateMention
from loaders.extraction.document import Document
from loaders.extraction.lexical import is_acronym
from loaders.extraction.lexicon import table
from loaders.extraction.namings import Naming, find_namings
from loaders.extraction.words import normal

_SIGNED = ("memorandum", "agreement", "treaty")


@cache
def _set(lang: str, key: str) -> frozenset[str]:
    return frozenset(normal(w) for w in table(lang, "agreements")["which"][key])


def find_agreements(document: Document, dates: Sequence[DateMention], people: Sequence[str]) -> list[Accord]:
    """Return the agreements of `document` in the order of their first naming.

    `dates` are those of the document, `people` the codes of the countries of its people, one for each.
    """
    return _Finder(document, dates).find(people)


class _Finder:
    """Gathers the agreements of one document while its namings go by."""

    def __init__(self, document: Document, dates: Sequence[DateMention]) -> None:
        self.document = document
        self.tokens = document.tokens
        self.lang = document.lang
        self.accords: list[Accord] = []
        self.particulars = Particulars(document, dates)

    def find(self, people: Sequence[str]) -> list[Accord]:
        for naming in find_namings(self.document):
            self._take(naming)
        self.particulars.settle(self.accords, people)
        return self.accords

    def _take(self, naming: Naming) -> None:
        """Enter `naming` where it counts or refers to what has been named."""
        if self._within_other(naming):
            return
        words = self._words(naming)
        known = self._known(naming, words)
        same = self._bracketed(naming)
        if same and known and same is not known:
            self.accords.remove(known)
            same.namings = known.namings + same.namings
        known = same or known
        if known is None:
            if not self._counts(naming, words):
                return
            known = Accord(naming.kind, words)
            self.accords.append(known)
        known.namings.append(naming)
        known.words |= words

    def _within_other(self, naming: Naming) -> bool:
        """Whether it only belongs to the topic of an agreement: not where it is a full proper name itself."""
        if naming.capital and naming.last - naming.first > naming.head_last - naming.head:
            return False
        return any(n.first <= naming.head < n.last for a in self.accords for n in a.namings[-1:])

    # -- what a naming says

    def _is(self, word: str, key: str) -> bool:
        return word in _set(self.lang, key)

    def _head(self, naming: Naming) -> str:
        return self.tokens[naming.head if self._behind() else naming.head_last - 1].norm

    def _behind(self) -> bool:
        return bool(table(self.lang, "agreements")["grammar"]["modifiers_behind"])

    def _of_countries(self, naming: Naming) -> set[int]:
        """The tokens of the naming's sentence that name countries."""
        return {i for a, (b, _) in self.particulars.countries[naming.sentence.i].items() for i in range(a, b)}

    def _words(self, naming: Naming) -> frozenset[str]:
        """The words of a name that tell it from others of its kind: no countries, numbers or common adjectives."""
        inside = {*range(naming.first, naming.head), *range(naming.head_last, naming.last)}
        inside -= self._of_countries(naming)
        found = {self.tokens[i].norm for i in inside if self.tokens[i].text[0].isalnum()}
        return frozenset(found - _set(self.lang, "empty") - {naming.acronym.lower()})

    def _ahead_of_head(self, naming: Naming) -> frozenset[str]:
        return frozenset(t.norm for t in self.tokens[naming.first : naming.head] if t.text[0].isalnum())

    def _proper(self, naming: Naming) -> bool:
        """Whether it is written as a proper name in a sentence in which capitals mean something."""
        if self._behind():
            return naming.capital or self._called(naming)
        words = self.document.words(naming.sentence)
        if words[-1].text[-1] in '.!?;”"»':
            return naming.capital
        letters = [t for t in words if t.text[0].isalpha() and len(t.text) > 3]
        return naming.capital and sum(t.text[0].isupper() for t in letters) <= 0.6 * len(letters)

    def _acronym_inside(self, naming: Naming) -> bool:
        """Whether an acronym that is no country's describes the head ("the NADD meeting")."""
        skip = self._of_countries(naming)
        inside = range(naming.head_last, naming.last) if self._behind() else range(naming.first, naming.head)
        return any(is_acronym(self.tokens[i].text) for i in inside if i not in skip)

    def _joint(self, naming: Naming) -> bool:
        """Whether its name says that several sides have it in common."""
        first, last = (naming.head + 1, naming.last) if self._behind() else (naming.first, naming.head_last)
        return any(self._is(t.norm, "joint") for t in self.tokens[first:last])

    def _called(self, naming: Naming) -> bool:
        """Whether it is called after a place or the like ("the Oslo Accords")."""
        own = {*range(naming.first, naming.head), *range(naming.head_last, naming.last)}
        words = [self.tokens[i].text for i in own - self._of_countries(naming)]
        return any(w[0].isupper() and not is_acronym(w) for w in words)

    def _titled(self, naming: Naming) -> bool:
        """Whether two or more capitalised words before the head are its name ("the Secure Coasts programme")."""
        own = [t.text for t in self.tokens[naming.first : naming.head]]
        return not self._behind() and len(own) > 1 and all(w[0].isupper() and not is_acronym(w) for w in own)

    # -- which count

    def _counts(self, naming: Naming, words: frozenset[str]) -> bool:
        if self._is(self._head(naming), "known"):
            return True
        if self._part_of_name(naming) or not (self._one(naming) or self._counted(naming)):
            return False
        judge = {
            "memorandum": self._document,
            "treaty": self._document,
            "agreement": self._document,
            "plan": self._scheme,
            "framework": self._scheme,
            "programme": self._scheme,
            "joint statement": self._statement,
            "dialogue": self._dialogue,
            "mechanism": self._body,
            "partnership": self._bond,
            "alliance": self._bond,
        }
        return judge[naming.kind](naming, words)

    def _one(self, naming: Naming) -> bool:
        """Whether it speaks of one certain thing: a singular, or a plural called after a place ("the Oslo Accords")."""
        if naming.plural:
            called = self._called(naming) and not self._is(naming.determiner, "indefinite")
            return called and naming.kind in ("treaty", "agreement")
        return not self._is(naming.determiner, "vague") and not self._is(naming.determiner, "numbers")

    def _counted(self, naming: Naming) -> bool:
        """Whether it speaks of several documents that are signed together."""
        signed = self.particulars.near(naming, "signed") and not self.particulars.near(naming, "force")
        return naming.plural and self._is(naming.determiner, "numbers") and naming.kind in _SIGNED and signed

    def _compound(self, naming: Naming) -> bool:
        """Whether the words that tell its kind tell more than that ("action plan")."""
        return naming.head_last - naming.head >= int(table(self.lang, "agreements")["grammar"]["compound"])

    def _part_of_name(self, naming: Naming) -> bool:
        """Whether a longer name goes on behind it ("Treaty Organization")."""
        i = naming.head_last
        if self._behind() or naming.last > i or i >= naming.sentence.last or not naming.capital:
            return False
        following = self.tokens[i]
        if i in self.particulars.countries[naming.sentence.i]:
            return False
        return following.text[0].isupper() and following.norm not in _set(self.lang, "goes_on")

    def _document(self, naming: Naming, words: frozenset[str]) -> bool:
        told = bool(words) or naming.topic or self._compound(naming)
        if naming.edition == 1 and not naming.topic and self._is(naming.determiner, "own"):
            return False
        acted = self.particulars.near(naming, "signed", "negotiating", "planned")
        if self._is(self._head(naming), "loose") and (
            self._ahead_of_head(naming) & _set(self.lang, "cooperative")
            or (told and self.particulars.near(naming, "force"))
        ):
            return True
        if self._is(self._head(naming), "loose"):
            return told and (acted or self._proper(naming))
        between = naming.sides != (0, 0) and not self._is(naming.determiner, "indefinite")
        return self._is(self._head(naming), "sure") or told or acted or between

    def _scheme(self, naming: Naming, words: frozenset[str]) -> bool:
        special = words - _set(self.lang, "plain")
        named = special or naming.countries or self._compound(naming)
        if len(naming.countries) > 1 or (naming.capital and self._proper(naming) and named) or self._titled(naming):
            return True
        told = bool(words) or self._compound(naming)
        if told and self.particulars.near(naming, "signed", "negotiating"):
            return True
        if told and self._is(self._head(naming), "sure") and not self._is(naming.determiner, "indefinite"):
            return True
        if naming.kind != "framework" and words & _set(self.lang, "cooperative"):
            return True
        if naming.determiner == "'s" and not naming.countries:
            return False
        shared = naming.topic or self._compound(naming) or self._joint(naming) or bool(words & _set(self.lang, "plain"))
        return shared and naming.kind != "framework" and self.particulars.near(naming, "planned", "force")

    def _statement(self, naming: Naming, words: frozenset[str]) -> bool:
        if self._is(self._head(naming), "loose") and not self._joint(naming):
            return False
        proper = self._proper(naming) and (bool(words) or self._joint(naming))
        return proper or self.particulars.near(naming, "signed", "force")

    def _dialogue(self, naming: Naming, words: frozenset[str]) -> bool:
        special = bool(words - _set(self.lang, "plain")) or self._compound(naming)
        proper = self._proper(naming)
        sides = len(naming.countries) > 1
        numbered = naming.edition is not None
        if self._is(self._head(naming), "events"):
            own = [*self.tokens[naming.first : naming.head], *self.tokens[naming.head_last : naming.last]]
            serial = any(self._is(t.norm, "serial") for t in own)
            around = {code for _, code in self.particulars.countries[naming.sentence.i].values()}
            between = naming.sides != (0, 0) and (special or not numbered or (naming.edition or 0) > 2)
            if proper and special and (sides or serial or naming.acronym or (numbered and len(around) > 1)):
                return True
            if proper and self._is(self._head(naming), "talks") and self._ahead_of_head(naming) & _set(self.lang, "domain"):
                return True
            return (serial or numbered) and (sides or self._acronym_inside(naming) or between)
        if proper and (special or sides):
            return True
        return special and (sides or numbered or self.particulars.near(naming, "held", "founded", "founding", "force"))

    def _body(self, naming: Naming, words: frozenset[str]) -> bool:
        special = bool(words - _set(self.lang, "plain"))
        if self._is(self._head(naming), "events"):
            shaped = naming.first < naming.head or naming.topic
            definite = not self._is(naming.determiner, "indefinite")
            acted = self.particulars.near(naming, "planned", "founded", "founding", *(("held",) if definite else ()))
            special = bool((words if self._behind() else self._ahead_of_head(naming)) - _set(self.lang, "plain"))
            return special and (self._proper(naming) or (shaped and (acted or self._joint(naming))))
        founded = self._is(self._head(naming), "founded") and self.particulars.near(
            naming, "founded", "planned", reach=4
        )
        if (
            not self._joint(naming)
            and len(naming.countries) < 2
            and not (founded and (special or self._compound(naming)))
        ):
            return False
        if self._is(self.tokens[naming.head_last if self._behind() else naming.first].norm, "domestic"):
            return False
        return self._proper(naming) or special or self.particulars.near(naming, "founded", "founding", "held")

    def _bond(self, naming: Naming, words: frozenset[str]) -> bool:
        if naming.kind == "partnership" and (self._acronym_inside(naming) or (self._proper(naming) and words)):
            return True
        if self._proper(naming) and (len(naming.countries) > 1 or naming.topic):
            return True
        if words - _set(self.lang, "plain") and self.particulars.near(naming, "signed", "founded", "founding", reach=4):
            return True
        strategic = any(self._is(t.norm, "strategic") for t in self.tokens[naming.first : naming.last])
        definite = not self._is(naming.determiner, "indefinite")
        return strategic and (definite or self.particulars.near(naming, "signed", "founded", "founding"))

    # -- which are the same

    def _bracketed(self, naming: Naming) -> Accord | None:
        """The agreement behind whose name `naming` stands in brackets."""
        i = naming.first - 1
        if i < 1 or self.tokens[i].text != "(":
            return None
        return next((a for a in self.accords if a.kind == naming.kind and a.namings[-1].last == i), None)

    def _known(self, naming: Naming, words: frozenset[str]) -> Accord | None:
        """The agreement that has been named before and that `naming` means."""
        for accord in reversed(self.accords):
            if self._same(accord, naming, words) and not self._apart(accord, naming):
                return accord
        refers = self._definite(naming) or self._is(self._head(naming), "any")
        if words or naming.topic or naming.kind not in _SIGNED or not refers:
            return None
        signed = (a for a in reversed(self.accords) if a.kind in _SIGNED)
        return next((a for a in signed if not self._apart(a, naming)), None)

    def _same(self, accord: Accord, naming: Naming, words: frozenset[str]) -> bool:
        if accord.standing and words & {a.lower() for a in accord.acronyms}:
            return True
        if accord.kind != naming.kind:
            return False
        alike = naming.kind == "memorandum" or any(self._head(n) == self._head(naming) for n in accord.namings)
        if not words:
            return alike or (self._definite(naming) and not self._is(self._head(naming), "events"))
        if words <= accord.words or (accord.words <= words and (accord.words or alike)):
            return True
        if not accord.standing or naming.first == naming.head:
            return False
        return any(self._before(naming) == self._before(known) for known in accord.namings)

    def _apart(self, accord: Accord, naming: Naming) -> bool:
        """Whether two namings tell of different sides or years of signing, so that they can't mean the same."""
        mine, known = set(naming.countries), {code for n in accord.namings for code in n.countries}
        partners = naming.sides != (0, 0) and any(n.sides != (0, 0) for n in accord.namings)
        if mine and known and not (mine <= known or known <= mine) and (partners or len(mine | known) > 2):
            return True
        years = {y for n in accord.namings if (y := self.particulars.year(n))}
        year = self.particulars.year(naming)
        return not accord.standing and bool(year and years) and year not in years

    def _definite(self, naming: Naming) -> bool:
        return bool(naming.determiner) and not self._is(naming.determiner, "indefinite")

    def _before(self, naming: Naming) -> str:
        return " ".join(t.norm for t in self.tokens[naming.first : naming.head_last])
