"""Compares names of people with this program, rapidfuzz and nomenklatura, over the labelled pairs of `pairs.tsv`.

Run from the repository root:
uv run --no-project --with-editable . --with nomenklatura==4.17.4 python bench/names/run.py

Prints a Markdown table: precision, recall and F1 of all pairs and recall per group, and microseconds per pair with
cold caches. The peers get the threshold at which their own F1 over these very pairs is best; this program has none.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from followthemoney import EntityProxy
from nomenklatura.matching import LogicV1, LogicV2, NameMatcher, ScoringAlgorithm
from rapidfuzz import fuzz, utils

from loaders.folding import fold
from loaders.resolution import exonyms, names, sounds

PAIRS = Path(__file__).with_name("pairs.tsv")


@dataclass(frozen=True)
class Pair:
    """Two names and whether they are one person's."""

    group: str
    first: str
    second: str
    same: bool


@dataclass(frozen=True)
class Counts:
    """How many pairs were rightly joined, wrongly joined and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The part of the joined pairs that is right."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """The part of the true pairs that was joined."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


def main() -> None:
    """Measure and print."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = [Pair(row["group"], row["first"], row["second"], row["same"] == "1") for row in rows]
    groups = sorted({pair.group for pair in pairs})
    print(f"{len(pairs)} pairs, {sum(pair.same for pair in pairs)} of them one person's.\n")
    print("| by | threshold | P | R | F1 | µs per pair |", *(f"{group} P / R |" for group in groups))
    print("|---|" + "---:|" * (5 + len(groups)))
    for name, score, start, fixed in _contestants():
        scores, took = _timed(pairs, score, start)
        threshold = fixed if fixed is not None else _best_threshold(pairs, scores)
        joined = [value >= threshold for value in scores]
        total = _count(pairs, joined)
        cells = [f"{threshold:.2f}" if fixed is None else "none", f"{total.precision:.3f}", f"{total.recall:.3f}"]
        cells += [f"{total.f1:.3f}", f"{took:.0f}"]
        for group in groups:
            part = _count(*zip(*((p, j) for p, j in zip(pairs, joined, strict=True) if p.group == group), strict=True))
            cells.append(f"{part.precision:.2f} / {part.recall:.2f}")
        print(f"| {name} | " + " | ".join(cells) + " |")


def _contestants() -> Iterable[tuple[str, Callable[[str, str], float], Callable[[], None], float | None]]:
    """Yield name, score of two names, what to do before each pair, and the threshold if it isn't to be sought."""
    yield "this program", lambda a, b: float(names.alike(a, b)), _forget, 1.0
    for peer in (fuzz.token_sort_ratio, fuzz.token_set_ratio, fuzz.WRatio):
        yield f"rapidfuzz {peer.__name__}", _fuzzy(peer), lambda: None, None
    for matcher in (LogicV1, LogicV2, NameMatcher):
        yield f"nomenklatura {matcher.NAME}", _nomenklatura(matcher), lambda: None, None


def _fuzzy(peer: Callable[..., float]) -> Callable[[str, str], float]:
    return lambda first, second: peer(first, second, processor=utils.default_process)


def _nomenklatura(matcher: type[ScoringAlgorithm]) -> Callable[[str, str], float]:
    config = matcher.default_config()
    return lambda first, second: matcher.compare(_person(first), _person(second), config).score


def _person(name: str) -> EntityProxy:
    return EntityProxy.from_dict({"id": name, "schema": "Person", "properties": {"name": [name]}})


def _forget() -> None:
    """Empty the caches, so that each pair is compared as if for the first time; tables that were read stay."""
    for cached in (fold, names.parse, names.compare, exonyms.mandarin, *sounds.CACHES):
        cached.cache_clear()


def _timed(
    pairs: Sequence[Pair], score: Callable[[str, str], float], start: Callable[[], None]
) -> tuple[list[float], float]:
    """Return the score of each pair and the microseconds that one took on average."""
    score(pairs[0].first, pairs[0].second)  # reads tables and models
    scores: list[float] = []
    took = 0
    for pair in pairs:
        start()
        begun = time.process_time_ns()
        scores.append(score(pair.first, pair.second))
        took += time.process_time_ns() - begun
    return scores, took / 1000 / len(pairs)


def _best_threshold(pairs: Sequence[Pair], scores: Sequence[float]) -> float:
    return max(sorted(set(scores)), key=lambda least: _count(pairs, [score >= least for score in scores]).f1)


def _count(pairs: Sequence[Pair], joined: Sequence[bool]) -> Counts:
    outcomes = [(pair.same, join) for pair, join in zip(pairs, joined, strict=True)]
    return Counts(*(outcomes.count(kind) for kind in ((True, True), (False, True), (True, False))))


if __name__ == "__main__":
    main()
