"""Bytes -> Document: readers by format, decoding, sections, metadata, and the cleaned view with its offset map.

Requires nothing; provides ``Document`` records whose ``text`` is what decoding gave, and ``Problem`` rows for the rest.
"""

from quotes.documents.building import from_text
from quotes.documents.cleaned import CleanText, clean, clean_document
from quotes.documents.datelines import dateline, datelines
from quotes.documents.options import ReadOptions
from quotes.documents.reading import from_frame, read, readable_endings

__all__ = [
    "CleanText",
    "ReadOptions",
    "clean",
    "clean_document",
    "dateline",
    "datelines",
    "from_frame",
    "from_text",
    "read",
    "readable_endings",
]
