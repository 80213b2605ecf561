"""The licences of the dependencies are allowed, and no silence of a service passes for a clean bill."""

import json
import runpy
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[1] / "tools"
LICENCES = runpy.run_path(str(TOOLS / "licences.py"))
VULNERABILITIES = runpy.run_path(str(TOOLS / "vulnerabilities.py"))


def test_every_locked_dependency_has_an_allowed_licence() -> None:
    found = list(LICENCES["dependencies"]())
    assert len(found) > 50
    assert [each for each in found if not each.allowed] == []


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("GPL-3.0-only", False),
        ("", False),
        ("MIT OR GPL-3.0-only", True),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only AND MIT OR ISC", True),
        ("GPL-3.0-only AND (MIT OR ISC)", False),
        ("(MIT OR GPL-3.0-only) AND (ISC)", True),
    ],
)
def test_an_expression_is_allowed_when_it_can_be_met(expression: str, allowed: bool) -> None:
    assert LICENCES["is_allowed"](expression, {"MIT", "ISC"}) is allowed


def test_what_was_skipped_was_not_looked_at() -> None:
    flaw = {"id": "PYSEC-1", "fix_versions": ["2.0"]}
    packages = [
        {"name": "a", "skip_reason": "not found"},
        {"name": "b", "version": "1.0", "vulns": []},
        {"name": "c", "version": "1.0", "vulns": [flaw]},
    ]
    assert VULNERABILITIES["told"](json.dumps({"dependencies": packages})) == (
        2,
        ["c 1.0: PYSEC-1, mended in 2.0"],
    )
    assert VULNERABILITIES["told"]("") == (0, [])
