"""The text's paragraphs: where blank lines, or single line breaks between whole paragraphs, separate them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from quotes.documents.cleaned import torn_domain
from quotes.records import Span

WIDEST_WRAP = 140
_LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028]")
_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*\Z|[\"”»]\Z")
_LONG_LINE = 40


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs in text order; together they cover everything but white space.

    Lines that were wrapped at a fixed width are one paragraph; lines that are whole paragraphs or headlines are one
    each. A sentence that goes on after a blank line in the middle of a word group ("Vesti." / "ru news portal") is
    not separated from its beginning.
    """
    merged: list[Span] = []
    for group in _groups(text):
        for paragraph in _unwrapped(text, group):
            if merged and _goes_on(text, merged[-1], paragraph):
                merged[-1] = Span(merged[-1].start, paragraph.end)
            else:
                merged.append(paragraph)
    return tuple(merged)


def is_closed(line: str) -> bool:
    """Whether a line ends as a sentence, a quotation or an introduction does: in a stop, a colon or a closing mark."""
    return _CLOSED.search(line, max(0, len(line) - 8)) is not None


def _lines(text: str) -> Iterator[Span]:
    for match in _LINE.finditer(text):
        line = match.group()
        stripped = line.strip()
        if stripped:
            start = match.start() + len(line) - len(line.lstrip())
            yield Span(start, start + len(stripped))


def _groups(text: str) -> Iterator[list[Span]]:
    """Lines that no blank line separates."""
    group: list[Span] = []
    for line in _lines(text):
        if group:
            gap = text[group[-1].end : line.start]
            if "\u2029" in gap or len(_BREAK.findall(gap)) > 1:
                yield group
                group = []
        group.append(line)
    if group:
        yield group


def _unwrapped(text: str, group: list[Span]) -> Iterator[Span]:
    width = max(map(len, group))
    wrapped = len(group) > 1 and width <= WIDEST_WRAP and _looks_wrapped(text, group)
    current = group[0]
    for before, line in pairwise(group):
        if wrapped and not _ends_paragraph(text, before, line, width):
            current = Span(current.start, line.end)
        else:
            yield current
            current = line
    yield current


def _looks_wrapped(text: str, group: list[Span]) -> bool:
    """Wrapped prose breaks off in mid-sentence and goes on in small letters; lists and headlines do neither."""
    followed = len(group) - 1
    small = sum(text[line.start].islower() for line in group[1:])
    broken_off = sum(not is_closed(line.text(text)) for line in group[:-1])
    long_enough = sum(len(line) >= _LONG_LINE for line in group[:-1])
    return small >= 0.3 * followed and broken_off >= 0.5 * followed and long_enough >= 0.5 * followed


def _ends_paragraph(text: str, before: Span, line: Span, width: int) -> bool:
    """The last line of a paragraph is closed and leaves room that the next line's first word would have filled."""
    first_word = line.text(text).split(maxsplit=1)[0]
    return len(before) + 1 + len(first_word) < width and is_closed(before.text(text))


def _goes_on(text: str, before: Span, after: Span) -> bool:
    if torn_domain(text, before.end, after.start):
        return True
    end = text[before.end - 1]
    torn = end == "," or (end.islower() and _ends_in_long_line(text, before))
    return torn and text[after.start].islower()


def _ends_in_long_line(text: str, span: Span) -> bool:
    end = text[max(span.start, span.end - _LONG_LINE) : span.end]
    return len(end) == _LONG_LINE and _BREAK.search(end) is None
