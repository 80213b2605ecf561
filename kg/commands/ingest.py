"""`kg ingest`: articles into the workspace and the graph."""

from __future__ import annotations

import typer

from kg.commands.options import JobsOption, PathsArgument, UriOption
from kg.console import Console, settings


def ingest(context: typer.Context, paths: PathsArgument, uri: UriOption = None, jobs: JobsOption = 0) -> None:
    """Read articles into the workspace and bring the graph up to date.

    Known articles that haven't changed cost nothing. Example: kg ingest articles/ 'more/*.html'
    """
    from kg.intake import Intake
    from kg.pipeline import alone, make_graph, refresh, take_in
    from kg.workspace import Workspace
    from loaders.processes import cores

    options = settings(context)
    console = Console(options)
    with Workspace.open(options.workspace, create=True) as workspace, alone(workspace, console):
        intake = Intake(console)
        try:
            counts = take_in(workspace, intake.articles(paths), console, jobs or cores())
        finally:
            workspace.replace_rejections(intake.sources, intake.rejections)
        console.news(f"{counts.read} articles read, {counts.known} known already{intake.summary()}.")
        refresh(workspace, make_graph(workspace, console), uri, console)
    raise typer.Exit(intake.exit_code)
