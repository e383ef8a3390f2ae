"""The first sheet: what was read, with what, when, what failed, what each sheet is, how sure the rows are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.exports.workbook import layout
from quotes.exports.workbook.cells import Sheet, writable
from quotes.exports.workbook.sheets import lines_of, set_up_page
from quotes.records import Run
from quotes.tables import Tables
from quotes.version import package_version

_SHOWN = 20  # inputs and errors that the cover names
_LONGEST = 500  # characters of an error on the cover
_LABEL, _WIDTH = 28, 105  # of the columns
_UNKNOWN = "not recorded"
_CONFIDENCE = (
    "0 to 1. For a quote it is the probability that its words and its speaker are right, for a claim that its number, bounds and "
    "unit are, as measured on annotated articles: of the rows at 0.95 and above about 95 in 100 are right."
)
_OFFSETS = (
    "Columns for programs are folded away: the + above a sheet opens them. start and end count characters of the "
    "document's text from 0; the character at end is the first after the span. Notes at the headers tell what each column is."
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the cover: a label, what it says, and the sheet that it leads to. Without text it is the head of a part."""

    label: str
    text: str | None = None
    sheet: str | None = None


def write_cover(cover: Sheet, tables: Tables, sheets: Sequence[Sheet]) -> None:
    """Write the cover; ``sheets`` are the others, in their order, already written."""
    out, formats = cover.out, cover.formats
    out.hide_gridlines(2)
    out.set_column(0, 0, _LABEL)
    out.set_column(1, 1, _WIDTH)
    set_up_page(cover)
    out.write_string(0, 0, "Quotes and numeric claims", formats["heading"])
    for at, line in enumerate(_lines(tables, sheets), start=2):
        style = formats["part"] if line.text is None else formats["wrapped"]
        if line.sheet:
            out.write_url(at, 0, f"internal:'{line.sheet}'!A1", formats["link"], line.label)
        else:
            out.write_string(at, 0, writable(line.label), style)
        text = writable(line.text or "")[: layout.CELL_LIMIT // 2]
        out.write_string(at, 1, text, formats["wrapped"] if text else style)
        out.set_row(at, layout.height(max(lines_of(text, _WIDTH), lines_of(line.label, _LABEL))))


def _lines(tables: Tables, sheets: Sequence[Sheet]) -> Iterator[_Line]:
    yield from _read(tables)
    yield from _made(tables.run)
    yield from _failed(tables)
    yield _Line("The sheets")
    for sheet in sheets:
        count = f"{len(tables[sheet.table]):,} rows"
        yield _Line(layout.title(sheet.table), f"{count}: {layout.CONTENTS[sheet.table]}", layout.title(sheet.table))
    yield _Line("How to read them")
    yield _Line("Confidence", _CONFIDENCE)
    yield _Line("Columns", _OFFSETS)
    unlinked = [f"{layout.title(sheet.table)} ({sheet.unlinked:,})" for sheet in sheets if sheet.unlinked]
    if unlinked:
        limit = f"a sheet holds {layout.LINK_LIMIT:,} links, so cells below have none in {', '.join(unlinked)}"
        yield _Line("Links", f"{limit}; filter the other sheet by the id instead")
    yield _Line("How to cite", _citation(tables.run))


def _read(tables: Tables) -> Iterator[_Line]:
    yield _Line("What was read")
    yield _Line("Inputs", _some(tables.run.inputs) if tables.run else _UNKNOWN)
    again = int(tables.documents["duplicate_of"].notna().sum())
    of_these = f", {again:,} of them the same as an earlier one: their speakers are counted once" if again else ""
    yield _Line("Documents", f"{len(tables.documents):,}{of_these}")
    for name in ("quotes", "claims"):
        yield _Line(layout.title(name), f"{len(tables[name]):,}")
    names = tables.speakers["speaker"].nunique()
    yield _Line("Speakers", f"{names:,} names in {len(tables.speakers):,} rows (one per speaker and document)")


def _made(run: Run | None) -> Iterator[_Line]:
    yield _Line("How it was made")
    yield _Line("Version", f"newsquotes {run.version if run else package_version()}")
    yield _Line("Models", run.models if run else _UNKNOWN)
    yield _Line("When", _when(run))
    yield _Line("How long", f"{run.seconds:,.1f} seconds" if run else _UNKNOWN)
    options = "; ".join(f"{name}: {value}" for name, value in run.options.items()) if run else _UNKNOWN
    yield _Line("Options", options or "none: all as it is by itself")


def _when(run: Run | None) -> str:
    if run is None:
        return _UNKNOWN
    return f"{run.started:%Y-%m-%d %H:%M} {run.started:%Z}".strip()


def _failed(tables: Tables) -> Iterator[_Line]:
    yield _Line("What failed")
    rows = tables.records("problems")
    errors = [row for row in rows if row["severity"] == "error"]
    if not rows:
        yield _Line("Nothing", "everything was read and done")
        return
    told = f"errors (an input failed): {len(errors):,}, warnings (done, with a loss): {len(rows) - len(errors):,}"
    yield _Line("Problems", f"{told}: the sheet Problems tells all", layout.title("problems"))
    for row in errors[:_SHOWN]:
        where = str(row["path"] or row["document_id"] or row["stage"])
        message = str(row["message"]).removeprefix(f"{where}: ")
        yield _Line(where, message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…")
    if len(errors) > _SHOWN:
        yield _Line("…", f"and {len(errors) - _SHOWN:,} more errors")


def _some(inputs: Sequence[str]) -> str:
    more = f" and {len(inputs) - _SHOWN:,} more" if len(inputs) > _SHOWN else ""
    return ", ".join(inputs[:_SHOWN]) + more


def _citation(run: Run | None) -> str:
    made = f", models {run.models}, run on {run.started:%Y-%m-%d}" if run else ""
    version = run.version if run else package_version()
    return (
        f"newsquotes {version}{made}. Cite an article by its publisher, title, day and address in Documents; "
        "a quote's words are the article's, found by a program: check them there before you print them."
    )
