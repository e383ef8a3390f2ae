import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from quotes.documents import ReadOptions, read
from quotes.documents.readers import lines
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


LEAD = "The council said on Monday that it would not sell the harbour, and that three firms had asked for it. " * 2


def noted(path: Path) -> tuple[list[Document | Problem], list[str]]:
    notes: list[str] = []
    return list(read([path], ReadOptions(notify=notes.append))), notes


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".jsonl", ".parquet"])
def test_what_was_guessed_is_told_once(tmp_path: Path, suffix: str) -> None:
    path = table(tmp_path, suffix, ROWS)
    found, (note,) = noted(path)
    assert len(found) == 2
    assert note.startswith(f"{path}: text from 'body'; id from 'id'; date from 'date'; title from 'headline'")
    assert "--text-column" in note
    list(read([path], ReadOptions(text_column="body", notify=pytest.fail)))


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_the_text_is_the_longest_column_where_names_say_nothing(tmp_path: Path, suffix: str) -> None:
    rows = [{"who": "a b c", "where": "https://example.org/" + "x" * 300, "lead": LEAD, "what": LEAD + LEAD}] * 3
    found, (note,) = noted(table(tmp_path, suffix, rows))
    assert [getattr(item, "text", None) for item in found] == [LEAD + LEAD] * 3
    assert "'what', its longest column" in note


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_an_empty_column_with_a_better_name_is_not_the_text(tmp_path: Path, suffix: str) -> None:
    found, _ = noted(table(tmp_path, suffix, [{"text": "", "content": "He said no."}]))
    assert [getattr(item, "text", None) for item in found] == ["He said no."]


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_cells_that_are_markup_are_read_as_pages_are(tmp_path: Path, suffix: str) -> None:
    rows = [
        {"text": "<p>He said <q>no</q> &amp; left.</p>\n<p>She stayed.</p>"},
        {"text": "<Reuters> - 3 < 4, he said. <br>"},
        {"text": "Plain <b>text</b>."},
    ]
    found, notes = noted(table(tmp_path, suffix, rows))
    assert [getattr(item, "text", None) for item in found] == [
        "He said “no” & left.\n\nShe stayed.",
        "<Reuters> - 3 < 4, he said. <br>",
        "Plain <b>text</b>.",
    ]
    assert len(notes) == 2 and "HTML markup" in notes[1]


def test_a_cell_that_is_a_whole_page_gives_its_article_and_what_the_row_lacks(tmp_path: Path) -> None:
    paragraphs = "".join(
        f"<p>Operator number {n} said the ferry would sail again on Friday, at noon.</p>" for n in range(8)
    )
    page = (
        "<!DOCTYPE html><html lang='en'><head><title>Ferry back</title><meta property='article:published_time' "
        "content='2020-01-02'></head><body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
        f"<article><h1>Ferry back</h1>{paragraphs}</article></body></html>"
    )
    (found,) = read([table(tmp_path, ".jsonl", [{"body": page, "outlet": "Hestra Post", "id": "7"}])])
    assert isinstance(found, Document) and "<" not in found.text and "Sport" not in found.text
    assert (found.document_id, found.title, found.publisher) == ("7", "Ferry back", "Hestra Post")
    assert found.text.count("Operator number") == 8 and found.published == date(2020, 1, 2)


def test_authors(tmp_path: Path) -> None:
    (found,), _ = noted(table(tmp_path, ".csv", [{"text": "He said no.", "byline": "Ana Brekke"}]))
    assert isinstance(found, Document) and found.author == "Ana Brekke"


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    rows = "".join(f"{number},He said no.\n" for number in range(1_000))
    path.write_text(f'id,text\n{rows}x,"never closed\n{rows}')
    found = list(read([path]))
    documents = [item for item in found if isinstance(item, Document)]
    assert 700 < len(documents) <= 1_000 and all(item.text == "He said no." for item in documents)
    assert isinstance(found[-1], Problem) and "opens in row 1001 is never closed" in found[-1].message


