import os
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.documents import ReadOptions, from_frame, read
from quotes.documents.readers import READERS, Record
from quotes.records import Document, Problem
from tests.documents.reads import STORY, split, write


def test_a_folder_is_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.c.txt", ".hidden.txt", ".git/x.txt", "B.TXT"):
        write(tmp_path, {name: STORY})
    documents, problems = split(read([tmp_path]))
    assert [document.document_id for document in documents] == ["B", "a/b.c", "a/z", "b"]
    assert problems == []
    assert documents[0].path == str(tmp_path / "B.TXT")


def test_a_named_file_and_a_glob(tmp_path: Path) -> None:
    write(tmp_path, {"a/one": STORY, "a/one.txt": STORY, "b/one.txt": STORY, "two.text": STORY})
    documents, problems = split(
        read([tmp_path / "a" / "one", str(tmp_path / "*" / "*.txt"), str(tmp_path / "two.text")])
    )
    assert [document.document_id for document in documents] == ["one", "one~2", "one~3", "two"]
    assert problems == []


def test_annotations_are_silent_and_unknown_files_a_warning(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": STORY, "a.json": "{}", "a.meta.json": "{}", "b.json": "{}", "c.docx": "x"})
    documents, problems = split(read([tmp_path]))
    assert len(documents) == 1
    assert [(problem.severity, Path(problem.path or "").name) for problem in problems] == [
        ("error", "b.json"),
        ("warning", "c.docx"),
    ]


@pytest.mark.parametrize("held", ['{"body": "Orr left."}', "[]", "not JSON"])
@pytest.mark.parametrize("packed", [False, True])
def test_what_is_passed_over_as_an_annotation_and_is_none_is_told(tmp_path: Path, held: str, packed: bool) -> None:
    names = {"a.txt": STORY, "a.json": held, "b.txt": STORY, "b.json": '{"quotes": []}'}
    if packed:
        with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
            for name, text in names.items():
                archive.writestr(name, text)
    else:
        write(tmp_path, names)
    documents, (problem,) = split(read([tmp_path]))
    assert len(documents) == 2
    assert (problem.severity, (problem.path or "")[-6:]) == ("warning", "a.json")
    assert "taken for the annotation of a.txt and not read" in problem.message


def test_every_misery_is_a_problem_and_the_run_goes_on(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "empty.txt": b"",
            "blank.txt": b" \n",
            "nul.txt": b"a\x00b\x01\x02",
            "image.txt": b"\x89PNG\r\n\x1a\n",
            "good.txt": STORY,
        },
    )
    write(tmp_path, {"odd.xyz": "x", "fake.parquet": b"PAR1 but not really", "broken.csv": 'text\n"never closed'})
    named = ["empty.txt", "blank.txt", "nul.txt", "image.txt", "odd.xyz", "missing.txt", "fake.parquet", "broken.csv"]
    inputs: list[str | Path] = [*(tmp_path / name for name in named), str(tmp_path / "no*.txt"), "-", "nul\x00path"]
    inputs.append(tmp_path / "good.txt")
    documents, problems = split(read(inputs))
    assert [document.document_id for document in documents] == ["good"]
    assert len(problems) == 11
    for problem in problems:
        assert problem.stage == "read" and problem.severity == "error"
        assert problem.path is not None and problem.path in problem.message
        assert ";" in problem.message  # what; remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": STORY})
    (tmp_path / "a.txt").chmod(0)
    assert "permissions" in split(read([tmp_path]))[1][0].message


def test_an_empty_folder_is_a_warning(tmp_path: Path) -> None:
    assert [problem.severity for problem in split(read([tmp_path]))[1]] == ["warning"]


def test_standard_input() -> None:
    (document,), _ = split(read(["-"], ReadOptions(standard_input=STORY.encode())))
    assert (document.document_id, document.path, document.text) == ("stdin", None, STORY)
    rows, _ = split(read(["-"], ReadOptions(standard_input=b'{"text": "He said no."}', standard_input_format=".jsonl")))
    assert [row.document_id for row in rows] == ["stdin#1"]


