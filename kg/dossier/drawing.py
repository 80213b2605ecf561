"""Places who met whom in two columns, one per country, so that few lines cross."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from loaders.engines import Rows

MOST = 24  # names in a column
_ROUNDS = 6

Weight = defaultdict[str, defaultdict[str, int]]
"""How often each met each other."""


def drawing(contacts: Rows) -> dict[str, Any]:
    """Return `nodes` (id, label, office, side 0 or 1, place from the top, meetings) and `edges` (ends, meetings).

    Of each country those who met most, and met one another; `limited` tells whether that leaves anybody out.
    """
    weight: Weight = defaultdict(lambda: defaultdict(int))
    names: dict[str, tuple[int, str, str]] = {}
    for row in contacts:
        weight[row["one_uri"]][row["other_uri"]] += row["meetings"]
        weight[row["other_uri"]][row["one_uri"]] += row["meetings"]
        names.setdefault(row["one_uri"], (0, row["one"], "; ".join(row["one_offices"])))
        names.setdefault(row["other_uri"], (1, row["other"], "; ".join(row["other_offices"])))
    columns = [_most({uri for uri, (side, *_) in names.items() if side == each}, weight) for each in (0, 1)]
    columns = _untangled(_linked(columns, weight), weight)
    number = {uri: f"n{index}" for index, uri in enumerate([*columns[0], *columns[1]])}
    nodes = [
        {
            "id": number[uri],
            "label": names[uri][1],
            "office": names[uri][2],
            "side": side,
            "place": place,
            "meetings": sum(weight[uri].values()),
        }
        for side, column in enumerate(columns)
        for place, uri in enumerate(column)
    ]
    edges = [
        {"source": number[one], "target": number[other], "meetings": weight[one][other]}
        for one in columns[0]
        for other in columns[1]
        if weight[one][other]
    ]
    return {"nodes": nodes, "edges": edges, "limited": len(nodes) < len(names)}


def _most(uris: set[str], weight: Weight) -> list[str]:
    return sorted(uris, key=lambda uri: (-sum(weight[uri].values()), uri))[:MOST]


def _linked(columns: list[list[str]], weight: Weight) -> list[list[str]]:
    """Leave out who met nobody of those in the other column."""
    return [
        [uri for uri in column if any(weight[uri][met] for met in other)] for column, other in (columns, columns[::-1])
    ]


def _untangled(columns: list[list[str]], weight: Weight) -> list[list[str]]:
    """Sort each column in turn by the mean place of those met in the other one."""
    for turn in range(_ROUNDS):
        moved, still = turn % 2, 1 - turn % 2
        place = {uri: (index + 0.5) / len(columns[still]) for index, uri in enumerate(columns[still])}

        def mean(uri: str, place: Mapping[str, float] = place) -> float:
            met = [(place[other], count) for other, count in weight[uri].items() if other in place]
            return sum(where * count for where, count in met) / max(1, sum(count for _, count in met))

        columns[moved] = sorted(columns[moved], key=lambda uri: (mean(uri), uri))
    return columns
