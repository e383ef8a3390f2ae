"""JSON Lines and Parquet."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow
from pyarrow import parquet

from quotes.records import Problem
from quotes.tables import TABLE_NAMES, Tables, build
from tests.exports.work import everything


def test_jsonl_holds_the_records(tables: Tables, tmp_path: Path) -> None:
    tables.to_jsonl(tmp_path)
    for name in TABLE_NAMES:
        lines = (tmp_path / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        assert [list(json.loads(line)) for line in lines] == [list(tables[name].columns)] * len(tables[name])
    row = json.loads((tmp_path / "quotes.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert row["said_on"] == "2024-03-04"
    assert row["segments"] == tables.quotes["segments"][0]
    assert row["parent_id"] is None


def test_jsonl_keeps_one_row_a_line(tables: Tables, tmp_path: Path) -> None:
    message = "a\nb\r\nc\u2028d"
    tables.with_problems([Problem(None, None, "x", "error", message)]).to_jsonl(tmp_path)
    lines = (tmp_path / "problems.jsonl").read_bytes().split(b"\n")
    assert json.loads(lines[1])["message"] == message
    assert lines[2:] == [b""]


def test_parquet_is_typed(tables: Tables, tmp_path: Path) -> None:
    tables.to_parquet(tmp_path)
    quotes = parquet.read_table(tmp_path / "quotes.parquet")
    assert quotes.schema.field("said_on").type == pyarrow.date32()
    assert quotes.schema.field("segments").type == pyarrow.list_(pyarrow.list_(pyarrow.int64()))
    assert quotes.schema.field("start").type == pyarrow.int64()
    assert quotes.to_pylist() == tables.records("quotes")


def test_parquet_types_do_not_depend_on_the_rows(tables: Tables, tmp_path: Path) -> None:
    tables.to_parquet(tmp_path / "full")
    build([]).to_parquet(tmp_path / "empty")
    for name in TABLE_NAMES:
        full, empty = (parquet.read_schema(tmp_path / kind / f"{name}.parquet") for kind in ("full", "empty"))
        assert full.equals(empty)


def test_pandas_reads_both(tables: Tables, tmp_path: Path) -> None:
    tables.to_parquet(tmp_path)
    tables.to_jsonl(tmp_path)
    columnar = pd.read_parquet(tmp_path / "claims.parquet")
    lines = pd.read_json(tmp_path / "claims.jsonl", lines=True)
    assert columnar["low"].tolist() == lines["low"].tolist() == tables.claims["low"].tolist()


def test_parquet_says_how_it_was_made(tmp_path: Path) -> None:
    everything().to_parquet(tmp_path)
    schema = parquet.read_schema(tmp_path / "claims.parquet")
    assert schema.metadata[b"newsquotes.table"] == b"claims" and schema.metadata[b"newsquotes"]
    run = json.loads(schema.metadata[b"newsquotes.run"])
    assert (run["models"], run["started"], run["inputs"]) == ("compact", "2024-05-01T08:30:00+00:00", ["articles/"])
    assert schema.field("low").metadata[b"meaning"] == b"lower bound in base units; null where open"
    build([]).to_parquet(tmp_path)
    assert json.loads(parquet.read_schema(tmp_path / "claims.parquet").metadata[b"newsquotes.run"]) is None


def test_pandas_gets_the_dtypes_back(tmp_path: Path) -> None:
    tables = everything()
    tables.to_parquet(tmp_path)
    for name in tables.names:
        back = pd.read_parquet(tmp_path / f"{name}.parquet")
        if name == "quotes":
            back["segments"] = [[list(map(int, pair)) for pair in cell] for cell in back["segments"]]
        pd.testing.assert_frame_equal(back, tables[name])


def test_duckdb_reads_both(tmp_path: Path) -> None:
    everything().to_parquet(tmp_path)
    everything().to_jsonl(tmp_path)
    for file in ("quotes.parquet", "quotes.jsonl"):
        sql = f"SELECT segments, said_on + 1 FROM '{tmp_path / file}' WHERE kind = 'direct'"
        try:
            found = duckdb.sql(sql).fetchall()
        except duckdb.Error as error:
            if "json" not in str(error):
                raise
            continue  # a DuckDB that would have to fetch its extension for JSON
        assert found[0] == (everything().quotes["segments"][0], date(2024, 3, 5))
