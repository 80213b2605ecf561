"""`kg dossier`: all that is known of two countries, on one page."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.commands.options import UriOption
from kg.console import Console, settings
from kg.dossier.forms import DossierFormat, DossierLanguage
from kg.output import OutputOption


def dossier(
    context: typer.Context,
    first: Annotated[str, typer.Argument(metavar="COUNTRY", help="The one country: name or code.")],
    second: Annotated[str, typer.Argument(metavar="COUNTRY", help="The other.")],
    since: Annotated[str | None, typer.Option(help="Only what is dated on or after this date.", metavar="DATE")] = None,
    until: Annotated[str | None, typer.Option(help="Only what is dated on or before it.", metavar="DATE")] = None,
    lang: Annotated[DossierLanguage, typer.Option(help="Language of the page.")] = DossierLanguage.ENGLISH,
    form: Annotated[DossierFormat, typer.Option("--format", "-f", help="Form of the dossier.")] = DossierFormat.HTML,
    output: OutputOption = None,
    uri: UriOption = None,
) -> None:
    """Write a dossier on two countries: one HTML file that needs no network, or Markdown for a brief.

    Summary, recurring commitments by topic and year with their quotes, timeline, who met whom, offices, open pledges,
    agreements, conflicts, sources. Example: kg dossier VN JP --since 2013 --output vn-jp.html
    """
    from kg.dossier.making import make
    from kg.output import write_text
    from kg.workspace import Workspace

    options = settings(context)
    console = Console(options)
    with Workspace.open(options.workspace) as workspace:
        text = make(workspace, (first, second), (since, until), lang, form, uri, console)
    write_text(text, output)
