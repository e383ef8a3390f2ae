"""Workbooks (.xlsx): one row, one article, on every visible sheet that has a text column.

calamine reads them, in memory and fast. It takes the room for a whole sheet, from the first cell to the last, and stops
the program where there is none: so sizes are measured before it is called.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from quotes.documents.options import ReadOptions
from quotes.documents.readers.columns import SAMPLE, Columns, by_cells, by_name, is_missing, is_own
from quotes.documents.readers.record import Flaw, Record, Unreadable
from quotes.documents.sources import Source
from quotes.documents.unpacking import MIB, Budget, Packed, Unpacked, told

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

LARGEST = 1024 * MIB
"""Bytes of all parts of a workbook, unpacked: ten times those of a full sheet of articles."""
MOST_CELLS = 20_000_000
"""Cells of a sheet from the first to the last, empty ones too; each takes 32 bytes."""
LONGEST_CELL = 32_767
"""Characters that Excel keeps of a cell."""
_HEADER_ROWS = 20  # exports of press databases begin with some lines on the search
_PIECE = MIB
_REFERENCE = re.compile(rb"""<[\w:]*(?:c|row)\s[^<>]*?\br\s*=\s*["']([A-Za-z]{0,4})(\d{1,10})["']""")
_OWN_SHEETS = frozenset(("quotes", "claims", "speakers", "documents", "problems"))


@dataclass(frozen=True, slots=True)
class _Table:
    """The table on a sheet: the names in its header, and the rows below."""

    sheet: str
    names: Sequence[str]
    rows: Sequence[Sequence[object]]


def read_workbook(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The rows of a workbook; of several sheets with articles each is a part, and its name stands in the ids.

    Hidden sheets and sheets without a text column are left out, with a warning. Row numbers count from 1 below the
    header. A cell that is merged over several rows holds for each of them, except in the text column.

    Raises:
        Unreadable: it is no workbook, encrypted, too large, or no sheet has a text column.
        OSError: the file cannot be read.
    """
    data = source.read()
    if not data:
        return
    _check(data)
    with _opened(data) as workbook:
        tables, left_out = _tables(workbook, options)
        if not tables:
            raise _no_articles(workbook, left_out)
        for table in tables:
            where = f"{source.shown or source.name}, sheet {table.sheet!r}"
            yield from _records(table, Columns(where, options), table.sheet if len(tables) > 1 else None)
        if left_out:
            what = f"not all sheets were read: {'; '.join(left_out.values())}"
            yield Flaw(
                what=what, remedy="show the sheet, or name its text column with --text-column", severity="warning"
            )


def _records(table: _Table, columns: Columns, part: str | None) -> Iterator[Record | Flaw]:
    rows = [dict(zip(table.names, row, strict=False)) for row in table.rows]
    filled = [row for row in rows if not all(is_missing(cell) for cell in row.values())]
    roles = columns.roles(table.names, filled[:SAMPLE])
    for number, row in enumerate(rows, 1):
        if all(is_missing(cell) for cell in row.values()):
            continue
        if isinstance(text := row.get(roles["text"]), str) and len(text) >= LONGEST_CELL:
            what = (
                f"row {number}: its text fills the cell, which holds {LONGEST_CELL:,} characters: it was probably cut"
            )
            yield Flaw(what=what, remedy="export as .csv or .jsonl instead", row=number, part=part, severity="warning")
        yield columns.record(row, number, roles, part=part)


def _tables(workbook: CalamineWorkbook, options: ReadOptions) -> tuple[list[_Table], dict[str, str]]:
    """The tables to read, and why other sheets are left out: by name of the text column, else by the longest cells."""
    from python_calamine import SheetVisibleEnum

    left_out: dict[str, str] = {}
    found: list[_Table] = []
    for sheet in workbook.sheets_metadata:
        if sheet.visible != SheetVisibleEnum.Visible:
            left_out[sheet.name] = f"sheet {sheet.name!r} is hidden"
        elif (table := _table(_sheet(workbook, sheet.name), options)) is not None:
            found.append(table)
    named = [table for table in found if by_name(table.names, options) is not None]
    tables = named or [table for table in found if options.text_column is None and _by_cells(table)]
    for table in found:
        if table not in tables:
            left_out[table.sheet] = f"sheet {table.sheet!r} has the columns {', '.join(table.names[:_HEADER_ROWS])}"
    return tables, left_out


def _by_cells(table: _Table) -> bool:
    sample = [dict(zip(table.names, row, strict=False)) for row in table.rows[:SAMPLE]]
    return not is_own(table.names) and by_cells(table.names, sample) is not None


def _table(sheet: CalamineSheet, options: ReadOptions) -> _Table | None:
    """The table on a sheet; null where it is empty. The header is the first row with a usual name, else the first."""
    rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    begun = [number for number, row in enumerate(rows) if not all(is_missing(cell) for cell in row)]
    if not begun:
        return None
    likely = [number for number in begun[:_HEADER_ROWS] if by_name(_names(rows[number]), options) is not None]
    header = (likely or begun)[0]
    names = _names(rows[header])
    text = by_name(names, options)
    _fill_merged(rows, sheet, header, names.index(text) if text is not None else None)
    return _Table(sheet.name, names, rows[header + 1 :])


def _names(row: Sequence[object]) -> list[str]:
    """The names of columns; those without one, or with one that was, are told apart by their place."""
    names: list[str] = []
    for place, cell in enumerate(row, 1):
        name = str(cell).strip()
        names.append(name if name and name not in names else f"{name or 'column'}~{place}")
    return names


def _fill_merged(rows: list[list[object]], sheet: CalamineSheet, header: int, text: int | None) -> None:
    """Give the value of a merged cell to all its rows: a day's date beside the day's articles."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top <= header or left != right or left == text or top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top + 1 : bottom + 1]:
            if not all(is_missing(cell) for cell in row):
                row[left] = rows[top][left]


def _opened(data: bytes) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise _encrypted() from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(
            f"it is no sound workbook ({error})", "open it in a spreadsheet program and save it again"
        ) from error


def _sheet(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    from python_calamine import CalamineError

    try:
        return workbook.get_sheet_by_name(name)
    except (CalamineError, OSError, ValueError) as error:
        what = f"its sheet {name!r} is not sound ({error})"
        raise Unreadable(what, "open it in a spreadsheet program and save it again") from error


def _check(data: bytes) -> None:
    """Unpack it once, without keeping anything, to see that calamine can.

    Raises:
        Unreadable: it is no ZIP archive, or too large.
        Damaged: it is a bomb, or not sound.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _encrypted()
    if not zipfile.is_zipfile(io.BytesIO(data)):
        raise Unreadable("it is no workbook", "save it as .xlsx in a spreadsheet program")
    budget = Budget(len(data))
    total = 0
    with told():
        file = zipfile.ZipFile(io.BytesIO(data))
    with file:
        for info in file.infolist():
            if info.flag_bits & 1:
                raise _encrypted()
            with Unpacked(cast(Callable[[], Packed], partial(file.open, info)), budget) as stream:
                total += _measure(stream, info.filename)
            if total > LARGEST:
                raise Unreadable(f"it unpacks to more than {LARGEST // MIB} MiB", "export it as .csv or split it")


def _measure(stream: Unpacked, name: str) -> int:
    """The bytes of a part of the workbook, where its cells do not lie too far apart. Any part may be a sheet."""
    total = rows = columns = 0
    rest = b""
    while piece := stream.read(_PIECE):
        total += len(piece)
        if total > LARGEST:
            break
        rest += piece
        for letters, digits in _REFERENCE.findall(rest):
            rows, columns = max(rows, int(digits)), max(columns, _column(letters))
        rest = rest[rest.rfind(b"<") :] if len(rest) < 2 * _PIECE else b""
        if rows * columns > MOST_CELLS:
            what = f"the cells of {name} spread over {rows:,} rows and {columns:,} columns"
            raise Unreadable(what, "delete the stray cells, or export the sheet as .csv")
    return total


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _encrypted() -> Unreadable:
    return Unreadable("it is encrypted, or an old .xls workbook", "save it as .xlsx without a password")


def _no_articles(workbook: CalamineWorkbook, left_out: Mapping[str, str]) -> Unreadable:
    if {"quotes", "claims"} <= _OWN_SHEETS & {name.casefold() for name in workbook.sheet_names}:
        return Unreadable("it is a workbook that newsquotes wrote, not articles", "give the articles it was made from")
    if not left_out:
        return Unreadable("all its sheets are empty", "fill one, or leave it out")
    what = f"no sheet has a column that looks like the text; {'; '.join(left_out.values())}"
    return Unreadable(what, "name it with --text-column (text_column=)")
