"""Batches through the actors of a Ray cluster: in order, a few at a time, and past an actor that dies.

Ray is an extra: ``pip install newsquotes[ray]``. Where a cluster runs, or ``RAY_ADDRESS`` names one, its machines do the
work and need this package; else Ray is started on this machine for the time of the run.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")

_AHEAD = 2  # batches waiting per actor: enough to keep it busy, few enough to stream


class _Actor:
    """What runs on the cluster: one process that loads the models once."""

    def __init__(self, start: Callable[..., None], arguments: tuple[object, ...]) -> None:
        start(*arguments)

    def work(self, function: Callable[[Any], Any], batch: object) -> object:
        return function(batch)


class Actors(Generic[Batch, Result]):
    """A pool of actors that each call ``start(*arguments)`` once and then ``work(batch)`` many times.

    Both must be functions at the top of a module that every machine of the cluster can import.

    Raises:
        ImportError: Ray is not installed.
    """

    def __init__(
        self,
        work: Callable[[Batch], Result],
        *,
        workers: int,
        start: Callable[..., None],
        arguments: tuple[object, ...],
    ) -> None:
        import ray  # an extra, and slow to import

        self._ray = ray
        self._work, self._workers, self._start, self._arguments = work, workers, start, arguments

    def map(self, batches: Iterable[Batch], /) -> Iterator[tuple[Batch, Result | None]]:
        """Each batch with its result, in order; the result is null for a batch on which an actor died, twice.

        Raises:
            Exception: whatever ``work`` raises.
        """
        own = not self._ray.is_initialized()
        if own:
            there = os.environ.get("RAY_ADDRESS")
            self._ray.init(
                address=there,
                num_cpus=None if there else self._workers,
                include_dashboard=False,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
        try:
            yield from self._mapped(batches)
        finally:
            if own:
                self._ray.shutdown()

    def _mapped(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Result | None]]:
        actors = [self._fresh() for _ in range(self._workers)]
        waiting: deque[tuple[Batch, int, Any]] = deque()
        for number, batch in enumerate(batches):
            at = number % self._workers
            waiting.append((batch, at, actors[at].work.remote(self._work, batch)))
            if len(waiting) >= self._workers * _AHEAD:
                yield self._done(actors, *waiting.popleft())
        while waiting:
            yield self._done(actors, *waiting.popleft())

    def _done(self, actors: list[Any], batch: Batch, at: int, result: Any) -> tuple[Batch, Result | None]:
        """The batch and its result. Any batch before it may have killed the actor; alone in a new one it shows which."""
        for again in (True, False):
            try:
                return batch, self._ray.get(result)
            except self._ray.exceptions.RayActorError:
                actors[at] = self._fresh()
                if again:
                    result = actors[at].work.remote(self._work, batch)
            except self._ray.exceptions.RayTaskError as error:
                raise error.cause from error
        return batch, None

    def _fresh(self) -> Any:
        return self._ray.remote(_Actor).options(num_cpus=1).remote(self._start, self._arguments)
