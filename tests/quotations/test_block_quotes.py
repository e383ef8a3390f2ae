"""Unmarked paragraphs between a lead-in and a signature."""

from __future__ import annotations

import pytest

from quotes.quotations import find_quotations
from tests.builders import build
from tests.quotations.test_assembly import shown

LEAD_IN = "The/DET/2/det ruling/NOUN/3/nsubj ended=end/VERB/0/root :/PUNCT/3/punct"
FIRST = "The/DET/2/det plan/NOUN/3/nsubj fails=fail/VERB/0/root ./PUNCT/3/punct"
SECOND = "It/PRON/2/nsubj stops=stop/VERB/0/root ./PUNCT/2/punct"
SIGNED = (
    "–/PUNCT/2/punct Judge/NOUN/3/nmod:desc Anna/PROPN/0/root/B-PERSON Lind/PROPN/3/flat/E-PERSON ,/PUNCT/3/punct "
    "ruling/NOUN/3/appos"
)


def test_a_block_quotation_has_a_segment_for_each_paragraph() -> None:
    document, parse = build(LEAD_IN, FIRST, SECOND, SIGNED)
    (found,) = find_quotations(document, parse)
    assert [s.text(document.text) for s in found.segments] == ["The plan fails.", "It stops."]
    assert shown(document, [found])[0][2] == "Judge Anna Lind"
    assert (found.kind, found.rule) == ("direct", "block-quote")


@pytest.mark.parametrize(
    "paragraphs",
    [
        (FIRST, SECOND, SIGNED),  # a box whose words are not in the text
        (
            LEAD_IN,
            FIRST,
            "–/PUNCT/3/punct Lind/PROPN/3/nsubj/S-PERSON called=call/VERB/0/root for/ADP/5/case calm/NOUN/3/obl",
        ),
        (LEAD_IN, SIGNED),
        (LEAD_IN, FIRST, "–/PUNCT/2/punct Forecast/NOUN/0/root :/PUNCT/2/punct 90/NUM/5/nummod percent/NOUN/2/appos"),
        (LEAD_IN, "–/PUNCT/2/punct Anna/PROPN/0/root Roe/PROPN/2/flat", SIGNED),  # a list of names
    ],
)
def test_a_signature_without_its_words_signs_nothing(paragraphs: tuple[str, ...]) -> None:
    document, parse = build(*paragraphs)
    assert [q for q in find_quotations(document, parse) if q.rule == "block-quote"] == []