def test_offsets_count_the_file_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": b"\xef\xbb\xbfOne said.\r\n\r\nTwo said.\r"})
    (document,), _ = split(read([tmp_path / "a.txt"]))
    assert document.text == "One said.\r\n\r\nTwo said.\r"
    assert [block.span.text(document.text) for block in document.blocks] == ["One said.", "Two said."]


def test_a_reader_that_fails_in_a_new_way_ends_its_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(source: object, options: object) -> Iterator[Record]:
        yield Record(text="He said no.")
        raise KeyError("depth")

    monkeypatch.setitem(READERS, ".md", fail)  # type: ignore[type-var]
    write(tmp_path, {"a.md": "x", "b.txt": STORY})
    documents, (problem,) = split(read([tmp_path]))
    assert [document.document_id for document in documents] == ["a", "b"]
    assert "KeyError" in problem.message and "another format" in problem.message


def test_texts_are_kept_as_they_are(tmp_path: Path) -> None:
    hostile = "He said \u202eon\u202c, <script>alert(1)</script> and =HYPERLINK(1).\n"
    write(tmp_path, {"a.txt": hostile})
    (document,), _ = split(read([tmp_path]))
    assert document.text == hostile


def test_published_option_wins(tmp_path: Path) -> None:
    write(tmp_path, {"2019-01-04.txt": STORY})
    (document,), _ = split(read([tmp_path], ReadOptions(published=date(2000, 1, 1))))
    assert document.published == date(2000, 1, 1)


def test_a_frame() -> None:
    frame = pd.DataFrame({"Article": ["He said no.", None, "She said yes."], "Key": [7, 8, 9]}, index=[5, 5, 5])
    documents, problems = split(from_frame(frame, ReadOptions(id_column="Key")))
    assert [(document.document_id, document.text) for document in documents] == [
        ("7", "He said no."),
        ("9", "She said yes."),
    ]
    assert [problem.document_id for problem in problems] == ["frame#2"]
    assert "columns are: a, b" in split(from_frame(pd.DataFrame({"a": ["x"], "b": ["y"]})))[1][0].message


_BEGINNINGS = [
    b"",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b\x08",
    b"WARC/1.0\r\n",
    b"PAR1",
    b"[{",
    b"text\n",
    b"\xff\xfe",
]
_SUFFIXES = [".txt", ".csv", ".tsv", ".json", ".jsonl", ".parquet", ".md", ".xlsx", ".warc", ".warc.gz", ".zip", ".tar"]


@given(st.sampled_from(_BEGINNINGS), st.binary(max_size=700), st.sampled_from([*_SUFFIXES, ".tgz", ".csv.gz"]))
def test_no_bytes_raise(beginning: bytes, data: bytes, suffix: str) -> None:
    data = beginning + data
    for item in read(["-"], ReadOptions(standard_input=data, standard_input_format=suffix)):
        assert isinstance(item, Document | Problem)


@pytest.mark.parametrize(
    ("ending", "data"),
    [
        (".txt", b" "),
        (".jsonl", b"{"),
        (".csv", b"text,date\nThe minister said no.,soon\n"),
        (".html", b"<html><body><article><p>One.</p></article><article><p>Two.</p></article></body></html>"),
    ],
)
def test_problems_of_standard_input_say_that_they_are(ending: str, data: bytes) -> None:
    items = list(read(["-"], ReadOptions(standard_input=data, standard_input_format=ending)))
    problems = [item for item in items if isinstance(item, Problem)]
    assert problems and {problem.path for problem in problems} == {"standard input"}


def test_what_has_no_spaces_is_passed_over_and_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": f"{STORY}\n\n{'x' * 2500}\n\n{STORY}"})
    documents, (problem,) = split(read([tmp_path]))
    assert len(documents) == 1
    assert problem.severity == "warning"
    assert f"2,500 characters without a space from character {len(STORY) + 2:,} on are passed over" in problem.message
