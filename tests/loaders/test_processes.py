"""Work in several processes: in order, a few items ahead, past a process that dies, and none left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from loaders.processes import WorkerDiedError, run


def square(number: int) -> int:
    return number * number


def die_once(mark: tuple[str, int]) -> int:
    folder, number = mark
    if number == 5 and not (died := Path(folder) / "died").exists():
        died.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def always_die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    return 1 // (3 - number)


def nobody_left() -> bool:
    """Whether all processes end within 20 s; one that another thread is just collecting still counts for a moment."""
    until = time.monotonic() + 20
    while multiprocessing.active_children() and time.monotonic() < until:
        time.sleep(0.02)
    return not multiprocessing.active_children()


def test_answers_come_in_order_and_few_items_are_taken_ahead() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(40):
            taken += 1
            yield number

    answers = run(square, items(), 2)
    assert next(answers) == 0
    assert taken <= 6
    assert list(answers) == [number * number for number in range(1, 40)]
    assert nobody_left()


def test_a_process_that_dies_costs_nothing(tmp_path: Path) -> None:
    assert list(run(die_once, ((str(tmp_path), number) for number in range(12)), 2)) == list(range(12))
    assert (tmp_path / "died").exists()


def test_an_item_over_which_every_process_dies_is_an_error() -> None:
    with pytest.raises(WorkerDiedError):
        list(run(always_die, range(4), 2))
    assert nobody_left()


def test_the_first_error_ends_it() -> None:
    answers = run(fail, range(100), 2)
    assert [next(answers) for _ in range(3)] == [0, 0, 1]
    with pytest.raises(ZeroDivisionError):
        next(answers)
    assert nobody_left()
