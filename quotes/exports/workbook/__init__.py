"""An Excel workbook: a cover that says what was read and how, then a sheet per table, as an analyst wants to open it.

Header rows are frozen and filtered and tell in a note what their column means; quotes are wrapped, numbers are numbers,
dates are dates, and text is text: no cell is ever a formula or a link to the outside, whatever an article says. Quotes
lead to their document, claims to their quote. Columns for programs (offsets) are folded away: the ``+`` above them
opens them. A cell holds 32,767 characters and a sheet 1,048,576 rows; what is longer is cut, and a note at the cell and
a row in ``problems`` say so.

``layout`` is what the sheets look like, ``sheets`` writes them, ``cover`` the first one, ``reading`` reads them back.
"""

from __future__ import annotations

from pathlib import Path

from quotes.exports.files import replacing
from quotes.exports.workbook.book import write_book
from quotes.exports.workbook.reading import read
from quotes.records import Problem
from quotes.tables import Tables

__all__ = ["read", "write"]


def write(tables: Tables, path: Path) -> tuple[Problem, ...]:
    """Write the workbook; what had to be cut is given back and stands in the sheet ``Problems`` too.

    Raises:
        OSError: the file cannot be written.
    """
    with replacing(path) as part:
        return write_book(tables, part, shown=path)
