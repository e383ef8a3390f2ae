"""What the charts show: bars as numbers and places on a drawing surface; the template makes SVG and a table of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import get_args

from quotes.exports.report.palette import Look
from quotes.records import Kind

SPEAKERS_SHOWN = 20
_WIDTH = 600.0  # units of the drawing for the longest bar, and for all bars over time
_HEIGHT = 160.0
_DAYS, _MONTHS, _BARS = 45, 48, 40

Records = Mapping[str, Sequence[Mapping[str, object]]]
"""The rows of each table by its name."""


@dataclass(frozen=True, slots=True)
class Part:
    """One coloured part of a bar: what it counts, how many, where it starts and how long it is."""

    name: str
    count: int
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of parts, one after the other; ``at`` and ``breadth`` place it across (bars over time only)."""

    label: str
    total: int
    parts: tuple[Part, ...]
    at: float = 0.0
    breadth: float = 0.0
    look: Look | None = None


@dataclass(frozen=True, slots=True)
class SpeakerChart:
    """The most quoted speakers; ``others`` is how many more there are."""

    bars: tuple[Bar, ...]
    others: int


@dataclass(frozen=True, slots=True)
class TimeChart:
    """Claims over time, by the day of their article's publication, else the day the figure is for.

    ``undated`` claims have neither; ``step`` is what one bar covers ("month"; "10 years"), ``top`` its greatest count.
    """

    bars: tuple[Bar, ...]
    step: str
    undated: int
    top: int


def speaker_chart(records: Records, looks: Mapping[str, Look]) -> SpeakerChart:
    """Quotes by speaker and kind as ``speakers`` counts them (no duplicates), else as ``quotes`` does."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in records["speakers"]:
        counts[str(row["speaker"])].update({kind: int(str(row[kind])) for kind in get_args(Kind)})
    if not counts:
        for row in records["quotes"]:
            if row["speaker"] is not None:
                counts[str(row["speaker"])][str(row["kind"])] += 1
    ranked = sorted(
        ((name, parts) for name, parts in counts.items() if parts.total()), key=lambda pair: -pair[1].total()
    )
    scale = _WIDTH / max((parts.total() for _, parts in ranked), default=1)
    bars = [
        Bar(name, parts.total(), _parts(parts, get_args(Kind), scale), look=looks.get(name))
        for name, parts in ranked[:SPEAKERS_SHOWN]
    ]
    return SpeakerChart(tuple(bars), len(ranked) - len(bars))


def time_chart(records: Records) -> TimeChart:
    """Claims by day, month or year, as long as the time is that they cover."""
    published = {row["document_id"]: row["published"] for row in records["documents"]}
    days: list[tuple[date, str]] = []
    undated = 0
    for row in records["claims"]:
        day = published.get(row["document_id"]) or row["as_of"]
        if isinstance(day, date):
            days.append((day, "a speaker's" if row["quote_id"] is not None else "the article's own"))
        else:
            undated += 1
    if not days:
        return TimeChart((), "day", undated, 0)
    step, label, place = _step([day for day, _ in days])
    counts: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for day, voice in days:
        counts[place(day)][voice] += 1
    return TimeChart(_bars(counts, label), step, undated, max(parts.total() for parts in counts.values()))


def _step(days: Sequence[date]) -> tuple[str, Callable[[int], str], Callable[[date], int]]:
    """What one bar covers, the label of the nth and the number of the bar in which a day falls."""
    first, last = min(days), max(days)
    if (last - first).days < _DAYS:
        return "day", lambda n: date.fromordinal(n).isoformat(), date.toordinal
    if _months(last) - _months(first) < _MONTHS:
        return "month", lambda n: f"{n // 12:04}-{n % 12 + 1:02}", _months
    years = -(-(last.year - first.year + 1) // _BARS)
    if years == 1:
        return "year", lambda n: f"{n:04}", lambda day: day.year
    return f"{years} years", lambda n: f"{n * years:04} to {n * years + years - 1:04}", lambda day: day.year // years


def _months(day: date) -> int:
    return day.year * 12 + day.month - 1


def _bars(counts: Mapping[int, Counter[str]], label: Callable[[int], str]) -> tuple[Bar, ...]:
    """One bar for each step from the first to the last, those without a claim too."""
    numbers = range(min(counts), max(counts) + 1)
    breadth = min(_WIDTH / len(numbers), 48.0)
    scale = _HEIGHT / max(parts.total() for parts in counts.values())
    voices = ("a speaker's", "the article's own")
    return tuple(
        Bar(label(n), found.total(), _parts(found, voices, scale), at=breadth * i, breadth=breadth)
        for i, n in enumerate(numbers)
        for found in [counts.get(n, Counter())]
    )


def _parts(counts: Mapping[str, int], names: Iterable[str], scale: float) -> tuple[Part, ...]:
    lengths = [(name, counts.get(name, 0)) for name in names]
    starts = accumulate((count * scale for _, count in lengths), initial=0.0)
    return tuple(
        Part(name, n, round(at, 2), round(n * scale, 2)) for (name, n), at in zip(lengths, starts, strict=False)
    )
