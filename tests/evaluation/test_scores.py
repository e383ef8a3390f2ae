from __future__ import annotations

from pathlib import Path

import pytest

from quotes.evaluation import GoldArticle, GoldClaim, GoldQuote, Prf, evaluate
from quotes.evaluation.scores import Row
from quotes.records import Span
from quotes.tables import Tables

TEXT = "“We lost 5 ships,” the admiral said. It was reported that two harbours closed, and the mayor denied it."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


GOLD = GoldArticle(
    "fleet",
    Path("fleet.txt"),
    TEXT,
    (
        GoldQuote("direct", (at("We lost 5 ships"),), "John Moor", ("the admiral",), "said", None),
        GoldQuote("indirect", (at("two harbours closed"),), "", (), "reported", None),
        GoldQuote("indirect", (at("denied it"),), "the mayor", (), "denied", None),
    ),
    (GoldClaim(at("5 ships"), 5, 5, "=", "ship", "John Moor"), GoldClaim(at("two"), 2, 2, "=", "harbour", "")),
)


def quote(words: str, speaker: str | None, kind: str = "indirect") -> Row:
    span = at(words)
    return {"document_id": "fleet", "segments": [[span.start, span.end]], "speaker": speaker, "kind": kind}


def claim(words: str, **fields: object) -> Row:
    span = at(words)
    known: dict[str, object] = {"low": 5.0, "high": 5.0, "relation": "=", "unit": "ship", "claimant": "the admiral"}
    return {"document_id": "fleet", "start": span.start, "end": span.end, **known, **fields}


def test_percentages_of_counts() -> None:
    score = Prf(right=2, found=4, reached=2, gold=3)
    assert (score.precision, score.recall) == (50, pytest.approx(66.67, abs=0.01))
    assert score.f1 == pytest.approx(57.14, abs=0.01)
    assert Prf(0, 0, 0, 0).f1 == 0


def test_all_found_is_full_marks() -> None:
    rows = [
        quote("We lost 5 ships", "the admiral", "direct"),
        quote("two harbours closed", None),
        quote("denied it", "mayor"),
    ]
    figures = evaluate(rows, [claim("5 ships"), claim("two", low=2, high=2, unit="harbour", claimant=None)], [GOLD])
    assert figures.articles == 1
    assert {name: score.f1 for name, score in figures.scores.items() if score.f1 < 100 and "mixed" not in name} == {}
    assert figures.scores["speakers"] == Prf(2, 2, 2, 2)


def test_a_quote_without_source_is_optional() -> None:
    scores = evaluate([quote("We lost 5 ships", "the admiral", "direct")], [], [GOLD]).scores
    assert scores["quotes.lenient"] == Prf(1, 1, 1, 2)
    assert scores["quotes.indirect.lenient"] == Prf(0, 0, 0, 1)


def test_marks_do_not_matter_but_words_do() -> None:
    scores = evaluate([quote("“We lost 5 ships,”", "John Moor", "direct")], [], [GOLD]).scores
    assert scores["quotes.strict"].right == 1
    scores = evaluate([quote("We lost 5", "John Moor", "direct")], [], [GOLD]).scores
    assert (scores["quotes.strict"].right, scores["quotes.lenient"].right) == (0, 1)


def test_a_wrong_speaker_costs_attribution_only() -> None:
    scores = evaluate([quote("We lost 5 ships", "the mayor", "direct")], [], [GOLD]).scores
    assert (scores["quotes.lenient"].right, scores["quotes.lenient_attributed"].right) == (1, 0)
    assert scores["speakers"] == Prf(0, 1, 0, 1)
    assert scores["speakers.accuracy"].f1 == 0


def test_no_wrong_name_is_better_than_a_guess() -> None:
    silent = evaluate([quote("We lost 5 ships", None, "direct")], [], [GOLD]).scores["speakers"]
    guess = evaluate([quote("We lost 5 ships", "x", "direct")], [], [GOLD]).scores["speakers"]
    assert (silent.found, guess.found) == (0, 1)


def test_kinds_are_counted_by_what_was_found_and_what_is_annotated() -> None:
    scores = evaluate([quote("We lost 5 ships", "John Moor", "mixed")], [], [GOLD]).scores
    assert scores["quotes.mixed.lenient"] == Prf(1, 1, 0, 0)
    assert scores["quotes.direct.lenient"] == Prf(0, 0, 1, 1)
    assert scores["quotes.kind"].f1 == 0


@pytest.mark.parametrize(
    ("fields", "lost"),
    [
        ({}, set()),
        ({"unit": "boat"}, {"number_unit", "all_fields"}),
        ({"relation": ">"}, {"relation", "all_fields"}),
        ({"claimant": None}, {"number_claimant", "all_fields"}),
        ({"high": None}, {"bounds", "relation", "all_fields"}),
        ({"low": 7.0, "high": 8.0}, {"number", "number_unit", "bounds", "relation", "number_claimant", "all_fields"}),
    ],
)
def test_each_field_of_a_claim(fields: dict[str, object], lost: set[str]) -> None:
    scores = evaluate([], [claim("5 ships", **fields)], [GOLD]).scores
    assert {name.removeprefix("claims.") for name, s in scores.items() if "claims." in name and not s.right} == lost


def test_other_documents_and_empty_segments_are_not_looked_at() -> None:
    stray = {**quote("We lost 5 ships", "x"), "document_id": "other"}
    dots = {**quote("We lost 5 ships", "x"), "segments": [[0, 1]]}
    assert evaluate([stray, dots], [], [GOLD]).scores["quotes.lenient"].found == 0


def test_rows_of_tables_can_be_measured(tables: Tables) -> None:
    article = GoldArticle("harbour", Path("h"), "x" * 400, (), ())
    scores = evaluate(tables.records("quotes"), tables.records("claims"), [article]).scores
    assert scores["quotes.lenient"].found == 6 and scores["claims.span"].found == 2
