"""JSON Lines and Parquet."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow
from pyarrow import parquet

from quotes.records import Problem
from quotes.tables import TABLE_NAMES, Tables, build


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
