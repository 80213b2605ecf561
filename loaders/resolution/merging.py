"""Merge profiles of people in rounds, the best grounds first; what fits two who exclude each other joins neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from loaders.resolution import knowledge as k
from loaders.resolution.clusters import Groups, settle
from loaders.resolution.decisions import Rulings
from loaders.resolution.names import Likeness, Name, compare, own_keys, sought_keys

ENOUGH = 5  # the score from which two profiles are one person
DOUBTFUL = 4  # the score from which a pair is worth a curator's look

# What a likeness of names is worth by itself; only SAME and SPELLING are enough without other grounds.
_NAMES = {
    Likeness.SAME: (6, "same name"),
    Likeness.SPELLING: (5, "name spelled alike"),
    Likeness.SHORTER: (4, "name with words left out"),
    Likeness.TYPO: (2, "name a slip apart"),
    Likeness.PART: (2, "part of the name"),
}
_SYLLABIC = -2  # names of short words differ by a letter from person to person
_SINGLE_WORD = -3  # a single word names many people
_LONG_WORD = 1  # fewer, if it is long
_OTHER_COUNTRY = -2  # where one side's country isn't borne out by a post


@dataclass(slots=True)
class Profile:
    """What is known of one person so far."""

    mentions: list[k.Mention] = field(default_factory=list)
    names: set[Name] = field(default_factory=set)
    articles: dict[str, set[Name]] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    organisations: set[k.Key] = field(default_factory=set)
    companions: set[str] = field(default_factory=set)
    occasions: set[tuple[str, str]] = field(default_factory=set)

    def absorb(self, other: Profile) -> None:
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


class Merger:
    """Joins profiles until nothing more fits. `groups` tells the outcome, `grounds` why and what was left open."""

    def __init__(self, profiles: Sequence[Profile], rulings: Rulings) -> None:
        self.groups = Groups(len(profiles))
        self.grounds: list[k.Ground] = []
        self._profiles = dict(enumerate(profiles))
        self._rulings = rulings
        self._likeness = _candidates(profiles)

    def run(self) -> None:
        """Join by decision, then by score from high to low, then note what is doubtful."""
        self._join_by_decision()
        highest = max((self._score(a, b)[0] for a, b in self._likeness), default=0)
        for least in range(highest, ENOUGH - 1, -1):
            while self._round(least):
                pass
        self._note_doubts()

    def _round(self, least: int) -> bool:
        """Join what scores at least `least`; tell whether anything was joined."""
        links = {pair: found for pair in self._likeness if (found := self._score(*pair))[0] >= least}
        joined = settle(links, self._exclude)
        for group in joined:
            inside = set(group)
            for (a, b), (score, reasons) in sorted(links.items()):
                if a in inside and b in inside:
                    self._note(a, b, score, reasons, joined=True)
            self._join(group)
        self._carry_over()
        return bool(joined)

    def _join(self, group: Sequence[int]) -> None:
        first, *others = group
        for other in others:
            self.groups.join(first, other)
            self._profiles[first].absorb(self._profiles.pop(other))

    def _carry_over(self) -> None:
        """Let the pairs of profiles stand for the groups they are now in, at the best likeness."""
        carried: dict[tuple[int, int], Likeness] = {}
        for (a, b), likeness in self._likeness.items():
            x, y = sorted((self.groups.of(a), self.groups.of(b)))
            if x != y:
                carried[x, y] = max(likeness, carried.get((x, y), likeness))
        self._likeness = carried

    def _join_by_decision(self) -> None:
        at: dict[k.Mention, list[int]] = defaultdict(list)
        for number, profile in self._profiles.items():
            for mention in set(profile.mentions):
                at[mention].append(number)
        links = [(a, b) for first, second in self._rulings.same for a in at[first] for b in at[second] if a != b]
        for group in settle(links, self._excluded_by_decision):
            self._join(group)
        self.grounds += [
            k.Ground(first, second, True, float("inf"), ("decision",))
            for first, second in self._rulings.same
            if {self.groups.of(a) for a in at[first]} & {self.groups.of(b) for b in at[second]}
        ]
        self._carry_over()

    def _excluded_by_decision(self, a: int, b: int) -> bool:
        return self._rulings.exclude(self._profiles[a].mentions, self._profiles[b].mentions)

    def _exclude(self, a: int, b: int) -> bool:
        """Tell whether two profiles can't be one person."""
        if self._excluded_by_decision(a, b):
            return True
        one, two = self._profiles[a], self._profiles[b]
        return _different_names(one, two) or _told_apart(one, two) or _different_countries(one, two)

    def _score(self, a: int, b: int) -> tuple[int, tuple[str, ...]]:
        one, two = self._profiles[a], self._profiles[b]
        likeness = self._likeness[a, b]
        score, reason = _NAMES[likeness]
        reasons = [reason]
        if likeness is Likeness.SAME and min(len(n.words) for n in one.names | two.names) == 1:
            score += _SINGLE_WORD
        if likeness is Likeness.PART and not all(n.syllabic for n in one.names | two.names if len(n.words) == 1):
            score += _LONG_WORD
        if likeness in (Likeness.SHORTER, Likeness.TYPO) and all(n.syllabic for n in one.names | two.names):
            score += _SYLLABIC
        if one.countries and two.countries and not one.countries & two.countries:
            score += _OTHER_COUNTRY
            reasons.append("different countries")
        for points, text, shared in _shared(one, two):
            if shared:
                score += points
                reasons.append(text)
        return score, tuple(reasons)

    def _note_doubts(self) -> None:
        for a, b in sorted(self._likeness):
            score, reasons = self._score(a, b)
            if score >= DOUBTFUL and not self._exclude(a, b):
                self._note(a, b, score, reasons, joined=False)

    def _note(self, a: int, b: int, score: float, reasons: tuple[str, ...], *, joined: bool) -> None:
        first, second = sorted((min(self._profiles[a].mentions), min(self._profiles[b].mentions)))
        self.grounds.append(k.Ground(first, second, joined, score, reasons))


