"""Articles as the page shows them: title, what is known of them, speakers, and paragraphs with the rows marked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotes.exports.report.palette import NOBODY, Look
from quotes.exports.report.pieces import Mark, Piece, cut
from quotes.records import Span

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text as the page shows it: its rows' keys, its classes, and the speakers' tags where a quote starts."""

    text: str
    keys: str = ""
    classes: str = ""
    tag: str = ""
    stop: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """One speaker in the list above an article: the colour, and how many quotes there are."""

    name: str
    look: Look
    quotes: int


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article; ``headline`` is its first paragraph where that is the title, and ``has_text`` whether the text is known.

    ``facts`` are what else is known of it, as pairs of a label and a value ("published", "2024-03-05").
    """

    number: int
    document_id: str
    title: str
    headline: list[Stretch] | None
    paragraphs: list[list[Stretch]]
    has_text: bool
    facts: tuple[tuple[str, str], ...]
    duplicate_of: str | None
    speakers: tuple[Key, ...]
    quotes: tuple[Row, ...]
    claims: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of one article with their keys on the page."""

    quotes: dict[str, Row]
    claims: dict[str, Row]


_FACTS = ("publisher", "author", "place", "published", "language", "url")


def article_views(
    records: Mapping[str, Sequence[Row]], texts: Mapping[str, str], looks: Mapping[str, Look]
) -> list[ArticleView]:
    """Every document in the order of its row; documents that have rows but are not in ``documents`` come last.

    Args:
        records: the rows of ``documents``, ``quotes`` and ``claims``.
        texts: the text of each document by its id, where it is known.
        looks: the colour and tag of each speaker.
    """
    quotes, claims = (_by_document(records[name], name[0]) for name in ("quotes", "claims"))
    known = {str(row["document_id"]): row for row in records["documents"]}
    views = []
    for number, document_id in enumerate(dict.fromkeys([*known, *quotes, *claims])):
        document = known.get(document_id, {})
        text = texts.get(document_id, document.get("text"))
        rows = _Rows(quotes.get(document_id, {}), claims.get(document_id, {}))
        views.append(_view(number, document_id, document, rows, None if text is None else str(text), looks))
    return views


def _by_document(rows: Sequence[Row], letter: str) -> dict[str, dict[str, Row]]:
    found: defaultdict[str, dict[str, Row]] = defaultdict(dict)
    for number, row in enumerate(rows):
        found[str(row["document_id"])][f"{letter}{number}"] = row
    return dict(found)


def _view(
    number: int, document_id: str, document: Row, rows: _Rows, text: str | None, looks: Mapping[str, Look]
) -> ArticleView:
    shown = list(_paragraphs(text, rows, looks)) if text is not None else list(_rows_only(rows, looks))
    title = str(document.get("title") or document_id)
    first = "".join(stretch.text for stretch in shown[0]) if shown and text is not None else None
    facts = tuple((name, str(document[name])) for name in _FACTS if document.get(name) is not None)
    speakers = Counter(str(row["speaker"]) for row in rows.quotes.values() if row["speaker"] is not None)
    duplicate_of = document.get("duplicate_of")
    return ArticleView(
        number=number,
        document_id=document_id,
        title=title,
        headline=shown[0] if first == title.strip() else None,
        paragraphs=shown[1:] if first == title.strip() else shown,
        has_text=text is not None,
        facts=facts,
        duplicate_of=None if duplicate_of is None else str(duplicate_of),
        speakers=tuple(Key(name, looks[name], count) for name, count in speakers.most_common()),
        quotes=tuple(rows.quotes.values()),
        claims=tuple(rows.claims.values()),
    )


def _paragraphs(text: str, rows: _Rows, looks: Mapping[str, Look]) -> Iterator[list[Stretch]]:
    marks = [Mark(key, _segments(row)) for key, row in rows.quotes.items()]
    marks += [Mark(key, (Span(_whole(row["start"]), _whole(row["end"])),)) for key, row in rows.claims.items()]
    for pieces in cut(text, marks):
        yield [_stretch(piece, rows, looks) for piece in pieces]


def _rows_only(rows: _Rows, looks: Mapping[str, Look]) -> Iterator[list[Stretch]]:
    """Each row's own words, for an article whose text is not known."""
    for key, row in rows.quotes.items():
        yield [_stretch(Piece(str(row["quote"]), (key,), (key,), (key,)), rows, looks)]
    for key, row in rows.claims.items():
        yield [
            _stretch(Piece(str(row["quantity"]), (key,), (key,), (key,)), rows, looks),
            Stretch(f" — {row['claim']}"),
        ]


def _stretch(piece: Piece, rows: _Rows, looks: Mapping[str, Look]) -> Stretch:
    quotes = [key for key in piece.keys if key in rows.quotes]
    claims = [key for key in piece.keys if key in rows.claims]
    tags = [_look(rows.quotes[key], looks).tag for key in piece.segments if key in rows.quotes]
    return Stretch(
        text=piece.text,
        keys=" ".join(piece.keys),
        classes=" ".join(_classes([rows.quotes[key] for key in quotes], len(claims), looks)),
        tag="›".join(tags),
        stop=bool(piece.firsts),
    )


def _classes(quotes: Sequence[Row], claims: int, looks: Mapping[str, Look]) -> Iterator[str]:
    if quotes:
        yield from ("q", _look(quotes[-1], looks).slot, str(quotes[-1]["kind"]))
    if len(quotes) > 1:
        yield from ("nested", f"o{_look(quotes[-2], looks).slot[1:]}")
    if claims:
        yield "c" if claims == 1 else "c cc"


def _look(quote: Row, looks: Mapping[str, Look]) -> Look:
    return looks.get(str(quote["speaker"]), NOBODY) if quote["speaker"] is not None else NOBODY


def _segments(quote: Row) -> tuple[Span, ...]:
    segments = quote["segments"]
    if not isinstance(segments, list):  # a row made by hand may have none
        return (Span(_whole(quote["start"]), _whole(quote["end"])),)
    return tuple(Span(int(start), int(end)) for start, end in segments)


def _whole(value: object) -> int:
    return int(str(value))
