"""The report inside a notebook: a frame that can reach nothing, and plain tables where frames are not shown.

Jupyter, VS Code and Colab show a frame whose page stands in its ``srcdoc``; ``sandbox="allow-scripts"`` keeps it
from the notebook itself. A notebook that is not trusted, or a preview on the web, drops the frame: then the line with
the counts and the first rows are still there.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from quotes.exports.report.templates import environment, writable

if TYPE_CHECKING:
    from quotes.tables import Tables

DOCUMENTS_SHOWN = 10
CHARACTERS_SHOWN = 200_000
_ROWS_SHOWN = 5
_SHOWN = ("quotes", "claims", "speakers", "documents")
_COLUMNS = {
    "quotes": ("document_id", "speaker", "cue", "kind", "quote"),
    "claims": ("document_id", "claimant", "quantity", "low", "high", "unit", "about"),
}


def notebook_view(tables: Tables) -> str:
    """HTML for a notebook's cell: the report of the first documents, and how to have all of it."""
    from quotes.exports.report.page import PACKAGE, render

    shown = _first(tables)
    cut = len(shown.documents) < len(tables.documents)
    note = f"The first {len(shown.documents)} of {len(tables.documents):,} articles" if cut else ""
    counts = [(name, len(tables[name])) for name in ("documents", "quotes", "claims", "speakers", "problems")]
    template = environment(PACKAGE).get_template("notebook.html")
    rows = {name: shown.records(name)[:_ROWS_SHOWN] for name in _COLUMNS}
    return writable(
        template.render(page=render(shown, note=note), note=note, counts=counts, columns=_COLUMNS, rows=rows)
    )


def _first(tables: Tables) -> Tables:
    """The first documents with their rows, as many as a cell holds; always one."""
    ids: list[str] = []
    room = CHARACTERS_SHOWN
    known = dict.fromkeys(name for table in reversed(_SHOWN) for name in tables[table]["document_id"])
    for document_id in islice(known, DOCUMENTS_SHOWN):
        room -= len(tables.texts.get(document_id, ""))
        if ids and room < 0:
            break
        ids.append(document_id)
    quotes, claims, speakers, documents = (
        frame[frame["document_id"].isin(ids)] for frame in map(tables.__getitem__, _SHOWN)
    )
    texts = {name: tables.texts[name] for name in ids if name in tables.texts}
    return replace(tables, quotes=quotes, claims=claims, speakers=speakers, documents=documents, added={}, texts=texts)
