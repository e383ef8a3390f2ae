"""What is printed as a role, and speakers that come two together."""

from __future__ import annotations

import pytest

from quotes.speakers import attribute
from tests.builders import build, quote

LIND = "Anna/PROPN/{verb}/nsubj/B-PERSON Lind/PROPN/{first}/flat/E-PERSON"
CLAIM = "{who} claims=claim/VERB/0/root prices=price/NOUN/{n}/nsubj rose=rise/VERB/{v}/ccomp ./PUNCT/{v}/punct"


def claim(who: str) -> str:
    verb = len(who.split()) + 1
    return CLAIM.format(who=who, v=verb, n=verb + 2)


def spoken(*lines: str, mention: str) -> tuple[str, str | None]:
    """The name and the role of who "claims prices rose" in the last of these paragraphs."""
    document, parse = build(*lines)
    at = document.text.rindex(mention)
    place = type(document.blocks[0].span)(at, at + len(mention))
    found = attribute(document, parse, [quote(document, "prices rose", cue="claims", mention=place)])[0].speaker
    assert found is not None
    return found.name, found.role


LAST = claim("Lind/PROPN/2/nsubj/S-PERSON")


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        (
            "Anna/PROPN/5/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON of/ADP/4/case Ohio/PROPN/1/nmod/S-LOCATION "
            "left=leave/VERB/0/root ./PUNCT/5/punct",
            None,
        ),
        (
            "Anna/PROPN/6/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON of/ADP/5/case Norda/PROPN/5/compound/B-ORGANIZATION "
            "Union/PROPN/1/nmod/E-ORGANIZATION left=leave/VERB/0/root ./PUNCT/6/punct",
            "Norda Union",
        ),
        (
            "Astronauts=astronaut/NOUN/7/nsubj Karl/PROPN/1/appos/B-PERSON Moe/PROPN/2/flat/E-PERSON and/CCONJ/5/cc "
            "Anna/PROPN/2/conj/B-PERSON Lind/PROPN/5/flat/E-PERSON flew=fly/VERB/0/root ./PUNCT/7/punct",
            None,
        ),
        (
            "First/ADV/2/advmod Lady/PROPN/5/nsubj Anna/PROPN/2/flat/B-PERSON Lind/PROPN/3/flat/E-PERSON left=leave/VERB/0/root "
            "./PUNCT/5/punct",
            "First Lady",
        ),
        (
            "Karl/PROPN/8/nsubj/B-PERSON Moe/PROPN/1/flat/E-PERSON and/CCONJ/4/cc Dr/PROPN/5/nmod:desc Anna/PROPN/1/conj/B-PERSON "
            "Lind/PROPN/5/flat/E-PERSON just/ADV/8/advmod left=leave/VERB/0/root ./PUNCT/8/punct",
            None,
        ),
        (
            "Solicitor/NOUN/5/nsubj General/PROPN/1/amod Anna/PROPN/5/nsubj/B-PERSON Lind/PROPN/3/flat/E-PERSON "
            "left=leave/VERB/0/root ./PUNCT/5/punct",
            "Solicitor General",
        ),
        (
            "Anna/PROPN/12/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON ,/PUNCT/4/punct lawyer/NOUN/1/appos of/ADP/7/case "
            "the/DET/7/det Sun/PROPN/4/nmod (/PUNCT/9/punct SN/PROPN/7/appos )/PUNCT/9/punct ,/PUNCT/1/punct "
            "left=leave/VERB/0/root ./PUNCT/12/punct",
            "lawyer of the Sun (SN)",
        ),
        (
            "They/PRON/3/nsubj formed=form/VERB/0/root Silver/PROPN/2/obj/B-PERSON Hope/PROPN/3/flat/E-PERSON with/ADP/6/case "
            "Anna/PROPN/4/nmod/B-PERSON Lind/PROPN/6/flat/E-PERSON ./PUNCT/2/punct",
            None,
        ),
        (
            "Oslo/PROPN/3/nmod:poss 's/PART/1/case chancellor/NOUN/7/nsubj ,/PUNCT/5/punct Anna/PROPN/3/appos/B-PERSON "
            "Lind/PROPN/5/flat/E-PERSON left=leave/VERB/0/root ./PUNCT/7/punct",
            "Oslo's chancellor",
        ),
        (
            "Anna/PROPN/7/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON of/ADP/6/case Northern/PROPN/6/compound "
            "Lights/PROPN/6/compound fame/NOUN/1/nmod left=leave/VERB/0/root ./PUNCT/7/punct",
            None,
        ),
        (
            "Anna/PROPN/6/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON of/ADP/5/case Durham/PROPN/5/compound "
            "University/PROPN/1/nmod left=leave/VERB/0/root ./PUNCT/6/punct",
            "Durham University",
        ),
        (
            "rival/NOUN/2/compound Anna/PROPN/4/nsubj/B-PERSON Lind/PROPN/2/flat/E-PERSON left=leave/VERB/0/root ./PUNCT/4/punct",
            None,
        ),
        (
            "Anna/PROPN/9/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON ,/PUNCT/5/punct attorney/NOUN/1/appos general/NOUN/1/appos "
            "of/ADP/7/case Oslo/PROPN/5/nmod ,/PUNCT/1/punct left=leave/VERB/0/root ./PUNCT/9/punct",
            "attorney general of Oslo",
        ),
        (
            "Anna/PROPN/9/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON of/ADP/4/case Oslo/PROPN/7/nmod ,/PUNCT/7/punct the/DET/7/det "
            "chancellor/NOUN/1/appos ,/PUNCT/1/punct left=leave/VERB/0/root ./PUNCT/9/punct",
            "chancellor",
        ),
        ("Ms./PROPN/2/nmod:desc Anna/PROPN/4/nsubj/B-PERSON Lind/PROPN/2/flat/E-PERSON left=leave/VERB/0/root", None),
    ],
)
def test_the_role_of_a_person(sentence: str, role: str | None) -> None:
    assert spoken(sentence, LAST, mention="Lind") == ("Anna Lind", role)


