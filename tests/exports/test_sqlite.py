from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from quotes.exports import sqlite
from tests.exports.work import article_tables, everything


@pytest.fixture
def path(tmp_path: Path) -> Path:
    everything().to_sqlite(tmp_path / "quotes.sqlite")
    return tmp_path / "quotes.sqlite"


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA foreign_keys = ON")
        found = base.execute(sql).fetchall()
        base.commit()
        return found


def test_the_documented_search_finds_stems_and_names(path: Path) -> None:
    (sql,) = re.findall(r"    SELECT q\..*?;", sqlite.__doc__ or "", re.DOTALL)
    assert {row[:2] for row in query(path, sql)} == {("harbour", "Dana Reyes"), ("quay", "Dana Reyes")}
    assert query(path, sql.replace("tolls", "ferry")) == []


def test_the_full_text_follows_its_table(path: Path) -> None:
    count = "SELECT count(*) FROM quotes_text('{}')"
    query(path, "UPDATE quotes SET quote = 'ferries sank' WHERE kind = 'direct'")
    assert query(path, count.format("ferry"))[0] == (2,)
    assert query(path, count.format("turned"))[0] == (0,)
    query(path, "DELETE FROM documents WHERE document_id = 'quay'")
    assert query(path, count.format("ferry"))[0] == (1,)
    article_tables("harbour", "in/harbour.txt").to_sqlite(path)
    query(path, "VACUUM")
    assert query(path, count.format("ferry"))[0] == (0,)
    assert query(path, count.format("turned"))[0] == (1,)
    query(path, "INSERT INTO quotes_text(quotes_text, rank) VALUES ('integrity-check', 1)")  # raises where they differ


def test_keys_references_and_indexes_hold(path: Path) -> None:
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
    assert query(path, "PRAGMA foreign_key_check") == []
    with pytest.raises(sqlite3.IntegrityError):
        query(path, "UPDATE claims SET document_id = 'nowhere'")
    with pytest.raises(sqlite3.IntegrityError):
        query(path, "INSERT INTO speakers SELECT * FROM speakers")
    (plan,) = query(path, "EXPLAIN QUERY PLAN SELECT * FROM quotes WHERE speaker = 'Dana Reyes'")
    assert "quotes_speaker" in str(plan)


def test_removing_a_document_removes_its_rows(path: Path) -> None:
    query(path, "DELETE FROM documents WHERE document_id = 'harbour'")
    for table in ("quotes", "claims", "speakers"):
        assert {row for (row,) in query(path, f"SELECT document_id FROM {table}")} <= {"quay"}
    query(path, "DELETE FROM quotes")
    assert query(path, "SELECT count(quote_id) FROM claims") == [(0,)]


def test_values_have_their_types(path: Path) -> None:
    sql = "SELECT typeof(start), typeof(segments), typeof(said_on), typeof(confidence), json_array_length(segments) FROM quotes"
    assert query(path, f"{sql} WHERE kind = 'direct'")[0] == ("integer", "text", "text", "real", 2)
    assert query(path, "SELECT DISTINCT said_on FROM quotes WHERE said_on > '2024-01-01'") == [("2024-03-04",)]
    assert query(path, "SELECT DISTINCT negated, typeof(negated) FROM claims") == [(0, "integer")]


def test_the_schema_tells_what_columns_mean(path: Path) -> None:
    ((sql,),) = query(path, "SELECT sql FROM sqlite_master WHERE name = 'claims'")
    assert "-- lower bound in base units; null where open" in str(sql)


def test_tables_and_views_of_its_user_stay(path: Path) -> None:
    query(path, "CREATE TABLE notes (quote_id TEXT, note TEXT)")
    query(path, "CREATE VIEW mine AS SELECT * FROM quotes JOIN notes USING (quote_id)")
    everything().to_sqlite(path)
    assert query(path, "SELECT * FROM mine") == []


def test_pandas_reads_it(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        read = pd.read_sql("SELECT * FROM claims_in_documents", base, parse_dates=["published"])
    assert read["low"].tolist() == everything().claims["low"].tolist()
    assert set(read["published"].dt.year) == {2024}


def test_a_killed_transaction_is_rolled_back_by_the_next_program(path: Path) -> None:
    script = (
        "import os, signal, sqlite3, sys\n"
        "base = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "base.execute('PRAGMA cache_size = 1')\n"  # so that pages reach the file before the transaction ends
        "base.execute('BEGIN')\n"
        "base.execute(\"UPDATE quotes SET quote = quote || hex(randomblob(3000)), speaker = 'x'\")\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    before = sqlite.read(path).quotes["quote"].tolist()
    assert subprocess.run([sys.executable, "-c", script, str(path)]).returncode == -9
    assert sqlite3.connect(path).execute("SELECT quote FROM quotes ORDER BY number").fetchall() == [
        (q,) for q in before
    ]
