"""What is read as a quantity: values, bounds and units."""

import pytest

from tests.claims.helpers import read

CASES = [
    ("The port paid $1.2bn for cranes", ("$1.2bn", 1.2e9, 1.2e9, "=", "USD")),
    ("It paid 5 \u2066million\u2069 dollars", ("5 \u2066million\u2069 dollars", 5e6, 5e6, "=", "USD")),
    ("It paid \u200e$5\u200e million", ("$5\u200e million", 5e6, 5e6, "=", "USD")),
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
    ("It cost MUSD 30 in all", ("MUSD 30", 30e6, 30e6, "=", "USD")),
    ("They lost 75 USD million in May", ("75 USD million", 75e6, 75e6, "=", "USD")),
    ("It was worth up to PS2.7m then", ("up to PS2.7m", None, 2.7e6, "<=", "GBP")),
    ("The PS5 costs $500 there", ("$500", 500.0, 500.0, "=", "USD")),
    ("It cost us $5 million to build", ("$5 million", 5e6, 5e6, "=", "USD")),
    ("it cost us $ 5 million to build", ("us $ 5 million", 5e6, 5e6, "=", "USD")),
    ("A $1.5 billion plan was approved", ("$1.5 billion", 1.5e9, 1.5e9, "=", "USD")),
    ("Tea is thirteen dollars and five cents", ("thirteen dollars and five cents", 13.05, 13.05, "=", "USD")),
    ("They took 4 thousand 3 hundred and 21 crates", ("4 thousand 3 hundred and 21 crates", 4321.0, 4321.0, "=", "crate")),
    ("They took three dozens of eggs", ("three dozens", 36.0, 36.0, "=", "egg")),
    ("In 2020 thousands fled", ("thousands", 1000.0, None, ">=", "person")),
    ("Three hundred thirty-two fifths litres", ("Three hundred thirty-two fifths litres", 66.4, 66.4, "=", "litre")),
    ("There are 1.3x10^6 cells", ("1.3x10^6 cells", 1.3e6, 1.3e6, "=", "cell")),
    ("A chance of one over three.", ("one over three", 33.33, 33.33, "=", "percent")),
    ("It holds 2.3 ± 0.4 grams", ("2.3 ± 0.4 grams", 1.9, 2.7, "range", "gram")),
    ("He is 6'2\" tall", ("6'2\"", 74.0, 74.0, "=", "inch")),
    ("It is 5 feet 6 inches deep", ("5 feet 6 inches", 5.5, 5.5, "=", "foot")),
    ("A 10\" long pen", ("10\"", 10.0, 10.0, "=", "inch")),
    ("It was 31C in the shade", ("31C", 31.0, 31.0, "=", "degree Celsius")),
    ("It weighs 20 (kg) or so", ("20 (kg) or so", 20.0, 20.0, "~", "kilogram")),
    ("Use half a cup of rice", ("half a cup", 0.5, 0.5, "=", "cup")),
    ("It runs at 40 picometers", ("40 picometers", 40.0, 40.0, "=", "picometre")),
    ("A cut of 25 basis-point size", ("25 basis-point", 25.0, 25.0, "=", "basis point")),
    ("More than 3 but less than 10 percent", ("More than 3 but less than 10 percent", 3.0, 10.0, "range", "percent")),
    ("It had more than 50 or equal to it", ("more than 50 or equal to", 50.0, None, ">=", "person")),
    ("It was worth 1.3 billion", ("1.3 billion", 1.3e9, 1.3e9, "=", "unit")),
    ("Over three summers a team dived", ("three summers", 3.0, 3.0, "=", "summer")),
    ("Winds were faster than 6 m/s", ("faster than 6 m/s", 6.0, None, ">", "metre per second")),
    ("She sent two e-mails", ("two e-mails", 2.0, 2.0, "=", "e-mail")),
    ("30 dead were found", ("30 dead", 30.0, 30.0, "=", "person")),
    ("It cost 10 million U.S. dollars", ("10 million U.S. dollars", 1e7, 1e7, "=", "USD")),
    ("It cost 5 million russian rubles", ("5 million russian rubles", 5e6, 5e6, "=", "RUB")),
    ("It cost 100 Danish kroner", ("100 Danish kroner", 100.0, 100.0, "=", "DKK")),
    ("It cost 5 million marks", ("5 million marks", 5e6, 5e6, "=", "DEM")),
    ("A 200-pound man ran", ("200-pound", 200.0, 200.0, "=", "pound")),
    ("It plans 900 Gbps of it", ("900 Gbps", 900.0, 900.0, "=", "gigabit per second")),
    ("They paid fifty grand for it", ("fifty grand", 50000.0, 50000.0, "=", "USD")),
    ("They sold two grand pianos", ("two", 2.0, 2.0, "=", "piano")),
    ("Tickets were £20 apiece", ("£20 apiece", 20.0, 20.0, "=", "GBP")),
    ("Crude fell by a dollar and a half", ("a dollar and a half", 1.5, 1.5, "=", "USD")),
    ("The fare is kr450 now", ("kr450", 450.0, 450.0, "=", "NOK")),
    ("He has written 40 books and counting", ("40 books and counting", 40.0, None, ">=", "book")),
    ("They hired 50 people or more", ("50 people or more", 50.0, None, ">=", "person")),
    ("They sold 40 books and more letters", ("40 books", 40.0, 40.0, "=", "book")),
    ("A half-million people came", ("A half-million people", 5e5, 5e5, "=", "person")),
    ("A couple of hundred people came", ("A couple of hundred people", 100.0, None, ">=", "person")),
    ("Dozens and dozens of crates fell", ("Dozens and dozens", 12.0, None, ">=", "crate")),
    ("Crime fell by a quarter last year", ("a quarter", 25.0, 25.0, "=", "percent")),
    ("The blast killed three last year", ("three", 3.0, 3.0, "=", "person")),
    ("The stadium seats 4,500", ("4,500", 4500.0, 4500.0, "=", "person")),
    ("A five-fold increase was seen", ("five-fold", 5.0, 5.0, "=", "time")),
    ("Chimneys emit 2.3 grams of methane per second", ("2.3 grams", 2.3, 2.3, "=", "gram per second")),
    ("It yields 40,000 tonnes of wheat a year", ("40,000 tonnes", 4e4, 4e4, "=", "tonne per year")),
    ("They took about 40 bushels a load", ("about 40 bushels a load", 40.0, 40.0, "~", "bushel per load")),
    ("A ratio of 30 to 1 was kept", ("30 to 1", 30.0, 30.0, "=", "ratio")),
    ("The ratio is 1:25", ("1:25", 0.04, 0.04, "=", "ratio")),
    ("Women were outnumbered by three to one", ("three to one", 3.0, 3.0, "=", "ratio")),
    ("It was a 50-50 chance", ("50-50", 50.0, 50.0, "=", "percent")),
    ("She won the 400m hurdles", ("400m", 400.0, 400.0, "=", "metre")),
    ("It won by a 149 vote margin", ("149 vote", 149.0, 149.0, "=", "vote")),
    ("A 5.0 earthquake struck", ("5.0", 5.0, 5.0, "=", "magnitude")),
    ("It was “at least seven” similar crates", ("at least seven", 7.0, None, ">=", "crate")),
    ("The Dow lost 190 points", ("190 points", 190.0, 190.0, "=", "point")),
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


def test_money_said_again_keeps_its_currency() -> None:
    found = read("Sales were 9.8 billion crowns, against 9.1 billion", place="COPENHAGEN")
    assert [(row[1], row[4]) for row in found] == [(9.8e9, "DKK"), (9.1e9, "DKK")]
    assert [row[4] for row in read("Sales were $7.36 billion from $6.78 billion a year earlier")] == ["USD", "USD"]


def test_a_bound_before_the_next_number_is_its_own() -> None:
    assert [(row[0], row[3]) for row in read("It sold 200 or more than 190")] == [("more than 190", ">")]


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


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("The fare is $5", "OTTAWA", "CAD"),
        ("The fare is $5", "Ottawa, Ontario", "CAD"),
        ("The fare is $5", "WELLINGTON", "NZD"),
        ("The fare is $5", "SINGAPORE", "SGD"),
        ("The fare is $5", "HONG KONG", "HKD"),
        ("The fare is $5", "BOSTON", "USD"),
        ("The fare is 500 shillings", "ZANZIBAR CITY", "TZS"),
        ("The fare is 500 shillings", "KAMPALA", "UGX"),
        ("The fare is 500 shillings", None, "KES"),
        ("The fare is Rs 500", "COLOMBO", "LKR"),
        ("The fare is 500 pesos", "MANILA", "PHP"),
        ("The Canadian minister told Ontario that the fare is $5", None, "CAD"),
        ("The Canadian minister told Ohio that the fare is $5", None, "USD"),
        ("A Canadian said in Ohio and in Texas that the fare is $5", None, "USD"),
        ("The Namibian council in Swakopmund put the fare at $5", None, "NAD"),
        ("It cost him nearly two grand", "LONDON", "GBP"),
        ("It cost him nearly two grand", "AUCKLAND", "NZD"),
        ("It cost ten bucks", "SYDNEY", "AUD"),
    ],
)
def test_money_is_that_of_the_dateline_or_of_what_the_text_names(text: str, place: str | None, code: str) -> None:
    assert [row[4] for row in read(text, place=place)] == [code]


