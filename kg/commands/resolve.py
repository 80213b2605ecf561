"""`kg resolve`: the pairs that the rules left open, and a curator's decisions about them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.options import UriOption
from kg.console import Console, settings
from kg.errors import FailureError
from kg.output import FormatOption, OutputOption, write_rows, write_text
from loaders.encodings import visible

if TYPE_CHECKING:
    from kg.workspace import Workspace
    from loaders.resolution.decisions import Decision, Judgement
    from loaders.resolution.explaining import Doubt

COLUMNS = ("judgement", "article", "kind", "name", "other_article", "other_kind", "other_name", "reason")
_MORE = ("score", "grounds", "quote", "other_quote")
_RDF = (".ttl", ".trig", ".nt")
_JUDGEMENTS: dict[str, Judgement] = {"s": "same", "d": "different", "u": "unsure"}


def resolve(
    context: typer.Context,
    take: Annotated[
        Path | None,
        typer.Option("--import", help="File of decisions to take over (.csv, .ttl, .trig, .nt).", show_default=False),
    ] = None,
    undo: Annotated[
        Path | None,
        typer.Option("--undo", help="File of decisions to take back, of the same kinds.", show_default=False),
    ] = None,
    export: Annotated[bool, typer.Option("--export", help="Write all decisions, as CSV or, to .ttl, Turtle.")] = False,
    form: FormatOption = None,
    output: OutputOption = None,
    uri: UriOption = None,
) -> None:
    """Decide which mentions are the same person, organisation or meeting.

    On a terminal it shows the doubtful pairs one by one and asks. Elsewhere, or with --format or --output, it lists
    them; as CSV the list can be filled in (same, different, unsure; wrong for a fact that was misread, with the other
    columns left empty) and taken over with --import. Decisions win over the rules and outlive every ingestion.
    """
    from kg.pipeline import alone, make_graph, refresh
    from kg.workspace import Workspace

    options = settings(context)
    console = Console(options)
    with Workspace.open(options.workspace) as workspace:
        if export:
            _export(workspace, output)
            return
        if not take and not undo and (form or output or not _is_conversation()):
            write_rows([_row(doubt) for doubt in _doubts(workspace)], (*COLUMNS, *_MORE), form, output)
            return
        with alone(workspace, console):
            if take:
                workspace.decide(_read(take))
            elif undo:
                _undo(workspace, undo, console)
            else:
                _ask(workspace)
            refresh(workspace, make_graph(workspace, console), uri, console)


def _is_conversation() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _export(workspace: Workspace, output: Path | None) -> None:
    from loaders.resolution.decision_files import write_csv, write_turtle

    write = write_turtle if output is not None and output.suffix == ".ttl" else write_csv
    write_text(write(workspace.decisions()), output)


def _read(path: Path) -> list[Decision]:
    """Read a file of decisions. Raises FailureError where it can't be read."""
    from loaders.resolution.decision_files import DecisionError, read_csv, read_turtle

    if path.suffix not in (".csv", *_RDF):
        raise FailureError(f"{path} is of no kind that decisions are read from: .csv, {', '.join(_RDF)}.")
    read = read_csv if path.suffix == ".csv" else read_turtle
    try:
        return read(path.read_text(encoding="utf-8-sig"))
    except (DecisionError, UnicodeDecodeError) as error:
        raise FailureError(f"{path} holds no decisions that can be read: {error}.") from None


def _undo(workspace: Workspace, path: Path, console: Console) -> None:
    for decision in _read(path):
        if not workspace.undo(decision):
            console.news(f"There was no decision about {decision.first.name} in {decision.first.article}.")


def _doubts(workspace: Workspace) -> list[Doubt]:
    from loaders.resolution import resolve as resolve_all
    from loaders.resolution.explaining import doubts

    decisions = workspace.decisions()
    return doubts(resolve_all(workspace.articles(), workspace.extractions(), decisions), decisions)


def _row(doubt: Doubt) -> dict[str, object]:
    values = ("", *doubt.first, *doubt.second, "")
    more = (doubt.score, list(doubt.reasons), doubt.first_quote, doubt.second_quote)
    return dict(zip((*COLUMNS, *_MORE), (*values, *more), strict=True))


def _ask(workspace: Workspace) -> None:
    """Ask about each doubtful pair and keep the answers as they come."""
    from loaders.resolution.decisions import Decision

    open_ = _doubts(workspace)
    if not open_:
        _show("Nothing is in doubt.")
    for number, doubt in enumerate(open_, start=1):
        _show(f"\n{number} of {len(open_)}: {', '.join(doubt.reasons)} (score {doubt.score})")
        _show(f"  {doubt.first.name} [{doubt.first.article}]: {doubt.first_quote}")
        _show(f"  {doubt.second.name} [{doubt.second.article}]: {doubt.second_quote}")
        answer = _answer()
        if answer == "q":
            return
        if answer in _JUDGEMENTS:
            reason = typer.prompt("Reason", default="", show_default=False)
            workspace.decide([Decision.about(_JUDGEMENTS[answer], doubt.first, doubt.second, reason=reason)])


def _show(text: str) -> None:
    typer.echo(visible(text))


def _answer() -> str:
    while True:
        answer = str(typer.prompt("[s]ame, [d]ifferent, [u]nsure, [n]ext, [q]uit", default="n")).strip().lower()[:1]
        if answer in (*_JUDGEMENTS, "n", "q"):
            return answer
