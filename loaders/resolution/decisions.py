"""A curator's decisions about mentions: same, different, unsure or wrong. They win over the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from loaders.resolution.knowledge import Mention

Judgement = Literal["same", "different", "unsure", "wrong"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One judgement with its reason. `wrong` is about `first` alone and has no `second`, which else isn't smaller."""

    judgement: Judgement
    first: Mention
    second: Mention | None = None
    reason: str = ""

    def __lt__(self, other: Decision) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[object, ...]:
        return self.first, self.second or ("", "", ""), self.judgement, self.reason

    @classmethod
    def about(
        cls, judgement: Judgement, first: Mention, second: Mention | None = None, *, reason: str = ""
    ) -> Decision:
        """Make a decision of two mentions in either order."""
        if second is not None and second < first:
            first, second = second, first
        return cls(judgement, first, second, reason)


class Rulings:
    """What the decisions demand, in a form that the steps can ask."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        known = sorted(set(decisions))
        self._wrong = frozenset(each.first for each in known if each.judgement == "wrong")
        self.same = _pairs(known, "same")
        self.different = frozenset(frozenset(pair) for pair in _pairs(known, "different"))
        self._set_apart = frozenset(mention for pair in self.different for mention in pair)

    def is_wrong(self, mention: Mention) -> bool:
        """Tell whether the fact was misread and is to be left out."""
        return mention in self._wrong

    def stands_apart(self, mention: Mention) -> bool:
        """Tell whether the mention differs from another by decision, so that no grouping may take it along unasked."""
        return mention in self._set_apart

    def exclude(self, first: Iterable[Mention], second: Iterable[Mention]) -> bool:
        """Tell whether a decision keeps two sets of mentions apart."""
        ours = self._set_apart.intersection(first)
        theirs = self._set_apart.intersection(second) if ours else frozenset()
        return any(frozenset((a, b)) in self.different for a in ours for b in theirs)


def _pairs(decisions: Iterable[Decision], judgement: Judgement) -> list[tuple[Mention, Mention]]:
    return [(each.first, each.second) for each in decisions if each.judgement == judgement and each.second is not None]
