"""Which of many things stand at a place: spans of a document that are asked for by overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from intervaltree import IntervalTree

from quotes.records import Span

Item = TypeVar("Item")


class _Placed(Protocol):
    @property
    def span(self) -> Span:
        """Where it stands."""


Placed = TypeVar("Placed", bound=_Placed)


class SpanMap(Generic[Item]):
    """Things that stand at spans, which may overlap; asked in a time that does not grow with their number.

    Empty spans stand nowhere and are not kept.
    """

    def __init__(self, items: Iterable[tuple[Span, Item]] = ()) -> None:
        self._tree = IntervalTree()
        self._count = 0
        for span, item in items:
            self.add(span, item)

    def add(self, span: Span, item: Item) -> None:
        """Put a thing at a span."""
        if len(span):
            self._tree.addi(span.start, span.end, (self._count, item))
            self._count += 1

    def touching(self, span: Span) -> list[Item]:
        """The things whose span overlaps this one, in the order they were added."""
        if not len(span):
            return []
        return [
            item for _, item in sorted((i.data for i in self._tree.overlap(span.start, span.end)), key=lambda d: d[0])
        ]


def overlapping(items: Sequence[Placed], span: Span) -> Sequence[Placed]:
    """Of things in text order that do not overlap each other (blocks, sentences), those that overlap a span."""
    if not len(span):
        return ()
    first = bisect_right(items, span.start, key=lambda item: item.span.end)
    last = bisect_left(items, span.end, lo=first, key=lambda item: item.span.start)
    return items[first:last]
