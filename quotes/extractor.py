"""The main job: articles in, tables out.

The stages and what each requires and provides are in ``quotes.stages``; this module feeds them and collects what they
give.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar, get_args

import pandas as pd

from quotes.documents import ReadOptions, from_frame, from_text, read
from quotes.documents.ids import IdMaker
from quotes.processes import Processes
from quotes.records import Article, Document, Parse, Problem
from quotes.stages import Stage, check_order, run, standard
from quotes.tables import Include, Tables, build

Inputs = str | Path | Document | pd.DataFrame | Iterable[str | Path | Document]
Item = TypeVar("Item")

BATCH_DOCUMENTS = 32
BATCH_CHARACTERS = 400_000  # so that a batch of long documents does not take all the memory
_LONGEST_PATH = 4096


class Extractor:
    """Finds quotes, speakers and numeric claims; loads its models once, to be used many times.

    Args:
        models: ``"compact"`` (shipped with the package, needs no network), ``"stanza"`` (Stanza's official models) or
            the path of a Stanza resource folder.
        include: ``"thought"`` keeps beliefs and intentions, ``"sidebar"`` keeps navigation and related stories.
        workers: local processes. With more than one, each loads the models; call from a module that can be imported
            (under ``if __name__ == "__main__":`` in a script).
        stages: other stages than the standard ones, in order; ``models`` is not used then.

    Raises:
        ValueError: an option is wrong, or a stage lacks what it requires (``StageOrderError``).
        OSError: the models are not there.

    Example:
        ``Extractor().extract("articles/").quotes[["speaker", "quote"]]``
    """

    def __init__(
        self,
        models: str | Path = "compact",
        *,
        include: Collection[str] = (),
        workers: int = 1,
        stages: Sequence[Stage] | None = None,
    ) -> None:
        unknown = sorted(set(include) - set(get_args(Include)))
        if unknown:
            raise ValueError(f"cannot include {', '.join(unknown)}; there is {', '.join(get_args(Include))}")
        if workers < 1:
            raise ValueError(f"workers is {workers}; it is the number of processes, 1 or more")
        if workers > 1 and stages is not None:
            raise ValueError("each of several processes builds the standard stages: give workers or stages, not both")
        self._models = str(models)
        self._include = frozenset(include)
        self._workers = workers
        self._stages = () if workers > 1 else tuple(self._standard() if stages is None else stages)
        check_order(self._stages)

    def _standard(self) -> tuple[Stage, ...]:
        return standard(self._models, sidebar="sidebar" in self._include)

    def extract(self, inputs: Inputs, *, options: ReadOptions | None = None) -> Tables:
        """The tables of the inputs.

        Args:
            inputs: a path, folder or glob; a text; a ``Document``; a data frame; or an iterable of texts, ``Path``
                objects and documents. A string is a path where something of that name exists or where it looks like
                one (no spaces, an ending or a slash); inside an iterable every string is a text.
            options: which columns hold what, and the date of publication.

        What cannot be read or done is a row in ``problems``.
        """
        return self.tables(self.articles(documents(inputs, options or ReadOptions())))

    def articles(self, found: Iterable[Document | Problem]) -> Iterator[Article | Problem]:
        """What the stages find, document by document as they come, problems of reading in between."""
        if self._workers == 1:
            for batch in batches(with_own_ids(found)):
                yield from _in_order(batch, run(self._stages, _documents(batch)))
            return
        pool = Processes(
            _work,
            workers=self._workers,
            start=_start,
            arguments=(self._models, "sidebar" in self._include, self._workers),
        )
        for sent, done in pool.map(batches(with_own_ids(found))):
            yield from _in_order(sent, [_lost(item) for item in _documents(sent)] if done is None else done)

    def tables(self, found: Iterable[Article | Problem]) -> Tables:
        """The tables of what ``articles`` gave."""
        return build(found, include=self._include)


def extract(
    inputs: Inputs,
    *,
    models: str | Path = "compact",
    include: Collection[str] = (),
    workers: int = 1,
    text_column: str | None = None,
    id_column: str | None = None,
    date_column: str | None = None,
    title_column: str | None = None,
    published: date | None = None,
) -> Tables:
    """The quotes, claims and speakers of the inputs, as tables: ``Extractor(...).extract(...)`` in one call.

    Args:
        inputs: a path, folder or glob; a text; a ``Document``; a data frame; or an iterable of texts, ``Path``
            objects and documents.
        models: as in ``Extractor``.
        include: as in ``Extractor``.
        workers: as in ``Extractor``.
        text_column: the column of a data frame or tabular file that holds the articles; guessed when not given.
        id_column: the column that holds their ids.
        date_column: the column that holds their dates of publication.
        title_column: the column that holds their titles.
        published: the date of publication of all of them.

    Raises:
        ValueError: an option is wrong.
        OSError: the models are not there.

    Example:
        ``quotes.extract("MOSCOW - Exports fell 3 percent, the ministry said.").claims``
    """
    options = ReadOptions(
        text_column=text_column,
        id_column=id_column,
        date_column=date_column,
        title_column=title_column,
        published=published,
    )
    return Extractor(models, include=include, workers=workers).extract(inputs, options=options)


def documents(inputs: Inputs, options: ReadOptions) -> Iterator[Document | Problem]:
    """The documents that the inputs stand for (see ``Extractor.extract``)."""
    if isinstance(inputs, pd.DataFrame):
        yield from from_frame(inputs, options)
    elif isinstance(inputs, Path):
        yield from read([inputs], options)
    elif isinstance(inputs, Document):
        yield inputs
    elif isinstance(inputs, str):
        yield from read([inputs], options) if names_a_path(inputs) else [_text_document(inputs, "text", options)]
    else:
        for number, item in enumerate(inputs, start=1):
            yield from (
                documents(item, options)
                if not isinstance(item, str)
                else [_text_document(item, f"text-{number}", options)]
            )


def names_a_path(value: str) -> bool:
    """Whether a string is to be read from rather than read.

    >>> names_a_path("articles/*.txt"), names_a_path("Exports fell, the ministry said.")
    (True, False)
    """
    if len(value) > _LONGEST_PATH or any(not character.isprintable() for character in value):
        return False
    try:
        if os.path.exists(value) or (glob.has_magic(value) and any(glob.iglob(value, recursive=True))):
            return True
    except (OSError, ValueError):
        return False
    plain = not any(character.isspace() for character in value)
    return plain and (os.sep in value or "/" in value or Path(value).suffix != "")


def with_own_ids(found: Iterable[Document | Problem]) -> Iterator[Document | Problem]:
    """The same, where a document whose id was given before gets ``~2`` after it."""
    own = IdMaker()
    for item in found:
        yield item if isinstance(item, Problem) else replace(item, document_id=own(item.document_id))


def batches(found: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in lists small enough to be worked on at once."""
    batch: list[Item] = []
    size = 0
    for item in found:
        batch.append(item)
        size += len(item.text) if isinstance(item, Document) else 0
        if len(batch) >= BATCH_DOCUMENTS or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _text_document(text: str, document_id: str, options: ReadOptions) -> Document:
    return from_text(text, document_id=document_id, published=options.published)


def _documents(batch: Iterable[Document | Problem]) -> list[Document]:
    return [item for item in batch if isinstance(item, Document)]


def _in_order(batch: Iterable[Document | Problem], articles: Sequence[Article]) -> Iterator[Article | Problem]:
    done = iter(articles)
    for item in batch:
        yield item if isinstance(item, Problem) else next(done)


def _lost(document: Document) -> Article:
    message = "the process that worked on it died (out of memory?); try again with fewer workers"
    problem = Problem(document.document_id, document.path, "workers", "error", message)
    return Article(document, Parse((), ()), problems=(problem,))


# One process's share of the work: spawned processes import this module and call these two by name.
_stages: Sequence[Stage] | Exception = ()


def _start(models: str, sidebar: bool, workers: int) -> None:
    """Load the models in a new process; a failure is kept for the first batch, where it can be raised."""
    global _stages
    os.environ.setdefault("OMP_NUM_THREADS", str(max(1, (os.cpu_count() or 1) // workers)))
    try:
        _stages = standard(models, sidebar=sidebar)
    except Exception as error:
        _stages = error


def _work(batch: list[Document | Problem]) -> list[Article]:
    if isinstance(_stages, Exception):
        raise _stages
    return run(_stages, _documents(batch))
