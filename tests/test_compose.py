"""`docker-compose.yml` keeps its promises: pinned version, loopback only, no password in the file, data kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

COMPOSE = Path(__file__).parent.parent / "docker-compose.yml"


def neo4j() -> dict[str, Any]:
    service: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())["services"]["neo4j"]
    return service


def test_the_version_is_pinned_to_a_patch_of_the_long_term_release() -> None:
    assert neo4j()["image"].startswith("neo4j:5.26.")


def test_it_is_the_version_that_the_tests_run_on() -> None:
    lock = (COMPOSE.parent / "kg" / "neo4j-artifacts.lock").read_text()
    version = neo4j()["image"].removeprefix("neo4j:").removesuffix("-community")
    assert f"org/neo4j/neo4j/{version}/neo4j-{version}.jar" in lock


def test_ports_are_open_to_this_machine_only() -> None:
    assert neo4j()["ports"] == ["127.0.0.1:7474:7474", "127.0.0.1:7687:7687"]


def test_the_password_comes_from_the_environment_and_has_no_default() -> None:
    auth = neo4j()["environment"]["NEO4J_AUTH"]
    assert auth.startswith("neo4j/${NEO4J_PASSWORD:?")
    assert COMPOSE.read_text().count("${NEO4J_PASSWORD") == 1


def test_health_is_asked_over_bolt_without_the_password_as_an_argument() -> None:
    kind, command = neo4j()["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    assert "bolt://localhost:7687" in command
    assert "--password" not in command
    assert " -p " not in command


def test_data_is_kept_in_a_named_volume() -> None:
    assert neo4j()["volumes"] == ["data:/data"]
    assert "data" in yaml.safe_load(COMPOSE.read_text())["volumes"]
