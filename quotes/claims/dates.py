"""As of when a figure holds, where its clause says so: "at the end of December 2021", "in the third quarter"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from quotes.documents.dates import MONTHS
from quotes.records import Document, Span

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH = "(" + "|".join(MONTHS) + r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
_LEAD = r"(?:as of|as at|by|until|till|at the end of|by the end of|end of|on|in|since)(?: late| early| mid)?"
_FULL = re.compile(
    rf"\b{_LEAD} {_MONTH} (\d{{1,2}}),? ((?:19|20)\d\d)\b|\b{_LEAD} (\d{{1,2}}) {_MONTH} ((?:19|20)\d\d)\b", re.I
)
_DAY = re.compile(rf"\b{_LEAD} {_MONTH} (\d{{1,2}})\b(?!,? (?:19|20)\d\d)", re.I)
_OF_MONTH = re.compile(rf"\b{_LEAD} {_MONTH},? ((?:19|20)\d\d)\b", re.I)
_QUARTER = re.compile(
    r"\b(?:in|during|for|of) the (first|second|third|fourth) quarter(?: of ((?:19|20)\d\d))?"
    r"|\bQ([1-4]) ((?:19|20)\d\d)\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:in|by|during|as of|at the end of|by the end of|end of) ((?:19|20)\d\d)\b", re.I)
_WEEKDAY = re.compile(r"\b(?:as of|by|on)(?: late| early)? (" + "|".join(_DAYS) + r")\b", re.I)
_WORD_DAY = re.compile(r"\b(yesterday|today)\b", re.I)


def as_of(document: Document, clause: Span) -> date | None:
    """The day that the clause's figures are of, the last day of a month, quarter or year; null where it names none.

    Days of the week and days without a year are counted back from the date of publication.
    """
    text = clause.text(document.text)
    published = document.published
    return _absolute(text) or (_relative(text, published) if published else None) or _year(text)


def _absolute(text: str) -> date | None:
    if match := _FULL.search(text):
        month, day, year, day2, month2, year2 = match.groups()
        return _day(int(year or year2), _month(month or month2), int(day or day2))
    if match := _QUARTER.search(text):
        which, year, number, year2 = match.groups()
        if year or year2:
            return _month_end(int(year or year2), 3 * _QUARTERS[(which or number).lower()])
    if match := _OF_MONTH.search(text):
        return _month_end(int(match.group(2)), _month(match.group(1)))
    return None


def _relative(text: str, published: date) -> date | None:
    if match := _DAY.search(text):
        found = _day(published.year, _month(match.group(1)), int(match.group(2)))
        if found is not None and found > published:
            found = _day(published.year - 1, found.month, found.day)
        return found
    if match := _WEEKDAY.search(text):
        back = (published.weekday() - _DAYS.index(match.group(1).lower())) % 7
        return published - timedelta(days=back)
    if match := _WORD_DAY.search(text):
        return published - timedelta(days=match.group(1).lower() == "yesterday")
    return None


def _year(text: str) -> date | None:
    match = _YEAR.search(text)
    return date(int(match.group(1)), 12, 31) if match else None


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
