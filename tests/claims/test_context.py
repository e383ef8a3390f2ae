"""The quote, the clause, what is counted, the day and the negation around a quantity."""

from __future__ import annotations

from datetime import date

import pytest

from quotes.claims import find_claims
from quotes.claims.dates import as_of
from quotes.records import Quotation, Quote, Span, Speaker
from tests.builders import build
from tests.claims.helpers import claims, parsed


def _quote(start: int, end: int, name: str) -> Quote:
    quotation = Quotation("direct", (Span(start, end),), None, None, "speech", None, "body", "test", 1.0)
    return Quote(quotation, Speaker(name, "person"))


def test_the_innermost_quote_claims() -> None:
    text = "He said the mayor put it at 25 dead and the city had 40 homes"
    quotes = [_quote(8, len(text), "Ade"), _quote(18, 36, "the mayor")]
    assert [claim.quote for claim in claims(text, quotes)] == [1, 0]


def test_no_quote_is_the_articles_own_voice() -> None:
    assert [claim.quote for claim in claims("The city had 40 homes")] == [None]


def test_clause_about_and_negation_come_from_the_parse() -> None:
    document, parse = build(
        "Peskov/PROPN/2/nsubj said=say/VERB/0/root the/DET/4/det mine/NOUN/7/nsubj did/AUX/7/aux "
        "not/PART/7/advmod hire/VERB/2/ccomp 943/NUM/10/nummod "
        "permanent/ADJ/10/amod employees=employee/NOUN/7/obj ./PUNCT/2/punct"
    )
    (claim,) = find_claims(document, parse, [])
    assert claim.clause.text(document.text) == "the mine did not hire 943 permanent employees"
    assert claim.about == "permanent employees"
    assert claim.unit == "employee"
    assert claim.negated


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("had 40 ships at the end of December 2021", date(2021, 12, 31)),
        ("earned 5 percent in the third quarter of 2023", date(2023, 9, 30)),
        ("had 40 ships on 3 May 2020", date(2020, 5, 3)),
        ("had 40 ships as of Tuesday", date(2024, 2, 27)),
        ("had 40 ships in 2018", date(2018, 12, 31)),
        ("had 40 ships", None),
    ],
)
def test_as_of(text: str, day: date | None) -> None:
    document, _ = parsed(text, published=date(2024, 3, 1))
    assert as_of(document, Span(0, len(text))) == day
