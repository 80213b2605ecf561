"""Messages for the user, on stderr; standard output is for data alone."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import typer

from loaders.encodings import visible

T = TypeVar("T")


@dataclass(frozen=True)
class Settings:
    """What the options before the command's name say."""

    workspace: Path
    quiet: bool = False
    verbose: bool = False


def settings(context: typer.Context) -> Settings:
    """Return the settings of the running command."""
    found = context.find_object(Settings)
    if found is None:
        raise RuntimeError("the command was started without the `kg` group around it")
    return found


@dataclass(frozen=True)
class Console:
    """Says things on stderr: problems always, news unless `--quiet`, details with `--verbose`."""

    settings: Settings

    def problem(self, text: str) -> None:
        """Tell what went wrong."""
        _say(text)

    def news(self, text: str) -> None:
        """Tell what was done."""
        if not self.settings.quiet:
            _say(text)

    def detail(self, text: str) -> None:
        """Tell what only the curious want to know."""
        if self.settings.verbose:
            _say(text)

    def progress(self, items: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
        """Yield `items` and show on a terminal how many went by, how fast, and the time left when `total` is known."""
        if self.settings.quiet or not sys.stderr.isatty():
            yield from items
            return
        from rich import progress
        from rich.console import Console as Terminal

        columns: list[progress.ProgressColumn] = [
            progress.SpinnerColumn(),
            progress.TextColumn("{task.description}"),
            progress.MofNCompleteColumn(),
            progress.TextColumn("{task.speed:,.1f}/s", style="dim"),
        ]
        columns += [progress.TimeRemainingColumn()] if total else [progress.TimeElapsedColumn()]
        with progress.Progress(*columns, console=Terminal(stderr=True), transient=True) as bar:
            yield from bar.track(items, description=what, total=total)


def _say(text: str) -> None:
    print(visible(text), file=sys.stderr, flush=True)
