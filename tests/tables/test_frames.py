from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from quotes.records import Article, Problem
from quotes.tables import SCHEMAS, TABLE_NAMES, Tables, build
from quotes.tables.schemas import frame
from tests.conftest import harbour

# The columns that users rely on, written out again: a change here breaks what they built.
PROMISED = {
    "quotes": "quote_id document_id kind quote speaker speaker_mention speaker_role speaker_type cue cue_lemma "
    "cue_class via said_on parent_id start end segments speaker_start speaker_end cue_start cue_end section confidence "
    "rule",
    "claims": "claim_id document_id quote_id claimant claim quantity low high relation unit dimension about negated "
    "as_of start end section confidence rule",
    "problems": "document_id path stage severity message",
}


@pytest.mark.parametrize("name", PROMISED)
def test_columns_and_their_order_are_promised(name: str, tables: Tables) -> None:
    assert list(tables[name].columns) == PROMISED[name].split()


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_empty_and_full_tables_have_the_same_types(name: str, tables: Tables) -> None:
    empty, full = build([])[name], tables[name]
    assert len(empty) == 0 and len(full) > 0
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()
    assert list(full.columns) == [column.name for column in SCHEMAS[name]]


def test_missing_is_null_and_never_a_word(tables: Tables) -> None:
    for name in TABLE_NAMES:
        for row in tables.records(name):
            assert not {"nan", "None", "<NA>", "NaT", ""} & {value for value in row.values() if isinstance(value, str)}
    assert tables.quotes["via"].isna().tolist() == [False, True, True, True, True]


def test_records_are_plain_python(tables: Tables) -> None:
    row = tables.records("quotes")[0]
    assert row["said_on"] == date(2024, 3, 4) and type(row["said_on"]) is date
    assert type(row["start"]) is int and type(row["confidence"]) is float
    assert type(tables.records("claims")[0]["negated"]) is bool
    assert tables.records("quotes")[1]["via"] is None


def test_types_can_be_reckoned_with(tables: Tables) -> None:
    assert tables.claims["low"].sum() == 1_500_012
    assert tables.quotes["said_on"].dropna().tolist() == [date(2024, 3, 4)]
    assert (tables.quotes["end"] - tables.quotes["start"]).min() > 0


def test_severity_decides_whether_a_run_failed(article: Article, tables: Tables) -> None:
    assert tables.failed
    assert not build([article, Problem("harbour", None, "export", "warning", "cut")]).failed


def test_row_that_breaks_the_schema_is_left_out_and_told(article: Article) -> None:
    broken = replace(article, claims=(replace(article.claims[0], relation="≈"), article.claims[0]))
    tables = build([broken])
    assert len(tables.claims) == 1
    (problem,) = tables.records("problems")
    assert problem["stage"] == "tables" and "relation" in str(problem["message"])


def test_confidence_beyond_one_is_no_confidence(article: Article) -> None:
    rows = build([article]).records("claims")
    kept, told = frame("claims", [{**rows[0], "confidence": 1.5}])
    assert len(kept) == 0
    assert "confidence" in told[0]


def test_a_bare_number_has_no_unit(article: Article) -> None:
    bare = replace(article, claims=(replace(article.claims[0], unit=""),))
    assert build([bare]).records("claims")[0]["unit"] is None


def test_article_whose_records_make_no_rows_does_not_cost_the_others(article: Article) -> None:
    first = article.quotes[0]
    wild = replace(article, quotes=(replace(first, quotation=replace(first.quotation, segments=())),))
    tables = build([wild, harbour("other")])
    assert tables.documents["document_id"].tolist() == ["harbour", "other"]
    assert set(tables.quotes["document_id"]) == {"other"}
    assert tables.problems["document_id"].tolist() == ["harbour"]


def test_unknown_table_is_a_key_error(tables: Tables) -> None:
    with pytest.raises(KeyError):
        tables["failed"]


def test_more_problems_leave_the_rest_alone(tables: Tables) -> None:
    more = tables.with_problems([Problem("harbour", None, "export", "warning", "cut")])
    assert len(more.problems) == len(tables.problems) + 1
    pd.testing.assert_frame_equal(more.quotes, tables.quotes)
