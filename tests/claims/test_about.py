"""What a figure is about, in the article's words."""

from __future__ import annotations

import pytest

from quotes.claims import find_claims
from tests.builders import build

CASES = [
    (
        "The/DET/2/det bank/NOUN/3/nsubj raised=raise/VERB/0/root rates=rate/NOUN/3/obj//NNS by/ADP/8/case "
        "25/NUM/8/nummod basis/NOUN/8/compound points=point/NOUN/3/obl//NNS ./PUNCT/3/punct",
        ["rates"],
    ),
    (
        "Profit/NOUN/2/nsubj rose=rise/VERB/0/root 12/NUM/4/nummod percent/NOUN/2/obj to/ADP/6/case $/SYM/2/obl "
        "+40/NUM/8/compound million/NUM/6/nummod ./PUNCT/2/punct",
        ["Profit", "Profit"],
    ),
    (
        "The/DET/2/det club/NOUN/3/nsubj signed=sign/VERB/0/root him/PRON/3/iobj for/ADP/7/case a/DET/7/det "
        "fee/NOUN/3/obl of/ADP/11/case 35/NUM/10/compound million/NUM/11/nummod euros=euro/NOUN/7/nmod//NNS ./PUNCT/3/punct",
        ["a fee"],
    ),
    (
        "The/DET/2/det firm/NOUN/3/nsubj paid=pay/VERB/0/root $/SYM/3/obj +4/NUM/6/compound million/NUM/4/nummod "
        "in/ADP/8/case damages=damage/NOUN/3/obl//NNS ./PUNCT/3/punct",
        ["damages"],
    ),
    (
        "The/DET/2/det firm/NOUN/3/nsubj paid=pay/VERB/0/root $/SYM/3/obj +4/NUM/6/compound million/NUM/4/nummod "
        "in/ADP/8/case May/PROPN/3/obl ./PUNCT/3/punct",
        ["The firm"],
    ),
    (
        "He/PRON/2/nsubj opened=open/VERB/0/root a/DET/4/det tunnel/NOUN/2/obj that/PRON/9/nsubj is=be/AUX/9/cop "
        "57/NUM/8/nummod km=kilometer/NOUN/9/obl long/ADJ/4/acl:relcl ./PUNCT/2/punct",
        ["a tunnel"],
    ),
    (
        "Pickets=picket/NOUN/2/nsubj//NNS climbed=climb/VERB/0/root the/DET/4/det tower/NOUN/2/obj and/CCONJ/6/cc "
        "waited=wait/VERB/2/conj three/NUM/8/nummod hours=hour/NOUN/6/obl//NNS ./PUNCT/2/punct",
        ["Pickets"],
    ),
    (
        "A/DET/5/det 10/NUM/3/nummod percent/NOUN/5/compound pay/NOUN/5/compound rise/NOUN/7/nsubj:pass was=be/AUX/7/aux "
        "offered=offer/VERB/0/root ./PUNCT/7/punct",
        ["pay rise"],
    ),
    (
        "The/DET/2/det council/NOUN/3/nsubj approved=approve/VERB/0/root a/DET/8/det 12/NUM/7/nummod +-/PUNCT/5/punct "
        "+month/NOUN/8/compound ban/NOUN/3/obj ./PUNCT/3/punct",
        ["ban"],
    ),
    (
        "The/DET/2/det paper/NOUN/3/nsubj estimates=estimate/VERB/0/root the/DET/5/det number/NOUN/3/obj of/ADP/7/case "
        "singers=singer/NOUN/5/nmod//NNS at/ADP/9/case 9,000/NUM/7/nmod to/ADP/11/case 12,000/NUM/9/nmod ./PUNCT/3/punct",
        ["the number of singers"],
    ),
    (
        "Police/NOUN/2/nsubj counted=count/VERB/0/root 25/NUM/4/nummod bodies=body/NOUN/2/obj//NNS ,/PUNCT/9/punct "
        "seven/NUM/9/nsubj of/ADP/8/case them/PRON/6/nmod children=child/NOUN/4/appos//NNS ./PUNCT/2/punct",
        ["bodies", "children"],
    ),
    (
        "Half/DET/3/det the/DET/3/det pupils=pupil/NOUN/5/nsubj//NNS were=be/AUX/5/cop absent/ADJ/0/root ./PUNCT/5/punct",
        ["the pupils"],
    ),
    (
        "About/ADV/2/advmod 52/NUM/3/nummod +%/SYM/7/nsubj of/ADP/6/case participating=participate/VERB/6/amod//VBG "
        "voters=voter/NOUN/3/nmod//NNS left=leave/VERB/0/root and/CCONJ/10/cc 48/NUM/10/nummod +%/SYM/7/conj ./PUNCT/7/punct",
        ["participating voters", None],
    ),
    ("Hundreds=hundred/NOUN/2/nsubj//NNS fled=flee/VERB/0/root ./PUNCT/2/punct", [None]),
]


@pytest.mark.parametrize(("lines", "wanted"), CASES, ids=[str(wanted) for _, wanted in CASES])
def test_about(lines: str, wanted: list[str | None]) -> None:
    document, parse = build(lines)
    assert [claim.about for claim in find_claims(document, parse, [])] == wanted
