"""Merge profiles in rounds, the best grounds first; what fits two that exclude each other joins neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, Protocol, Self, TypeVar

from loaders.resolution import knowledge as k
from loaders.resolution.clusters import Groups, settle
from loaders.resolution.decisions import Rulings

ENOUGH = 5  # the score from which two profiles are one
DOUBTFUL = 4  # the score from which a pair is worth a curator's look

Scored = tuple[int, tuple[str, ...]]  # points, and the grounds in words


class Profile(Protocol):
    """What is known of one thing so far."""

    mentions: list[k.Mention]

    def absorb(self, other: Self) -> None:
        """Add all that another profile knows."""


_P = TypeVar("_P", bound=Profile)


class Merger(Generic[_P]):
    """Joins profiles until nothing more fits. `groups` tells the outcome, `grounds` why and what was left open.

    `pairs` are the only ones that are considered, each with how alike the two are; a pair of merged profiles is as
    alike as the best of its parts. `score` gets that likeness with the profiles; `exclude` tells which can't be one.
    `same` are the mentions that are one by decision.
    """

    def __init__(
        self,
        profiles: Sequence[_P],
        pairs: Mapping[tuple[int, int], int],
        score: Callable[[_P, _P, int], Scored],
        exclude: Callable[[_P, _P], bool],
        rulings: Rulings,
        same: Sequence[tuple[k.Mention, k.Mention]],
    ) -> None:
        self.groups = Groups(len(profiles))
        self.grounds: list[k.Ground] = []
        self._profiles = dict(enumerate(profiles))
        self._pairs = dict(pairs)
        self._score, self._exclude = score, exclude
        self._rulings = rulings
        self._same = same
        self._scores: dict[tuple[int, int], Scored] = {}

    def run(self) -> None:
        """Join by decision, then by score from high to low, then note what is doubtful."""
        self._join_by_decision()
        for least in range(max((score for score, _ in self._scores.values()), default=0), ENOUGH - 1, -1):
            while self._round(least):
                pass
        for (a, b), (score, reasons) in self._scores.items():
            if score >= DOUBTFUL and not self._apart(a, b):
                self._note(a, b, score, reasons, joined=False)

    def join_strays(self, strays: Mapping[int, Sequence[int]], likeness: int) -> None:
        """Join each stray whose homes, the profiles that it fits, have become one; note the others as doubtful."""
        links: list[tuple[int, int]] = []
        for stray, homes in strays.items():
            own = self.groups.of(stray)
            roots = sorted({self.groups.of(home) for home in homes} - {own})
            if len(roots) == 1 and not self._apart(own, roots[0]):
                links.append((own, roots[0]))
                continue
            for root in roots:
                if not self._apart(own, root):
                    scored = self._score(self._profiles[own], self._profiles[root], likeness)
                    self._note(own, root, *scored, joined=False)
        self._join(settle(links, self._apart))

    def _round(self, least: int) -> bool:
        """Join what scores at least `least`; tell whether anything was joined."""
        links = [pair for pair, (score, _) in self._scores.items() if score >= least]
        joined = settle(links, self._apart) if links else []
        place = {item: number for number, group in enumerate(joined) for item in group}
        for a, b in links:
            if a in place and place[a] == place.get(b):
                self._note(a, b, *self._scores[a, b], joined=True)
        self._join(joined)
        return bool(joined)

    def _join_by_decision(self) -> None:
        at: dict[k.Mention, list[int]] = defaultdict(list)
        for number, profile in self._profiles.items():
            for mention in set(profile.mentions):
                at[mention].append(number)
        links = [(a, b) for first, second in self._same for a in at[first] for b in at[second] if a != b]
        self._join(settle(links, self._apart_by_decision))
        for first, second in self._same:
            if {self.groups.of(a) for a in at[first]} & {self.groups.of(b) for b in at[second]}:
                self.grounds.append(k.Ground(first, second, True, None, ("decision",)))

    def _apart_by_decision(self, a: int, b: int) -> bool:
        return self._rulings.exclude(self._profiles[a].mentions, self._profiles[b].mentions)

    def _apart(self, a: int, b: int) -> bool:
        return self._apart_by_decision(a, b) or self._exclude(self._profiles[a], self._profiles[b])

    def _join(self, joined: Sequence[Sequence[int]]) -> None:
        """Join each of the sets, and let the pairs of their members stand for them."""
        for first, *others in joined:
            for other in others:
                self.groups.join(first, other)
                self._profiles[first].absorb(self._profiles.pop(other))
        changed = {group[0] for group in joined}
        pairs: dict[tuple[int, int], int] = {}
        for (a, b), likeness in self._pairs.items():
            one, two = self.groups.of(a), self.groups.of(b)
            if one != two:
                pair = (min(one, two), max(one, two))
                pairs[pair] = max(likeness, pairs.get(pair, likeness))
        self._pairs = pairs
        self._scores = {
            (a, b): self._scores[a, b]
            if (a, b) in self._scores and a not in changed and b not in changed
            else self._score(self._profiles[a], self._profiles[b], likeness)
            for (a, b), likeness in pairs.items()
        }

    def _note(self, a: int, b: int, score: int, reasons: tuple[str, ...], *, joined: bool) -> None:
        first, second = sorted((min(self._profiles[a].mentions), min(self._profiles[b].mentions)))
        self.grounds.append(k.Ground(first, second, joined, score, reasons))
