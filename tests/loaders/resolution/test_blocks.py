"""What is merged block by block, anywhere, is what would be merged all at once."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hypothesis import example, given
from hypothesis import strategies as st

from loaders.resolution import knowledge as k
from loaders.resolution import resolve
from loaders.resolution.blocks import Judges, merge
from loaders.resolution.decisions import Decision, Rulings
from loaders.resolution.knowledge import Mention
from loaders.resolution.merging import Merger, Scored
from tests.loaders.resolution.test_resolve import graph, known, told

T = TypeVar("T")
R = TypeVar("R")
SIZE = 9
numbers = st.integers(0, SIZE - 1)
pairs = st.tuples(numbers, numbers).filter(lambda pair: pair[0] < pair[1])


@dataclass
class Toy:
    """A profile of made marks; a mark and its negative exclude each other."""

    mentions: list[Mention]
    marks: set[int] = field(default_factory=set)

    def absorb(self, other: Toy) -> None:
        self.mentions += other.mentions
        self.marks |= other.marks


def score(one: Toy, two: Toy, likeness: int) -> Scored:
    return likeness + len(one.marks & two.marks), ("marks",)


def exclude(one: Toy, two: Toy) -> bool:
    return any(-mark in two.marks for mark in one.marks)


def mention(number: int) -> Mention:
    return Mention(f"article {number}", "person", "somebody")


def toys(marks: Sequence[set[int]]) -> list[Toy]:
    return [Toy([mention(number)], set(each)) for number, each in enumerate(marks)]


@given(
    marks=st.lists(st.sets(st.sampled_from([-3, -2, -1, 1, 2, 3]), max_size=3), min_size=SIZE, max_size=SIZE),
    likeness=st.dictionaries(pairs, st.integers(2, 6), max_size=12),
    strays=st.dictionaries(numbers, st.lists(numbers, min_size=1, max_size=2, unique=True), max_size=2),
    decided=st.lists(st.tuples(st.sampled_from(["same", "different"]), pairs), max_size=3),
)
@example(marks=[set() for _ in range(SIZE)], likeness={}, strays={0: [1], 1: [0]}, decided=[])
def test_blocks_give_what_merging_all_at_once_gives(
    marks: list[set[int]],
    likeness: dict[tuple[int, int], int],
    strays: dict[int, list[int]],
    decided: list[tuple[str, tuple[int, int]]],
) -> None:
    rulings = Rulings(Decision(judgement, mention(a), mention(b)) for judgement, (a, b) in decided)  # type: ignore[arg-type]
    at_once = Merger(toys(marks), likeness, score, exclude, rulings, rulings.same)
    at_once.run()
    at_once.join_strays(strays, 4)
    merged = merge(toys(marks), likeness, Judges(score, exclude, 4), rulings, map, strays)
    assert merged.groups == at_once.groups.members()
    assert merged.grounds == k.in_order(at_once.grounds)


def elsewhere(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """Do the work on copies, the last item first, as other machines might."""
    done = [pickle.loads(pickle.dumps((work, item))) for item in reversed(items)]
    return [copied(item) for copied, item in done][::-1]


def test_the_graph_is_the_same_when_the_blocks_are_done_elsewhere() -> None:
    lam = [Mention(article, "person", "to lam") for article in ("en", "later", "namesake")]
    decisions = [Decision("different", lam[0], lam[1]), Decision("same", lam[1], lam[2])]
    articles, extractions = zip(*((each.article, each.extraction) for each in told()), strict=True)
    spread = resolve(articles, extractions, decisions, elsewhere)
    expected = known(told(), decisions)
    assert graph(spread) == graph(expected)
    assert spread.grounds == expected.grounds
