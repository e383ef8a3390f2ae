"""An Excel workbook: one sheet per table, as an analyst wants to open it.

The header row is frozen and filtered, quotes are wrapped, numbers are numbers, dates are dates, and text is text: no
cell is ever a formula or a link, whatever an article says. A cell holds 32,767 characters and a sheet 1,048,576 rows;
what is longer is cut, and a row in ``problems`` says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from quotes.exports.files import replacing
from quotes.records import Problem
from quotes.tables import SCHEMAS, Column, Tables

CELL_LIMIT = 32_767
ROW_LIMIT = 1_048_575  # and the header
_CUT_MARK = "… [cut]"
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
# No XML file can hold these; XlsxWriter escapes the other controls the way Excel reads them.
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_FIRST_EXCEL_DAY = date(1900, 3, 1)  # before it Excel's calendar has a day too many

_WIDTHS = {"text": 16, "integer": 9, "number": 14, "boolean": 9, "date": 12, "spans": 16}
_WIDE = {"quote": 80, "claim": 60, "message": 80, "title": 50, "speaker": 24, "claimant": 24, "quantity": 24,
         "speaker_role": 28, "path": 40, "url": 40, "quote_id": 22, "claim_id": 22, "rule": 26,
         "person_id": 24, "names": 50, "reason": 18}  # fmt: skip
_WRAPPED = frozenset({"quote", "claim", "message", "title", "speaker_role", "about", "names"})


@dataclass(slots=True)
class _Sheet:
    """One sheet in the making and what had to be cut."""

    name: str
    sheet: Worksheet
    formats: Mapping[str, Format]
    cut: list[Problem] = field(default_factory=list)


def write(tables: Tables, path: Path) -> tuple[Problem, ...]:
    """Write the workbook; what had to be cut is given back and stands in the sheet ``problems`` too.

    Raises:
        OSError: the file cannot be written.
    """
    with replacing(path) as part:
        try:
            with xlsxwriter.Workbook(str(part), _OPTIONS) as book:
                return _write_sheets(book, tables)
        except xlsxwriter.exceptions.FileCreateError as error:
            raise OSError(f"cannot write {path}: {error}") from error


def _write_sheets(book: Workbook, tables: Tables) -> tuple[Problem, ...]:
    book.set_properties({"title": "Quotes and numeric claims", "comments": "made by newsquotes"})
    formats = {
        "header": book.add_format({"bold": True, "bg_color": "#DDE6F0", "bottom": 1, "valign": "vcenter"}),
        "text": book.add_format({"valign": "top"}),
        "wrapped": book.add_format({"valign": "top", "text_wrap": True}),
        "whole": book.add_format({"valign": "top", "num_format": "#,##0"}),
        "offset": book.add_format({"valign": "top", "num_format": "0"}),
        "fraction": book.add_format({"valign": "top", "num_format": "#,##0.0###"}),
        "date": book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"}),
    }
    # All sheets first, so that they stand in the tables' order though "problems" is written last, knowing what was cut.
    sheets = [_Sheet(name, book.add_worksheet(name), formats) for name in tables.names]
    cut: list[Problem] = []
    for sheet in sheets:
        _write_table(sheet, tables.with_problems(cut) if sheet.name == "problems" else tables)
        cut += sheet.cut
    return tuple(cut)


def _write_table(sheet: _Sheet, tables: Tables) -> None:
    columns, rows = SCHEMAS[sheet.name], tables.records(sheet.name)
    if len(rows) > ROW_LIMIT:
        sheet.cut.append(_problem(None, f"{len(rows):,} rows in {sheet.name}: a sheet holds {ROW_LIMIT:,}"))
        rows = rows[:ROW_LIMIT]
    for at, column in enumerate(columns):
        width = _WIDE.get(column.name, max(_WIDTHS[column.type], len(column.name) + 4))
        sheet.sheet.set_column(at, at, width)
        sheet.sheet.write_string(0, at, column.name, sheet.formats["header"])
    sheet.sheet.freeze_panes(1, 0)
    sheet.sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    for number, row in enumerate(rows, start=1):
        for at, column in enumerate(columns):
            _write_cell(sheet, (number, at), column, row)


def _write_cell(sheet: _Sheet, cell: tuple[int, int], column: Column, row: Mapping[str, object]) -> None:
    value, formats, out = row[column.name], sheet.formats, sheet.sheet
    if value is None:
        return
    if isinstance(value, bool):
        out.write_boolean(*cell, value, formats["text"])
    elif isinstance(value, int | float):
        kind = "offset" if column.type == "integer" else "whole" if float(value).is_integer() else "fraction"
        out.write_number(*cell, value, formats[kind])
    elif isinstance(value, date) and value >= _FIRST_EXCEL_DAY:
        out.write_datetime(*cell, value, formats["date"])
    else:
        text = json.dumps(value) if column.type == "spans" else str(value)
        out.write_string(*cell, _fitting(sheet, column, row, text), formats[_text_format(column)])


def _text_format(column: Column) -> str:
    return "wrapped" if column.name in _WRAPPED else "text"


def _fitting(sheet: _Sheet, column: Column, row: Mapping[str, object], text: str) -> str:
    text = _UNWRITABLE.sub("\ufffd", text)
    units = len(text.encode("utf-16-le")) // 2  # Excel counts UTF-16 units
    if units <= CELL_LIMIT:
        return text
    what = f"{sheet.name}.{column.name} of {next(iter(row.values()))}"
    sheet.cut.append(_problem(row, f"{what}: {len(text):,} characters, cut at {CELL_LIMIT:,}"))
    room = (CELL_LIMIT - len(_CUT_MARK)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + _CUT_MARK


def _problem(row: Mapping[str, object] | None, what: str) -> Problem:
    document_id = row.get("document_id") if row else None
    remedy = "write csv, jsonl or parquet to have all of it"
    return Problem(str(document_id) if document_id else None, None, "export", "warning", f"{what}: {remedy}")
