"""A text cut into paragraphs, and each paragraph where a row starts or ends.

Rows overlap as they like: quotes stand in quotes, claims in several of them, and one quote has several segments. Pieces
never overlap, so that a page can show them one after the other; each knows which rows cover it. Cutting is done here,
in code points, because a browser counts UTF-16 units.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.records import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Where one row stands: its key on the page ("q3", "c7") and its spans, in text order."""

    key: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same rows cover.

    ``keys`` are those rows, the one with the widest spans first; ``firsts`` are the rows that start with it, ``segments``
    those of which a segment starts with it.
    """

    text: str
    keys: tuple[str, ...] = ()
    firsts: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()


def paragraphs(text: str) -> list[Span]:
    r"""Where the paragraphs stand: lines up to the next empty one, without white space around them.

    >>> [span.text("One.\n\nTwo,\nstill two.\n") for span in paragraphs("One.\n\nTwo,\nstill two.\n")]
    ['One.', 'Two,\nstill two.']
    """
    found: list[Span] = []
    start, end, at = None, 0, 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = at if start is None else start
            end = at + len(line)
        elif start is not None:
            found.append(_stripped(text, start, end))
            start = None
        at += len(line)
    return found if start is None else [*found, _stripped(text, start, end)]


def _stripped(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(end - len(words.lstrip()), start + len(words.rstrip()))


def cut(text: str, marks: Sequence[Mark]) -> Iterator[list[Piece]]:
    """The pieces of each paragraph; joined, they are the paragraph.

    Spans that reach beyond the text are cut at its end, empty ones left out.
    """
    widths = {mark.key: sum(map(len, mark.spans)) for mark in marks}
    spans = sorted(((s.start, s.end, mark.key) for mark in marks for s in mark.spans if len(s)), key=lambda s: s[0])
    edges = sorted({edge for start, end, _ in spans for edge in (start, end)})
    waiting, open_, seen = deque(spans), list[tuple[int, int, str]](), set[str]()
    for paragraph in paragraphs(text):
        pieces = []
        for place in _places(paragraph, edges):
            started = []
            while waiting and waiting[0][0] <= place.start:
                started.append(waiting.popleft())
            open_ = [span for span in open_ + started if span[1] > place.start]
            keys = sorted({key for _, _, key in open_}, key=lambda key: (-widths[key], key))
            starting = {key for _, end, key in started if end > place.start}
            firsts = tuple(key for key in keys if key not in seen)
            pieces.append(Piece(place.text(text), tuple(keys), firsts, tuple(key for key in keys if key in starting)))
            seen.update(firsts)
        yield pieces


def _places(paragraph: Span, edges: Sequence[int]) -> Iterator[Span]:
    """The paragraph, cut at the edges inside it."""
    inside = edges[bisect_right(edges, paragraph.start) : bisect_left(edges, paragraph.end)]
    whole = [paragraph.start, *inside, paragraph.end]
    return (Span(start, end) for start, end in pairwise(whole))
