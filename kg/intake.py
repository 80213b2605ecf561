"""Reads inputs and tells the user of those that are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from kg.console import Console
from kg.errors import Exit, FailureError
from loaders.readings import Reading
from loaders.records import Article
from loaders.sources import Rejection, Skipped, find, read_file, readable

T = TypeVar("T")


@dataclass
class Intake:
    """The articles of a batch of inputs, with what was skipped and rejected, and the sources that were read."""

    console: Console
    rejections: list[Rejection] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    skipped: Counter[str] = field(default_factory=Counter)

    def articles(self, paths: Iterable[str]) -> Iterator[Article]:
        """Yield the articles of `paths`, naming each rejected input on stderr."""
        for path in paths:
            self.sources.add(readable(path.rstrip("/")))
            for found in find(path):
                if isinstance(found, Path):
                    self.sources.add(readable(str(found)))
                    yield from self._articles_of(found)
                elif isinstance(found, Rejection):
                    self.reject(found)
                else:
                    self._skip(found)

    def _articles_of(self, file: Path) -> Iterator[Article]:
        yield from self.accepted(read_file(file))

    def reject(self, rejection: Rejection) -> None:
        """Keep a rejection and tell the user of it."""
        self.rejections.append(rejection)
        self.console.problem(f"Rejected {where(rejection)}: {rejection.reason}")

    def accepted(self, found: Iterable[T | Rejection]) -> Iterator[T]:
        """Yield what was found, less the rejections, which are kept."""
        for each in found:
            if isinstance(each, Rejection):
                self.reject(each)
            else:
                yield each

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


def readings(articles: Iterable[Article], jobs: int) -> Iterator[Reading]:
    """Yield the reading of each article, in order, by `jobs` processes; `FailureError` where these die."""
    from loaders.processes import WorkerDiedError
    from loaders.readings import read_all

    try:
        yield from read_all(articles, jobs)
    except WorkerDiedError as error:
        advice = "free memory, or use one with --jobs 1. What was read before is kept."
        raise FailureError(f"The processes that read articles died one after the other: {advice}") from error


def where(rejection: Rejection) -> str:
    """Return the file and line of a rejection as `file:line`."""
    source = "standard input" if rejection.source == "-" else rejection.source
    return f"{source}:{rejection.line}" if rejection.line else source
