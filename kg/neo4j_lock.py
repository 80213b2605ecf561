"""Renews `neo4j-artifacts.lock`: resolves Neo4j's parts on Maven Central and pins each file by its checksum.

For those who work on this project: `python -m kg.neo4j_lock`, with the development tools installed.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor

import jgo
from jgo.maven import Artifact

from kg.neo4j_artifacts import AT_ONCE, LOCK

PARTS = ("org.neo4j:neo4j:5.26.30", "org.neo4j.app:neo4j-server:5.26.30", "org.neo4j.client:neo4j-browser:5.24.0")


def main() -> None:
    """Resolve, download and pin."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        lines = sorted(pool.map(_line, jgo.resolve("+".join(PARTS))), key=lambda line: line.split()[1])
    header = f"# Made by python -m kg.neo4j_lock from {', '.join(PARTS)}: sha256 and path on Maven Central.\n"
    LOCK.write_text(header + "".join(lines), encoding="utf-8")


def _line(artifact: Artifact) -> str:
    file = artifact.resolve()
    folder = f"{artifact.groupId.replace('.', '/')}/{artifact.artifactId}/{artifact.version}"
    return f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {folder}/{artifact.filename}\n"


if __name__ == "__main__":
    main()
