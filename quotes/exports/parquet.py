"""Parquet: typed columns, nulls as nulls, ``segments`` as lists of integers; the file says which version wrote it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pyarrow
from pyarrow import parquet

from quotes.exports.files import replacing
from quotes.records import Problem
from quotes.tables import SCHEMAS, Column, Tables

_TYPES = {
    "text": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "boolean": pyarrow.bool_(),
    "date": pyarrow.date32(),
    "spans": pyarrow.list_(pyarrow.list_(pyarrow.int64())),
}


def write(tables: Tables, folder: Path) -> tuple[Problem, ...]:
    """Write ``quotes.parquet``, ``claims.parquet`` ... into the folder.

    Raises:
        OSError: a file cannot be written.
    """
    for name in tables.names:
        made = pyarrow.Table.from_pylist(tables.records(name), schema=_schema(SCHEMAS[name]))
        with replacing(folder / f"{name}.parquet") as part:
            parquet.write_table(made, part)
    return ()


def _schema(columns: tuple[Column, ...]) -> pyarrow.Schema:
    fields = [
        pyarrow.field(c.name, _TYPES[c.type], nullable=c.nullable, metadata={"meaning": c.meaning}) for c in columns
    ]
    return pyarrow.schema(fields, metadata={"newsquotes": _version()})


def _version() -> str:
    try:
        return version("newsquotes")
    except PackageNotFoundError:  # run from a source tree that was not installed
        return "unknown"
