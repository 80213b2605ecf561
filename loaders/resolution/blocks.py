"""Merge by blocks: what shares no pair, directly or through others, can't touch one another and is merged by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import Generic, Protocol, TypeVar

from loaders.resolution import knowledge as k
from loaders.resolution.clusters import Groups
from loaders.resolution.decisions import Rulings
from loaders.resolution.merging import Merger, Profile, Scored

_P = TypeVar("_P", bound=Profile)
_T = TypeVar("_T")
_R = TypeVar("_R")
_Pair = tuple[k.Mention, k.Mention]


class Spread(Protocol):
    """Something like `map`: applies a function of a module to items, here or elsewhere; results in their order."""

    def __call__(self, work: Callable[[_T], _R], items: Sequence[_T], /) -> Iterable[_R]:
        """Return what `work` makes of each of `items`."""
        ...


@dataclass(frozen=True, slots=True)
class Judges(Generic[_P]):
    """How alike two profiles are, given how alike their names are, and whether they can't be one."""

    score: Callable[[_P, _P, int], Scored]
    exclude: Callable[[_P, _P], bool]
    stray: int = 0  # how alike a stray is to its homes


@dataclass(slots=True)
class Block(Generic[_P]):
    """Profiles by their numbers, with all that may join them: pairs, homes of strays, decisions that they are one."""

    profiles: dict[int, _P] = field(default_factory=dict)
    pairs: dict[tuple[int, int], int] = field(default_factory=dict)
    strays: dict[int, Sequence[int]] = field(default_factory=dict)
    same: list[_Pair] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Merged:
    """The numbers of the profiles that are one thing each, ascending, and the grounds."""

    groups: list[list[int]]
    grounds: tuple[k.Ground, ...]


def merge(
    profiles: Sequence[_P],
    pairs: Mapping[tuple[int, int], int],
    judges: Judges[_P],
    rulings: Rulings,
    spread: Spread,
    strays: Mapping[int, Sequence[int]] | None = None,
) -> Merged:
    """Join profiles, each block by itself: the same as if all were joined at once. `pairs` as `Merger` takes them."""
    found = _blocks(profiles, pairs, strays or {}, rulings)
    done = list(spread(partial(_merge_block, judges, rulings), found))
    inside = {number for block in found for number in block.profiles}
    groups = [[number] for number in range(len(profiles)) if number not in inside]
    groups += [group for merged in done for group in merged.groups]
    return Merged(sorted(groups), k.in_order(ground for merged in done for ground in merged.grounds))


def _blocks(
    profiles: Sequence[_P],
    pairs: Mapping[tuple[int, int], int],
    strays: Mapping[int, Sequence[int]],
    rulings: Rulings,
) -> list[Block[_P]]:
    """Return the connected sets of profiles, by their smallest number; those that nothing concerns are left out."""
    decided = list(_decided(profiles, rulings))
    homes = [(stray, home) for stray, all_homes in strays.items() for home in all_homes]
    groups = Groups(len(profiles))
    touched: set[int] = set()
    for a, b in chain(pairs, homes, (pair for pair, _ in decided)):
        groups.join(a, b)
        touched |= {a, b}
    blocks: dict[int, Block[_P]] = defaultdict(Block)
    for number in sorted(touched):
        blocks[groups.of(number)].profiles[number] = profiles[number]
    for pair, likeness in pairs.items():
        blocks[groups.of(pair[0])].pairs[pair] = likeness
    for stray, all_homes in strays.items():
        blocks[groups.of(stray)].strays[stray] = all_homes
    for (a, _), mentions in decided:
        if mentions not in blocks[groups.of(a)].same:
            blocks[groups.of(a)].same.append(mentions)
    return [blocks[root] for root in sorted(blocks)]


def _decided(profiles: Sequence[Profile], rulings: Rulings) -> Iterator[tuple[tuple[int, int], _Pair]]:
    """Yield the profiles of each decision that two mentions are one, perhaps one profile twice, with the mentions."""
    wanted = {mention for mentions in rulings.same for mention in mentions}
    at: dict[k.Mention, set[int]] = defaultdict(set)
    for number, profile in enumerate(profiles if wanted else ()):
        for mention in wanted.intersection(profile.mentions):
            at[mention].add(number)
    for first, second in rulings.same:
        yield from (((a, b), (first, second)) for a in sorted(at[first]) for b in sorted(at[second]))


def _merge_block(judges: Judges[_P], rulings: Rulings, block: Block[_P]) -> Merged:
    numbers = list(block.profiles)
    place = {number: i for i, number in enumerate(numbers)}
    pairs = {(place[a], place[b]): likeness for (a, b), likeness in block.pairs.items()}
    strays = {place[stray]: [place[home] for home in homes] for stray, homes in block.strays.items()}
    merger = Merger(list(block.profiles.values()), pairs, judges.score, judges.exclude, rulings, block.same)
    merger.run()
    merger.join_strays(strays, judges.stray)
    return Merged([[numbers[i] for i in group] for group in merger.groups.members()], tuple(merger.grounds))
