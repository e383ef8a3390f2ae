"""A DuckDB database: a table for each of ours, with keys, references, indexes, comments, two views, a full-text index.

Writing to a database that is there already adds what is new and replaces the rows of documents that come again (what
that means: ``quotes.exports.databases.arriving``); everything happens in one transaction. ``runs`` has a row each
time. ``people``, ``conflicts`` and the other tables that are asked for are of one run and replaced whole by the next
that has them; ``read(path).merge_speakers().to_duckdb(path)`` makes them of everything in the database.

Days are dates, ``segments`` is ``INTEGER[][]``. Words are looked for by their stems, in quotes and speakers, with
DuckDB's extension fts (https://duckdb.org/docs/stable/core_extensions/full_text_search)::

    SELECT document_id, speaker, quote FROM quotes
    WHERE fts_main_quotes.match_bm25(quote_id, 'tolls', fields := 'quote') IS NOT NULL;

The extension is loaded from the wheel ``duckdb-ext-fts``: ``quotes.exports.duckdb.connect(path)`` does so; any other
DuckDB fetches its own at the first search. All else needs no extension.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import pyarrow

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
from quotes.exports.parquet import arrow_schema
from quotes.records import Problem
from quotes.tables import SCHEMAS, Column, Tables
from quotes.tables.schemas import frame

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "text": "VARCHAR",
        "integer": "BIGINT",
        "number": "DOUBLE",
        "boolean": "BOOLEAN",
        "date": "DATE",
        "spans": "INTEGER[][]",
    }
)
# Digits are words too, and no word is left out, so that "one in five" is found.
_FULL_TEXT = (
    "PRAGMA create_fts_index('quotes', 'quote_id', 'quote', 'speaker', "
    "stopwords = 'none', ignore = '[^a-z0-9]+', overwrite = 1)"
)

_BLOCK = 16_384  # bytes: of DuckDB's own 256 KB every column and index takes one, and a few quotes 9 MB
_TEXT_ORDER = 'ORDER BY d.rowid, q.start, q."end" DESC, q.rowid'


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
    with _told(path), connect(path, read_only=True) as base:
        _check(base, path)
        there = _tables(base)
        found = {name: frame(name, _rows(base, name))[0] for name in TABLES if name in there}
    return returned(found, path)


def connect(path: Path | str, *, read_only: bool = False) -> DuckDBPyConnection:
    """A connection that can search the full text, where the wheel with the extension is installed.

    Raises:
        duckdb.Error: the database cannot be opened.
    """
    import duckdb  # here, since it takes a while and most runs do not need it

    base = duckdb.connect(path, read_only=read_only)
    _load_full_text(base)
    return base


def _rows(base: DuckDBPyConnection, table: str) -> list[dict[str, object]]:
    names = [column.name for column in SCHEMAS[table]]
    query = f"SELECT {_listed(names)} FROM {table} ORDER BY rowid"
    if table == "quotes":  # which were inserted after those they stand in
        columns = ", ".join(f'q."{name}"' for name in names)
        query = f"SELECT {columns} FROM quotes q JOIN documents d USING (document_id) {_TEXT_ORDER}"
    found = base.execute(query).fetchall()
    return [dict(zip(names, row, strict=True)) for row in found]


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What DuckDB says, as an ``OSError`` that names the file and what to do."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        message = str(error).strip().split("\n")[0]
        if "No space left" in message:
            message = "the disk is full: make room there, or write to another place"
        elif "lock" in message:
            message += ": another program has it open; close it there and run again"
        elif "not a valid DuckDB" in message:
            message += ": move that file away or choose another name"
        raise OSError(f"{path}: {message}") from error


def _write(tables: Tables, path: Path, *, shown: Path) -> tuple[Problem, ...]:
    import duckdb

    new: dict[str, str | bool | int | float | list[str]] = {"default_block_size": _BLOCK} if path != shown else {}
    with duckdb.connect(path, config=new) as base:
        _check(base, shown)
        can_search = _load_full_text(base)
        base.execute("BEGIN")
        told = _bring_up_to_date(base, tables, can_search=can_search)
        base.execute("COMMIT")
    return told  # a transaction that was not committed goes with its connection


def _load_full_text(base: DuckDBPyConnection) -> bool:
    """Load the extension from its wheel; nothing is ever fetched. Whether it was there."""
    import duckdb

    spec = importlib.util.find_spec("duckdb_ext")
    for folder in spec.submodule_search_locations or () if spec else ():
        for file in sorted(Path(folder, "extensions", f"v{duckdb.__version__}").glob("*/fts.duckdb_extension")):
            try:
                base.execute(f"LOAD '{str(file).replace(chr(39), chr(39) * 2)}'")
            except duckdb.Error:
                continue  # of another platform
            return True
    return False


def _tables(base: DuckDBPyConnection) -> set[str]:
    here = "database_name = current_database() AND schema_name = 'main'"
    return {str(name) for (name,) in base.execute(f"SELECT table_name FROM duckdb_tables() WHERE {here}").fetchall()}


def _check(base: DuckDBPyConnection, path: Path) -> None:
    """Whether this package may write here.

    Raises:
        OSError: the database is of something else, or of a newer version of this package.
    """
    there = _tables(base)
    if not there:
        return
    if not {"newsquotes", *CREATED} <= there:
        raise OSError(f"{path} is a database of something else: choose another name")
    (version,) = base.execute("SELECT max(schema_version) FROM newsquotes").fetchone() or (0,)
    if version > SCHEMA_VERSION:
        raise OSError(f"{path} is of a newer version of newsquotes (schema {version}): update newsquotes")


def _bring_up_to_date(base: DuckDBPyConnection, tables: Tables, *, can_search: bool) -> tuple[Problem, ...]:
    known = _known(base)
    arrival = arrive(tables, (Known(*row) for row in known))
    told = arrival.told if can_search else (*arrival.told, _no_search())
    # DuckDB looks at keys and references of removed rows until the transaction ends, so that a row cannot be removed
    # and come again within it. So the tables are made anew of what stays and what arrives.
    kept = _set_aside(base, arrival) if known else ()
    for name in reversed(TABLES):
        if name in CREATED or name in arrival.rows:
            base.execute(f"DROP TABLE IF EXISTS {name}")
    for name in (name for name in TABLES if name in CREATED or name in arrival.rows):
        _create_table(base, name)
        if name in kept:
            _fill(base, name, f"kept_{name}")
        arriving = pyarrow.Table.from_pylist(arrival.rows[name], schema=arrow_schema(SCHEMAS[name]))
        base.register("arriving", arriving)
        _fill(base, name, "arriving")
        base.unregister("arriving")
    for name in kept:
        base.execute(f"DROP TABLE kept_{name}")
    _record(base, tables)
    base.execute("DROP SCHEMA IF EXISTS fts_main_quotes CASCADE")
    if can_search:
        base.execute(_FULL_TEXT)
    return told


def _no_search() -> Problem:
    message = (
        "the DuckDB database has no full-text index: pip install duckdb-ext-fts in the version of duckdb, run again"
    )
    return Problem(None, None, "export", "warning", message)


def _known(base: DuckDBPyConnection) -> list[tuple[str, str | None, str | None]]:
    if "documents" not in _tables(base):
        return []
    return base.execute("SELECT document_id, path, sha256 FROM documents").fetchall()


def _set_aside(base: DuckDBPyConnection, arrival: Arrival) -> tuple[str, ...]:
    """Copy the rows that stay to temporary tables: all but those of documents that come again and of files read again."""
    base.register("replaced", pyarrow.table({"id": pyarrow.array(arrival.replaced, pyarrow.string())}))
    base.register("reread", pyarrow.table({"path": pyarrow.array(arrival.paths, pyarrow.string())}))
    for name in CREATED:
        stays = "coalesce(document_id NOT IN (SELECT id FROM replaced), true)"
        if name == "problems":
            stays += " AND coalesce(path NOT IN (SELECT path FROM reread), true)"
        base.execute(f"CREATE TEMP TABLE kept_{name} AS SELECT * FROM {name} WHERE {stays} ORDER BY rowid")
    base.unregister("replaced")
    base.unregister("reread")
    return CREATED


def _create_table(base: DuckDBPyConnection, table: str) -> None:
    lines = [f'"{c.name}" {_TYPES[c.type]}{"" if c.nullable else " NOT NULL"}' for c in SCHEMAS[table]]
    lines += [f"PRIMARY KEY ({_listed(KEYS[table])})"] if table in KEYS else []
    lines += [f'FOREIGN KEY ("{r.column}") REFERENCES {r.table} ("{r.target}")' for r in PARENTS.get(table, ())]
    base.execute(f"CREATE TABLE {table} ({', '.join(lines)})")
    for column in SCHEMAS[table]:
        base.execute(f'COMMENT ON COLUMN {table}."{column.name}" IS {_literal(column.meaning)}')
    for name in INDEXES.get(table, ()):
        base.execute(f"CREATE INDEX {table}_{name} ON {table} ({name})")


def _fill(base: DuckDBPyConnection, table: str, source: str) -> None:
    """Insert the rows of the source, quotes after those they stand in: DuckDB checks references row by row."""
    columns = ", ".join(_read(column) for column in SCHEMAS[table])
    if table != "quotes":
        base.execute(f"INSERT INTO {table} SELECT {columns} FROM {source}")
        return
    base.execute(f"INSERT INTO quotes SELECT {columns} FROM {source} WHERE parent_id IS NULL")
    inside = "parent_id IN (SELECT quote_id FROM quotes) AND quote_id NOT IN (SELECT quote_id FROM quotes)"
    while base.execute(f"INSERT INTO quotes SELECT {columns} FROM {source} WHERE {inside}").fetchall() != [(0,)]:
        pass


def _read(column: Column) -> str:
    return f'"{column.name}"::{_TYPES[column.type]}' if column.type == "spans" else f'"{column.name}"'


def _record(base: DuckDBPyConnection, tables: Tables) -> None:
    columns = ", ".join(f"{name} {type_}" for name, type_ in RUN_COLUMNS)
    base.execute(f"CREATE TABLE IF NOT EXISTS runs (run_id INTEGER PRIMARY KEY, {columns})")
    base.execute("CREATE TABLE IF NOT EXISTS newsquotes (schema_version INTEGER PRIMARY KEY)")
    base.execute("INSERT OR IGNORE INTO newsquotes VALUES (?)", [SCHEMA_VERSION])
    for name, query in VIEWS.items():
        base.execute(f"CREATE VIEW IF NOT EXISTS {name} AS {query}")
    marks = ", ".join("?" for _ in RUN_COLUMNS)
    base.execute(f"INSERT INTO runs SELECT coalesce(max(run_id), 0) + 1, {marks} FROM runs", list(run_values(tables)))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
