"""Neo4j over Bolt, through the official driver."""

from __future__ import annotations

import os
import re
import sys
import time as clock
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import neo4j
from neo4j import exceptions, graph, time

from loaders.engines.protocol import WRITES_IN_READ, GraphError, Params, Rows, T, Transaction

OLDEST = (5, 26)
PATIENCE = 30.0
"""For how many seconds a transaction is tried again, and a server that is starting is waited for."""
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


class Neo4jEngine:
    """One database of a Neo4j server, 5.26 or later."""

    writers = 4

    def __init__(
        self, uri: str, username: str = "neo4j", password: str | None = None, database: str | None = None
    ) -> None:
        """Connect, and check the password and the server's version. Raises `GraphError`."""
        self._uri = _checked(uri)
        self._database = database
        self.target = f"{self._uri}/{database}" if database else self._uri
        self._driver = neo4j.GraphDatabase.driver(
            uri,
            auth=(username, password) if password else None,
            connection_timeout=10.0,
            max_transaction_retry_time=PATIENCE,
            notifications_min_severity="OFF",
            user_agent="security-cooperation-kg",
        )
        try:
            self._check()
        except BaseException:
            self._driver.close()
            raise

    @classmethod
    def from_environment(cls, uri: str) -> Self:
        """Connect to `uri` as `NEO4J_USERNAME`, `NEO4J_PASSWORD` and `NEO4J_DATABASE` say. Raises `GraphError`."""
        return cls(
            uri,
            os.environ.get("NEO4J_USERNAME") or "neo4j",
            os.environ.get("NEO4J_PASSWORD"),
            os.environ.get("NEO4J_DATABASE") or None,
        )

    def read(self, cypher: str, params: Params | None = None) -> Rows:
        """Run one query in a read-only transaction."""

        def query(transaction: neo4j.ManagedTransaction) -> Rows:
            return _Transaction(transaction).run(cypher, params)

        return self._guard(lambda session: session.execute_read(query), neo4j.READ_ACCESS)

    def write(self, cypher: str, params: Params | None = None) -> Rows:
        """Run one statement in a write transaction of its own."""
        return self.transact(lambda transaction: transaction.run(cypher, params))

    def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one managed write transaction."""

        def statements(transaction: neo4j.ManagedTransaction) -> T:
            return work(_Transaction(transaction))

        return self._guard(lambda session: session.execute_write(statements), neo4j.WRITE_ACCESS)

    def close(self) -> None:
        """Close the connections."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _guard(self, work: Callable[[neo4j.Session], T], access: str) -> T:
        try:
            with self._driver.session(database=self._database, default_access_mode=access) as session:
                return work(session)
        except (exceptions.Neo4jError, exceptions.DriverError) as error:
            raise GraphError(self._explain(error)) from error

    def _check(self) -> None:
        """Fail with a clear text unless the server answers, lets us in and is new enough; wait for one that starts."""
        begun, told = clock.monotonic(), False
        while True:
            try:
                with self._driver.session(database=self._database) as session:
                    agent = session.run("RETURN 1").consume().server.agent
                break
            except exceptions.TransientError as error:
                if clock.monotonic() - begun > PATIENCE:
                    raise GraphError(self._explain(error)) from error
                if not told:
                    print(f"{self._uri} is not ready; waiting up to {PATIENCE:.0f} s for it.", file=sys.stderr)
                told = True
                clock.sleep(PATIENCE / 10)
            except (exceptions.Neo4jError, exceptions.DriverError) as error:
                raise GraphError(self._explain(error)) from error
        version = re.search(r"/(\d+)\.(\d+)", agent)
        if version is None or (int(version[1]), int(version[2])) < OLDEST:
            raise GraphError(f"{self._uri} runs {agent}, but Neo4j 5.26 or later is needed: upgrade the server.")

    def _explain(self, error: exceptions.Neo4jError | exceptions.DriverError) -> str:
        code = (error.code or "") if isinstance(error, exceptions.Neo4jError) else ""
        if isinstance(error, exceptions.AuthError) or code.startswith("Neo.ClientError.Security"):
            return f"{self._uri} refuses the sign-in: check NEO4J_USERNAME and NEO4J_PASSWORD."
        if isinstance(error, exceptions.IncompleteCommit):
            return f"The connection to {self._uri} broke during a commit: run the command again to finish it."
        if isinstance(error, exceptions.UnsupportedServerProduct | exceptions.ConfigurationError):
            return f"{self._uri} is no Neo4j 5.26 or later: check NEO4J_URI."
        if isinstance(error, exceptions.ServiceUnavailable | exceptions.SessionExpired):
            return f"No Neo4j answers at {self._uri}: start the server, or check NEO4J_URI."
        if code.endswith("Statement.AccessMode"):
            return WRITES_IN_READ
        if "ReadOnly" in code:
            return f"{self._uri} lets nobody write: its database is set to read-only."
        if code.endswith("DatabaseUnavailable"):
            return f"The database at {self._uri} is not ready: try again when the server has started."
        if "Transaction.Terminated" in code:
            return f"Somebody ended our transaction at {self._uri}: run the command again to finish it."
        if code.endswith("DatabaseNotFound"):
            return f"{self._uri} has no database {self._database!r}: check NEO4J_DATABASE."
        message = error.message if isinstance(error, exceptions.Neo4jError) else str(error)
        return f"Neo4j: {message}"


class _Transaction:
    """A driver's transaction that returns plain values."""

    def __init__(self, transaction: neo4j.ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, cypher: str, params: Params | None = None) -> Rows:
        result = self._transaction.run(cypher, dict(params or {}))
        return [{key: _plain(record[key]) for key in record.keys()} for record in result]  # noqa: SIM118  # a tuple


def _plain(value: Any) -> Any:
    """A value of the driver as a plain Python value."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, time.Date | time.DateTime | time.Time):
        return value.to_native()
    if isinstance(value, time.Duration):
        return value.iso_format()
    if isinstance(value, graph.Entity):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, graph.Path):
        return _path(value)
    return value


def _path(path: graph.Path) -> list[Any]:
    """The nodes and relationships of a path in turn."""
    steps = [_plain(path.start_node)]
    for relationship, node in zip(path.relationships, path.nodes[1:], strict=True):
        steps += [_plain(relationship), _plain(node)]
    return steps


def _checked(uri: str) -> str:
    """The address, if it is one. Raises `GraphError`, without repeating what stands before an `@`."""
    parts = urlsplit(uri)
    if "@" in parts.netloc:
        raise GraphError(
            "The address of Neo4j holds no password: put it into NEO4J_PASSWORD, the user's name beside it."
        )
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise GraphError(f"{uri!r} is no address of a Neo4j server: write it like bolt://localhost:7687.")
    return uri
