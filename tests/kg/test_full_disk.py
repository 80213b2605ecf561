"""A disk that fills up: the command says so and ends with 1, nothing that was kept is lost, the next run finishes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.made_graph import lines
from kg.workspace import FILE, Workspace

Run = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]
SIZE = 96_000_000  # bytes of the disk, which is a file system in memory
SAMPLES = ROOT / "samples"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", place], capture_output=True)
    if mounted.returncode:
        pytest.skip("mounting a file system takes root")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def leave_free(disk: Path, free: int) -> Path:
    """Fill the disk up to so many bytes."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    there = os.statvfs(disk)
    filler.write_bytes(b"x" * max(0, there.f_bavail * there.f_bsize - free))
    return filler


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("KG_", "NEO4J_"))}
    line = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(line, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)


def article_ids(workspace: Path) -> list[str]:
    if not (workspace / FILE).exists():
        return []
    with Workspace.open(workspace) as opened:
        return [article.id for article in opened.articles()]


@pytest.mark.slow
@pytest.mark.parametrize("free", [0, 30_000, 200_000, 900_000, 1_600_000, 2_500_000])
def test_a_disk_that_is_full_during_ingest(disk: Path, tmp_path: Path, free: int) -> None:
    filler = leave_free(disk, free)
    done = command("--workspace", disk / "ws", "ingest", SAMPLES)
    assert done.returncode == 1, done.stderr
    said = done.stderr.splitlines()[-1]
    assert said.startswith("kg: ")
    assert "Traceback" not in done.stderr
    filler.unlink()
    kept = article_ids(disk / "ws") if (disk / "ws").exists() else []
    if "17 articles read" in done.stderr:
        assert len(kept) == 17
    again = command("--workspace", disk / "ws", "ingest", SAMPLES)
    assert again.returncode == 0, again.stderr
    assert set(kept) <= set(article_ids(disk / "ws"))
    assert command("--workspace", disk / "ws", "check").returncode == 0
    assert command("--workspace", tmp_path / "other", "--quiet", "ingest", SAMPLES).returncode == 0
    assert (disk / "ws" / "graph.nq").read_bytes() == (tmp_path / "other" / "graph.nq").read_bytes()


def test_a_disk_that_is_full_during_export(
    kg: Run, disk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(tmp_path / ".kg", create=True) as workspace:
        workspace.quads_file.write_bytes(lines(12))
    monkeypatch.setattr("kg.pipeline.is_current", lambda workspace: True)
    whole = kg("export").stdout
    assert len(whole) > 20_000
    (disk / "graph.ttl").write_text("old")
    leave_free(disk, 10_000)
    done = kg("export", "--output", disk / "graph.ttl")
    assert (done.code, done.stdout) == (1, "")
    assert done.stderr == "kg: The file system refused: No space left on device.\n"
    assert (disk / "graph.ttl").read_text() == "old"
    leave_free(disk, 0).unlink()
    assert sorted(path.name for path in disk.iterdir()) == ["graph.ttl"]
    assert kg("export", "--output", disk / "graph.ttl").code == 0
    assert (disk / "graph.ttl").read_text() == whole
