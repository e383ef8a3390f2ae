"""Quotation marks: which of them open and close a quotation, and what stands between.

Double marks (curly, straight, guillemets, doubled single ones) come first; single marks count as quotation marks only
outside double ones and where they cannot be apostrophes. A mark between two spaces is a dash or a stray one, a mark behind
a figure with none open is an inch. Nothing here raises, whatever the marks: what is not closed ends with its paragraph,
and is carried on when the next paragraph opens with a mark, as newspapers print long speeches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.records import Block, Document, Span

_DOUBLE = re.compile("[“”„‟«»\"＂❝❞]|``|''|‘‘|’’")
_SINGLE = re.compile("[‘’‚‛'`´]")
_OPENING = frozenset("“„‟«❝") | {"``", "‘‘"}
_CLOSING = frozenset("”»❞") | {"''", "’’"}
_BEFORE_OPEN = frozenset(" \t\n\r\f\v\u00a0\u2009\u200a([{<—–-/:;,.…'‘\"“*_")
_AFTER_CLOSE = frozenset(" \t\n\r\f\v\u00a0\u2009\u200a)]}>—–-/:;,.…!?'’\"”*_")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks.

    ``inner`` lies inside the marks, ``outer`` includes them. ``block`` is the index of the paragraph. ``closed`` tells
    whether a closing mark was found; ``carried`` whether the quotation goes on from the one before it in the list (the same
    speech, next paragraph). ``single`` tells single marks.
    """

    inner: Span
    outer: Span
    block: int
    closed: bool
    carried: bool = False
    single: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool
    closes: bool
    sure: bool


def quoted_spans(document: Document) -> list[Quoted]:
    """All quotations in marks of headline and body, in text order; those inside others are left to the outer ones.

    Example:
        In ``“We will stay,” she said.`` it is the span of ``We will stay,``.
    """
    found: list[Quoted] = []
    open_speech = False
    for number, block in enumerate(document.blocks):
        if block.section == "sidebar":
            continue
        own = _paragraph(document.text, block, number)
        if own and open_speech and own[0].outer.start == _first(document.text, block.span):
            own[0] = _carry(own[0])
        found.extend(own)
        open_speech = bool(own) and not own[-1].closed and own[-1].outer.end >= _last(document.text, block.span)
    return [_mended(document, quoted, found) for quoted in found]


def _carry(quoted: Quoted) -> Quoted:
    return Quoted(quoted.inner, quoted.outer, quoted.block, quoted.closed, True, quoted.single)


def _mended(document: Document, quoted: Quoted, found: Sequence[Quoted]) -> Quoted:
    """A quotation that is never closed, and not carried on, ends with its sentence unless it began its paragraph."""
    block = document.blocks[quoted.block]
    carried_on = any(other.carried and other.inner.start > quoted.inner.end for other in found)
    if quoted.closed or carried_on or quoted.outer.start == _first(document.text, block.span):
        return quoted
    stop = re.compile(r"[.!?](?=\s|$)").search(document.text, quoted.inner.start, quoted.inner.end)
    if stop is None:
        return quoted
    end = max(stop.end(), quoted.inner.start)
    return Quoted(Span(quoted.inner.start, end), Span(quoted.outer.start, end), quoted.block, False, quoted.carried)


def _paragraph(text: str, block: Block, number: int) -> list[Quoted]:
    doubles = list(_pairs(text, block.span, list(_double_marks(text, block.span)), number, single=False))
    singles: list[Quoted] = []
    for gap in _gaps(block.span, doubles):
        singles.extend(_pairs(text, gap, list(_single_marks(text, gap)), number, single=True))
    return sorted(doubles + singles, key=lambda quoted: quoted.outer)


def _gaps(span: Span, taken: Sequence[Quoted]) -> Iterator[Span]:
    start = span.start
    for quoted in taken:
        if quoted.outer.start > start:
            yield Span(start, quoted.outer.start)
        start = max(start, quoted.outer.end)
    if start < span.end:
        yield Span(start, span.end)


