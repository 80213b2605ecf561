"""`kg analyse`: who is central in the network of meetings, and who belongs together."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.console import Console, settings
from kg.output import FormatOption, OutputOption, write_rows


def analyse(
    context: typer.Context,
    level: Annotated[Literal["officials", "organisations"], typer.Argument(help="Whose network.")] = "officials",
    since: Annotated[int | None, typer.Option(help="First year that counts.", metavar="YEAR")] = None,
    until: Annotated[int | None, typer.Option(help="Last year that counts.", metavar="YEAR")] = None,
    every: Annotated[
        int | None, typer.Option(help="Length in years of the periods to tell apart.", min=1, metavar="YEARS")
    ] = None,
    form: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Measure the network of meetings held: degree, betweenness and communities, over all or by period.

    Degree is the number of others met; betweenness, from 0 to 1, how many shortest ways between two others lead through
    this one; a community is a group that meets more among itself (Louvain). Examples: kg analyse, kg analyse
    organisations --since 2013 --every 5
    """
    from kg.analysis import COLUMNS, Level, periods, undated
    from kg.analysis import analyse as measured
    from kg.network import open_network
    from kg.pipeline import described
    from kg.workspace import Workspace

    options = settings(context)
    console = Console(options)
    with Workspace.open(options.workspace) as workspace:
        graph = open_network(described(workspace, console))
    rows = measured(graph, Level(level), periods(graph, since, until, every))
    write_rows(rows, COLUMNS, form, output, machine_columns=("uri",))
    if (since or until or every) and (left_out := undated(graph)):
        console.news(f"{left_out} meetings without a known year are left out by the years asked for.")
    if not rows:
        console.news("No rows: no meeting held is told of in these years.")
