"""Whether a quantity rises or falls."""

import pytest

from quotes.claims.find import find_quantities
from tests.claims.helpers import parsed


@pytest.mark.parametrize(
    ("text", "trends"),
    [
        ("Crude was up 19 cents", ["up"]),
        ("The index lost 190 points", ["down"]),
        ("Sales grew by a further 4 percent", ["up"]),
        ("Sales fell 3 percent to $5 million", ["down", None]),
        ("Sales were 4 percent", [None]),
        ("Rates rose from 4 to 5 percent", [None, None]),
    ],
)
def test_trend(text: str, trends: list[str | None]) -> None:
    document, parse = parsed(text)
    assert [finding.trend for finding in find_quantities(document, parse, [])] == trends


def test_what_is_left_out_has_its_reason_and_a_claim_has_none() -> None:
    document, parse = parsed("The 64-year-old mayor paid 5 euros in 2016")
    found = find_quantities(document, parse, [], left_out=True)
    assert [(finding.core.text(document.text), finding.left_out) for finding in found] == [
        ("64-year", "age"),
        ("5 euros", None),
        ("2016", "year"),
    ]
