"""A SQLite database: a table for each of ours, with keys, references, indexes, two views and a full-text index.

Writing to a database that is there already adds what is new and replaces the rows of documents that come again (what
that means: ``quotes.exports.databases.arriving``); everything happens in one transaction. ``runs`` has a row each
time. ``people``, ``conflicts`` and the other tables that are asked for are of one run and replaced whole by the next
that has them; ``read(path).merge_speakers().to_sqlite(path)`` makes them of everything in the database.

Days are ISO text, ``segments`` is JSON, ``negated`` is 0 or 1. ``quotes`` has a column more than elsewhere,
``number``, by which the full-text index finds its rows. Words are looked for by their stems, in quotes and speakers
(https://www.sqlite.org/fts5.html tells the query language)::

    SELECT q.document_id, q.speaker, q.quote
    FROM quotes_text('tolls AND speaker: reyes') AS t JOIN quotes AS q ON q.number = t.rowid
    ORDER BY t.rank;

The views ``quotes_in_documents`` and ``claims_in_documents`` stand beside their article's title, publisher and day.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from quotes.exports.databases import (
    CREATED,
    INDEXES,
    KEYS,
    PARENTS,
    RUN_COLUMNS,
    SCHEMA_VERSION,
    TABLES,
    VIEWS,
    Arrival,
    Known,
    arrive,
    returned,
    run_values,
)
from quotes.exports.files import replacing
from quotes.records import Problem
from quotes.tables import SCHEMAS, Column, Tables
from quotes.tables.schemas import frame

_APPLICATION = 0x6E717565  # "nque" in the file's header: a database of this package
_WAIT = 5.0  # seconds for which another process may hold the database
_TYPES = {
    "text": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "BOOLEAN",
    "date": "TEXT",
    "spans": "TEXT",
}
_FULL_TEXT = """
CREATE VIRTUAL TABLE quotes_text USING fts5(
  quote, speaker, content='quotes', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2');
CREATE TRIGGER quotes_text_insert AFTER INSERT ON quotes BEGIN
  INSERT INTO quotes_text(rowid, quote, speaker) VALUES (new.number, new.quote, new.speaker);
END;
CREATE TRIGGER quotes_text_delete AFTER DELETE ON quotes BEGIN
  INSERT INTO quotes_text(quotes_text, rowid, quote, speaker) VALUES ('delete', old.number, old.quote, old.speaker);
END;
CREATE TRIGGER quotes_text_update AFTER UPDATE OF number, quote, speaker ON quotes BEGIN
  INSERT INTO quotes_text(quotes_text, rowid, quote, speaker) VALUES ('delete', old.number, old.quote, old.speaker);
  INSERT INTO quotes_text(rowid, quote, speaker) VALUES (new.number, new.quote, new.speaker);
END;
"""


def write(tables: Tables, path: Path) -> tuple[Problem, ...]:
    """Write a new database, or bring one that ``write`` wrote up to date.

    Raises:
        OSError: it cannot be written, is in use, or is not a database of this package; nothing is changed then.
    """
    with _told(path):
        if path.exists() and path.stat().st_size:
            return _write(tables, path, shown=path)
        with replacing(path) as part:
            return _write(tables, part, shown=path)


def read(path: Path) -> Tables:
    """The tables that a database holds, of all its runs; equal to what was written where that was one run.

    Raises:
        OSError: it cannot be read or is not a database of this package.
    """
    with _told(path), closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
        base.row_factory = sqlite3.Row
        _check(base, path)
        there = {str(row["name"]) for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        found = {name: frame(name, _rows(base, name))[0] for name in TABLES if name in there}
    return returned(found, path)


def _rows(base: sqlite3.Connection, table: str) -> list[dict[str, object]]:
    names = [column.name for column in SCHEMAS[table]]
    readers = [(column.name, _READERS[column.type]) for column in SCHEMAS[table] if column.type in _READERS]
    rows = [
        dict(zip(names, row, strict=True))
        for row in base.execute(f"SELECT {_listed(names)} FROM {table} ORDER BY rowid")
    ]
    for row in rows:
        for name, reader in readers:
            row[name] = None if row[name] is None else reader(str(row[name]))
    return rows


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What SQLite says, as an ``OSError`` that names the file and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        message = str(error)
        if "locked" in message:
            message += ": another program is writing to it; close it there and run again"
        elif "disk is full" in message:
            message += ": make room there, or write to another place"
        elif "not a database" in message or "malformed" in message:
            message += ": move that file away or choose another name"
        raise OSError(f"{path}: {message}") from error


def _write(tables: Tables, path: Path, *, shown: Path) -> tuple[Problem, ...]:
    with closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as base:
        _check(base, shown)
        base.execute("PRAGMA foreign_keys = ON")
        if path != shown:
            base.execute("PRAGMA journal_mode = MEMORY")  # a new file is thrown away when it cannot be finished
        base.execute("BEGIN IMMEDIATE")
        try:
            told = _bring_up_to_date(base, tables)
            base.execute("COMMIT")
        except BaseException:
            if base.in_transaction:
                base.execute("ROLLBACK")
            raise
    return told


def _check(base: sqlite3.Connection, path: Path) -> None:
    """Whether this package may write here.

    Raises:
        OSError: the database is of something else, or of a newer version of this package.
    """
    (application,), (version,) = (
        base.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
    )
    (objects,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != _APPLICATION and objects:
        raise OSError(f"{path} is a database of something else: choose another name")
    if version > SCHEMA_VERSION:
        raise OSError(f"{path} is of a newer version of newsquotes (schema {version}): update newsquotes")


def _bring_up_to_date(base: sqlite3.Connection, tables: Tables) -> tuple[Problem, ...]:
    if not base.execute("PRAGMA user_version").fetchone()[0]:
        _create(base)
    arrival = arrive(tables, (Known(*row) for row in base.execute("SELECT document_id, path, sha256 FROM documents")))
    _remove(base, arrival)
    for name in (name for name in TABLES if name in arrival.rows):
        if name not in CREATED:
            base.execute(f"DROP TABLE IF EXISTS {name}")
            _create_table(base, name)
        _insert(base, name, arrival.rows[name])
    names = _listed([name for name, _ in RUN_COLUMNS])
    base.execute(f"INSERT INTO runs ({names}) VALUES ({_marks(len(RUN_COLUMNS))})", run_values(tables))
    return arrival.told


def _create(base: sqlite3.Connection) -> None:
    for name in CREATED:
        _create_table(base, name)
    columns = ", ".join(f"{name} {type_}" for name, type_ in RUN_COLUMNS)
    base.execute(f"CREATE TABLE runs (run_id INTEGER PRIMARY KEY, {columns})")
    for name, query in VIEWS.items():
        base.execute(f"CREATE VIEW IF NOT EXISTS {name} AS {query}")
    for statement in filter(str.strip, _statements(_FULL_TEXT)):
        base.execute(statement)
    base.execute(f"PRAGMA application_id = {_APPLICATION}")
    base.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: ``executescript`` would end the transaction."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _create_table(base: sqlite3.Connection, table: str) -> None:
    """Make a table; what its columns mean stands in it as comments, which the schema of a database keeps."""
    own_number = ["number INTEGER PRIMARY KEY -- of the row, for the full-text index"] if table == "quotes" else []
    columns = [_column(column) for column in SCHEMAS[table]] + own_number
    lines = [line.replace(" --", ", --", 1) for line in columns[:-1]] + columns[-1:]
    base.execute(f"CREATE TABLE {table} (\n  " + "\n  ".join(lines) + "\n" + _constraints(table) + ")")
    for column in INDEXES.get(table, ()):
        base.execute(f"CREATE INDEX {table}_{column} ON {table} ({column})")


def _column(column: Column) -> str:
    return f'"{column.name}" {_TYPES[column.type]}{"" if column.nullable else " NOT NULL"} -- {column.meaning}'


def _constraints(table: str) -> str:
    kind = "UNIQUE" if table == "quotes" else "PRIMARY KEY"
    lines = [f"{kind} ({_listed(KEYS[table])})"] if table in KEYS else []
    lines += [
        f'FOREIGN KEY ("{r.column}") REFERENCES {r.table} ("{r.target}") '
        f"ON DELETE {'CASCADE' if r.table == 'documents' else 'SET NULL'} DEFERRABLE INITIALLY DEFERRED"
        for r in PARENTS.get(table, ())
    ]
    return "".join(f"  , {line}\n" for line in lines)


def _remove(base: sqlite3.Connection, arrival: Arrival) -> None:
    """Remove the documents that come again, with all their rows, and what was told of the files that were read again."""
    replaced = [(document,) for document in arrival.replaced]
    for name in ("claims", "quotes", "speakers", "problems", "documents"):
        base.executemany(f"DELETE FROM {name} WHERE document_id = ?", replaced)
    base.executemany("DELETE FROM problems WHERE path = ?", [(path,) for path in arrival.paths])


def _insert(base: sqlite3.Connection, table: str, rows: Sequence[Mapping[str, object]]) -> None:
    columns = SCHEMAS[table]
    writers = [(column.name, _WRITERS.get(column.type)) for column in columns]
    values = ([_value(row[name], writer) for name, writer in writers] for row in rows)
    names = _listed([column.name for column in columns])
    base.executemany(f"INSERT INTO {table} ({names}) VALUES ({_marks(len(columns))})", values)


def _value(value: object, writer: Callable[[object], object] | None) -> object:
    return value if value is None or writer is None else writer(value)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _marks(count: int) -> str:
    return ", ".join("?" * count)


_WRITERS: Mapping[str, Callable[[object], object]] = {
    "date": str,
    "spans": json.dumps,
    "boolean": lambda value: int(bool(value)),
}
_READERS: Mapping[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "spans": json.loads,
    "boolean": lambda value: value == "1",
}
