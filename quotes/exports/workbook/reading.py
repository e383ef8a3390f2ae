"""A workbook back as tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from quotes.exports.workbook.layout import title
from quotes.tables import SCHEMAS, Column
from quotes.tables.schemas import frame


def read(path: Path) -> dict[str, pd.DataFrame]:
    """The tables of a workbook that ``write`` wrote, by name; equal to those written but for cells that had to be cut.

    Numbers have the 16 digits that the format holds. A hand that filtered, sorted or coloured does no harm.

    Raises:
        OSError: the file cannot be read, or is no workbook of tables.
        KeyError: a column is missing.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # here, since most runs read no workbook

    try:
        book = CalamineWorkbook.from_path(path)
        sheets = {
            name: book.get_sheet_by_name(title(name)).to_python() for name in SCHEMAS if title(name) in book.sheet_names
        }
    except CalamineError as error:
        raise OSError(f"{path} cannot be read as a workbook: {error}") from error
    if not sheets:
        raise OSError(f"{path} has none of the sheets {', '.join(map(title, SCHEMAS))}: was it written by newsquotes?")
    return {name: _table(name, rows) for name, rows in sheets.items()}


def _table(name: str, cells: Sequence[Sequence[object]]) -> pd.DataFrame:
    header = [str(cell) for cell in cells[0]] if cells else []
    places = [(column, header.index(column.name)) for column in SCHEMAS[name] if column.name in header]
    missing = [column.name for column in SCHEMAS[name] if column.name not in header]
    if missing:
        raise KeyError(f"the sheet {title(name)} lacks the columns {', '.join(missing)}")
    filled = [row for row in cells[1:] if any(cell != "" for cell in row)]
    return frame(name, [{column.name: _value(column, row[at]) for column, at in places} for row in filled])[0]


def _value(column: Column, cell: object) -> object:
    return None if cell == "" else _READERS[column.type](cell)


def _day(cell: object) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    return cell if isinstance(cell, date) else date.fromisoformat(str(cell))


_READERS: Mapping[str, Callable[[object], object]] = {
    "text": str,
    "integer": lambda cell: int(float(str(cell))),
    "number": lambda cell: float(str(cell)),
    "boolean": lambda cell: cell is True,
    "date": _day,
    "spans": lambda cell: json.loads(str(cell)),
}
