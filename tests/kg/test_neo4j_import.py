"""The first load of the local Neo4j through the commands; what the load makes is held to a push elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg import neo4j_server as local
from kg.commands import neo4j as command
from kg.console import Settings
from loaders.engines.bolt import Neo4jEngine
from loaders.neo4j_csv import write
from tests.queries.graphs import SAMPLES


def kg_neo4j(workspace: Path, *arguments: object) -> Result:
    return CliRunner().invoke(command.app, [*map(str, arguments)], obj=Settings(workspace=workspace))


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    """The samples as CSV."""
    (tmp_path / "csv").mkdir()
    write(SAMPLES.read_bytes(), tmp_path / "csv", "tests", "the state")
    return tmp_path / "csv"


@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_server")
def test_a_new_server_is_filled_before_its_first_start_and_never_again(
    tmp_path: Path, csv: Path, free_port: Callable[[], int]
) -> None:
    done = kg_neo4j(tmp_path, "import", csv)
    assert done.exit_code == 0, done.exception
    assert "Imported: " in done.stderr
    try:
        started = kg_neo4j(tmp_path, "start", "--bolt-port", free_port(), "--http-port", free_port())
        assert started.exit_code == 0, started.exception
        server = local.status(tmp_path / "neo4j")
        assert server is not None
        with Neo4jEngine(server.uri, "neo4j", server.password) as engine:
            assert engine.read("MATCH (n:Official {name: 'To Lam'}) RETURN n.name_vi AS name") == [{"name": "Tô Lâm"}]
        assert "is running: stop it first" in str(kg_neo4j(tmp_path, "import", csv).exception)
    finally:
        kg_neo4j(tmp_path, "stop")
    assert "has a database already" in str(kg_neo4j(tmp_path, "import", csv).exception)


@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_server")
def test_a_fault_in_the_files_is_told_with_the_place_of_the_log_and_leaves_nothing_behind(
    tmp_path: Path, csv: Path
) -> None:
    met = csv / "relationships-MET.csv"
    sound = met.read_text()
    met.write_text(sound + '"nobody","nowhere"\n')
    assert f"see {tmp_path / 'neo4j' / 'import.log'}" in str(kg_neo4j(tmp_path, "import", csv).exception)
    assert "nobody" in (tmp_path / "neo4j" / "import.log").read_text()
    met.write_text(sound)
    assert kg_neo4j(tmp_path, "import", csv).exit_code == 0


def test_a_folder_without_the_export_is_refused(tmp_path: Path) -> None:
    (tmp_path / "csv").mkdir()
    assert "no import.args" in str(kg_neo4j(tmp_path, "import", tmp_path / "csv").exception)
