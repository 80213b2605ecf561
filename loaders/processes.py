"""Runs one function over many items in several processes: in order, a few at a time, and past a process that dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_TRIES = 3  # processes that may die over one item


class WorkerDiedError(Exception):
    """Processes died again and again over one item."""


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(work: Callable[[T], R], items: Iterable[T], workers: int) -> Iterator[R]:
    """Yield what `work`, a function of a module, returns for each of `items`, in their order.

    Of `items` only a few are taken in advance. Where a process dies, what was not yet done is done anew by others;
    `WorkerDiedError` where that doesn't help. An error of `work` ends it. Processes end with this one.
    """
    pool = _Pool(work, workers)
    waiting: deque[tuple[T, Future[R]]] = deque()
    try:
        for item in items:
            waiting.append((item, pool.submit(item)))
            if len(waiting) > 2 * workers:
                yield _first(pool, waiting)
        while waiting:
            yield _first(pool, waiting)
    finally:
        pool.end()


class _Pool(Generic[T, R]):
    """Worker processes that all run one function."""

    def __init__(self, work: Callable[[T], R], workers: int) -> None:
        self._work = work
        self._workers = workers
        self._others = {child.pid for child in multiprocessing.active_children()}
        self._executor = self._begin()

    def _begin(self) -> ProcessPoolExecutor:
        spawned = multiprocessing.get_context("spawn")  # a fork would take over threads and locks half-way
        return ProcessPoolExecutor(self._workers, mp_context=spawned, initializer=_settle_in)

    def submit(self, item: T) -> Future[R]:
        try:
            return self._executor.submit(self._work, item)
        except BrokenProcessPool as error:  # told by the future, like the death of a process at work
            broken: Future[R] = Future()
            broken.set_exception(error)
            return broken

    def begin_anew(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._begin()

    def end(self) -> None:
        """Let the processes go; those that are at work still are stopped."""
        self._executor.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            if child.pid not in self._others:  # an executor that broke no longer knows all that it began
                child.terminate()


def _first(pool: _Pool[T, R], waiting: deque[tuple[T, Future[R]]]) -> R:
    """Wait for the first of the items that were handed out; hand all out again where a process died."""
    for _ in range(_TRIES):
        try:
            result = waiting[0][1].result()
        except BrokenProcessPool:
            pool.begin_anew()
            again = [(item, future if _done(future) else pool.submit(item)) for item, future in waiting]
            waiting.clear()
            waiting.extend(again)
            continue
        waiting.popleft()
        return result
    raise WorkerDiedError(f"{_TRIES} processes died one after the other")


def _done(future: Future[R]) -> bool:
    return future.done() and not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool)


def _settle_in() -> None:
    """Leave it to the main process to react to Ctrl-C, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
