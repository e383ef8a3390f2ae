"""Batches through several local processes: in order, a few at a time, and past a process that dies."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Generic, TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")

_AHEAD = 2  # batches waiting per process: enough to keep it busy, few enough to stream


class Processes(Generic[Batch, Result]):
    """A pool whose processes each call ``start(*arguments)`` once and then ``work(batch)`` many times.

    Both must be functions at the top of a module: processes are spawned, on every platform, and import them by name.
    """

    def __init__(
        self,
        work: Callable[[Batch], Result],
        *,
        workers: int,
        start: Callable[..., None],
        arguments: tuple[object, ...],
    ) -> None:
        self._work = work
        self._workers = workers
        self._start = start
        self._arguments = arguments
        self._pool = self._fresh()

    def map(self, batches: Iterable[Batch]) -> Iterator[tuple[Batch, Result | None]]:
        """Each batch with its result, in order; the result is null for a batch on which a process died, twice.

        Raises:
            Exception: whatever ``work`` raises.
        """
        waiting: deque[tuple[Batch, Future[Result]]] = deque()
        try:
            for batch in batches:
                waiting.append((batch, self._submit(batch)))
                if len(waiting) >= _AHEAD * self._workers:
                    yield self._first(waiting)
            while waiting:
                yield self._first(waiting)
        finally:
            self._pool.shutdown(cancel_futures=True)

    def _first(self, waiting: deque[tuple[Batch, Future[Result]]]) -> tuple[Batch, Result | None]:
        batch, future = waiting.popleft()
        try:
            return batch, future.result()
        except BrokenProcessPool:
            result = self._alone(batch)
            others = list(waiting)
            waiting.clear()
            waiting.extend((other, done if _has_result(done) else self._submit(other)) for other, done in others)
            return batch, result

    def _submit(self, batch: Batch) -> Future[Result]:
        """The batch's future; in a pool that is broken already it holds that error, as those submitted before do."""
        try:
            return self._pool.submit(self._work, batch)
        except BrokenProcessPool as error:
            broken: Future[Result] = Future()
            broken.set_exception(error)
            return broken

    def _alone(self, batch: Batch) -> Result | None:
        """Any of the waiting batches may have killed the process; alone it shows which."""
        self._pool = self._fresh()
        try:
            return self._submit(batch).result()
        except BrokenProcessPool:
            self._pool = self._fresh()
            return None

    def _fresh(self) -> ProcessPoolExecutor:
        context = get_context("spawn")  # a forked copy of a process that runs torch's threads may hang
        return ProcessPoolExecutor(self._workers, context, self._start, self._arguments)


def _has_result(future: Future[Result]) -> bool:
    return future.done() and future.exception() is None
