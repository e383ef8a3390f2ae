import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from quotes.documents import ReadOptions, read, unpacking
from quotes.documents.readers import spreadsheet
from tests.documents.reads import read_bytes, read_one, told

HERE = Path(__file__).parent / "data"
LEAD = "The council said on Monday that it would not sell the harbour, and that three firms had asked for it. " * 2
Rows = list[list[object]]


def workbook(sheets: dict[str, Rows], *, merged: str | None = None, hidden: str | None = None) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if merged is not None:
            sheet.merge_cells(merged)
        if name == hidden:
            sheet.sheet_state = "hidden"
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def parts(data: bytes, changed: dict[str, bytes]) -> bytes:
    """The workbook with some of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name, old.read(name)))
    return out.getvalue()


def test_a_workbook_by_libreoffice() -> None:
    first, second = read_one(HERE / "libreoffice.xlsx")[0]
    assert (first.document_id, first.published, first.title) == ("101", date(2024, 3, 5), "Ferry line reopens")
    assert first.text.endswith("\n\n“We are ready,” its director, Ana Brekke, said.")
    assert (second.document_id, second.publisher) == ("102", "Hestra Post")


@pytest.mark.parametrize("engine", ["openpyxl", "xlsxwriter"])
def test_a_workbook_by_pandas(tmp_path: Path, engine: str) -> None:
    frame = pd.DataFrame(
        {
            "id": [7.0, 8.0],
            "body": ["He said no.\nShe “agreed”.", "They said so."],
            "date": [datetime(2020, 1, 2), pd.NaT],
            "link": ["https://example.org/1", None],
        }
    )
    frame.to_excel(tmp_path / "news.xlsx", index=False, engine=engine)  # type: ignore[arg-type]
    documents, problems = read_one(tmp_path / "news.xlsx")
    assert [(d.document_id, d.text, d.published, d.url) for d in documents] == [
        ("7", "He said no.\nShe “agreed”.", date(2020, 1, 2), "https://example.org/1"),
        ("8", "They said so.", None, None),
    ]
    assert problems == []


def test_rows_count_below_the_header_and_blank_ones_are_silent() -> None:
    rows: Rows = [
        ["Search: harbour"],
        [],
        ["text", "outlet"],
        ["He said no.", "A"],
        [None, None],
        [None, "B"],
        ["Yes.", ""],
    ]
    documents, problems = read_bytes(workbook({"S": rows}), ".xlsx")
    assert [d.document_id for d in documents] == ["stdin#1", "stdin#4"]
    assert [p.document_id for p in problems] == ["stdin#3"]


def test_every_sheet_with_articles_is_read_and_the_others_are_named() -> None:
    sheets: dict[str, Rows] = {
        "January": [["text"], ["One said."]],
        "Notes": [["who", "what"], ["x", LEAD]],
        "February": [["text"], ["Two said."]],
        "Old": [["text"], ["Three said."]],
        "Empty": [],
    }
    documents, (problem,) = read_bytes(workbook(sheets, hidden="Old"), ".xlsx")
    assert [(d.document_id, d.text) for d in documents] == [
        ("stdin/January#1", "One said."),
        ("stdin/February#1", "Two said."),
    ]
    assert problem.severity == "warning" and "'Old' is hidden" in problem.message and "'Notes'" in problem.message
    assert "'Empty'" not in problem.message


def test_a_column_is_guessed_by_its_cells_only_where_no_name_says_it() -> None:
    told_: list[str] = []
    data = workbook({"S": [["who", "what"], ["x", LEAD]]})
    options = ReadOptions(standard_input=data, standard_input_format=".xlsx", notify=told_.append)
    (document,) = read(["-"], options)
    assert getattr(document, "text", None) == LEAD and "'what', its longest column" in told_[0]


def test_merged_cells_hold_for_all_their_rows() -> None:
    rows: Rows = [
        ["date", "text"],
        [datetime(2020, 1, 2), "One said."],
        [None, "Two said."],
        ["3 May 2020", "Three said."],
    ]
    documents, _ = read_bytes(workbook({"S": rows}, merged="A2:A3"), ".xlsx")
    assert [d.published for d in documents] == [date(2020, 1, 2), date(2020, 1, 2), date(2020, 5, 3)]
    documents, _ = read_bytes(workbook({"S": [["text", "id"], ["One.", 1], [None, 2]]}, merged="A2:A3"), ".xlsx")
    assert [d.text for d in documents] == ["One."]


def test_named_columns(tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(workbook({"S": [["story", "key"], ["He said no.", 5]]}))
    (document,), _ = read_one(tmp_path / "x.xlsx", ReadOptions(text_column="story", id_column="key"))
    assert (document.document_id, document.text) == ("5", "He said no.")
    documents, problems = read_one(tmp_path / "x.xlsx", ReadOptions(text_column="body"))
    assert documents == [] and told(problems, "story, key")


def test_a_cell_that_was_cut_is_told() -> None:
    long = ("He said no. " * 3_000)[: spreadsheet.LONGEST_CELL]
    (document,), (problem,) = read_bytes(workbook({"S": [["text"], [long]]}), ".xlsx")
    assert len(document.text) == spreadsheet.LONGEST_CELL and problem.severity == "warning" and "cut" in problem.message


def test_our_own_workbooks_and_tables_are_no_articles(tmp_path: Path) -> None:
    quotes: Rows = [["quote_id", "document_id", "cue_class", "quote"], ["1", "a", "speech", LEAD]]
    data = workbook({"Quotes": quotes, "Claims": [["claim_id", "quantity", "claim"], ["1", "5", LEAD]]})
    documents, problems = read_bytes(data, ".xlsx")
    assert documents == [] and told(problems, "that newsquotes wrote")
    pd.DataFrame(quotes[1:], columns=quotes[0]).to_csv(tmp_path / "quotes.csv", index=False)  # type: ignore[arg-type]
    documents, problems = read_one(tmp_path / "quotes.csv")
    assert documents == [] and told(problems, "that newsquotes wrote")


GOOD = workbook({"S": [["text"], ["He said no."]]})


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"not a workbook", "no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "encrypted, or an old .xls"),
        (b"PK\x03\x04 and no more", "no workbook"),
        (GOOD[:-200], "no workbook"),
        (workbook({"S": []}), "all its sheets are empty"),
        (parts(GOOD, {"xl/workbook.xml": b"<workbook>"}), "sound workbook"),
        (parts(GOOD, {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row><c"}), "not sound"),
    ],
)
def test_what_is_no_workbook_is_told(data: bytes, words: str) -> None:
    documents, problems = read_bytes(data, ".xlsx")
    assert documents == [] and len(problems) == 1 and told(problems, words)


def test_another_archive_is_no_workbook() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("a.txt", "He said no.")
    documents, problems = read_bytes(data.getvalue(), ".xlsx")
    assert documents == [] and told(problems, "no sound workbook")


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>',
        b"<row r='1'><c r='A1'><v>1</v></c></row><row r='1048576'><c t='n' r = 'XFD1048576'><v>2</v></c></row>",
        b'<row r="4294967295"><c r="ZZZ1"><v>1</v></c></row>',
    ],
)
def test_cells_that_lie_far_apart_are_told_and_take_no_memory(cells: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as file:
        sheet = file.read("xl/worksheets/sheet1.xml")
    begin, end = sheet.index(b"<sheetData>") + 11, sheet.index(b"</sheetData>")
    data = parts(GOOD, {"xl/worksheets/sheet1.xml": sheet[:begin] + cells + sheet[end:]})
    documents, problems = read_bytes(data, ".xlsx")
    assert documents == [] and told(problems, "spread over")


def test_a_workbook_that_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "HARMLESS", 1 << 16)
    documents, problems = read_bytes(parts(GOOD, {"xl/styles.xml": b" " * 9_000_000}), ".xlsx")
    assert documents == [] and told(problems, "as a bomb does")
    monkeypatch.undo()
    monkeypatch.setattr(spreadsheet, "LARGEST", 1 << 20)
    documents, problems = read_bytes(parts(GOOD, {"xl/styles.xml": b" " * 9_000_000}), ".xlsx")
    assert documents == [] and told(problems, "unpacks to more than")
