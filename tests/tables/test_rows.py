from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.documents.ids import IdMaker
from quotes.records import Article, Document, Parse, Problem
from quotes.tables import Tables, build
from quotes.tables.rows import article_rows, text
from tests.conftest import harbour


def test_segments_are_joined_and_kept_as_offsets(article: Article, tables: Tables) -> None:
    row = tables.records("quotes")[0]
    assert row["quote"] == "We turned it down … and for good"
    segments = row["segments"]
    assert isinstance(segments, list)
    assert [article.document.text[a:b] for a, b in segments] == ["We turned it down", "and for good"]
    assert (row["start"], row["end"]) == (segments[0][0], segments[-1][1])


def test_offsets_of_mention_and_cue_point_at_their_words(article: Article, tables: Tables) -> None:
    for row in tables.records("quotes"):
        for name, words in (("speaker", "speaker_mention"), ("cue", "cue")):
            start, end = row[f"{name}_start"], row[f"{name}_end"]
            assert isinstance(start, int) and isinstance(end, int)
            assert article.document.text[start:end] == row[words]


def test_thoughts_and_sidebars_only_where_asked(article: Article) -> None:
    def kept(*include: str) -> list[object]:
        return [row["quote"] for row in article_rows(article, include).quotes]

    assert len(kept()) == 3
    assert "the plan is dead" in kept("thought") and "the plan is dead" not in kept("sidebar")
    assert "traffic rose 12 percent" in kept("sidebar") and "traffic rose 12 percent" not in kept("thought")
    assert len(kept("thought", "sidebar")) == 5


def test_claims_of_sidebars_only_where_asked(article: Article) -> None:
    assert [row["quantity"] for row in article_rows(article, ()).claims] == ["over $1.5 million"]
    assert len(article_rows(article, ("sidebar",)).claims) == 2


def test_ids_do_not_depend_on_what_is_included(article: Article) -> None:
    few = {row["quote_id"] for row in article_rows(article, ()).quotes}
    all_ = {row["quote_id"] for row in article_rows(article, ("thought", "sidebar")).quotes}
    assert few < all_
    assert all(str(quote_id).startswith("harbour:q") for quote_id in all_)


def test_nested_quote_names_its_parent(tables: Tables) -> None:
    rows = {row["quote"]: row for row in tables.records("quotes")}
    outer = rows["The toll would cost over $1.5 million, as her deputy had said it would"]
    assert rows["it would"]["parent_id"] == outer["quote_id"]


def test_parent_that_is_left_out_gives_way_to_the_quote_around_it(article: Article) -> None:
    inner, thought = article.quotes[3], article.quotes[1]
    nested = replace(
        article,
        quotes=(
            article.quotes[2],
            replace(thought, quotation=replace(thought.quotation, parent=0)),
            replace(inner, quotation=replace(inner.quotation, parent=1)),
        ),
        claims=(replace(article.claims[0], quote=1),),
    )
    rows = article_rows(nested, ())
    by_words = {row["quote"]: row for row in rows.quotes}
    assert by_words["it would"]["parent_id"] == rows.claims[0]["quote_id"]
    assert rows.claims[0]["claimant"] == "Dana Reyes"


def test_claim_outside_quotes_has_no_claimant(article: Article) -> None:
    row = article_rows(replace(article, claims=(replace(article.claims[0], quote=None),)), ()).claims[0]
    assert (row["quote_id"], row["claimant"]) == (None, None)


def test_speakers_are_counted_per_document(article: Article) -> None:
    rows = {row["speaker"]: row for row in article_rows(article, ()).speakers}
    assert set(rows) == {"Dana Reyes", "her deputy"}
    reyes = rows["Dana Reyes"]
    assert (reyes["quotes"], reyes["direct"], reyes["indirect"], reyes["claims"], reyes["mentions"]) == (2, 1, 1, 1, 2)
    assert reyes["words"] == 7 + 14
    assert reyes["speaker_role"] == "Chair"


def test_document_counts_its_rows(tables: Tables) -> None:
    row = tables.records("documents")[0]
    assert (row["quotes"], row["claims"], row["speakers"]) == (5, 2, 3)
    assert row["words"] == len(harbour().document.text.split())
    assert row["characters"] == len(harbour().document.text)


def test_rule_names_both_decisions(tables: Tables) -> None:
    assert tables.quotes["rule"].tolist() == ["test+named"] * 5


@pytest.mark.parametrize("unbounded", [float("inf"), float("-inf"), float("nan")])
def test_bounds_that_are_no_numbers_are_null(article: Article, unbounded: float) -> None:
    claim = replace(article.claims[0], low=unbounded)
    assert article_rows(replace(article, claims=(claim,)), ()).claims[0]["low"] is None


def test_equal_spans_get_different_ids(article: Article) -> None:
    twice = replace(article, quotes=(article.quotes[0], article.quotes[0]), claims=())
    first, second = article_rows(twice, ()).quotes
    assert second["quote_id"] == f"{first['quote_id']}~2"


@given(st.lists(st.sampled_from(["a", "a~2", "a~3", "b"]), max_size=12))
def test_ids_are_unique_and_the_first_is_as_wanted(wanted: list[str]) -> None:
    ids = IdMaker()
    given_ = [ids(name) for name in wanted]
    assert len(set(given_)) == len(given_)
    assert all(made.startswith(name) for made, name in zip(given_, wanted, strict=True))
    assert not wanted or given_[0] == wanted[0]


def test_text_that_no_file_can_hold_keeps_its_length() -> None:
    assert text("a\ud800b") == "a\ufffdb"
    assert text("") is None and text(None) is None


def test_article_with_lone_surrogates_is_a_row() -> None:
    odd = Article(Document("x\udcff", "text \ud83d"), Parse((), ()))
    assert build([odd]).documents["document_id"].tolist() == ["x\ufffd"]


def test_problem_of_an_article_is_a_row(article: Article) -> None:
    problem = Problem("harbour", None, "claims", "error", "KeyError")
    assert build([replace(article, problems=(problem,))]).problems["stage"].tolist() == ["claims"]
