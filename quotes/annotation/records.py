"""Articles as an annotator sees them. Offsets count code points of ``text``, half-open, as in ``quotes.records``."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotes.records import CueClass, Kind, Problem, Relation, Span


@dataclass(frozen=True, slots=True)
class Words:
    """A cue or a mention: its words, and where they stand; ``span`` is null where the text does not hold them as they are."""

    text: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedQuote:
    """A quote: ``speaker`` is ``""`` where the article gives none; ``aliases`` count as the same speaker.

    ``score`` is the confidence (0 to 1) of a quote that a model found; it says nothing about the quote and never differs.
    """

    kind: Kind
    segments: tuple[Span, ...]
    speaker: str = ""
    aliases: tuple[str, ...] = ()
    mention: Words = Words()
    cue: Words = Words()
    cue_class: CueClass | None = None
    score: float | None = field(default=None, compare=False)

    @property
    def length(self) -> int:
        """Characters of all segments."""
        return sum(map(len, self.segments))

    def contains(self, span: Span) -> bool:
        """Whether one of the segments holds the span."""
        return any(segment.contains(span) for segment in self.segments)


@dataclass(frozen=True, slots=True)
class AnnotatedClaim:
    """A quantity: bounds are decimal strings in base units ("1500000000"), null where open; ``claimant`` as ``speaker``."""

    span: Span
    low: str | None
    high: str | None
    relation: Relation
    unit: str = ""
    claimant: str = ""
    score: float | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """A text with its quotes and claims, both in text order (an outer quote before the one that starts with it)."""

    article_id: str
    text: str
    quotes: tuple[AnnotatedQuote, ...] = ()
    claims: tuple[AnnotatedClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from an annotation tool, and what could not be."""

    articles: tuple[AnnotatedArticle, ...]
    problems: tuple[Problem, ...] = ()


class AnnotationError(ValueError):
    """A whole source cannot be read; the message says what is wrong with it and what to give instead."""
