"""What a run has done so far, kept as it goes, so that a run that was stopped can go on.

A journal is a file of JSON lines: first what the rows depend on (version, models, what is included), then one line per
article with its rows and a hash of all that was read of it. A line that was cut off when the run was killed is passed
over; an article that has changed since is done again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from quotes.records import Document, Problem
from quotes.tables import SCHEMAS, ArticleRows
from quotes.tables.rows import Row

_TABLES = ("quotes", "claims", "speakers")


class Journal:
    """The journal of one run; a context manager, which closes the file and leaves it where it is.

    Args:
        path: the file; its folder is made when it is missing.
        made_by: what the rows depend on besides the documents. A journal made by anything else is begun anew.
        resume: take what is in the file; else it is begun anew.

    Raises:
        OSError: the file cannot be read or written.

    Example:
        ``with Journal(Path("out/.unfinished.jsonl"), {"models": "compact"}, resume=True) as journal: ...``
    """

    def __init__(self, path: Path, made_by: Mapping[str, str], *, resume: bool = False) -> None:
        self.path = path
        header = json.dumps({"journal": 1, **made_by}, sort_keys=True)
        self._done = _read(path, header) if resume and path.is_file() else {}
        self._keys: dict[str, str] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(line) for line in self._done.values()]
        path.write_text("".join(f"{line}\n" for line in (header, *lines)), encoding="utf-8")
        self._file: IO[str] = path.open("a", encoding="utf-8")

    @property
    def done(self) -> int:
        """How many articles an earlier run did."""
        return len(self._done)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def recalled(self, found: Iterable[Document | ArticleRows | Problem]) -> Iterator[Document | ArticleRows | Problem]:
        """The same items, where a document that was done before is replaced by its rows."""
        for item in found:
            if not isinstance(item, Document):
                yield item
                continue
            key = _key(item)
            line = self._done.get(key)
            if line is None:
                self._keys[item.document_id] = key
            yield item if line is None else _rows(line["rows"])

    def noted(self, made: Iterable[ArticleRows | Problem]) -> Iterator[ArticleRows | Problem]:
        """The same items; the rows of documents that were not done before are written down first.

        Where they cannot be written (the disk is full) the run goes on, and a problem says that it is not kept.
        """
        writing = True
        for item in made:
            key = self._keys.pop(str(item.document["document_id"]), None) if isinstance(item, ArticleRows) else None
            if key is not None and writing:
                try:
                    self._file.write(json.dumps({"key": key, "rows": asdict(item)}, default=date.isoformat) + "\n")
                    self._file.flush()
                except OSError as error:
                    writing = False
                    message = f"what is done can no longer be kept ({error}): a run that is stopped will do it again"
                    yield Problem(None, str(self.path), "journal", "warning", message)
            yield item


def _key(document: Document) -> str:
    """A hash of all that was read of a document."""
    return hashlib.sha256(repr(document).encode("utf8", "replace")).hexdigest()


def _read(path: Path, header: str) -> dict[str, dict[str, dict[str, object]]]:
    """The lines by their key; none where another version or other models wrote them."""
    with path.open(encoding="utf-8", errors="replace") as file:
        if file.readline().rstrip("\n") != header:
            return {}
        done = {}
        for text in file:
            try:
                line = json.loads(text)
                _rows(line["rows"])
            except (ValueError, KeyError, TypeError):  # cut off when the run was stopped
                continue
            done[str(line["key"])] = line
        return done


def _rows(stored: Mapping[str, object]) -> ArticleRows:
    lists = {name: [_row(name, row) for row in stored[name]] for name in _TABLES}  # type: ignore[attr-defined]
    problems = tuple(Problem(**problem) for problem in stored["problems"])  # type: ignore[attr-defined]
    document = _row("documents", stored["document"])  # type: ignore[arg-type]
    return ArticleRows(**lists, document=document, text=str(stored["text"]), problems=problems)


def _row(table: str, row: Mapping[str, object]) -> Row:
    days = {column.name for column in SCHEMAS[table] if column.type == "date"}
    return {name: date.fromisoformat(str(cell)) if cell and name in days else cell for name, cell in row.items()}
