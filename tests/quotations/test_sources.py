"""Which words are a source: without the time of its act, never what stands before a passive."""

from __future__ import annotations

import pytest

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
