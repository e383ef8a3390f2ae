"""Dates as news pages write them: found in a line, read strictly, never from two numbers that could be swapped."""

from __future__ import annotations

import re
from datetime import date, datetime

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = (
    r"(?P<month{0}>jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?|aug(?:ust|\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DAY = r"(?P<day{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)"
_DAY_FIRST = rf"{_DAY}(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]+{_YEAR})?".replace("{0}", "1")
_MONTH_FIRST = rf"{_MONTH}\s+{_DAY}(?:(?:,\s*|\s+){_YEAR})?".replace("{0}", "2")
_ISO = rf"{_YEAR}[-/.](?P<month{{0}}>0?[1-9]|1[0-2])[-/.]{_DAY}".replace("{0}", "3")
_NUMERIC = rf"(?P<first>[0-3]?\d)[/.](?P<second>[0-3]?\d)[/.]{_YEAR}".replace("{0}", "4")
DATE = re.compile(rf"(?<![\w/.-])(?:{_ISO}|{_NUMERIC}|{_DAY_FIRST}|{_MONTH_FIRST})(?!\w)", re.IGNORECASE | re.ASCII)
"""A date, with or without its year; ``date_of`` reads a match."""

CLOCK = re.compile(
    r"(?<!\w)(?:\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
    r"(?:\s*(?:\([A-Z+\d:]{2,8}\)|[A-Z]{2,4}(?!\w)|local time))?",
    re.IGNORECASE | re.ASCII,
)
"""A time of the day."""

WEEKDAY = re.compile(
    r"(?<!\w)(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day|\.)?(?!\w)", re.IGNORECASE | re.ASCII
)
"""The name of a day, also cut short."""

AGO = re.compile(
    r"(?<!\w)(?:just now|(?:\d{1,3}|an?|one|two|three|few)\s*"
    r"(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?)\s+ago)(?!\w)",
    re.IGNORECASE | re.ASCII,
)
"""An age as pages show it: "16 minutes ago"."""

_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_./]?)(0[1-9]|1[0-2])\2([0-2]\d|3[01])(?!\d)")


def date_of(match: re.Match[str], year: int | None = None) -> date | None:
    """The date of a match of ``DATE``; null where it is none, lacks its year, or day and month could be swapped.

    Example:
        ``date_of(DATE.search("Sun 20th September 2020 | 06:30 PM")) == date(2020, 9, 20)``
    """
    found = {name: value for name, value in match.groupdict().items() if value is not None}
    stated = next((int(found[f"year{i}"]) for i in range(1, 5) if f"year{i}" in found), year)
    if stated is None:
        return None
    if "first" in found:
        first, second = int(found["first"]), int(found["second"])
        if first <= 12 and second <= 12 and first != second:
            return None
        day, month = (first, second) if second <= 12 else (second, first)
        return _valid(stated, month, day)
    index = next(i for i in range(1, 4) if f"day{i}" in found)
    name = found[f"month{index}"].lower().rstrip(".")
    month = int(name) if name.isdigit() else next(i for i, full in enumerate(MONTHS, 1) if full.startswith(name[:3]))
    return _valid(stated, month, int(found[f"day{index}"]))


def first_date(text: str, year: int | None = None) -> date | None:
    """The first date in a line that can be read for sure; ``year`` stands in where the line names none."""
    for match in DATE.finditer(text):
        found = date_of(match, year)
        if found is not None:
            return found
    return None


def read_date(value: object) -> date | None:
    """The date of a metadata value: a date, a time stamp, or a string in ISO 8601 or with the month's name.

    Example:
        ``read_date("2020-09-20T18:30:00+05:00") == date(2020, 9, 20)``

    Raises:
        ValueError: there is a value, but it is no date or its day and month could be swapped.
    """
    if isinstance(value, datetime):  # a pandas time stamp is one; NaT is handled by its own comparison
        return value.date() if value == value else None
    if isinstance(value, date):
        return value
    text = "" if value is None else str(value).strip()
    if not text or text.lower() in {"nan", "none", "nat", "null", "<na>"}:
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        found = first_date(text)
    if found is None:
        raise ValueError(f"{text!r} cannot be read as a date; write it as 2020-09-20")
    return found


def date_in_name(name: str) -> date | None:
    """The date in a file's name or path: ``2019-01-04-001`` or ``2019/01/04/story``."""
    for match in _IN_NAME.finditer(name):
        found = _valid(int(match[1]), int(match[3]), int(match[4]))
        if found is not None:
            return found
    return None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
