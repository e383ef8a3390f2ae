"""XML: what its root element says it is - a feed, a news agency's item, a page."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from quotes.documents.options import ReadOptions
from quotes.documents.readers.feeds import feed_records
from quotes.documents.readers.html import html_record
from quotes.documents.readers.markup import check_depth, decode_markup, parse_xml, refuse_entities
from quotes.documents.readers.newsml import newsml_records, nitf_record
from quotes.documents.readers.record import Flaw, Record, Unreadable
from quotes.documents.sources import Source

_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_BEFORE_ROOT = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<![^>]*>", re.DOTALL)
_FEEDS = frozenset(("rss", "feed", "rdf", "channel"))
_NEWSML = frozenset(("newsitem", "newsmessage", "packageitem"))
_LARGEST = 50_000_000


def read_xml(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The articles of an XML file: the entries of a feed, NewsML-G2 items, a NITF article; ``options`` say nothing here.

    Raises:
        Unreadable: it is another kind of XML, not well-formed, or declares entities.
        Undecodable: it is no text.
        OSError: the file cannot be read.
    """
    data = source.read()
    if not data.strip():
        return
    markup = decode_markup(data).lstrip("\ufeff \t\r\n")
    if len(markup) > _LARGEST:
        raise Unreadable(f"it has more than {_LARGEST // 1_000_000} million characters", "split it into its articles")
    refuse_entities(markup)
    root = _root_name(markup)
    if root.lower() in _FEEDS:
        check_depth(markup)
        yield from feed_records(markup)
    elif root.lower() in _NEWSML:
        yield from _whole(newsml_records(parse_xml(markup)), data)
    elif root.lower() == "nitf":
        yield from _whole(iter((nitf_record(parse_xml(markup)),)), data)
    elif root.lower() == "html":
        yield html_record(data)
    else:
        raise Unreadable(
            f"its root element <{root}> is no feed, NewsML-G2, NITF or XHTML" if root else "it is no XML",
            "convert it to one of these, or to .txt or .csv",
        )


def _root_name(markup: str) -> str:
    """The local name of the root element, also of a document that is broken further on; empty without one."""
    position = 0
    while match := _BEFORE_ROOT.match(markup, position):
        position = match.end()
    found = _ROOT.match(markup, position)
    return found[1] if found else ""


def _whole(items: Iterator[Record | Flaw], data: bytes) -> Iterator[Record | Flaw]:
    """The checksum of the file where the file is the article."""
    for item in items:
        if isinstance(item, Record) and item.row is None:
            item = replace(item, sha256=hashlib.sha256(data).hexdigest())
        yield item
