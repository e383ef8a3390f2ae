"""Quotation marks: which of them open and close a quotation, and what stands between.

Double marks (curly, straight, guillemets, doubled single ones) come first; single marks count as quotation marks only
outside double ones and where they cannot be apostrophes. A mark between two spaces is a dash or a stray one, a mark behind
a figure with none open is an inch. Nothing here raises, whatever the marks: what is not closed ends with its paragraph,
and is carried on when the next paragraph opens with a mark, as newspapers print long speeches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quotes.documents import CleanText, clean_document
from quotes.records import Block, Document, Span

_DOUBLE = re.compile("[“”„‟«»\"＂❝❞]|``|''|‘‘|’’|‘’")
_SINGLE = re.compile("[‘’‚‛'`´‹›]")
_GUILLEMETS = {"«": True, "‹": True, "»": False, "›": False}
#: What an apostrophe, not a quotation mark, stands before: "’90s", "'em".
_ELIDED = re.compile(r"(?i)(?:\d0s|em|tis|twas|til|cause|bout|n)\b")
_OPENING = frozenset("“„‟«❝") | {"``", "‘‘"}
_CLOSING = frozenset("”»❞") | {"''", "’’"}
#: What follows a mark that opens a paragraph, and one that can only close, which stands before a comma ("… two bakers' ", he said).
_SENTENCE, _STOPS = re.compile(r"\s*[A-Z]"), re.compile(r"[,;](?!\w)")
#: The verbs that are looked for beside marks, where no parse tells them.
_TELLS = (
    "said|says|added|adds|argued|asked|concluded|continued|emphasi[sz]ed|explained|insisted|noted|replied|stated|stressed|told|"
    "warned|wrote"
)
#: What follows a mark that closes though it is glued to the report behind it (“… is a start, "Lind said).
_REPORT = re.compile(rf"(?:he|she|they|it|I|we|(?:[A-Z][\w.’'-]* ){{1,3}}?)(?: |(?<= ))(?:{_TELLS})\b")
#: What leads in a mark that opens before such words: “Lind said, "She said no.”
_TELLS_BEFORE = re.compile(rf"(?:{_TELLS}|reporters|that),?\s*\Z")
#: A stop or comma that stands apart, as in text that was split into tokens.
_SPLIT = re.compile(r"\s[.,;!?](?:\s|\Z)")
#: How many marks further on the one that closes a quotation is looked for.
_AHEAD = 300
#: How far back that is looked for.
_TELLING = 20
_BEFORE_OPEN = frozenset(" \t\n\r\f\v\u00a0\u2009\u200a([{<—–-/:;,.…'‘\"“*_")
_AFTER_CLOSE = frozenset(" \t\n\r\f\v\u00a0\u2009\u200a)]}>—–-/:;,.…!?'’\"”*_")


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks.

    ``inner`` lies inside the marks, ``outer`` includes them. ``block`` is the index of the paragraph. ``closed`` tells
    whether a closing mark was found; ``carried`` whether the quotation goes on from the one before it in the list (the same
    speech, next paragraph). ``single`` tells single marks; ``nested`` holds the quotations inside this one.
    """

    inner: Span
    outer: Span
    block: int
    closed: bool
    carried: bool = False
    single: bool = False
    nested: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    opens: bool
    closes: bool
    sure: bool


def quoted_spans(document: Document) -> list[Quoted]:
    """All quotations in marks of headline and body, in text order; those inside others are the outer ones' ``nested``.

    Marks are read in the cleaned view, in which mojibake and HTML entities are the marks they stand for.

    Example:
        In ``“We will stay,” she said.`` it is the span of ``We will stay,``.
    """
    view = clean_document(document)
    blocks = tuple(replace(block, span=view.to_cleaned(block.span)) for block in document.blocks)
    found = _quoted(replace(document, text=view.text, blocks=blocks))
    return found if view.text == document.text else [_original(view, quoted) for quoted in found]


def _original(view: CleanText, quoted: Quoted) -> Quoted:
    nested = tuple(_original(view, inside) for inside in quoted.nested)
    inner, outer = view.to_original(quoted.inner), view.to_original(quoted.outer)
    return replace(quoted, inner=inner, outer=outer, nested=nested)