def test_a_role_does_not_begin_with_a_possessive() -> None:
    sentence = (
        "Oslo/PROPN/4/compound Bay/PROPN/6/nmod:desc 's/PART/1/case chancellor/NOUN/8/nsubj ,/PUNCT/6/punct "
        "Anna/PROPN/4/appos/B-PERSON Lind/PROPN/6/flat/E-PERSON left=leave/VERB/0/root ./PUNCT/8/punct"
    )
    assert spoken(sentence, LAST, mention="Lind") == ("Anna Lind", "chancellor")


def test_a_crown_prince_is_no_prince_by_name() -> None:
    sentence = (
        "Crown/PROPN/2/compound Prince/PROPN/3/nmod:desc Olav/PROPN/6/nsubj/B-PERSON bin/PROPN/3/flat/I-PERSON "
        "Salem/PROPN/3/flat/E-PERSON left=leave/VERB/0/root ./PUNCT/6/punct"
    )
    assert spoken(sentence, claim("Salem/PROPN/2/nsubj/S-PERSON"), mention="Salem") == (
        "Olav bin Salem",
        "Crown Prince",
    )


@pytest.mark.parametrize(("lead", "tag"), [("both", "CCONJ"), ("by", "ADP")])
def test_two_speakers_without_the_word_before_them(lead: str, tag: str) -> None:
    who = f"{lead}/{tag}/2/case Norway/PROPN/5/nsubj/S-LOCATION and/CCONJ/4/cc Denmark/PROPN/2/conj/S-LOCATION"
    assert spoken(claim(who), mention=f"{lead} Norway and Denmark")[0] == "Norway and Denmark"


def test_who_is_named_as_an_example_is_not_the_speaker() -> None:
    who = (
        "Commentators=commentator/NOUN/9/nsubj such/ADJ/4/case as/ADP/2/fixed Karl/PROPN/1/nmod/B-PERSON Moe/PROPN/4/flat/E-PERSON "
        "and/CCONJ/7/cc Anna/PROPN/4/conj/B-PERSON Lind/PROPN/7/flat/E-PERSON"
    )
    mention = "Commentators such as Karl Moe and Anna Lind"
    assert spoken(claim(who), mention=mention)[0] == mention


def test_an_acronym_in_brackets_is_no_part_of_the_name() -> None:
    police = "Harbour/PROPN/2/compound/B-ORGANIZATION Police/PROPN/6/nsubj/E-ORGANIZATION"
    acronym = "(/PUNCT/4/punct HP/PROPN/2/appos/S-ORGANIZATION )/PUNCT/4/punct"
    source = (
        f"{police} {acronym} claims=claim/VERB/0/root prices=price/NOUN/8/nsubj rose=rise/VERB/6/ccomp ./PUNCT/6/punct"
    )
    assert spoken(source, mention="Harbour Police (HP)") == ("Harbour Police", None)
