"""The notebook runs, and shows something where it was saved with something to show."""

import os
from pathlib import Path

import nbformat
import pytest

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "notebook.ipynb"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # what Jupyter's own packages warn of is theirs
def test_the_notebook_runs_and_shows_as_much_as_it_was_saved_with(monkeypatch: pytest.MonkeyPatch) -> None:
    from nbclient import NotebookClient

    monkeypatch.setenv("PYTHONPATH", str(NOTEBOOK.parents[1]))
    for name in [name for name in os.environ if name.startswith(("KG_", "NEO4J_"))]:
        monkeypatch.delenv(name)
    saved, fresh = (nbformat.read(NOTEBOOK, as_version=4) for _ in range(2))
    NotebookClient(fresh, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    assert [shown(cell) for cell in fresh.cells] == [shown(cell) for cell in saved.cells]


def shown(cell: nbformat.NotebookNode) -> list[str]:
    """The kinds of what a cell prints and returns; their content changes with the reading of the samples."""
    return [kind for each in cell.get("outputs", []) for kind in sorted(each.get("data", {each.output_type: None}))]
