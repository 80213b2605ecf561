"""Takes sentences apart by the position of words alone, for languages that have no parser: subject, verb, object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from loaders.extraction.document import Document, Unit
from loaders.extraction.lexicon import table
from loaders.extraction.words import Phrases

_PARTIES = frozenset({"person", "organisation", "country", "side", "group", "role"})
_POS = {"party": "PROPN", "verb": "VERB", "auxiliary": "AUX", "noun": "NOUN", "preposition": "ADP", "date": "NOUN"}


@dataclass(slots=True)
class _Word:
    """A word of one or more units, end exclusive, with all classes that the lexicon gives it and the one chosen."""

    first: int
    last: int
    lemma: str
    classes: frozenset[str]
    kind: str = ""
    top: bool = False  # a verb that tells what was said, agreed or met about, not one of a list of things to be done
    head: _Word | None = None
    dep: str = ""

    @property
    def unit(self) -> int:
        """The unit that stands for the word: the first, and the last of a noun."""
        return self.last - 1 if self.kind == "noun" else self.first


def parse_by_position(document: Document) -> None:
    """Fill part of speech, lemma, head and dependency of the units of `document`, sentence by sentence."""
    units = document.units
    first = 0
    while first < len(units):
        last = first
        while last < len(units) and units[last].sent == units[first].sent:
            last += 1
        words = list(_words(units[first:last], document.lang))
        _settle(words, units, document.lang)
        _Clauses(words, units, document.lang).build()
        _write(words, units)
        first = last


# -- words


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


def _words(units: Sequence[Unit], lang: str) -> Iterator[_Word]:
    """The words of a sentence: mentions, the longest phrases of the lexicon, and single units."""
    lexicon = _lexicon(lang)
    end = 0
    for i, unit in enumerate(units):
        if i < end:
            continue
        if unit.mention is not None:
            kind = "party" if unit.mention.kind in _PARTIES else "date"
            end = i + 1
            yield _Word(unit.i, unit.i + 1, unit.norm, frozenset({kind}))
            continue
        hits = [h for h in lexicon.at(units, i) if all(u.mention is None for u in units[i : h.end])]
        end = hits[0].end if hits else i + 1
        classes = frozenset(h.label for h in hits if h.end == end)
        lemma = " ".join(u.norm for u in units[i:end])
        yield _Word(unit.i, units[end - 1].i + 1, lemma, classes)


def _settle(words: list[_Word], units: list[Unit], lang: str) -> None:
    """Choose one class for each word from what stands around it."""
    hold = frozenset(table(lang, "meetings")["light"]["hold"])
    for n, word in enumerate(words):
        before = words[n - 1] if n else None
        after = words[n + 1] if n + 1 < len(words) else None
        word.kind = _kind(word, before, after, units, hold)
        word.top = word.kind == "verb" and "top" in word.classes


def _kind(word: _Word, before: _Word | None, after: _Word | None, units: list[Unit], hold: frozenset[str]) -> str:
    classes = word.classes
    if "pronoun" in classes:
        return "party"
    if "copula" in classes and before is not None and before.kind == "verb" and "top" in before.classes:
        return "complementiser"
    if classes & {"top", "verb", "motion"}:
        if "preposition" in classes and (before is None or before.kind != "auxiliary"):
            return "preposition"
        if _nominal(word, before, after, units, hold):
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
    return "other" if units[word.first].text[0].isalnum() else "separator"


def _alone(after: _Word | None) -> bool:
    """Whether what follows is no verb that a preceding word could serve."""
    return after is None or not after.classes & {"top", "verb", "auxiliary"}


def _nominal(word: _Word, before: _Word | None, after: _Word | None, units: list[Unit], hold: frozenset[str]) -> bool:
    """Whether a word that can be a verb is a noun here."""
    if after is not None and "copula" in after.classes and "top" in word.classes and "noun" not in word.classes:
        return False
    if before is None:
        return "noun" in word.classes and after is not None and bool(after.classes & {"verb", "auxiliary", "other"})
    if units[word.first].text[0].isupper() and (before.kind != "separator" or before.lemma == ","):
        return True
    if before.kind == "nominaliser" or before.lemma in ("của", "về", "theo", "trong"):
        return True
    if after is not None and after.lemma == "của":
        return True
    if "noun" in word.classes:
        if before.kind in ("separator", "coordinator"):
            return after is None or "preposition" not in after.classes
        return before.kind in ("preposition", "other") or (before.kind == "verb" and "motion" not in before.classes)
    return False


# -- clauses


class _Clauses:
    """Reads the words of a sentence from left to right and hangs each on another."""

    def __init__(self, words: list[_Word], units: list[Unit], lang: str) -> None:
        self.words = words
        self.units = units
        self.copulas = frozenset(table(lang, "grammar")["copulas"])
        self.root: _Word | None = None  # the first verb with what belongs to it
        self.verb: _Word | None = None  # the verb read last
        self.said: _Word | None = None  # the last verb of the outermost row
        self.item: _Word | None = None  # the last verb of a list of things to be done
        self.noun: _Word | None = None  # the noun or party read last
        self.gathering: _Word | None = None  # the noun of meeting or of document read last
        self.prep: _Word | None = None  # a preposition that waits for its noun, or has it
        self.subject: _Word | None = None  # a party or noun that no verb has claimed
        self.object: _Word | None = None  # a party or noun behind the verb, not yet sure to be its object
        self.agent: _Word | None = None  # `do` or a passive auxiliary that waits for its party
        self.kept: _Word | None = None  # a subject that waits for its verb while a clause about it is read
        self.relative: _Word | None = None  # a word that opens a clause about the noun before it
        self.opener: _Word | None = None  # a conjunction whose clause is being read
        self.expected: _Word | None = None  # a party or noun before an auxiliary, so that a verb of its own must follow
        self.parted = False  # whether a comma or the like stands between here and the verb read last
        self.waiting: list[_Word] = []  # words before the first verb
        self.fronted: list[_Word] = []  # verbs without a subject before the first that has one

    def build(self) -> None:
        """Set head and dependency of every word."""
        depth = 0
        for word in self.words:
            depth += (word.lemma == "(") - (word.lemma == ")")
            if depth > 0 or word.lemma == ")":
                self._hang(word, self.noun or self.verb, "aside")
            else:
                getattr(self, f"_{word.kind}", self._other)(word)
            self.parted = self.parted or self._ends_in_comma(word)
        top = self.root or next((w for w in self.words if w.kind in ("party", "noun")), None) or self.words[0]
        for word in (*self.fronted, *self.waiting):
            if word.head is None and word is not top:
                word.head, word.dep = top, word.dep or "left"
        last = None
        for word in self.words:
            if word.head is None and word is not top:
                word.head, word.dep = last or top, "left"
            last = word if word.kind == "verb" else last
        self._cut_circles(top)

    def _cut_circles(self, top: _Word) -> None:
        for word in self.words:
            seen, here = {id(word)}, word
            while here.head is not None:
                here = here.head
                if id(here) in seen:
                    word.head, word.dep = (top, "left") if word is not top else (None, "")
                    break
                seen.add(id(here))

    def _hang(self, word: _Word, head: _Word | None, dep: str) -> None:
        if head is None or head is word:
            self.waiting.append(word)
            word.dep = dep
        else:
            word.head, word.dep = head, dep

    # -- words that aren't verbs

    def _party(self, word: _Word) -> None:
        before = self._before(word)
        if self._paired(word):
            word.head, word.dep = self.gathering, "modifier"
            self.noun = word
            return
        if self.agent is not None and self.agent.kind == "passive":
            word.head, word.dep = self.agent, "prep_object"
            self.noun = word
            return
        if self._joins(word, before):
            self.noun = word
            return
        if self.opener is not None and self._verb_follows(word):
            self.subject, self.prep = word, None
        elif self.prep is not None and not self._has_noun(self.prep):
            word.head, word.dep = self.prep, "prep_object"
        elif self._names(word, before):
            word.head, word.dep = self.noun, "modifier"
            return
        elif self._within(word, before):
            word.head, word.dep = self.noun, "modifier"
            return
        elif self._owns(word, before):
            word.head, word.dep = before, "possessive"
            return
        elif self.verb is not None and not self.parted and self._behind_verb(word):
            if self.object is not None:
                self.object.head, self.object.dep = word, "modifier"
            self.object = word
            self._hang(word, self.verb, "object")
        elif self.subject is not None and self.subject.kind != "party" and not self._beside(self.subject, word):
            self._hang(word, self.subject, "modifier")
        else:
            self._hang(self.subject, word, "modifier") if self.subject is not None else None
            self.subject = word
            self.prep = None
        self.noun = word

    def _within(self, word: _Word, before: _Word | None) -> bool:
        """Whether `word` goes on with what a preposition leads to ("tại trụ sở Bộ Công an")."""
        if (
            self.prep is None
            or before is None
            or before.kind not in ("other", "nominaliser")
            or self._verb_follows(word)
        ):
            return False
        return self.noun is not None and self._has_noun(self.prep)

    def _behind_verb(self, word: _Word) -> bool:
        """Whether `word` is the object of the last verb, by itself or behind what it is called."""
        if self.object is None:
            return self._near(word)
        called = self.object.kind == "other" and word.kind == "party" and self.verb is not None and self.verb.top
        between = self.words[self._index(self.object) + 1 : self._index(word)]
        return called and len(between) <= 3 and all(w.kind == "other" for w in between)

    def _paired(self, word: _Word) -> bool:
        """Whether a country before a hyphen and another tells whose meeting or document was named before it."""
        n = self._index(word)
        if self.gathering is None or self.gathering.first < (self.verb.first if self.verb else 0):
            return False
        hyphen, other = (*self.words[n + 1 : n + 3], None, None)[:2]
        return (
            self._country(word)
            and hyphen is not None
            and hyphen.lemma in ("-", "–")
            and other is not None
            and self._country(other)
        )

    def _country(self, word: _Word) -> bool:
        mention = self.units[word.first].mention
        return mention is not None and mention.kind == "country"

    def _beside(self, noun: _Word, word: _Word) -> bool:
        """Whether nothing leads from `noun` to `word`, so that the latter tells who the former is."""
        between = self.words[self._index(noun) + 1 : self._index(word)]
        return all(w.kind not in ("preposition", "agent") for w in between)

    def _owns(self, word: _Word, before: _Word | None) -> bool:
        """Whether a party is whose the noun before it is: a delegation's, or a meeting's where no verb follows."""
        if word.kind != "party" or before is None or before.kind != "noun":
            return False
        return "delegation" in before.classes or not self._verb_follows(word)

    def _names(self, word: _Word, before: _Word | None) -> bool:
        """Whether a country is part of the name of the noun before it ("Đối thoại Việt Nam - Lào")."""
        if not self._country(word) or self.noun is None or self.noun.kind != "noun":
            return False
        return before is not None and before.kind in ("noun", "other") and not self._verb_follows(word)

    def _noun(self, word: _Word) -> None:
        self._party(word)
        self.gathering = word

    def _date(self, word: _Word) -> None:
        self._hang(word, self.verb, "time")

    def _joins(self, word: _Word, before: _Word | None) -> bool:
        """Hang `word` on the party before it where a coordinator or comma joins them."""
        chain = self.noun
        if chain is None or before is None or before.kind not in ("coordinator", "separator"):
            return False
        between = self.words[self._index(chain) + 1 : self._index(word)]
        if any(w.kind not in ("coordinator", "separator", "date") for w in between) or chain.kind == "other":
            return False
        listed = chain is self.subject or (
            before.kind == "coordinator" and chain is self.object and self.verb is not None and self.verb.top
        )
        if not listed and self._verb_follows(word):
            return False
        if word.kind == "noun" and chain.kind == "party":
            return False
        word.head, word.dep = chain, "conjunct"
        return True

    def _verb_follows(self, word: _Word) -> bool:
        for after in self.words[self._index(word) + 1 :]:
            if after.kind in ("verb", "auxiliary", "negation"):
                return True
            if after.kind not in ("adverb", "date"):
                return False
        return False

    def _preposition(self, word: _Word) -> None:
        head = self.noun if word.lemma == "của" and self.noun is not None else self._governor(word)
        self._hang(word, head, "prep")
        self.prep = word

    def _governor(self, word: _Word) -> _Word | None:
        """What a preposition belongs to: the nearest verb or noun of meeting before it."""
        noun = self.noun
        if noun is not None and noun.kind == "noun" and (self.verb is None or noun.first > self.verb.first):
            return noun
        return self.verb

    def _agent(self, word: _Word) -> None:
        self.agent = word
        self.relative = word
        self.kept, self.subject = self.subject, None
        self.prep = None
        self._hang(word, self.verb, "mark")

    def _passive(self, word: _Word) -> None:
        self.agent = word
        self.waiting.append(word)

    def _relativiser(self, word: _Word) -> None:
        self.relative = word
        self.kept, self.subject = self.subject, None
        self.prep = None
        self._hang(word, self.verb, "mark")

    def _opener(self, word: _Word) -> None:
        self.opener = word
        self._hang(word, self.verb, "prep")
        self.prep = word

    def _separator(self, word: _Word) -> None:
        self.parted = True
        self._close()
        if self.verb is not None and self.expected is None:
            for waiting in self.waiting:
                if waiting.head is None and waiting.kind in ("auxiliary", "negation", "adverb"):
                    waiting.head, waiting.dep = self.verb, "mark"
            self.waiting = [w for w in self.waiting if w.head is None]
        self._hang(word, self.verb, "mark")

    def _coordinator(self, word: _Word) -> None:
        self.parted = True
        self._hang(word, self.verb, "mark")

    def _complementiser(self, word: _Word) -> None:
        self.prep = None
        self._hang(word, self.verb, "marker")

    def _auxiliary(self, word: _Word) -> None:
        self.waiting.append(word)
        word.dep = "auxiliary"
        for noun in (self.subject, self.object):
            if self.expected is None and noun is not None and self._adjacent(noun, word):
                self.expected = noun

    def _negation(self, word: _Word) -> None:
        self.waiting.append(word)
        word.dep = "negation"

    def _adverb(self, word: _Word) -> None:
        self.waiting.append(word)
        word.dep = "adverb"

    def _nominaliser(self, word: _Word) -> None:
        self._other(word)

    def _other(self, word: _Word) -> None:
        """A word that tells nothing: it hangs on what is before it, and may be what a clause is about."""
        if self.prep is not None and not self._has_noun(self.prep):
            word.head, word.dep = self.prep, "prep_object"
            self.noun = word
            return
        before = self._before(word)
        if before is not None and before.kind in ("other", "noun", "party", "nominaliser") and self.noun is not None:
            self._hang(word, self.noun, "modifier")
            return
        if self.verb is not None and not self.parted and self.object is None:
            self.object = word
            self._hang(word, self.verb, "object")
        elif (self.parted or self.verb is None) and self.subject is None and self.noun_free(word):
            self.subject = word
        else:
            self._hang(word, self.noun if self.noun is not None and not self.parted else self.verb, "modifier")
            return
        self.noun = word

    def noun_free(self, word: _Word) -> bool:
        """Whether `word` could be the subject of a new clause."""
        before = self._before(word)
        return before is None or before.kind in ("separator", "coordinator", "adverb", "date")

    # -- verbs

    def _verb(self, word: _Word) -> None:
        subject, dep = self._find_subject(word)
        if subject is not None:
            subject.head, subject.dep = word, dep
        elif self.subject is not None:
            self._hang(self.subject, self.verb, "modifier")
        self._place(word, subject)
        for waiting in self.waiting:
            if waiting.kind in ("auxiliary", "negation", "adverb", "passive") and waiting.head is None:
                waiting.head = word
                waiting.dep = "prep" if waiting.kind == "passive" else waiting.dep
        self.waiting = [w for w in self.waiting if w.head is None]
        self.verb, self.object, self.subject, self.prep = word, None, self.kept, None
        self.kept = None
        self.agent = self.relative = self.opener = self.expected = None
        self.parted = False
        self.noun = None

    def _find_subject(self, word: _Word) -> tuple[_Word | None, str]:
        passive = any(
            w.kind == "passive" or (w.kind == "auxiliary" and "passive" in w.classes) for w in self._leading(word)
        ) or (self.agent is not None and self.agent.kind == "passive")
        dep = "passive" if passive else "subject"
        if self.expected is not None:
            return self.expected, dep
        if self.subject is not None and self._leads(self.subject, word):
            return self.subject, dep
        if self.object is not None and self._adjacent(self.object, word) and self._can_act(self.object, word):
            return self.object, dep
        return None, dep

    def _leads(self, noun: _Word, word: _Word) -> bool:
        """Whether `noun` is the subject of `word`: in front of the sentence, else beside it or before an auxiliary."""
        if self.root is None or self._finite(word):
            return True
        between = self.words[self._index(noun) + 1 : self._index(word)]
        return noun.kind == "party" and all(w.kind != "separator" for w in between)

    def _can_act(self, behind: _Word, word: _Word) -> bool:
        """Whether what stands between two verbs is the subject of the second, `word`."""
        assert self.verb is not None
        if behind.kind != "party":
            return self.verb.top and bool(self._leading(word))
        return "motion" not in self.verb.classes or self.units[behind.first].mention is None

    def _finite(self, word: _Word) -> bool:
        """Whether `word` has an auxiliary, so that it is no mere item of a list."""
        return any(w.kind in ("auxiliary", "negation", "passive") for w in self._leading(word))

    def _place(self, word: _Word, subject: _Word | None) -> None:
        """Hang a verb on the one before it, or make it the root."""
        if self.opener is not None and self.verb is not None:
            self._hang(word, self.item or self.verb, "background" if "time" in self.opener.classes else "adverbial")
            return
        beside = self.verb is not None and not self.parted and (subject is None or subject is self.object)
        if beside and self.root is None and self.relative is None:
            self._behind(word, "complement" if self.verb and self.verb.top else "adverbial")
        elif self.root is None or self.verb is None:
            if subject is None and self._more_subjects(word):
                self.fronted.append(word)
                word.dep = "adverbial"
                self.verb = word
                return
            if self.relative is not None and subject is not None:
                self._about(word)
                return
            self._take_root(word)
            return
        if self.relative is not None:
            self._about(word)
        elif subject is not None and subject is self.object:
            self._behind(word, "complement" if self.verb and self.verb.top else "adverbial")
        elif subject is not None:
            self._hang(word, self.said or self.root, "parallel" if self.parted else "complement")
            if not self.parted:
                self._behind(word, "complement")
            elif word.top or subject.kind == "party":
                self.said = word
                self.item = None
        elif not self.parted:
            self._behind(word, self._directly(word))
        elif word.top and not (self.item is not None and "verb" in word.classes):
            self._hang(word, self.said or self.root, "parallel")
            self.said, self.item = word, None
        else:
            self._hang(word, self.item or self.verb, "conjunct")

    def _directly(self, word: _Word) -> str:
        """The dependency of a verb that nothing parts from the one before it."""
        assert self.verb is not None
        if self.object is not None and self.object.kind != "party" and word.top and "meet" not in word.classes:
            return "relative"
        return "open" if self.verb.top or self.object is None or "motion" in self.verb.classes else "adverbial"

    def _behind(self, word: _Word, dep: str) -> None:
        head = self.noun if dep == "relative" and self.noun is not None else self.verb
        self._hang(word, head, dep)
        if self.verb is not None and self.verb.top and dep in ("open", "complement"):
            self.item = word

    def _about(self, word: _Word) -> None:
        """Hang the verb of a clause on the noun that the clause is about."""
        marker = self.relative
        before = (
            [w for w in self.words[: self._index(marker)] if w.kind in ("noun", "party", "other")] if marker else []
        )
        if before:
            last = before[-1].head if before[-1].dep == "possessive" else before[-1]
            word.head, word.dep = self.kept or last, "relative"
        else:
            self.fronted.append(word)
            word.dep = "relative"

    def _take_root(self, word: _Word) -> None:
        self.root = self.said = word
        for fronted in self.fronted:
            if fronted.head is None:
                fronted.head = word
        for waiting in self.waiting:
            if waiting.head is None and waiting.dep in ("prep", "time", "mark", "left"):
                waiting.head = word
        self.waiting = [w for w in self.waiting if w.head is None]

    # -- where words stand

    def _index(self, word: _Word) -> int:
        return next(n for n, w in enumerate(self.words) if w is word)

    def _before(self, word: _Word) -> _Word | None:
        earlier = [w for w in self.words[: self._index(word)] if w.dep != "aside"]
        return earlier[-1] if earlier else None

    def _leading(self, word: _Word) -> list[_Word]:
        """The auxiliaries and adverbs right before `word`."""
        n = self._index(word)
        found = []
        while n > 0 and self.words[n - 1].kind in ("auxiliary", "negation", "adverb", "passive", "date"):
            n -= 1
            found.append(self.words[n])
        return found

    def _adjacent(self, noun: _Word, verb: _Word) -> bool:
        between = self.words[self._index(noun) + 1 : self._index(verb)]
        return all(w.kind in ("auxiliary", "negation", "adverb", "date", "passive") or w.head is noun for w in between)

    def _near(self, word: _Word) -> bool:
        """Whether only words that open an object stand between the last verb and `word`."""
        assert self.verb is not None
        between = self.words[self._index(self.verb) + 1 : self._index(word)]
        return all(
            w.kind in ("adverb", "complementiser", "nominaliser", "date") or w.lemma in self.copulas for w in between
        )

    def _more_subjects(self, word: _Word) -> bool:
        """Whether a verb with a subject of its own comes behind a comma after `word`."""
        rest = self.words[self._index(word) + 1 :]
        comma = next((n for n, w in enumerate(rest) if w.kind == "separator" or self._ends_in_comma(w)), None)
        return comma is not None and any(w.kind == "verb" for w in rest[comma:])

    def _ends_in_comma(self, word: _Word) -> bool:
        """Whether a mention holds the comma that closes an apposition in it."""
        return word.kind == "party" and self.units[word.first].text.endswith(",")

    def _has_noun(self, prep: _Word) -> bool:
        return any(w.head is prep and w.dep == "prep_object" for w in self.words)

    def _close(self) -> None:
        if self.prep is not None and self._has_noun(self.prep):
            self.prep = None


def _write(words: list[_Word], units: list[Unit]) -> None:
    for word in words:
        stand = units[word.unit]
        for i in range(word.first, word.last):
            units[i].head, units[i].dep, units[i].pos = stand.i, "flat", "X"
            units[i].word = word.first
        stand.pos = _POS.get(word.kind, "NOUN" if word.kind in ("other", "nominaliser") else "PART")
        if "pronoun" in word.classes:
            stand.pos = "PRON"
        if stand.mention is None:
            stand.lemma = word.lemma
        stand.dep = word.dep
        stand.head = units[word.head.unit].i if word.head is not None else stand.i
