"""What a document offers to the search for quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.language.spans import overlapping
from quotes.quotations.contents import kind_of
from quotes.quotations.cues import tokens_in
from quotes.quotations.marks import Quoted
from quotes.records import Attribution, Document, Kind, Parse, Section, Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a document offers: its text, parse and the stretches between quotation marks."""

    document: Document
    parse: Parse
    quoted: tuple[Quoted, ...]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def touching(self, span: Span, holder: Quoted | None) -> list[Quoted]:
        """The marks that touch a span and count there; those ``holder`` that a cue stands between do not, nested ones do."""
        at = bisect_right(self.quoted, span.start, key=lambda q: q.outer.end)
        to = bisect_left(self.quoted, span.end, lo=at, key=lambda q: q.outer.start)
        found = [q for q in self.quoted[at:to] if q is not holder]
        return found + [q for q in (holder.nested if holder else ()) if q.outer.overlap(span)]

    def holder(self, cue: Span) -> Quoted | None:
        """The marks that a cue stands between."""
        at = bisect_right(self.quoted, cue.start, key=lambda q: q.inner.end)
        return next((q for q in self.quoted[at : at + 1] if q.inner.contains(cue)), None)

    def attributions_in(self, span: Span) -> Sequence[Attribution]:
        """The model's attributions whose cue begins within a span."""
        found = self.parse.attributions
        at = bisect_left(found, span.start, key=lambda a: a.cue.span.start)
        return found[at : bisect_left(found, span.end, lo=at, key=lambda a: a.cue.span.start)]

    def kind(self, segments: Sequence[Span], holder: Quoted | None = None) -> Kind:
        """The kind of a quote whose cue stands between the marks ``holder``, if between any."""
        return kind_of(self.text, segments, [q for segment in segments for q in self.touching(segment, holder)])

    def section(self, span: Span) -> Section:
        """The section that a span begins in."""
        blocks = overlapping(self.document.blocks, span)
        return blocks[0].section if blocks else "body"


def is_clause(evidence: Evidence, segments: Sequence[Span]) -> bool:
    """Whether a segment has a finite verb with a subject."""
    return any(
        token.deprel.startswith(("nsubj", "csubj", "expl"))
        for segment in segments
        for _, token in tokens_in(evidence.parse.sentences, segment)
    )


def has_verb(evidence: Evidence, segments: Sequence[Span]) -> bool:
    """Whether a segment has a verb of any form."""
    found = (t for s in segments for _, t in tokens_in(evidence.parse.sentences, s))
    return any(t.upos in ("VERB", "AUX") and not t.xpos.startswith("NN") for t in found)  # "United" States


def distance(one: Span, other: Span) -> int:
    """How many characters lie between two spans; 0 where they touch or overlap."""
    return max(one.start - other.end, other.start - one.end, 0)
