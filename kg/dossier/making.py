"""Makes a dossier from a workspace: finds the countries, asks the reports, and writes what they gave."""

from __future__ import annotations

from typing import Any

from kg.answers import query_values, rows_of
from kg.console import Console
from kg.dossier.assemble import assemble
from kg.dossier.forms import DossierFormat, DossierLanguage
from kg.dossier.material import Ask, collect
from kg.dossier.wording import Wording
from kg.dossier.writing import write
from kg.errors import Exit, FailureError
from kg.names import Finder
from kg.pipeline import open_graph
from kg.reports import catalogue
from kg.workspace import Workspace
from loaders.engines import Engine, Rows


def make(
    workspace: Workspace,
    countries: tuple[str, str],
    dates: tuple[str | None, str | None],
    language: DossierLanguage,
    form: DossierFormat,
    uri: str | None,
    console: Console,
) -> str:
    """Return the dossier on two countries, named as people type them, from the graph at `uri` (None: the embedded).

    Raises `FailureError` where a country or a date isn't understood, and where both countries are the same.
    """
    with open_graph(workspace, uri, console) as engine:
        finder = Finder(workspace, console.news)
        first, second = (_country(finder, name) for name in countries)
        if first == second:
            raise FailureError(f"{countries[0]!r} and {countries[1]!r} are the same country: give two.", Exit.USAGE)
        material = collect(asking(engine), first, second, *dates)
    wording = Wording(language)
    return write(assemble(material, wording), form, wording)


def asking(engine: Engine) -> Ask:
    """Return what runs the shipped reports on `engine`."""
    reports = catalogue(None)

    def ask(name: str, /, **given: Any) -> Rows:
        values = query_values(reports[name], given, lambda _, uri: [uri])
        return rows_of(reports[name], values, engine)

    return ask


def _country(finder: Finder, name: str) -> str:
    found = finder.find(("country",), name)
    if len(found) > 1:
        raise FailureError(f"{name!r} could be several countries: write more of the name, or its code.", Exit.USAGE)
    return found[0]
