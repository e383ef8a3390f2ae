"""Labels at the start of a paragraph: names, "Q" and "A", brackets, and what only looks like a label."""

from __future__ import annotations

import pytest

from quotes.language.labels import label_in
from quotes.records import Span


@pytest.mark.parametrize(
    ("paragraph", "name", "bracketed", "said"),
    [
        ("ORR: No.", "ORR", None, "No."),
        ("Anna van Orr: No.", "Anna van Orr", None, "No."),
        ("Q. Why?", "Q", None, "Why?"),
        ("QUESTION (Daily Herald): Why?", "QUESTION", "Daily Herald", "Why?"),
        ("((Orr)) Yes.", "Orr", None, "Yes."),
        ("[[Orr]]: Yes.", "Orr", None, "Yes."),
        ("“ORR: No.", "ORR", None, "No."),
        ("ORR:", "ORR", None, ""),
    ],
)
def test_what_a_paragraph_opens_with(paragraph: str, name: str, bracketed: str | None, said: str) -> None:
    text = "Before.\n\n" + paragraph
    label = label_in(text, Span(text.index(paragraph), len(text)))
    assert label is not None
    assert (label.word, label.name.text(text)) == (name, name)
    assert (label.bracketed and label.bracketed.text(text)) == bracketed
    assert text[label.end :].strip() == said


@pytest.mark.parametrize(
    "paragraph",
    [
        "He said: no.",
        "Quiet. No.",
        "At 12:30 it rained.",
        "no: never",
        "https://example.org",
        "Re:Start opens",
        "Anna Lind.Image: Port of Lund.",
    ],
)
def test_what_opens_with_no_label(paragraph: str) -> None:
    assert label_in(paragraph, Span(0, len(paragraph))) is None