def _double_marks(text: str, span: Span) -> Iterator[_Mark]:
    for match in _DOUBLE.finditer(text, span.start, span.end):
        before, after = _around(text, span, match.start(), match.end())
        opens, closes = before in _BEFORE_OPEN and not after.isspace(), not before.isspace()
        if before.isspace() and after.isspace() and match.start() > span.start and match.end() < span.end:
            continue
        mark = match.group()
        if mark in _OPENING and (opens or after.isalnum()):
            yield _Mark(match.start(), match.end(), True, False, True)
        elif mark in _CLOSING and (closes or after in _AFTER_CLOSE) and not (opens and after.isalnum()):
            yield _Mark(match.start(), match.end(), False, True, True)
        else:
            inch = before.isdigit() and not after.isalnum()
            sure_open = opens and (before.isspace() or match.start() == span.start) and not after.isspace()
            yield _Mark(match.start(), match.end(), opens, closes and not sure_open, not inch)


def _single_marks(text: str, span: Span) -> Iterator[_Mark]:
    for match in _SINGLE.finditer(text, span.start, span.end):
        before, after = _around(text, span, match.start(), match.end())
        opens = before in _BEFORE_OPEN and (after.isalnum() or after in '[("“…') and match.group() not in "’´"
        closes = not before.isspace() and after in _AFTER_CLOSE and match.group() not in "‘‛‚`"
        if opens or closes:
            # Behind a letter it may be a plural's apostrophe ("the workers' demand"); behind punctuation it may not.
            yield _Mark(match.start(), match.end(), opens and not closes, closes, not before.isalnum())


def _around(text: str, span: Span, start: int, end: int) -> tuple[str, str]:
    before = text[start - 1] if start > span.start else " "
    after = text[end] if end < span.end else " "
    return before, after


def _pairs(text: str, span: Span, marks: Sequence[_Mark], number: int, *, single: bool) -> Iterator[Quoted]:
    i = 0
    while i < len(marks):
        mark = marks[i]
        if not mark.opens:
            i += 1
            continue
        j = _closing(text, marks, i, single=single)
        if j is None:
            if single:
                i += 1
                continue
            inner = Span(mark.end, max(mark.end, _last(text, span)))
            yield Quoted(inner, Span(mark.start, inner.end), number, False)
            return
        inner = Span(mark.end, max(mark.end, marks[j].start))
        if text[inner.start : inner.end].strip():
            yield Quoted(inner, Span(mark.start, marks[j].end), number, True, single=single)
        i = j + 1


def _closing(text: str, marks: Sequence[_Mark], i: int, *, single: bool) -> int | None:
    """The mark that closes mark ``i``: the first that can, past marks of the same kind opened and closed in between."""
    depth = 0
    candidates = []
    for j in range(i + 1, len(marks)):
        mark = marks[j]
        if mark.opens and not mark.closes:
            depth += 1
        elif mark.closes:
            if depth == 0:
                candidates.append(j)
                if mark.sure or not single:
                    return j
            depth = max(0, depth - 1)
    if single and candidates:
        return _last_of_sentence(text, marks, i, candidates)
    # Unbalanced: the depth was not real. Take the first mark that can close.
    closers = [j for j in range(i + 1, len(marks)) if marks[j].closes and (marks[j].sure or single)]
    return closers[0] if closers else None


def _last_of_sentence(text: str, marks: Sequence[_Mark], i: int, candidates: Sequence[int]) -> int:
    """Among marks that may be apostrophes, the last one before the sentence ends."""
    stop = re.compile(r"[.!?]\s").search(text, marks[i].end)
    limit = stop.end() if stop else len(text)
    inside = [j for j in candidates if marks[j].start < limit]
    return inside[-1] if inside else candidates[0]


def _first(text: str, span: Span) -> int:
    start = span.start
    while start < span.end and text[start].isspace():
        start += 1
    return start


def _last(text: str, span: Span) -> int:
    end = span.end
    while end > span.start and text[end - 1].isspace():
        end -= 1
    return end
