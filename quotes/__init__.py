"""Quotes, speakers and numeric claims from English news, as tables.

>>> import quotes
>>> tables = quotes.extract("articles/")            # doctest: +SKIP
>>> tables.quotes[["speaker", "quote"]]             # doctest: +SKIP
>>> tables.to_excel("quotes.xlsx")                  # doctest: +SKIP

The names below are the whole public interface. They are imported on first use, so that ``import quotes`` and
``quotes --help`` cost nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quotes.extractor import Extractor, extract
    from quotes.records import Document, Problem, Span
    from quotes.tables import Tables

__all__ = ["Document", "Extractor", "Problem", "Span", "Tables", "extract"]

_HOME = {
    "Document": "quotes.records",
    "Extractor": "quotes.extractor",
    "Problem": "quotes.records",
    "Span": "quotes.records",
    "Tables": "quotes.tables",
    "extract": "quotes.extractor",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'quotes' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
