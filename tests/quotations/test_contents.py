from __future__ import annotations

import pytest

from quotes.quotations.contents import kind_of, trimmed
from quotes.quotations.marks import Quoted
from quotes.records import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("that prices will fall.", "prices will fall"),
        ("whether he knew,", "he knew"),
        ("“that it is over”", "it is over"),
        (" thatched roofs burned ", "thatched roofs burned"),
        ("to resign (at once)", "to resign (at once)"),
        ("leave the U.S.", "leave the U.S."),
        ("Who knew?", "Who knew?"),
        ("...", ""),
    ],
)
def test_trimmed(text: str, expected: str) -> None:
    assert trimmed(text, Span(0, len(text))).text(text) == expected


def test_kind_counts_letters_inside_the_marks() -> None:
    text = "he was “very tired” of it"
    quoted = [Quoted(Span(8, 18), Span(7, 19), 0, closed=True)]
    assert kind_of(text, [Span(0, len(text))], quoted) == "mixed"
    assert kind_of(text, [Span(8, 18)], quoted) == "direct"
    assert kind_of(text, [Span(0, 6)], quoted) == "indirect"
