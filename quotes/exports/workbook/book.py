"""The sheets in their order, and the formats that they share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from quotes.exports.workbook import layout
from quotes.exports.workbook.cells import Sheet
from quotes.exports.workbook.cover import write_cover
from quotes.exports.workbook.sheets import places, write_table
from quotes.records import Problem
from quotes.tables import Tables

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

# In memory: no file is left behind elsewhere when the run is killed.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_FORMATS: Mapping[str, Mapping[str, object]] = {
    "header": {"bold": True, "bg_color": "#DDE6F0", "bottom": 1, "valign": "vcenter"},
    "text": {"valign": "top"},
    "wrapped": {"valign": "top", "text_wrap": True},
    "whole": {"valign": "top", "num_format": "#,##0", "align": "right", "indent": 1},
    "integer": {"valign": "top", "num_format": "0", "align": "right", "indent": 1},
    "fraction": {"valign": "top", "num_format": "#,##0.0###", "align": "right", "indent": 1},
    # LibreOffice shows some booleans as 0 and 1 unless it is told; Excel always shows them so.
    "boolean": {"valign": "top", "align": "left", "num_format": '"TRUE";"TRUE";"FALSE"'},
    "date": {"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"},
    "link": {"valign": "top", "font_color": "#1F4E9E", "underline": 1},
    "heading": {"bold": True, "font_size": 16},
    "part": {"bold": True, "bg_color": "#DDE6F0", "valign": "top"},
}


def write_book(tables: Tables, path: Path, *, shown: Path) -> tuple[Problem, ...]:
    """Write the workbook to ``path``; an error names ``shown``. What had to be cut is given back.

    Raises:
        OSError: the file cannot be written.
    """
    import xlsxwriter  # here, since most runs write other files

    try:
        with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
            return _write_sheets(book, tables)
    except (xlsxwriter.exceptions.FileCreateError, xlsxwriter.exceptions.FileSizeError) as error:
        raise OSError(f"cannot write {shown}: {error}") from error


def _write_sheets(book: Workbook, tables: Tables) -> tuple[Problem, ...]:
    book.set_properties({"title": "Quotes and numeric claims", "comments": "made by newsquotes"})
    formats: Mapping[str, Format] = {name: book.add_format(dict(how)) for name, how in _FORMATS.items()}
    names = [name for name in layout.ORDER if name in tables.names]
    # All sheets first, so that they stand in their order though the cover and "problems" are written last.
    cover = Sheet("cover", book.add_worksheet(layout.COVER), formats)
    sheets = [Sheet(name, book.add_worksheet(layout.title(name)), formats) for name in names]
    records = {name: tables.records(name) for name in names}
    where, cut = places(records), list[Problem]()
    for sheet in sheets:
        tables = tables.with_problems(cut) if sheet.table == "problems" and cut else tables
        write_table(sheet, tables.records("problems") if sheet.table == "problems" else records[sheet.table], where)
        cut += sheet.cut
    write_cover(cover, tables, sheets)
    return tuple(cut)