def test_a_line_that_is_a_result_is_two_claims() -> None:
    assert [(row[1], row[4]) for row in read("Harbour Town 3 Redgate Rovers 2")] == [(3.0, "point"), (2.0, "point")]
    assert [row[1] for row in read("Norwick beat Aldby 24-17 on Sunday")] == [24.0, 17.0]


def test_a_sum_keeps_the_currency_of_the_sum_before() -> None:
    found = read("It made 947 million pounds after a 107 million loss")
    assert [(row[1], row[4]) for row in found] == [(947e6, "GBP"), (107e6, "GBP")]


def test_a_measure_that_is_compared_keeps_its_unit() -> None:
    found = read("The flow is 820 cubic metres per second, down from a peak of just over 1,000")
    assert [row[4] for row in found] == ["cubic metre per second"] * 2


def test_whom_and_which_point_back() -> None:
    assert [row[4] for row in read("He owns five buildings, two of which neighbours dislike")][1] == "building"


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("The islands want $100bn a year", "NADI", "USD per year"),
        ("The islands want 100 billion dollars", "NADI", "USD"),
        ("The islands paid $5 million", "NADI", "FJD"),
        ("The banks lost $100bn", "OTTAWA", "CAD"),
    ],
)
def test_more_than_a_small_country_makes_is_not_its_own_money(text: str, place: str, code: str) -> None:
    assert [row[4] for row in read(text, place=place)] == [code]


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        ("A bag costs R450", "CAPE TOWN", [("R450", 450, 450, "=", "ZAR")]),
        ("It rose from R450-R600", "JOHANNESBURG", [("R450-R600", 450, 600, "range", "ZAR")]),
        ("A bag costs R450", "BERLIN", []),
        ("The R61 road is shut", "CAPE TOWN", []),
        ("A stock of N95 masks", "LAGOS", []),
        ("A bag costs N450", "LAGOS", [("N450", 450, 450, "=", "NGN")]),
    ],
)
def test_the_letter_of_a_countrys_money(text: str, place: str, expected: list[tuple[str, int, int, str, str]]) -> None:
    assert read(text, place=place) == expected


def test_a_figure_in_brackets_lends_its_unit_to_none() -> None:
    rows = read("The moths covered 6 hectares (15 acres; .06 square km), up from 2.4 (5.9 acres)")
    assert [row[4] for row in rows] == ["hectare", "acre", "square kilometre", "hectare", "acre"]
