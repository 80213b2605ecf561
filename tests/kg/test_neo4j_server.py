"""The local Neo4j: started, asked and stopped through the commands; bound to loopback, with a password of its own."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from typer.testing import CliRunner, Result

from kg import neo4j_server as local
from kg.commands import neo4j as command
from kg.console import Settings
from kg.errors import FailureError
from loaders.engines import GraphError
from loaders.engines.bolt import Neo4jEngine

pytestmark = [pytest.mark.neo4j, pytest.mark.usefixtures("neo4j_server")]


def kg_neo4j(workspace: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command.app, list(arguments), obj=Settings(workspace=workspace))


def test_a_server_is_started_found_opened_and_stopped(
    tmp_path: Path, free_port: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    bolt, http = str(free_port()), str(free_port())
    started = kg_neo4j(tmp_path, "start", "--bolt-port", bolt, "--http-port", http)
    try:
        assert started.exit_code == 0
        password_file = tmp_path / "neo4j" / "password"
        assert started.stdout.splitlines() == [
            f"export NEO4J_URI=bolt://localhost:{bolt}",
            "export NEO4J_USERNAME=neo4j",
            f'export NEO4J_PASSWORD="$(cat {password_file})"',
        ]
        assert stat.S_IMODE(password_file.stat().st_mode) == 0o600
        password = password_file.read_text().strip()
        with Neo4jEngine(f"bolt://localhost:{bolt}", password=password) as engine:
            engine.write("CREATE (:Resource {uri: 'kept'})")
        for wrong in ("neo4j", None):
            with pytest.raises(GraphError, match="refuses the sign-in"):
                Neo4jEngine(f"bolt://localhost:{bolt}", password=wrong)

        again = kg_neo4j(tmp_path, "start", "--bolt-port", bolt, "--http-port", http)
        assert again.stdout == started.stdout == kg_neo4j(tmp_path, "status").stdout

        monkeypatch.setattr("typer.launch", lambda address: 0)
        opened = kg_neo4j(tmp_path, "open")
        assert opened.stdout.startswith(f"http://localhost:{http}/browser/")

        server = local.status(tmp_path / "neo4j")
        assert server is not None
        process = psutil.Process(server.pid)
        assert not any(password in argument for argument in process.cmdline())
        assert all(password not in text for text in logs(tmp_path)), "the password is in a log"
        listening = {c.laddr.ip for c in process.net_connections() if c.status == psutil.CONN_LISTEN}
        assert listening <= {"127.0.0.1", "::ffff:127.0.0.1"}
    finally:
        stopped = kg_neo4j(tmp_path, "stop")
    assert stopped.exit_code == 0
    assert "is stopped" in stopped.stderr
    assert not psutil.pid_exists(server.pid)
    assert "was not running" in kg_neo4j(tmp_path, "stop").stderr


def test_a_taken_port_is_named(tmp_path: Path, free_port: Callable[[], int]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(FailureError, match=f"Port {port} is taken"):
            local.start(tmp_path, port, free_port())


def test_a_server_that_dies_at_its_start_is_told_with_its_last_words(
    tmp_path: Path, free_port: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken.conf"
    broken.write_text("no.such.setting=1\n")
    monkeypatch.setattr("kg.neo4j_server.CONFIGURATION", broken)
    with pytest.raises(FailureError, match=r"Neo4j ended at its start: .*no\.such\.setting"):
        local.start(tmp_path, free_port(), free_port())
    assert local.status(tmp_path) is None


def test_another_process_under_the_old_number_is_not_taken_for_the_server(tmp_path: Path) -> None:
    server = local.Server(tmp_path, os.getpid(), 1.0, 7687, 7474)
    local._remember(server)
    assert local.status(tmp_path) is None


def test_asking_for_a_server_that_does_not_run_says_how_to_start_it(tmp_path: Path) -> None:
    for asked in ("status", "open"):
        assert "kg neo4j start" in str(kg_neo4j(tmp_path, asked).exception)


def logs(workspace: Path) -> list[str]:
    return [file.read_text(errors="replace") for file in (workspace / "neo4j" / "logs").iterdir()]
