"""The way of an article through a workspace: read and kept, resolved with all others, described, sent to the graph."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg import versions
from kg.console import Console
from kg.intake import readings
from kg.workspace import Workspace
from loaders.readings import Reading
from loaders.records import Article

if TYPE_CHECKING:
    from loaders.engines import Engine

_BATCH = 32  # readings that are kept in one transaction
_LOCK = "workspace.lock"  # held by the process that changes the workspace


@dataclass
class Counts:
    """How many articles were read and how many were known already."""

    read: int = 0
    known: int = 0


@contextmanager
def alone(workspace: Workspace, console: Console) -> Iterator[None]:
    """Run a block while no other process changes the workspace; wait for another, with a message."""
    from filelock import FileLock, Timeout

    lock = FileLock(workspace.folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        console.problem("Another command is changing this workspace: waiting for it to end.")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _is_busy(workspace: Workspace) -> bool:
    """Tell whether another process is changing the workspace."""
    from filelock import FileLock, Timeout

    try:
        with FileLock(workspace.folder / _LOCK, timeout=0):
            return False
    except Timeout:
        return True


def take_in(workspace: Workspace, articles: Iterable[Article], console: Console, jobs: int = 1) -> Counts:
    """Read the articles that this version of the reader doesn't know yet, in `jobs` processes, and keep what they tell.

    What was kept stays kept when the process dies. Articles that another version has read are read anew.
    """
    counts, reader = Counts(), versions.reader()

    def unknown() -> Iterator[Article]:
        for article in articles:
            if workspace.is_known(article, reader):
                counts.known += 1
            else:
                yield article

    _keep(workspace, console.progress(readings(unknown(), jobs), "Reading articles"), reader, counts)
    outdated = workspace.outdated(reader)
    if outdated:
        console.news(f"The reader has changed: {len(outdated)} known articles are read anew.")
        found = console.progress(readings(outdated, jobs), "Reading again", total=len(outdated))
        _keep(workspace, found, reader, Counts())
    return counts


def _keep(workspace: Workspace, readings: Iterable[Reading], reader: str, counts: Counts) -> None:
    batch: list[Reading] = []
    for reading in readings:
        batch.append(reading)
        if len(batch) == _BATCH:
            workspace.store(batch, reader)
            counts.read += len(batch)
            batch.clear()
    workspace.store(batch, reader)
    counts.read += len(batch)


def _state(workspace: Workspace) -> str:
    return hashlib.sha256(f"{workspace.state()} {versions.describer()}".encode()).hexdigest()


def is_current(workspace: Workspace) -> bool:
    """Tell whether the graph was made from all that the workspace holds, by this version."""
    return workspace.quads_file.exists() and workspace.get("graph") == _state(workspace)


def make_graph(workspace: Workspace, console: Console) -> str:
    """Resolve and describe the workspace's articles unless that was done already; return the graph's state."""
    from kg.names import NameCollector
    from kg.output import replaced

    state = _state(workspace)
    if is_current(workspace):
        return state
    from loaders.resolution import resolve
    from loaders.triples import describe

    console.detail("Resolving persons, organisations and meetings.")
    for left in workspace.folder.glob(f".{workspace.quads_file.name}.*.tmp"):
        left.unlink()  # by a process that was killed
    knowledge = resolve(workspace.articles(), workspace.extractions(), workspace.decisions())
    names = NameCollector()
    workspace.forget_graph()
    with replaced(workspace.quads_file) as file:
        file.writelines(sorted(f"{quad} .\n".encode() for quad in names.watch(describe(knowledge))))
    workspace.keep_graph(names.names(), state)
    return state


def described(workspace: Workspace, console: Console) -> Path:
    """Return the file with the sorted quads of the workspace's graph, made anew when it is out of date."""
    if not is_current(workspace):
        with alone(workspace, console):
            make_graph(workspace, console)
    return workspace.quads_file


def refresh(workspace: Workspace, state: str, uri: str | None, console: Console) -> None:
    """Send `state` to the graph at `uri` (None: the embedded one) unless the graph has it already."""
    if not _has(workspace, uri, state):
        send_to(workspace, state, uri, console)


def send_to(workspace: Workspace, state: str, uri: str | None, console: Console) -> None:
    """Compare the workspace's graph, in `state`, with the one at `uri` (None: the embedded), and send the rest."""
    from loaders.engines import open_engine
    from loaders.ledger import Ledger
    from loaders.push import push_lines

    with open_engine(uri, workspace.graph_folder) as engine:
        workspace.forget_pushed(_target(uri))
        ledger = Ledger(workspace.connection, engine.target, workspace.id)
        pushed = push_lines(workspace.quads_file.read_bytes(), engine, ledger)
    workspace.keep_pushed(_target(uri), state)
    console.news(f"{pushed.sent} resources sent, {pushed.deleted} deleted, {pushed.unchanged} unchanged.")


@contextmanager
def open_graph(workspace: Workspace, uri: str | None, console: Console) -> Iterator[Engine]:
    """Open the graph at `uri` (None: the embedded one) for reading; the embedded one is brought up to date first.

    While another command changes the workspace, the embedded graph answers as it was before, if it is whole.
    """
    from loaders.engines import open_engine

    current = _has(workspace, uri, workspace.get("graph"))
    if not current and not uri:
        if _has(workspace, None, workspace.pushed("embedded")) and _is_busy(workspace):
            console.news("Another command is changing this workspace: this is the answer as it was before.")
        else:
            with alone(workspace, console):
                refresh(workspace, make_graph(workspace, console), uri, console)
    with open_engine(uri, workspace.graph_folder) as engine:
        if not current and uri:
            console.news(f"{engine.target} lacks the latest changes of the workspace: `kg push` sends them.")
        yield engine


def _has(workspace: Workspace, uri: str | None, state: str) -> bool:
    """Tell whether the graph at `uri` (None: the embedded one, which may have been deleted) was sent `state`."""
    return bool(state) and workspace.pushed(_target(uri)) == state and (bool(uri) or workspace.graph_folder.exists())


def _target(uri: str | None) -> str:
    """Return the name by which the workspace remembers a graph; an address that was pushed to holds no password."""
    return f"{uri}/{os.environ.get('NEO4J_DATABASE', '')}".rstrip("/") if uri else "embedded"