def test_a_quotation_mark_that_swallows_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "HEAD", 1 << 16)
    monkeypatch.setattr(lines, "LONGEST_LINE", 1 << 18)
    path = tmp_path / "news.csv"
    path.write_text('id,text\n1,He said no.\n2,"never closed\n' + "3,She said so.\n" * 200_000)
    *_, last = read([path])
    assert isinstance(last, Problem) and "quotation mark that is never closed" in last.message


def test_lines_with_millions_of_fields(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("id,text\n1,He said no.\n" + "x," * 2_000_000 + "\n2,She said so.\n")
    found = list(read([path]))
    assert ids(found) == ["news", "1", "2"] and isinstance(found[0], Problem) and "saw 2000001" in found[0].message
    path.write_text("id,text" + ",x" * 2_000_000 + "\n1,He said no.\n")
    (problem,) = read([path])
    assert isinstance(problem, Problem) and "2,000,002 fields" in problem.message and len(problem.message) < 500


def test_a_line_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "HEAD", 1 << 16)
    monkeypatch.setattr(lines, "LONGEST_LINE", 1 << 18)
    for name, begin in (("a.csv", "text\nHe said no.\n"), ("b.jsonl", '{"text": "He said no."}\n')):
        (tmp_path / name).write_text(begin + "x" * 4_000_000)
        document, problem = read([tmp_path / name])
        assert isinstance(document, Document) and document.text == "He said no."
        assert isinstance(problem, Problem) and "a line is longer" in problem.message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_large_files_are_read_in_pieces_and_alike(
    tmp_path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [f"{number},“Café {number}” – “no”,\r\n" for number in range(600)]
    path = tmp_path / "news.csv"
    path.write_bytes(("id,text,x\r\n" + "".join(rows)).encode(encoding))
    whole = [(item.document_id, getattr(item, "text", None)) for item in read([path])]
    assert whole[599] == ("599", "“Café 599” – “no”")
    monkeypatch.setattr(lines, "HEAD", 1 << 12)
    monkeypatch.setattr(lines, "_PIECE", 997)
    assert [(item.document_id, getattr(item, "text", None)) for item in read([path])] == whole


def test_stray_bytes_and_nul_in_a_large_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "HEAD", 1 << 12)
    monkeypatch.setattr(lines, "_PIECE", 997)
    rows = "".join(f'{{"text": "Café {number} said."}}\n' for number in range(500)).encode()
    (tmp_path / "a.jsonl").write_bytes(rows + b'{"text": "\x93Yes\x94"}\n')
    assert [getattr(item, "text", None) for item in read([tmp_path / "a.jsonl"])][-1] == "“Yes”"
    (tmp_path / "b.jsonl").write_bytes(rows + b'{"text": "\x00"}\n' + rows)
    last = list(read([tmp_path / "b.jsonl"]))[-1]
    assert isinstance(last, Problem) and "NUL" in last.message


def test_corrupt_parquet(tmp_path: Path) -> None:
    data = table(tmp_path, ".parquet", ROWS).read_bytes()
    for damaged in (data[:-1], data[: len(data) // 2], data[:4] + b"\xff" * (len(data) - 12) + data[-8:], b"PAR1PAR1"):
        (tmp_path / "x.parquet").write_bytes(damaged)
        found = list(read([tmp_path / "x.parquet"]))
        assert [type(item) for item in found] == [Problem] and "Parquet" in getattr(found[0], "message", "")
    for place in range(4, len(data), 53):
        (tmp_path / "x.parquet").write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        for item in read([tmp_path / "x.parquet"]):
            assert isinstance(item, Document | Problem)


def test_a_document_that_is_no_article_by_its_length(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("He said no. " * 900_000)  # one line of 10 MB
    (tmp_path / "b.csv").write_text('text\nHe said no.\n"' + "She said so. " * 200_000 + '"\n')
    long, short, row = read([tmp_path])
    assert isinstance(short, Document) and short.document_id == "b#1"
    for problem in (long, row):
        assert isinstance(problem, Problem) and "characters" in problem.message and "split it" in problem.message
