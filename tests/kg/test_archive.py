import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.archive import pack, unpack
from kg.errors import FailureError
from kg.workspace import NamedThing, Workspace
from loaders.records import Article, Extraction
from loaders.sources import Rejection


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with Workspace.open(tmp_path / "ws", create=True) as workspace:
        article = Article(id="a", text="Text.", lang="en")
        workspace.store([(article, article, Extraction(article="a", lang="en", extractor="1"))], "r")
        workspace.replace_rejections([], [Rejection(source="x", line=3, reason="empty")])
        workspace.keep_graph([NamedThing("official", "to lam", "uri:x", "To Lam")], "state")
        workspace.keep_pushed("embedded", "state")
        (tmp_path / "ws" / "queries").mkdir()
        (tmp_path / "ws" / "queries" / "mine.cypher").write_text("// title: Mine")
        pack(workspace, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def test_a_backup_that_would_fill_the_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("workspace.sqlite", bytes(2_000_000))
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=10**6))
    with pytest.raises(FailureError, match="unpacks to 2 MB, more than the disk"):
        unpack(tmp_path / "bomb.zip", tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


def test_a_restored_workspace_equals_the_saved_one(tmp_path: Path, archive: Path) -> None:
    unpack(archive, tmp_path / "new")
    with Workspace.open(tmp_path / "ws") as old, Workspace.open(tmp_path / "new") as new:
        assert new.state() == old.state()
        assert new.id == old.id
        assert list(new.articles()) == list(old.articles())
        assert new.rejections() == old.rejections()
        assert new.names(["official"]) == old.names(["official"])
        assert new.pushed("embedded") == ""
    assert (tmp_path / "new" / "queries" / "mine.cypher").read_text() == "// title: Mine"
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["queries", "workspace.sqlite"]


def test_a_workspace_is_never_overwritten(tmp_path: Path, archive: Path) -> None:
    with pytest.raises(FailureError, match="already"):
        unpack(archive, tmp_path / "ws")


@pytest.mark.parametrize("name", ["../up.cypher", "queries/../../up.cypher", "/etc/x", "queries/x.sh", "more.txt"])
def test_an_archive_with_other_files_is_refused(tmp_path: Path, archive: Path, name: str) -> None:
    with zipfile.ZipFile(archive, "a") as packed:
        packed.writestr(name, "x")
    with pytest.raises(FailureError, match="no backup"):
        unpack(archive, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("cut", [10, 300, -30])
def test_a_damaged_archive_leaves_no_workspace(tmp_path: Path, archive: Path, cut: int) -> None:
    archive.write_bytes(archive.read_bytes()[:cut])
    with pytest.raises(FailureError):
        unpack(archive, tmp_path / "new")
    assert not (tmp_path / "new" / "workspace.sqlite").exists()
