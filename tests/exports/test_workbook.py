from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from quotes.exports import workbook
from quotes.exports.workbook import cells, layout
from quotes.exports.workbook.sheets import lines_of
from quotes.records import Article, Document, Parse
from quotes.tables import build
from tests.conftest import harbour
from tests.exports.work import everything


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "quotes.xlsx"
    everything().to_excel(path)
    return path


@pytest.fixture(scope="module")
def book(path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(path)


def cell(sheet: Worksheet, column: str, row: int = 2) -> openpyxl.cell.Cell:
    names = [header.value for header in sheet[1]]
    return sheet.cell(row, names.index(column) + 1)


def one(path: Path, **fields: object) -> openpyxl.Workbook:
    """The workbook of one document with these fields."""
    build([Article(Document("d", "x", **fields), Parse((), ()))], keep_text=True).to_excel(path)  # type: ignore[arg-type]
    return openpyxl.load_workbook(path)


def test_a_cover_and_a_sheet_per_table_frozen_and_filtered(book: openpyxl.Workbook) -> None:
    tables = everything()
    assert book.sheetnames[:4] == ["Cover", "Quotes", "Claims", "Speakers"]
    assert book.sheetnames[-2:] == ["Documents", "Problems"]
    assert set(book.sheetnames[1:]) == {layout.title(name) for name in tables.names}
    for name in tables.names:
        sheet = book[layout.title(name)]
        assert [header.value for header in sheet[1]] == list(tables[name].columns)
        assert str(sheet.freeze_panes).endswith("2")
        last = openpyxl.utils.get_column_letter(sheet.max_column)
        assert sheet.auto_filter.ref == f"A1:{last}{max(2, sheet.max_row)}"
        assert all(header.font.bold and header.comment for header in sheet[1])
        assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows == "$1:$1"


def test_it_reads_back_equal(path: Path) -> None:
    tables, back = everything(), workbook.read(path)
    assert set(back) == set(tables.names)
    for name in tables.names:
        pd.testing.assert_frame_equal(back[name], tables[name])


@pytest.mark.parametrize("engine", ["openpyxl", "calamine"])
def test_pandas_alone_reads_it_back(path: Path, engine: Literal["openpyxl", "calamine"]) -> None:
    tables = everything()
    for name in tables.names:
        read = pd.read_excel(path, sheet_name=layout.title(name), engine=engine)
        assert list(read.columns) == list(tables[name].columns)
        assert len(read) == len(tables[name])
    read = pd.read_excel(path, sheet_name="Quotes", engine=engine)
    assert read["quote"].tolist() == tables.quotes["quote"].tolist()
    assert read["start"].tolist() == tables.quotes["start"].tolist()


def test_sheets_are_known_by_their_name_and_columns(path: Path, tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK no workbook")
    with pytest.raises(OSError, match="cannot be read"):
        workbook.read(tmp_path / "x.xlsx")
    pd.DataFrame({"a": [1]}).to_excel(tmp_path / "y.xlsx")
    with pytest.raises(OSError, match="none of the sheets Quotes"):
        workbook.read(tmp_path / "y.xlsx")
    pd.DataFrame({"quote_id": ["q"]}).to_excel(tmp_path / "z.xlsx", sheet_name="Quotes")
    with pytest.raises(KeyError, match="document_id, kind"):
        workbook.read(tmp_path / "z.xlsx")


def test_quotes_are_wrapped_and_wide_and_offsets_folded(book: openpyxl.Workbook) -> None:
    sheet = book["Quotes"]
    quote = cell(sheet, "quote")
    assert quote.alignment.wrap_text and sheet.column_dimensions[quote.column_letter].width > 50
    folded = sheet.column_dimensions[cell(sheet, "cue_lemma").column_letter]
    assert folded.hidden and folded.outlineLevel == 1
    assert not sheet.column_dimensions[cell(sheet, "speaker").column_letter].hidden


def test_links_lead_to_the_row(book: openpyxl.Workbook) -> None:
    def target(found: openpyxl.cell.Cell) -> object:
        assert found.hyperlink and found.hyperlink.target is None
        sheet, _, place = found.hyperlink.location.partition("!")
        return book[sheet.strip("'")][place].value

    for sheet, column in (("Quotes", "document_id"), ("Claims", "quote_id"), ("Problems", "document_id")):
        for row in range(2, book[sheet].max_row + 1):
            found = cell(book[sheet], column, row)
            assert target(found) == found.value
    cover = [row[0] for row in book["Cover"].iter_rows() if row[0].hyperlink]
    assert [found.value for found in cover][1:] == book.sheetnames[1:]


def test_no_link_leads_outside(path: Path) -> None:
    with zipfile.ZipFile(path) as parts:
        assert not [name for name in parts.namelist() if b'TargetMode="External"' in parts.read(name)]
        assert not [
            name for name in parts.namelist() if name.startswith("xl/worksheets/") and b"<f>" in parts.read(name)
        ]


def test_beyond_the_limit_links_are_left_out_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "LINK_LIMIT", 3)
    everything().to_excel(tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    linked = [bool(cell(book["Quotes"], "document_id", row).hyperlink) for row in range(2, book["Quotes"].max_row + 1)]
    assert linked == [True] * 3 + [False] * (len(linked) - 3)
    assert "3 links" in lines(book)["Links"] and f"Quotes ({len(linked) - 3})" in lines(book)["Links"]


def lines(book: openpyxl.Workbook) -> dict[str, str]:
    return {str(row[0].value): str(row[1].value or "") for row in book["Cover"].iter_rows(max_col=2)}


def test_the_cover_tells_what_was_read_and_how(book: openpyxl.Workbook) -> None:
    told, tables = lines(book), everything()
    assert told["Inputs"] == "articles/" and told["Version"] == "newsquotes 0.1.0" and told["Models"] == "compact"
    assert told["When"] == "2024-05-01 08:30 UTC" and told["How long"] == "12.5 seconds"
    assert told["Options"] == "include: thought"
    assert told["Documents"].startswith("2 rows") or told["Documents"].startswith("2, 1 of them the same")
    assert told["Quotes"].startswith(f"{len(tables.quotes)} rows")
    assert told["Problems"].startswith("1 rows") and told["in/torn.txt"] == "it is empty; give a file with text"
    assert told["Confidence"].startswith("0 to 1") and "newsquotes 0.1.0, models compact" in told["How to cite"]


def test_the_cover_of_tables_that_do_not_know_their_run(tmp_path: Path) -> None:
    build([]).to_excel(tmp_path / "x.xlsx")
    told = lines(openpyxl.load_workbook(tmp_path / "x.xlsx"))
    assert told["Inputs"] == told["Models"] == told["When"] == "not recorded"
    assert told["Nothing"] == "everything was read and done"


def test_numbers_are_numbers_and_dates_are_dates(book: openpyxl.Workbook) -> None:
    low = cell(book["Claims"], "low")
    assert (low.value, low.number_format) == (1_500_000, "#,##0")
    said_on = cell(book["Quotes"], "said_on")
    assert said_on.value == datetime(2024, 3, 4) and said_on.is_date
    assert cell(book["Claims"], "negated").value is False
    assert cell(book["Claims"], "high").value is None


HOSTILE = ['=HYPERLINK("http://x")', "=1+1", "+1", "@x", "{=1}", "http://example.org", "mailto:x@example.org", "1234",
           "\t=1+1", "internal:Quotes!A1", "TRUE", "#N/A", "\u202egnp.exe"]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_a_formula_link_or_number(text: str, tmp_path: Path) -> None:
    found = cell(one(tmp_path / "x.xlsx", title=text)["Documents"], "title")
    assert (found.value, found.data_type, found.hyperlink) == (text, "s", None)


def test_a_linked_id_is_only_text(tmp_path: Path) -> None:
    build([harbour("=HYPERLINK(0)")]).to_excel(tmp_path / "x.xlsx")
    found = cell(openpyxl.load_workbook(tmp_path / "x.xlsx")["Quotes"], "document_id")
    assert (found.value, found.data_type, found.hyperlink.location) == ("=HYPERLINK(0)", "s", "'Documents'!A2")


def test_control_characters_come_back(tmp_path: Path) -> None:
    title = "a\x00b\x0bc\r\nd\x7f"
    one(tmp_path / "x.xlsx", title=title)
    assert workbook.read(tmp_path / "x.xlsx")["documents"]["title"][0] == title


def test_what_no_xml_holds_is_replaced(tmp_path: Path) -> None:
    found = cell(one(tmp_path / "x.xlsx", title="a\ud800b\uffffc")["Documents"], "title").value
    assert found == "a\ufffdb\ufffdc"


@pytest.mark.parametrize("letter", ["x", "𝒳"])
def test_long_cells_are_cut_noted_and_told(letter: str, tmp_path: Path) -> None:
    book = one(tmp_path / "x.xlsx", title=letter * 40_000)
    found = cell(book["Documents"], "title")
    title = str(found.value)
    assert title.startswith(letter * 16_000) and title.endswith(cells.CUT_MARK)
    assert len(title.encode("utf-16-le")) // 2 <= layout.CELL_LIMIT
    assert found.comment and "40,000 characters, cut at" in found.comment.text
    message = str(cell(book["Problems"], "message").value)
    assert "documents.title in row 2 of the workbook" in message and "parquet" in message


def test_rows_beyond_a_sheet_are_cut_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout, "ROW_LIMIT", 3)
    tables = build(Article(Document(f"d{i}", "x"), Parse((), ())) for i in range(5))
    (problem,) = tables.to_excel(tmp_path / "x.xlsx")
    assert "5 rows in documents" in problem.message
    assert openpyxl.load_workbook(tmp_path / "x.xlsx")["Documents"].max_row == 4


def test_days_before_excels_calendar_are_text(article: Article, tmp_path: Path) -> None:
    early = replace(article, document=replace(article.document, published=date(1854, 11, 14)))
    build([early]).to_excel(tmp_path / "x.xlsx")
    assert cell(openpyxl.load_workbook(tmp_path / "x.xlsx")["Documents"], "published").value == "1854-11-14"
    assert workbook.read(tmp_path / "x.xlsx")["documents"]["published"][0] == date(1854, 11, 14)


def test_the_height_of_a_row_follows_its_lines() -> None:
    assert [lines_of(text, 60) for text in (None, "short", "a\nb", "word " * 40)] == [1, 1, 2, 4]
    assert layout.height(1) < layout.height(4) < layout.height(500) < 409  # of Excel's rows
