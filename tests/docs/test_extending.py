"""The word that docs/extending.md adds to a lexicon has the effect that the page speaks of."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
pytestmark = pytest.mark.slow


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    for name in ("kg", "loaders", "ontology", "queries"):
        shutil.copytree(ROOT / name, tmp_path / "clone" / name)
    return tmp_path / "clone"


def test_a_word_that_is_added_is_read(clone: Path, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "kg"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n')
    program.chmod(0o755)
    environment = os.environ | {"PATH": f"{program.parent}:/usr/bin:/bin", "PYTHONPATH": str(clone)}
    before, after = re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (opening,) = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)

    def told(step: str) -> list[str]:
        done = subprocess.run(["sh", "-ec", step], cwd=tmp_path, env=environment, capture_output=True, check=True)
        return [line.split(",")[0] for line in done.stdout.decode().splitlines()]

    assert "Ahmed Moalim Fiqi" not in told(before)
    titles = clone / "loaders" / "lexicon" / "en" / "titles.toml"
    titles.write_text(titles.read_text("utf-8").replace("heads = [\n", opening, 1), "utf-8")
    assert "Ahmed Moalim Fiqi" in told(after)
