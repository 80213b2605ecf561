"""`kg validate`: does the graph keep to its shapes?"""

from __future__ import annotations

import typer

from kg.console import Console, settings
from kg.errors import Exit
from kg.output import FormatOption, OutputOption, write_rows


def validate(context: typer.Context, form: FormatOption = None, output: OutputOption = None) -> None:
    """Check the graph of the workspace against the shapes of the ontology and list what breaks them.

    Exit codes: 0 it conforms, 1 failure, 2 wrong usage, 4 it breaks a shape.
    """
    from kg.pipeline import described
    from kg.validation import COLUMNS, violations
    from kg.workspace import Workspace

    options = settings(context)
    console = Console(options)
    with Workspace.open(options.workspace) as workspace:
        rows = violations(described(workspace, console))
    write_rows(rows, COLUMNS, form, output)
    if rows:
        console.problem(f"{len(rows)} values break a shape.")
        raise typer.Exit(Exit.INVALID)
    console.news("The graph conforms to the shapes.")
