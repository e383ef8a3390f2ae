"""Fuzzes the readers: the first byte says which format the others are taken for.

python -m tests.fuzz.readers [libFuzzer options] [CORPUS]
"""

from __future__ import annotations

import sys
import time

import atheris

with atheris.instrument_imports(include=["quotes"]):
    from quotes.documents import ReadOptions, read
    from quotes.documents.readers import readers
    from quotes.documents.reading import endings
    from quotes.records import Document

_SLOWEST = 10.0  # seconds for an input of some thousand bytes

ENDINGS = sorted(endings(readers()))


def check(data: bytes, ending: str) -> None:
    """Raises where reading raises, is slow, or gives a document whose blocks do not stand in its text."""
    started = time.monotonic()
    options = ReadOptions(standard_input=data, standard_input_format=ending)
    items = list(read(["-"], options))
    assert items or not data, "read, and lost silently"
    for item in items:
        if not isinstance(item, Document):
            assert item.message and item.path, "a problem that does not say what and where"
            continue
        item.text.encode()  # no half surrogates
        for block in item.blocks:
            assert block.span.end <= len(item.text)
    assert time.monotonic() - started < _SLOWEST, "slow"


def main() -> None:
    """Fuzz until libFuzzer's options say stop."""
    atheris.Setup(sys.argv, lambda data: check(data[1:], ENDINGS[data[0] % len(ENDINGS)]) if data else None)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
