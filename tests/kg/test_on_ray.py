"""The graph made on Ray is the one that is made without, whatever happens to the workers."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import uuid
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from bench.made_articles import made
from tests.kg.conftest import Run

pa = pytest.importorskip("pyarrow", reason="the extra ray is not installed")
pytest.importorskip("ray", reason="the extra ray is not installed")

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
ARTICLES = 120
MARK = "KG_TEST_OF_RAY"  # in the environment of every process that a command began
CONFINED = ("unshare", "--user", "--map-root-user", "--net", sys.executable, str(ROOT / "tests" / "confined.py"))


def run(*arguments: object, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run a module of Python, here or confined to loopback, and see that no process of it is left."""
    mark = uuid.uuid4().hex
    environment = {**os.environ, MARK: mark, "PYTHONPATH": str(ROOT)}
    command = [*before, sys.executable, "-m", *map(str, arguments)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert not list(processes(mark)), "a process is left"
    return done


def processes(mark: str) -> Iterator[str]:
    """Yield the command lines of the processes that live with this mark in their environment."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (process / "environ").read_bytes():
                yield (process / "cmdline").read_text()
        except OSError:
            continue  # it has ended, or is another user's


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with articles as JSON lines and as Parquet, a line that is none, and one article told anew."""
    import pyarrow.parquet as pq

    told = [each.model_dump(exclude_none=True, exclude={"noise", "extra"}) for each in made(ARTICLES)]
    half = ARTICLES // 2
    folder = tmp_path / "articles"
    folder.mkdir()
    lines = [each.model_dump_json() for each in islice(made(ARTICLES), half)]
    old = made(1, seed=8)
    (folder / "a.jsonl").write_text("\n".join([next(old).model_dump_json(), *lines, "{", ""]), encoding="utf-8")
    pq.write_table(pa.Table.from_pylist(told[half:]), folder / "b.parquet")
    (folder / "README").write_text("of another kind")
    return folder


@pytest.fixture
def expected(kg: Run, tmp_path: Path) -> tuple[Path, Path]:
    """The same articles read on one machine: its N-Quads, and its CSV files."""
    source = tmp_path / "one-machine.jsonl"
    source.write_text("".join(f"{each.model_dump_json()}\n" for each in made(ARTICLES)), encoding="utf-8")
    workspace = ("--workspace", tmp_path / "workspace")
    assert kg(*workspace, "ingest", source).code == 0
    assert kg(*workspace, "export", "--format", "nquads", "--output", "expected.nq").code == 0
    assert kg(*workspace, "export", "--format", "neo4j-csv", "--output", "expected").code == 0
    return tmp_path / "expected.nq", tmp_path / "expected"


def test_a_worker_killed_midway_costs_its_batch_and_changes_nothing_and_nothing_leaves_the_machine(
    articles: Path, expected: tuple[Path, Path], tmp_path: Path
) -> None:
    import pyarrow.parquet as pq

    quads, csv = expected
    notes, graph = tmp_path / "notes", tmp_path / "graph"
    notes.mkdir()
    confined = CONFINED if shutil.which("unshare") and subprocess.run([*CONFINED, "true"]).returncode == 0 else ()
    if os.environ.get("CI"):
        assert confined, "no network namespace can be made here"
    command = ("tests.faults.dying_worker", notes, 1, "ray", articles, "--workers", 2, "--output", graph)
    done = run(*command, before=confined)
    assert (done.returncode, done.stdout) == (3, ""), done.stderr
    assert f"Rejected {articles}/a.jsonl:{ARTICLES // 2 + 2}: wrong JSON" in done.stderr
    assert f"{ARTICLES + 1} articles read, 1 rejected" in done.stderr
    begun = Counter(note.name.partition("-")[0] for note in notes.iterdir())
    assert begun.pop("0.48") == 2
    assert set(begun.values()) == {1}
    assert len(begun) >= 4

    assert (graph / "graph.nq").read_bytes() == quads.read_bytes()
    names = sorted(each.name for each in csv.iterdir())
    assert sorted(each.name for each in (graph / "neo4j-csv").iterdir()) == names
    for name in names:
        same = (graph / "neo4j-csv" / name).read_bytes() == (csv / name).read_bytes()
        assert same == (name != "marker.csv"), name
    officials = pq.read_table(graph / "parquet" / "nodes-Official.parquet")
    rows = (csv / "nodes-Official.csv").read_text().count("\n") - 1
    assert officials.num_rows == rows


def test_workers_that_die_again_and_again_over_one_batch_end_the_command(articles: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    command = ("tests.faults.dying_worker", notes, 99, "ray", articles, "--workers", 1, "--output", tmp_path / "graph")
    done = run(*command)
    assert done.returncode == 1, done.stderr
    assert "died one after the other" in done.stderr
    assert len(list(notes.glob("0.48-*"))) == 4
    assert not (tmp_path / "graph").exists()
