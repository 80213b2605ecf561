"""The ledger of a push: what each graph was sent, kept in the workspace's SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_TABLES = """
CREATE TABLE IF NOT EXISTS push_targets (
    target TEXT PRIMARY KEY, generation TEXT NOT NULL, announced TEXT NOT NULL, schema TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS push_sent (
    target TEXT NOT NULL, uri TEXT NOT NULL, fingerprint BLOB NOT NULL, PRIMARY KEY (target, uri)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS push_intents (
    target TEXT NOT NULL, uri TEXT NOT NULL, PRIMARY KEY (target, uri)
) WITHOUT ROWID;
"""

UNKNOWN = b""
"""The fingerprint of a resource that the graph has in an unknown state: it equals no other."""
BARE = b"bare"
"""The fingerprint of a node without description, which is there because something points to it."""


@dataclass(frozen=True)
class Standing:
    """How the ledger and a graph stand: the generation last finished, the one announced since, the schema used."""

    generation: str = ""
    announced: str = ""
    schema: str = ""


class Ledger:
    """What one graph (`target`) was sent by one workspace (`owner`); each method is one durable transaction."""

    def __init__(self, connection: sqlite3.Connection, target: str, owner: str) -> None:
        """Use `connection`, making the ledger's tables when they aren't there."""
        self.owner = owner
        self._target = target
        self._connection = connection
        connection.executescript(_TABLES)

    def standing(self) -> Standing:
        """Return how things stand; empty texts before the first push."""
        query = "SELECT generation, announced, schema FROM push_targets WHERE target = ?"
        row = self._connection.execute(query, (self._target,)).fetchone()
        return Standing(*row) if row else Standing()

    def sent(self) -> dict[str, bytes]:
        """Return the fingerprint of every resource sent, by URI; `UNKNOWN` where a push ended before it was told."""
        query = "SELECT uri, fingerprint FROM push_sent WHERE target = ?"
        known: dict[str, bytes] = dict(self._connection.execute(query, (self._target,)))
        intents = self._connection.execute("SELECT uri FROM push_intents WHERE target = ?", (self._target,))
        known.update((uri, UNKNOWN) for (uri,) in intents)
        return known

    def replace(self, sent: dict[str, bytes]) -> None:
        """Forget all that was noted for this graph and note `sent` instead."""
        with self._transaction():
            for table in ("push_sent", "push_intents"):
                self._connection.execute(f"DELETE FROM {table} WHERE target = ?", (self._target,))
            self._note(sent)

    def announce(self, before: str, generation: str, schema: str, uris: Iterable[str]) -> None:
        """Note, before anything is sent, that `generation`, which follows `before`, will change these resources."""
        with self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO push_targets VALUES (?, ?, ?, ?)", (self._target, before, generation, schema)
            )
            self._connection.executemany(
                "INSERT OR IGNORE INTO push_intents VALUES (?, ?)", ((self._target, uri) for uri in uris)
            )

    def confirm(self, sent: dict[str, bytes]) -> None:
        """Note that these resources are in the graph as their fingerprints say."""
        with self._transaction():
            self._note(sent)
            self._settle(sent)

    def forget(self, uris: Iterable[str]) -> None:
        """Note that the graph has these resources no more."""
        uris = list(uris)
        with self._transaction():
            self._connection.executemany(
                "DELETE FROM push_sent WHERE target = ? AND uri = ?", ((self._target, uri) for uri in uris)
            )
            self._settle(uris)

    def finish(self, generation: str) -> None:
        """Note that all of `generation` has arrived."""
        with self._transaction():
            self._connection.execute("DELETE FROM push_intents WHERE target = ?", (self._target,))
            self._connection.execute(
                "UPDATE push_targets SET generation = ?, announced = '' WHERE target = ?", (generation, self._target)
            )

    def _note(self, sent: dict[str, bytes]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO push_sent VALUES (?, ?, ?)",
            ((self._target, uri, fingerprint) for uri, fingerprint in sent.items()),
        )

    def _settle(self, uris: Iterable[str]) -> None:
        self._connection.executemany(
            "DELETE FROM push_intents WHERE target = ? AND uri = ?", ((self._target, uri) for uri in uris)
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")
