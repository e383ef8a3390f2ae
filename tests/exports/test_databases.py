"""What holds for SQLite and DuckDB alike."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from quotes.exports import FILES
from quotes.exports import duckdb as to_duckdb
from quotes.exports import sqlite as to_sqlite
from quotes.exports.databases import KEYS, PARENTS, SCHEMA_VERSION
from quotes.records import Article, Document, Parse, Problem
from quotes.tables import SCHEMAS, TABLE_NAMES, Tables, build
from tests.exports.work import RUN, article_tables, everything

ENDINGS = (".sqlite", ".duckdb")
READERS: dict[str, Callable[[Path], Tables]] = {".sqlite": to_sqlite.read, ".duckdb": to_duckdb.read}


@pytest.fixture(params=ENDINGS)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return tmp_path / f"quotes{request.param}"


def write(tables: Tables, path: Path) -> tuple[Problem, ...]:
    return FILES[path.suffix](tables, path)


def read(path: Path) -> Tables:
    return READERS[path.suffix](path)


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    """What another program reads: plain sqlite3 and plain DuckDB."""
    connect: Callable[[Path], Any] = sqlite3.connect if path.suffix == ".sqlite" else duckdb.connect
    with closing(connect(path)) as base:
        return list(base.execute(sql).fetchall())


def test_everything_comes_back_equal(path: Path) -> None:
    tables = everything()
    assert write(tables, path) == ()
    back = read(path)
    assert back.names == tables.names and len(back.names) == len(SCHEMAS)
    for name in tables.names:
        pd.testing.assert_frame_equal(back[name], tables[name])
    assert back.texts == tables.texts
    assert not list(path.parent.glob(".*"))


def test_tables_without_rows_come_back(path: Path) -> None:
    write(build([]), path)
    write(build([]), path)
    assert [len(read(path)[name]) for name in TABLE_NAMES] == [0] * len(TABLE_NAMES)


def test_writing_twice_adds_nothing(path: Path) -> None:
    tables = everything()
    write(tables, path)
    assert write(tables, path) == ()
    back = read(path)
    for name in tables.names:
        pd.testing.assert_frame_equal(back[name], tables[name])
    assert query(path, "SELECT run_id FROM runs ORDER BY run_id") == [(1,), (2,)]


def test_new_documents_are_added_and_those_that_come_again_replaced(path: Path) -> None:
    write(article_tables("harbour", "in/harbour.txt", problem="in/torn.txt"), path)
    write(article_tables("quay", "in/quay.txt"), path)
    again = article_tables("harbour", "in/harbour.txt", sha256="ef" * 32, problem="in/torn.txt")
    fewer = replace(again, quotes=again.quotes.head(1), claims=again.claims.head(0), speakers=again.speakers.head(1))
    assert write(fewer, path) == ()
    counted = "SELECT document_id, count(*) FROM {} GROUP BY 1 ORDER BY 1"
    assert query(path, counted.format("quotes")) == [("harbour", 1), ("quay", len(again.quotes))]
    assert query(path, counted.format("claims")) == [("quay", len(again.claims))]
    assert query(path, counted.format("speakers")) == [("harbour", 1), ("quay", len(again.speakers))]
    assert query(path, "SELECT document_id FROM documents WHERE sha256 LIKE 'ef%'") == [("harbour",)]
    assert query(path, "SELECT path, count(*) FROM problems GROUP BY 1") == [("in/torn.txt", 1)]


def test_what_was_told_of_a_file_goes_when_it_is_read(path: Path) -> None:
    write(article_tables("harbour", "in/harbour.txt", problem="in/torn.txt"), path)
    write(article_tables("torn", "in/torn.txt"), path)
    assert query(path, "SELECT * FROM problems") == []


def test_a_file_of_the_same_name_in_another_folder_is_another_document(path: Path) -> None:
    write(article_tables("a", "2024/a.txt", "01" * 32), path)
    (told,) = write(article_tables("a", "2025/a.txt", "02" * 32), path)
    assert told.severity == "warning" and "a is a~2" in told.message
    ids = "SELECT document_id, path FROM documents ORDER BY 1"
    assert query(path, ids) == [("a", "2024/a.txt"), ("a~2", "2025/a.txt")]
    assert query(path, "SELECT DISTINCT document_id FROM quotes WHERE quote_id LIKE 'a~2:q%'") == [("a~2",)]
    assert query(path, "SELECT count(*) FROM claims WHERE claim_id LIKE 'a~2:c%' AND quote_id LIKE 'a~2:q%'") == [(2,)]
    assert query(path, "SELECT count(*) FROM quotes WHERE parent_id LIKE 'a~2:q%'") == [(1,)]
    write(article_tables("a", "2025/a.txt", "03" * 32), path)  # and is known again
    assert query(path, ids) == [("a", "2024/a.txt"), ("a~2", "2025/a.txt")]
    assert query(path, "SELECT substr(sha256, 1, 2) FROM documents ORDER BY document_id") == [("01",), ("03",)]


@pytest.mark.parametrize(
    ("document_id", "first", "second"),
    [
        ("a", ("2024/a.txt", "01"), ("/home/x/2024/a.txt", "01")),  # moved, the same text
        ("key-7", ("may.csv", "01"), ("june.csv", "02")),  # an id of its user's own
        ("a", ("2024/a.txt", "01"), ("2024/a.txt", "02")),  # edited
    ],
)
def test_a_document_is_known_again(
    path: Path, document_id: str, first: tuple[str, str], second: tuple[str, str]
) -> None:
    for name, digest in (first, second):
        assert write(article_tables(document_id, name, digest), path) == ()
    assert query(path, "SELECT document_id, sha256 FROM documents") == [(document_id, second[1])]


def test_rows_of_a_table_keep_apart_by_their_file(path: Path) -> None:
    write(article_tables("export#3", "2024/export.csv", "01"), path)
    write(article_tables("export#3", "2025/export.csv", "02"), path)
    assert query(path, "SELECT document_id FROM documents ORDER BY 1") == [("export#3",), ("export#3~2",)]


def test_a_text_that_is_overwritten_is_told(path: Path) -> None:
    write(article_tables("text", None, "01"), path)
    (told,) = write(article_tables("text", None, "02"), path)
    assert "1 documents" in told.message and "(text)" in told.message
    assert query(path, "SELECT sha256 FROM documents") == [("02",)]
    assert query(path, "SELECT message FROM problems") == [(told.message,)]


def test_each_run_is_recorded(path: Path) -> None:
    write(everything(), path)
    write(build([]), path)
    columns = "version, models, started, seconds, inputs, options, documents"
    first, second = query(path, f"SELECT {columns} FROM runs ORDER BY run_id")
    assert first[:2] == (RUN.version, "compact") and str(first[2]) == "2024-05-01 08:30:00"
    assert first[3:] == (12.5, '["articles/"]', '{"include": "thought"}', 2)
    assert second[1:] == (None, None, None, None, None, 0)


def test_added_tables_are_of_the_last_run_that_has_them(path: Path) -> None:
    write(article_tables("harbour", "in/harbour.txt").merge_speakers(), path)
    quay = article_tables("quay", "in/quay.txt")
    write(quay, path)
    assert query(path, "SELECT DISTINCT document_id FROM memberships") == [("harbour",)]
    write(quay.merge_speakers(), path)
    assert query(path, "SELECT DISTINCT document_id FROM memberships") == [("quay",)]
    write(read(path).merge_speakers(), path)
    assert query(path, "SELECT DISTINCT document_id FROM memberships ORDER BY 1") == [("harbour",), ("quay",)]


def test_filtered_tables_can_be_written(path: Path) -> None:
    tables = everything()
    inner = tables.quotes[tables.quotes["parent_id"].notna()]
    told = write(replace(tables, quotes=inner), path)
    assert [problem.message.split(" rows of ")[1] for problem in told] == [
        "quotes point to quotes that are not there: their parent_id is left empty",
        "claims point to quotes that are not there: their quote_id is left empty",
    ]
    assert query(path, "SELECT count(*) FROM claims") == [(len(tables.claims),)]
    assert query(path, "SELECT count(quote_id) FROM claims") == [(0,)]


def test_rows_of_documents_that_are_not_there_are_told(path: Path) -> None:
    tables = everything()
    told = write(replace(tables, documents=tables.documents.head(1)), path)
    assert any("rows of claims point to documents that are not there: they were left out" in p.message for p in told)
    assert query(path, "SELECT DISTINCT document_id FROM claims") == [("harbour",)]


def test_equal_keys_cost_a_row_and_not_the_run(path: Path) -> None:
    tables = everything()
    doubled = pd.concat([tables.speakers, tables.speakers.head(1)], ignore_index=True)
    (told,) = write(replace(tables, speakers=doubled), path)
    assert "1 rows of speakers have the key of an earlier row" in told.message
    assert query(path, "SELECT count(*) FROM speakers") == [(len(tables.speakers),)]


HOSTILE = ["'; DROP TABLE quotes; --", 'x" OR 1=1', "a\x00b", "\u202egnp.exe", "=HYPERLINK(0)", "\ud800", "é𝒳\n\r\n\t"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(path: Path, text: str) -> None:
    document = Document(f"d{text}", text, path=f"in/{text}", title=text)
    tables = replace(build([Article(document, Parse((), ()))]), run=replace(RUN, inputs=(text,), options={text: text}))
    write(tables, path)
    write(tables, path)
    pd.testing.assert_frame_equal(read(path).documents, tables.documents)


def test_a_cell_of_ten_megabytes_is_kept(path: Path) -> None:
    title = "harbour " * 1_300_000
    write(build([Article(Document("d", "x", title=title), Parse((), ()))]), path)
    assert read(path).documents["title"][0] == title


def test_views_stand_beside_their_article(path: Path) -> None:
    write(everything(), path)
    sql = "SELECT title, publisher, speaker, quote FROM quotes_in_documents WHERE kind = 'direct' AND document_id = 'quay'"
    assert query(path, sql) == [
        ("Harbour board rejects toll", "Coast News", "Dana Reyes", "We turned it down … and for good")
    ]
    sql = "SELECT quantity, claimant, cue, title FROM claims_in_documents WHERE unit = 'USD' AND document_id = 'quay'"
    assert query(path, sql) == [("over $1.5 million", "Dana Reyes", "according to", "Harbour board rejects toll")]


def test_the_layout_names_columns_that_are_there() -> None:
    columns = {name: {column.name for column in SCHEMAS[name]} for name in SCHEMAS}
    assert not [key for name in KEYS for key in KEYS[name] if key not in columns[name]]
    references = [(name, r) for name in PARENTS for r in PARENTS[name]]
    assert not [r for name, r in references if r.column not in columns[name] or r.target not in columns[r.table]]


NOT_OURS = {
    "text": lambda path: path.write_text("dear diary " * 1000),
    "other": lambda path: query(path, "CREATE TABLE holidays (place VARCHAR)"),
}


@pytest.mark.parametrize("kind", NOT_OURS)
def test_what_is_not_ours_is_left_alone(path: Path, kind: str) -> None:
    NOT_OURS[kind](path)
    before = path.read_bytes()
    with pytest.raises(OSError, match="choose another name"):
        write(everything(), path)
    with pytest.raises(OSError):
        read(path)
    assert path.read_bytes() == before


def test_a_newer_database_is_left_alone(path: Path) -> None:
    write(everything(), path)
    newer = SCHEMA_VERSION + 1
    newer_sql = (
        f"PRAGMA user_version = {newer}"
        if path.suffix == ".sqlite"
        else f"UPDATE newsquotes SET schema_version = {newer}"
    )
    query_and_commit(path, newer_sql)
    with pytest.raises(OSError, match=r"newer version.*update newsquotes"):
        write(everything(), path)
    assert query(path, "SELECT count(*) FROM runs") == [(1,)]


def query_and_commit(path: Path, sql: str) -> None:
    connect: Callable[[Path], Any] = sqlite3.connect if path.suffix == ".sqlite" else duckdb.connect
    with closing(connect(path)) as base:
        base.execute(sql)
        base.commit()


def test_an_empty_file_becomes_a_database(path: Path) -> None:
    path.touch()
    with pytest.raises(OSError, match=r"no tables|cannot|not"):
        read(path)
    write(everything(), path)
    assert len(read(path).documents) == 2


_HOLD = """
import sys, time
if sys.argv[1].endswith(".sqlite"):
    import sqlite3
    base = sqlite3.connect(sys.argv[1], isolation_level=None)
    base.execute("BEGIN IMMEDIATE")
else:
    import duckdb
    base = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


def test_a_database_in_use_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(to_sqlite, "_WAIT", 0.1)
    write(everything(), path)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", _HOLD, str(path)], **pipes) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        with pytest.raises(OSError, match="close it there and run again"):
            write(everything(), path)
        other.communicate("")
    write(everything(), path)
    assert query(path, "SELECT count(*) FROM runs") == [(2,)]


def test_an_error_half_way_leaves_the_old_state(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(article_tables("harbour", "in/harbour.txt"), path)
    for module in (to_sqlite, to_duckdb):
        monkeypatch.setattr(module, "run_values", lambda tables: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(article_tables("quay", "in/quay.txt"), path)
    assert list(read(path).documents["document_id"]) == ["harbour"]
    assert query(path, "SELECT count(*) FROM runs") == [(1,)]
