"""Draws `images/architecture.svg`, which part imports which; `make pages` runs it."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import grimp
import networkx as nx

TARGET = Path(__file__).with_name("images") / "architecture.svg"
PARTS = [
    "kg.commands",
    "kg.api",
    "kg.dossier",
    "kg.checking",
    "kg.validation",
    "kg.export",
    "kg.network",
    "kg.answers",
    "kg.reports",
    "kg.pipeline",
    "kg.workspace",
    "loaders.neo4j_csv",
    "loaders.push",
    "loaders.graph_writer",
    "loaders.ledger",
    "loaders.property_graph",
    "loaders.engines",
    "loaders.triples",
    "loaders.topics",
    "loaders.readings",
    "loaders.resolution",
    "loaders.extraction",
    "loaders.cleaning",
    "loaders.sources",
    "loaders.pages",
    "loaders.datelines",
    "loaders.languages",
    "loaders.reference",
]
WIDTH, HEIGHT = 112, 26  # of a box
ACROSS, DOWN = 150, 48  # from one box to the next


def page() -> str:
    """Return the drawing. An arrow that only shortens a way over others is pale."""
    uses = _imports()
    places = _places(uses)
    main = nx.transitive_reduction(uses)
    shown = sorted(uses.edges, key=lambda edge: (main.has_edge(*edge), edge))
    width = max(x for x, _ in places.values()) + WIDTH + 20
    height = max(y for _, y in places.values()) + HEIGHT + 20
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
            'font-size="12" role="img">',
            "<title>Which part imports which</title>",
            '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" '
            'orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#456"/></marker></defs>',
            f'<rect width="{width}" height="{height}" fill="white"/>',
            *(_arrow(places[a], places[b], main.has_edge(a, b), f"{_short(a)} → {_short(b)}") for a, b in shown),
            *(_box(part, *places[part]) for part in sorted(places)),
            "</svg>",
            "",
        ]
    )


def _imports() -> nx.DiGraph:
    graph = grimp.build_graph("kg", "loaders", cache_dir=None)
    uses = nx.DiGraph()
    uses.add_nodes_from(PARTS)
    for one, other in product(PARTS, PARTS):
        if one != other and graph.direct_import_exists(importer=one, imported=other, as_packages=True):
            uses.add_edge(one, other)
    return uses


def _places(uses: nx.DiGraph) -> dict[str, tuple[int, int]]:
    """Where each box stands: a column for each step from what nobody imports, ordered like its users'."""
    places: dict[str, tuple[int, int]] = {}
    for column, parts in enumerate(nx.topological_generations(uses)):
        heights = {p: [places[user][1] for user in uses.predecessors(p)] for p in parts}
        ordered = sorted(parts, key=lambda p: (sum(heights[p]) / max(1, len(heights[p])), PARTS.index(p)))
        for row, part in enumerate(ordered):
            places[part] = (20 + column * ACROSS, 20 + row * DOWN + column % 2 * DOWN // 2)
    return places


def _arrow(tail: tuple[int, int], head: tuple[int, int], main: bool, told: str) -> str:
    x1, y1, x2, y2 = tail[0] + WIDTH, tail[1] + HEIGHT // 2, head[0], head[1] + HEIGHT // 2
    curve = f"M{x1},{y1} C{x1 + 40},{y1} {x2 - 40},{y2} {x2},{y2}"
    look = 'stroke="#456" stroke-width="1.4"' if main else 'stroke="#cdd5dd"'
    return f'<path d="{curve}" fill="none" {look} marker-end="url(#tip)"><title>{told}</title></path>'


def _box(part: str, x: int, y: int) -> str:
    fill = "#e6eefb" if part.startswith("kg.") else "#e9f6e6"
    return (
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="5" fill="{fill}" stroke="#456"/>'
        f'<text x="{x + WIDTH // 2}" y="{y + 17}" text-anchor="middle">{_short(part)}</text>'
    )


def _short(part: str) -> str:
    return part.partition(".")[2]


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8")
