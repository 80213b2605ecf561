"""Hangs each word of a sentence on another by where it stands: the clauses of languages that have no parser."""

from __future__ import annotations

from loaders.extraction.document import Unit
from loaders.extraction.word_classes import Word
from loaders.extraction.word_order import Row


class Clauses:
    """Reads the words of a sentence from left to right and hangs each on another."""

    def __init__(self, words: list[Word], units: list[Unit]) -> None:
        self.words = words
        self.units = units
        self.row = Row(words, units)
        self.root: Word | None = None  # the first verb with what belongs to it
        self.verb: Word | None = None  # the verb read last
        self.said: Word | None = None  # the last verb of the outermost row
        self.item: Word | None = None  # the last verb of a list of things to be done
        self.noun: Word | None = None  # the noun or party read last
        self.gathering: Word | None = None  # the noun of meeting or of document read last
        self.prep: Word | None = None  # a preposition that waits for its noun, or has it
        self.subject: Word | None = None  # a party or noun that no verb has claimed
        self.object: Word | None = None  # a party or noun behind the verb, not yet sure to be its object
        self.agent: Word | None = None  # `do` or a passive auxiliary that waits for its party
        self.kept: Word | None = None  # a subject that waits for its verb while a clause about it is read
        self.relative: Word | None = None  # a word that opens a clause about the noun before it
        self.opener: Word | None = None  # a conjunction whose clause is being read
        self.expected: Word | None = None  # a party or noun before an auxiliary, so that a verb of its own must follow
        self.parted = False  # whether a comma or the like stands between here and the verb read last
        self.waiting: list[Word] = []  # words before the first verb
        self.fronted: list[Word] = []  # verbs without a subject before the first that has one

    def build(self) -> None:
        """Set head and dependency of every word."""
        depth = 0
        for word in self.words:
            depth += (word.lemma == "(") - (word.lemma == ")")
            if depth > 0 or word.lemma == ")":
                self._hang(word, self.noun or self.verb, "aside")
            else:
                getattr(self, f"_{word.kind}", self._other)(word)
            self.parted = self.parted or self.row.ends_in_comma(word)
        top = self.root or next((w for w in self.words if w.kind in ("party", "noun")), None) or self.words[0]
        for word in (*self.fronted, *self.waiting):
            if word.head is None and word is not top:
                word.head, word.dep = top, word.dep or "left"
        last = None
        for word in self.words:
            if word.head is None and word is not top:
                word.head, word.dep = last or top, "left"
            last = word if word.kind == "verb" else last
        self.row.cut_circles(top)

    def _hang(self, word: Word, head: Word | None, dep: str) -> None:
        if head is None or head is word:
            self.waiting.append(word)
            word.dep = dep
        else:
            word.head, word.dep = head, dep

    # -- words that aren't verbs

    def _party(self, word: Word) -> None:
        before = self.row.before(word)
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
        if self.opener is not None and self.row.verb_follows(word):
            self.subject, self.prep = word, None
        elif self.prep is not None and not self.row.has_noun(self.prep):
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
        elif (
            self.subject is not None and self.subject.kind != "party" and not self.row.nothing_leads(self.subject, word)
        ):
            self._hang(word, self.subject, "modifier")
        else:
            self._hang(self.subject, word, "modifier") if self.subject is not None else None
            self.subject = word
            self.prep = None
        self.noun = word

    def _within(self, word: Word, before: Word | None) -> bool:
        """Whether `word` goes on with what a preposition leads to ("tại trụ sở Bộ Công an")."""
        if (
            self.prep is None
            or before is None
            or before.kind not in ("other", "nominaliser")
            or self.row.verb_follows(word)
        ):
            return False
        return self.noun is not None and self.row.has_noun(self.prep)

    def _behind_verb(self, word: Word) -> bool:
        """Whether `word` is the object of the last verb, by itself or behind what it is called."""
        if self.object is None:
            return self.verb is not None and self.row.near(self.verb, word)
        called = self.object.kind == "other" and word.kind == "party" and self.verb is not None and self.verb.top
        between = self.words[self.row.index(self.object) + 1 : self.row.index(word)]
        return called and len(between) <= 3 and all(w.kind == "other" for w in between)

    def _paired(self, word: Word) -> bool:
        """Whether a country before a hyphen and another tells whose meeting or document was named before it."""
        n = self.row.index(word)
        if self.gathering is None or self.gathering.first < (self.verb.first if self.verb else 0):
            return False
        hyphen, other = (*self.words[n + 1 : n + 3], None, None)[:2]
        return (
            self.row.is_country(word)
            and hyphen is not None
            and hyphen.lemma in ("-", "–")
            and other is not None
            and self.row.is_country(other)
        )

    def _owns(self, word: Word, before: Word | None) -> bool:
        """Whether a party is whose the noun before it is: a delegation's, or a meeting's where no verb follows."""
        if word.kind != "party" or before is None or before.kind != "noun":
            return False
        return "delegation" in before.classes or not self.row.verb_follows(word)

    def _names(self, word: Word, before: Word | None) -> bool:
        """Whether a country is part of the name of the noun before it ("Đối thoại Việt Nam - Lào")."""
        if not self.row.is_country(word) or self.noun is None or self.noun.kind != "noun":
            return False
        return before is not None and before.kind in ("noun", "other") and not self.row.verb_follows(word)

    def _noun(self, word: Word) -> None:
        self._party(word)
        self.gathering = word

    def _date(self, word: Word) -> None:
        self._hang(word, self.verb, "time")

    def _joins(self, word: Word, before: Word | None) -> bool:
        """Hang `word` on the party before it where a coordinator or comma joins them."""
        chain = self.noun
        if chain is None or before is None or before.kind not in ("coordinator", "separator"):
            return False
        between = self.words[self.row.index(chain) + 1 : self.row.index(word)]
        if any(w.kind not in ("coordinator", "separator", "date") for w in between) or chain.kind == "other":
            return False
        listed = chain is self.subject or (
            before.kind == "coordinator" and chain is self.object and self.verb is not None and self.verb.top
        )
        if not listed and self.row.verb_follows(word):
            return False
        if word.kind == "noun" and chain.kind == "party":
            return False
        word.head, word.dep = chain, "conjunct"
        return True

    def _preposition(self, word: Word) -> None:
        head = self.noun if "possession" in word.classes and self.noun is not None else self._governor(word)
        self._hang(word, head, "prep")
        self.prep = word

    def _governor(self, word: Word) -> Word | None:
        """What a preposition belongs to: the nearest verb or noun of meeting before it."""
        noun = self.noun
        if noun is not None and noun.kind == "noun" and (self.verb is None or noun.first > self.verb.first):
            return noun
        return self.verb

    def _agent(self, word: Word) -> None:
        self.agent = word
        self.relative = word
        self.kept, self.subject = self.subject, None
        self.prep = None
        self._hang(word, self.verb, "mark")

    def _passive(self, word: Word) -> None:
        self.agent = word
        self.waiting.append(word)

    def _relativiser(self, word: Word) -> None:
        self.relative = word
        self.kept, self.subject = self.subject, None
        self.prep = None
        self._hang(word, self.verb, "mark")

    def _opener(self, word: Word) -> None:
        self.opener = word
        self._hang(word, self.verb, "prep")
        self.prep = word

    def _separator(self, word: Word) -> None:
        self.parted = True
        self._close()
        if self.verb is not None and self.expected is None:
            for waiting in self.waiting:
                if waiting.head is None and waiting.kind in ("auxiliary", "negation", "adverb"):
                    waiting.head, waiting.dep = self.verb, "mark"
            self.waiting = [w for w in self.waiting if w.head is None]
        self._hang(word, self.verb, "mark")

    def _coordinator(self, word: Word) -> None:
        self.parted = True
        self._hang(word, self.verb, "mark")

    def _complementiser(self, word: Word) -> None:
        self.prep = None
        self._hang(word, self.verb, "marker")

    def _auxiliary(self, word: Word) -> None:
        self.waiting.append(word)
        word.dep = "auxiliary"
        for noun in (self.subject, self.object):
            if self.expected is None and noun is not None and self.row.adjacent(noun, word):
                self.expected = noun

    def _negation(self, word: Word) -> None:
        self.waiting.append(word)
        word.dep = "negation"

    def _adverb(self, word: Word) -> None:
        self.waiting.append(word)
        word.dep = "adverb"

    def _nominaliser(self, word: Word) -> None:
        self._other(word)

    def _other(self, word: Word) -> None:
        """A word that tells nothing: it hangs on what is before it, and may be what a clause is about."""
        if self.prep is not None and not self.row.has_noun(self.prep):
            word.head, word.dep = self.prep, "prep_object"
            self.noun = word
            return
        before = self.row.before(word)
        if before is not None and before.kind in ("other", "noun", "party", "nominaliser") and self.noun is not None:
            self._hang(word, self.noun, "modifier")
            return
        if self.verb is not None and not self.parted and self.object is None:
            self.object = word
            self._hang(word, self.verb, "object")
        elif (self.parted or self.verb is None) and self.subject is None and self.row.opens_clause(word):
            self.subject = word
        else:
            self._hang(word, self.noun if self.noun is not None and not self.parted else self.verb, "modifier")
            return
        self.noun = word

    # -- verbs

    def _verb(self, word: Word) -> None:
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

    def _find_subject(self, word: Word) -> tuple[Word | None, str]:
        passive = any(
            w.kind == "passive" or (w.kind == "auxiliary" and "passive" in w.classes) for w in self.row.leading(word)
        ) or (self.agent is not None and self.agent.kind == "passive")
        dep = "passive" if passive else "subject"
        if self.expected is not None:
            return self.expected, dep
        if self.subject is not None and self._leads(self.subject, word):
            return self.subject, dep
        if self.object is not None and self.row.adjacent(self.object, word) and self._can_act(self.object, word):
            return self.object, dep
        return None, dep

    def _leads(self, noun: Word, word: Word) -> bool:
        """Whether `noun` is the subject of `word`: in front of the sentence, else beside it or before an auxiliary."""
        if self.root is None or self.row.finite(word):
            return True
        between = self.words[self.row.index(noun) + 1 : self.row.index(word)]
        return noun.kind == "party" and all(w.kind != "separator" for w in between)

    def _can_act(self, behind: Word, word: Word) -> bool:
        """Whether what stands between two verbs is the subject of the second, `word`."""
        assert self.verb is not None
        if behind.kind != "party":
            return self.verb.top and bool(self.row.leading(word))
        return "motion" not in self.verb.classes or self.units[behind.first].mention is None

    def _place(self, word: Word, subject: Word | None) -> None:
        """Hang a verb on the one before it, or make it the root."""
        if self.opener is not None and self.verb is not None:
            self._hang(word, self.item or self.verb, "background" if "time" in self.opener.classes else "adverbial")
            return
        beside = self.verb is not None and not self.parted and (subject is None or subject is self.object)
        if beside and self.root is None and self.relative is None:
            self._behind(word, "complement" if self.verb and self.verb.top else "adverbial")
        elif self.root is None or self.verb is None:
            if subject is None and self.row.more_subjects(word):
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

    def _directly(self, word: Word) -> str:
        """The dependency of a verb that nothing parts from the one before it."""
        assert self.verb is not None
        if self.object is not None and self.object.kind != "party" and word.top and "meet" not in word.classes:
            return "relative"
        return "open" if self.verb.top or self.object is None or "motion" in self.verb.classes else "adverbial"

    def _behind(self, word: Word, dep: str) -> None:
        head = self.noun if dep == "relative" and self.noun is not None else self.verb
        self._hang(word, head, dep)
        if self.verb is not None and self.verb.top and dep in ("open", "complement"):
            self.item = word

    def _about(self, word: Word) -> None:
        """Hang the verb of a clause on the noun that the clause is about."""
        marker = self.relative
        before = (
            [w for w in self.words[: self.row.index(marker)] if w.kind in ("noun", "party", "other")] if marker else []
        )
        if before:
            last = before[-1].head if before[-1].dep == "possessive" else before[-1]
            word.head, word.dep = self.kept or last, "relative"
        else:
            self.fronted.append(word)
            word.dep = "relative"

    def _take_root(self, word: Word) -> None:
        self.root = self.said = word
        for fronted in self.fronted:
            if fronted.head is None:
                fronted.head = word
        for waiting in self.waiting:
            if waiting.head is None and waiting.dep in ("prep", "time", "mark", "left"):
                waiting.head = word
        self.waiting = [w for w in self.waiting if w.head is None]

    # -- where words stand

    def _close(self) -> None:
        if self.prep is not None and self.row.has_noun(self.prep):
            self.prep = None
