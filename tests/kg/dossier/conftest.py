from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.dossier.making import asking
from kg.dossier.material import Material, collect
from loaders.engines.embedded import EmbeddedEngine
from tests.queries.graphs import fill

COUNTRY = "https://w3id.org/security-cooperation/id/country/"


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedEngine]:
    """The samples in an embedded graph."""
    with EmbeddedEngine(tmp_path_factory.mktemp("dossier") / "graph") as opened:
        fill(opened)
        yield opened


@pytest.fixture(scope="session")
def material(engine: EmbeddedEngine) -> Material:
    """What the reports tell of Vietnam and Japan."""
    return collect(asking(engine), f"{COUNTRY}VN", f"{COUNTRY}JP")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for pages."""
    return tmp_path_factory.mktemp("pages")
