from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from quotes.exports import duckdb as exported
from tests.exports.work import article_tables, everything


@pytest.fixture
def path(tmp_path: Path) -> Path:
    everything().to_duckdb(tmp_path / "quotes.duckdb")
    return tmp_path / "quotes.duckdb"


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(path) as base:
        return base.execute(sql).fetchall()


def searched(path: Path, words: str) -> set[object]:
    (sql,) = re.findall(r"    SELECT document_id.*?;", exported.__doc__ or "", re.DOTALL)
    with exported.connect(path, read_only=True) as base:
        return {row[0] for row in base.execute(sql.replace("tolls", words)).fetchall()}


def test_the_documented_search_finds_stems(path: Path) -> None:
    assert searched(path, "tolls") == {"harbour", "quay"}
    assert searched(path, "ferry") == set()
    assert searched(path, "12") == {"harbour", "quay"}  # digits are words


def test_the_full_text_follows_what_is_written(path: Path) -> None:
    fewer = article_tables("harbour", "in/harbour.txt")
    object.__setattr__(fewer, "quotes", fewer.quotes.head(0))
    object.__setattr__(fewer, "claims", fewer.claims.head(0))
    fewer.to_duckdb(path)
    assert searched(path, "tolls") == {"quay"}


def test_without_its_extension_all_but_the_search_is_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exported.importlib.util, "find_spec", lambda name: None)
    (told,) = everything().to_duckdb(path)
    assert "duckdb-ext-fts" in told.message
    schemas = "SELECT schema_name FROM duckdb_schemas() WHERE schema_name LIKE 'fts%'"
    assert query(path, schemas) == []  # none is better than an old one
    assert query(path, "SELECT count(*) FROM quotes WHERE quote ILIKE '%toll%'") == [(2,)]


def test_keys_references_and_indexes_hold(path: Path) -> None:
    with pytest.raises(duckdb.ConstraintException):
        query(path, "INSERT INTO speakers SELECT * FROM speakers")
    with pytest.raises(duckdb.ConstraintException):
        query(path, "INSERT INTO speakers SELECT * REPLACE ('nowhere' AS document_id) FROM speakers")
    indexes = {row[0] for row in query(path, "SELECT index_name FROM duckdb_indexes()")}
    assert {"quotes_speaker", "claims_unit", "documents_published"} <= indexes


def test_values_have_their_types(path: Path) -> None:
    types = dict(query(path, "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'quotes'"))
    assert (types["segments"], types["said_on"], types["start"]) == ("INTEGER[][]", "DATE", "BIGINT")
    meaning = "SELECT comment FROM duckdb_columns() WHERE table_name = 'claims' AND column_name = 'low'"
    assert query(path, meaning) == [("lower bound in base units; null where open",)]


def test_quotes_in_quotes_in_quotes(tmp_path: Path) -> None:
    """DuckDB checks a reference before it has the other rows of its statement."""
    tables = article_tables("d", "d.txt")
    quotes = tables.quotes.copy()
    ids = quotes["quote_id"].tolist()
    quotes["parent_id"] = [*ids[1:], None]  # each stands in the next
    object.__setattr__(tables, "quotes", quotes)
    for _ in range(2):
        tables.to_duckdb(tmp_path / "d.duckdb")
    assert exported.read(tmp_path / "d.duckdb").quotes["parent_id"].tolist()[:-1] == ids[1:]


def test_tables_and_views_of_its_user_stay(path: Path) -> None:
    query(path, "CREATE TABLE notes (quote_id VARCHAR, note VARCHAR)")
    query(path, "CREATE VIEW mine AS SELECT quote FROM quotes JOIN notes USING (quote_id)")
    everything().to_duckdb(path)
    assert query(path, "SELECT * FROM mine") == []


def test_a_small_database_is_small(path: Path) -> None:
    assert path.stat().st_size < 4_000_000
