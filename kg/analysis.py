"""Who is central among officials, or among organisations: degree, betweenness and communities over meetings held."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any

import networkx as nx

COLUMNS = ("period", "name", "country", "meetings", "degree", "betweenness", "community", "uri")
_EXACT = 1000  # nodes up to which betweenness is exact; beyond, it is estimated from as many
_DIGITS = 4  # of betweenness
_SEED = 0  # of the estimate and of the communities, so that equal graphs give equal answers
_YEAR = re.compile(r"\d{4}")


class Level(StrEnum):
    """Whose network is looked at."""

    OFFICIALS = "officials"
    ORGANISATIONS = "organisations"


@dataclass(frozen=True)
class Period:
    """Calendar years, both inclusive; without either, all meetings count, the undated too."""

    first: int | None = None
    last: int | None = None

    def __str__(self) -> str:
        if self.first is None and self.last is None:
            return "all"
        if self.first == self.last:
            return str(self.first)
        return f"{self.first or ''}–{self.last or ''}"

    def holds(self, date: str | None) -> bool:
        """Tell whether an EDTF date lies in the period; one without a year lies in none but the whole."""
        if self.first is None and self.last is None:
            return True
        year = year_of(date)
        return year is not None and (self.first or year) <= year <= (self.last or year)


def year_of(date: str | None) -> int | None:
    """Return the year with which an EDTF date begins, None where it has none."""
    found = _YEAR.match(date or "")
    return int(found.group()) if found else None


def periods(graph: nx.MultiDiGraph[str], since: int | None, until: int | None, length: int | None) -> list[Period]:
    """Return the periods of `length` years from `since` to `until`, or from the earliest to the latest meeting held.

    Without a length, the one period that `since` and `until` bound.
    """
    if length is None:
        return [Period(since, until)]
    years = [year for _, data in held_meetings(graph) if (year := year_of(data.get("date_edtf"))) is not None]
    years = [year for year in years if (since or year) <= year <= (until or year)]
    if not years:
        return []
    first, last = since or min(years), until or max(years)
    return [Period(start, min(start + length - 1, last)) for start in range(first, last + 1, length)]


def held_meetings(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the URI and the properties of each meeting held, sorted by URI."""
    for uri, data in sorted(graph.nodes(data=True)):
        if "Meeting" in data.get("labels", ()) and data.get("status") == "held":
            yield uri, data


def undated(graph: nx.MultiDiGraph[str]) -> int:
    """Count the meetings held whose year isn't known, which are in no period but the whole."""
    return sum(year_of(data.get("date_edtf")) is None for _, data in held_meetings(graph))


def contacts(graph: nx.MultiDiGraph[str], level: Level, period: Period = Period()) -> nx.Graph[str]:
    """Return who was at meetings together in `period`, by URI, out of a graph as `kg.network.network` makes it.

    A node has `meetings` (how many); an edge has `meetings`, and `first` and `last` (EDTF dates, None where no year is
    known). An organisation is at a meeting by itself, or through an official who held a post in it then.
    """
    found: nx.Graph[str] = nx.Graph()
    for meeting, data in held_meetings(graph):
        date = data.get("date_edtf")
        if not period.holds(date):
            continue
        present = sorted(_present(graph, meeting, level))
        for uri in present:
            found.add_node(uri)
            found.nodes[uri]["meetings"] = found.nodes[uri].get("meetings", 0) + 1
        for pair in combinations(present, 2):
            _note(found, pair, date if year_of(date) else None)
    return found


def _note(found: nx.Graph[str], pair: tuple[str, str], date: str | None) -> None:
    if not found.has_edge(*pair):
        found.add_edge(*pair, meetings=0, first=date, last=date)
    edge = found.edges[pair]
    edge["meetings"] += 1
    dates = [each for each in (edge["first"], edge["last"], date) if each]
    edge["first"], edge["last"] = min(dates, default=None), max(dates, default=None)


def _present(graph: nx.MultiDiGraph[str], meeting: str, level: Level) -> set[str]:
    parts = list(_along(graph, [meeting], "PARTICIPATION"))
    who = set(_along(graph, parts, "PARTICIPANT"))
    if level is Level.OFFICIALS:
        return {uri for uri in who if "Official" in graph.nodes[uri].get("labels", ())}
    bodies = {uri for uri in who if "Organisation" in graph.nodes[uri].get("labels", ())}
    return bodies | set(_along(graph, list(_along(graph, parts, "HELD_POST")), "POST_IN"))


def _along(graph: nx.MultiDiGraph[str], uris: Iterable[str], kind: str) -> Iterator[str]:
    for uri in uris:
        yield from (other for _, other, key in graph.out_edges(uri, keys=True) if key == kind)


def measures(found: nx.Graph[str]) -> dict[str, dict[str, Any]]:
    """Return of each node of `contacts` its `meetings`, `degree`, `betweenness` (0 to 1) and `community`, by URI.

    Communities are those of Louvain, weighted by meetings, numbered from the largest; who met nobody is in none.
    """
    uris = sorted(found)
    plain = nx.Graph()  # numbers for nodes: sets of texts have another order in each process
    plain.add_nodes_from(range(len(uris)))
    number = {uri: index for index, uri in enumerate(uris)}
    edges = sorted(
        (min(number[a], number[b]), max(number[a], number[b]), n) for a, b, n in found.edges(data="meetings")
    )
    plain.add_weighted_edges_from(edges)
    between = nx.betweenness_centrality(plain, k=_EXACT if len(uris) > _EXACT else None, seed=_SEED)
    groups = [group for group in nx.community.louvain_communities(plain, seed=_SEED) if len(group) > 1]
    groups.sort(key=lambda group: (-len(group), min(group)))
    community = {node: place for place, group in enumerate(groups, 1) for node in group}
    return {
        uri: {
            "meetings": found.nodes[uri]["meetings"],
            "degree": found.degree(uri),
            "betweenness": round(between[index], _DIGITS),
            "community": community.get(index),
        }
        for index, uri in enumerate(uris)
    }


def analyse(graph: nx.MultiDiGraph[str], level: Level, among: Iterable[Period]) -> list[dict[str, Any]]:
    """Return a row of `COLUMNS` for each official or organisation in each period, the most connected first."""
    rows = []
    for period in among:
        found = [
            {"period": str(period), "name": graph.nodes[uri]["label"], "country": _country(graph, uri), "uri": uri}
            | row
            for uri, row in measures(contacts(graph, level, period)).items()
        ]
        rows += sorted(found, key=lambda row: (-row["degree"], -row["betweenness"], row["name"], row["uri"]))
    return rows


def _country(graph: nx.MultiDiGraph[str], uri: str) -> str | None:
    found = sorted([*_along(graph, [uri], "NATIONALITY"), *_along(graph, [uri], "COUNTRY")])
    return graph.nodes[found[0]]["label"] if found else None
