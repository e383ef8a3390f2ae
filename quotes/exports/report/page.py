"""The whole page, and the file it is written to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from quotes.exports.files import replacing
from quotes.exports.report import charts
from quotes.exports.report.articles import article_views
from quotes.exports.report.palette import looks
from quotes.exports.report.rows import script_rows
from quotes.exports.report.templates import asset, page
from quotes.records import Problem
from quotes.tables import SCHEMAS, Tables

PACKAGE = "quotes.exports.report"
_STYLES = ("base.css", "report.css", "narrow.css")
_SCRIPTS = ("rows.js", "table.js", "text.js", "page.js")
_COUNTED = ("documents", "quotes", "claims", "speakers", "problems")
_ADDED_ROWS = 500


def render(tables: Tables, *, note: str = "") -> str:
    """The report as the text of an HTML page.

    Args:
        tables: what to show; articles whose text is not in ``tables.texts`` are shown as their rows only.
        note: a line under the title ("The first 10 of 120 articles.").
    """
    records = {name: tables.records(name) for name in tables.names}
    colours = looks(records["quotes"])
    views = article_views(records, tables.texts, colours)
    numbers = {view.document_id: view.number for view in views}
    context = {
        "articles": views,
        "numbers": numbers,
        "note": note,
        "counts": {name: len(records[name]) for name in _COUNTED},
        "looks": colours,
        "speakers": charts.speaker_chart(records, colours),
        "times": charts.time_chart(records),
        "problems": records["problems"],
        "run": tables.run,
        "sizes": {name: len(rows) for name, rows in records.items()},
        "added": {name: records[name][:_ADDED_ROWS] for name in tables.added},
        "columns": {name: SCHEMAS[name] for name in tables.added},
        "kinds": _words(records["quotes"], "kind"),
        "units": _words(records["claims"], "unit"),
        "dimensions": _words(records["claims"], "dimension"),
    }
    styles, script = asset(PACKAGE, *_STYLES), asset(PACKAGE, *_SCRIPTS)
    data = script_rows(records, numbers, colours)
    return page(PACKAGE, "report.html", styles=styles, script=script, data=data, context=context)


def _words(rows: Sequence[Mapping[str, object]], column: str) -> list[str]:
    """The words that stand in a column."""
    return sorted({str(row[column]) for row in rows if row[column] is not None})


def write(tables: Tables, path: Path) -> tuple[Problem, ...]:
    """Write the report; nothing is cut, so no problem is ever given back.

    Raises:
        OSError: the file cannot be written.
    """
    text = render(tables)
    with replacing(path) as part:
        part.write_text(text, encoding="utf-8", newline="\n")
    return ()
