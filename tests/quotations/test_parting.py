"""One cue that reports a clause and is followed by words in marks: two quotations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.quotations import find_quotations
from tests.builders import build
from tests.quotations.test_assembly import attribution, shown

TOLD = "Orr/PROPN/2/nsubj/S-PERSON said=say/VERB/0/root rents/NOUN/4/nsubj fell=fall/VERB/2/ccomp ./PUNCT/2/punct"
WORDS = "“/PUNCT/3/punct We/PRON/3/nsubj paid=pay/VERB/0/root too/ADV/5/advmod much/ADV/3/advmod ./PUNCT/3/punct ”/PUNCT/3/punct"


def found(paragraphs: list[str], cue: str, *contents: str) -> list[tuple[str, str, str | None]]:
    document, parse = build(*paragraphs)
    parse = replace(parse, attributions=(attribution(document, cue, "Orr", *contents),))
    return shown(document, find_quotations(document, parse))


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_clause_and_a_sentence_in_marks_are_two_quotations(between: str) -> None:
    paragraphs = f"{TOLD}{between}{WORDS}".split("\n\n")
    assert found(paragraphs, "said", "rents fell", "We paid too much.") == [
        ("indirect", "rents fell", "Orr"),
        ("direct", "We paid too much.", "Orr"),
    ]


def test_what_leads_into_words_in_marks_is_no_quotation() -> None:
    asked = (
        "When/ADV/3/advmod/O/WRB he/PRON/3/nsubj left=leave/VERB/6/advcl ,/PUNCT/3/punct Orr/PROPN/6/nsubj/S-PERSON "
        "said=say/VERB/0/root :/PUNCT/6/punct “/PUNCT/10/punct We/PRON/10/nsubj paid=pay/VERB/6/ccomp too/ADV/12/advmod "
        "much/ADV/10/advmod ./PUNCT/10/punct ”/PUNCT/10/punct"
    )
    assert found([asked], "said", "When he left", "We paid too much.") == [("direct", "We paid too much.", "Orr")]


def test_words_in_marks_within_a_clause_stay_a_part_of_it() -> None:
    mixed = (
        "Orr/PROPN/2/nsubj/S-PERSON said=say/VERB/0/root rents/NOUN/4/nsubj fell=fall/VERB/2/ccomp and/CCONJ/8/cc were/AUX/8/cop "
        "“/PUNCT/8/punct fair/ADJ/4/conj ”/PUNCT/8/punct ./PUNCT/2/punct"
    )
    assert [row[0] for row in found([mixed], "said", "rents fell and were “fair”")] == ["mixed"]
