"""The drawing of who uses whom, in docs/architecture.md, is what the modules import."""

import re
from itertools import product
from pathlib import Path

import grimp

PAGE = Path(__file__).resolve().parents[2] / "docs" / "architecture.md"


def drawn() -> set[tuple[str, str]]:
    (drawing,) = re.findall(r"^```mermaid\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    arrows = [line.split("-->") for line in drawing.splitlines() if "-->" in line]
    return {(tail.strip(), head.strip()) for tail, heads in arrows for head in heads.split("&")}


def test_the_drawing_shows_the_imports() -> None:
    graph = grimp.build_graph("kg", "loaders", cache_dir=None)
    parts = {name for arrow in drawn() for name in arrow}
    modules = {
        part: next(f"{package}.{part}" for package in ("kg", "loaders") if f"{package}.{part}" in graph.modules)
        for part in parts
    }
    found = {
        (one, other)
        for one, other in product(parts, parts)
        if one != other and graph.direct_import_exists(importer=modules[one], imported=modules[other], as_packages=True)
    }
    assert drawn() == found
