"""The format of bytes that come without a name: what ``curl`` or ``cat`` pipe into standard input."""

from __future__ import annotations

import csv
import json
import re
import zlib
from collections.abc import Collection

from quotes.documents.lists import lines_of

_LOOKED_AT = 65_536
_BINARY = (
    (re.compile(rb"\x1f\x8b"), ".gz"),
    (re.compile(rb"PK\x03\x04(?=(?s:.{0,4000})(?:xl/|\[Content_Types\]\.xml))"), ".xlsx"),
    (re.compile(rb"PK\x03\x04"), ".zip"),
    (re.compile(rb"PAR1"), ".parquet"),
    (re.compile(rb"(?s:.{257})ustar"), ".tar"),
    (re.compile(rb"WARC/\d"), ".warc"),
)
_TEXTS = (
    (re.compile(r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S), ".html"),
    (re.compile(r"<\?xml\b|<(?:rss|feed|nitf|newsmessage|newsitem|rdf:rdf)\b", re.I), ".xml"),
    (re.compile(r"(?:<(?:div|article|section|p|main|meta|link)\b[^>]*>)", re.I), ".html"),
    (re.compile(r"(?:(?:Received|Return-Path|Message-ID|MIME-Version|Delivered-To): .*\r?\n)", re.I), ".eml"),
    (re.compile(r"(?:(?:From|To|Subject|Date): .*\r?\n(?:[ \t].*\r?\n)*){3,}", re.I), ".eml"),
)
_DELIMITERS = ",\t;|"
_LONGEST_NAME = 40


def format_of(data: bytes, *, columns: Collection[str] = ()) -> str:
    """The ending of the format that bytes are in; ``.txt`` where nothing speaks for another one.

    A table is told by names of columns: ``columns`` that are asked for, or those that articles usually come with.

    Example:
        ``format_of(b'{"text": "He said no."}') == ".json"``
    """
    for pattern, ending in _BINARY:
        if pattern.match(data):
            return _packed(data, columns) if ending == ".gz" else ending
    text = data[:_LOOKED_AT].decode("utf-8-sig", "replace").lstrip()
    for markup, ending in _TEXTS:
        if markup.match(text):
            return ending
    return _json(text, whole=len(data) <= _LOOKED_AT) or _table(text, columns) or ".txt"


def _packed(data: bytes, columns: Collection[str]) -> str:
    """The ending of what gzip data hold, with ``.gz``."""
    try:
        inside = zlib.decompressobj(31).decompress(data, _LOOKED_AT)
    except zlib.error:
        return ".txt.gz"
    return f"{format_of(inside, columns=columns)}.gz"


def _json(text: str, *, whole: bool) -> str | None:
    """``.jsonl`` where the first line is a JSON object and more follow, ``.json`` where it all is JSON."""
    if text[:1] not in ("{", "["):
        return None
    first, _, rest = text.partition("\n")
    try:
        if isinstance(json.loads(first), dict):
            return ".jsonl" if rest.strip() else ".json"
    except ValueError:
        pass
    try:
        json.loads(text)
    except ValueError:
        begins = re.match(r"[\[{]\s*(?:[\"{\[\]}]|$)", text)
        return ".json" if not whole and begins else None
    return ".json"


def _table(text: str, columns: Collection[str]) -> str | None:
    """``.csv`` or ``.tsv`` where the first line names columns: one that is asked for, one of a text, or two others."""
    rows = text.splitlines(keepends=True)
    roles = [line.split("\t") for line in lines_of("columns.tsv")]
    texts, others = ({name for role, name in roles if (role == "text") is text_} for text_ in (True, False))
    for delimiter in _DELIMITERS:
        cells = csv.reader(rows, delimiter=delimiter)
        try:
            names, first = ([cell.strip() for cell in row] for row, _ in zip(cells, range(2), strict=False))
        except (csv.Error, ValueError):  # no table, or one of a single line
            continue
        plain = {re.sub(r"[\s_-]", "", name).casefold() for name in names}
        if not 2 <= len(names) == len(plain) == len(first) or any(len(name) > _LONGEST_NAME for name in names):
            continue
        if plain & texts or len(plain & others) > 1 or not set(columns).isdisjoint(names):
            return ".tsv" if delimiter == "\t" else ".csv"
    return None