def _quoted(document: Document) -> list[Quoted]:
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
    carried = {other.block for other in found if other.carried}
    return [_mended(document, quoted, goes_on=quoted.block + 1 in carried) for quoted in found]


def _carry(quoted: Quoted) -> Quoted:
    return replace(quoted, carried=True)


def _mended(document: Document, quoted: Quoted, *, goes_on: bool) -> Quoted:
    """A quotation that is never closed, and not carried on, ends with its sentence unless it began its paragraph."""
    block = document.blocks[quoted.block]
    if quoted.closed or goes_on or quoted.outer.start == _first(document.text, block.span):
        return quoted
    stop = re.compile(r"[.!?](?=\s|$)").search(document.text, quoted.inner.start, quoted.inner.end)
    if stop is None:
        return quoted
    end = max(stop.end(), quoted.inner.start)
    return replace(quoted, inner=Span(quoted.inner.start, end), outer=Span(quoted.outer.start, end), nested=())


def _paragraph(text: str, block: Block, number: int) -> list[Quoted]:
    doubles = list(_pairs(text, block.span, list(_double_marks(text, block.span)), number, single=False))
    around = [q for q in _singles(text, block.span, number) if _holds_doubles(q, doubles, text)]
    doubles = [q for q in doubles if not any(outer.outer.overlap(q.outer) for outer in around)]
    singles = list(around)
    for gap in _gaps(block.span, sorted(doubles + around, key=lambda quoted: quoted.outer)):
        singles.extend(_singles(text, gap, number))
    return [_with_nested(text, quoted) for quoted in sorted(doubles + singles, key=lambda quoted: quoted.outer)]


def _singles(text: str, span: Span, number: int) -> list[Quoted]:
    return list(_pairs(text, span, list(_single_marks(text, span)), number, single=True))


def _holds_doubles(single: Quoted, doubles: Sequence[Quoted], text: str) -> bool:
    """Whether single marks are the outer ones (British): surely closed, around whole quotations in double marks."""
    if not single.closed or text[single.inner.end - 1].isalnum():
        return False
    touched = [double for double in doubles if double.outer.overlap(single.outer)]
    return bool(touched) and all(double.closed and single.inner.contains(double.outer) for double in touched)


def _with_nested(text: str, quoted: Quoted) -> Quoted:
    """The quotation with those of the other kind of marks inside it, which must be closed there."""
    marks = list((_double_marks if quoted.single else _single_marks)(text, quoted.inner))
    found = _pairs(text, quoted.inner, marks, quoted.block, single=not quoted.single)
    inside = (
        q
        for q in found
        if q.closed and (quoted.single or not text[q.inner.end - 1].isalnum() or _curly(text, q) or _led_in(text, q))
    )
    return replace(quoted, nested=tuple(q for q in inside if q.inner != quoted.inner))


def _led_in(text: str, quoted: Quoted) -> bool:
    """Whether punctuation leads in the marks and what follows them parts them off: "she said, 'Never', and"."""
    before = text[max(0, quoted.outer.start - 2) : quoted.outer.start].rstrip()
    after = text[quoted.outer.end : quoted.outer.end + 1]
    return before[-1:] in (",", ":") and (after in ",.;:!?\u2009" or not after.strip())


def _curly(text: str, quoted: Quoted) -> bool:
    return text[quoted.outer.start] in "‘‹"


def _gaps(span: Span, taken: Sequence[Quoted]) -> Iterator[Span]:
    start = span.start
    for quoted in taken:
        if quoted.outer.start > start:
            yield Span(start, quoted.outer.start)
        start = max(start, quoted.outer.end)
    if start < span.end:
        yield Span(start, span.end)


def _double_marks(text: str, span: Span) -> Iterator[_Mark]:
    first, last = _first(text, span), _last(text, span)
    found = list(_DOUBLE.finditer(text, span.start, span.end))
    turned = [n for n, match in enumerate(found) if (n % 2 or len(found) == 1) and _is_turned(text, span, match)]
    apart = len(found) > 1 and all(_stands_apart(text, span, match) for match in found)
    apart = apart and _SPLIT.search(text, span.start, span.end) is not None
    for n, match in enumerate(found):
        if apart or (turned and n < len(found) - len(found) % 2):
            opens = _opens_apart(match.group(), n) if apart else n % 2 == 0  # set the wrong way round: in turn
            yield _Mark(match.start(), match.end(), opens, not opens, True)
            continue
        if n in turned:  # what it closes was not opened
            yield _Mark(match.start(), match.end(), False, True, True)
            continue
        before, after = _around(text, span, match.start(), match.end())
        if match.group() in _GUILLEMETS:
            yield _guillemet(text, span, match)
            continue
        if match.start() == first and _SENTENCE.match(text, match.end(), span.end):
            yield _Mark(match.start(), match.end(), True, False, True)  # whichever way it is turned
            continue
        if match.start() > first and (match.end() == last or _STOPS.match(text, match.end(), span.end)):
            yield _Mark(match.start(), match.end(), False, True, True)
            continue
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


