"""JSON: an array of articles, one article, an answer of a news service, what pandas writes; and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from quotes.documents.decoding import decode
from quotes.documents.lists import lines_of
from quotes.documents.options import ReadOptions
from quotes.documents.readers.columns import SAMPLE, Columns, Row
from quotes.documents.readers.lines import Lines
from quotes.documents.readers.record import Flaw, Record, Unreadable
from quotes.documents.sources import Source
from quotes.documents.unpacking import MIB

LARGEST = 256 * MIB
"""Bytes of a JSON file: as objects in memory they are several times as large."""
_DEPTH = 3
_ONE_A_LINE = "write one JSON object a line"
_LABEL_STUDIO = ("annotations", "predictions", "completions")


def read_json(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The articles of a JSON file; a value inside another goes by both names (``fields.bodyText``).

    Read are an array of objects or strings; an object that is one article; one that wraps an array, as the answers of
    news services do (``{"articles": [...]}``, ``{"response": {"docs": [...]}}``); and what ``DataFrame.to_json`` writes.
    JSON Lines under this ending are read as such.

    Raises:
        Unreadable: it is no JSON, or holds no articles.
        Undecodable: it is no text.
        OSError: the file cannot be read.
    """
    data = source.read()
    if len(data) > LARGEST:
        raise Unreadable(
            f"it is JSON of more than {LARGEST // MIB} MiB", "write it as JSON Lines, which is read by line"
        )
    text = decode(data)
    if not text.strip():
        return
    columns = Columns(source.shown or source.name, options)
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        if not _is_json_lines(text):
            raise Unreadable(f"it is no JSON ({error})", "export it again") from error
        yield from _json_lines(text.split("\n"), columns)
        return
    rows = _wrapped(value) if isinstance(value, dict) else value
    if isinstance(rows, list):
        yield from _rows(rows, columns)
    elif isinstance(value, dict):
        yield _one(value, Columns(source.shown or source.name, options, ids=False))
    else:
        raise Unreadable("it holds neither objects nor texts", "give an array of objects, each with a text")


def read_json_lines(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The objects of a JSON Lines file, one a line; a line that is a string is an article's text.

    Raises:
        Undecodable: it is no text.
        OSError: the file cannot be read, or breaks off.
    """
    with source.open() as stream:
        lines = Lines(stream)
        yield from _json_lines(lines, Columns(source.shown or source.name, options))
        if lines.damage is not None:
            raise lines.damage


def _json_lines(lines: Lines | Sequence[str], columns: Columns) -> Iterator[Record | Flaw]:
    for number, line in enumerate(lines, 1):  # U+2028 does not end a line of JSON
        if not line.strip():
            continue
        try:
            value: object = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Flaw(what=f"line {number} is no JSON ({error})", remedy=_ONE_A_LINE, row=number)
            continue
        row = _row(value)
        if row is None:
            yield Flaw(what=f"line {number} holds no object", remedy=_ONE_A_LINE, row=number)
            continue
        try:
            yield columns.record(row, number, columns.roles(tuple(row), [row]))
        except Unreadable as error:
            yield Flaw(what=f"line {number}: {error.what}", remedy=error.remedy, row=number)


def _rows(values: Sequence[object], columns: Columns) -> Iterator[Record | Flaw]:
    """The rows of an array. Its columns are those of all its objects, so that an object may lack some."""
    if any(isinstance(value, dict) and _is_label_studio(value) for value in values[:SAMPLE]):
        raise Unreadable(
            "it is a Label Studio file of annotations, not of articles", "give the articles it was made from"
        )
    rows = [_row(value) for value in values]
    objects = [row for row in rows if row is not None]
    if not objects:
        raise Unreadable("it holds no objects", "give an array of objects, each with a text")
    names = tuple(dict.fromkeys(name for row in objects for name in row))
    roles = columns.roles(names, objects[:SAMPLE])
    for number, row in enumerate(rows, 1):
        if row is None:
            yield Flaw(what=f"item {number} is no object", remedy="give an array of objects", row=number)
        else:
            yield columns.record(row, number, roles)


def _one(value: Mapping[str, object], columns: Columns) -> Record | Flaw:
    """The object that is an article; its id is the file's, unless an id column is named."""
    if isinstance(value.get("quotes"), list):
        raise Unreadable("it is an annotation of an article, not an article", "put the article's .txt beside it")
    row = _flat(value)
    return columns.record(row, None, columns.roles(tuple(row), [row]))


def _wrapped(value: Mapping[str, object], depth: int = 0) -> list[object] | None:
    """The array of rows in an object, where it wraps one."""
    pandas = _from_pandas(value)
    if pandas is not None:
        return pandas
    for name in lines_of("json-wrappers.txt"):
        inner = value.get(name)
        if isinstance(inner, list) and any(isinstance(one, dict) for one in inner):
            return inner
        if isinstance(inner, dict) and depth < _DEPTH and (rows := _wrapped(inner, depth + 1)) is not None:
            return rows
    return None


def _from_pandas(value: Mapping[str, object]) -> list[object] | None:
    """The rows of ``DataFrame.to_json`` in the orientations ``columns`` (the default), ``index`` and ``split``."""
    names, data = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(data, list):
        return [dict(zip(map(str, names), row, strict=False)) for row in data if isinstance(row, list)]
    inner = [one for one in value.values() if isinstance(one, dict)]
    if len(inner) < len(value) or not inner or any(one.keys() != inner[0].keys() for one in inner):
        return None
    if not inner[0] or not all(key.isdigit() for key in inner[0]):
        return list(inner) if all(key.isdigit() for key in value) else None
    rows: list[object] = [{name: cells[key] for name, cells in zip(value, inner, strict=True)} for key in inner[0]]
    return rows


def _row(value: object) -> Row | None:
    if isinstance(value, str):
        return {"text": value}
    return _flat(value) if isinstance(value, dict) else None


def _flat(value: Mapping[str, object], prefix: str = "", depth: int = 1) -> dict[str, object]:
    """The object's values, those of objects inside it under both names with a stop between (``fields.bodyText``)."""
    flat: dict[str, object] = {}
    for name, one in value.items():
        if isinstance(one, dict) and depth < _DEPTH:
            flat |= _flat(one, f"{prefix}{name}.", depth + 1)
        else:
            flat[f"{prefix}{name}"] = one
    return flat


def _is_label_studio(value: Mapping[str, object]) -> bool:
    return isinstance(value.get("data"), dict) and any(isinstance(value.get(name), list) for name in _LABEL_STUDIO)


def _is_json_lines(text: str) -> bool:
    """Whether its first line alone is JSON."""
    try:
        return isinstance(json.loads(text.lstrip("\ufeff \r\n").split("\n", 1)[0]), dict | str)
    except (ValueError, RecursionError):
        return False
