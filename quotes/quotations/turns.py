"""Transcripts and interviews: paragraphs that begin with a speaker's label, without quotation marks around the turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from quotes.language.labels import label_in
from quotes.quotations.contents import without_space
from quotes.records import Document, Span

_FEWEST = 3
#: How many people who answer may go by their initials.
_MOST = 8
#: Initials that open an answer: "MS We looked at years of data."
_INITIALS = re.compile(r"\s*([A-Z]{2,4})[ \t]+(?=[A-Z“\"‘'(\[])")
_DASHES = "-–—"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: who speaks (the label, and its word), the colon or the label's brackets, and the words of each of its paragraphs.

    An answer in an interview of which only the questions are labelled has no label.
    """

    label: Span | None
    word: str | None
    cue: Span | None
    around: Span
    segments: tuple[Span, ...]


def find_turns(document: Document) -> list[Turn]:
    """The turns of a transcript; none where fewer than three paragraphs are labelled, few of many, or all with labels of their own.

    Paragraphs without a label between two turns go on with the one before; where only questions are labelled, they answer
    it. A label that opens a paragraph of quotation marks is left to the stage that reads marks.

    Example:
        ``Q: Will you stay?`` / ``SMITH: Yes.`` / ``Q: For how long?``
    """
    body = [block for block in document.blocks if block.section == "body"]
    found = [_labelled(document.text, block.span) for block in body]
    labels = [turn.word for turn in found if turn and turn.word]
    bracketed = all(turn.cue is None for turn in found if turn)
    few = len(labels) < _FEWEST or (len(labels) * 3 < len(body) and not (bracketed or _is_dialogue(found)))
    if few or len(set(labels)) == len(labels):
        return []
    last = max(i for i, turn in enumerate(found) if turn)
    answered = _are_answered(document.text, found)
    turns: list[Turn] = []
    for i, (block, own) in enumerate(zip(body, found, strict=True)):
        if own:
            turns.append(own)
        elif turns and i < last + 2 * answered and not _is_stage_direction(document.text, block.span):
            words = without_space(document.text, block.span)
            if answered and turns[-1].label is not None:
                turns.append(Turn(None, None, None, words, (words,)))
            else:
                turns[-1] = replace(turns[-1], segments=(*turns[-1].segments, words))
    turns = _without_initials(document.text, turns) if answered else turns
    return [turn for turn in turns if not _marked(document.text, turn.segments)]


def _is_dialogue(found: Sequence[Turn | None]) -> bool:
    """Whether labels take turns in some part of an article: two of them come again, in a third of its paragraphs or more."""
    numbers = [i for i, turn in enumerate(found) if turn and turn.word]
    again = [word for word, times in Counter(turn.word for turn in found if turn).items() if word and times > 1]
    return len(again) > 1 and 3 * len(numbers) >= numbers[-1] - numbers[0] + 1


def _are_answered(text: str, found: Sequence[Turn | None]) -> bool:
    """Whether the paragraphs without a label are answers: most labelled ones ask, and one without a label follows most."""
    numbers = [i for i, turn in enumerate(found) if turn]
    asking = [i for i in numbers if (turn := found[i]) and text[: turn.segments[-1].end].endswith("?")]
    followed = [i for i in asking if i + 1 < len(found) and found[i + 1] is None]
    return 3 * len(asking) >= 2 * len(numbers) and 3 * len(followed) >= 2 * len(asking)


def _without_initials(text: str, turns: Sequence[Turn]) -> list[Turn]:
    """The turns without the initials that open several of the answers, or the name they stand for."""
    opened = Counter(
        match[1] for t in turns if t.label is None and (match := _INITIALS.match(text, t.around.start, t.around.end))
    )
    openings = [_opening(initials) for initials, number in opened.most_common(_MOST) if number > 1]
    return [replace(t, segments=_after_opening(text, t, openings)) if t.label is None else t for t in turns]


def _opening(initials: str) -> re.Pattern[str]:
    """Initials, or the name that they stand for, before words in capitals or marks: "AL We looked", "Anna Lind We looked"."""
    name = "".join(rf"{letter}\w+\s+" for letter in initials)
    return re.compile(rf"\s*(?:{initials}[ \t]+|{name})(?=[A-Z“\"‘'(\[])")


def _after_opening(text: str, turn: Turn, openings: Sequence[re.Pattern[str]]) -> tuple[Span, ...]:
    first = turn.segments[0]
    for opening in openings:
        match = opening.match(text, first.start, first.end)
        if match is not None:
            return (Span(match.end(), first.end), *turn.segments[1:])
    return turn.segments


def _labelled(text: str, paragraph: Span) -> Turn | None:
    """The turn that a paragraph opens with a label and words of its own."""
    label = label_in(text, paragraph)
    words = without_space(text, Span(label.end, paragraph.end)) if label is not None else None
    if label is None or not words:
        return None
    return Turn(label.whole, label.word, label.mark, label.around, (words,))


def _marked(text: str, segments: Sequence[Span]) -> bool:
    return text[segments[0].start] in "“\"«„‘'"


def _is_stage_direction(text: str, span: Span) -> bool:
    """Whether a paragraph is no speech: "(Laughter)", the signature of a pull quote ("—Professor Lind")."""
    words = span.text(text).strip()
    return (words[:1] in "([" and words[-1:] in ")]") or words[:1] in _DASHES
