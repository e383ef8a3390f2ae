"""One module per format. ``READERS`` maps a file ending, in lower case, to the reader of its format.

``readers()`` are these and those of other packages (see ``quotes.plugins``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from quotes.documents.options import ReadOptions
from quotes.documents.readers.html import read_html
from quotes.documents.readers.json import read_json, read_json_lines
from quotes.documents.readers.mail import read_mail
from quotes.documents.readers.record import Flaw, Reader, Record, Unreadable
from quotes.documents.readers.spreadsheet import read_workbook
from quotes.documents.readers.tabular import read_delimited, read_parquet
from quotes.documents.readers.text import read_text
from quotes.documents.readers.warc import read_warc
from quotes.documents.readers.xml import read_xml
from quotes.documents.sources import Source
from quotes.plugins import Plugin, PluginError, plugins

READERS: Mapping[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".parquet": read_parquet,
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".xml": read_xml,
    ".rss": read_xml,
    ".atom": read_xml,
    ".eml": read_mail,
    ".warc": read_warc,
    ".warc.gz": read_warc,
}

__all__ = ["READERS", "Flaw", "Reader", "Record", "Unreadable", "readers"]


def readers() -> Mapping[str, Reader]:
    """The reader of each ending; a plugin cannot replace one of the package's own."""
    others = {f".{name}": partial(_read_with, plugin) for name, plugin in plugins("readers").items()}
    return {**others, **READERS}


def _read_with(plugin: Plugin, source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """What a plugin reads; whatever it raises is told as its own fault."""
    try:
        yield from plugin.load()(source, options)
    except (Unreadable, OSError):
        raise
    except PluginError as error:
        raise Unreadable(str(error), "update it or take it away") from error
    except Exception as error:
        what = f"{plugin.package}, which reads {source.suffix}, failed ({type(error).__name__}: {error})"
        raise Unreadable(what, "report this to its makers, with the file") from error
