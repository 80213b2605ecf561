"""The files of the local Neo4j: fetched when missing or damaged, kept only when their checksum is right."""

from __future__ import annotations

import functools
import hashlib
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import FailureError
from kg.neo4j_artifacts import Artifact, cache_folder, fetch, locked

CONTENT = {"a.jar": b"first", "b.jar": b"second"}
ARTIFACTS = [Artifact(f"org/{name}", hashlib.sha256(content).hexdigest()) for name, content in CONTENT.items()]


class Repository(http.server.SimpleHTTPRequestHandler):
    """Serves a folder without logging."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[str]:
    for name, content in CONTENT.items():
        file = tmp_path / "repository" / "org" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    handler = functools.partial(Repository, directory=str(tmp_path / "repository"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def kept(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_missing_files_are_fetched_once(repository: str, tmp_path: Path) -> None:
    said: list[str] = []
    fetch(tmp_path / "jars", ARTIFACTS, repository, said.append)
    assert kept(tmp_path / "jars") == CONTENT
    assert len(said) == 1
    fetch(tmp_path / "jars", ARTIFACTS, "http://127.0.0.1:1", said.append)
    assert len(said) == 1


def test_a_damaged_file_is_found_and_fetched_again(repository: str, tmp_path: Path) -> None:
    fetch(tmp_path / "jars", ARTIFACTS, repository)
    (tmp_path / "jars" / "a.jar").write_bytes(b"fir")
    said: list[str] = []
    fetch(tmp_path / "jars", ARTIFACTS, repository, said.append)
    assert kept(tmp_path / "jars") == CONTENT
    assert "(1 were damaged)" in said[0]


def test_a_file_that_comes_with_another_checksum_is_not_kept(repository: str, tmp_path: Path) -> None:
    (tmp_path / "repository" / "org" / "b.jar").write_bytes(b"forged")
    with pytest.raises(FailureError, match=r"b\.jar .* is not the file that was pinned"):
        fetch(tmp_path / "jars", ARTIFACTS, repository)
    assert "b.jar" not in kept(tmp_path / "jars")


@pytest.mark.parametrize("damage", [b"f", b"forged", b""], ids=["cut short", "other bytes", "empty"])
def test_a_download_that_comes_damaged_is_fetched_again(
    repository: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes
) -> None:
    asked: list[str] = []

    def get(self: Repository) -> None:
        asked.append(self.path)
        content = CONTENT[Path(self.path).name]
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(damage if asked.count(self.path) == 1 else content)

    monkeypatch.setattr(Repository, "do_GET", get)
    fetch(tmp_path / "jars", ARTIFACTS, repository)
    assert kept(tmp_path / "jars") == CONTENT
    assert len(asked) == 4


def test_a_repository_out_of_reach_is_named(tmp_path: Path) -> None:
    with pytest.raises(FailureError, match=r"cannot be fetched from http://127\.0\.0\.1:1"):
        fetch(tmp_path / "jars", ARTIFACTS, "http://127.0.0.1:1")


def test_the_lock_pins_neo4j_and_its_browser() -> None:
    names = {artifact.name for artifact in locked()}
    assert {"neo4j-5.26.30.jar", "neo4j-server-5.26.30.jar", "neo4j-browser-5.24.0.jar"} <= names
    assert len(names) == len(locked())
    assert all(len(artifact.sha256) == 64 for artifact in locked())


def test_the_cache_is_the_users_and_outside_the_checkout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder().parent == tmp_path / "security-cooperation-kg"
