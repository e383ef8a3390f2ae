"""Inputs -> documents and problems: the way in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from quotes.documents import archives
from quotes.documents.building import from_text
from quotes.documents.cleaned import overlong
from quotes.documents.dates import read_date
from quotes.documents.decoding import Undecodable
from quotes.documents.ids import IdMaker
from quotes.documents.options import ReadOptions
from quotes.documents.readers import Flaw, Reader, Record, Unreadable, readers
from quotes.documents.readers.tabular import read_frame
from quotes.documents.sources import Source, printable, problem, sources
from quotes.documents.unpacking import Damaged
from quotes.records import Document, Problem

LONGEST = 2_000_000
"""Characters of a document: three novels. Sentences are read one by one, and more would take hours."""
_BLANK = "\ufeff\u200b \t\r\n\x0b\x0c\xa0"


def read(inputs: Sequence[str | Path], options: ReadOptions | None = None) -> Iterator[Document | Problem]:
    """The documents of files, folders, globs and ``-`` (standard input), in their order; folders and globs are sorted.

    Archives (``.zip``, ``.tar``, ``.tar.gz``, ``.tgz``) are read as folders are, and nothing of them is written anywhere.

    What cannot be read is a ``Problem`` of stage "read", and the reading goes on. Ids: the path below the input
    folder without its ending; of a file named directly (or by a glob) its name without its ending; of a row its id
    column, else ``FILE#ROW`` with rows counted from 1; a later equal one gets ``~2``.

    Example:
        ``[d.document_id for d in read(["articles/"])] == ["2019/january/strike", "2019/january/vote"]``
    """
    options = options or ReadOptions()
    ids = IdMaker()
    offered = readers()
    known = endings(offered)
    for source in sources(inputs, options, known):
        if isinstance(source, Problem):
            yield source
        elif source.suffix in archives.ENDINGS:
            for member in archives.members(source, known):
                yield from [member] if isinstance(member, Problem) else _documents(member, options, ids, offered)
        else:
            yield from _documents(source, options, ids, offered)


def readable_endings() -> frozenset[str]:
    """The endings of the files that can be read, also by plugins, in lower case with their full stop."""
    return endings(readers())


def endings(offered: Mapping[str, Reader]) -> frozenset[str]:
    """The endings of the files that can be read, given the readers; each also with ``.gz`` behind it."""
    return frozenset((*offered, *archives.ENDINGS))


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
        for item in read_frame(frame, options, name=name):
            yield from _one(item, source, options, ids)
    except Unreadable as error:
        yield Problem(None, None, "read", "error", f"{name}: {error}")


def _documents(
    source: Source, options: ReadOptions, ids: IdMaker, offered: Mapping[str, Reader]
) -> Iterator[Document | Problem]:
    reader = offered.get(source.suffix or ".txt")  # a file named without an ending is taken for text
    if reader is None:
        known = ", ".join(sorted(endings(offered)))
        what = f"the format {source.suffix!r} is not known"
        yield problem(source.shown, what, f"convert it to one of {known}", name=source.name)
        return
    empty = True
    try:
        for item in reader(source, options):
            empty = False
            yield from _one(item, source, options, ids)
    # The readers stand on some twenty libraries: what any of them raises ends this file only.
    except Exception as error:
        yield problem(source.shown, *_what_and_remedy(error), name=source.name)
    else:
        if empty:
            yield problem(source.shown, "it is empty", "fill it or leave it out", name=source.name)


def _what_and_remedy(error: Exception) -> tuple[str, str]:
    """What went wrong while a file was read, and what to do about it."""
    if isinstance(error, Unreadable | Damaged):
        return error.what, error.remedy
    if isinstance(error, Undecodable):
        return str(error), "or leave it out"
    if isinstance(error, OSError):
        return f"it cannot be read ({error.strerror or error})", "check that it is there and its permissions"
    if isinstance(error, MemoryError):
        return "it does not fit into memory", "split it"
    return (
        f"it cannot be read ({type(error).__name__}: {error})",
        "convert it to another format, and report this as a defect, with the file",
    )


def _one(item: Record | Flaw, source: Source, options: ReadOptions, ids: IdMaker) -> Iterator[Document | Problem]:
    path, told = source.shown, source.told
    name = source.name if item.part is None else f"{source.name}/{item.part}"
    name = name if item.row is None else f"{name}#{item.row}"
    if isinstance(item, Flaw):
        yield Problem(name, told, "read", item.severity, f"{path or source.name}: {item.what}; {item.remedy}")
        return
    if not item.text.strip(_BLANK):
        yield Problem(name, told, "read", "error", f"{told or name}: it is empty; fill it or leave it out")
        return
    if len(item.text) > LONGEST:
        what = f"{name} has {len(item.text):,} characters, and {LONGEST:,} are the most"
        yield Problem(name, told, "read", "error", f"{path or source.name}: {what}; split it into its articles")
        return
    document_id = ids(printable(item.row_id or name))
    for flaw in item.flaws:
        message = f"{path or source.name}: {document_id}: {flaw.what}; {flaw.remedy}"
        yield Problem(document_id, told, "read", flaw.severity, message)
    for run in overlong(item.text):
        what = f"{len(run):,} characters without a space from character {run.start:,} on are passed over as no words"
        message = f"{path or source.name}: {document_id}: {what}; take them out, or put spaces between the words"
        yield Problem(document_id, told, "read", "warning", message)
    published: date | None = options.published
    if published is None:
        try:
            published = read_date(item.published)
        except ValueError as error:
            message = f"{path or source.name}: the date of {document_id}: {error}"
            yield Problem(document_id, told, "read", "warning", message)
    yield from_text(
        item.text,
        document_id=document_id,
        path=path,
        title=item.title,
        author=item.author,
        publisher=item.publisher,
        published=published,
        url=item.url,
        language=item.language,
        sha256=item.sha256,
    )
