"""Each promise of SECURITY.md names tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))
ROWS = [line for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]


def test_the_tests_that_prove_a_promise_exist() -> None:
    assert len(NAMED) > 20
    for path, name in NAMED:
        text = (ROOT / path).read_text(encoding="utf-8")
        assert f"def {name}(" in text if name else "def test_" in text, (path, name)


def test_every_promise_has_its_proof() -> None:
    promises = [row for row in ROWS if not row.startswith(("| promise", "| ---"))]
    assert promises
    assert [row for row in promises if not re.search(r"`(tests/|Makefile)", row.split("|")[2])] == []
