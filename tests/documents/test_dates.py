from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.documents.dates import date_in_name, first_date, read_date

DAY = date(2020, 9, 3)


@pytest.mark.parametrize(
    "line",
    ["Thu 3rd September 2020 | 06:30 PM", "September 3, 2020", "Sept. 3 2020", "3 Sep 2020", "2020-09-03", "2020/9/3",
     "3-Sep-2020", "on 3 September, 2020", "SEP 3, 2020", "the 3rd of September 2020"],
)  # fmt: skip
def test_reads_what_pages_write(line: str) -> None:
    assert first_date(line) == DAY


@pytest.mark.parametrize(
    "line", ["", "3 September", "31 February 2020", "03/09/2020", "May 2020", "room 2020-99-99", "Section 3"]
)
def test_guesses_nothing(line: str) -> None:
    assert first_date(line) is None


def test_numbers_that_cannot_be_swapped() -> None:
    assert first_date("30/09/2020") == first_date("09/30/2020") == date(2020, 9, 30)
    assert first_date("09/09/2020") == date(2020, 9, 9)


def test_takes_the_year_it_is_given() -> None:
    assert first_date("LONDON, Jan 5 (Reuters)", 2021) == date(2021, 1, 5)


@pytest.mark.parametrize(
    "value",
    [DAY, datetime(2020, 9, 3, 23), pd.Timestamp("2020-09-03 10:00"), "2020-09-03T18:30:00+05:00", "20200903",
     "Thu, 03 Sep 2020 18:30:00 +0000"],
)  # fmt: skip
def test_reads_metadata(value: object) -> None:
    assert read_date(value) == DAY


@pytest.mark.parametrize("value", [None, "", " ", "nan", "NaT", float("nan"), pd.NaT])
def test_missing_is_null(value: object) -> None:
    assert read_date(value) is None


@pytest.mark.parametrize("value", ["03/09/2020", "yesterday", 12, "2020-13-45"])
def test_what_is_no_date_is_an_error(value: object) -> None:
    with pytest.raises(ValueError, match="2020-09-20"):
        read_date(value)


@pytest.mark.parametrize(
    "name", ["2020-09-03-001", "site-2020-09-03", "20200903_story", "2020/09/03/story", "a_2020_09_03"]
)
def test_dates_in_names(name: str) -> None:
    assert date_in_name(name) == DAY


@pytest.mark.parametrize("name", ["story-2020-09", "1234567890", "2020-19-03", "120200903"])
def test_names_without_dates(name: str) -> None:
    assert date_in_name(name) is None


@given(st.text(max_size=60))
def test_never_raises(line: str) -> None:
    first_date(line)
    date_in_name(line)
