"""What every graph engine can do, and the one error that it raises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar, runtime_checkable

Params = Mapping[str, Any]
Rows = list[dict[str, Any]]
T = TypeVar("T")

WRITES_IN_READ = "This query writes, and reports only read: take CREATE, MERGE, SET, REMOVE and DELETE out of it."


class GraphError(Exception):
    """The graph could not do what was asked; the text says why and what to do, and never holds a password."""


class Transaction(Protocol):
    """A write transaction, handed to the function that `Engine.transact` runs."""

    def run(self, cypher: str, params: Params | None = None) -> Rows:
        """Run one statement and return its rows, with plain Python values as `Engine.read` returns them."""
        ...


class Engine(Protocol):
    """A property graph that takes openCypher. Use it as a context manager, or call `close`.

    Values in rows are equal on all engines: `None`, `bool`, `int`, `float`, `str`, `datetime.date`,
    `datetime.datetime`, lists and dicts of these. A node or relationship becomes the dict of its properties, a path the
    list of its nodes and relationships in turn, a duration its ISO text.
    """

    target: str
    """Which graph this is, as the ledger keeps it: the same for the same database."""
    writers: int
    """How many threads may write at once, a power of two."""

    def read(self, cypher: str, params: Params | None = None) -> Rows:
        """Run one query in a read-only transaction. Raises `GraphError`, also when the query writes."""
        ...

    def write(self, cypher: str, params: Params | None = None) -> Rows:
        """Run one statement in a write transaction of its own. Raises `GraphError`."""
        ...

    def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one write transaction, again from its start when the server asks for it. Raises `GraphError`.

        An exception out of `work` rolls the transaction back and is passed on.
        """
        ...

    def close(self) -> None:
        """Let go of the graph."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


@runtime_checkable
class Filler(Protocol):
    """An engine that takes a whole graph at once, much faster than by statements."""

    def fill(
        self,
        setup: Iterable[tuple[str, Params]],
        nodes: Iterable[tuple[Sequence[str], Sequence[Params]]],
        links: Iterable[tuple[str, Sequence[str], Sequence[str]]],
    ) -> None:
        """Put a new graph in the place of the one that is there, whole or not at all. Raises `GraphError`.

        First the statements of `setup` are run, each with its parameters, then `nodes` are made, the properties of
        some that have the same labels at a time, then `links`: of one type, from and to the nodes whose `uri` it is.
        """
        ...
