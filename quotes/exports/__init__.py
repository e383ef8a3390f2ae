"""Tables in, files out: one module per format, found by how the output's name ends.

A new format is one module with ``write(tables, path) -> tuple[Problem, ...]`` and one line in ``FILES`` or ``FOLDERS``;
other packages add theirs by entry point (see ``quotes.plugins``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType

from quotes.exports import annotated, csv, duckdb, jsonl, parquet, report, sqlite, workbook
from quotes.plugins import Plugin, PluginError, plugins
from quotes.records import Problem
from quotes.tables import Tables

__all__ = ["FILES", "FOLDERS", "NotOffered", "Writer", "one_file", "writer_for"]

Writer = Callable[[Tables, Path], tuple[Problem, ...]]

# These endings always mean one file, so that no folder of such a name is ever made.
FILES: Mapping[str, Writer] = MappingProxyType(
    {".xlsx": workbook.write, ".sqlite": sqlite.write, ".duckdb": duckdb.write, ".html": report.write}
)
FOLDERS: Mapping[str, Writer] = MappingProxyType(
    {
        "csv": csv.write,
        "jsonl": jsonl.write,
        "parquet": parquet.write,
        "labelstudio": annotated.write_labelstudio,
        "brat": annotated.write_brat,
    }
)


class NotOffered(ValueError):
    """An output was asked for that no module writes; the message says what there is."""


def writer_for(out: Path, format_name: str = "csv") -> Writer:
    """What writes this output: by its ending, else a folder of files in the named format.

    Raises:
        NotOffered: the ending or the format is not offered, or what stands there is not what would be written.
    """
    ending = out.suffix.lower()
    if one_file(out):
        if out.is_dir():
            raise NotOffered(f"{out} is a folder; a {ending} output is one file")
        return FILES[ending] if ending in FILES else partial(_write_with, plugins("files")[ending[1:]])
    others = plugins("folders")
    if format_name not in FOLDERS and format_name not in others:
        offer = f"one file ending in {', '.join(FILES)}; else a folder with --format {', '.join((*FOLDERS, *others))}"
        raise NotOffered(f"format {format_name!r} is not offered. Offered: {offer}")
    if out.exists() and not out.is_dir():
        raise NotOffered(f"{out} is a file; this output is a folder of {format_name} files")
    return FOLDERS[format_name] if format_name in FOLDERS else partial(_write_with, others[format_name])


def one_file(out: Path) -> bool:
    """Whether an output of this name is one file, not a folder."""
    ending = out.suffix.lower()
    return ending in FILES or ending[1:] in plugins("files")


def _write_with(plugin: Plugin, tables: Tables, path: Path) -> tuple[Problem, ...]:
    try:
        return tuple(plugin.load()(tables, path))
    except OSError:
        raise
    except PluginError as error:
        raise OSError(str(error)) from error
    except Exception as error:  # whatever another package's writer raises
        raise OSError(f"{plugin.package} failed ({type(error).__name__}: {error}); tell its makers") from error
