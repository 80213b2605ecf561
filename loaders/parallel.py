"""Runs jobs beside each other, a few at a time, and finds links that can be written so without waiting for locks."""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
Link = tuple[str, str, str]
"""URI, relationship type, URI."""


def run(jobs: Iterable[Callable[[], T]], workers: int) -> Iterator[T]:
    """Run `jobs` on so many threads, one in this thread, and yield what they return, in their order.

    Of `jobs`, which may be made on the way, only a few are taken in advance. The first error ends it: jobs that have
    begun are waited for, the others are not begun.
    """
    if workers == 1:
        for job in jobs:
            yield job()
        return
    running: deque[Future[T]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for job in jobs:
                running.append(pool.submit(job))
                if len(running) > 2 * workers:
                    yield running.popleft().result()
            while running:
                yield running.popleft().result()
        finally:
            for future in running:
                future.cancel()


def disjoint(links: Iterable[Link], buckets: int) -> Iterator[list[list[Link]]]:
    """Yield rounds of lists of links: no two lists of a round have a resource in common.

    Resources are put into so many buckets (a power of two) by a hash; in round n the links between the buckets a and
    a xor n are taken, which pairs every bucket with one other.
    """
    rounds: list[dict[int, list[Link]]] = [{} for _ in range(buckets)]
    for link in links:
        first, second = zlib.crc32(link[0].encode()) % buckets, zlib.crc32(link[2].encode()) % buckets
        rounds[first ^ second].setdefault(min(first, second), []).append(link)
    for lists in rounds:
        if lists:
            yield list(lists.values())
