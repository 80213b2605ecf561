"""`kg withdraw`: an article is taken back, with what it alone said."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.commands.options import UriOption
from kg.console import Console, settings
from kg.errors import FailureError


def withdraw(
    context: typer.Context,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids of articles.", show_default=False)],
    uri: UriOption = None,
) -> None:
    """Forget articles and remove from the graph what they alone said, and nothing else.

    Decisions stay. An id that isn't known stops the command before anything is forgotten.
    """
    from kg.pipeline import alone, make_graph, refresh
    from kg.workspace import Workspace

    options = settings(context)
    console = Console(options)
    with Workspace.open(options.workspace) as workspace, alone(workspace, console):
        known = {article.id for article in workspace.articles()}
        unknown = sorted(set(articles) - known)
        if unknown:
            raise FailureError(f"No article has the id {', '.join(unknown)}: nothing was withdrawn.")
        workspace.withdraw(*articles)
        refresh(workspace, make_graph(workspace, console), uri, console)
