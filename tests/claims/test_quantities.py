"""What is read as a quantity: values, bounds and units."""

import pytest

from tests.claims.helpers import read

CASES = [
    ("The port paid $1.2bn for cranes", ("$1.2bn", 1.2e9, 1.2e9, "=", "USD")),
    ("The port paid N$5 million for cranes", ("N$5 million", 5e6, 5e6, "=", "NAD")),
    ("The plan costs $15-20bn overall", ("$15-20bn", 15e9, 20e9, "range", "USD")),
    ("It costs between $5 and $7 billion", ("between $5 and $7 billion", 5e9, 7e9, "range", "USD")),
    ("He owed EUR 300,000 in tax", ("EUR 300,000", 3e5, 3e5, "=", "EUR")),
    ("A bond of 38.8 million euros was sold", ("38.8 million euros", 38.8e6, 38.8e6, "=", "EUR")),
    ("Each got one million rubles", ("one million rubles", 1e6, 1e6, "=", "RUB")),
    ("The dam cost Rs 5 crore", ("Rs 5 crore", 5e7, 5e7, "=", "INR")),
    ("The fare is 34 cents", ("34 cents", 0.34, 0.34, "=", "USD")),
    ("Turnout was over 80 percent", ("over 80 percent", 80.0, None, ">", "percent")),
    ("It was up to 50% full", ("up to 50%", None, 50.0, "<=", "percent")),
    ("Rates rose 0.5 percentage points", ("0.5 percentage points", 0.5, 0.5, "=", "percentage_point")),
    ("Some 4 to 5 million voters", ("Some 4 to 5 million voters", 4e6, 5e6, "range", "voter")),
    ("At least a dozen people died", ("At least a dozen people", 12.0, None, ">=", "person")),
    ("Fewer than 30 shops opened", ("Fewer than 30 shops", None, 30.0, "<", "shop")),
    ("No more than six guests", ("No more than six guests", None, 6.0, "<=", "guest")),
    ("Nearly two thirds of homes", ("Nearly two thirds", 66.67, 66.67, "~", "percent")),
    ("Four or more people", ("Four or more people", 4.0, None, ">=", "person")),
    ("Dozens of ships waited", ("Dozens", 12.0, None, ">=", "ship")),
    ("Tens of thousands of fans came", ("Tens of thousands", 10000.0, None, ">=", "fan")),
    ("Over three-and-a-half million refugees", ("Over three-and-a-half million refugees", 3.5e6, None, ">", "refugee")),
    ("A 12-mile road was closed", ("12-mile", 12.0, 12.0, "=", "mile")),
    ("The 55-member council met", ("55-member", 55.0, 55.0, "=", "member")),
    ("The tower lies 20km away", ("20km", 20.0, 20.0, "=", "kilometre")),
    ("They searched 415 km2 of water", ("415 km2", 415.0, 415.0, "=", "square kilometre")),
    ("Output fell to 500,000 barrels a day", ("500,000 barrels a day", 5e5, 5e5, "=", "barrel per day")),
    ("He was held for over a month", ("over a month", 1.0, None, ">", "month")),
    ("It took half an hour", ("half an hour", 0.5, 0.5, "=", "hour")),
    ("About 816 000 voters", ("About 816 000 voters", 816000.0, 816000.0, "~", "voter")),
    ("The fund holds 1,00,000 shares", ("1,00,000 shares", 1e5, 1e5, "=", "share")),
    ("A quake of magnitude 5.2 struck", ("magnitude 5.2", 5.2, 5.2, "=", "magnitude")),
    ("It was minus 5 degrees", ("minus 5 degrees", -5.0, -5.0, "=", "degree")),
    ("Eight Mexicans left", ("Eight Mexicans", 8.0, 8.0, "=", "person")),
    ("The blast killed three", ("three", 3.0, 3.0, "=", "person")),
    ("One in five firms closed", ("One in five", 20.0, 20.0, "=", "percent")),
    ("She was elected twice", ("twice", 2.0, 2.0, "=", "time")),
    ("The deal is open within the next 10 days", ("within the next 10 days", None, 10.0, "<=", "day")),
    ("Debt was $US113 trillion", ("$US113 trillion", 113e12, 113e12, "=", "USD")),
    ("It makes 275 pound-feet of torque", ("275 pound-feet", 275.0, 275.0, "=", "pound foot")),
    ("Output was 2.5 times core sales", ("2.5 times", 2.5, 2.5, "=", "time")),
    ("He weighed ten lbs then", ("ten lbs", 10.0, 10.0, "=", "pound")),
    ("The car was under a metre of water", ("a metre", 1.0, 1.0, "=", "metre")),
    ("They toured ports over three days", ("three days", 3.0, 3.0, "=", "day")),
    ("Thousands march in the capital", ("Thousands", 1000.0, None, ">=", "person")),
    ("She left with CDN$11,000 in cash", ("CDN$11,000", 11000.0, 11000.0, "=", "CAD")),
    ("The mother of two left", ("two", 2.0, 2.0, "=", "child")),
    ("A crowd of some 30,000 left", ("some 30,000", 30000.0, 30000.0, "~", "person")),
    ("Shops limited sales to two packs", ("two packs", None, 2.0, "<=", "pack")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_one_quantity(text: str, wanted: tuple[str, float | None, float | None, str, str]) -> None:
    assert read(text) == [wanted]


def test_a_change_is_two_figures() -> None:
    assert [row[1] for row in read("The toll rose from fourteen to 31")] == [14.0, 31.0]
    assert [row[3] for row in read("Rates rose from 4.1 to 4.3 percent")] == ["=", "="]


def test_a_result_is_two_claims() -> None:
    assert [(row[1], row[4]) for row in read("Council voted 52-48")] == [(52.0, "vote"), (48.0, "vote")]


def test_a_rise_to_a_price_is_two_figures() -> None:
    assert [(row[1], row[4]) for row in read("Crude rose 40 cents to $71.15")] == [(0.4, "USD"), (71.15, "USD")]
    assert [(row[1], row[4]) for row in read("The term grew from 24 months to 30.")] == [
        (24.0, "month"),
        (30.0, "month"),
    ]


def test_others_stand_for_the_noun_before() -> None:
    assert [row[4] for row in read("They killed six soldiers and held seven more")] == ["soldier", "soldier"]
    assert [row[4] for row in read("He left with 25 others")] == ["person"]


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("The firm paid $5 million", "Sydney, Australia", "AUD"),
        ("The firm paid $5 million", "WINDHOEK", "NAD"),
        ("The firm paid $5 million", None, "USD"),
        ("The firm paid 5 million crowns", "COPENHAGEN", "DKK"),
    ],
)
def test_a_bare_dollar_is_the_countrys(text: str, place: str | None, code: str) -> None:
    assert [row[4] for row in read(text, place=place)] == [code]
