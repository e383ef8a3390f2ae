from __future__ import annotations

import csv as standard
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quotes.exports import csv
from quotes.records import Article, Document, Parse, Problem
from quotes.tables import TABLE_NAMES, Tables, build

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1",
    "\n=1",
    " =1+1",
    "\ufeff=1",
    "\u200b=1",
    "\x00=1",
    "＝1",
    "'=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas_are_guarded(text: str) -> None:
    assert csv.guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["over 5 percent", "'tis the season", "x=1", "", "5 - 3", "“=”"])
def test_plain_text_is_left_alone(text: str) -> None:
    assert csv.guard(text) == text == csv.unguard(text)


@given(st.text(alphabet=st.sampled_from("'=+-@\t\r\n \ufeff1a"), max_size=8))
def test_the_guard_can_be_undone(text: str) -> None:
    assert csv.unguard(csv.guard(text)) == text


def test_tables_come_back_equal(tables: Tables, tmp_path: Path) -> None:
    tables.to_csv(tmp_path)
    for name in TABLE_NAMES:
        pd.testing.assert_frame_equal(csv.read(tmp_path / f"{name}.csv"), tables[name])


@settings(max_examples=10)
@example(["\r", "\n", "a\r\nb", "\x00", '"', ",", "'", "'="])
@given(st.lists(st.text(min_size=1), min_size=1))
def test_any_text_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("csv")
    before = build(Article(Document(f"d{n}", text, title=text), Parse((), ())) for n, text in enumerate(texts))
    before.to_csv(folder)
    pd.testing.assert_frame_equal(csv.read(folder / "documents.csv"), before.documents)


def test_excel_is_told_the_encoding(tables: Tables, tmp_path: Path) -> None:
    tables.to_csv(tmp_path)
    assert (tmp_path / "quotes.csv").read_bytes().startswith(b"\xef\xbb\xbfquote_id,")


def test_numbers_and_closed_lists_are_not_guarded(article: Article, tmp_path: Path) -> None:
    loss = replace(article.claims[0], low=-3.5, high=-3.5, relation="=")
    build([replace(article, claims=(loss,))]).to_csv(tmp_path)
    with (tmp_path / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = standard.DictReader(file)
    assert (row["low"], row["relation"]) == ("-3.5", "=")


def test_no_cell_of_a_hostile_article_starts_like_a_formula(tmp_path: Path) -> None:
    hostile = Document("=cmd|'/c calc'!A0", "+1", title='=HYPERLINK("http://x")', publisher="@x", path="-x")
    build([Article(hostile, Parse((), ())), Problem("=1", "\t=1", "reading", "error", "=1")]).to_csv(tmp_path)
    for name in ("documents", "problems"):
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in standard.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_pandas_alone_reads_it_as_documented(tables: Tables, tmp_path: Path) -> None:
    tables.to_csv(tmp_path)
    read = pd.read_csv(tmp_path / "claims.csv", keep_default_na=False, na_values=[""])
    assert read["low"].tolist() == tables.claims["low"].tolist()
    assert read["high"].isna().tolist() == [True, False]
    assert read["relation"].tolist() == [">", "="]
