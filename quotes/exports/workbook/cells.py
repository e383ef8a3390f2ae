"""One value, one cell: text that is only text, and cut where a cell cannot hold it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from quotes.exports.workbook.layout import CELL_LIMIT, WRAPPED
from quotes.records import Problem
from quotes.tables import Column

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

CUT_MARK = "… [cut]"
NOTE_LIMIT = 500  # of a sheet: each is a drawing, which opening takes time for
# No XML file can hold these; XlsxWriter escapes the other controls the way Excel reads them.
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FIRST_EXCEL_DAY = date(1900, 3, 1)  # before it Excel's calendar has a day too many


@dataclass(slots=True)
class Sheet:
    """One sheet in the making and what had to be cut or left out."""

    table: str
    out: Worksheet
    formats: Mapping[str, Format]
    cut: list[Problem] = field(default_factory=list)
    notes: int = 0
    unlinked: int = 0


def writer(sheet: Sheet, column: Column, at: int) -> Callable[[int, object], None]:
    """What writes the values of a column: a function of the row's number and the value."""
    out, formats = sheet.out, sheet.formats
    kind = "wrapped" if column.name in WRAPPED else "text"

    def text(row: int, value: object) -> None:
        out.write_string(row, at, fitting(sheet, column, (row, at), str(value)), formats[kind])

    def number(row: int, value: object) -> None:
        whole = float(value).is_integer()  # type: ignore[arg-type]  # a number by the schema
        out.write_number(row, at, value, formats["whole" if whole else "fraction"])

    def day(row: int, value: object) -> None:
        if isinstance(value, date) and value >= _FIRST_EXCEL_DAY:
            out.write_datetime(row, at, value, formats["date"])
        else:
            text(row, value)

    by_type: Mapping[str, Callable[[int, object], object]] = {
        "text": text,
        "integer": lambda row, value: out.write_number(row, at, value, formats["integer"]),
        "number": number,
        "boolean": lambda row, value: out.write_boolean(row, at, value, formats["boolean"]),
        "date": day,
        "spans": lambda row, value: text(row, json.dumps(value)),
    }
    return by_type[column.type]  # type: ignore[return-value]  # what XlsxWriter gives back is not needed


def fitting(sheet: Sheet, column: Column, cell: tuple[int, int], text: str) -> str:
    """The text as a cell can hold it; where it had to be cut, a note and a problem say so."""
    text = writable(text)
    if len(text) <= CELL_LIMIT // 2 or _units(text) <= CELL_LIMIT:
        return text
    what = f"{len(text):,} characters, cut at {CELL_LIMIT:,}"
    if sheet.notes < NOTE_LIMIT:
        sheet.notes += 1
        sheet.out.write_comment(*cell, f"{what}: csv, jsonl, parquet, sqlite and duckdb hold all of it")
    sheet.cut.append(problem(f"{sheet.table}.{column.name} in row {cell[0] + 1:,} of the workbook: {what}"))
    room = (CELL_LIMIT - len(CUT_MARK)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT_MARK


def writable(text: str) -> str:
    """The text without what no XML file can hold, which becomes U+FFFD."""
    return _UNWRITABLE.sub("\ufffd", text)


def problem(what: str, document_id: str | None = None) -> Problem:
    """What was lost, and what to do about it."""
    remedy = "write csv, jsonl, parquet or a database to have all of it"
    return Problem(document_id, None, "export", "warning", f"{what}: {remedy}")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2  # Excel counts UTF-16 units
