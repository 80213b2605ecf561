"""ArcadeDB in this process: the graph for those who run no server."""

from __future__ import annotations

import contextlib
import datetime
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import arcadedb_embedded
import jpype
from arcadedb_embedded.jvm import start_jvm
from filelock import FileLock, Timeout

from loaders.engines.protocol import WRITES_IN_READ, GraphError, Params, Rows, T, Transaction

WAIT = 30.0
"""How long to wait, in seconds, for another process to let go of the folder."""
_SCHEMA = "schema.json"  # the file by which a folder is known to hold a graph
QUIET = f"-Djava.util.logging.config.file={Path(__file__).with_name('java-logging.properties')}"


class EmbeddedEngine:
    """The graph in a folder, which one process at a time can have open, readers included.

    The folder can be deleted at any time: the next push fills it again.
    """

    writers = 1

    def __init__(self, folder: Path, wait: float = WAIT) -> None:
        """Open the graph in `folder`, creating it when it isn't there; wait up to `wait` seconds for another process.

        Raises `GraphError`.
        """
        self.target = "embedded"
        folder = folder.absolute()
        folder.parent.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._lock = _lock(folder, wait)
        try:
            _start_java(folder.parent)
            self._database = _open(folder)
        except BaseException:
            self._lock.release()
            raise

    def read(self, cypher: str, params: Params | None = None) -> Rows:
        """Run one query, which may not write."""
        with _explained():
            return _rows(self._database.query("opencypher", cypher, dict(params or {})))

    def write(self, cypher: str, params: Params | None = None) -> Rows:
        """Run one statement in a transaction of its own."""
        return self.transact(lambda transaction: transaction.run(cypher, params))

    def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one transaction, again when it collides with another thread's."""
        with _explained():
            return _in_transaction(self._database, lambda: work(_Transaction(self._database)))

    def fill(
        self,
        setup: Iterable[tuple[str, Params]],
        nodes: Iterable[tuple[Sequence[str], Sequence[Params]]],
        links: Iterable[tuple[str, Sequence[str], Sequence[str]]],
    ) -> None:
        """Put a new graph in the place of this one, whole or not at all. See `Filler`."""

        def load(database: arcadedb_embedded.Database) -> None:
            for statement, parameters in setup:
                _in_transaction(database, partial(_Transaction(database).run, statement, parameters))
            _load(database, nodes, links)

        with _explained():
            self._database.close()
            try:
                _make(self._folder, load)
            finally:
                self._database = _open(self._folder)

    def close(self) -> None:
        """Close the graph and let other processes have it."""
        try:
            with _explained():
                self._database.close()
        finally:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Transaction:
    """The database while a transaction is open on it."""

    def __init__(self, database: arcadedb_embedded.Database) -> None:
        self._database = database

    def run(self, cypher: str, params: Params | None = None) -> Rows:
        return _rows(self._database.command("opencypher", cypher, dict(params or {})))


