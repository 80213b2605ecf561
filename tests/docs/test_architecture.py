"""The code keeps to a form that a newcomer finds the way in."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("package", ["kg", "loaders"])
def test_no_module_is_longer_than_400_lines(package: str) -> None:
    modules = {str(path): len(path.read_text("utf-8").splitlines()) for path in (ROOT / package).rglob("*.py")}
    assert modules
    assert not {path: lines for path, lines in modules.items() if lines > 400}
