"""Spans asked for by place give what going through all of them gives."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from quotes.language.spans import SpanMap, overlapping
from quotes.records import Span


@dataclass(frozen=True)
class Placed:
    span: Span


spans = st.tuples(st.integers(0, 40), st.integers(0, 10)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=12), spans)
def test_a_span_map_gives_what_overlaps_in_the_order_added(kept: list[Span], asked: Span) -> None:
    found = SpanMap((span, number) for number, span in enumerate(kept)).touching(asked)
    assert found == [number for number, span in enumerate(kept) if span.overlap(asked)]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5)), max_size=10), spans)
def test_things_in_text_order(steps: list[tuple[int, int]], asked: Span) -> None:
    kept, at = [], 0
    for gap, length in steps:
        kept.append(Placed(Span(at + gap, at + gap + length)))
        at += gap + length
    assert list(overlapping(kept, asked)) == [p for p in kept if p.span.overlap(asked)]
