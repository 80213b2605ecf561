"""Reads inputs and tells the user of those that are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.console import Console
from kg.errors import Exit
from loaders.records import Article
from loaders.sources import Rejection, Skipped, read


@dataclass
class Intake:
    """The articles of a batch of inputs; counts what was skipped and keeps what was rejected."""

    console: Console
    rejections: list[Rejection] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    def articles(self, paths: Iterable[str]) -> Iterator[Article]:
        """Yield the articles of `paths`, naming each rejected input on stderr."""
        for found in read(paths):
            if isinstance(found, Article):
                yield found
            elif isinstance(found, Rejection):
                self.reject(found)
            else:
                self._skip(found)

    def reject(self, rejection: Rejection) -> None:
        """Keep a rejection and tell the user of it."""
        self.rejections.append(rejection)
        self.console.problem(f"Rejected {where(rejection)}: {rejection.reason}")

    @property
    def exit_code(self) -> Exit:
        """The exit code that the rejections call for."""
        return Exit.REJECTED if self.rejections else Exit.DONE

    def summary(self) -> str:
        """Tell how many inputs were left out, as the end of a sentence."""
        parts = [f"{len(self.rejections)} rejected"] if self.rejections else []
        parts += [f"{self.skipped.total()} files of other kinds skipped"] if self.skipped else []
        return "".join(f", {part}" for part in parts)

    def _skip(self, skipped: Skipped) -> None:
        self.skipped[skipped.source] += 1
        self.console.detail(f"Skipped {skipped.source}: not a kind of file that is read")


def where(rejection: Rejection) -> str:
    """Return the file and line of a rejection as `file:line`."""
    source = "standard input" if rejection.source == "-" else rejection.source
    return f"{source}:{rejection.line}" if rejection.line else source
