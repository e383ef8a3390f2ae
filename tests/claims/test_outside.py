"""The adapters to outside sets, on sentences of our own."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks import newsquant, recognizers
from benchmarks.outside import Score
from tests.claims.helpers import parsed


def _case(text: str, *results: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    found = []
    for part, resolution in results:
        start = text.index(part)
        found.append({"Text": part, "Start": start, "End": start + len(part) - 1, "Resolution": resolution})
    return {"Input": text, "Results": found}


RIGHT = [
    ("currency", _case("It cost about $5.", ("$5", {"value": "5", "unit": "Dollar"}))),
    ("currency", _case("It cost EUR 5 million.", ("EUR 5 million", {"value": "5000000", "isoCurrency": "EUR"}))),
    ("currency", _case("It fell 40 cents.", ("40 cents", {"value": "40", "unit": "Cent"}))),
    ("dimension", _case("over 20 square meters", ("20 square meters", {"value": "20", "unit": "Square meter"}))),
    ("percent", _case("at least 7 percent of it", ("7 percent", {"value": "7%"}))),
    ("number", _case("two fifths of 30 men", ("two fifths", {"value": "0.4"}), ("30", {"value": "30"}))),
    ("numberrange", _case("it is more than 5 now", ("more than 5", {"value": "(5,)"}))),
    ("numberrange", _case("it is about 5 or more", ("5 or more", {"value": "[5,)"}))),
    ("numberrange", _case("from above 5 and below 9", ("above 5 and below 9", {"value": "(5,9)"}))),
]


@pytest.mark.parametrize(("kind", "case"), RIGHT, ids=[case["Input"] for _, case in RIGHT])
def test_a_case_is_right(kind: str, case: dict[str, Any]) -> None:
    document, parse = parsed(case["Input"])
    assert recognizers.is_right(kind, case, list(recognizers.READERS[kind](document, parse)))
    assert recognizers.contradiction(kind, case) is None


def test_a_case_is_wrong_by_one_character_or_one_result_too_many() -> None:
    document, parse = parsed("It cost $5 and $6.")
    found = list(recognizers.currencies(document, parse))
    five, six = ("$5", {"value": "5", "unit": "Dollar"}), ("$6", {"value": "6", "unit": "Dollar"})
    assert recognizers.is_right("currency", _case(document.text, five, six), found)
    assert not recognizers.is_right("currency", _case(document.text, five), found)
    assert not recognizers.is_right("currency", _case(document.text, five, (" $6", six[1])), found)


@pytest.mark.parametrize(
    ("kind", "case", "reason"),
    [
        ("percent", _case("the percent", ("percent", {"value": "null"})), "a unit without a number"),
        ("number", _case("on 1/2/2019", ("2019", {"value": "2019"})), "a date, clock time, phone number or name"),
        ("currency", _case("5 dollars and 5", ("5 dollars and 5", {"value": "5.05"})), "a number without a unit"),
    ],
)
def test_what_contradicts_the_guidelines(kind: str, case: dict[str, Any], reason: str) -> None:
    assert (recognizers.contradiction(kind, case) or "").startswith(reason)


def _quantity(value: str, unit: str, change: str = "=") -> dict[str, str]:
    return {"value": value, "normalized_unit": unit, "change": change}


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("The index was up 19 cents", [_quantity("19.0", "cent", "up")]),
        ("It fell from $36,040 to $34,935", [_quantity("36040.0-34935.0", "dollar", "down")]),
        ("Over 60 percent paid 5 euros", [_quantity("60", "percentage", ">"), _quantity("5", "euro")]),
        ("Dozens of people left", [_quantity("12-120", "people")]),
        ("The 64-year-old mayor paid 8 or 9 euros", [_quantity(v, u) for v, u in
            (("64", "year of age"), ("8", "euro"), ("9", "euro"))]),
        ("The fish swim more than 100 km (60 miles)", [_quantity("100", "kilometre", ">"), _quantity("60", "mile", ">")]),
        ("She voted twice", []),
    ],
)  # fmt: skip
def test_claims_are_told_in_the_terms_of_newsquant(text: str, quantities: list[dict[str, str]]) -> None:
    entry = {"text": text, "quantities": quantities}
    scores = newsquant.score([entry], [parsed(text)])
    assert scores == {name: Score(*[len(quantities)] * 3) for name in scores}


def test_a_figure_matches_once() -> None:
    five = newsquant.Figure(5.0, "dollar", "=")
    assert newsquant.pairs([five, five], [five]) == [(five, five)]
    assert newsquant.pairs([newsquant.Figure((1.0, 2.0), "", "=")], [newsquant.Figure(1.0, "", "=")]) == []
