import runpy
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.mark.parametrize("name", ["architecture", "commands", "ontology"])
def test_a_page_that_is_made_is_up_to_date(name: str) -> None:
    generator = runpy.run_path(str(DOCS / f"generate_{name}.py"))
    assert generator["TARGET"].read_text(encoding="utf-8") == generator["page"](), "renew it with: make pages"
