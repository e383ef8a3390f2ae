r"""A cleaned view of a text for the parser, with a map back to the text as it was read.

Understood are mojibake (``SPSAâ€™s``), HTML entities (``&#039;``), non-breaking and zero-width spaces, soft hyphens,
line breaks inside a paragraph, runs of letters too long for a word, a domain name torn at its full stop
(``Vesti.\n\nru``) and quotation marks that stand for a dash (``results ” according to which``). The text itself is never
changed: the map leads back.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from ftfy import fix_encoding
from ftfy.chardata import UTF8_DETECTOR_RE
from ftfy.fixes import fix_c1_controls, unescape_html

from quotes.documents.lists import lines_of
from quotes.records import Block, Document, Span

DASH = "–"
_ZERO_WIDTH = r"\u00ad\u034f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1b\x7f"
_TOKEN = re.compile(
    rf"(?P<spaces>(?! \S)\s[\s\u200b\ufeff]*)"
    rf"|(?P<nothing>[{_ZERO_WIDTH}]+)"
    rf"|(?P<c1>[\x80-\x84\x86-\x9f])"
    rf"|(?P<entity>&(?:\#[0-9]{{1,7}}|\#[xX][0-9A-Fa-f]{{1,6}}|[A-Za-z][A-Za-z0-9]{{1,30}});(?:\#?[A-Za-z0-9]{{1,8}};)?)"
)
# ftfy knows neither a closing mark that lost its last byte (`â€ he`) nor a dash whose last was straightened (`â€" he`).
_LOSSY = re.compile(r"â€(?:\"|(?=[\s.,;:!?)\]]|\Z))")
# LibreOffice makes private characters of the bytes that Windows-1252 does not have: `â€\uf19d` was `”`.
_PRIVATE = {0xF100 + byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_OVERLONG = re.compile(r"(?<!\S)\S{2001,}")  # no word: a picture or key in letters, on which tokenizers take hours
_MARK = re.compile(r"[“”„]|\n[^\S\n]*(?:\r?\n)|\Z")
_BEFORE_DASH = re.compile(r"[\w)\]%’'] \Z")
_AFTER_DASH = re.compile(r" [\w(\[$€£’']")
_SPACE = re.compile(r"\s")
_NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028]|\u2029")


@dataclass(frozen=True, slots=True)
class _Edit:
    """A changed run: where it stands in the original and what stands for it in the view."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """The cleaned ``text`` and the map between its offsets and those of the original (both in characters).

    The map is monotone and total. A changed run maps as a whole: a span that touches it covers all of it on the other
    side. ``to_original(to_cleaned(span))`` contains ``span``.
    """

    text: str
    original_length: int
    _cleaned: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    _original: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    def to_original(self, span: Span) -> Span:
        """The characters of the original that the span of the view stands for.

        Example:
            In the view of ``"MalÃ© airport"``, ``Span(0, 4)`` ("Malé") stands for ``Span(0, 5)``.

        Raises:
            ValueError: the span ends beyond the view.
        """
        if span.end > len(self.text):
            raise ValueError(f"{span} ends beyond the cleaned text of {len(self.text)} characters")
        if not self.text:
            return Span(0, self.original_length)
        start, end = self._original_start(span.start), self._original_end(span.end)
        return Span(min(start, end), max(start, end))

    def to_cleaned(self, span: Span) -> Span:
        """The smallest span of the view that stands for all of the original's span.

        Raises:
            ValueError: the span ends beyond the original.
        """
        if span.end > self.original_length:
            raise ValueError(f"{span} ends beyond the original of {self.original_length} characters")
        start, end = self._cleaned_start(span.start), self._cleaned_end(span.end)
        return Span(min(start, end), max(start, end))

    def _original_start(self, offset: int) -> int:
        index = bisect_right(self._cleaned, offset, key=_first) - 1
        if index < 0 or offset == 0:
            return offset
        (_, cleaned_end), (start, end) = self._cleaned[index], self._original[index]
        return start if offset < cleaned_end else end + offset - cleaned_end

    def _original_end(self, offset: int) -> int:
        if offset == len(self.text):
            return self.original_length
        index = bisect_left(self._cleaned, offset, key=_first) - 1
        if index < 0:
            return offset
        cleaned_end, end = self._cleaned[index][1], self._original[index][1]
        return end + max(0, offset - cleaned_end)

    def _cleaned_start(self, offset: int) -> int:
        index = bisect_right(self._original, offset, key=_first) - 1
        if index < 0:
            return offset
        (start, end), original_end = self._cleaned[index], self._original[index][1]
        if offset >= original_end:
            return end + offset - original_end
        return start if start < end else max(0, start - 1)

    def _cleaned_end(self, offset: int) -> int:
        index = bisect_left(self._original, offset, key=_first) - 1
        if index < 0:
            return offset
        (start, end), original_end = self._cleaned[index], self._original[index][1]
        if offset > original_end:
            return end + offset - original_end
        return end if start < end else min(len(self.text), end + 1)


def clean(text: str, blocks: Sequence[Block] = ()) -> CleanText:
    r"""The cleaned view of a text, in time linear in its length.

    Where ``blocks`` are given, what separates them becomes one blank line and line breaks inside them become spaces;
    without them blank lines separate paragraphs.

    Example:
        ``clean("Oman&#039;s cases\\nreach 93,475").text == "Oman's cases reach 93,475"``
    """
    edits = _merged([*(_Edit(run.start, run.end, "") for run in overlong(text)), *_mojibake(text), *_stray_marks(text)])
    ends = tuple(block.span.end for block in blocks)
    pieces: list[str] = []
    cleaned: list[tuple[int, int]] = []
    original: list[tuple[int, int]] = []
    position = length = 0
    for edit in _with_characters(text, edits, ends):
        pieces += (text[position : edit.start], edit.text)
        length += edit.start - position
        cleaned.append((length, length + len(edit.text)))
        original.append((edit.start, edit.end))
        length += len(edit.text)
        position = edit.end
    pieces.append(text[position:])
    return CleanText("".join(pieces), len(text), tuple(cleaned), tuple(original))


def clean_document(document: Document) -> CleanText:
    """The cleaned view of a document: its blocks, separated by blank lines."""
    return clean(document.text, document.blocks)


def torn_domain(text: str, start: int, end: int) -> bool:
    """Whether the white space ``text[start:end]`` tears a domain name at its stop (``Vesti.`` / ``ru news portal``)."""
    if start < 2 or text[start - 1] != "." or not text[start - 2].isalnum():
        return False
    return _ending().match(text, end) is not None


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(lines_of('domain-endings.txt'))})(?=[\s,;:)]|\.\s|\.?\Z)")


def _first(pair: tuple[int, int]) -> int:
    return pair[0]


def overlong(text: str) -> Iterator[Span]:
    """What has more characters without a space than any word or address; the view holds nothing of it."""
    return (Span(*match.span()) for match in _OVERLONG.finditer(text))


def _mojibake(text: str) -> Iterator[_Edit]:
    if text.isascii():
        return
    position = 0
    text = text.translate(_PRIVATE)
    matches = sorted([*UTF8_DETECTOR_RE.finditer(text), *_LOSSY.finditer(text)], key=lambda match: match.start())
    for match in matches:
        start, end = match.span()
        if start < position:
            continue
        found = match.group()
        if _LOSSY.match(text, start):
            fixed, end = ("—" if text.startswith('"', start + 2) else "”"), start + 2 + text.startswith('"', start + 2)
        else:
            fixed = _fixed(found)
        if fixed != found:
            yield _Edit(start, end, _plain(fixed))
            position = end


@lru_cache(maxsize=4096)
def _fixed(found: str) -> str:
    """What ftfy makes of a short run; a text that was decoded wrongly repeats few of them very often.

    A run that would become East Asian script is left as it is: in English news it is "Café”" with a mark, not mojibake.
    """
    fixed = fix_encoding(found)
    return found if any("\u2e80" <= character <= "\ud7ff" for character in fixed) else fixed


def _plain(text: str) -> str:
    """A replacement without the characters that the view does not hold."""
    return _SPACE.sub(" ", re.sub(f"[{_ZERO_WIDTH}]", "", text))


def _stray_marks(text: str) -> Iterator[_Edit]:
    """Lone curly marks between spaces that no partner in their paragraph balances: they stand for dashes."""
    if "”" not in text and "“" not in text:
        return
    opened: list[int] = []
    for match in _MARK.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "”":
            if opened:
                opened.pop()
            elif _between_words(text, at):
                yield _Edit(at, at + 1, DASH)
        elif mark and mark in "“„":
            opened.append(at)
        else:
            yield from (_Edit(start, start + 1, DASH) for start in opened if _between_words(text, start))
            opened.clear()


def _between_words(text: str, at: int) -> bool:
    before, after = text[max(0, at - 2) : at], text[at + 1 : at + 3]
    return bool(_BEFORE_DASH.match(before) and _AFTER_DASH.match(after))


def _merged(edits: Sequence[_Edit]) -> list[_Edit]:
    """The edits in order; of those that overlap the earlier one stays."""
    kept: list[_Edit] = []
    for edit in sorted(edits, key=lambda edit: edit.start):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _with_characters(text: str, edits: Sequence[_Edit], ends: Sequence[int]) -> Iterator[_Edit]:
    """The edits, and between them those of single characters and white space."""
    position = 0
    for edit in [*edits, _Edit(len(text), len(text), "")]:
        for match in _TOKEN.finditer(text, position, edit.start):
            replacement = _replacement(text, match, ends)
            if replacement != match.group():
                yield _Edit(match.start(), match.end(), replacement)
        if edit.start < edit.end:
            yield edit
        position = edit.end


def _replacement(text: str, match: re.Match[str], ends: Sequence[int]) -> str:
    found = match.group()
    if match["spaces"] is not None:
        return _white_space(text, match.start(), match.end(), ends)
    if match["entity"] is not None:
        return _entity(found)
    return _plain(fix_c1_controls(found)) if match["c1"] is not None else ""


def _entity(found: str) -> str:
    unescaped = unescape_html(found)
    if unescaped.startswith("&") and unescaped.endswith(";"):  # escaped twice: `&amp;#039;`
        unescaped = unescape_html(unescaped)
    return found if unescaped == found else _plain(unescaped)


def _white_space(text: str, start: int, end: int, ends: Sequence[int]) -> str:
    if start == 0 or end == len(text):
        return " "
    newlines = len(_NEWLINE.findall(text, start, end))
    if newlines and torn_domain(text, start, end):
        return ""
    if ends:
        index = bisect_left(ends, start)
        separates = index < len(ends) - 1 and ends[index] <= end
    else:
        separates = newlines > 1 or "\u2029" in text[start:end]
    return "\n\n" if separates else " "
