"""What the wording of a naming tells: is it a proper name, is it joint, which words tell it from others of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from loaders.extraction.document import Document
from loaders.extraction.lexical import is_acronym
from loaders.extraction.lexicon import table
from loaders.extraction.namings import Naming
from loaders.extraction.words import normal

_TITLE_CASE = 0.6  # of the longer words of a headline begin with capitals, so that capitals tell nothing in it
_CLOSING = '.!?;”"»'


@cache
def wordset_of(lang: str, key: str) -> frozenset[str]:
    """Return the words of one kind by which namings are judged."""
    return frozenset(normal(word) for word in table(lang, "agreements")["which"][key])


@dataclass(frozen=True, slots=True)
class Traits:
    """A naming as it is judged.

    `head` is the word that tells its kind, `words` those that tell it from others of its kind, `special` those of them
    that are more than common adjectives, `ahead` all that stand before the head. `countries` are those of its sentence.
    """

    naming: Naming
    lang: str
    head: str
    words: frozenset[str]
    special: frozenset[str]
    ahead: frozenset[str]
    countries: frozenset[str]
    proper: bool  # written as a proper name where capitals tell something
    called: bool  # holds the name of a place or the like
    titled: bool  # has two or more capitalised words before its head
    joint: bool  # says that several sides have it in common
    compound: bool  # the words that tell its kind tell more than that ("action plan")
    acronym: bool  # described by an acronym that is no country's ("the NADD meeting")
    domestic: bool  # one state's own

    def head_is(self, key: str) -> bool:
        """Whether the head is one of the words `key`."""
        return self.head in wordset_of(self.lang, key)

    def determined_by(self, key: str) -> bool:
        """Whether the determiner is one of the words `key`."""
        return self.naming.determiner in wordset_of(self.lang, key)

    @property
    def definite(self) -> bool:
        """Whether its determiner is neither missing nor indefinite."""
        return bool(self.naming.determiner) and not self.determined_by("indefinite")

    @property
    def bilateral(self) -> bool:
        """Whether two countries are named with it."""
        return len(self.naming.countries) > 1

    @property
    def sided(self) -> bool:
        """Whether its sides are told behind it."""
        return self.naming.sides != (0, 0)

    @property
    def described(self) -> frozenset[str]:
        """The words that describe its head: those before it, or all where the language puts them behind."""
        return self.words if table(self.lang, "agreements")["grammar"]["modifiers_behind"] else self.ahead


def traits_of(document: Document, naming: Naming, countries: Mapping[int, tuple[int, str]]) -> Traits:
    """Judge the wording of `naming`; `countries` are those of its sentence, by their first token."""
    lang = document.lang
    grammar = table(lang, "agreements")["grammar"]
    behind = bool(grammar["modifiers_behind"])
    tokens = document.tokens
    before, after = range(naming.first, naming.head), range(naming.head_last, naming.last)
    foreign = {i for first, (end, _) in countries.items() for i in range(first, end)}
    own = [i for i in (*before, *after) if i not in foreign]
    described = [tokens[i].text for i in (after if behind else before) if i not in foreign]
    joint = tokens[naming.head + 1 : naming.last] if behind else tokens[naming.first : naming.head_last]
    words = frozenset(tokens[i].norm for i in own if tokens[i].text[0].isalnum())
    words -= wordset_of(lang, "empty") | {naming.acronym.lower()}
    called = any(tokens[i].text[0].isupper() and not is_acronym(tokens[i].text) for i in own)
    titles = [tokens[i].text for i in before]
    beside = naming.head_last if behind else naming.first
    return Traits(
        naming=naming,
        lang=lang,
        head=tokens[naming.head if behind else naming.head_last - 1].norm,
        words=words,
        special=words - wordset_of(lang, "plain"),
        ahead=frozenset(tokens[i].norm for i in before if tokens[i].text[0].isalnum()),
        countries=frozenset(code for _, code in countries.values()),
        proper=naming.capital or called if behind else naming.capital and not _in_headline(document, naming),
        called=called,
        titled=not behind and len(titles) > 1 and all(t[0].isupper() and not is_acronym(t) for t in titles),
        joint=any(t.norm in wordset_of(lang, "joint") for t in joint),
        compound=naming.head_last - naming.head >= int(grammar["compound"]),
        acronym=any(is_acronym(text) for text in described),
        domestic=any(t.norm in wordset_of(lang, "domestic") for t in tokens[beside : beside + 1]),
    )


def _in_headline(document: Document, naming: Naming) -> bool:
    """Whether it stands in a line without a full stop most of whose words are capitalised."""
    words = document.words(naming.sentence)
    if words[-1].text[-1] in _CLOSING:
        return False
    longer = [t for t in words if t.text[0].isalpha() and len(t.text) > 3]
    return sum(t.text[0].isupper() for t in longer) > _TITLE_CASE * len(longer)
