"""Rows on a spaCy ``Doc``: stored as plain data, shown as spans, read back through ``._.newsquotes``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from spacy.tokens import Doc, Span

from quotes.integrations.rows import Rows
from quotes.tables import SCHEMAS
from quotes.tables.rows import Row
from quotes.tables.schemas import ColumnType

#: The name of the extension attributes and of the key in ``Doc.user_data``.
NAME = "newsquotes"
Alignment = Literal["expand", "contract", "strict"]


def mark(doc: Doc, found: Rows, alignment: Alignment) -> Doc:
    """Put the rows of an article, and spans for them, on the ``Doc`` of its text; gives the same ``Doc`` back.

    Args:
        doc: the document; offsets of the rows count characters of ``doc.text``.
        found: the rows by table.
        alignment: how spans are fitted to tokens, as in ``Doc.char_span``.
    """
    doc.user_data[NAME] = {table: [_storable(table, row) for row in own] for table, own in found.items()}
    quotes, claims = found["quotes"], found["claims"]
    doc.spans["quotes"] = _spans(doc, _segments(quotes), alignment)
    doc.spans["speakers"] = _spans(doc, _mentions(quotes), alignment)
    doc.spans["claims"] = _spans(
        doc, ((row["start"], row["end"], row["dimension"], row["claim_id"], "") for row in claims), alignment
    )
    return doc


_Place = tuple[Any, Any, Any, Any, Any]  # start, end, label, id, resolved name


def _segments(quotes: Iterable[Row]) -> Iterator[_Place]:
    for row in quotes:
        segments: Any = row["segments"]
        yield from ((start, end, row["kind"], row["quote_id"], "") for start, end in segments)


def _mentions(quotes: Iterable[Row]) -> Iterator[_Place]:
    for row in quotes:
        if row["speaker_start"] is not None:
            name, type_ = row["speaker"] or "", row["speaker_type"] or ""
            yield row["speaker_start"], row["speaker_end"], type_, row["quote_id"], name


def _spans(doc: Doc, places: Iterable[_Place], alignment: Alignment) -> list[Span]:
    made = (
        doc.char_span(int(start), int(end), label=label, kb_id=name, span_id=id_, alignment_mode=alignment)
        for start, end, label, id_, name in places
    )
    return [span for span in made if span is not None]


def _storable(table: str, row: Row) -> dict[str, object]:
    """The row as spaCy can store it: dates in ISO form."""
    dates = {column.name for column in SCHEMAS[table] if column.type == "date"}
    return {
        name: value.isoformat() if name in dates and isinstance(value, date) else value for name, value in row.items()
    }


def _restored(table: str, stored: Mapping[str, Any]) -> Row:
    """The row as it was: dates as dates, and lists that spaCy gave back as tuples as lists."""
    types = {column.name: column.type for column in SCHEMAS[table]}
    return {name: _cell(types[name], value) for name, value in stored.items()}


def _cell(type_: ColumnType, value: Any) -> object:
    if value is None or type_ not in ("date", "spans"):
        return value
    return date.fromisoformat(value) if type_ == "date" else [list(pair) for pair in value]


def rows_of_doc(doc: Doc) -> Rows | None:
    """All rows of a document by table, null where newsquotes has not worked on it."""
    stored = doc.user_data.get(NAME)
    return None if stored is None else {table: [_restored(table, row) for row in own] for table, own in stored.items()}


def row_of_span(span: Span) -> Row | None:
    """The row that a span stands for: of the claim, or of the quote whose words or source it is; null for other spans."""
    stored = span.doc.user_data.get(NAME) or {}
    for table, key in (("quotes", "quote_id"), ("claims", "claim_id")):
        for row in stored.get(table, ()):
            if row[key] == span.id_:
                return _restored(table, row)
    return None


def extend() -> None:
    """Register ``doc._.newsquotes`` and ``span._.newsquotes``.

    They only read what ``mark`` stored, so a ``Doc`` is written and read like any other.
    """
    Doc.set_extension(NAME, getter=rows_of_doc, force=True)
    Span.set_extension(NAME, getter=row_of_span, force=True)
