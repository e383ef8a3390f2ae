"""Signatures: the name behind a dash that ends a quotation or stands below it ("– Anna Lind, the ruling")."""

from __future__ import annotations

import re

from quotes.quotations.cues import tokens_in
from quotes.records import Parse, Span

_SIGNED = re.compile(r"[\s\u00a0]*(?:[―—–]|--?)[\s\u00a0]*(?P<name>[A-Z@][^\n:]{1,100}?)[\s.]*\Z")
_LONGEST = 14


def signature_in(text: str, parse: Parse, place: Span) -> Span | None:
    """Who signs: a person with what stands before the name, else the words up to a comma.

    Null where the place holds more than a signature, or a sentence ("– Lind calling for a halt").
    """
    match = _SIGNED.match(place.text(text))
    if match is None:
        return None
    signed = Span(place.start + match.start("name"), place.start + match.end("name"))
    tokens = [token for _, token in tokens_in(parse.sentences, signed)]
    acts = any(token.upos in ("VERB", "AUX") and not token.xpos.startswith("NN") for token in tokens)  # "United" States
    if not tokens or len(tokens) > _LONGEST or acts:
        return None
    people = [e.span for e in parse.entities if signed.contains(e.span) and e.label == "PERSON"]
    if people:
        return Span(signed.start, people[0].end)
    return Span(signed.start, signed.start + len(re.split(r"[,(;]", match["name"])[0].rstrip()))
