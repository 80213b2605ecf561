"""`kg export`: the graph as RDF, GraphML, entities of FollowTheMoney, or CSV for a Neo4j import."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.console import Console, settings
from kg.errors import FailureError
from kg.export_formats import ExportFormat
from kg.output import OutputOption

if TYPE_CHECKING:
    from kg.workspace import Workspace


def export(
    context: typer.Context,
    form: Annotated[ExportFormat, typer.Option("--format", "-f", help="Form of the export.")] = ExportFormat.TURTLE,
    output: OutputOption = None,
) -> None:
    """Write the graph of the workspace, sorted: the same articles give the same bytes.

    ftm (FollowTheMoney) needs the extra `ftm`; neo4j-csv writes a folder of files for neo4j-admin database import.

    Example: kg export --format trig --output graph.trig
    """
    from kg.export import write
    from kg.output import replaced
    from kg.pipeline import described
    from kg.workspace import Workspace

    options = settings(context)
    if form is ExportFormat.NEO4J_CSV and output is None:
        raise typer.BadParameter("neo4j-csv writes many files: name a folder with --output.")
    with Workspace.open(options.workspace) as workspace:
        quads_file = described(workspace, Console(options))
        if form is ExportFormat.NEO4J_CSV and output is not None:
            _write_csv(workspace, output, Console(options))
            return
    if output is None:
        write(quads_file, form, sys.stdout.buffer)
        sys.stdout.flush()
        return
    with replaced(output) as file:
        write(quads_file, form, file)


def _write_csv(workspace: Workspace, output: Path, console: Console) -> None:
    from kg.output import replaced_folder
    from loaders.neo4j_csv import ARGUMENTS, write

    if output.exists() and (not output.is_dir() or any(output.iterdir())):
        raise FailureError(f"{output} is there and not empty: name a new folder with --output.")
    with replaced_folder(output) as folder:
        written = write(workspace.quads_file.read_bytes(), folder, workspace.id, workspace.get("graph"))
    console.news(
        f"{written.nodes} nodes and {written.relationships} relationships written. In {output}, an empty Neo4j takes "
        f"them with: neo4j-admin database import full neo4j @{ARGUMENTS}"
    )
