"""Which words are a source: without the time of its act, never what stands before a passive."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.quotations import find_quotations
from quotes.records import SpanScore
from tests.builders import build, span
from tests.quotations.test_assembly import attribution
from tests.quotations.test_hearsay import found_in
from tests.quotations.test_segments import rows


@pytest.mark.parametrize(
    ("sentence", "source", "mention"),
    [
        (
            "Prosecutors/NOUN/4/nsubj in/ADP/3/case April/PROPN/1/nmod/S-DATE said=say/VERB/0/root mines/NOUN/6/nsubj "
            "close/VERB/4/ccomp/O/VBP ./PUNCT/4/punct",
            "Prosecutors in April",
            "Prosecutors",
        ),
        (
            "The/DET/2/det court/NOUN/5/nsubj this/DET/4/det/B-DATE month/NOUN/2/nmod/E-DATE said=say/VERB/0/root mines/NOUN/7/nsubj "
            "close/VERB/5/ccomp/O/VBP ./PUNCT/5/punct",
            "The court this month",
            "The court",
        ),
        (
            "A/DET/2/det memo/NOUN/6/nsubj sent=send/VERB/2/acl in/ADP/5/case April/PROPN/3/obl/S-DATE said=say/VERB/0/root "
            "mines/NOUN/8/nsubj close/VERB/6/ccomp/O/VBP ./PUNCT/6/punct",
            "A memo sent in April",
            "A memo sent in April",
        ),
        (
            "Families/NOUN/4/nsubj of/ADP/3/case 2001/NUM/1/nmod/S-DATE said=say/VERB/0/root mines/NOUN/6/nsubj "
            "close/VERB/4/ccomp/O/VBP ./PUNCT/4/punct",
            "Families of 2001",
            "Families of 2001",
        ),
        (
            "The/DET/2/det Congress/PROPN/4/nsubj/S-ORGANIZATION Monday/PROPN/4/obl/S-DATE said=say/VERB/0/root mines/NOUN/6/nsubj "
            "close/VERB/4/ccomp/O/VBP ./PUNCT/4/punct",
            "The Congress Monday",
            "The Congress",
        ),
    ],
)
def test_the_time_of_the_act_is_no_part_of_the_source(sentence: str, source: str, mention: str) -> None:
    assert rows(sentence, "said", source, "mines close") == [("indirect", "mines close", mention)]


@pytest.mark.parametrize(("passive", "mention"), [("were/AUX/3/aux:pass", None), ("had=have/AUX/3/aux", "Drivers")])
def test_who_is_told_is_no_source(passive: str, mention: str | None) -> None:
    told = "told=tell/VERB/0/root/O/VBN mines/NOUN/5/nsubj close/VERB/3/ccomp/O/VBP ./PUNCT/3/punct"
    sentence = f"Drivers/NOUN/3/nsubj {passive} {told}"
    cue = f"{passive.split('/')[0].split('=')[0]} told"
    assert [row[2] for row in rows(sentence, cue, "Drivers", "mines close")] == [mention]


def test_by_before_a_passive_tells_no_agent() -> None:
    sentence = (
        "By/ADP/2/case noon/NOUN/5/obl they/PRON/5/nsubj:pass were/AUX/5/aux:pass told=tell/VERB/0/root/O/VBN to/PART/7/mark "
        "leave/VERB/5/xcomp/O/VB ./PUNCT/5/punct"
    )
    assert [row[2] for row in rows(sentence, "were told", "", "to leave")] == [None]


@pytest.mark.parametrize(
    ("sentence", "source", "mention"),
    [
        (
            "Claro/PROPN/3/nsubj Ya/PROPN/1/flat said=say/VERB/0/root mines/NOUN/5/nsubj close/VERB/3/ccomp/O/VBP ./PUNCT/3/punct",
            "Ya",
            "Claro Ya",
        ),
        (
            "USA/PROPN/2/compound Now/PROPN/3/nsubj said=say/VERB/0/root mines/NOUN/5/nsubj close/VERB/3/ccomp/O/VBP ./PUNCT/3/punct",
            "Now",
            "USA Now",
        ),
        (
            "Moe/PROPN/4/nsubj +-/PUNCT/3/punct +Berg/PROPN/1/flat said=say/VERB/0/root mines/NOUN/6/nsubj "
            "close/VERB/4/ccomp/O/VBP ./PUNCT/4/punct",
            "Moe",
            "Moe-Berg",
        ),
        (
            "Council/PROPN/5/nsubj of/ADP/4/case the/DET/4/det Sea/PROPN/1/nmod said=say/VERB/0/root mines/NOUN/7/nsubj "
            "close/VERB/5/ccomp/O/VBP ./PUNCT/5/punct",
            "Council of the",
            "Council of the Sea",
        ),
        (
            "At/ADP/3/case least/ADJ/1/fixed one/NUM/4/nsubj said=say/VERB/0/root mines/NOUN/6/nsubj close/VERB/4/ccomp/O/VBP "
            "./PUNCT/4/punct",
            "At least one",
            "At least one",
        ),
        (
            "Orr/PROPN/3/nsubj further/ADV/3/advmod said=say/VERB/0/root mines/NOUN/5/nsubj close/VERB/3/ccomp/O/VBP ./PUNCT/3/punct",
            "further",
            "Orr",
        ),
        (
            "Orr/PROPN/2/nsubj said=say/VERB/0/root by/ADP/4/case phone/NOUN/2/obl mines/NOUN/6/nsubj close/VERB/2/ccomp/O/VBP "
            "./PUNCT/2/punct",
            "",
            "Orr",
        ),
    ],
)
def test_a_source_is_whole_and_names_somebody(sentence: str, source: str, mention: str) -> None:
    assert rows(sentence, "said", source, "mines close") == [("indirect", "mines close", mention)]


def mention_in(sentence: str, cue: str, *sources: str) -> str:
    """The source of the words "mines close" where the model gives several."""
    document, parse = build(sentence)
    found = attribution(document, cue, sources[0], "mines close")
    found = replace(found, sources=tuple(SpanScore(span(document, source), 0.9) for source in sources))
    (quotation,) = find_quotations(document, replace(parse, attributions=(found,)))
    assert quotation.mention is not None
    return quotation.mention.text(document.text)


def test_sources_that_a_comma_parts_are_one() -> None:
    sentence = (
        "According=accord/VERB/4/case/O/VBG to/ADP/1/fixed its/PRON/4/nmod:poss president/NOUN/10/obl ,/PUNCT/6/punct "
        "Anna/PROPN/4/appos/B-PERSON Lind/PROPN/6/flat/E-PERSON ,/PUNCT/4/punct mines/NOUN/10/nsubj close/VERB/0/root/O/VBP "
        "./PUNCT/10/punct"
    )
    assert mention_in(sentence, "According to", "its president", "Anna Lind") == "its president, Anna Lind"


@pytest.mark.parametrize(("verb", "source"), [("sparked=spark", None), ("renewed=renew", "The fire")])
def test_what_sparks_calls_does_not_make_them(verb: str, source: str | None) -> None:
    sentence = (
        f"The/DET/2/det fire/NOUN/3/nsubj {verb}/VERB/0/root calls=call/NOUN/3/obj for/ADP/7/case stricter/ADJ/7/amod "
        "rules/NOUN/4/nmod ./PUNCT/3/punct"
    )
    _, shown_ = found_in(sentence, f"{verb.split('=')[0]} calls for", "The fire", "stricter rules")
    assert {row[2] for row in shown_} == {source}


def test_the_subject_of_a_cue_comes_before_whoever_stands_nearer() -> None:
    sentence = (
        "The/DET/2/det mayor/NOUN/7/nsubj in/ADP/5/case a/DET/5/det talk/NOUN/2/nmod yesterday/NOUN/7/obl said=say/VERB/0/root "
        "mines/NOUN/9/nsubj close/VERB/7/ccomp/O/VBP ./PUNCT/7/punct"
    )
    assert mention_in(sentence, "said", "The mayor", "yesterday") == "The mayor"


def test_whoever_is_quoted_behind_the_words_says_them() -> None:
    sentence = (
        "“/PUNCT/3/punct We/PRON/3/nsubj stay/VERB/8/ccomp/O/VBP ,/PUNCT/3/punct ”/PUNCT/3/punct the/DET/7/det agency/NOUN/8/nsubj "
        "quoted=quote/VERB/0/root Orr/PROPN/8/obj/S-PERSON as/SCONJ/11/mark saying=say/VERB/8/advcl/O/VBG on/ADP/13/case "
        "Monday/PROPN/11/obl/S-DATE ./PUNCT/8/punct"
    )
    assert rows(sentence, "quoted", "the agency", "We stay") == [("direct", "We stay,", "Orr")]


def test_grammar_knows_no_speaker_of_what_somebody_is_told() -> None:
    document, parse = build(
        "I/PRON/3/nsubj am/AUX/3/aux:pass/O/VBP told=tell/VERB/0/root/O/VBN mines/NOUN/5/nsubj close/VERB/3/ccomp/O/VBP "
        "./PUNCT/3/punct"
    )
    assert [q.mention for q in find_quotations(document, parse)] == [None]


def test_a_share_keeps_its_percent_sign() -> None:
    sentence = (
        "Another/DET/2/det 20/NUM/3/nummod %/SYM/4/nsubj said=say/VERB/0/root "
        "rents/NOUN/6/nsubj fell=fall/VERB/4/ccomp ./PUNCT/4/punct"
    )
    assert rows(sentence, "said", "Another 20", "rents fell") == [("indirect", "rents fell", "Another 20%")]
