"""Jobs beside each other: all are run, the first error ends it, and lists of a round have no resource in common."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.parallel import Link, disjoint, run


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_every_job_is_run_and_answers_in_order(workers: int) -> None:
    jobs: list[Callable[[], int]] = [lambda number=number: number * number for number in range(50)]  # type: ignore[misc]
    assert list(run(jobs, workers)) == [number * number for number in range(50)]


def test_jobs_run_beside_each_other() -> None:
    meet = threading.Barrier(2, timeout=10)
    assert sorted(run([meet.wait, meet.wait], 2)) == [0, 1]


@pytest.mark.parametrize("workers", [1, 2])
def test_the_first_error_ends_it(workers: int) -> None:
    made = 0

    def jobs() -> Iterator[Callable[[], int]]:
        nonlocal made
        for number in range(1000):
            made += 1
            yield lambda number=number: 1 // (3 - number)  # type: ignore[misc]

    with pytest.raises(ZeroDivisionError):
        list(run(jobs(), workers))
    assert made < 20


names = st.sampled_from("abcdefgh")
some_links = st.lists(st.tuples(names, st.just("MET"), names), unique=True)


@given(some_links, st.sampled_from([1, 2, 8]))
def test_every_link_is_in_one_list_and_lists_of_a_round_share_nothing(links: list[Link], buckets: int) -> None:
    rounds = list(disjoint(links, buckets))
    assert sorted(link for lists in rounds for each in lists for link in each) == sorted(links)
    for lists in rounds:
        ends = [{end for first, _, second in each for end in (first, second)} for each in lists]
        assert len(set[str]().union(*ends)) == sum(map(len, ends))
