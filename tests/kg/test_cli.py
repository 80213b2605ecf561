"""The contract of the command line: exit codes, and what goes to which stream."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

ARTICLE = (
    "HANOI - Minister of Public Security General To Lam received Commissioner General Yasuhiro Tsuyuki of Japan's "
    "National Police Agency in Hanoi on March 6, 2023. He asked the Japanese side to train more officers."
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.jsonl"
    path.write_text(json.dumps({"id": "a/1", "text": ARTICLE}) + "\n")
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("ingest",),
        ("extract", "x.txt"),
        ("report", "nonsense"),
        ("rejected", "--format", "xml"),
        ("--wrong",),
    ],
)
def test_wrong_usage_ends_with_2(kg: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = kg(*arguments)
    assert done.code == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("rejected",),
        ("status",),
        ("export",),
        ("report", "who-met-whom"),
        ("validate",),
        ("push",),
        ("backup", "b.zip"),
    ],
)
def test_a_missing_workspace_ends_with_1_and_one_sentence(kg: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = kg(*arguments)
    assert (done.code, done.stdout) == (1, "")
    assert done.stderr == "kg: There is no workspace in .kg: make one with `kg ingest PATH...`.\n"
    assert list(tmp_path.iterdir()) == []


def test_help_and_the_list_of_reports_need_no_workspace(kg: Run, tmp_path: Path) -> None:
    assert "kg ingest articles/" in kg("ingest", "--help").stdout
    listed = kg("report", "--format", "json")
    assert "who-met-whom" in {row["name"] for row in json.loads(listed.stdout)}
    assert "--person" in kg("report", "who-met-whom", "--help").stdout


def test_the_schema_describes_what_extract_writes(kg: Run, tmp_path: Path, article: Path) -> None:
    schema = json.loads(kg("schema").stdout)
    assert kg("extract", article, "--output", "out").code == 0
    written = json.loads((tmp_path / "out" / "a%2F1.json").read_text())
    assert written.keys() <= schema["properties"].keys()
    assert set(schema["required"]) <= written.keys()
    assert "Yasuhiro Tsuyuki" in {person["name"] for person in written["persons"]}
    assert all(ARTICLE[fact["start"] : fact["end"]] == fact["quote"] for fact in written["persons"])


def test_extract_reads_standard_input_and_writes_no_workspace(kg: Run, tmp_path: Path) -> None:
    done = kg("extract", "-", "--output", "out", stdin=ARTICLE)
    assert (done.code, done.stdout, done.stderr) == (0, "", "1 articles read.\n")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert kg("--quiet", "extract", "-", "--output", "out", stdin=ARTICLE).stderr == ""


def test_an_article_without_facts_is_an_article(kg: Run, tmp_path: Path) -> None:
    done = kg("extract", "-", "-o", "out", stdin="Rain is expected in the north of the country tomorrow.")
    assert done.code == 0
    (written,) = (tmp_path / "out").iterdir()
    assert json.loads(written.read_text())["meetings"] == []


def test_rejected_inputs_end_with_3_and_the_rest_is_done(kg: Run, tmp_path: Path, article: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "notes.docx").touch()
    done = kg("extract", article, tmp_path, "missing.txt", "--output", "out")
    assert done.code == 3
    assert f"Rejected {tmp_path}/empty.txt: the file is empty\n" in done.stderr
    assert "Rejected missing.txt: no such file or folder\n" in done.stderr
    assert done.stderr.endswith("2 articles read, 2 rejected, 1 files of other kinds skipped.\n")
    assert (tmp_path / "out" / "a%2F1.json").exists()


def test_names_of_files_are_encoded_and_never_too_long(kg: Run, tmp_path: Path) -> None:
    names: list[Any] = ["../../up", "Tô Lâm~", "x" * 400, "x" * 401]
    lines = "".join(json.dumps({"id": name, "text": ARTICLE}) + "\n" for name in names)
    assert kg("extract", "-", "-o", "out", stdin=lines).code == 0
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert written[:2] == ["..%2F..%2Fup.json", "T%C3%B4%20L%C3%A2m%7E.json"]
    assert len(written) == 4
    assert max(map(len, written)) < 255


def test_an_output_that_cannot_be_written_ends_with_1(kg: Run, tmp_path: Path, article: Path) -> None:
    done = kg("extract", article, "--output", article)
    assert done.code == 1
    assert done.stderr.startswith("kg: The file system refused")
    assert "Traceback" in kg("--verbose", "extract", article, "--output", article).stderr


def test_a_reader_who_leaves_early_is_no_failure(tmp_path: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m kg schema | head -1",
        shell=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path.cwd()), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("{\n", "")
