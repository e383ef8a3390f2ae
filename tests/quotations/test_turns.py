"""Turns of which only the questions are labelled."""

from __future__ import annotations

from quotes.documents import from_text
from quotes.quotations.turns import find_turns

INTERVIEW = """The professor took our questions.

((Herald)) Why now?

OR The pump broke in May.

((Herald)) Who pays?

OR Nobody knows.

It may be the town.

—Professor Orr

((Herald)) When?

OR Soon.

The study appears in June.
"""


def turns(text: str) -> list[tuple[str | None, list[str]]]:
    document = from_text(text, document_id="x")
    return [(t.label and t.label.text(text), [s.text(text) for s in t.segments]) for t in find_turns(document)]


def test_paragraphs_between_labelled_questions_answer_them() -> None:
    assert turns(INTERVIEW) == [
        ("Herald", ["Why now?"]),
        (None, ["The pump broke in May."]),
        ("Herald", ["Who pays?"]),
        (None, ["Nobody knows.", "It may be the town."]),
        ("Herald", ["When?"]),
        (None, ["Soon."]),
    ]


def test_initials_and_the_name_that_open_answers_are_no_part_of_them() -> None:
    text = (
        "((Herald)) Why now?\n\nAnna Lind The pump broke in May.\n\n((Herald)) Who pays?\n\nAL Nobody knows.\n\n"
        "((Herald)) When?\n\nAL Soon, they say.\n\nThe study appears in June.\n"
    )
    assert [words for label, words in turns(text) if label is None][:3] == [
        ["The pump broke in May."],
        ["Nobody knows."],
        ["Soon, they say."],
    ]


def test_numbers_behind_q_and_a_tell_no_speakers_apart() -> None:
    text = "Q 1: Why now?\n\nA 1: It broke.\n\nIn May.\n\nQ 2: Who pays?\n\nA 2: Nobody.\n"
    assert turns(text) == [
        ("Q 1", ["Why now?"]),
        ("A 1", ["It broke.", "In May."]),
        ("Q 2", ["Who pays?"]),
        ("A 2", ["Nobody."]),
    ]


def test_where_answers_are_labelled_paragraphs_go_on() -> None:
    text = "Q: Why now?\n\nA: It broke.\n\nIn May.\n\nQ: Who pays?\n\nA: Nobody.\n"
    assert turns(text)[1] == ("A", ["It broke.", "In May."])


def test_an_interview_at_the_end_of_a_long_article_has_turns() -> None:
    told = [f"Lind opened hall number {number} in May." for number in range(20)]
    talk = ["Q: Will you stay?", "A: We will.", "Q: For how long?", "A: For good."]
    document = from_text("\n\n".join([*told, *talk]))
    assert [document.text[t.segments[0].start : t.segments[0].end] for t in find_turns(document)] == [
        "Will you stay?",
        "We will.",
        "For how long?",
        "For good.",
    ]


def test_labels_that_come_again_far_apart_take_no_turns() -> None:
    told = [f"Lind opened hall number {number} in May." for number in range(20)]
    notes = ["Note: the hall is shut.", "Next: the port."]
    document = from_text("\n\n".join([*notes, *told, *notes]))
    assert find_turns(document) == []
