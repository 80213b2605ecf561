"""`kg status`: what is in the workspace, and which graphs have it."""

from __future__ import annotations

import typer

from kg.console import settings
from kg.output import FormatOption, OutputOption, write_rows


def status(context: typer.Context, form: FormatOption = None, output: OutputOption = None) -> None:
    """Show what is in the workspace and what was pushed where."""
    from kg.workspace import Workspace

    options = settings(context)
    with Workspace.open(options.workspace) as workspace:
        rows = [{"what": what, "value": value} for what, value in workspace.summary()]
    write_rows(rows, ("what", "value"), form, output)
