"""As of when a figure holds, where its clause says so: "at the end of December 2021", "in the third quarter"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quotes.documents.dates import MONTHS
from quotes.records import Document, Span

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTH = "(" + "|".join(MONTHS) + r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
_Y = r"((?:19|20)\d\d)"
_LEAD = r"(?:as of|as at|by|at|end of|on|in|during|for|of|to|through|ended|ending|this|last)(?: the)?(?: late| early| mid)?[ -]"
_COMPARED = re.compile(
    r"\b(?:than|as(?! of)|since|from|until|till|before|after|between(?: \S{1,12}){1,4} and|between)"
    r"(?: (?:it|they|he|she|those|that|was|were|had|did|on|in|late|early|the|end|of|at|last)){0,4} ?$",
    re.I,
)
_NO_DAY = re.compile(
    r"\b(?:next|each|every|black|good|ash|super|palm|cyber|all|since|until|till|before|after|from|than) ?$", re.I
)
_FUTURE = re.compile(r"\b(?:will|would|shall|going to|expects?|expected|plans?|planned|due|until|next)\b", re.I)
_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|dozens?|hundreds?)\b", re.I
)
_SIGHT = 40
_APART = 60
"""What a number between a figure and its date weighs, in characters of distance."""


@dataclass(frozen=True, slots=True)
class _Form:
    """A way to name a day: the pattern and what its match stands for, seen from the day of publication."""

    pattern: re.Pattern[str]
    day: Callable[[re.Match[str], date | None], date | None]


def as_of(document: Document, clause: Span, quantity: Span | None = None, *, apart: Sequence[Span] = ()) -> date | None:
    """The day that the clause's figures are of, the last day of a month, quarter or year; null where it names none.

    Of several days the one nearest to ``quantity`` holds, another number between counting for a long way. What is only
    compared with ("than in 2015", "since May") is no day of the figure. Days of the week, days without a year and "last
    year" are seen from the date of publication. ``apart`` are parts of the clause that tell of something else.

    Example: "earned $5 million in 2020, up from $4 million in 2019" are the figures of 2020 and 2019.
    """
    text = clause.text(document.text)
    near = Span(0, 0) if quantity is None else Span(quantity.start - clause.start, quantity.end - clause.start)
    found = [
        (_distance(text, near, span), -len(span), day)
        for span, day in _days(text, near, document.published)
        if not any(part.start <= clause.start + span.start < part.end for part in apart)
    ]
    return min(found)[2] if found else None


def _days(text: str, near: Span, published: date | None) -> Iterator[tuple[Span, date]]:
    taken: list[Span] = []
    for form in _FORMS:
        for match in form.pattern.finditer(text):
            span = Span(*match.span())
            if any(span.overlap(other) for other in taken) or span.overlap(near):
                continue
            taken.append(span)
            if _COMPARED.search(text[max(0, span.start - _SIGHT) : span.start]) and not _is_its_own(text, near, span):
                continue
            day = form.day(match, published)
            if day is not None:
                yield span, day


def _is_its_own(text: str, near: Span, span: Span) -> bool:
    """Whether a compared figure is this one: its date follows it at once ("from $4 million in 2019")."""
    return 0 < near.end <= span.start <= near.end + 2 and text[near.end : span.start].isspace()


def _distance(text: str, near: Span, span: Span) -> int:
    between = text[near.end : span.start] if span.start >= near.end else text[span.end : near.start]
    apart = _APART if _NUMBER.search(between) else 0
    return len(between) + apart


def _absolute(match: re.Match[str], _: date | None) -> date | None:
    month, day, year, day2, month2, year2 = match.groups()
    return _day(int(year or year2), _month(month or month2), int(day or day2))


def _quarter(match: re.Match[str], published: date | None) -> date | None:
    which, year, number, year2 = match.groups()
    return _part(3 * _QUARTERS[(which or number).lower()], year or year2, published)


def _half(match: re.Match[str], published: date | None) -> date | None:
    which, months, year = match.groups()
    parts = {"three": 3, "3": 3, "six": 6, "6": 6, "nine": 9, "9": 9}
    last = parts[months.lower()] if months else 6 if which.lower() == "first" else 12
    return _part(last, year, published)


def _part(month: int, year: str | None, published: date | None) -> date | None:
    """The end of a part of a year; without a year the last one that was over on the day of publication."""
    if year:
        return _month_end(int(year), month)
    if published is None:
        return None
    end = _month_end(published.year, month)
    return end if end <= published else _month_end(published.year - 1, month)


def _of_month(match: re.Match[str], published: date | None) -> date | None:
    """The end of a month; without a year the month nearest to the day of publication, and never a later one."""
    month, year = _month(match.group(1)), match.group(2)
    if year or published is None or match.group(1)[0].islower():
        # "came to march"
        return _month_end(int(year), month) if year else None
    first = date(published.year, month, 1)
    ahead = first > published and not _FUTURE.search(match.string[: match.start()])
    return _month_end(published.year - ahead, month)


def _of_day(match: re.Match[str], published: date | None) -> date | None:
    """A day without a year: of the years around that of publication the one that brings it nearest."""
    if published is None:
        return None
    month, day, day2, month2 = match.groups()
    number = _month(month or month2)
    years = (published.year, published.year - 1, published.year + 1)
    days = [found for year in years if (found := _day(year, number, int(day or day2)))]
    return min(days, key=lambda found: abs((found - published).days), default=None)


def _weekday(match: re.Match[str], published: date | None) -> date | None:
    if published is None or _NO_DAY.search(match.string[max(0, match.start() - _SIGHT) : match.start()]):
        return None
    back = (published.weekday() - _DAYS.index(match.group(1).lower())) % 7
    ahead = back and _FUTURE.search(match.string[: match.start()])
    return published - timedelta(days=back - 7 if ahead else back)


def _word_day(match: re.Match[str], published: date | None) -> date | None:
    back = {"yesterday": 1, "last night": 1, "tomorrow": -1}.get(match.group(1).lower(), 0)
    return None if published is None else published - timedelta(days=back)


def _period(match: re.Match[str], published: date | None) -> date | None:
    """As in "last year", "last month", "last week", "next year"; of what is not over yet the day of publication."""
    if published is None:
        return None
    which, unit = match.group(1).lower(), match.group(2).lower()
    if which in ("this", "so far this"):
        return published
    step = 1 if which == "next" else -1
    if unit == "year":
        return date(published.year + step, 12, 31)
    if unit == "week":
        return published - timedelta(days=published.weekday() + 1) + timedelta(days=0 if step < 0 else 14)
    if unit == "quarter":
        return (
            _part(3 * ((published.month - 1) // 3), None, published)
            if step < 0 and published.month > 3
            else (date(published.year - 1, 12, 31) if step < 0 else None)
        )
    months = published.year * 12 + published.month - 1 + step
    return _month_end(months // 12, months % 12 + 1)


def _year(match: re.Match[str], _: date | None) -> date | None:
    return date(int(match.group(1)), 12, 31)


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _month_end(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _form(pattern: str, day: Callable[[re.Match[str], date | None], date | None]) -> _Form:
    return _Form(re.compile(pattern, re.I), day)


_FORMS = (
    _form(rf"\b(?:{_LEAD})?{_MONTH} (\d{{1,2}}),? {_Y}\b|\b(?:{_LEAD})?(\d{{1,2}}) {_MONTH} {_Y}\b", _absolute),
    _form(rf"\b(?:the )?(first|second|third|fourth) quarter(?: of {_Y})?|\bQ([1-4])(?: {_Y})?\b", _quarter),
    _form(
        rf"\b(?:(first|second) half(?: of (?=(?:19|20)\d\d))|first (three|six|nine|[369]) months(?: of)?)(?: ?{_Y})?",
        _half,
    ),
    _form(rf"\b{_LEAD}{_MONTH},? {_Y}\b", _of_month),
    _form(rf"\b{_LEAD}{_MONTH} (\d{{1,2}})\b(?![,:]\d)|\b{_LEAD}(\d{{1,2}}) {_MONTH}\b", _of_day),
    _form(rf"\b(?:in|during|at the end of|end of|as of|to|through|for|by|of|this|last) {_MONTH}()\b(?! \d)", _of_month),
    _form(r"\b(" + "|".join(_DAYS) + r")\b", _weekday),
    _form(r"\b(yesterday|today|tonight|last night|tomorrow)\b", _word_day),
    _form(r"\b(so far this|this|last|next) (week|month|quarter|year)\b(?!['’]s)", _period),
    _form(
        r"\b(?:in|by|during|as of|for|of|at the end of|end of)(?: (?:fiscal|financial|calendar|the|late|early|mid|year))*[ -]"
        rf"{_Y}\b(?![-–/]\d)",
        _year,
    ),
)
