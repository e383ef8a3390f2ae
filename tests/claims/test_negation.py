"""What is denied, and what is not."""

from __future__ import annotations

import pytest

from quotes.claims import find_claims
from tests.builders import build

_DENIAL = (
    "The/DET/2/det ministry/NOUN/3/nsubj {cue}/VERB/0/root that/SCONJ/7/mark 40/NUM/6/nummod "
    "people/NOUN/7/nsubj//NNS died=die/VERB/3/ccomp ./PUNCT/3/punct"
)
_REPORT = (
    "The/DET/2/det ministry/NOUN/3/nsubj {cue}/VERB/0/root reports=report/NOUN/3/obj that/SCONJ/9/mark 40/NUM/7/nummod "
    "people/NOUN/9/nsubj//NNS had/AUX/9/aux died=die/VERB/4/acl ./PUNCT/3/punct"
)
DENIED = [
    _DENIAL.format(cue="denied=deny"),
    _DENIAL.format(cue="denies=denie"),
    _REPORT.format(cue="rejected=reject"),
    "The/DET/2/det firm/NOUN/5/nsubj no/ADV/4/advmod longer=long/ADV/5/advmod employs=employ/VERB/0/root "
    "40/NUM/7/nummod people/NOUN/5/obj//NNS ./PUNCT/5/punct",
    "The/DET/2/det firm/NOUN/3/nsubj failed=fail/VERB/0/root to/PART/5/mark repay/VERB/3/xcomp 40/NUM/7/compound "
    "million/NUM/8/nummod euros=euro/NOUN/5/obj//NNS ./PUNCT/3/punct",
    "She/PRON/2/nsubj left=leave/VERB/0/root without/SCONJ/4/mark paying=pay/VERB/2/advcl the/DET/7/det "
    "300/NUM/7/nummod euros=euro/NOUN/4/obj//NNS ./PUNCT/2/punct",
    "It/PRON/4/expl is=be/AUX/4/cop not/PART/4/advmod true/ADJ/0/root that/SCONJ/8/mark 40/NUM/7/nummod "
    "people/NOUN/8/nsubj//NNS died=die/VERB/4/ccomp ./PUNCT/4/punct",
    "There/PRON/2/expl is=be/VERB/0/root no/DET/4/det evidence/NOUN/2/nsubj that/SCONJ/8/mark 40/NUM/7/nummod "
    "people/NOUN/8/nsubj//NNS died=die/VERB/4/acl ./PUNCT/2/punct",
    "Neither/DET/2/det side/NOUN/3/nsubj lost=lose/VERB/0/root 40/NUM/5/nummod men=man/NOUN/3/obj//NNS ./PUNCT/3/punct",
    "The/DET/2/det town/NOUN/5/nsubj did=do/AUX/5/aux not/PART/5/advmod lose/VERB/0/root 40/NUM/7/nummod "
    "jobs=job/NOUN/5/obj//NNS ./PUNCT/5/punct",
]
ASSERTED = [
    _DENIAL.format(cue="said=say"),
    _REPORT.format(cue="confirmed=confirm"),
    "No/DET/5/det more/ADJ/4/advmod than/ADP/2/fixed 40/NUM/5/nummod people/NOUN/6/nsubj//NNS came=come/VERB/0/root "
    "./PUNCT/6/punct",
    "Not/PART/2/advmod more/ADJ/4/advmod than/ADP/2/fixed 40/NUM/5/nummod people/NOUN/6/nsubj//NNS "
    "came=come/VERB/0/root ./PUNCT/6/punct",
    "He/PRON/4/nsubj did=do/AUX/4/aux not/PART/4/advmod say/VERB/0/root that/SCONJ/8/mark 40/NUM/7/nummod "
    "people/NOUN/8/nsubj//NNS died=die/VERB/4/ccomp ./PUNCT/4/punct",
    "It/PRON/2/nsubj sold=sell/VERB/0/root not/PART/2/advmod only/ADV/5/advmod 40/NUM/6/nummod "
    "ships=ship/NOUN/2/obj//NNS ./PUNCT/2/punct",
    "Talks=talk/NOUN/4/nsubj//NNS did/AUX/4/aux not/PART/4/advmod resume/VERB/0/root until/ADP/6/case "
    "March/PROPN/4/obl ,/PUNCT/9/punct two/NUM/9/nummod weeks=week/NOUN/4/obl//NNS later/ADV/9/advmod ./PUNCT/4/punct",
]


def _negated(lines: str) -> list[bool]:
    document, parse = build(lines)
    return [claim.negated for claim in find_claims(document, parse, [])]


@pytest.mark.parametrize("lines", DENIED)
def test_denied(lines: str) -> None:
    assert _negated(lines) == [True]


@pytest.mark.parametrize("lines", ASSERTED)
def test_asserted(lines: str) -> None:
    assert _negated(lines) == [False]


def test_of_two_figures_the_one_after_not_is_denied() -> None:
    assert _negated(
        "The/DET/2/det toll/NOUN/5/nsubj is=be/AUX/5/cop not/PART/5/advmod 22/NUM/0/root but/CCONJ/7/cc "
        "31/NUM/5/conj ./PUNCT/5/punct"
    ) == [True, False]
