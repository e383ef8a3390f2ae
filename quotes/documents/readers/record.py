"""What the readers of all formats give: records and flaws."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from quotes.documents.options import ReadOptions
from quotes.documents.sources import Source
from quotes.records import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One article as a format holds it. ``row`` counts from 1 and is null where the file is the article.

    ``part`` names the sheet where several hold articles. ``published`` is the value as it stands in the source;
    ``sha256`` is null where that of the text serves. ``flaws`` are warnings: what was lost while the record was read.
    """

    text: str
    row: int | None = None
    part: str | None = None
    row_id: str | None = None
    title: str | None = None
    author: str | None = None
    published: object = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    sha256: str | None = None
    flaws: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """A record that could not be read: ``what`` is wrong, ``remedy`` says what to do."""

    what: str
    remedy: str
    row: int | None = None
    part: str | None = None
    severity: Severity = "error"


class Unreadable(ValueError):
    """The whole source cannot be read: ``Unreadable(what, remedy)``."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}; {remedy}")
        self.what = what
        self.remedy = remedy


Reader = Callable[[Source, ReadOptions], Iterator[Record | Flaw]]
"""A format's reader. It may raise ``Unreadable``, ``Undecodable`` or ``OSError``, which end this source only."""
