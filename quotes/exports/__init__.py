"""Tables in, files out: one module per format, found by how the output's name ends.

A new format is one module with ``write(tables, path) -> tuple[Problem, ...]`` and one line in ``FILES`` or ``FOLDERS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from quotes.exports import csv, jsonl, parquet, workbook
from quotes.records import Problem
from quotes.tables import Tables

__all__ = ["FILES", "FOLDERS", "NotOffered", "Writer", "writer_for"]

Writer = Callable[[Tables, Path], tuple[Problem, ...]]

FILES: Mapping[str, Writer] = MappingProxyType({".xlsx": workbook.write})
FOLDERS: Mapping[str, Writer] = MappingProxyType({"csv": csv.write, "jsonl": jsonl.write, "parquet": parquet.write})
# These endings always mean one file, so that no folder of such a name is ever made.
RESERVED = (".sqlite", ".duckdb", ".html")


class NotOffered(ValueError):
    """An output was asked for that no module writes; the message says what there is."""


def writer_for(out: Path, format_name: str = "csv") -> Writer:
    """What writes this output: by its ending, else a folder of files in the named format.

    Raises:
        NotOffered: the ending or the format is not offered, or what stands there is not what would be written.
    """
    ending = out.suffix.lower()
    if ending in RESERVED:
        raise NotOffered(f"{out}: {ending} is not offered yet. Offered: {_offer()}")
    if ending in FILES:
        if out.is_dir():
            raise NotOffered(f"{out} is a folder; a {ending} output is one file")
        return FILES[ending]
    if format_name not in FOLDERS:
        raise NotOffered(f"format {format_name!r} is not offered. Offered: {_offer()}")
    if out.exists() and not out.is_dir():
        raise NotOffered(f"{out} is a file; this output is a folder with one {format_name} file per table")
    return FOLDERS[format_name]


def _offer() -> str:
    return f"one file ending in {', '.join(FILES)}; else a folder with --format {', '.join(FOLDERS)}"
