"""One module per format. ``READERS`` maps a file ending, in lower case, to the reader of its format."""

from __future__ import annotations

from collections.abc import Mapping

from quotes.documents.readers.record import Flaw, Reader, Record, Unreadable
from quotes.documents.readers.tabular import read_delimited, read_json_lines, read_parquet
from quotes.documents.readers.text import read_text

READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".parquet": read_parquet,
}

__all__ = ["READERS", "Flaw", "Reader", "Record", "Unreadable"]
