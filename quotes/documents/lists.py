"""The word lists of this stage: ``data/*.txt``, one entry a line, and ``data/*.tsv``; # begins a source line."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def lines_of(name: str) -> tuple[str, ...]:
    """The entries of a list in ``quotes/documents/data``, in file order, without comments and blank lines.

    Raises:
        FileNotFoundError: there is no such list.
    """
    text = files("quotes.documents").joinpath("data", name).read_text(encoding="utf-8")
    return tuple(line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
