"""A sentence that ends its paragraph with a colon leads in the next one: "Orr went on:"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.quotations import find_quotations
from tests.builders import build
from tests.quotations.test_assembly import attribution, shown

LEAD_IN = "Orr/PROPN/2/nsubj/S-PERSON added=add/VERB/0/root :/PUNCT/2/punct"
NOUN = "Orr/PROPN/2/nsubj/S-PERSON has/VERB/0/root reasons/NOUN/2/obj :/PUNCT/2/punct"
SPOKEN = (
    "The/DET/2/det mine/NOUN/3/nsubj closed=close/VERB/0/root in/ADP/5/case May/PROPN/3/obl ./PUNCT/3/punct\n"
    "We/PRON/2/nsubj wept=weep/VERB/0/root ./PUNCT/2/punct"
)
MARKED = (
    "“/PUNCT/3/punct The/DET/3/det mine/NOUN/4/nsubj closed=close/VERB/0/root in/ADP/6/case May/PROPN/4/obl ./PUNCT/4/punct "
    "”/PUNCT/4/punct"
)


def test_a_paragraph_in_marks_belongs_to_the_verb_that_leads_it_in() -> None:
    document, parse = build(LEAD_IN, MARKED)
    (found,) = find_quotations(document, parse)
    assert shown(document, [found]) == [("direct", "The mine closed in May.", "Orr")]
    assert (found.cue_lemma, found.rule) == ("add", "marks+cue")


def test_marks_behind_a_colon_belong_to_the_sentence_that_the_colon_ends() -> None:
    document, parse = build(f"{LEAD_IN}\n{MARKED}")
    (found,) = find_quotations(document, parse)
    assert shown(document, [found]) == [("direct", "The mine closed in May.", "Orr")]


def test_a_paragraph_without_marks_belongs_to_the_verb_that_leads_it_in() -> None:
    document, parse = build(LEAD_IN, SPOKEN)
    parse = replace(parse, attributions=(attribution(document, "added:", "Orr"),))
    (found,) = find_quotations(document, parse)
    assert shown(document, [found]) == [("indirect", "The mine closed in May. We wept", "Orr")]
    assert found.cue is not None
    assert found.cue.text(document.text) == "added"
    assert found.rule == "attribution-model+lead-in"


@pytest.mark.parametrize("paragraph", [SPOKEN, MARKED])
def test_a_colon_after_anything_else_leads_in_no_speech_of_its_subject(paragraph: str) -> None:
    document, parse = build(NOUN, paragraph)
    parse = replace(parse, attributions=(attribution(document, "reasons:", "Orr"),))
    assert [q for q in find_quotations(document, parse) if q.mention] == []


@pytest.mark.parametrize(
    "paragraphs",
    [
        [f"{MARKED} ―/PUNCT/10/punct Anna/PROPN/4/parataxis/B-PERSON Orr/PROPN/10/flat/E-PERSON"],
        [
            MARKED,
            "—/PUNCT/2/punct Anna/PROPN/0/root/B-PERSON Orr/PROPN/2/flat/E-PERSON ,/PUNCT/5/punct miner/NOUN/2/appos",
        ],
    ],
)
def test_a_signature_names_who_said_the_words_before_it(paragraphs: list[str]) -> None:
    document, parse = build(*paragraphs)
    (found,) = find_quotations(document, parse)
    assert shown(document, [found]) == [("direct", "The mine closed in May.", "Anna Orr")]
    assert found.rule == "marks+signed"


def test_what_goes_on_behind_a_dash_is_no_signature() -> None:
    document, parse = build(
        f"{MARKED} —/PUNCT/10/punct Anna/PROPN/11/nsubj/S-PERSON left=leave/VERB/4/parataxis ./PUNCT/4/punct"
    )
    assert [q.mention for q in find_quotations(document, parse)] == [None]


@pytest.mark.parametrize("bullet", ["–", "2.", ""])
def test_a_list_belongs_to_the_verb_that_leads_it_in(bullet: str) -> None:
    steps = (
        "Orr/PROPN/2/nsubj/S-PERSON announced=announce/VERB/0/root three/NUM/4/nummod steps/NOUN/2/obj :/PUNCT/2/punct"
    )
    mark = f"{bullet}/PUNCT/2/punct " if bullet else ""
    at = 2 if bullet else 1
    items = [
        f"{mark}new/ADJ/{at + 1}/amod {what}/NOUN/0/root {end}"
        for what, end in (("pumps", ";/PUNCT/{}/punct"), ("roads", "./PUNCT/{}/punct"))
    ]
    items = [item.format(at + 1) for item in items]
    document, parse = build(steps, *items, "All/DET/2/det rose=rise/VERB/0/root ./PUNCT/2/punct")
    parse = replace(parse, attributions=(attribution(document, "announced", "Orr", "three steps"),))
    (found,) = find_quotations(document, parse)
    assert shown(document, [found]) == [("indirect", "three steps … new pumps … new roads", "Orr")]
