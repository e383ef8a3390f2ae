"""One process's share of the work. Spawned processes and Ray's actors import this module and call these two by name."""

from __future__ import annotations

import os
from collections.abc import Sequence

from quotes.records import Article, Document
from quotes.stages import Stage, run, standard

_stages: Sequence[Stage] | Exception = ()


def start(models: str, sidebar: bool, workers: int) -> None:
    """Load the models in a new process; a failure is kept for the first batch, where it can be raised."""
    global _stages
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // workers)))
    try:
        _stages = standard(models, sidebar=sidebar)
    except Exception as error:
        _stages = error


def work(batch: Sequence[object]) -> list[Article]:
    """What the stages find in the documents of a batch, in order; what else is in it is passed over.

    Raises:
        OSError: the models could not be loaded.
    """
    if isinstance(_stages, Exception):
        raise _stages
    return run(_stages, [item for item in batch if isinstance(item, Document)])
