"""`kg push`: the whole workspace to a graph."""

from __future__ import annotations

import typer

from kg.commands.options import UriOption
from kg.console import Console, settings


def push(context: typer.Context, uri: UriOption = None) -> None:
    """Bring a graph up to date with the workspace, sending only what differs.

    Example: kg push --uri bolt://localhost:7687 (with NEO4J_USERNAME and NEO4J_PASSWORD set)
    """
    from kg.pipeline import alone, make_graph, send_to
    from kg.workspace import Workspace

    options = settings(context)
    console = Console(options)
    with Workspace.open(options.workspace) as workspace, alone(workspace, console):
        send_to(workspace, make_graph(workspace, console), uri, console)
