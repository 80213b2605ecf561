"""What the page on Python says is true: its examples run, in their order, on the samples."""

import contextlib
import io
import re
import shutil
from pathlib import Path

import pytest

import kg
from kg.errors import FailureError

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.+?)```", PAGE, re.DOTALL)
PRINTED = (  # a part of what each example after the first prints
    "Akiba Takeo To Lam 2023-03-06",
    ", 3)",
    "# Vietnam and Japan",
    "officials, among them Abdelouafi Laftit",
    "2013–2017 Ministry of Public Security",
    "2023-03-06 reception: Akiba Takeo, To Lam",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples, in which the first example, which ingests them, was run."""
    made = tmp_path_factory.mktemp("python")
    shutil.copytree(ROOT / "samples", made / "samples")
    assert run(EXAMPLES[0], made) == "17 articles read, 0 rejected\n"
    return made


def run(code: str, folder: Path) -> str:
    """Run an example in `folder`; return what it prints."""
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        exec(compile(code, "docs/python.md", "exec"), {})
    return printed.getvalue()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's query uses what rdflib deprecates
@pytest.mark.parametrize(("example", "printed"), list(zip(EXAMPLES[1:], PRINTED, strict=True)))
def test_the_examples_run(example: str, printed: str, folder: Path) -> None:
    said = run("import kg\n" + example, folder)
    assert printed in said, said


@pytest.mark.slow
def test_what_is_wrong_is_said_in_a_sentence(folder: Path) -> None:
    with kg.open(folder / "workspace") as graph:
        with pytest.raises(FailureError, match="did you mean"):
            graph.report("who-met-whom", person="To Lamm Lam")
        with pytest.raises(FailureError, match="No report is called 'gossip'"):
            graph.report("gossip")
        with pytest.raises(FailureError, match="no parameter 'colour'"):
            graph.report("meetings", colour="red")


@pytest.mark.slow
def test_an_empty_answer_says_why_and_is_a_frame_with_columns(folder: Path) -> None:
    with kg.open(folder / "workspace") as graph:
        rows = graph.report("meetings", country="JP", since="2030")
        assert not rows
        assert "without --since there are" in rows.notes[-1]
        assert list(rows.frame().columns) == list(rows.columns)


@pytest.mark.slow
def test_inputs_that_are_not_taken_are_told(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    with kg.open(tmp_path / "workspace") as graph:
        done = graph.ingest(tmp_path / "broken.json")
        assert (done.read, done.known, len(done.rejected)) == (0, 0, 1)
        assert graph.report("meetings") == []
