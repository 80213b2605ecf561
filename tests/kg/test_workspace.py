import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import workspace as module
from kg.errors import FailureError
from kg.workspace import NamedThing, Reading, Workspace
from loaders.records import Article, Extraction, Span
from loaders.sources import Rejection


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "ws", create=True) as opened:
        yield opened


def reading(name: str = "a", text: str = "Text.") -> Reading:
    article = Article(id=name, text=text, lang="en")
    cleaned = article.model_copy(update={"title": "Title", "published": "2023-04-04", "noise": [Span(start=0, end=1)]})
    return article, cleaned, Extraction(article=name, lang="en", extractor="1")


def test_what_was_stored_is_there_when_opened_again(tmp_path: Path) -> None:
    with Workspace.open(tmp_path, create=True) as first:
        first.store([reading("b"), reading("a")], "reader")
        identity = first.id
    with Workspace.open(tmp_path) as again:
        assert again.id == identity
        assert [article.id for article in again.articles()] == ["a", "b"]
        assert next(again.articles()) == reading("a")[1]
        assert [extraction.article for extraction in again.extractions()] == ["a", "b"]


def test_an_article_is_known_by_content_and_reader(workspace: Workspace) -> None:
    workspace.store([reading()], "reader 1")
    assert workspace.is_known(reading()[0], "reader 1")
    assert not workspace.is_known(reading()[0], "reader 2")
    assert not workspace.is_known(reading(text="Another text.")[0], "reader 1")
    assert workspace.outdated("reader 2") == [reading()[0]]
    assert workspace.outdated("reader 1") == []


def test_new_text_under_a_known_id_replaces_the_old(workspace: Workspace) -> None:
    workspace.store([reading(text="Old.")], "r")
    workspace.store([reading(text="New.")], "r")
    assert [article.text for article in workspace.articles()] == ["New."]


def test_a_failed_change_changes_nothing(workspace: Workspace) -> None:
    def broken() -> Iterator[Reading]:
        yield reading()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        workspace.store(broken(), "r")
    assert list(workspace.articles()) == []
    workspace.store([reading()], "r")


def test_the_state_depends_on_what_is_there_and_not_on_the_way_there(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "1", create=True) as one, Workspace.open(tmp_path / "2", create=True) as other:
        one.store([reading("a"), reading("b")], "r")
        other.store([reading("b"), reading("c"), reading("a", "Old.")], "r")
        assert one.state() != other.state()
        other.withdraw("c")
        other.store([reading("a")], "r")
        assert one.state() == other.state()


def test_a_graph_is_out_of_date_from_the_moment_of_a_change(workspace: Workspace) -> None:
    for change in (lambda: workspace.store([reading()], "r"), lambda: workspace.withdraw("a")):
        workspace.keep_graph([], "state")
        workspace.store([], "r")
        assert workspace.get("graph") == "state"
        change()
        assert workspace.get("graph") == ""


def test_a_graph_that_is_being_changed_has_no_state(workspace: Workspace) -> None:
    workspace.keep_pushed("embedded", "state")
    workspace.forget_pushed("embedded")
    assert workspace.pushed("embedded") == ""


def test_withdrawing_forgets_an_article_and_its_reading(workspace: Workspace) -> None:
    workspace.store([reading("a"), reading("b")], "r")
    assert workspace.withdraw("a")
    assert not workspace.withdraw("a")
    assert [extraction.article for extraction in workspace.extractions()] == ["b"]


def test_rejections_of_sources_that_are_read_anew_are_replaced(workspace: Workspace) -> None:
    old = [
        Rejection(source=source, line=line, reason="old")
        for source, line in [("d/x.txt", None), ("d/y.jsonl", 3), ("dd", 1)]
    ]
    workspace.replace_rejections([], old)
    workspace.replace_rejections(["d"], [Rejection(source="d/x.txt", reason="new")])
    assert [(each.source, each.line, each.reason) for each in workspace.rejections()] == [
        ("d/x.txt", None, "new"),
        ("dd", 1, "old"),
    ]


def test_names_are_found_in_any_order_of_their_words(workspace: Workspace) -> None:
    akiba = NamedThing("official", "akiba takeo", "uri:akiba", "Akiba Takeo")
    workspace.keep_graph([akiba], "state")
    assert workspace.named(["official"], "takeo akiba") == [akiba]
    assert workspace.named(["country"], "akiba takeo") == []
    assert workspace.get("graph") == "state"


def test_a_missing_workspace_is_named(tmp_path: Path) -> None:
    with pytest.raises(FailureError, match="no workspace in"):
        Workspace.open(tmp_path)


def test_a_workspace_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with Workspace.open(tmp_path, create=True) as opened:
        opened.connection.execute("PRAGMA user_version = 99")
    with pytest.raises(FailureError, match="newer version"):
        Workspace.open(tmp_path)


def test_a_workspace_of_an_older_version_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Workspace.open(tmp_path / "ws", create=True) as old:
        old.store([reading()], "r")
    scripts = tmp_path / "migrations"
    scripts.mkdir()
    for script in module.MIGRATIONS.glob("*.sql"):
        (scripts / script.name).write_text(script.read_text())
    (scripts / "9999.sql").write_text("ALTER TABLE articles ADD COLUMN note TEXT NOT NULL DEFAULT 'migrated';")
    monkeypatch.setattr(module, "MIGRATIONS", scripts)
    with Workspace.open(tmp_path / "ws") as migrated:
        assert migrated.connection.execute("SELECT id, note FROM articles").fetchall() == [("a", "migrated")]


def test_a_migration_that_fails_leaves_the_workspace_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Workspace.open(tmp_path / "ws", create=True) as old:
        old.store([reading()], "r")
    scripts = tmp_path / "migrations"
    scripts.mkdir()
    for script in module.MIGRATIONS.glob("*.sql"):
        (scripts / script.name).write_text(script.read_text())
    (scripts / "9999.sql").write_text("ALTER TABLE articles ADD COLUMN note TEXT;\nDROP TABLE nonsense;")
    with monkeypatch.context() as patched:
        patched.setattr(module, "MIGRATIONS", scripts)
        with pytest.raises(sqlite3.OperationalError):
            Workspace.open(tmp_path / "ws")
    with Workspace.open(tmp_path / "ws") as opened:
        assert [article.id for article in opened.articles()] == ["a"]


@pytest.mark.parametrize("content", [b"no database at all" * 100, b""])
def test_a_file_of_another_kind_is_refused_or_filled(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "workspace.sqlite").write_bytes(content)
    if content:
        with pytest.raises(FailureError, match="is no workspace"):
            Workspace.open(tmp_path)
    else:
        with Workspace.open(tmp_path) as opened:
            assert opened.id


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "workspace.sqlite")
    connection.execute("CREATE TABLE theirs (x)")
    connection.execute("PRAGMA user_version = 3")
    connection.commit()
    connection.close()
    with pytest.raises(FailureError, match="is no workspace"):
        Workspace.open(tmp_path)


def test_processes_that_make_one_workspace_at_once_make_one(tmp_path: Path) -> None:
    code = (
        "import pathlib, sys; from kg.workspace import Workspace;"
        "print(Workspace.open(pathlib.Path(sys.argv[1]), create=True).id)"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "ws")], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    said = {process.communicate()[0] for process in started}
    assert [process.returncode for process in started] == [0] * 4
    assert len(said) == 1
