"""CSV that Excel opens rightly: UTF-8 with a byte order mark, and no cell that a spreadsheet would take for a formula.

A text that starts like a formula gets an apostrophe before it, as spreadsheets themselves do it; so does one that
already starts with apostrophes and then like a formula, which makes the guard reversible. Numbers, dates, offsets and
columns with a closed list of words (``relation`` is ``=`` or ``<``) are never touched. Null is an empty cell;
``segments`` is JSON.

``read`` undoes all of it. Without this package: ``pandas.read_csv(path, keep_default_na=False, na_values=[""])`` and
drop the apostrophe where it stands before ``=``, ``+``, ``-``, ``@``, a tab or a line break.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import IO

import pandas as pd

from quotes.exports.files import left_over, replacing_together
from quotes.records import Problem
from quotes.tables import SCHEMAS, Column, Tables
from quotes.tables.schemas import frame

# Spaces, controls and invisible characters before the sign do not keep a spreadsheet from computing ("\t=1+1").
_FORMULA = re.compile("'*(?:[\t\r\n]|[\\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]*[=+\\-@＝＋－＠])")
_GUARDED = re.compile(f"'{_FORMULA.pattern}")


def guard(text: str) -> str:
    """The text, after an apostrophe where a spreadsheet would take it for a formula.

    >>> guard("=HYPERLINK(0)"), guard("-5 degrees"), guard("over 5 percent")
    ("'=HYPERLINK(0)", "'-5 degrees", 'over 5 percent')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """What ``guard`` was given."""
    return text[1:] if _GUARDED.match(text) else text


def write(tables: Tables, folder: Path) -> tuple[Problem, ...]:
    """Write ``quotes.csv``, ``claims.csv`` ... into the folder.

    Raises:
        OSError: a file cannot be written.
    """
    with replacing_together() as part_of:
        for name in tables.names:
            with part_of(folder / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                _write_table(tables, name, file)
    return left_over(tables, folder, ".csv")


def _write_table(tables: Tables, name: str, file: IO[str]) -> None:
    cells = [_writer(column) for column in SCHEMAS[name]]
    writer = csv.writer(file)  # lines end in "\r\n", so that both characters are quoted inside a cell
    writer.writerow([column.name for column in SCHEMAS[name]])
    for row in tables.records(name):
        values = zip(cells, row.values(), strict=True)
        writer.writerow(["" if value is None else cell(value) for cell, value in values])


def read(path: Path) -> pd.DataFrame:
    """A table that ``write`` wrote, equal to the one that was written.

    Raises:
        OSError: the file cannot be read.
        KeyError: the file's name is no table's, or a column is missing.
    """
    columns = SCHEMAS[path.stem]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    parsed = [{c.name: _READERS[_cell_type(c)](row[c.name]) if row[c.name] else None for c in columns} for row in rows]
    return frame(path.stem, parsed)[0]


def _cell_type(column: Column) -> str:
    return "words" if column.words else column.type


def _writer(column: Column) -> Callable[[object], object]:
    if column.type == "spans":
        return json.dumps
    return (lambda value: guard(str(value))) if _cell_type(column) == "text" else (lambda value: value)


_READERS: dict[str, Callable[[str], object]] = {
    "text": unguard,
    "words": str,
    "integer": int,
    "number": float,
    "boolean": lambda cell: cell == "True",
    "date": date.fromisoformat,
    "spans": json.loads,
}
