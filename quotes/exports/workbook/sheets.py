"""One table, one sheet: header, filter, columns, rows, links."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from quotes.exports.workbook import layout
from quotes.exports.workbook.cells import Sheet, fitting, problem, writer
from quotes.tables import SCHEMAS, Column
from quotes.tables.rows import Row

Places = Mapping[tuple[str, str], Mapping[object, int]]
_A4 = 9  # as Excel numbers paper
_SHARE = 0.95  # of the width that a letter of prose takes on average, with the ends of lines that words leave empty


def places(records: Mapping[str, Sequence[Row]]) -> Places:
    """In which row of its sheet each value that is led to stands, by table and column."""
    return {
        (table, column): {row[column]: at for at, row in enumerate(records[table][: layout.ROW_LIMIT], start=2)}
        for table, column in layout.TARGETS
        if table in records
    }


def write_table(sheet: Sheet, rows: Sequence[Row], where: Places) -> None:
    """Write one table; what is lost is added to the sheet's ``cut``."""
    if len(rows) > layout.ROW_LIMIT:
        sheet.cut.append(problem(f"{len(rows):,} rows in {sheet.table}: a sheet holds {layout.ROW_LIMIT:,}"))
        rows = rows[: layout.ROW_LIMIT]
    _set_up(sheet, len(rows))
    columns = SCHEMAS[sheet.table]
    linking = _Linking(sheet, where)
    writers = [(c.name, linking.writer(c, at) or writer(sheet, c, at)) for at, c in enumerate(columns)]
    folded = layout.FOLDED.get(sheet.table, frozenset())
    widths = [(c.name, layout.width(c)) for c in columns if c.name in layout.WRAPPED - folded]
    for number, row in enumerate(rows, start=1):
        lines = max((lines_of(row[name], width) for name, width in widths), default=1)
        if lines > 1:  # not every program finds the height by itself
            sheet.out.set_row(number, layout.height(lines))
        for name, write in writers:
            value = row[name]
            if value is not None:
                write(number, value)
    sheet.unlinked = linking.left_out


class _Linking:
    """Writes the cells that lead to a row of another sheet, as many as a sheet may hold."""

    def __init__(self, sheet: Sheet, where: Places) -> None:
        self._sheet, self._where = sheet, where
        self._links = {link.column: link for link in layout.LINKS.get(sheet.table, ())}
        self._written = 0
        self.left_out = 0

    def writer(self, column: Column, at: int) -> Callable[[int, object], None] | None:
        """What writes the values of the column, null where it leads nowhere."""
        link = self._links.get(column.name)
        rows = self._where.get((link.table, link.target)) if link else None
        if link is None or not rows:
            return None
        plain, sheet, target = writer(self._sheet, column, at), self._sheet, layout.title(link.table)
        to = f"internal:'{target}'!A"

        def write(row: int, value: object) -> None:
            place = rows.get(value)
            if place is None:
                plain(row, value)
            elif self._written >= layout.LINK_LIMIT:
                self.left_out += 1
                plain(row, value)
            else:
                self._written += 1
                text = fitting(sheet, column, (row, at), str(value))
                sheet.out.write_url(row, at, f"{to}{place}", sheet.formats["link"], text)

        return write


def _set_up(sheet: Sheet, rows: int) -> None:
    columns, out = SCHEMAS[sheet.table], sheet.out
    folded = layout.FOLDED.get(sheet.table, frozenset())
    before = False
    out.set_row(0, layout.HEADER_HEIGHT)
    for at, column in enumerate(columns):
        hidden = column.name in folded
        fold = {"level": 1, "hidden": True} if hidden else {"collapsed": True} if before else {}
        out.set_column(at, at, layout.width(column), None, fold)
        out.write_string(0, at, column.name, sheet.formats["header"])
        out.write_comment(0, at, _note(column), {"x_scale": 2})
        before = hidden
    out.freeze_panes(1, layout.FROZEN.get(sheet.table, 0))
    out.autofilter(0, 0, max(1, rows), len(columns) - 1)
    set_up_page(sheet)
    out.repeat_rows(0)


def lines_of(value: object, width: float) -> int:
    r"""About how many lines a wrapped text takes in a column of that width.

    >>> lines_of("a line\nand another", 10.0)
    3
    """
    if not isinstance(value, str) or (len(value) <= width and "\n" not in value):
        return 1
    return sum(max(1, math.ceil(len(line) * _SHARE / width)) for line in value[: layout.CELL_LIMIT].split("\n"))


def set_up_page(sheet: Sheet) -> None:
    """Printing: A4 across, as wide as the page, with its name and number below."""
    out = sheet.out
    out.set_landscape()
    out.set_paper(_A4)
    out.fit_to_pages(1, 0)
    out.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    out.set_footer("&L&A&RPage &P of &N")


def _note(column: Column) -> str:
    words = f" ({', '.join(column.words)})" if column.words else ""
    return f"{column.meaning}{words}"
