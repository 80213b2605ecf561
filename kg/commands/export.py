"""`kg export`: the graph as RDF or GraphML."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.console import Console, settings
from kg.export_formats import ExportFormat
from kg.output import OutputOption


def export(
    context: typer.Context,
    form: Annotated[ExportFormat, typer.Option("--format", "-f", help="Form of the export.")] = ExportFormat.TURTLE,
    output: OutputOption = None,
) -> None:
    """Write the graph of the workspace, sorted: the same articles give the same bytes.

    Example: kg export --format trig --output graph.trig
    """
    from kg.export import write
    from kg.output import replaced
    from kg.pipeline import described
    from kg.workspace import Workspace

    options = settings(context)
    with Workspace.open(options.workspace) as workspace:
        quads_file = described(workspace, Console(options))
    if output is None:
        write(quads_file, form, sys.stdout.buffer)
        sys.stdout.flush()
        return
    with replaced(output) as file:
        write(quads_file, form, file)
