"""Measures how the time of resolution grows, and how right it is, on made articles with known truth.

Run from the repository root: python bench/resolution/run.py [ARTICLES ...]     (default 2500 5000 10000 20000)

Prints a Markdown table: seconds of processor time to resolve and to describe, microseconds per n·log n, the most memory
that the process took, and precision and recall of pairs of mentions that are one person, and of pairs that are one
meeting. There is one official for four articles.
"""

from __future__ import annotations

import math
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from made import Made, make

from loaders.resolution import resolve
from loaders.resolution.knowledge import Knowledge
from loaders.triples import describe

SIZES = (2_500, 5_000, 10_000, 20_000)


def main(sizes: tuple[int, ...]) -> None:
    """Measure and print."""
    print(
        "| articles | officials | resolve s | describe s | quads | µs / n·log₂n | MiB | people P / R | meetings P / R |"
    )
    print("|" + "---:|" * 9)
    for size in sizes:
        made = make(size, size // 4)
        begun = time.process_time()
        knowledge = resolve(made.articles, made.extractions)
        resolved = time.process_time() - begun
        begun = time.process_time()
        quads = sum(1 for _ in describe(knowledge))
        described = time.process_time() - begun
        per = (resolved + described) * 1e6 / (size * math.log2(size))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        people, meetings = _accuracy(made, knowledge)
        cells = [size, size // 4, f"{resolved:.1f}", f"{described:.1f}", quads, f"{per:.0f}", memory, people, meetings]
        print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def _accuracy(made: Made, knowledge: Knowledge) -> tuple[str, str]:
    """Return precision and recall over pairs of mentions, of people and of meetings."""
    people: dict[Hashable, str] = {}
    meetings: dict[Hashable, str] = {}
    officials = {each.key for each in knowledge.officials}
    met = {each.key for each in knowledge.meetings}
    for evidence in knowledge.evidence:
        _, article, kind, id_, *_ = evidence.key.split("/")
        if kind == "person" and evidence.supports in officials:
            people[article, id_] = evidence.supports
        elif kind == "meeting" and evidence.supports in met:
            meetings[article, id_] = evidence.supports
    return _pairwise(made.people, people), _pairwise(made.meetings, meetings)


def _pairwise(truth: Mapping[tuple[str, str], int], found: Mapping[Hashable, str]) -> str:
    both = Counter((truth[mention], found[mention]) for mention in truth)
    shared = sum(_pairs(count) for count in both.values())
    ours: dict[str, int] = defaultdict(int)
    theirs: dict[int, int] = defaultdict(int)
    for (true, key), count in both.items():
        ours[key] += count
        theirs[true] += count
    joined, same = sum(map(_pairs, ours.values())), sum(map(_pairs, theirs.values()))
    return f"{shared / joined:.3f} / {shared / same:.3f}"


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
