"""What nobody is named to have said: "reportedly", "allegedly", "was asked"; and what says nothing, such as a crisis."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.quotations import find_quotations
from quotes.records import Quotation
from tests.builders import build
from tests.quotations.test_assembly import attribution, shown

REPORTEDLY = (
    "The/DET/2/det league/NOUN/6/nsubj reportedly/ADV/6/advmod did=do/AUX/6/aux not/PART/6/advmod meet/VERB/0/root "
    "Orr/PROPN/6/obj about/ADP/10/case the/DET/10/det mine/NOUN/6/obl ./PUNCT/6/punct"
)


def found_in(
    sentence: str, cue: str, source: str | None, *contents: str
) -> tuple[list[Quotation], list[tuple[str, str, str | None]]]:
    document, parse = build(sentence)
    parse = replace(parse, attributions=(attribution(document, cue, source, *contents),))
    found = find_quotations(document, parse)
    return found, shown(document, found)


def test_what_is_reportedly_done_is_reported_by_nobody() -> None:
    _, rows = found_in(REPORTEDLY, "reportedly did not meet", "The league", "Orr about the mine")
    assert rows == [("indirect", "The league … did not meet Orr about the mine", None)]


def test_who_reportedly_did_something_is_a_part_of_what_is_reported_and_no_speaker() -> None:
    sentence = (
        "Orr/PROPN/3/nsubj reportedly/ADV/3/advmod paid=pay/VERB/0/root a/DET/5/det nurse/NOUN/3/obj ./PUNCT/3/punct"
    )
    _, rows = found_in(sentence, "reportedly", "Orr", "paid a nurse")
    assert rows == [("indirect", "Orr … paid a nurse", None)]


def test_of_an_aside_that_reportedly_opens_the_aside_alone_is_hearsay() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj fell=fall/VERB/0/root ,/PUNCT/5/punct reportedly/ADV/5/advmod pushed=push/VERB/2/advcl/O/VBN "
        "by/ADP/8/case a/DET/8/det fan/NOUN/5/obl ./PUNCT/2/punct"
    )
    _, rows = found_in(sentence, "reportedly pushed", None, "Orr fell", "by a fan")
    assert rows == [("indirect", "pushed by a fan", None)]


def test_an_auxiliary_before_reportedly_belongs_to_what_is_reported() -> None:
    sentence = (
        "A/DET/2/det case/NOUN/5/nsubj:pass was/AUX/5/aux:pass reportedly/ADV/5/advmod filed=file/VERB/0/root against/ADP/7/case "
        "Orr/PROPN/5/obl ./PUNCT/5/punct"
    )
    _, rows = found_in(sentence, "was reportedly", None, "A case")
    assert rows == [("indirect", "A case was … filed against Orr", None)]


def test_what_is_reportedly_said_keeps_its_speaker() -> None:
    sentence = (
        "Orr/PROPN/3/nsubj reportedly/ADV/3/advmod told=tell/VERB/0/root staff/NOUN/3/obj the/DET/6/det mine/NOUN/7/nsubj "
        "closed=close/VERB/3/ccomp ./PUNCT/3/punct"
    )
    _, rows = found_in(sentence, "reportedly told", "Orr", "the mine closed")
    assert rows == [("indirect", "the mine closed", "Orr")]


def test_a_relative_pronoun_is_no_part_of_what_is_reported() -> None:
    sentence = (
        "Orr/PROPN/7/nsubj ,/PUNCT/5/punct who/PRON/5/nsubj reportedly/ADV/5/advmod sold=sell/VERB/1/acl:relcl "
        "shares=share/NOUN/5/obj left=leave/VERB/0/root ./PUNCT/7/punct"
    )
    _, rows = found_in(sentence, "reportedly sold", "who", "shares")
    assert rows == [("indirect", "sold shares", None)]


@pytest.mark.parametrize("verb", ["pushed=push", "threatened=threaten"])
def test_a_deed_that_is_alleged_is_no_quote(verb: str) -> None:
    sentence = (
        f"Orr/PROPN/3/nsubj allegedly/ADV/3/advmod {verb}/VERB/0/root a/DET/5/det guard/NOUN/3/obj ./PUNCT/3/punct"
    )
    found, _ = found_in(sentence, f"allegedly {verb.split('=')[0]}", "Orr", "a guard")
    assert [q for q in found if q.cue_class != "thought"] == []


@pytest.mark.parametrize(
    ("agent", "asker"),
    [("", None), ("by/ADP/9/case reporters=reporter/NOUN/3/obl", "reporters")],
)
def test_who_is_asked_is_not_who_asks(agent: str, asker: str | None) -> None:
    sentence = (
        "Orr/PROPN/3/nsubj:pass was=be/AUX/3/aux:pass asked=ask/VERB/0/root/O/VBN if/SCONJ/7/mark the/DET/6/det "
        f"mine/NOUN/7/nsubj closed=close/VERB/3/ccomp {agent} ./PUNCT/3/punct"
    )
    _, rows = found_in(sentence, "was asked", "Orr", "the mine closed")
    assert rows == [("indirect", "the mine closed", asker)]


def test_asked_at_the_head_of_a_sentence_names_nobody() -> None:
    sentence = (
        "Asked=ask/VERB/9/advcl/O/VBN if/SCONJ/5/mark the/DET/4/det mine/NOUN/5/nsubj closed=close/VERB/1/advcl ,/PUNCT/1/punct "
        "Ms/PROPN/8/compound Orr/PROPN/9/nsubj/S-PERSON nodded=nod/VERB/0/root ./PUNCT/9/punct"
    )
    _, rows = found_in(sentence, "Asked", "Ms Orr", "the mine closed")
    assert rows == [("indirect", "the mine closed", None)]


def test_who_asks_keeps_the_question() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj asked=ask/VERB/0/root if/SCONJ/6/mark the/DET/5/det mine/NOUN/6/nsubj closed=close/VERB/2/ccomp "
        "./PUNCT/2/punct"
    )
    _, rows = found_in(sentence, "asked", "Orr", "the mine closed")
    assert rows == [("indirect", "the mine closed", "Orr")]


@pytest.mark.parametrize(("noun", "spoken"), [("crisis", False), ("minister", True), ("report", True)])
def test_what_happens_says_nothing(noun: str, spoken: bool) -> None:
    sentence = (
        f"The/DET/2/det {noun}/NOUN/3/nsubj suggested=suggest/VERB/0/root the/DET/5/det mine/NOUN/6/nsubj "
        "closed=close/VERB/3/ccomp ./PUNCT/3/punct"
    )
    found, _ = found_in(sentence, "suggested", f"The {noun}", "the mine closed")
    assert [q.cue_class == "speech" for q in found] == [spoken]


def test_going_is_a_cue_before_marks_only() -> None:
    spoken = (
        "Orr/PROPN/2/nsubj goes=go/VERB/0/root ,/PUNCT/5/punct “/PUNCT/5/punct Stay/VERB/2/ccomp here/ADV/5/advmod ,/PUNCT/5/punct "
        "boys=boy/NOUN/5/vocative ./PUNCT/5/punct ”/PUNCT/5/punct"
    )
    found, _ = found_in(spoken, "goes", "Orr", "Stay here, boys.")
    assert [q.cue_class for q in found] == ["speech"]
    walked = (
        "Orr/PROPN/4/nsubj knew=know/VERB/0/root they/PRON/4/nsubj go/VERB/2/ccomp home/ADV/4/advmod ./PUNCT/4/punct"
    )
    found, _ = found_in(walked, "go", "they", "Orr knew")
    assert [q.cue_class for q in found] == ["thought"]


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        (
            "Reportedly/ADV/4/advmod ,/PUNCT/1/punct Orr/PROPN/4/nsubj struck=strike/VERB/0/root a/DET/6/det rail/NOUN/4/obj "
            "./PUNCT/4/punct",
            "Orr struck a rail",
        ),
        (
            "The/DET/2/det virus/NOUN/5/nsubj has/AUX/5/aux reportedly/ADV/5/advmod killed=kill/VERB/0/root ten/NUM/5/obj "
            "./PUNCT/5/punct",
            "The virus has … killed ten",
        ),
    ],
)
def test_hearsay_that_the_model_misses(sentence: str, content: str) -> None:
    document, parse = build(sentence)
    assert shown(document, find_quotations(document, parse)) == [("indirect", content, None)]


def test_hearsay_about_a_part_of_a_sentence_is_left_to_the_model() -> None:
    document, parse = build(
        "Russia/PROPN/2/nsubj lost=lose/VERB/0/root many/ADJ/2/obj ,/PUNCT/3/punct reportedly/ADV/6/advmod ten/NUM/3/appos "
        "./PUNCT/2/punct"
    )
    assert find_quotations(document, parse) == []


def test_what_is_to_be_seen_says_nothing() -> None:
    found, _ = found_in(
        "Photos=photo/NOUN/2/nsubj showed=show/VERB/0/root the/DET/4/det mine/NOUN/5/nsubj burn/VERB/2/ccomp/O/VB ./PUNCT/2/punct",
        "showed",
        "Photos",
        "the mine burn",
    )
    assert [q.cue_class for q in found] == ["thought"]


def test_a_thing_referred_to_is_quoted_only_in_marks() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj referred=refer/VERB/0/root to/ADP/4/case it/PRON/2/obl as/ADP/7/case {a} a/DET/7/det plane/NOUN/2/obl {b} "
        "./PUNCT/2/punct"
    )
    plain = "Orr/PROPN/2/nsubj referred=refer/VERB/0/root to/ADP/5/case the/DET/5/det plane/NOUN/2/obl ./PUNCT/2/punct"
    marked = sentence.replace("{a}", "“/PUNCT/8/punct").replace("{b}", "”/PUNCT/8/punct").replace("/7/", "/8/")
    found, rows = found_in(marked, "referred to", "Orr", "it as “a plane")
    assert (rows, found[0].cue_class) == ([("direct", "a plane", "Orr")], "speech")
    assert [q.cue_class for q in found_in(plain, "referred to", "Orr", "the plane")[0]] == ["thought"]


def test_a_body_cited_as_stating_something_is_its_source() -> None:
    sentence = (
        "The/DET/2/det Herald/PROPN/3/nsubj cited=cite/VERB/0/root police/NOUN/3/obj as/SCONJ/6/mark "
        "stating=state/VERB/3/advcl/O/VBG mines/NOUN/8/nsubj closed=close/VERB/6/ccomp ./PUNCT/3/punct"
    )
    found, rows = found_in(sentence, "cited", "The Herald", "police as stating mines closed")
    assert rows == [("indirect", "mines closed", "police")]
    assert found[0].relay is not None