def _stands_apart(text: str, span: Span, match: re.Match[str]) -> bool:
    """Whether a mark stands between spaces, as all do in text that was split into tokens."""
    return all(character.isspace() for character in _around(text, span, match.start(), match.end()))


def _opens_apart(mark: str, number: int) -> bool:
    """Whether a mark between spaces opens a quotation: by its shape, and a straight one where it is the first or third."""
    if mark in _OPENING or mark in _CLOSING:
        return mark in _OPENING
    return number % 2 == 0


def _is_turned(text: str, span: Span, match: re.Match[str]) -> bool:
    """Whether a mark closes a quotation though it is glued to the report behind it (“It is a start, "Lind said)."""
    if match.group() in _GUILLEMETS or match.start() == _first(text, span):
        return False
    before = text[max(span.start, match.start() - _TELLING) : match.start()]
    parted = before.rstrip()[-1:] in (",", ";") and not _TELLS_BEFORE.search(before)
    return parted and before[-1:].isspace() and _REPORT.match(text, match.end(), span.end) is not None


def _single_marks(text: str, span: Span) -> Iterator[_Mark]:
    for match in _SINGLE.finditer(text, span.start, span.end):
        before, after = _around(text, span, match.start(), match.end())
        if match.group() in _GUILLEMETS:
            yield _guillemet(text, span, match)
            continue
        opens = before in _BEFORE_OPEN and (after.isalnum() or after in '[("“…') and match.group() not in "’´"
        opens = opens and not _ELIDED.match(text, match.end())
        closes = not before.isspace() and after in _AFTER_CLOSE and match.group() not in "‘‛‚`"
        if opens or closes:
            # Behind a letter it may be a plural's apostrophe ("the workers' demand"); behind punctuation it may not.
            yield _Mark(match.start(), match.end(), opens and not closes, closes, not before.isalnum())


def _guillemet(text: str, span: Span, match: re.Match[str]) -> _Mark:
    """A guillemet, with or without a space inside; printed the German way (»…«) where the closing one comes first."""
    pair = "«»" if match.group() in "«»" else "‹›"
    left, right = (text.find(mark, span.start, span.end) for mark in pair)
    turned = right >= 0 and (left < 0 or right < left) and text[right + 1 : right + 2].isalnum()
    opens = _GUILLEMETS[match.group()] is not turned
    return _Mark(match.start(), match.end(), opens, not opens, True)


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
            if single and not _opens_speech(text, mark, marks[i + 1 :]):
                i += 1
                continue
            inner = Span(mark.end, max(mark.end, _last(text, span)))
            yield Quoted(inner, Span(mark.start, inner.end), number, False, single=single)
            return
        inner = Span(mark.end, max(mark.end, marks[j].start))
        if text[inner.start : inner.end].strip():
            yield Quoted(inner, Span(mark.start, marks[j].end), number, True, single=single)
        i = j + 1


def _opens_speech(text: str, mark: _Mark, after: Sequence[_Mark]) -> bool:
    """Whether a single mark that nothing closes opens a speech all the same: a curly one before a sentence, the last mark."""
    return (
        text[mark.start] == "‘" and text[mark.end : mark.end + 1].isupper() and not any(m.opens for m in after[:_AHEAD])
    )


def _closing(text: str, marks: Sequence[_Mark], i: int, *, single: bool) -> int | None:
    """The mark that closes mark ``i``: the first that can, past marks of the same kind opened and closed in between."""
    depth = 0
    candidates = []
    ahead = range(i + 1, min(len(marks), i + _AHEAD))
    for j in ahead:
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
    closers = [j for j in ahead if marks[j].closes and (marks[j].sure or single)]
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
