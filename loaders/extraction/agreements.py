"""Finds the agreements of an article: which namings count as one, and which of them mean the same."""

from __future__ import annotations

from collections.abc import Sequence

from loaders.extraction.accords import Accord, Particulars
from loaders.extraction.dates import DateMention
from loaders.extraction.document import Document
from loaders.extraction.naming_traits import Traits, traits_of, wordset_of
from loaders.extraction.namings import Naming, find_namings

_SIGNED = ("memorandum", "agreement", "treaty")
_CLOSE = 4  # words within which an act makes an agreement of what else is none
_BEGINNING = ("founded", "founding")


def find_agreements(document: Document, dates: Sequence[DateMention], people: Sequence[str]) -> list[Accord]:
    """Return the agreements of `document` in the order of their first naming.

    `dates` are those of the document, `people` the codes of the countries of its people, one for each.
    """
    particulars = Particulars(document, dates)
    gathering = _Gathering(document, particulars)
    for naming in find_namings(document, particulars.countries):
        gathering.take(naming)
    particulars.settle(gathering.accords, people)
    return gathering.accords


class _Gathering:
    """Gathers the agreements of one document while its namings go by."""

    def __init__(self, document: Document, particulars: Particulars) -> None:
        self.document = document
        self.particulars = particulars
        self.accords: list[Accord] = []
        self._here: list[Accord] = []  # those named in the sentence

    def take(self, naming: Naming) -> None:
        """Enter `naming` where it counts or refers to what has been named."""
        if self._within_other(naming):
            return
        naming.year = self.particulars.year(naming)
        traits = traits_of(self.document, naming, self.particulars.countries[naming.sentence.i])
        known = self._known(traits)
        same = self._bracketed(naming)
        if same and known and same is not known:
            self.accords.remove(known)
            same.absorb(known)
        known = same or known
        if known is None:
            if not self._counts(traits):
                return
            known = Accord(naming.kind, traits.words)
            self.accords.append(known)
        known.add(naming, self._before(naming), traits.head, traits.words)
        self._here = [*(a for a in self._here if a.namings[-1].sentence is naming.sentence), known]

    def _within_other(self, naming: Naming) -> bool:
        """Whether it only belongs to the topic of an agreement: not where it is a full proper name itself."""
        if naming.capital and naming.last - naming.first > naming.head_last - naming.head:
            return False
        return any(n.first <= naming.head < n.last for a in self._here for n in a.namings[-1:])

    # -- which count

    def _counts(self, traits: Traits) -> bool:
        if traits.head_is("known"):
            return True
        if self._part_of_name(traits) or not (_one(traits) or self._counted(traits)):
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
        return judge[traits.naming.kind](traits)

    def _near(self, traits: Traits, *acts: str) -> bool:
        return self.particulars.near(traits.naming, *acts)

    def _close(self, traits: Traits, *acts: str) -> bool:
        return self.particulars.near(traits.naming, *acts, reach=_CLOSE)

    def _part_of_name(self, traits: Traits) -> bool:
        """Whether a longer name goes on behind it ("Treaty Organization"), in a language whose heads stand last."""
        naming = traits.naming
        i = naming.head_last
        if naming.last > i or i >= naming.sentence.last or not naming.capital:
            return False
        following = self.document.tokens[i]
        if i in self.particulars.countries[naming.sentence.i]:
            return False
        return following.text[0].isupper() and following.norm not in wordset_of(traits.lang, "goes_on")

    def _counted(self, traits: Traits) -> bool:
        """Whether it speaks of several documents that are signed together."""
        naming = traits.naming
        together = naming.plural and traits.determined_by("numbers") and naming.kind in _SIGNED
        return together and self._near(traits, "signed") and not self._near(traits, "force")

    def _document(self, traits: Traits) -> bool:
        """A memorandum always; another document that has a subject or sides, or is signed, negotiated or proposed."""
        naming = traits.naming
        if naming.edition == 1 and not naming.topic and traits.determined_by("own"):
            return False
        told = bool(traits.words) or naming.topic or traits.compound
        acted = self._near(traits, "signed", "negotiating", "planned")
        if traits.head_is("loose"):
            shared = bool(traits.ahead & wordset_of(traits.lang, "cooperative"))
            return shared or (told and (acted or traits.proper or self._near(traits, "force")))
        between = traits.sided and not traits.determined_by("indefinite")
        return traits.head_is("sure") or told or acted or between

    def _scheme(self, traits: Traits) -> bool:
        """A plan or programme with a name of its own, or one that two sides share; no state's own."""
        naming = traits.naming
        named = bool(traits.special or naming.countries) or traits.compound
        if traits.bilateral or traits.titled or (naming.capital and traits.proper and named):
            return True
        if bool(traits.words) or traits.compound:
            sure = traits.head_is("sure") and not traits.determined_by("indefinite")
            if sure or self._near(traits, "signed", "negotiating"):
                return True
        if naming.kind == "framework":
            return False
        if traits.words & wordset_of(traits.lang, "cooperative"):
            return True
        if naming.determiner == "'s" and not naming.countries:
            return False
        shared = naming.topic or traits.compound or traits.joint or bool(traits.words - traits.special)
        return shared and self._near(traits, "planned", "force")

    def _statement(self, traits: Traits) -> bool:
        """A declaration with a name, or a joint statement that is issued or carried out."""
        if traits.head_is("loose") and not traits.joint:
            return False
        named = traits.proper and (bool(traits.words) or traits.joint)
        return named or self._near(traits, "signed", "force")

    def _dialogue(self, traits: Traits) -> bool:
        """A dialogue with a name, or one that is held; a mere meeting only where it is one of a series of two sides."""
        special = bool(traits.special) or traits.compound
        numbered = traits.naming.edition is not None
        if traits.head_is("events"):
            return self._series(traits, special, numbered)
        if traits.proper and (special or traits.bilateral):
            return True
        acted = self._near(traits, "held", "force", *_BEGINNING)
        return special and (traits.bilateral or numbered or acted)

    def _series(self, traits: Traits, special: bool, numbered: bool) -> bool:
        serial = bool((traits.words | traits.ahead | self._emptied(traits)) & wordset_of(traits.lang, "serial"))
        if traits.proper and special:
            if traits.bilateral or serial or traits.naming.acronym or (numbered and len(traits.countries) > 1):
                return True
            if traits.head_is("talks") and traits.ahead & wordset_of(traits.lang, "domain"):
                return True
        between = traits.sided and (special or not numbered or (traits.naming.edition or 0) > 2)
        return (serial or numbered) and (traits.bilateral or traits.acronym or between)

    def _emptied(self, traits: Traits) -> frozenset[str]:
        """All words behind the head, those included that don't tell a name from others."""
        return frozenset(t.norm for t in self.document.tokens[traits.naming.head_last : traits.naming.last])

    def _body(self, traits: Traits) -> bool:
        """A body that several sides share, or one that is being founded."""
        indefinite = traits.determined_by("indefinite")
        if traits.head_is("events"):
            acts = ("planned", *_BEGINNING) if indefinite else ("planned", "held", *_BEGINNING)
            described = traits.described - wordset_of(traits.lang, "plain")
            return bool(described) and (traits.proper or traits.joint or self._near(traits, *acts))
        founded = traits.head_is("founded") and self._close(traits, "founded", "planned")
        shared = traits.joint or traits.bilateral or (founded and (bool(traits.special) or traits.compound))
        if not shared or traits.domestic:
            return False
        if indefinite and not (traits.proper or traits.bilateral):
            return self._near(traits, "planned", "held", "signed", "started", "founded", *_BEGINNING)
        return traits.proper or bool(traits.special) or self._near(traits, "held", *_BEGINNING)

    def _bond(self, traits: Traits) -> bool:
        """A partnership or alliance with a name, or one that is strategic, or one that is being founded."""
        if traits.naming.kind == "partnership" and (traits.acronym or (traits.proper and traits.words)):
            return True
        if traits.proper and (traits.bilateral or traits.naming.topic):
            return True
        if traits.special and self._close(traits, "signed", *_BEGINNING):
            return True
        tokens = self.document.tokens[traits.naming.first : traits.naming.last]
        strategic = any(t.norm in wordset_of(traits.lang, "strategic") for t in tokens)
        indefinite = traits.determined_by("indefinite")
        return strategic and (not indefinite or self._near(traits, "signed", *_BEGINNING))

    # -- which are the same

    def _bracketed(self, naming: Naming) -> Accord | None:
        """The agreement behind whose name `naming` stands in brackets."""
        i = naming.first - 1
        if i < 1 or self.document.tokens[i].text != "(":
            return None
        return next((a for a in self.accords if a.kind == naming.kind and a.namings[-1].last == i), None)

    def _known(self, traits: Traits) -> Accord | None:
        """The agreement that has been named before and that a naming means."""
        naming = traits.naming
        for accord in reversed(self.accords):
            if self._same(accord, traits) and not _apart(accord, naming):
                return accord
        refers = traits.definite or traits.head_is("any")
        if traits.words or naming.topic or naming.kind not in _SIGNED or not refers:
            return None
        signed = (a for a in reversed(self.accords) if a.kind in _SIGNED)
        return next((a for a in signed if not _apart(a, naming)), None)

    def _same(self, accord: Accord, traits: Traits) -> bool:
        naming, words = traits.naming, traits.words
        if accord.standing and words & {a.lower() for a in accord.acronyms}:
            return True
        if accord.kind != naming.kind:
            return False
        alike = naming.kind == "memorandum" or traits.head in accord.heads
        if not words:
            return alike or (traits.definite and not traits.head_is("events"))
        if words <= accord.words or (accord.words <= words and (bool(accord.words) or alike)):
            return True
        if not accord.standing or naming.first == naming.head:
            return False
        return self._before(naming) in accord.forms

    def _before(self, naming: Naming) -> str:
        return " ".join(t.norm for t in self.document.tokens[naming.first : naming.head_last])


def _apart(accord: Accord, naming: Naming) -> bool:
    """Whether a naming tells of other sides or another year of signing than `accord`, so that it can't be meant."""
    mine, known = set(naming.countries), accord.countries
    partners = naming.sides != (0, 0) and accord.sided
    if mine and known and not (mine <= known or known <= mine) and (partners or len(mine | known) > 2):
        return True
    return not accord.standing and bool(naming.year and accord.years) and naming.year not in accord.years


def _one(traits: Traits) -> bool:
    """Whether it speaks of one certain thing: a singular, or a plural called after a place ("the Oslo Accords")."""
    if traits.naming.plural:
        called = traits.called and not traits.determined_by("indefinite")
        return called and traits.naming.kind in ("treaty", "agreement")
    return not traits.determined_by("vague") and not traits.determined_by("numbers")
