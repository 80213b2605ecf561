"""What an article tells of a document or a standing mechanism: its sides, its status, its date, its editions."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders.extraction.agreement_words import countries_by_sentence, grammar
from loaders.extraction.dates import DateMention
from loaders.extraction.document import Document, Mention, Sentence
from loaders.extraction.lexicon import phrases, table
from loaders.extraction.namings import Naming
from loaders.reference import organisation_of

_STANDING = frozenset({"dialogue", "mechanism", "partnership", "alliance"})
_SERIAL = ("dialogue", "mechanism")
_SESSIONS = ("dialogue", "bilateral meeting", "multilateral meeting")
_BEFORE, _BEHIND = 12, 10  # words between a name and an act that is told of it
_AHEAD = 4  # words between an act and what marks it as to come
_BESIDE = 6  # words before a name in which it is told that something else took place beside it
_DATED = 3  # words between a name and its date
_SPEAKS = 2  # mentions of a country that a person of its weighs
_FOUNDING = ("founded", "founding", "planned", "started")
_REACH = 3  # sentences back to the day of which a signing is told
_STRONGEST = ("signed", "expired", "negotiating", "planned", "in force")


@dataclass(slots=True)
class Accord:
    """A document or a standing mechanism of the article, with every place where it is named.

    `words` tell its name from others of its kind, `heads` are the nouns it is called by, `forms` the words up to these
    of each naming. `countries`, `years` and `acronyms` are those of all namings, `sided` tells whether one names sides
    behind it. `parties` are organisations' ids and countries' codes, `status` is a `records.AgreementStatus`, `date`
    the ISO date of a document's signing.
    """

    kind: str
    words: frozenset[str]
    heads: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    namings: list[Naming] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    years: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    sided: bool = False
    parties: list[str] = field(default_factory=list)
    status: str = "in force"
    date: str | None = None
    date_inferred: bool = False

    @property
    def standing(self) -> bool:
        """Whether it is a mechanism rather than a document."""
        return self.kind in _STANDING

    @property
    def fullest(self) -> Naming:
        """The naming with the longest name, the first of equals."""
        return max(self.namings, key=lambda n: (n.last - n.first, -n.first))

    @property
    def edition(self) -> int | None:
        """The number of the first edition that is told."""
        return next((n.edition for n in self.namings if n.edition), None)

    def add(self, naming: Naming, form: str, head: str, words: frozenset[str]) -> None:
        """Take in one more naming, with its words up to the head, the head, and the words that tell its name."""
        self.namings.append(naming)
        self.words |= words
        self.heads.add(head)
        self.forms.add(form)
        self.countries.update(naming.countries)
        self.years |= {naming.year} - {""}
        self.acronyms |= {naming.acronym} - {""}
        self.sided = self.sided or naming.sides != (0, 0)

    def absorb(self, other: Accord) -> None:
        """Take in all namings of `other`, before those known."""
        self.namings = other.namings + self.namings
        self.heads |= other.heads
        self.forms |= other.forms
        self.countries |= other.countries
        self.years |= other.years
        self.acronyms |= other.acronyms
        self.sided = self.sided or other.sided


def series_of(
    document: Document, accords: Sequence[Accord], kind: str, tellings: Sequence[tuple[Sentence, int]]
) -> tuple[int | None, int | None]:
    """Return the place in `accords` of the dialogue or mechanism that a meeting was a session of, and the edition.

    `kind` is the meeting's, `tellings` are the sentences that tell of it, each with the token of its verb or noun. A
    dialogue without a name in these sentences is the only one that the article names. One that is yet to begin has no
    session but the one that its own name tells of.
    """
    if kind not in _SESSIONS:
        return None, None
    serial = [(n, a) for n, a in enumerate(accords) if a.kind in _SERIAL]
    begun = [(n, a) for n, a in serial if a.status != "planned"]
    for sentence, trigger in tellings:
        named = [
            (abs(naming.head - trigger), n, naming.edition)
            for n, accord in serial
            for naming in accord.namings
            if naming.sentence.i == sentence.i and not _aside(document, naming)
            if naming.first <= trigger < naming.last or (naming.edition and accord.status != "planned")
        ]
        if named:
            _, n, edition = min(named, key=lambda each: each[:2])
            return n, edition or accords[n].edition
    if kind == "dialogue" and len(begun) == 1:
        n, accord = begun[0]
        return (n, accord.edition) if any(not _aside(document, naming) for naming in accord.namings) else (None, None)
    return None, None


def _aside(document: Document, naming: Naming) -> bool:
    """Whether it is only told when or where something else took place ("on the sidelines of …")."""
    words = document.tokens[max(naming.sentence.first, naming.first - _BESIDE) : naming.first]
    return any(True for _ in phrases(document.lang, "agreements", "aside").scan(words))


class Particulars:
    """Finds what one document tells of its agreements."""

    def __init__(self, document: Document, dates: Sequence[DateMention]) -> None:
        self.document = document
        self.lang = document.lang
        self.countries = countries_by_sentence(document)
        self.dates = dates
        self._bodies = {m.first: m for m in document.mentions if m.kind == "organisation"}
        self._acts: dict[int, list[tuple[int, int, str]]] = {}
        self._told_at: dict[int, str] = {}  # the status of each document settled, by the ends of its namings

    def near(self, naming: Naming, *labels: str, reach: int = _BEFORE) -> bool:
        """Whether an act of one of `labels` is told of `naming` in its sentence, at most `reach` words away."""
        return any(label in labels and far <= reach for far, _, label in self._acts_of(naming))

    def year(self, naming: Naming) -> str:
        """The year that is told of a document at its name, or behind it with its signing; else an empty text."""
        signings = [place for _, place, label in self._acts_of(naming) if label == "signed"]
        for date in self._dates_in(naming.sentence):
            if date.date[:2] not in ("19", "20"):
                continue
            near = naming.first - _DATED <= date.first < naming.last + _DATED
            signed = any(naming.last <= place < date.first <= naming.last + _BEHIND for place in signings)
            if near or signed:
                return date.date[:4]
        return ""

    def settle(self, accords: Iterable[Accord], people: Iterable[str]) -> None:
        """Fill in sides, status and date; `people` are the codes of the countries that the article's people act for."""
        tally = Counter(code for hits in self.countries.values() for _, code in hits.values())
        for code in people:
            tally[code] += _SPEAKS
        main = [code for code, _ in sorted(tally.items(), key=lambda item: -item[1])]
        self._told_at = {}
        for accord in accords:
            accord.parties = self._parties(accord, main)
            if not accord.standing:
                accord.date, accord.date_inferred = self._date(accord)
            accord.status = self._status(accord)
            self._told_at |= {naming.last: accord.status for naming in accord.namings}

    def _dates_in(self, sentence: Sentence) -> Sequence[DateMention]:
        return self._dates_between(sentence.first, sentence.last)

    def _dates_between(self, first: int, last: int) -> Sequence[DateMention]:
        """The dates that begin at the tokens from `first` to `last`, end exclusive."""
        low, high = (bisect_left(self.dates, token, key=lambda d: d.first) for token in (first, last))
        return self.dates[low:high]

    # -- acts

    def _acts_in(self, sentence: Sentence) -> list[tuple[int, int, str]]:
        if sentence.i not in self._acts:
            hits = phrases(self.lang, "agreements", "acts").scan(self.document.words(sentence))
            self._acts[sentence.i] = [(sentence.first + h.start, sentence.first + h.end, h.label) for h in hits]
        return self._acts[sentence.i]

    def _acts_of(self, naming: Naming) -> list[tuple[int, int, str]]:
        """The acts near `naming`: how far away, where, and of what kind; the nearest first."""
        found = []
        for first, last, label in self._acts_in(naming.sentence):
            if 0 <= naming.first - last <= _BEFORE:
                found.append((naming.first - last, first, label))
            elif 0 <= first - naming.last <= _BEHIND:
                found.append((first - naming.last + 1, first, label))
        return sorted(found)

    def _ahead(self, naming: Naming, place: int) -> bool:
        """Whether the act at token `place` is told as still to come."""
        first = max(naming.sentence.first, place - _AHEAD)
        words = self.document.tokens[max(naming.sentence.first, first - 1) : place + 1]
        hits = phrases(self.lang, "agreements", "time").scan(words)
        if any(hit.label == "ahead" and hit.end > len(words) - 1 - (place - first) for hit in hits):
            return True
        return any(u.first == place and u.mood == "future" for u in self.document.units_of(naming.sentence))

    # -- particulars

    def _parties(self, accord: Accord, main: list[str]) -> list[str]:
        """The sides named with it, else those of its sentence, else the two countries of the article."""
        named = [party for naming in accord.namings for party in self._named(naming)]
        named = list(dict.fromkeys(named))
        if len(named) > 1 or any(party not in main for party in named):
            return named
        around = {code for _, code in self.countries[accord.namings[0].sentence.i].values()}
        told = [code for code in main if code in around]
        pool = told if len(told) == 2 else main[:2]
        return [*named, *(code for code in pool if code not in named)][:2]

    def _named(self, naming: Naming) -> list[str]:
        """The sides in a name and behind it: organisations, members of a known group, countries."""
        words = [t.norm for t in self.document.tokens[naming.first : naming.last]]
        members = table(self.lang, "agreements")["members"]
        groups = [code for word in words for code in members.get(word, ())]
        inside = self._bodies_between(naming.first, naming.head)
        behind = [m for m in self._bodies_between(*naming.sides) if m.last - m.first > 1]
        united = [m for m in inside if self._international(m)]
        return groups or [*(m.ref for m in (*united, *behind)), *naming.countries]

    def _bodies_between(self, first: int, last: int) -> list[Mention]:
        """The organisations that are named within the tokens from `first` to `last`, end exclusive."""
        return [m for i in range(first, last) if (m := self._bodies.get(i)) and m.last <= last]

    def _international(self, mention: Mention) -> bool:
        known = organisation_of(self.document.quote(mention.first, mention.last))
        return known is not None and known.kind == "international"

    def _status(self, accord: Accord) -> str:
        told = {self._told(accord, naming) for naming in accord.namings}
        status = next(s for s in _STRONGEST if s in told)
        if status == "in force" and accord.kind == "joint statement" and accord.date:
            return "signed"
        published = self.document.article.published or ""
        earlier = accord.date is not None and accord.date[:1] != "-" and accord.date[:4] < published[:4]
        applied = any(
            label == "force" and not self._ahead(naming, place)
            for naming in accord.namings
            for _, place, label in self._acts_of(naming)
        )
        return "in force" if status == "signed" and earlier and applied else status

    def _told(self, accord: Accord, naming: Naming) -> str:
        """The status that the words around one naming tell."""
        labels = _FOUNDING if accord.standing else ("signed", "negotiating", "planned", "force", "expired")
        if self.document.tokens[naming.first].norm in table(self.lang, "agreements")["which"]["draft"]:
            return "negotiating"
        for _, place, label in self._acts_of(naming):
            if label not in labels:
                continue
            ahead = self._ahead(naming, place)
            if label == "founding":
                indefinite = naming.determiner in table(self.lang, "agreements")["which"]["indefinite"]
                return "planned" if indefinite or ahead else "in force"
            if label in ("signed", "founded", "negotiating", "started") and ahead:
                return "planned"
            return {"founded": "in force", "started": "in force", "force": "in force"}.get(label, label)
        return self._with(accord, naming)

    def _with(self, accord: Accord, naming: Naming) -> str:
        """The status of the document that "and" joins a document without an act of its own to, else in force."""
        sets, beside = grammar(self.lang).sets, table(self.lang, "agreements")["which"]["beside"]
        joiners = sets["joiners"] | sets["determiners"] | frozenset(beside)
        i = naming.first - 1
        while i > naming.sentence.first and self.document.tokens[i].norm in joiners:
            i -= 1
        before = self._told_at.get(i + 1) if i < naming.first - 1 and not accord.standing else None
        return before if before == "signed" else "in force"

    def _term(self, date: DateMention) -> bool:
        """Whether `date` tells the years that a document is for ("the plan for 2024")."""
        topics = grammar(self.lang).phrases["topic"]
        before = topics.longest(self.document.tokens, date.first - 1, date.first) if date.first else None
        return date.kind in ("year", "range") and before is not None

    def _date(self, accord: Accord) -> tuple[str | None, bool]:
        """The date of its signing: at its name, else the nearest in the sentence that tells it, else told before."""
        for naming in accord.namings:
            inside = [d for d in self._dates_in(naming.sentence) if not self._term(d)]
            within = [d for d in inside if naming.first - 4 <= d.first < naming.last + 3]
            if self.near(naming, "signed", "force"):
                within += sorted(inside, key=lambda d: abs(d.first - naming.last))
            if within:
                return within[0].date, within[0].inferred
        signed = next((n for n in accord.namings if self._told(accord, n) == "signed"), None)
        if signed is None:
            return None, False
        low = self.document.sentences[max(0, signed.sentence.i - _REACH)].first
        before = [d for d in self._dates_between(low, signed.first) if d.kind == "day"]
        return (before[-1].date, True) if before else (None, False)
