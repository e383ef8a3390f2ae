from __future__ import annotations

import pytest

from quotes.runs.local import Processes
from tests.runs.work import add, start


def test_results_keep_the_order() -> None:
    pool: Processes[int, int] = Processes(add, workers=2, start=start, arguments=(100,))
    assert list(pool.map(range(7))) == [(n, 100 + n) for n in range(7)]


def test_a_process_that_dies_costs_its_batch_only() -> None:
    pool: Processes[int, int] = Processes(add, workers=2, start=start, arguments=(0,))
    assert list(pool.map([1, 2, -1, 3, 4])) == [(1, 1), (2, 2), (-1, None), (3, 3), (4, 4)]


def test_processes_that_die_one_after_the_other() -> None:
    pool: Processes[int, int] = Processes(add, workers=1, start=start, arguments=(0,))
    assert list(pool.map([-1, -2, 5, 6, -3])) == [(-1, None), (-2, None), (5, 5), (6, 6), (-3, None)]


def test_what_the_work_raises_is_raised() -> None:
    pool: Processes[int, int] = Processes(add, workers=1, start=start, arguments=(0,))
    with pytest.raises(ValueError, match="unlucky"):
        list(pool.map([13]))
