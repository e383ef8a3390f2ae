"""Web archives (WARC): the pages that were fetched, each an article where its page holds one."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from email.message import Message
from typing import TYPE_CHECKING, cast

from quotes.documents.decoding import Undecodable, decode
from quotes.documents.options import ReadOptions
from quotes.documents.readers.record import Flaw, Record, Unreadable
from quotes.documents.sources import Source, printable
from quotes.documents.unpacking import MIB, Budget, Damaged, gunzip, told

if TYPE_CHECKING:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.recordloader import ArcWarcRecord

LARGEST_PAGE = 16 * MIB
"""Bytes of a page: those of news are below one MiB."""
_PAGES = ("text/html", "application/xhtml+xml")
_TEXT = "text/plain"
_KINDS = ("response", "resource", "conversion")  # what a crawl fetched, was given, and made of it
_EXAMPLES = 3
_MOST_KINDS = 12
_GZIP = b"\x1f\x8b"


def read_warc(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The articles of a WARC file, packed or not; all captures of an address are read.

    Rows count all records of the file from 1. The time of the crawl is no date of publication and is not used. Records
    that hold no article (images, errors, index pages) are summed up in one warning.

    Raises:
        Unreadable: it is no WARC file, or is damaged; what comes before the damage is given.
        Damaged: it is a bomb or breaks off; what comes before is given.
        OSError: the file cannot be read.
    """
    skipped: Counter[str] = Counter()
    without: list[str] = []
    failure: Damaged | Unreadable | None = None
    try:
        for number, record in _records(source):
            item = _article(record, number) if record.rec_type in _KINDS else None
            if isinstance(item, Record):
                yield replace(item, row=number)
            elif isinstance(item, Flaw):
                without.append(_address(record) or f"record {number}")
            elif item is not None:
                skipped[item] += 1
    except (Damaged, Unreadable) as error:
        failure = error
    if skipped or without:
        yield _summary(skipped, without)
    if failure is not None:
        raise failure


class _Brotli:
    """A decompressor as warcio wants it: its own sets an attribute that brotli's, from 1.2 on, does not let be set."""

    unused_data = None

    def __init__(self) -> None:
        import brotli

        self.decompress = brotli.Decompressor().process


class _AsItComes:
    """A stream that gives what it has: so nothing is lost of what comes before the damage, as with ``read``."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.read = stream.read1


def _records(source: Source) -> Iterator[tuple[int, ArcWarcRecord]]:
    from warcio.archiveiterator import ArchiveIterator  # here and below: few runs read web archives
    from warcio.bufferedreaders import BufferedReader
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    BufferedReader.DECOMPRESSORS["br"] = _Brotli
    with _stream(source) as stream:
        iterator = ArchiveIterator(_AsItComes(stream))
        number = 0
        while True:
            try:
                record = _next(iterator)
            except (ArchiveLoadFailed, StatusAndHeadersParserException, UnicodeError) as error:
                where = f"it is damaged after record {number}" if number else "it is no WARC file"
                raise Unreadable(f"{where} ({_first_line(error)})", "copy or download it again") from error
            if record is None:
                return
            number += 1
            yield number, record


def _next(iterator: ArchiveIterator) -> ArcWarcRecord | None:
    with redirect_stderr(io.StringIO()):  # it prints what it thinks of wrong lengths
        return next(iterator, None)


def _stream(source: Source) -> io.BufferedReader:
    """The unpacked file: warcio would unpack it too, but without counting, and ends quietly where it breaks off."""
    raw = source.open()
    stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw))
    packed = stream.peek(len(_GZIP)).startswith(_GZIP)
    return gunzip(stream, Budget(source.size(), parent=source.budget)) if packed else stream


def _article(record: ArcWarcRecord, number: int) -> Record | Flaw | str:
    """The article of a record, or a flaw where its page holds none, or in words what else it is."""
    kind, charset = _content_type(record)
    status, packing = _http(record)
    if status not in (None, "200") or not (kind in _PAGES or (kind == _TEXT and record.rec_type != "response")):
        return f"{status or record.rec_type} {kind or 'of no type'}"
    if packing is not None:
        return f"{kind} packed as {packing!r}"
    try:
        with told():
            data = _payload(record)
    except Damaged as error:
        if _broken_off(record):
            raise
        return f"{kind} that is damaged ({error.what})"
    if _broken_off(record):
        raise Unreadable(f"it breaks off in record {number}", "copy or download it again")
    if len(data) > LARGEST_PAGE:
        return f"{kind} of more than {LARGEST_PAGE // MIB} MiB"
    return _read(data, kind, _address(record), charset)


def _payload(record: ArcWarcRecord) -> bytes:
    data = bytearray()
    stream = record.content_stream()
    while len(data) <= LARGEST_PAGE and (piece := stream.read(MIB)):  # which may give less than it was asked for
        data += piece
    return bytes(data)


def _read(data: bytes, kind: str, url: str | None, charset: str | None) -> Record | Flaw | str:
    from quotes.documents.readers.html import html_record  # its libraries are slow to load

    try:
        if kind == _TEXT:
            text = decode(data)
            return Record(text=text, url=url) if text.strip() else Flaw(what="it is empty", remedy="leave it out")
        return html_record(data, url=url, charset=charset)
    except (Undecodable, Unreadable) as error:
        return f"{kind} that cannot be read ({_first_line(error)})"


def _broken_off(record: ArcWarcRecord) -> bool:
    """Whether the file ends before the record does."""
    missing = getattr(record.raw_stream, "limit", 0)
    return bool(missing) and not record.raw_stream.read(1)


def _content_type(record: ArcWarcRecord) -> tuple[str, str | None]:
    """The media type and the charset that the server, or the record, names."""
    headers = record.http_headers or record.rec_headers
    message = Message()
    message["content-type"] = re.sub(r"\s+", " ", headers.get_header("Content-Type") or "")
    if not message["content-type"].strip():
        return "", None
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None


def _http(record: ArcWarcRecord) -> tuple[str | None, str | None]:
    """The status, null outside HTTP, and the packing that warcio cannot undo, null where it can."""
    from warcio.bufferedreaders import BufferedReader

    if record.http_headers is None:
        return None, None
    packing = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
    known = packing in ("", "identity", *BufferedReader.get_supported_decompressors())
    return record.http_headers.get_statuscode(), None if known else packing


def _address(record: ArcWarcRecord) -> str | None:
    address = record.rec_headers.get_header("WARC-Target-URI")
    return printable(address.strip("<> ")) if address else None


def _summary(skipped: Counter[str], without: list[str]) -> Flaw:
    parts = [f"{count} {kind}" for kind, count in skipped.most_common(_MOST_KINDS)]
    if len(skipped) > _MOST_KINDS:
        parts.append(f"{sum(skipped.values()) - sum(dict(skipped.most_common(_MOST_KINDS)).values())} others")
    if without:
        more = "" if len(without) <= _EXAMPLES else " ..."
        parts.append(f"{len(without)} pages without an article ({', '.join(without[:_EXAMPLES])}{more})")
    total = sum(skipped.values()) + len(without)
    what = f"{total} records are no articles: {', '.join(parts)}"
    return Flaw(what=what, remedy="if one should be, save its page as .html", severity="warning")


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)
