"""The day of an utterance: "on Sunday", "yesterday", "on 3 March" near the cue, counted from the day of publication.

A general date parser takes "Mr. March" for a date and reads "12/03" the American way, so only the forms of news prose
are read here; everything else gives null.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december"]  # fmt: skip
_SHORT_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
                 "nov": 11, "dec": 12}  # fmt: skip
_RELATIVE = {"today": 0, "tonight": 0, "yesterday": 1}
_AHEAD = timedelta(days=7)  # a date without a year this little after publication is a slip of the clock, not last year

_MONTH = "|".join([*_MONTHS, *(f"{short}\\.?" for short in _SHORT_MONTHS)])
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<year>\d{4}))?"
_DATES = re.compile(
    rf"\b(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})"
    rf"|(?P<month>{_MONTH}) {_DAY}{_YEAR}\b"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month2>{_MONTH})(?:,? (?P<year2>\d{{4}}))?\b"
    rf"|(?P<last>last |next |this coming |every |each )?(?P<weekday>{'|'.join(_WEEKDAYS)})(?P<plural>s)?\b"
    rf"|(?P<relative>{'|'.join(_RELATIVE)})\b)",
    re.I,
)


def find_day(text: str, published: date | None) -> date | None:
    """The first day that a stretch of text names and that can be told; null where there is none.

    ``find_day("on Sunday", date(2020, 9, 21))`` is 20 September 2020. A weekday is the last such day up to the day of
    publication; a day and month without a year the last such date.
    """
    for match in _DATES.finditer(text):
        found = _resolve(match, published)
        if found is not None:
            return found
    return None


def _resolve(match: re.Match[str], published: date | None) -> date | None:
    if match["iso"]:
        return _day(match["iso"])
    if match["month"] or match["month2"]:
        month = _month(match["month"] or match["month2"])
        return _date(month, int(match["day"] or match["day2"]), match["year"] or match["year2"], published)
    if published is None or (
        match["relative"] and match[0][0].isupper() and re.search(r"[A-Z]\w* $", match.string[: match.start()])
    ):
        return None  # "USA Today"
    if match["relative"]:
        return published - timedelta(days=_RELATIVE[match["relative"].casefold()])
    return _weekday(match, published)


def _weekday(match: re.Match[str], published: date) -> date | None:
    """The last such weekday; "last Sunday" on a Sunday is a week before, "next Sunday" and "Sundays" name no day."""
    before = (match["last"] or "").strip().casefold()
    if match["plural"] or before not in {"", "last"} or not match["weekday"][0].isupper():
        return None
    days = (published.weekday() - _WEEKDAYS.index(match["weekday"].casefold())) % 7
    return published - timedelta(days=days or (7 if before else 0))


def _month(word: str) -> int:
    low = word.casefold().rstrip(".")
    return _SHORT_MONTHS.get(low) or _MONTHS.index(low) + 1


def _date(month: int, day: int, year: str | None, published: date | None) -> date | None:
    if year is not None:
        return _safe(int(year), month, day)
    if published is None:
        return None
    found = _safe(published.year, month, day)
    if found is not None and found > published + _AHEAD:
        return _safe(published.year - 1, month, day)
    return found


def _safe(year: int, month: int, day: int) -> date | None:
    """The date, null where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
