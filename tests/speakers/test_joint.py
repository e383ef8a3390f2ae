"""Sources with an "and": one person with several offices, one body with an "and" in its name, several people."""

from __future__ import annotations

import pytest

from quotes.speakers import attribute
from tests.builders import build, quote


def speaker(source: str, mention: str) -> str | None:
    """Who "claims prices rose" where this is the source; verb is {verb} in it."""
    verb = len(source.split()) + 1
    rest = (
        f"claims=claim/VERB/0/root prices=price/NOUN/{verb + 2}/nsubj rose=rise/VERB/{verb}/ccomp ./PUNCT/{verb}/punct"
    )
    document, parse = build(f"{source.replace('{verb}', str(verb))} {rest}")
    found = attribute(document, parse, [quote(document, "prices rose", cue="claims", mention=mention)])[0].speaker
    return found.name if found else None


@pytest.mark.parametrize(
    ("source", "mention", "expected"),
    [
        (  # after the name
            "Anna/PROPN/{verb}/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON ,/PUNCT/4/punct chair/NOUN/1/appos of/ADP/6/case "
            "Norda/PROPN/4/nmod/S-ORGANIZATION and/CCONJ/8/cc head/NOUN/1/conj of/ADP/10/case Silva/PROPN/8/nmod/S-ORGANIZATION",
            "Anna Lind, chair of Norda and head of Silva",
            "Anna Lind",
        ),
        (  # before it
            "Writer/NOUN/{verb}/nsubj and/CCONJ/4/cc broadcaster/NOUN/4/nmod:desc "
            "Anna/PROPN/1/conj/B-PERSON Lind/PROPN/4/flat/E-PERSON",
            "Writer and broadcaster Anna Lind",
            "Anna Lind",
        ),
        (  # before it and a comma
            "The/DET/2/det chair/NOUN/{verb}/nsubj of/ADP/4/case Norda/PROPN/2/nmod/S-ORGANIZATION and/CCONJ/6/cc head/NOUN/2/conj "
            "of/ADP/8/case Silva/PROPN/6/nmod/S-ORGANIZATION ,/PUNCT/10/punct "
            "Anna/PROPN/2/appos/B-PERSON Lind/PROPN/10/flat/E-PERSON",
            "The chair of Norda and head of Silva, Anna Lind",
            "Anna Lind",
        ),
        (  # a person who belongs to the second office
            "Anna/PROPN/{verb}/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON ,/PUNCT/5/punct the/DET/5/det "
            "aide/NOUN/1/appos and/CCONJ/7/cc "
            "producer/NOUN/1/conj of/ADP/10/case a/DET/10/det film/NOUN/7/nmod "
            "with/ADP/12/case Karl/PROPN/10/nmod/B-PERSON Moe/PROPN/12/flat/E-PERSON",
            "Anna Lind, the aide and producer of a film with Karl Moe",
            "Anna Lind",
        ),
        (  # somebody else
            "Anna/PROPN/{verb}/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON and/CCONJ/5/cc her/PRON/5/nmod:poss lawyer/NOUN/1/conj",
            "Anna Lind and her lawyer",
            "Anna Lind and her lawyer",
        ),
        (
            "The/DET/2/det mayor/NOUN/{verb}/nsubj and/CCONJ/5/cc Senator/NOUN/5/nmod:desc "
            "Anna/PROPN/2/conj/B-PERSON Lind/PROPN/5/flat/E-PERSON",
            "The mayor and Senator Anna Lind",
            "The mayor and Senator Anna Lind",
        ),
        (
            "Anna/PROPN/{verb}/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON and/CCONJ/4/cc police/NOUN/1/conj",
            "Anna Lind and police",
            "Anna Lind and police",
        ),
        (  # three, each joined to the one before
            "Anna/PROPN/{verb}/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON ,/PUNCT/4/punct Karl/PROPN/1/conj/B-PERSON "
            "Moe/PROPN/4/flat/E-PERSON and/CCONJ/7/cc Ida/PROPN/4/conj/B-PERSON Orr/PROPN/7/flat/E-PERSON",
            "Anna Lind, Karl Moe and Ida Orr",
            "Anna Lind, Karl Moe and Ida Orr",
        ),
        (  # one body
            "The/DET/2/det Court/PROPN/{verb}/nsubj/B-ORGANIZATION of/ADP/4/case/I-ORGANIZATION Norda/PROPN/2/nmod/I-ORGANIZATION "
            "and/CCONJ/6/cc/I-ORGANIZATION Silva/PROPN/2/conj/E-ORGANIZATION",
            "The Court of Norda and Silva",
            "Court of Norda and Silva",
        ),
    ],
)
def test_who_speaks_where_an_and_joins(source: str, mention: str, expected: str) -> None:
    assert speaker(source, mention) == expected


def test_a_thousand_that_are_joined_one_to_the_other_stay_as_they_are() -> None:
    others = " ".join(f"miners/NOUN/{2 * i - 1}/conj ,/PUNCT/{2 * i + 1}/punct" for i in range(1, 1500))
    source = f"miners/NOUN/{{verb}}/nsubj ,/PUNCT/3/punct {others}"
    assert speaker(source, ", ".join(["miners"] * 1500)) == ", ".join(["miners"] * 1500)
