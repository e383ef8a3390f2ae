"""Transcripts and interviews: paragraphs that begin with a speaker's label, without quotation marks around the turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.quotations.contents import without_space
from quotes.records import Document, Span

_LABEL = re.compile(
    r"\s*(?P<label>(?:[QA](?=[.:]\s)|(?:[A-Z][\w.'’\-]*|@\w+)(?:[ \t]+(?:[A-Z][\w.'’\-]*|de|van|von|bin|al|of|the)){0,4})"
    r"(?:[ \t]*\([^()\n]{1,40}\))?)(?P<cue>:|(?<=\b[QA])\.)[ \t]+(?=\S)"
)
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: who speaks (the label), the colon, and the words of each of its paragraphs."""

    label: Span
    cue: Span
    segments: tuple[Span, ...]


def find_turns(document: Document) -> list[Turn]:
    """The turns of a transcript; none where fewer than three paragraphs are labelled, or all with labels of their own.

    Paragraphs without a label between two turns go on with the one before. A label that opens a paragraph of quotation
    marks is left to the stage that reads marks.

    Example:
        ``Q: Will you stay?`` / ``SMITH: Yes.`` / ``Q: For how long?``
    """
    body = [block for block in document.blocks if block.section == "body"]
    found = [_LABEL.match(document.text, block.span.start, block.span.end) for block in body]
    labels = [match["label"] for match in found if match]
    if len(labels) < _FEWEST or len(set(labels)) == len(labels) or len(labels) * 3 < len(body):
        return []
    last = max(i for i, match in enumerate(found) if match)
    turns: list[Turn] = []
    for i, (block, match) in enumerate(zip(body, found, strict=True)):
        if match:
            words = without_space(document.text, Span(match.end(), block.span.end))
            label = Span(match.start("label"), match.end("label"))
            turns.append(Turn(label, Span(match.start("cue"), match.end("cue")), (words,)))
        elif turns and i < last and not _is_stage_direction(document.text, block.span):
            turn = turns[-1]
            turns[-1] = Turn(turn.label, turn.cue, (*turn.segments, without_space(document.text, block.span)))
    return [turn for turn in turns if not _marked(document.text, turn.segments)]


def _marked(text: str, segments: Sequence[Span]) -> bool:
    return text[segments[0].start] in "“\"«„‘'"


def _is_stage_direction(text: str, span: Span) -> bool:
    words = span.text(text).strip()
    return words[:1] in "([" and words[-1:] in ")]"
