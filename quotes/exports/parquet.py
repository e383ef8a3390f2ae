"""Parquet: typed columns, nulls as nulls, ``segments`` as lists of integers.

Each column has its ``meaning`` in its metadata, and each file says how it was made: ``newsquotes`` is the version,
``newsquotes.table`` the table, ``newsquotes.run`` the run as JSON (version, models, when, seconds, inputs, options), null where
it is not known. ``pandas.read_parquet`` gives the dtypes of the tables back::

    json.loads(pyarrow.parquet.read_schema("out/quotes.parquet").metadata[b"newsquotes.run"])["models"]
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pyarrow
from pyarrow import parquet

from quotes.exports.files import left_over, replacing_together
from quotes.records import Problem, Run
from quotes.tables import SCHEMAS, Column, Tables
from quotes.version import package_version

TYPES: Mapping[str, pyarrow.DataType] = MappingProxyType(
    {
        "text": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "spans": pyarrow.list_(pyarrow.list_(pyarrow.int64())),
    }
)


def write(tables: Tables, folder: Path) -> tuple[Problem, ...]:
    """Write ``quotes.parquet``, ``claims.parquet`` ... into the folder.

    Raises:
        OSError: a file cannot be written.
    """
    with replacing_together() as part_of:
        for name in tables.names:
            made = pyarrow.Table.from_pandas(tables[name], schema=arrow_schema(SCHEMAS[name]), preserve_index=False)
            made = made.replace_schema_metadata({**made.schema.metadata, **_made(name, tables.run)})
            parquet.write_table(made, part_of(folder / f"{name}.parquet"), compression="zstd")
    return left_over(tables, folder, ".parquet")


def arrow_schema(columns: tuple[Column, ...]) -> pyarrow.Schema:
    """The columns as Arrow knows them, each with its meaning."""
    return pyarrow.schema(
        pyarrow.field(c.name, TYPES[c.type], nullable=c.nullable, metadata={"meaning": c.meaning}) for c in columns
    )


def _made(table: str, run: Run | None) -> dict[str, str]:
    told = run and {
        "version": run.version,
        "models": run.models,
        "started": run.started.isoformat(),
        "seconds": run.seconds,
        "inputs": run.inputs,
        "options": dict(run.options),
    }
    return {"newsquotes": package_version(), "newsquotes.table": table, "newsquotes.run": json.dumps(told)}
