"""The tutorial works as written, from its first command to its last."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^```sh\n(.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each step wrote, in a new folder."""
    folder = tmp_path_factory.mktemp("tutorial")
    program = folder / "bin" / "kg"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg "$@"\n')
    program.chmod(0o755)
    environment = {"PATH": f"{program.parent}:/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    return [
        subprocess.run(
            ["sh", "-e", "-c", step], cwd=folder, env=environment, capture_output=True, text=True, check=True
        ).stdout
        for step in STEPS
    ]


def test_the_answers_are_those_that_the_text_speaks_of(said: list[str]) -> None:
    _, met, recurring, evidence, merged, places, _ = said
    assert "Ahmed Moalim Fiqi,Kithure Kindiki,2,2024-05-14,2024-09-02" in met
    assert "Training and capacity building,2," in recurring
    assert "2024-05-14 requested; 2024-09-02 pledged" in recurring
    assert '"quote"' in evidence
    assert "200 Somali police officers" in evidence
    officials = merged.partition("official,")[2]
    assert len(set(re.findall(r"id/official/[\w.-]+", officials))) == 2
    assert "Nairobi,1" in places
