"""Rows out to annotation tools and corrected rows back in.

``records`` is an article as an annotator sees it and ``settling`` its one form; ``rows`` makes it of tables, ``gold`` of the
files that ``quotes evaluate`` reads. ``regions`` and ``assembling`` turn it into what tools mark and back; ``labelstudio``
and ``brat`` write that, ``labelstudio_reading`` and ``brat_reading`` read it; ``sources`` tells which it is.
"""

from quotes.annotation.gold import read_gold
from quotes.annotation.records import (
    AnnotatedArticle,
    AnnotatedClaim,
    AnnotatedQuote,
    AnnotationError,
    Reading,
    Words,
)
from quotes.annotation.rows import from_tables
from quotes.annotation.sources import read_annotations

__all__ = [
    "AnnotatedArticle",
    "AnnotatedClaim",
    "AnnotatedQuote",
    "AnnotationError",
    "Reading",
    "Words",
    "from_tables",
    "read_annotations",
    "read_gold",
]
