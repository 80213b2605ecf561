"""`kg explain`: why several mentions are one node of the graph."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.console import settings
from kg.errors import FailureError
from kg.output import FormatOption, OutputOption, write_rows

COLUMNS = ("article", "kind", "name", "quote", "with_article", "with_name", "score", "grounds")


def explain(
    context: typer.Context,
    uri: Annotated[str, typer.Argument(metavar="URI", help="URI of a node, as reports and exports show it.")],
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Tell which mentions in which articles are one person, organisation, meeting, agreement or statement, and why.

    One row per mention and ground. Example: kg explain https://w3id.org/security-cooperation/id/official/to-lam
    """
    from kg.workspace import Workspace
    from loaders.resolution import resolve
    from loaders.resolution.explaining import explain as explained
    from loaders.resolution.knowledge import DATA

    with Workspace.open(settings(context).workspace) as workspace:
        knowledge = resolve(workspace.articles(), workspace.extractions(), workspace.decisions())
    try:
        joints = explained(knowledge, uri.removeprefix(DATA))
    except KeyError:
        raise FailureError(f"No mention became {uri}: give the URI of what articles name or tell.") from None
    rows = [
        {
            "article": each.mention.article,
            "kind": each.mention.kind,
            "name": each.mention.name,
            "quote": each.quote,
            "with_article": each.other.article if each.other else None,
            "with_name": each.other.name if each.other else None,
            "score": each.score,
            "grounds": list(each.reasons),
        }
        for each in joints
    ]
    write_rows(rows, COLUMNS, form, output)
