"""Block quotations: unmarked paragraphs between a lead-in that ends with a colon and a signature ("– Anna Lind, the ruling")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.quotations.contents import without_space
from quotes.quotations.signatures import signature_in
from quotes.records import Document, Parse, Span

_LEAD_IN = re.compile(r"[:：]\s*\Z")
_MARKS = '“"«„‘'
_DASHES = "–—―-"
_MOST = 6


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
        source = signature_in(text, parse, block.span)
        if source is None:
            continue
        for first in range(number - 1, max(number - 1 - _MOST, 0), -1):
            if blocks[first].section != "body" or blocks[first].span.text(text).lstrip()[:1] in _MARKS + _DASHES:
                break
            if _LEAD_IN.search(blocks[first - 1].span.text(text)):
                paragraphs = blocks[first:number]
                yield BlockQuote(tuple(without_space(text, own.span) for own in paragraphs), source)
                break
