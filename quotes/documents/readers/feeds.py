"""Feeds: RSS and Atom, one record an entry. feedparser reads the many dialects, and feeds that are not well-formed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping

from quotes.documents.readers.fragments import fragment_paragraphs, one_line, with_headline
from quotes.documents.readers.record import Flaw, Record, Unreadable

Entry = Mapping[str, object]
_READABLE_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,39}", re.ASCII)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_SIGNATURE = re.compile(r"The post .{1,300} appeared first on .{1,200}\.?")  # WordPress adds it to every entry
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_UTF8 = '<?xml version="1.0" encoding="utf-8"?>\n'


def feed_records(markup: str) -> Iterator[Record | Flaw]:
    """The entries of an RSS or Atom feed: the whole text where the feed carries it, else the description.

    Example:
        An entry with a title "Deal off" and a description "<p>It is off, she said." gives "Deal off" and, after
        a blank line, "It is off, she said."

    Raises:
        Unreadable: it is no feed, or one without entries.
    """
    import feedparser  # slow to import

    body = _DECLARATION.sub("", markup, count=1)
    # A stream: feedparser would open a string as an address or a file. The text is cleaned here, not by its filters.
    found = feedparser.parse(
        io.BytesIO((_UTF8 + body).encode("utf-8", "replace")), sanitize_html=False, resolve_relative_uris=False
    )
    problem = found.get("bozo_exception")
    if not found.entries:
        raise Unreadable(
            f"the feed holds no entries{f' ({problem})' if problem else ''}", "download it again, or leave it out"
        )
    if hasattr(problem, "getLineNumber"):  # not about encodings and content types
        what = f"the feed is not well-formed ({problem}); {len(found.entries)} entries were read"
        yield Flaw(what=what, remedy="check that none is missing", severity="warning")
    for number, entry in enumerate(found.entries, 1):
        try:
            yield _record(entry, found.feed, number)
        except Unreadable as error:
            yield Flaw(what=f"entry {number}: {error.what}", remedy=error.remedy, row=number)


def _record(entry: Entry, feed: Entry, number: int) -> Record | Flaw:
    title = one_line(entry.get("title"))
    paragraphs = _body(entry)
    if paragraphs and _SIGNATURE.fullmatch(paragraphs[-1]):
        paragraphs.pop()
    if not title and not paragraphs:
        return Flaw(what=f"entry {number} holds no text", remedy="leave it out", row=number)
    link, guid = entry.get("link"), entry.get("id")
    url = next((one for one in (link, guid) if isinstance(one, str) and _ADDRESS.fullmatch(one)), None)
    source = entry.get("source")
    return Record(
        text="\n\n".join(with_headline(title, paragraphs)),
        row=number,
        row_id=guid if isinstance(guid, str) and _READABLE_ID.fullmatch(guid) else None,
        title=title,
        author=_author(entry),
        published=entry.get("published") or entry.get("updated"),
        publisher=one_line(source.get("title") if isinstance(source, Mapping) else None) or one_line(feed.get("title")),
        url=url,
        language=_language(entry, feed),
    )


def _body(entry: Entry) -> list[str]:
    """The longest of the entry's contents, else its summary."""
    bodies = [_paragraphs(part) for part in _parts(entry.get("content"))]
    best = max(bodies, key=lambda body: sum(map(len, body)), default=[])
    return best or _paragraphs(entry.get("summary_detail"))


def _parts(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def _paragraphs(part: object) -> list[str]:
    if not isinstance(part, Mapping) or not isinstance(part.get("value"), str):
        return []
    value = str(part["value"])
    if str(part.get("type")) == "text/plain":
        value = value.replace("&", "&amp;").replace("<", "&lt;")
    return fragment_paragraphs(value)


def _author(entry: Entry) -> str | None:
    detail = entry.get("author_detail")
    name = detail.get("name") if isinstance(detail, Mapping) else None
    return one_line(name or entry.get("author"))


def _language(entry: Entry, feed: Entry) -> str | None:
    detail = entry.get("summary_detail")
    stated = (detail.get("language") if isinstance(detail, Mapping) else None) or feed.get("language")
    return str(stated).replace("_", "-").partition("-")[0].lower() if stated else None
