"""What surrounds a quantity: the quote it stands in, the clause that asserts it, what limits it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.claims import lexicon
from quotes.claims.cardinals import is_hyphen, word
from quotes.claims.line import Line
from quotes.claims.phrases import Quantity
from quotes.records import Quote, Relation, Span, Token

_CLAUSES = frozenset({"root", "ccomp", "advcl", "acl", "parataxis", "csubj", "conj", "xcomp"})


def _start(entry: tuple[Span, int]) -> int:
    return entry[0].start


@dataclass(frozen=True, slots=True)
class Voices:
    """The segments of a document's quotes by their start, to look up in which of them a quantity stands."""

    segments: tuple[tuple[Span, int], ...]
    longest: int

    @classmethod
    def of(cls, quotes: Sequence[Quote]) -> Voices:
        """The segments of these quotes, each with the index of its quote."""
        found = [(segment, index) for index, quote in enumerate(quotes) for segment in quote.quotation.segments]
        return cls(tuple(sorted(found)), max((len(segment) for segment, _ in found), default=0))

    def innermost(self, span: Span) -> int | None:
        """The index of the innermost quote that holds the span or most of it, null in the article's own voice."""
        first = bisect_left(self.segments, span.start - self.longest, key=_start)
        last = bisect_left(self.segments, span.end, key=_start)
        holding = [
            (len(segment), -index)
            for segment, index in self.segments[first:last]
            if (segment.overlap(span) * 2 > len(span) and segment.start <= span.start) or segment.contains(span)
        ]
        return -min(holding)[1] if holding else None


def clause_of(line: Line, token: Token | None) -> tuple[Span, Token | None]:
    """The clause that asserts the number: its verb's whole subtree, and that verb; the sentence where there is none."""
    whole = _trimmed(line, line.sentence.span)
    if token is None:
        return whole, None
    for above in (token, *line.ancestors(token)):
        relation = above.deprel.split(":")[0]
        heads = above.upos in ("VERB", "AUX") or bool(line.children(above, "cop"))
        if heads and (relation in _CLAUSES or above.head < 0):
            return _trimmed(line, line.subtree(above)), above
    return whole, None


def _trimmed(line: Line, span: Span) -> Span:
    text, start, end = line.document.text, span.start, span.end
    while start < end and not (text[start].isalnum() or text[start] in "$€£[("):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in "%)]"):
        end -= 1
    return Span(start, end) if start < end else span


def told_apart(line: Line, quantity: Span, near: Span) -> list[Span]:
    """The clauses near a quantity that describe something else, whose days are not its own: "launched in 1997"."""
    first, last = (bisect_left(line.starts, offset) for offset in (near.start, near.end))
    clauses = (
        line.subtree(token) for token in line.tokens[first:last] if token.deprel.startswith("acl") and token.head >= 0
    )
    return [clause for clause in clauses if not clause.overlap(quantity)]


def limited(line: Line, quantity: Quantity) -> Relation | None:
    """``<=`` inside a limit ("limited purchases to two packs", "a one-pack limit"), ``>=`` inside a minimum."""
    atoms, end = line.atoms, quantity.end
    after = [word(atoms, k) for k in range(end, min(len(atoms), end + 6))]
    stop = next(
        (k for k, text in enumerate(after) if text in (",", ".", ";", "of", "and", "to", "in", "on")), len(after)
    )
    if any(text in lexicon.word_set("limits") for text in after[:stop]) and (quantity.joined or after[:1] != []):
        return "<="
    before = [word(atoms, k) for k in range(max(0, quantity.start - 18), quantity.start)]
    if _restricts(line, quantity, before):
        return "<="
    if any(text in ("is", "are", "was", "were", "of", "be", "at", "to") for text in before[-2:]):
        if "minimum" in before:
            return ">="
        if "maximum" in before:
            return "<="
    return None


def _restricts(line: Line, quantity: Quantity, before: list[str]) -> bool:
    """As in "limited purchases … to two", "lowered their restrictions … to two and one package"."""
    if quantity.joined or is_hyphen(line.atoms, quantity.end - 2) or not {"to", "at"} & set(before[-4:]):
        return False
    return any(text in lexicon.word_set("limiting") for text in before)
