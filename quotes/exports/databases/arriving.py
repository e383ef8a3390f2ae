"""Which documents of a database are replaced by those that arrive, and the rows made fit for keys and references.

A document comes again when its id is there already and it has the same path or the same text, or when its id is not
made of a path (the id column of a table, a text given in Python): then its user chose the id. A file of the same
name in another folder is another document: it gets ``~2`` after its id, in all its rows, and a row in ``problems``
says so. So ``2024/a.txt`` and ``2025/a.txt``, read in two runs as ``a``, stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from quotes.exports.databases.layout import CREATED, KEYS, PARENTS, Reference
from quotes.records import Problem
from quotes.tables import SCHEMAS, Tables
from quotes.tables.rows import Row, problem_row

_NUMBER = re.compile(r"~\d+$")
_DOCUMENT_COLUMNS = frozenset({"document_id", "other_document_id", "duplicate_of"})
_OTHER_IDS = frozenset({"quote_id", "claim_id", "parent_id", "other_claim_id", "repeats", "person_id"})
_NAMED = 5  # documents that a problem names


@dataclass(frozen=True, slots=True)
class Known:
    """A document as the database has it."""

    document_id: str
    path: str | None
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """What is to be done: rows to insert by table, documents and problems to remove before, and what was lost."""

    rows: Mapping[str, list[Row]]
    replaced: tuple[str, ...]
    told: tuple[Problem, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that were read again: what was told of them before no longer holds."""
        rows = (*self.rows["documents"], *self.rows["problems"])
        return tuple(dict.fromkeys(str(row["path"]) for row in rows if row["path"]))


def arrive(tables: Tables, known: Iterable[Known]) -> Arrival:
    """What writing the tables to a database with these documents comes to."""
    told: list[Problem] = []
    rows: dict[str, list[Row]] = {name: tables.records(name) for name in tables.names}
    ids, replaced = _settle(rows["documents"], known, told)
    if any(old != new for old, new in ids.items()):
        rows = {name: [_renamed(row, ids) for row in found] for name, found in rows.items()}
    for name in (name for name in rows if name in KEYS):
        rows[name] = _with_keys(name, rows[name], told)
    for name in CREATED:
        for reference in PARENTS[name]:
            rows[name] = _pointing(name, rows[name], reference, rows[reference.table], told)
    rows["problems"] = rows["problems"] + [problem_row(problem) for problem in told]
    return Arrival(rows, replaced, tuple(told))


def _settle(
    documents: Iterable[Row], known: Iterable[Known], told: list[Problem]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """The id in the database of each document, and which of its documents are replaced."""
    arriving = [Known(str(row["document_id"]), _text(row["path"]), _text(row["sha256"])) for row in documents]
    bases = {_base(document.document_id) for document in arriving}
    there = {document.document_id: document for document in known if _base(document.document_id) in bases}
    ids = {new.document_id: new.document_id for new in arriving if _again(new, there.get(new.document_id))}
    _tell_overwritten([new for new in arriving if new.document_id in ids], there, told)
    taken = {*ids, *(new.document_id for new in arriving if new.document_id not in there)}
    for new in arriving:
        if new.document_id not in ids:
            ids[new.document_id] = _place(new, there, taken)
            taken.add(ids[new.document_id])
    moved = {old: new for old, new in ids.items() if old != new}
    if moved:
        named = ", ".join(f"{old} is {new}" for old, new in list(moved.items())[:_NAMED])
        what = f"{len(moved):,} documents have ids that other files already have in the database, and got others"
        told.append(_problem(f"{what} ({named}{', ...' if len(moved) > _NAMED else ''})"))
    return ids, tuple(name for name in ids.values() if name in there)


def _again(new: Known, old: Known | None) -> bool:
    if old is None:
        return False
    return _same(new, old) or not (_made_of_path(new) and _made_of_path(old))


def _same(new: Known, old: Known) -> bool:
    return new.path == old.path or (bool(new.sha256) and new.sha256 == old.sha256)


def _place(new: Known, there: Mapping[str, Known], taken: set[str]) -> str:
    """The id itself where it is free; else the one that this file got before, or the next free one."""
    if new.document_id not in there:
        return new.document_id
    base = _base(new.document_id)
    for old in there.values():
        if _base(old.document_id) == base and old.document_id not in taken and _same(new, old):
            return old.document_id
    number = 2
    while (made := f"{base}~{number}") in there or made in taken:
        number += 1
    return made


def _made_of_path(document: Known) -> bool:
    """Whether the file's name is a part of the id: ``2024/a``, ``export#3`` and ``a~2`` are, a press database's key is not."""
    if not document.path:
        return False
    name = PurePath(document.path.replace("\\", "/")).name
    parts = re.split(r"[/#~]", document.document_id)
    return any(part and (name == part or name.startswith(f"{part}.")) for part in parts)


def _tell_overwritten(again: Iterable[Known], there: Mapping[str, Known], told: list[Problem]) -> None:
    """A document without a path is known by its id alone: where its text differs, the old one is gone, and that is told."""
    pairs = ((new, there[new.document_id]) for new in again if not new.path)
    other = [new.document_id for new, old in pairs if new.sha256 and old.sha256 and new.sha256 != old.sha256]
    if other:
        named = ", ".join(other[:_NAMED]) + (", ..." if len(other) > _NAMED else "")
        what = f"{len(other):,} documents were in the database with another text and were replaced ({named})"
        told.append(_problem(f"{what}: give documents ids of their own to keep both"))


def _renamed(row: Row, ids: Mapping[str, str]) -> Row:
    """The row with the documents' new ids, also at the start of the ids of its quotes and claims."""
    made = dict(row)
    for name, value in row.items():
        if isinstance(value, str) and name in _DOCUMENT_COLUMNS:
            made[name] = ids.get(value, value)
        elif isinstance(value, str) and name in _OTHER_IDS:
            document, colon, rest = value.rpartition(":")
            made[name] = f"{ids.get(document, document)}{colon}{rest}"
    return made


def _with_keys(table: str, rows: list[Row], told: list[Problem]) -> list[Row]:
    """The rows without those whose key an earlier one has."""
    kept = {tuple(row[name] for name in KEYS[table]): row for row in reversed(rows)}
    if len(kept) == len(rows):
        return rows
    told.append(_problem(f"{len(rows) - len(kept):,} rows of {table} have the key of an earlier row and were left out"))
    return list(reversed(kept.values()))


def _pointing(
    table: str, rows: list[Row], reference: Reference, targets: Iterable[Row], told: list[Problem]
) -> list[Row]:
    """The rows, where each reference leads to a row: a quote that is not there is null, rows of no document are left out."""
    there = {row[reference.target] for row in targets} | {None}
    astray = [row for row in rows if row[reference.column] not in there]
    if not astray:
        return rows
    nullable = next(column for column in SCHEMAS[table] if column.name == reference.column).nullable
    done = f"their {reference.column} is left empty" if nullable else "they were left out"
    told.append(_problem(f"{len(astray):,} rows of {table} point to {reference.table} that are not there: {done}"))
    if not nullable:
        return [row for row in rows if row[reference.column] in there]
    return [row if row[reference.column] in there else {**row, reference.column: None} for row in rows]


def _problem(message: str) -> Problem:
    return Problem(None, None, "export", "warning", message)


def _base(document_id: str) -> str:
    return _NUMBER.sub("", document_id)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