def _lock(folder: Path, wait: float) -> FileLock:
    """The lock beside the folder, held by this process from here on."""
    lock = FileLock(folder.with_name(folder.name + ".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print(f"Another process has the embedded graph open; waiting up to {wait:.0f} s for it.", file=sys.stderr)
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise GraphError(
                f"Another process still has the embedded graph {folder} open: wait for it to end, and try again."
            ) from error
    return lock


def _open(folder: Path) -> arcadedb_embedded.Database:
    try:
        if not (folder / _SCHEMA).exists():
            _make(folder, lambda database: None)
        return arcadedb_embedded.open_database(str(folder))
    except arcadedb_embedded.ArcadeDBError as error:
        raise GraphError(
            f"The embedded graph {folder} cannot be opened ({_reason(error)}): "
            "if no other program uses it, delete the folder and push again."
        ) from error


def _make(folder: Path, load: Callable[[arcadedb_embedded.Database], None]) -> None:
    """Make a graph beside `folder` and move it there, in the place of another: whatever ends this, it is whole."""
    waiting = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(waiting, ignore_errors=True)
    database = arcadedb_embedded.create_database(str(waiting))
    try:
        load(database)
    finally:
        database.close()
    for file in waiting.iterdir():
        with file.open("rb") as written:
            os.fsync(written.fileno())
    if (folder / _SCHEMA).exists():
        shutil.rmtree(folder)
    try:
        waiting.replace(folder)
    except OSError as error:
        raise GraphError(f"{folder} holds something else than a graph: move it away and push again.") from error


def _load(
    database: arcadedb_embedded.Database,
    nodes: Iterable[tuple[Sequence[str], Sequence[Params]]],
    links: Iterable[tuple[str, Sequence[str], Sequence[str]]],
) -> None:
    """Load nodes and links past the transactions: what is killed here is of no use."""
    schema = database._java_db.getSchema()  # its Python counterpart knows no nodes with several labels
    several = jpype.JClass("com.arcadedb.query.opencypher.Labels").ensureCompositeType
    places: dict[str, str] = {}
    with database.graph_batch(use_wal=False, parallel_flush=False) as batch:
        for labels, rows in nodes:
            kind = str(several(schema, jpype.java.util.ArrayList(sorted(labels))))
            made = batch.create_vertices(kind, map(dict, rows))
            places.update(zip((row["uri"] for row in rows), made, strict=True))
        for name, starts, ends in links:
            schema.getOrCreateEdgeType(name)
            batch.new_edges([places[uri] for uri in starts], name, [places[uri] for uri in ends])


def _start_java(crash_logs: Path) -> None:
    """Start Java in this process, once and silently; what it says at a failed start goes into the `GraphError`."""
    if jpype.isJVMStarted():
        return
    os.environ.setdefault("ARCADEDB_JVM_ERROR_FILE", str(crash_logs / "java-crash-%p.log"))
    with tempfile.TemporaryFile() as said:
        try:
            with _stderr_to(said.fileno()):
                start_jvm(heap_size=None, jvm_args=[QUIET, "-XX:+UseSerialGC"])
        except arcadedb_embedded.ArcadeDBError as error:
            said.seek(0)
            words = said.read().decode(errors="replace").strip()
            raise GraphError(f"Java, which the embedded graph needs, does not start: {error} {words}") from error


@contextlib.contextmanager
def _stderr_to(file: int) -> Iterator[None]:
    """Lead the process's standard error into a file: Java warns there about a module that ArcadeDB always asks for."""
    sys.stderr.flush()
    kept = os.dup(2)
    os.dup2(file, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """Turn ArcadeDB's errors into `GraphError`."""
    try:
        yield
    except arcadedb_embedded.ArcadeDBError as error:
        if "QueryNotIdempotentException" in str(error):
            raise GraphError(WRITES_IN_READ) from error
        raise GraphError(f"Embedded graph: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    """ArcadeDB's own words: the innermost message, without the names of Java classes."""
    text, cause = str(error), error.__cause__
    while isinstance(cause, jpype.JException):
        text = str(cause.getMessage() or text)
        cause = cause.getCause()
    return text.splitlines()[0]


def _in_transaction(database: arcadedb_embedded.Database, work: Callable[[], T]) -> T:
    result: T = database.run_in_transaction(work)
    return result


def _rows(result: arcadedb_embedded.ResultSet | None) -> Rows:
    if result is None:
        return []
    return [{key: _plain(value) for key, value in row.items()} for row in result.to_list()]


def _plain(value: Any) -> Any:
    """A value of ArcadeDB as a plain Python value."""
    if value is None or isinstance(value, str | int | float | datetime.date):
        return value
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    for kinds, convert in _converters():
        if isinstance(value, kinds):
            return convert(value)
    return value


@cache
def _converters() -> list[tuple[Any, Callable[[Any], Any]]]:
    """How to read those Java objects that ArcadeDB's own binding leaves as they are."""
    temporal = jpype.JPackage("com").arcadedb.query.opencypher.temporal
    return [
        (temporal.CypherDate, lambda value: datetime.date.fromisoformat(str(value))),
        (temporal.CypherDateTime, lambda value: datetime.datetime.fromisoformat(str(value).partition("[")[0])),
        (temporal.CypherLocalDateTime, lambda value: datetime.datetime.fromisoformat(str(value))),
        ((temporal.CypherTime, temporal.CypherLocalTime), lambda value: datetime.time.fromisoformat(str(value))),
        (temporal.CypherDuration, str),
        (jpype.JClass("com.arcadedb.database.Document"), _properties),
        (
            jpype.JClass("com.arcadedb.query.opencypher.traversal.TraversalPath"),
            lambda value: [_plain(step) for step in value.toAlternatingList()],
        ),
    ]


def _properties(record: Any) -> dict[str, Any]:
    """The properties of a node or relationship."""
    values = arcadedb_embedded.Document(record)
    return {str(name): _plain(values.get(str(name))) for name in record.getPropertyNames()}
