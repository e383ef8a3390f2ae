import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from quotes.documents import ReadOptions, read
from quotes.records import Document, Problem

ROWS = [
    {
        "id": "a",
        "headline": "Deal done",
        "body": "KYIV — The deal is done,\nhe said.",
        "date": "2020-05-06",
        "source": "AP",
        "link": "https://x.org/1",
    },
    {"id": "b", "headline": "", "body": "“Never,” she said; “no, no”.", "date": "", "source": "", "link": ""},
]


def table(folder: Path, suffix: str, rows: list[dict[str, str]]) -> Path:
    path = folder / f"news{suffix}"
    frame = pd.DataFrame(rows)
    if suffix == ".parquet":
        frame.to_parquet(path)
    elif suffix in (".jsonl", ".ndjson"):
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    else:
        frame.to_csv(path, index=False, sep="\t" if suffix == ".tsv" else ",")
    return path


def ids(items: list[Document | Problem]) -> list[str | None]:
    return [item.document_id for item in items]


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".ndjson", ".parquet"])
def test_all_formats_give_the_same(tmp_path: Path, suffix: str) -> None:
    first, second = read([table(tmp_path, suffix, ROWS)])
    assert isinstance(first, Document) and isinstance(second, Document)
    assert (first.document_id, first.text, first.title) == ("a", ROWS[0]["body"], "Deal done")
    assert (first.published, first.publisher, first.url, first.place) == (
        date(2020, 5, 6),
        "AP",
        "https://x.org/1",
        "KYIV",
    )
    assert (second.text, second.title, second.publisher, second.url) == (ROWS[1]["body"], None, None, None)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_named_columns(tmp_path: Path, suffix: str) -> None:
    path = table(
        tmp_path, suffix, [{"body": "wrong", "story": "He said no.", "key": "k1", "when": "5 May 2020", "top": "Deal"}]
    )
    options = ReadOptions(text_column="story", id_column="key", date_column="when", title_column="top")
    (found,) = read([path], options)
    assert isinstance(found, Document)
    assert (found.document_id, found.text, found.published, found.title) == (
        "k1",
        "He said no.",
        date(2020, 5, 5),
        "Deal",
    )


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_a_text_column_that_is_not_found_names_those_there_are(tmp_path: Path, suffix: str) -> None:
    (found,) = read([table(tmp_path, suffix, [{"one": "x", "two": "y"}])])
    assert isinstance(found, Problem) and "one, two" in found.message
    (found,) = read([table(tmp_path, suffix, [{"text": "x", "two": "y"}])], ReadOptions(title_column="head"))
    assert isinstance(found, Problem) and "'head'" in found.message and "text, two" in found.message


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_ids_by_row_and_twice_the_same(tmp_path: Path, suffix: str) -> None:
    assert ids(list(read([table(tmp_path, suffix, [{"text": "He said."}, {"text": "She said."}])]))) == [
        "news#1",
        "news#2",
    ]
    same = [{"text": "He said.", "id": "x"}, {"text": "She said.", "id": "x"}, {"text": "They said.", "id": ""}]
    assert ids(list(read([table(tmp_path, suffix, same)]))) == ["x", "x~2", "news#3"]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
@pytest.mark.parametrize("cell", ["", "  ", "nan", "None"])
def test_empty_cells_are_problems(tmp_path: Path, suffix: str, cell: str) -> None:
    found = list(read([table(tmp_path, suffix, [{"text": cell, "id": "x"}, {"text": "She said.", "id": "y"}])]))
    assert [type(item) for item in found] == [Problem, Document]
    assert found[0].document_id == "news#1"


def test_missing_values_of_parquet(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    pd.DataFrame(
        {"text": ["He said.", None], "id": [1.0, None], "published": [pd.Timestamp("2020-01-02"), pd.NaT]}
    ).to_parquet(path)
    found = list(read([path]))
    assert isinstance(found[0], Document) and isinstance(found[1], Problem)
    assert (found[0].document_id, found[0].published) == ("1", date(2020, 1, 2))


def test_a_date_that_cannot_be_read_is_a_warning(tmp_path: Path) -> None:
    warning, document = read([table(tmp_path, ".csv", [{"text": "He said.", "date": "03/04/2020"}])])
    assert isinstance(warning, Problem) and warning.severity == "warning" and "03/04/2020" in warning.message
    assert isinstance(document, Document) and document.published is None


def test_delimiters_and_encodings_of_csv(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes("id;text\r\n1;“Caf\xe9 – closed”, he said\r\n".encode("cp1252"))
    (found,) = read([path])
    assert isinstance(found, Document) and found.text == "“Café – closed”, he said"


def test_line_ends_inside_a_cell_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_bytes(b'id,text\r\n1,"One said.\r\n\r\nTwo said.\nThree."\r\n')
    (found,) = read([path])
    assert isinstance(found, Document) and found.text == "One said.\r\n\r\nTwo said.\nThree."


def test_a_row_with_too_many_fields_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("id,text\n1,He said.\n2,She, said, no.\n3,They said.\n")
    found = list(read([path]))
    assert [item.text for item in found if isinstance(item, Document)] == ["He said.", "They said."]
    assert ["line 3" in item.message for item in found if isinstance(item, Problem)] == [True]


def test_lines_that_are_no_objects(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(
        '{"text": "He\\u2028said."}\n\n{broken\n[1]\n"She said."\n{"text": 5}\n{"text": "\\ud800 he said."}\n'
        + "[" * 100_000
    )
    found = list(read([path]))
    assert [item.text for item in found if isinstance(item, Document)] == [
        "He\u2028said.",
        "She said.",
        "\ufffd he said.",
    ]
    assert [
        problem.message.split(": ", 1)[1].split(" ")[1].rstrip(":") for problem in found if isinstance(problem, Problem)
    ] == ["3", "4", "6", "8"]
