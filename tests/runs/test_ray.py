"""Batches through Ray, on a cluster of this machine. Slow to start, so that one test goes through all of it."""

from __future__ import annotations

import pytest

from quotes.runs.ray import Actors
from tests.runs.work import add, start

pytest.importorskip("ray", reason="Ray is an extra: pip install newsquotes[ray]")


@pytest.mark.timeout(180)
def test_results_keep_their_order_and_an_actor_that_dies_costs_its_batch_only() -> None:
    import ray

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        pool: Actors[int, int] = Actors(add, workers=2, start=start, arguments=(100,))
        assert list(pool.map([1, 2, -1, 3, 4, -2, 5])) == [
            (1, 101),
            (2, 102),
            (-1, None),
            (3, 103),
            (4, 104),
            (-2, None),
            (5, 105),
        ]
        with pytest.raises(ValueError, match="unlucky"):
            list(pool.map([13]))
    finally:
        ray.shutdown()
