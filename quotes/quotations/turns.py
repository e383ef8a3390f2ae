"""Transcripts and interviews: paragraphs that begin with a speaker's label, without quotation marks around the turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.language.labels import label_in
from quotes.quotations.contents import without_space
from quotes.records import Document, Span

_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: who speaks (the label), the colon or the label's brackets, and the words of each of its paragraphs."""

    label: Span
    cue: Span | None
    around: Span
    segments: tuple[Span, ...]


def find_turns(document: Document) -> list[Turn]:
    """The turns of a transcript; none where fewer than three paragraphs are labelled, or all with labels of their own.

    Paragraphs without a label between two turns go on with the one before. A label that opens a paragraph of quotation
    marks is left to the stage that reads marks.

    Example:
        ``Q: Will you stay?`` / ``SMITH: Yes.`` / ``Q: For how long?``
    """
    body = [block for block in document.blocks if block.section == "body"]
    found = [_labelled(document.text, block.span) for block in body]
    labels = [turn.label.text(document.text) for turn in found if turn]
    bracketed = all(turn.cue is None for turn in found if turn)
    few = len(labels) < _FEWEST or (len(labels) * 3 < len(body) and not bracketed)
    if few or len(set(labels)) == len(labels):
        return []
    last = max(i for i, turn in enumerate(found) if turn)
    turns: list[Turn] = []
    for i, (block, own) in enumerate(zip(body, found, strict=True)):
        if own:
            turns.append(own)
        elif turns and i < last and not _is_stage_direction(document.text, block.span):
            words = without_space(document.text, block.span)
            turns[-1] = replace(turns[-1], segments=(*turns[-1].segments, words))
    return [turn for turn in turns if not _marked(document.text, turn.segments)]


def _labelled(text: str, paragraph: Span) -> Turn | None:
    """The turn that a paragraph opens with a label and words of its own."""
    label = label_in(text, paragraph)
    words = without_space(text, Span(label.end, paragraph.end)) if label is not None else None
    if label is None or not words:
        return None
    return Turn(label.whole, label.mark, label.around, (words,))


def _marked(text: str, segments: Sequence[Span]) -> bool:
    return text[segments[0].start] in "“\"«„‘'"


def _is_stage_direction(text: str, span: Span) -> bool:
    words = span.text(text).strip()
    return words[:1] in "([" and words[-1:] in ")]"
