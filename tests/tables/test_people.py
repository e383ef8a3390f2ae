from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from pyarrow import parquet

from quotes.exports import csv
from quotes.records import Article, Problem, Speaker
from quotes.tables import SCHEMAS, TABLE_NAMES, Tables, build
from tests.conftest import harbour

# The columns that users rely on, written out again: a change here breaks what they built.
PROMISED = {
    "people": "person_id speaker speaker_type speaker_role names documents quotes direct indirect mixed words claims "
    "certainty",
    "memberships": "person_id document_id speaker reason certainty",
}


def renamed(article: Article, name: str, role: str | None = "Chair") -> Article:
    """Another article, with another name for Dana Reyes."""
    document = article.document
    more = " ".join(f"{document.document_id}{number}" for number in range(300))  # else it were a copy of the first
    article = replace(article, document=replace(document, text=f"{document.text}\n\n{more}"))
    quotes = [
        replace(q, speaker=Speaker(name, "person", role)) if q.speaker and q.speaker.name == "Dana Reyes" else q
        for q in article.quotes
    ]
    return replace(article, quotes=tuple(quotes))


@pytest.fixture
def merged() -> Tables:
    articles = [harbour("a"), renamed(harbour("b"), "DANA REYES"), renamed(harbour("c"), "Reyes", None)]
    return build(articles).merge_speakers()


@pytest.mark.parametrize("name", PROMISED)
def test_columns_and_their_order_are_promised(name: str, merged: Tables) -> None:
    assert list(merged[name].columns) == PROMISED[name].split()
    assert merged[name].dtypes.to_dict() == build([]).merge_speakers()[name].dtypes.to_dict()


def test_one_row_for_a_person_of_several_documents(merged: Tables) -> None:
    reyes = merged.records("people")[0]
    own = merged.speakers[merged.speakers["speaker"].str.casefold().str.contains("reyes")]
    assert (reyes["person_id"], reyes["speaker"], reyes["speaker_type"]) == ("dana-reyes", "Dana Reyes", "person")
    assert (reyes["names"], reyes["speaker_role"]) == ("Dana Reyes; DANA REYES; Reyes", "Chair")
    assert (reyes["documents"], reyes["certainty"]) == (3, 0.75)
    for count in ("quotes", "direct", "indirect", "mixed", "words", "claims"):
        assert reyes[count] == own[count].sum()


def test_descriptions_stay_in_their_documents(merged: Tables) -> None:
    others = merged.people.iloc[1:]
    assert others["speaker"].tolist() == ["her deputy"] * 3
    assert others["person_id"].tolist() == ["a:her-deputy", "b:her-deputy", "c:her-deputy"]
    assert others["certainty"].tolist() == [1.0] * 3


def test_memberships_lead_back(merged: Tables) -> None:
    keys = ["document_id", "speaker"]
    pd.testing.assert_frame_equal(merged.memberships[keys], merged.speakers[keys])
    assert merged.memberships["reason"].tolist()[::2] == ["same-name", "same-name", "surname-few"]
    least = merged.memberships.groupby("person_id")["certainty"].min()
    assert merged.people.set_index("person_id")["certainty"].to_dict() == least.to_dict()
    assert not merged.memberships.duplicated(keys).any()


def test_no_quote_is_counted_twice(merged: Tables) -> None:
    assert merged.people["quotes"].sum() == merged.speakers["quotes"].sum()


def test_the_other_tables_stay(merged: Tables) -> None:
    plain = build([harbour("a")])
    for name in TABLE_NAMES:
        pd.testing.assert_frame_equal(plain.merge_speakers()[name], plain[name])
    assert plain.names == TABLE_NAMES
    assert merged.names == tuple(name for name in SCHEMAS if name in TABLE_NAMES or name in PROMISED)
    assert merged.with_problems([Problem(None, None, "x", "warning", "y")]).names == merged.names
    with pytest.raises(KeyError):
        plain["people"]


def test_ids_stay_when_other_documents_come(merged: Tables) -> None:
    alone = build([harbour("a")]).merge_speakers()
    assert set(alone.people["person_id"]) <= set(merged.people["person_id"])


def test_nobody_is_no_row() -> None:
    empty = build([]).merge_speakers()
    assert len(empty.people) == len(empty.memberships) == 0


def test_every_format_has_the_two_tables(merged: Tables, tmp_path: Path) -> None:
    merged.to_excel(tmp_path / "q.xlsx")
    book = openpyxl.load_workbook(tmp_path / "q.xlsx")
    assert tuple(book.sheetnames) == ("Cover", *(name.capitalize() for name in merged.names))
    assert [cell.value for cell in book["People"][1]] == PROMISED["people"].split()
    merged.to_csv(tmp_path)
    merged.to_jsonl(tmp_path)
    merged.to_parquet(tmp_path)
    for name in PROMISED:
        pd.testing.assert_frame_equal(csv.read(tmp_path / f"{name}.csv"), merged[name])
        assert parquet.read_table(tmp_path / f"{name}.parquet").to_pylist() == merged.records(name)
        assert len((tmp_path / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()) == len(merged[name])
