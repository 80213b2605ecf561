"""What tests in every folder use: the graph engines, among them a real Neo4j that the tests start themselves."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from kg.errors import FailureError
from loaders.engines import Engine

_BUSY = [HealthCheck.too_slow]  # a busy machine is no fault of the test
settings.register_profile("quick", max_examples=60, deadline=None, suppress_health_check=_BUSY)
settings.register_profile("torture", max_examples=20_000, deadline=None, suppress_health_check=_BUSY)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

for variable in ("ARCADEDB_JVM_ARGS", "JDK_JAVA_OPTIONS"):  # of the embedded engine, and of Neo4j
    os.environ.setdefault(variable, "-XX:TieredStopAtLevel=1")  # a test ends before code that was made fast pays


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """A Neo4j of this test run: its `NEO4J_URI`, `NEO4J_USERNAME` and `NEO4J_PASSWORD`.

    When it cannot be started the tests that need it fail if `CI` is set, else they are skipped.
    """
    from kg import neo4j_server

    folder = tmp_path_factory.mktemp("neo4j")
    try:
        server = neo4j_server.start(folder, _free_port(), _free_port())
    except (FailureError, OSError) as error:
        if os.environ.get("CI"):
            pytest.fail(f"no Neo4j came up: {error}")
        pytest.skip(f"no Neo4j came up: {error}")
    try:
        yield {"NEO4J_URI": server.uri, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": server.password}
    finally:
        neo4j_server.stop(folder)


@pytest.fixture
def neo4j_engine(neo4j_server: dict[str, str]) -> Iterator[Engine]:
    """The Neo4j of this test run, emptied."""
    from loaders.engines.bolt import Neo4jEngine

    engine = Neo4jEngine(neo4j_server["NEO4J_URI"], neo4j_server["NEO4J_USERNAME"], neo4j_server["NEO4J_PASSWORD"])
    with engine:
        _empty(engine)
        yield engine


@pytest.fixture
def embedded_engine(tmp_path: Path) -> Iterator[Engine]:
    """An embedded graph of its own, empty."""
    from loaders.engines.embedded import EmbeddedEngine

    with EmbeddedEngine(tmp_path / "embedded") as engine:
        yield engine


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in turn, empty: a test that takes this runs once on each."""
    opened: Engine = request.getfixturevalue(f"{request.param}_engine")
    return opened


@pytest.fixture(scope="session")
def free_port() -> Callable[[], int]:
    """A function that returns a port of this machine on which nothing listens."""
    return _free_port


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _empty(engine: Engine) -> None:
    """Delete every node, constraint and index of a Neo4j."""
    engine.write("MATCH (n) DETACH DELETE n")
    for row in engine.read("SHOW CONSTRAINTS YIELD name"):
        engine.write(f"DROP CONSTRAINT `{row['name']}`")
    for row in engine.read("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        engine.write(f"DROP INDEX `{row['name']}`")
