"""Join what belongs together, in no order: who fits two clusters that exclude each other joins neither."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations


class Groups:
    """Disjoint groups of the numbers 0 … n-1; a group is called by its smallest member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._members: dict[int, list[int]] = {}

    def of(self, item: int) -> int:
        """Return the smallest member of the group of `item`."""
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, first: int, second: int) -> None:
        """Make one group of two."""
        a, b = self.of(first), self.of(second)
        if a != b:
            self._parent[max(a, b)] = min(a, b)
            few, many = sorted((self._members.pop(a, [a]), self._members.pop(b, [b])), key=len)
            many.extend(few)
            self._members[min(a, b)] = many

    def members_of(self, root: int) -> list[int]:
        """Return the members of the group whose smallest member is `root`, ascending."""
        return sorted(self._members.get(root, [root]))

    def members(self) -> list[list[int]]:
        """Return all groups, by their smallest member, members ascending."""
        found: dict[int, list[int]] = defaultdict(list)
        for item in range(len(self._parent)):
            found[self.of(item)].append(item)
        return list(found.values())


def settle(links: Iterable[tuple[int, int]], exclude: Callable[[int, int], bool]) -> list[list[int]]:
    """Return the sets of items to be joined, given which pairs belong together and which exclude each other.

    Where a connected set holds a pair that excludes each other, every item linked to two such items loses its links;
    what then still holds such a pair stays apart. The result doesn't depend on the order of the links.
    """
    sound: list[list[int]] = []
    near = _neighbours((a, b) for a, b in links if not exclude(a, b))
    for component in _components(near):
        if _peaceful(component, exclude):
            sound.append(component)
            continue
        torn = {item for item in component if not _peaceful(sorted(near[item]), exclude)}
        rest = _neighbours((a, b) for a in component for b in near[a] if a not in torn and b not in torn)
        sound.extend(part for part in _components(rest) if _peaceful(part, exclude))
    return sound


def _neighbours(links: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in links:
        near[a].add(b)
        near[b].add(a)
    return near


def _components(near: dict[int, set[int]]) -> list[list[int]]:
    seen: set[int] = set()
    found: list[list[int]] = []
    for start in sorted(near):
        if start in seen:
            continue
        stack, component = [start], {start}
        while stack:
            for other in near[stack.pop()] - component:
                component.add(other)
                stack.append(other)
        seen |= component
        found.append(sorted(component))
    return found


def _peaceful(items: Sequence[int], exclude: Callable[[int, int], bool]) -> bool:
    return not any(exclude(a, b) for a, b in combinations(items, 2))