def _shared(one: Profile, two: Profile) -> Iterator[tuple[int, str, bool]]:
    """Yield points, words and truth of each further ground."""
    occasion = bool(one.occasions & two.occasions)
    yield 1, "same country", bool(one.countries & two.countries)
    yield 2, "same office", bool(one.roles & two.roles)
    yield 1, "same organisation", bool(one.organisations & two.organisations)
    yield 3, "met the same person on the same day", occasion
    yield 1, "met the same person", not occasion and bool(one.companions & two.companions)


def _different_names(one: Profile, two: Profile) -> bool:
    """Tell whether no full name of one is like any of the other."""
    return max(compare(a, b) for a in one.names for b in two.names) <= Likeness.PART and not (
        _only_single_words(one) or _only_single_words(two)
    )


def _only_single_words(profile: Profile) -> bool:
    return all(len(name.words) == 1 for name in profile.names)


def _told_apart(one: Profile, two: Profile) -> bool:
    """Tell whether one article names both, by different names."""
    return any(
        compare(a, b) is not Likeness.SAME
        for article in one.articles.keys() & two.articles.keys()
        for a in one.articles[article]
        for b in two.articles[article]
    )


def _different_countries(one: Profile, two: Profile) -> bool:
    """Tell whether both hold posts, of different countries, and no common post or occasion speaks against."""
    if not one.countries or not two.countries or one.countries & two.countries:
        return False
    return bool(one.roles and two.roles) and not (one.roles & two.roles or one.occasions & two.occasions)


def _candidates(profiles: Sequence[Profile]) -> dict[tuple[int, int], Likeness]:
    """Return the pairs of profiles whose names are alike, found by keys that alike names share."""
    index: dict[str, set[int]] = defaultdict(set)
    for number, profile in enumerate(profiles):
        for name in profile.names:
            for key in own_keys(name):
                index[key].add(number)
    found: dict[tuple[int, int], Likeness] = {}
    for number, profile in enumerate(profiles):
        for name in profile.names:
            for other in {other for key in sought_keys(name) for other in index.get(key, ())}:
                pair = (min(number, other), max(number, other))
                if number == other or pair in found:
                    continue
                likeness = max(compare(name, theirs) for theirs in profiles[other].names)
                if likeness > Likeness.NONE:
                    found[pair] = likeness
    return found
