"""Fitting and judging confidence, on rows made up."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from quotes.calibration.confidence import probability
from quotes.evaluation.gold import GoldArticle, GoldQuote
from quotes.records import Article, Span
from quotes.training.calibration import Judged, calibration_error, cross_validated, fit, judge, kept_at, reliability


def rows(number: int = 600) -> list[Judged]:
    rng = random.Random(5)
    out = []
    for i in range(number):
        sign = rng.choice((0.0, 1.0))
        out.append(Judged({"bias": 1.0, "sign": sign}, rng.random() < (0.9 if sign else 0.6), f"article {i % 30}"))
    return out


def test_what_is_fitted_gives_the_shares_that_were_seen() -> None:
    weights = fit(rows())
    assert probability({"bias": 1.0, "sign": 1.0}, weights) == pytest.approx(0.9, abs=0.05)
    assert probability({"bias": 1.0}, weights) == pytest.approx(0.6, abs=0.07)


def test_cross_validation_is_calibrated_where_the_features_are_all() -> None:
    found = rows()
    assert calibration_error(cross_validated(found), [row.right for row in found]) < 0.05


def test_calibration_error_and_what_is_kept() -> None:
    assert calibration_error([0.9] * 10, [True] * 9 + [False]) == pytest.approx(0)
    assert calibration_error([0.9] * 10, [False] * 10) == pytest.approx(0.9)
    assert kept_at([0.95, 0.95, 0.2, 0.2], [True, False, True, False], 0.9) == (0.5, 0.5)
    assert reliability([0.1, 0.9], [False, True]) == [(1, 0.1, 0.0), (1, 0.9, 1.0)]


def test_a_row_is_right_with_its_words_and_its_speaker(article: Article) -> None:
    text = article.document.text

    def gold(speaker: str, *segments: Span) -> GoldArticle:
        quote = GoldQuote("direct", segments, speaker, (), "said", None)
        return GoldArticle("harbour", Path("harbour.txt"), text, (quote,), ())

    one = replace(article, quotes=article.quotes[:1])
    words = article.quotes[0].quotation.segments
    assert [row.right for row in judge(one, gold("Dana Reyes", *words))] == [True]
    assert [row.right for row in judge(one, gold("Ann Lee", *words))] == [False]
    assert [row.right for row in judge(one, gold("Dana Reyes", Span(0, 5)))] == [False]
