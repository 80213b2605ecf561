"""The drawing of who uses whom, in docs/architecture.md, is what the modules import; none of these is too long."""

import re
from itertools import product
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "architecture.md"


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


@pytest.mark.parametrize("package", ["kg", "loaders"])
def test_no_module_is_longer_than_400_lines(package: str) -> None:
    modules = {str(path): len(path.read_text("utf-8").splitlines()) for path in (ROOT / package).rglob("*.py")}
    assert modules
    assert not {path: lines for path, lines in modules.items() if lines > 400}
