"""`kg check`: is all that it should be?"""

from __future__ import annotations

import typer

from kg.commands.options import UriOption
from kg.console import Console, settings
from kg.errors import Exit
from kg.output import FormatOption, OutputOption, write_rows


def check(
    context: typer.Context, uri: UriOption = None, form: FormatOption = None, output: OutputOption = None
) -> None:
    """Compare the workspace with the embedded graph, and with a Neo4j where one is named, and list what differs.

    Exit codes: 0 all is equal, 1 failure, 2 wrong usage, 4 something differs; `kg push` mends a graph.
    """
    from kg.checking import COLUMNS, check_graph, check_workspace
    from kg.pipeline import described
    from kg.workspace import Workspace
    from loaders.engines import open_engine
    from loaders.engines.embedded import EmbeddedEngine

    options = settings(context)
    console = Console(options)
    with Workspace.open(options.workspace) as workspace:
        described(workspace, console)
        found = list(check_workspace(workspace))
        if workspace.graph_folder.exists():
            with EmbeddedEngine(workspace.graph_folder) as engine:
                found += check_graph(workspace, engine)
        if uri:
            with open_engine(uri, workspace.graph_folder) as server:
                found += check_graph(workspace, server)
    write_rows([each._asdict() for each in found], COLUMNS, form, output)
    if found:
        console.problem(f"{len(found)} differences.")
        raise typer.Exit(Exit.INVALID)
    console.news("All is as it should be.")
