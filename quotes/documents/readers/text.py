"""Plain text: one file, one article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from quotes.documents.decoding import decode
from quotes.documents.options import ReadOptions
from quotes.documents.readers.record import Flaw, Record
from quotes.documents.sources import Source


def read_text(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The article of a text file; ``options`` has nothing to say about it.

    Raises:
        Undecodable: it is no text.
        OSError: the file cannot be read.
    """
    data = source.read()
    yield Record(text=decode(data), sha256=hashlib.sha256(data).hexdigest())
