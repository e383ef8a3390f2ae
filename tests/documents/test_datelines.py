from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.documents import dateline, datelines, from_text
from quotes.documents.datelines import read_dateline
from quotes.records import Block, Span

REST = "The minister said so."


def body(text: str) -> Block:
    return Block(Span(0, len(text)), "body")


@pytest.mark.parametrize(
    ("line", "place", "agency", "published"),
    [
        ("LONDON, Jan 5 (Reuters) - ", "LONDON", "Reuters", None),
        ("MOSCOW (Grain News / Sputnik - 20th September, 2020) ", "MOSCOW", "Grain News", date(2020, 9, 20)),
        ("KYIV — ", "KYIV", None, None),
        ("DES MOINES, Iowa, Aug. 10 (UPI) — ", "DES MOINES, Iowa", "UPI", None),
        ("London, Jun 30 2022 (IPS) - ", "London", "IPS", date(2022, 6, 30)),
        ("SYDNEY and KUALA LUMPUR, Jul 26 2022 (IPS) - ", "SYDNEY and KUALA LUMPUR", "IPS", date(2022, 7, 26)),
        ("BEIJING, July 18 (Xinhua) -- ", "BEIJING", "Xinhua", None),
        ("(Reuters) - ", None, "Reuters", None),
        ("Cape Town - ", "Cape Town", None, None),
        ("Mumbai, India – ", "Mumbai, India", None, None),
        ("KUALA LUMPUR: ", "KUALA LUMPUR", None, None),
        ("CAIRO – 26 July 2022: ", "CAIRO", None, date(2022, 7, 26)),
        ("YEREVAN, April 9. /Ararat Press/. ", "YEREVAN", "Ararat Press", None),
        ("VALLETTA, Tuesday (Island Press) – ", "VALLETTA", "Island Press", None),
        ("NAGPUR, January 8 (Bharat Wire): ", "NAGPUR", "Bharat Wire", None),
        ("LIMA, Feb. 2 (Gulf Wire) _ ", "LIMA", "Gulf Wire", None),
        ("WASHINGTON ― ", "WASHINGTON", None, None),
        ("COLUMBIA, S.C. - ", "COLUMBIA, S.C.", None, None),
    ],
)
def test_reads(line: str, place: str | None, agency: str | None, published: date | None) -> None:
    text = line + REST
    found = read_dateline(text, body(text))
    assert found is not None
    assert (found.span.text(text), found.place, found.agency, found.published) == (line, place, agency, published)


@pytest.mark.parametrize(
    "text",
    [
        "NATO (the alliance of 29 states) met on Monday.",
        "COVID-19 – the disease – spreads, she said.",
        "Jane Doe — who resigned — said no.",
        "Jane Doe (Labour) said no.",
        "EXCLUSIVE: The minister said no.",
        "BREAKING — The minister said no.",
        "The three-day visit ended, he said.",
        "Q: Will there be talks?",
        pytest.param(
            "However - The Herald reports - he left.",
            marks=pytest.mark.xfail(reason="a capitalised adverb before a dash looks like a place", strict=True),
        ),
        "UN",
        "QUESTION (Daily Herald): Will there be talks?",
        "DOE (London): I will not.",
    ],
)
def test_takes_no_sentence_for_one(text: str) -> None:
    assert dateline(text, body(text)) is None


def test_only_the_first_paragraph_may_have_a_bare_place() -> None:
    assert dateline("KYIV — The minister.", body("KYIV — The minister."), first=False) is None
    assert dateline("KYIV (AP) — He.", body("KYIV (AP) — He."), first=False) == Span(0, 12)


def test_a_headline_has_none() -> None:
    text = "KYIV — The minister said so"
    assert dateline(text, Block(Span(0, len(text)), "headline")) is None


def test_turns_of_a_transcript_are_none() -> None:
    assert datelines(from_text("DOE: We will go.\nROE: When?\nDOE: Soon, I think.")) == ()


def test_of_a_document() -> None:
    document = from_text(
        "Deal done\n\nKYIV — The deal is done.\n\nLVIV, May 5 (AP) - Trains run.\n\nMINSK — No comment."
    )
    assert [span.text(document.text) for span in datelines(document)] == ["KYIV — ", "LVIV, May 5 (AP) - "]


@given(st.text(max_size=80))
def test_never_raises_and_starts_where_the_block_does(text: str) -> None:
    found = dateline(text, body(text))
    assert found is None or (found.start == 0 and found.end <= len(text))
