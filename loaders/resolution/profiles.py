"""What is known of a person, and on what grounds two profiles are one person's: never on a likeness of names alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from loaders.records import Language
from loaders.resolution import knowledge as k
from loaders.resolution.merging import Scored
from loaders.resolution.names import Likeness, Name, compare, own_keys, sought_keys

# What a likeness of names is worth by itself; only SAME and SPELLING are enough without other grounds.
_NAMES = {
    Likeness.SAME: (6, "same name"),
    Likeness.SPELLING: (5, "name spelled alike"),
    Likeness.SHORTER: (4, "name with words left out"),
    Likeness.TYPO: (2, "name a slip apart"),
    Likeness.PART: (2, "part of the name"),
    Likeness.NONE: (0, "another name in Vietnamese"),
}
_SYLLABIC = -2  # names of short words differ by a letter from person to person
_SINGLE_WORD = -3  # a single word names many people
_LONG_WORD = 1  # fewer, if it is long
_OTHER_COUNTRY = -2  # where one side's country isn't borne out by a post


@dataclass(slots=True)
class PersonProfile:
    """What is known of one person so far; roles, companions and occasions as in `people.Appearance`."""

    mentions: list[k.Mention] = field(default_factory=list)
    names: set[Name] = field(default_factory=set)
    articles: dict[str, set[Name]] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    organisations: set[k.Key] = field(default_factory=set)
    companions: set[str] = field(default_factory=set)
    occasions: set[tuple[str, str]] = field(default_factory=set)
    languages: set[Language] = field(default_factory=set)

    @property
    def may_be_exonym(self) -> bool:
        """Whether only Vietnamese articles name the person, a foreigner, and in words that Vietnamese has."""
        foreign = bool(self.countries) and "VN" not in self.countries
        return foreign and self.languages == {"vi"} and all(name.syllabic for name in self.names)

    def absorb(self, other: PersonProfile) -> None:
        """Add all that another profile knows."""
        self.mentions += other.mentions
        for article, names in other.articles.items():
            self.articles.setdefault(article, set()).update(names)
        self.names |= other.names
        self.countries |= other.countries
        self.roles |= other.roles
        self.organisations |= other.organisations
        self.companions |= other.companions
        self.occasions |= other.occasions
        self.languages |= other.languages


def score(one: PersonProfile, two: PersonProfile, likeness: int) -> Scored:
    """Return the points for two profiles being one person, and the grounds."""
    points, reason = _NAMES[Likeness(likeness)]
    reasons = [reason]
    names = one.names | two.names
    if likeness == Likeness.SAME and min(len(name.words) for name in names) == 1:
        points += _SINGLE_WORD
    if likeness == Likeness.PART and not all(name.syllabic for name in names if len(name.words) == 1):
        points += _LONG_WORD
    if likeness in (Likeness.SHORTER, Likeness.TYPO) and all(name.syllabic for name in names):
        points += _SYLLABIC
    if one.countries and two.countries and not one.countries & two.countries:
        points += _OTHER_COUNTRY
        reasons.append("different countries")
    for more, text, shared in _shared(one, two):
        if shared:
            points += more
            reasons.append(text)
    return points, tuple(reasons)


def _shared(one: PersonProfile, two: PersonProfile) -> Iterator[tuple[int, str, bool]]:
    """Yield points, words and truth of each further ground."""
    occasion = not one.occasions.isdisjoint(two.occasions)
    yield 1, "same country", not one.countries.isdisjoint(two.countries)
    yield 2, "same office", not one.roles.isdisjoint(two.roles)
    yield 1, "same organisation", not one.organisations.isdisjoint(two.organisations)
    yield 3, "met the same person on the same day", occasion
    yield 1, "met the same person", not occasion and not one.companions.isdisjoint(two.companions)


def exclude(one: PersonProfile, two: PersonProfile) -> bool:
    """Tell whether two profiles can't be one person."""
    return _different_countries(one, two) or _different_names(one, two) or _told_apart(one, two)


def _different_names(one: PersonProfile, two: PersonProfile) -> bool:
    """Tell whether no full name of one is like any of the other."""
    if _only_single_words(one) or _only_single_words(two) or _may_be_exonyms(one, two):
        return False
    return not any(compare(a, b) > Likeness.PART for a in one.names for b in two.names)


def _may_be_exonyms(one: PersonProfile, two: PersonProfile) -> bool:
    """Tell whether Vietnamese may have a name of its own for one: same country, office, company and day."""
    return (
        one.may_be_exonym != two.may_be_exonym
        and one.languages.isdisjoint(two.languages)
        and not one.countries.isdisjoint(two.countries)
        and not one.roles.isdisjoint(two.roles)
        and not one.occasions.isdisjoint(two.occasions)
    )


def _only_single_words(profile: PersonProfile) -> bool:
    return all(len(name.words) == 1 for name in profile.names)


def _told_apart(one: PersonProfile, two: PersonProfile) -> bool:
    """Tell whether one article names both, by different names."""
    return any(
        compare(a, b) is not Likeness.SAME
        for article in one.articles.keys() & two.articles.keys()
        for a in one.articles[article]
        for b in two.articles[article]
    )


def _different_countries(one: PersonProfile, two: PersonProfile) -> bool:
    """Tell whether both hold posts, of different countries, and no common post or occasion speaks against."""
    if not one.countries or not two.countries or one.countries & two.countries:
        return False
    return bool(one.roles and two.roles) and one.roles.isdisjoint(two.roles) and one.occasions.isdisjoint(two.occasions)


def candidates(profiles: Sequence[PersonProfile], strays: Set[int] = frozenset()) -> dict[tuple[int, int], int]:
    """Return the pairs of profiles whose names are alike or may be exonyms, found by keys that they share.

    Those of `strays`, which fit several, are left out.
    """
    index: dict[str, set[int]] = defaultdict(set)
    known = [(number, profile) for number, profile in enumerate(profiles) if number not in strays]
    for number, profile in known:
        for name in profile.names:
            for key in own_keys(name):
                index[key].add(number)
    found: dict[tuple[int, int], int] = dict.fromkeys(_exonyms(profiles), int(Likeness.NONE))
    for number, profile in known:
        for name in profile.names:
            for other in {other for key in sought_keys(name) for other in index.get(key, ())}:
                pair = (min(number, other), max(number, other))
                if number == other or found.get(pair):
                    continue
                likeness = max(compare(name, theirs) for theirs in profiles[other].names)
                if likeness > Likeness.NONE:
                    found[pair] = likeness
    return found


def _exonyms(profiles: Sequence[PersonProfile]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of profiles of which one may be the Vietnamese name of the other."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, profile in enumerate(profiles):
        if not profile.may_be_exonym:
            for occasion in profile.occasions:
                index[occasion].append(number)
    for number, profile in enumerate(profiles):
        if profile.may_be_exonym:
            for other in {other for occasion in profile.occasions for other in index.get(occasion, ())}:
                if _may_be_exonyms(profile, profiles[other]):
                    yield min(number, other), max(number, other)
