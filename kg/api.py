"""The workspace for Python: read articles, ask reports, and take the graph as rdflib or networkx has it."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from kg.console import Console, Settings
from kg.errors import FailureError
from kg.reports import Report, catalogue
from kg.workspace import Workspace
from loaders.sources import Rejection

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib


@dataclass(frozen=True)
class Ingested:
    """How many articles were read and how many were known already, and the inputs that were not taken."""

    read: int
    known: int
    rejected: tuple[Rejection, ...]


class Rows(list[dict[str, Any]]):
    """The rows of an answer, each a dict with all `columns`; `notes` says what it leaves out, or why it is empty.

    Dates are EDTF texts, as precise as known; what isn't known is None; what may be many is a list.
    """

    def __init__(self, rows: Iterable[dict[str, Any]], columns: Iterable[str], notes: Iterable[str] = ()) -> None:
        super().__init__(rows)
        self.columns = tuple(columns)
        self.notes = tuple(notes)

    def frame(self) -> pd.DataFrame:
        """Return the rows as a pandas frame with the same columns, also when there are none.

        Raises `FailureError` where pandas isn't installed.
        """
        try:
            import pandas
        except ImportError:
            raise FailureError("Frames need pandas: pip install 'security-cooperation-kg[frames]'.") from None
        return pandas.DataFrame(self, columns=list(self.columns))


class Graph:
    """A workspace and its graph. Every question sees all that was ingested before it."""

    def __init__(self, workspace: str | PathLike[str], uri: str | None = None) -> None:
        self._console = Console(Settings(Path(workspace), quiet=True))
        self._workspace = Workspace.open(Path(workspace), create=True)
        self._uri = uri

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the workspace."""
        self._workspace.connection.close()

    def ingest(self, *paths: str | PathLike[str]) -> Ingested:
        """Read articles (files, folders, patterns) into the workspace, and bring the graph up to date.

        An input that can't be read is rejected and the rest goes on.
        """
        from kg.intake import Intake
        from kg.pipeline import alone, make_graph, refresh, take_in

        intake = Intake(self._console)
        with alone(self._workspace, self._console):
            try:
                counts = take_in(self._workspace, intake.articles(map(str, paths)), self._console)
            finally:
                self._workspace.replace_rejections(intake.sources, intake.rejections)
            refresh(self._workspace, make_graph(self._workspace, self._console), self._uri, self._console)
        return Ingested(counts.read, counts.known, tuple(intake.rejections))

    def reports(self) -> dict[str, Report]:
        """Return the reports by name: those that ship with the package, and the workspace's own."""
        return catalogue(self._workspace.folder)

    def report(self, name: str, /, **filters: Any) -> Rows:
        """Answer a question with the report `name`; filters have the names of its parameters.

        Names are found as people type them. Raises `FailureError` for a report, filter, name or value that isn't known.
        """
        from kg.answers import answer, query_values
        from kg.names import Finder
        from kg.pipeline import open_graph

        report = self.reports().get(name)
        if report is None:
            raise FailureError(f"No report is called {name!r}: `reports()` has them all.")
        self._described()
        values = query_values(report, filters, Finder(self._workspace, self._console.news).find)
        with open_graph(self._workspace, self._uri, self._console) as engine:
            rows, notes = answer(report, values, engine)
        return Rows(rows, report.column_names, notes)

    def analyse(
        self,
        level: Literal["officials", "organisations"] = "officials",
        *,
        since: int | None = None,
        until: int | None = None,
        every: int | None = None,
    ) -> Rows:
        """Measure the network of meetings held, from the year `since` to `until`, in periods of `every` years."""
        from kg.analysis import COLUMNS, Level, analyse, periods

        graph = self.network()
        return Rows(analyse(graph, Level(level), periods(graph, since, until, every)), COLUMNS)

    def dossier(
        self,
        first: str,
        second: str,
        *,
        since: str | None = None,
        until: str | None = None,
        lang: Literal["en", "fr", "vi"] = "en",
        form: Literal["html", "markdown"] = "html",
    ) -> str:
        """Return the dossier on two countries, as `kg dossier` writes it."""
        from kg.dossier.forms import DossierFormat, DossierLanguage
        from kg.dossier.making import make

        kinds = DossierLanguage(lang), DossierFormat(form)
        self._described()
        return make(self._workspace, (first, second), (since, until), *kinds, self._uri, self._console)

    def graph(self) -> rdflib.Dataset:
        """Return the triples: a named graph per article, and one for what was concluded from several."""
        import rdflib

        found = rdflib.Dataset()
        with self._described().open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parser uses what rdflib deprecates
            found.parse(file, format="nquads")
        return found

    def network(self) -> nx.MultiDiGraph[str]:
        """Return the property graph: a node per resource, keyed by URI, and an edge per relationship, keyed by type."""
        from kg.network import open_network

        return open_network(self._described())

    def _described(self) -> Path:
        from kg.pipeline import described

        return described(self._workspace, self._console)
