"""Block quotations: unmarked paragraphs between a lead-in that ends with a colon and a signature ("– Anna Lind, the ruling")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.quotations.contents import without_space
from quotes.quotations.cues import tokens_in
from quotes.records import Document, Parse, Span

_SIGNATURE = re.compile(r"\s*(?:[―—–]|--)\s*(?P<name>[A-Z@][^\n]{1,100}?)[\s.]*\Z")
_LEAD_IN = re.compile(r"[:：]\s*\Z")
_MARKS = '“"«„‘'
_MOST = 6
_LONGEST_NAME = 14


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """The words of each paragraph of a block quotation, and who signs it."""

    segments: tuple[Span, ...]
    source: Span


def block_quotes(document: Document, parse: Parse) -> Iterator[BlockQuote]:
    """The block quotations of a document, of at most six paragraphs each.

    Without the lead-in a signature may stand below a box whose words are not in the text.
    """
    text, blocks = document.text, document.blocks
    for number, block in enumerate(blocks):
        match = _SIGNATURE.match(block.span.text(text))
        if match is None:
            continue
        start = block.span.start
        source = _signed(text, parse, Span(start + match.start("name"), start + match.end("name")))
        if source is None:
            continue
        for first in range(number - 1, max(number - 1 - _MOST, 0), -1):
            if blocks[first].section != "body" or blocks[first].span.text(text).lstrip()[:1] in _MARKS:
                break
            if _LEAD_IN.search(blocks[first - 1].span.text(text)):
                paragraphs = blocks[first:number]
                yield BlockQuote(tuple(without_space(text, own.span) for own in paragraphs), source)
                break


def _signed(text: str, parse: Parse, span: Span) -> Span | None:
    """The name or description of a signature; null for a sentence ("– Lind calling for a halt")."""
    tokens = [token for _, token in tokens_in(parse.sentences, span)]
    acts = any(token.upos in ("VERB", "AUX") and not token.xpos.startswith("NN") for token in tokens)  # "United" States
    if not tokens or len(tokens) > _LONGEST_NAME or acts:
        return None
    people = [e.span for e in parse.entities if span.contains(e.span) and e.label == "PERSON"]
    if people:
        return Span(span.start, people[0].end)
    return Span(span.start, span.start + len(re.split(r"[,(;]", span.text(text))[0].rstrip()))
