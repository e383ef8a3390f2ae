"""Offsets of tools that count UTF-16 units, as JavaScript does, where we count code points.

Label Studio counts code points (since 1.4, its editor turns the browser's units into them); older versions and some
scripts that make tasks count units, which shows only after a character outside the basic plane, an emoji mostly.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from quotes.records import Span


def from_units(text: str, span: Span) -> Span:
    """A span of UTF-16 units in code points; a bound inside a character is moved before it, one after the end to the end.

    >>> from_units("📰 Moor said", Span(3, 7)).text("📰 Moor said")
    'Moor'
    """
    ends = list(accumulate(2 if ord(character) > 0xFFFF else 1 for character in text))
    return Span(bisect_right(ends, span.start), bisect_right(ends, span.end))
