"""The first load of the local Neo4j: runs neo4j-admin's import on the files of `kg export --format neo4j-csv`."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from kg.errors import FailureError
from kg.neo4j_artifacts import cache_folder, fetch, locked
from kg.neo4j_server import HEAP, java, status
from loaders.neo4j_csv import ARGUMENTS

_LOG = "import.log"


def load(folder: Path, files: Path, tell: Callable[[str], None] = lambda message: None) -> str:
    """Fill the server of `folder`, which is stopped and has no data yet, from the CSV in `files`.

    Return what the tool counted. Raises `FailureError` when the server runs or has data, or the tool finds a fault.
    """
    if not (files / ARGUMENTS).is_file():
        raise FailureError(f"{files} is no folder that kg export --format neo4j-csv wrote: it has no {ARGUMENTS}.")
    if status(folder) is not None:
        raise FailureError("Neo4j is running: stop it first with kg neo4j stop.")
    if (folder / "data" / "databases" / "neo4j").exists():
        raise FailureError(f"{folder} has a database already, and the import fills an empty one only: use kg push.")
    command = [str(java()), f"-Xmx{HEAP}", "-cp", f"{cache_folder()}/*", "org.neo4j.cli.AdminTool"]
    command += ["database", "import", "full", "neo4j", "--verbose", f"@{ARGUMENTS}"]
    fetch(cache_folder(), locked(), tell=tell)
    (folder / "conf").mkdir(parents=True, exist_ok=True)
    homes = {"NEO4J_HOME": str(folder.absolute()), "NEO4J_CONF": str(folder.absolute() / "conf")}
    done = subprocess.run(
        command, cwd=files, env={**os.environ, **homes}, capture_output=True, text=True, errors="replace", check=False
    )
    (folder / _LOG).write_text(done.stdout + done.stderr, encoding="utf-8")
    if done.returncode:
        for part in ("databases", "transactions"):
            shutil.rmtree(folder / "data" / part / "neo4j", ignore_errors=True)  # what the tool leaves half done
        raise FailureError(f"The import failed: see {folder / _LOG}.")
    counts = done.stdout.rpartition("Imported:")[2].split("Peak")[0].split()
    return " ".join(counts)
