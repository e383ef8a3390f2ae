"""Content spans: where the reported words begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.language.spans import overlapping
from quotes.quotations.marks import Quoted
from quotes.records import Block, Kind, Span

COMPLEMENTISERS = ("that", "if", "whether")
_EDGE = ' \t\r\n\f\v\u00a0,;:.–—-…"“”„«»*_'
#: Quotation marks that were decoded wrongly or written as HTML entities, as they stand in the text.
_SPELT = r"(?:â€[œ\x9d\uf19d\"]?|&(?:[lr](?:d|a)quo|quot|\#34|\#822[01]);)"
_LEADING, _SPELT_LAST = re.compile(rf"(?:[{re.escape(_EDGE)}]|{_SPELT})*"), re.compile(_SPELT + r"\Z")
_END = ' \t\r\n\f\v\u00a0,;:.–—-"“”„«»*_'


def split_blocks(span: Span, blocks: Sequence[Block]) -> list[Span]:
    """The parts of a span by paragraph."""
    parts = [
        Span(max(span.start, block.span.start), min(span.end, block.span.end)) for block in overlapping(blocks, span)
    ]
    return parts or [span]


def trimmed(text: str, span: Span, *, leading: Sequence[str] = COMPLEMENTISERS) -> Span:
    """The span without white space, quotation marks, closing punctuation and complementiser at its edges.

    A question mark, an exclamation mark, brackets that pair and the full stop of an abbreviation stay; so does what is not
    among the complementisers ``leading``, and one that opens a sentence ("If it rains, the match is off, said Lind").
    """
    start, end = span.start, span.end
    while True:
        start = max(start, _LEADING.match(text, start, end).end())  # type: ignore[union-attr]
        word = next((w for w in leading if _begins(text, start, end, w)), None)
        if word is None:
            break
        start += len(word)
    while (kept := _without_last(text, start, end)) < end:
        end = kept
    while (
        end > start
        and text[end - 1] in ")]"
        and text.count("(", start, end) + text.count("[", start, end)
        < (text.count(")", start, end) + text.count("]", start, end))
    ):
        end -= 1
    return Span(start, max(start, end))


def _without_last(text: str, start: int, end: int) -> int:
    """Where a span ends without its last character or mark, if that is no part of the content."""
    spelt = _SPELT_LAST.search(text, max(start, end - 8), end)
    if spelt is not None:
        return spelt.start()
    return end - (end > start and text[end - 1] in _END and not _abbreviated(text, start, end))


def without_space(text: str, span: Span) -> Span:
    """The span without white space at its edges."""
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _begins(text: str, start: int, end: int, word: str) -> bool:
    after = start + len(word)
    return text[start:after] == word and after < end and not (text[after].isalnum() or text[after] in "'’")


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the full stop at the end belongs to "U.S." or "a.m."."""
    return text[end - 1] == "." and end - start > 3 and text[end - 3] == "." and text[end - 2].isalpha()


def inside_marks(text: str, span: Span, quoted: Sequence[Quoted]) -> int:
    """How many letters and figures of the span stand between quotation marks."""
    return sum(
        text[i].isalnum() for q in quoted for i in range(max(span.start, q.inner.start), min(span.end, q.inner.end))
    )


def letters(text: str, span: Span) -> int:
    """How many letters and figures the span has."""
    return sum(character.isalnum() for character in text[span.start : span.end])


def kind_of(text: str, segments: Sequence[Span], quoted: Sequence[Quoted]) -> Kind:
    """``direct`` where every word stands between marks, ``indirect`` where none does, else ``mixed``."""
    whole = sum(letters(text, segment) for segment in segments)
    inside = sum(inside_marks(text, segment, quoted) for segment in segments)
    if inside == 0:
        return "indirect"
    return "direct" if inside >= whole else "mixed"
