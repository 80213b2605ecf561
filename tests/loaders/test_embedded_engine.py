"""The embedded engine alone: its lock, its silence, and what it says when it cannot."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from loaders.engines import GraphError
from loaders.engines.embedded import EmbeddedEngine


def python(code: str, folder: Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run `code` in a process of its own, with `folder` as its argument."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), str(folder)],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=cwd or Path.cwd(),
        check=False,
    )


def test_what_was_written_is_there_when_the_folder_is_opened_again(tmp_path: Path) -> None:
    with EmbeddedEngine(tmp_path / "graph") as engine:
        engine.write("CREATE (:Resource {uri: 'x'})")
    with EmbeddedEngine(tmp_path / "graph") as engine:
        assert engine.read("MATCH (n:Resource) RETURN n.uri AS uri") == [{"uri": "x"}]


def test_opening_says_nothing_and_leaves_no_log_behind(tmp_path: Path) -> None:
    repository = str(Path.cwd())
    done = python(
        f"""
        import sys; sys.path.insert(0, {repository!r})
        from pathlib import Path
        from loaders.engines.embedded import EmbeddedEngine
        with EmbeddedEngine(Path(sys.argv[1]) / "graph") as engine:
            print(engine.read("RETURN 1 AS one"))
        """,
        tmp_path,
        cwd=tmp_path,
    )
    assert (done.stdout, done.stderr) == ("[{'one': 1}]\n", "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph", "graph.lock"]


def test_another_process_waits_with_a_message_and_then_says_what_to_do(tmp_path: Path) -> None:
    with EmbeddedEngine(tmp_path / "graph"):
        done = python(
            """
            import sys
            from pathlib import Path
            from loaders.engines.embedded import EmbeddedEngine
            EmbeddedEngine(Path(sys.argv[1]) / "graph", wait=0.5)
            """,
            tmp_path,
        )
    assert "waiting up to 0 s" in done.stderr
    assert "GraphError: Another process still has the embedded graph" in done.stderr


def test_another_process_gets_its_answer_once_the_folder_is_free(tmp_path: Path) -> None:
    with EmbeddedEngine(tmp_path / "graph") as engine:
        engine.write("CREATE (:Resource {uri: 'x'})")
        waiting = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "import sys; from pathlib import Path; from loaders.engines.embedded import EmbeddedEngine\n"
                "with EmbeddedEngine(Path(sys.argv[1])) as engine:\n"
                "    print(engine.read('MATCH (n:Resource) RETURN n.uri AS uri'))",
                str(tmp_path / "graph"),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert waiting.stderr is not None
        assert "waiting up to 30 s" in waiting.stderr.readline()
    out, _ = waiting.communicate(timeout=60)
    assert out == "[{'uri': 'x'}]\n"


def test_a_damaged_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with EmbeddedEngine(tmp_path / "graph") as engine:
        engine.write("CREATE (:Resource {uri: 'x'})")
    for file in (tmp_path / "graph").iterdir():
        file.write_bytes(b"garbage")
    with pytest.raises(GraphError, match="delete the folder and push again"):
        EmbeddedEngine(tmp_path / "graph")
    with EmbeddedEngine(tmp_path / "other") as engine:
        assert engine.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_graph_whose_making_was_interrupted_is_made_again(tmp_path: Path) -> None:
    (tmp_path / "graph.new").mkdir()
    (tmp_path / "graph.new" / "configuration.json").write_text("half")
    with EmbeddedEngine(tmp_path / "graph") as engine:
        assert engine.read("RETURN 1 AS one") == [{"one": 1}]
    assert not (tmp_path / "graph.new").exists()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "theirs.txt").write_text("theirs")
    with pytest.raises(GraphError, match="something else than a graph"):
        EmbeddedEngine(tmp_path / "graph")
    assert [path.name for path in (tmp_path / "graph").iterdir()] == ["theirs.txt"]
