"""Small documents with a rough parse for the tests of the quantity grammar: enough part of speech to find a noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from quotes.claims import find_claims
from quotes.records import Block, Claim, Document, Parse, Quote, Section, Sentence, Span, Token

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]|_")
_TAGS = {
    "ADJ": "small large local mass Syrian injured confirmed permanent other deep crew-free dead",
    "ADP": "of in at on by from to for with after over under about per within between than into",
    "AUX": "is are was were have has had be been",
    "DET": "the a an all some any no its their his",
    "PRON": "it he she they them who we",
    "CCONJ": "and or but",
    "VERB": "said say killed injured died rose fell paid pay cost take left scored won moved limited grew lies held",
    "ADV": "not only also later earlier ago now",
    "NUM": "one two three four five six seven eight nine ten twelve thirteen twenty thirty fifty hundred million",
}
_KNOWN = {word: tag for tag, words in _TAGS.items() for word in words.split()}


def _token(index: int, text: str, span: Span) -> Token:
    tag = _KNOWN.get(text.lower(), "NOUN")
    if text[0].isdigit():
        tag = "NUM"
    elif not text[0].isalpha():
        tag = "PUNCT"
    elif tag == "NOUN" and text[0].isupper() and index:
        tag = "PROPN"
    plural = tag == "NOUN" and (text.endswith("s") or text in ("people", "children", "women", "men"))
    xpos = {"NOUN": "NNS" if plural else "NN", "PROPN": "NNPS" if text.endswith("s") else "NNP"}.get(tag, "_")
    return Token(index, text, text.lower(), tag, xpos, "_", -1, "dep", "O", span)


def parsed(
    text: str, *, section: Section = "body", place: str | None = None, published: date | None = None
) -> tuple[Document, Parse]:
    """The text as one sentence in one block."""
    whole = Span(0, len(text))
    document = Document("d", text, place=place, published=published, blocks=(Block(whole, section),))
    matches = list(_WORD.finditer(text))
    tokens = tuple(_token(index, match.group(), Span(*match.span())) for index, match in enumerate(matches))
    return document, Parse((Sentence(0, whole, tokens, 0, section),), ())


def claims(
    text: str, quotes: Sequence[Quote] = (), *, place: str | None = None, section: Section = "body"
) -> list[Claim]:
    """The claims of a text."""
    document, parse = parsed(text, place=place, section=section)
    return find_claims(document, parse, quotes)


def read(text: str, *, place: str | None = None) -> list[tuple[str, float | None, float | None, str, str]]:
    """Each claim as quantity, low, high, relation and unit."""
    return [
        (claim.span.text(text), claim.low, claim.high, claim.relation, claim.unit)
        for claim in claims(text, place=place)
    ]
