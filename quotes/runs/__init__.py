"""Many documents: processes of this machine (``local``), a Ray cluster (``ray``), and runs that go on (``journal``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result", covariant=True)


class Pool(Protocol[Batch, Result]):
    """Several processes that each were started once and then work on many batches."""

    def map(self, batches: Iterable[Batch], /) -> Iterator[tuple[Batch, Result | None]]:
        """Each batch with its result, in order; the result is null for a batch on which a process died, twice."""
