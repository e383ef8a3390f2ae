"""As of when a figure holds, seen from Wednesday, 15 September 2021."""

from __future__ import annotations

from datetime import date

import pytest

from quotes.claims.dates import as_of
from quotes.records import Span
from tests.claims.helpers import parsed

DAYS = [
    ("the mine had [943 employees] at the end of December 2021", date(2021, 12, 31)),
    ("the mine had [943 employees] at the end of March", date(2021, 3, 31)),
    ("profits rose [5 percent] in the third quarter", date(2020, 9, 30)),
    ("profits rose [5 percent] in the second quarter", date(2021, 6, 30)),
    ("profits rose [5 percent] in the second quarter of 2018", date(2018, 6, 30)),
    ("it earned [$3 million] in Q1 2021", date(2021, 3, 31)),
    ("it earned [$3 million] in the first half of 2021", date(2021, 6, 30)),
    ("it earned [$3 million] in the first nine months of 2020", date(2020, 9, 30)),
    ("it earned [$3 million] in the six months to June 30", date(2021, 6, 30)),
    ("it earned [$3 million] in the year to March", date(2021, 3, 31)),
    ("it earned [$3 million] in fiscal 2020", date(2020, 12, 31)),
    ("it earned [$3 million] in the nine months ended September 30, 2020", date(2020, 9, 30)),
    ("rents rose [5 percent] last year", date(2020, 12, 31)),
    ("rents rose [5 percent] last month", date(2021, 8, 31)),
    ("rents rose [5 percent] last week", date(2021, 9, 12)),
    ("rents rose [5 percent] last quarter", date(2021, 6, 30)),
    ("rents rose [5 percent] this year", date(2021, 9, 15)),
    ("the town will lose [40 jobs] next year", date(2022, 12, 31)),
    ("the town lost [40 jobs] as of Friday", date(2021, 9, 10)),
    ("the town lost [40 jobs] Friday", date(2021, 9, 10)),
    ("the town lost [40 jobs] last Friday", date(2021, 9, 10)),
    ("the town lost [40 jobs] on Wednesday", date(2021, 9, 15)),
    ("the town will lose [40 jobs] on Friday", date(2021, 9, 17)),
    ("yesterday the town lost [40 jobs]", date(2021, 9, 14)),
    ("the toll stood at [31] as of 1 September", date(2021, 9, 1)),
    ("the toll stood at [31] on December 20", date(2021, 12, 20)),
    ("the plan will create [400 jobs] by 2030", date(2030, 12, 31)),
    ("the town had [4,000 people] in May", date(2021, 5, 31)),
    ("the town had [4,000 people] in November", date(2020, 11, 30)),
    ("it earned [$5 million] in 2020, up from $4 million in 2019", date(2020, 12, 31)),
    ("it earned $5 million in 2020, up from [$4 million] in 2019", date(2019, 12, 31)),
    ("in 2020, it earned [$5 million], compared with $4 million in 2019", date(2020, 12, 31)),
    ("in 2020, it earned $5 million, compared with [$4 million] in 2019", date(2019, 12, 31)),
    ("it counted [31 deaths] on Monday and 12 on Tuesday", date(2021, 9, 13)),
    ("it counted 31 deaths on Monday and [12] on Tuesday", date(2021, 9, 14)),
    ("it had [40 ships] and 30 boats in 2018", date(2018, 12, 31)),
]
NONE = [
    "it has lost [40 jobs] since Friday",
    "it teaches [30 percent] fewer pupils than in 2015",
    "prices are [four times] as high as in 2010",
    "it spent [3 million euros] between 2015 and 2018",
    "it opens for [five hours] each Friday",
    "it sold [40 ships] on Black Friday",
    "[40 people] came to march",
    "it has [40 ships]",
]


def _day(text: str, published: date | None) -> date | None:
    start, end = text.index("["), text.index("]") - 1
    document, _ = parsed(text.replace("[", "").replace("]", ""), published=published)
    return as_of(document, Span(0, len(document.text)), Span(start, end))


@pytest.mark.parametrize(("text", "day"), DAYS, ids=[text for text, _ in DAYS])
def test_the_day_of_a_figure(text: str, day: date) -> None:
    assert _day(text, date(2021, 9, 15)) == day


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_day_of_the_figure(text: str) -> None:
    assert _day(text, date(2021, 9, 15)) is None


@pytest.mark.parametrize("text", ["lost [40 jobs] on Friday", "lost [40 jobs] last year", "lost [40 jobs] in May"])
def test_without_a_day_of_publication_nothing_is_counted_back(text: str) -> None:
    assert _day(text, None) is None


def test_a_day_that_stands_apart_is_not_the_figures() -> None:
    text = "the club, founded in 1905, has 300 members"
    document, _ = parsed(text)
    quantity = Span(text.index("300"), len(text))
    assert as_of(document, Span(0, len(text)), quantity, apart=[Span(10, 25)]) is None
    assert as_of(document, Span(0, len(text)), quantity) == date(1905, 12, 31)


def test_the_nearest_of_many_days_is_found_in_time() -> None:
    text = "on 3 May 2020 it had 4, " * 400
    document, _ = parsed(text)
    assert as_of(document, Span(0, 250), Span(20, 22)) == date(2020, 5, 3)
