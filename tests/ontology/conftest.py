import pytest
import rdflib

from loaders.locate import folder


def load(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(folder("ontology") / name, format="turtle")


@pytest.fixture(scope="session")
def ontology() -> rdflib.Graph:
    return load("security-cooperation.ttl")


@pytest.fixture(scope="session")
def shapes() -> rdflib.Graph:
    return load("shapes.ttl")


@pytest.fixture(scope="session")
def codes() -> rdflib.Graph:
    return load("codes.ttl")


@pytest.fixture(scope="session")
def topics() -> rdflib.Graph:
    return load("topics.ttl")
