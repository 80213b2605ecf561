from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.workspace import Workspace
from loaders.engines import Engine
from loaders.engines.bolt import Neo4jEngine
from loaders.engines.embedded import EmbeddedEngine
from tests.queries.graphs import fill, open_names


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The samples in an embedded graph."""
    with EmbeddedEngine(tmp_path_factory.mktemp("samples") / "graph") as engine:
        fill(engine)
        yield engine


@pytest.fixture(scope="module")
def neo4j(neo4j_server: dict[str, str]) -> Iterator[Engine]:
    """The samples in the Neo4j of this test run."""
    with Neo4jEngine(
        neo4j_server["NEO4J_URI"], neo4j_server["NEO4J_USERNAME"], neo4j_server["NEO4J_PASSWORD"]
    ) as engine:
        engine.write("MATCH (n) DETACH DELETE n")
        fill(engine)
        yield engine


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A workspace that knows the names of the samples."""
    workspace: Path = tmp_path_factory.mktemp("names")
    with open_names(workspace) as opened:
        yield opened
