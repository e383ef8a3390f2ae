"""The day of an utterance."""

from __future__ import annotations

from datetime import date

import pytest

from quotes.speakers.dates import find_day

SATURDAY = date(2024, 3, 9)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Sunday", date(2024, 3, 3)),
        ("late Friday", date(2024, 3, 8)),
        ("on Saturday", SATURDAY),
        ("last Saturday", date(2024, 3, 2)),
        ("yesterday", date(2024, 3, 8)),
        ("today", SATURDAY),
        ("on 3 March", date(2024, 3, 3)),
        ("on March 3", date(2024, 3, 3)),
        ("on the 3rd of March", date(2024, 3, 3)),
        ("on Nov. 30", date(2023, 11, 30)),
        ("on 30 December", date(2023, 12, 30)),
        ("on March 12, 2019", date(2019, 3, 12)),
        ("on 2024-03-01", date(2024, 3, 1)),
        ("on March 12", date(2024, 3, 12)),
        ("next Sunday", None),
        ("on Sundays", None),
        ("on 31 February", None),
        ("Mr. March", None),
        ("according to USA Today", None),
        ("last week", None),
        ("12/03", None),
        ("", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert find_day(text, SATURDAY) == day


def test_without_a_day_of_publication_only_full_dates_can_be_told() -> None:
    assert find_day("on Sunday", None) is None
    assert find_day("on 3 March", None) is None
    assert find_day("on 3 March 2021", None) == date(2021, 3, 3)


def test_the_first_that_can_be_told() -> None:
    assert find_day("on Sundays and on Monday", SATURDAY) == date(2024, 3, 4)
