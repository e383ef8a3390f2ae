"""The medium through which words reached an article."""

from __future__ import annotations

import pytest

from quotes.language.trees import Forest
from quotes.records import Span
from quotes.speakers.names import find_names
from quotes.speakers.via import find_via
from tests.builders import build


def via(text: str) -> str | None:
    """The medium in a text of plain words; a word in capitals at its head is a name, joined by underscores."""
    rows = []
    for word in text.split():
        label = "PROPN/1/dep/S-ORGANIZATION" if word[0].isupper() else "NOUN/1/dep"
        rows.append(f"{word}/{label}")
    rows[0] = "It/PRON/0/root"
    document, parse = build(" ".join(rows))
    names = find_names(document, parse, Forest.of(parse))
    return find_via(document, names, Span(0, len(document.text)))


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("It said as quoted by Reuters", "Reuters"),
        ("It said as cited by the newspaper Kommersant", "Kommersant"),
        ("It was told the Tribune", "Tribune"),
        ("It told state news agency TASS", "TASS"),
        ("It said in an interview with Dawn", "Dawn"),
        ("It said per Bloomberg", "Bloomberg"),
        ("It told Parliament", None),
        ("It told Halvorsen", None),
        ("It wrote on Twitter", None),
        ("It said so", None),
    ],
)
def test_media(text: str, medium: str | None) -> None:
    assert via(text) == medium


def test_a_domain_that_was_torn_apart_is_put_together() -> None:
    document, parse = build(
        "He/PRON/2/nsubj left=leave/VERB/0/root ,/PUNCT/2/punct as/SCONJ/5/mark quoted=quote/VERB/2/advcl by/ADP/7/case "
        "Novosti/PROPN/5/obl/S-ORGANIZATION ./PUNCT/2/punct",
        "ru/X/3/dep news/NOUN/3/compound portal/NOUN/0/root ./PUNCT/3/punct",
    )
    names = find_names(document, parse, Forest.of(parse))
    assert find_via(document, names, Span(0, len(document.text))) == "Novosti.ru"
