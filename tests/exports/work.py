"""Tables for the tests of outputs: other articles, all tables at once, and disks that are full."""

from __future__ import annotations

import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

from quotes.records import Problem, Run
from quotes.tables import Tables, build
from tests.conftest import harbour

RUN = Run("0.1.0", "compact", datetime(2024, 5, 1, 8, 30, tzinfo=UTC), 12.5, ("articles/",), {"include": "thought"})


def article_tables(document_id: str, path: str | None, sha256: str = "cd" * 32, problem: str | None = None) -> Tables:
    """The tables of one article of that id, path and text, and of a file that could not be read."""
    article = harbour(document_id)
    article = replace(article, document=replace(article.document, path=path, sha256=sha256))
    problems = [Problem(None, problem, "read", "error", f"{problem}: it is empty")] if problem else []
    return build([article, *problems], include=("thought", "sidebar"))


@cache
def everything() -> Tables:
    """Two articles, one the duplicate of the other, a problem, and every table that can be asked for."""
    problem = Problem("harbour", "in/torn.txt", "reading", "error", "in/torn.txt: it is empty; give a file with text")
    whole = build([harbour(), harbour("quay"), problem], include=("thought", "sidebar"), keep_text=True)
    return replace(whole.merge_speakers().compare_claims().normalise(), run=RUN)


@contextmanager
def full_disk(room: int = 2_000) -> Iterator[None]:
    """Within the block no file may become longer than so many bytes, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
