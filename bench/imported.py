"""Makes a large graph as CSV, part by part on all cores, and imports it into an empty Neo4j of its own."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import made_graph
from ports import free_port

from kg import neo4j_server
from kg.neo4j_import import load
from loaders.engines.bolt import Neo4jEngine
from loaders.neo4j_csv import ARGUMENTS, MARKER, write
from loaders.parallel import run
from loaders.property_graph import RESOURCE, Schema

PART = 400_000  # resources
MEMORY = "4g"
"""Of the server; that of the local Neo4j, 1 GB, is too little for a report on all of a million meetings."""
WAIT = "CALL db.awaitIndexes(3600)"


@contextmanager
def imported(folder: Path, meetings: int) -> Iterator[tuple[Neo4jEngine, neo4j_server.Server]]:
    """A server in `folder` with a made graph, its constraint and its indexes."""
    files = folder / "csv"
    files.mkdir(parents=True)
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:  # a fork of a process with Java hangs
        waiting = (partial(_in(pool), files, *each) for each in enumerate(made_graph.parts(meetings, PART)))
        arguments = list(run(waiting, 2))  # which takes only a few parts in advance
    common = [line for line in arguments[0] if not _names_files(line)]
    named = [line for lines in arguments for line in lines if _names_files(line)]
    (files / ARGUMENTS).write_text("".join(f"{line}\n" for line in [*common, *named]), encoding="utf-8")
    neo4j_server.HEAP = MEMORY
    load(folder / "server", files)
    server = neo4j_server.start(folder / "server", free_port(), free_port())
    try:
        with Neo4jEngine(server.uri, password=server.password) as engine:
            for statement in (*Schema.load().statements(), WAIT):
                engine.write(statement)
            yield engine, server
    finally:
        neo4j_server.stop(folder / "server")


def _in(pool: ProcessPoolExecutor) -> Callable[[Path, int, bytes], list[str]]:
    return lambda *given: pool.submit(_write, *given).result()


def _write(files: Path, number: int, lines: bytes) -> list[str]:
    """Write one part; return its arguments, without the nodes that another part describes."""
    part = f"part-{number}"
    (files / part).mkdir()
    write(lines, files / part, "bench", "state")
    found = (files / part / ARGUMENTS).read_text(encoding="utf-8").splitlines()
    kept = [line for line in found if not line.startswith((f"--nodes={RESOURCE}=", f"--nodes=PushMarker={MARKER}"))]
    return [re.sub(r"=(?=[^=]*$)", f"={part}/", line) if _names_files(line) else line for line in kept]


def _names_files(argument: str) -> bool:
    return argument.startswith(("--nodes", "--relationships"))
