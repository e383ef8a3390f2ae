"""The probability of a claim, and how it is judged and fitted."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from quotes.calibration import claim_confidence, claim_features
from quotes.evaluation.gold import GoldArticle, GoldClaim
from quotes.records import Article
from quotes.training.calibration import Judged
from quotes.training.claim_calibration import judge_claims, measure
from tests.claims.helpers import claims


def test_what_is_adjacent_is_surer_than_what_is_understood() -> None:
    (sum_of_money,) = claims("The port paid over $1.5 billion for cranes")
    assert claim_confidence(sum_of_money) > claim_confidence(replace(sum_of_money, rule="bare", dimension="count"))


@pytest.mark.parametrize("value", [None, 0.0, 1.0, -7.5, 1e300, math.inf, math.nan])
def test_it_is_a_probability_for_every_value(value: float | None) -> None:
    (claim,) = claims("The town had 40 homes")
    changed = replace(claim, low=value, high=value, rule="a rule of later days")
    assert 0 < claim_confidence(changed) < 1
    assert sum(number for name, number in claim_features(changed).items() if name.startswith("size ")) == 1


def test_a_claim_is_right_with_its_number_its_bounds_and_its_unit(article: Article) -> None:
    text = "The port paid over $1.5 billion for cranes"
    (found,) = claims(text)
    right = GoldClaim(found.span, 1.5e9, None, ">", "USD", "")

    def judged(gold: GoldClaim) -> list[bool]:
        whole = GoldArticle("d", Path("d.txt"), text, (), (gold,))
        return [row.right for row in judge_claims(replace(article, quotes=(), claims=(found,)), whole)]

    assert judged(right) == [True]
    assert judged(replace(right, unit="EUR")) == [False]
    assert judged(replace(right, high=1.5e9)) == [False]
    assert judged(replace(right, low=1.6e9)) == [False]


def test_measuring_gives_weights_and_figures() -> None:
    rows = [Judged({"bias": 1.0, "sign": float(n % 2)}, n % 2 == 1 or n % 4 == 0, f"a{n % 20}") for n in range(400)]
    weights, figures = measure(rows, rows[:100])
    assert weights["sign"] > 0
    assert figures["cross-validated"]["rows"] == 400 and figures["held out"]["rows"] == 100


def test_the_weights_that_ship_say_how_well_they_can_be_taken() -> None:
    shipped = json.loads((files("quotes.calibration") / "data" / "claims.json").read_text(encoding="utf-8"))
    assert shipped["figures"]["cross-validated"]["expected calibration error"] < 0.05
