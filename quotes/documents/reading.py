"""Inputs -> documents and problems: the way in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from quotes.documents.building import from_text
from quotes.documents.dates import read_date
from quotes.documents.decoding import Undecodable
from quotes.documents.ids import IdMaker
from quotes.documents.options import ReadOptions
from quotes.documents.readers import READERS, Flaw, Record, Unreadable
from quotes.documents.readers.tabular import read_frame
from quotes.documents.sources import Source, problem, sources
from quotes.records import Document, Problem


def read(inputs: Sequence[str | Path], options: ReadOptions | None = None) -> Iterator[Document | Problem]:
    """The documents of files, folders, globs and ``-`` (standard input), in their order; folders and globs are sorted.

    What cannot be read is a ``Problem`` of stage "read", and the reading goes on. Ids: the path below the input
    folder without its ending; of a file named directly (or by a glob) its name without its ending; of a row its id
    column, else ``FILE#ROW`` with rows counted from 1; a later equal one gets ``~2``.

    Example:
        ``[d.document_id for d in read(["articles/"])] == ["2019/january/strike", "2019/january/vote"]``
    """
    options = options or ReadOptions()
    ids = IdMaker()
    for source in sources(inputs, options, READERS.keys()):
        if isinstance(source, Problem):
            yield source
        else:
            yield from _documents(source, options, ids)


def from_frame(
    frame: pd.DataFrame, options: ReadOptions | None = None, *, name: str = "frame"
) -> Iterator[Document | Problem]:
    """The documents of a data frame's rows; without an id column their ids are ``frame#1``, ``frame#2`` ...

    Example:
        ``list(from_frame(pd.DataFrame({"body": ["LONDON (AP) - Shares fell."]})))[0].place == "LONDON"``
    """
    options = options or ReadOptions()
    ids = IdMaker()
    source = Source(name, None, "", b"")
    try:
        for item in read_frame(frame, options):
            yield from _one(item, source, options, ids, path=None)
    except Unreadable as error:
        yield Problem(None, None, "read", "error", f"{name}: {error}")


def _documents(source: Source, options: ReadOptions, ids: IdMaker) -> Iterator[Document | Problem]:
    path = str(source.path) if source.path is not None else None
    reader = READERS.get(source.suffix or ".txt")  # a file named without an ending is taken for text
    if reader is None:
        known = ", ".join(sorted(READERS))
        yield problem(
            source.path, f"the format {source.suffix!r} is not known", f"convert it to one of {known}", name=source.name
        )
        return
    empty = True
    try:
        for item in reader(source, options):
            empty = False
            yield from _one(item, source, options, ids, path=path)
    except Unreadable as error:
        yield problem(source.path, error.what, error.remedy, name=source.name)
    except Undecodable as error:
        yield problem(source.path, str(error), "or leave it out", name=source.name)
    except OSError as error:
        yield problem(
            source.path, f"it cannot be opened ({error.strerror or error})", "check its permissions", name=source.name
        )
    else:
        if empty:
            yield problem(source.path, "it is empty", "fill it or leave it out", name=source.name)


def _one(
    item: Record | Flaw, source: Source, options: ReadOptions, ids: IdMaker, *, path: str | None
) -> Iterator[Document | Problem]:
    name = source.name if item.row is None else f"{source.name}#{item.row}"
    if isinstance(item, Flaw):
        yield Problem(name, path, "read", "error", f"{path or source.name}: {item.what}; {item.remedy}")
        return
    if not item.text.strip("\ufeff\u200b \t\r\n\x0b\x0c\xa0"):
        yield Problem(name, path, "read", "error", f"{path or name}: it is empty; fill it or leave it out")
        return
    document_id = ids(item.row_id or name)
    published: date | None = options.published
    if published is None:
        try:
            published = read_date(item.published)
        except ValueError as error:
            yield Problem(
                document_id, path, "read", "warning", f"{path or source.name}: the date of {document_id}: {error}"
            )
    yield from_text(
        item.text,
        document_id=document_id,
        path=path,
        title=item.title,
        publisher=item.publisher,
        published=published,
        url=item.url,
        language=item.language,
        sha256=item.sha256,
    )
