"""`kg rejected`: the inputs that were not taken."""

from __future__ import annotations

import typer

from kg.console import settings
from kg.output import FormatOption, OutputOption, write_rows


def rejected(context: typer.Context, form: FormatOption = None, output: OutputOption = None) -> None:
    """List the inputs that were not taken: source file, line and reason.

    An input that is taken later leaves the list.
    """
    from kg.workspace import Workspace

    with Workspace.open(settings(context).workspace) as workspace:
        rows = [rejection.model_dump() for rejection in workspace.rejections()]
    write_rows(rows, ("source", "line", "reason"), form, output)
