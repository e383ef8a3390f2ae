from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from quotes.exports import workbook
from quotes.records import Article, Document, Parse, Problem
from quotes.tables import TABLE_NAMES, Tables, build


@pytest.fixture
def book(tables: Tables, tmp_path: Path) -> openpyxl.Workbook:
    tables.to_excel(tmp_path / "quotes.xlsx")
    return openpyxl.load_workbook(tmp_path / "quotes.xlsx")


def cell(sheet: Worksheet, column: str, row: int = 2) -> openpyxl.cell.Cell:
    names = [header.value for header in sheet[1]]
    return sheet.cell(row, names.index(column) + 1)


def test_one_sheet_per_table_frozen_and_filtered(book: openpyxl.Workbook, tables: Tables) -> None:
    assert tuple(book.sheetnames) == TABLE_NAMES
    for name in TABLE_NAMES:
        sheet = book[name]
        assert [header.value for header in sheet[1]] == list(tables[name].columns)
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(sheet.max_column)}{sheet.max_row}"
        assert all(header.font.bold for header in sheet[1])


def test_quotes_are_wrapped_and_wide(book: openpyxl.Workbook) -> None:
    sheet = book["quotes"]
    assert cell(sheet, "quote").alignment.wrap_text
    assert sheet.column_dimensions[cell(sheet, "quote").column_letter].width > 60


def test_numbers_are_numbers_and_dates_are_dates(book: openpyxl.Workbook) -> None:
    low = cell(book["claims"], "low")
    assert (low.value, low.number_format) == (1_500_000, "#,##0")
    said_on = cell(book["quotes"], "said_on")
    assert said_on.value == datetime(2024, 3, 4) and said_on.is_date
    assert cell(book["claims"], "negated").value is False
    assert cell(book["claims"], "high").value is None


def test_pandas_reads_it_back(tables: Tables, tmp_path: Path) -> None:
    tables.to_excel(tmp_path / "quotes.xlsx")
    read = pd.read_excel(tmp_path / "quotes.xlsx", sheet_name="quotes", keep_default_na=False, na_values=[""])
    assert read["quote"].tolist() == tables.quotes["quote"].tolist()
    assert read["start"].tolist() == tables.quotes["start"].tolist()


HOSTILE = ['=HYPERLINK("http://x")', "=1+1", "+1", "@x", "{=1}", "http://example.org", "mailto:x@example.org", "1234"]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_a_formula_link_or_number(text: str, tmp_path: Path) -> None:
    build([Article(Document("d", "x", title=text), Parse((), ()))]).to_excel(tmp_path / "x.xlsx")
    found = cell(openpyxl.load_workbook(tmp_path / "x.xlsx")["documents"], "title")
    assert (found.value, found.data_type, found.hyperlink) == (text, "s", None)


def test_control_characters_do_not_break_the_file(tmp_path: Path) -> None:
    title = "a\x00b\x0bc\ud800d\uffffe"
    build([Article(Document("d", "x", title=title), Parse((), ()))]).to_excel(tmp_path / "x.xlsx")
    found = cell(openpyxl.load_workbook(tmp_path / "x.xlsx")["documents"], "title").value
    assert str(found).startswith("a") and str(found).endswith("d\ufffde")


@pytest.mark.parametrize("letter", ["x", "𝒳"])
def test_long_cells_are_cut_and_told(letter: str, tmp_path: Path) -> None:
    tables = build([Article(Document("d", "x", title=letter * 40_000), Parse((), ()))])
    (problem,) = tables.to_excel(tmp_path / "x.xlsx")
    assert problem.severity == "warning" and "documents.title of d" in problem.message
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    title = str(cell(book["documents"], "title").value)
    assert title.startswith(letter * 16_000) and title.endswith("[cut]")
    assert len(title.encode("utf-16-le")) // 2 <= workbook.CELL_LIMIT
    assert cell(book["problems"], "message").value == problem.message


def test_rows_beyond_a_sheet_are_cut_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "ROW_LIMIT", 3)
    tables = build(Article(Document(f"d{i}", "x"), Parse((), ())) for i in range(5))
    (problem,) = tables.to_excel(tmp_path / "x.xlsx")
    assert "5 rows in documents" in problem.message
    assert openpyxl.load_workbook(tmp_path / "x.xlsx")["documents"].max_row == 4


def test_days_before_excels_calendar_are_text(article: Article, tmp_path: Path) -> None:
    early = replace(article, document=replace(article.document, published=date(1854, 11, 14)))
    build([early]).to_excel(tmp_path / "x.xlsx")
    assert cell(openpyxl.load_workbook(tmp_path / "x.xlsx")["documents"], "published").value == "1854-11-14"


def test_problems_come_last_and_are_whole(tables: Tables, book: openpyxl.Workbook) -> None:
    assert cell(book["problems"], "message").value == tables.problems["message"][0]


def test_what_cannot_be_written_is_an_os_error(tables: Tables, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OSError):
        tables.with_problems([Problem(None, None, "x", "error", "x")]).to_excel(tmp_path / "file" / "x.xlsx")
