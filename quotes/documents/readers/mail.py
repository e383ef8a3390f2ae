"""Mail: newsletters and alerts saved as .eml, read with the standard library."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from quotes.documents.options import ReadOptions
from quotes.documents.readers.fragments import fragment_paragraphs, with_headline
from quotes.documents.readers.markup import decode_markup
from quotes.documents.readers.record import Flaw, Record, Unreadable
from quotes.documents.sources import Source

_STUB = 0.5
# What the standard library's parser of headers is known to raise on malformed ones.
_MALFORMED = (ValueError, LookupError, AttributeError, TypeError, MessageError)
_MOST_NAMES = 10


def read_mail(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The text of a mail under its subject; ``options`` has nothing to say about it.

    The plain text is taken, or the HTML where the plain text is only a stub ("View this mail in your browser").
    Attachments are named in a warning.

    Raises:
        Unreadable: it is no mail or has no text.
        OSError: the file cannot be read.
    """
    data = source.read()
    if not data.strip():
        return
    message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
    if not any(_header(message, name) for name in ("from", "subject", "date", "to", "received", "content-type")):
        raise Unreadable("it is no mail: it has no From, Subject or Date", "save it again as .eml, or its text as .txt")
    body = _body(message)
    if not body:
        raise Unreadable("the mail has no text", "save what it carries as files of their own")
    subject = _header(message, "subject")
    yield Record(
        text="\n\n".join(with_headline(subject, body)),
        title=subject,
        publisher=parseaddr(_header(message, "from") or "")[0] or None,
        published=_date(message),
        language=(_header(message, "content-language") or "").partition("-")[0].strip().lower() or None,
        sha256=hashlib.sha256(data).hexdigest(),
        flaws=tuple(_attachments(message)),
    )


def _body(message: EmailMessage) -> list[str]:
    plain = _part(message, "plain")
    if plain is None:
        return fragment_paragraphs(_part(message, "html") or "")
    paragraphs = fragment_paragraphs(plain.replace("&", "&amp;").replace("<", "&lt;"))
    html = _part(message, "html")
    if html is not None:
        rich = fragment_paragraphs(html)
        if _words(paragraphs) < _STUB * _words(rich):
            return rich
    return paragraphs


def _words(paragraphs: list[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def _part(message: EmailMessage, kind: str) -> str | None:
    """The text of the mail's plain or HTML body; its declared encoding is believed where the bytes do not contradict."""
    try:
        part = message.get_body(preferencelist=(kind,))
        payload = part.get_payload(decode=True) if part is not None else None
    except _MALFORMED:
        return None
    if part is None or not isinstance(payload, bytes):
        return None
    return decode_markup(payload, part.get_content_charset())


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
        return " ".join(str(value).split()) or None if value is not None else None
    except _MALFORMED:
        return None


def _date(message: EmailMessage) -> datetime | str | None:
    """The day at the sender's place."""
    value = _header(message, "date")
    try:
        return parsedate_to_datetime(value) if value else None
    except _MALFORMED:
        return value


def _attachments(message: EmailMessage) -> Iterator[Flaw]:
    """A warning that names what is attached; pictures inside the text are no attachments."""
    try:
        names = [
            part.get_filename() or f"one of type {part.get_content_type()}"
            for part in message.iter_attachments()
            if part.get_content_disposition() == "attachment" or part.get_content_maintype() not in ("image", "text")
        ]
    except _MALFORMED:
        return
    if names:
        listed = ", ".join(names[:_MOST_NAMES]) + (
            f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        )
        what = f"its attachments were not read: {listed}"
        yield Flaw(what=what, remedy="save those that are articles as files of their own", severity="warning")
