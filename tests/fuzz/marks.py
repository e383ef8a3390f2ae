"""Fuzzes the quotation-mark stage: odd, doubled, mismatched and nested marks in any order.

python -m tests.fuzz.marks [libFuzzer options] [CORPUS]
"""

from __future__ import annotations

import sys
import time

import atheris

with atheris.instrument_imports(include=["quotes"]):
    from quotes.documents import from_text
    from quotes.documents.cleaned import clean_document
    from quotes.quotations import quoted_spans
    from quotes.quotations.marks import Quoted
    from quotes.records import Document, Span

_PIECES = (
    *"“”‘’„‚\"'«»‹›`´′″",
    *("''", "``", " ", "\n\n", "\n", ". ", ", ", "he said", "Dana Reyes said: ", "We stay", "won't", "the workers' pay"),
    *('6"', "5'", "rock 'n' roll", "the ’90s", "— ", "(", ")", "...", "…", "Q: "),
    *("\u202e", "\u200b", "\x00", "\ufffd", "\ud800", "𝒳", "é"),
)  # fmt: skip
_SLOWEST = 5.0  # seconds for a text of some thousand characters: more is no longer proportional


def text_of(data: bytes) -> str:
    """A text made of marks and words, one piece a byte; bytes beyond the pieces are characters of their own."""
    return "".join(_PIECES[byte] if byte < len(_PIECES) else chr(byte) for byte in data)


def check(text: str) -> None:
    """Raises where the stage breaks one of its promises."""
    document = from_text(text)
    started = time.monotonic()
    found = quoted_spans(document)
    assert time.monotonic() - started < _SLOWEST, "slow"
    end = 0
    for quoted in found:
        _check(document, quoted)
        assert quoted.outer.start >= end, "quotations overlap or are out of order"
        end = quoted.outer.end
    view = clean_document(document)
    for start in range(0, len(view.text), 7):
        span = Span(start, min(start + 5, len(view.text)))
        assert view.to_original(span).end <= len(document.text)


def _check(document: Document, quoted: Quoted) -> None:
    assert quoted.outer.contains(quoted.inner), "the words stand outside their marks"
    assert quoted.outer.end <= len(document.text)
    for nested in quoted.nested:
        assert quoted.outer.contains(nested.outer), "a nested quotation stands outside the one around it"


def main() -> None:
    """Fuzz until libFuzzer's options say stop."""
    atheris.Setup(sys.argv, lambda data: check(text_of(data)))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
