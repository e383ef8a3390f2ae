"""A text and what is known of it -> Document."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from quotes.documents.datelines import read_datelines
from quotes.documents.dates import date_in_name
from quotes.documents.languages import language_of
from quotes.documents.metadata import published_in, publisher_of, title_of
from quotes.documents.sections import sections
from quotes.records import Document

_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def from_text(
    text: str,
    *,
    document_id: str = "text",
    path: str | None = None,
    title: str | None = None,
    author: str | None = None,
    publisher: str | None = None,
    published: date | None = None,
    url: str | None = None,
    language: str | None = None,
    sha256: str | None = None,
) -> Document:
    """The document of a text: its paragraphs with their sections, and its metadata, where not given, from the text.

    The date of publication comes from the argument, else from a date line, the dateline, or the document's id. Half
    surrogates, which are no characters, become U+FFFD, one for one; otherwise the text stays as it is.

    Example:
        ``from_text("KYIV — The minister said no.").place == "KYIV"``
    """
    text = well_formed(text)
    blocks = sections(text, title=title)
    found = read_datelines(text, blocks)
    dated = next((one.published for one in found if one.published), None)
    return Document(
        document_id=document_id,
        text=text,
        path=path,
        title=title or title_of(text, blocks),
        author=author,
        publisher=publisher or publisher_of(text, blocks, found),
        published=published or published_in(text, blocks) or dated or date_in_name(path or document_id),
        place=next((one.place for one in found if one.place), None),
        url=url,
        language=language_of(" ".join(b.span.text(text) for b in blocks[:60] if b.section != "sidebar"), language),
        sha256=sha256 or hashlib.sha256(text.encode()).hexdigest(),
        blocks=blocks,
    )


def well_formed(text: str) -> str:
    """The text with U+FFFD for half surrogates, which JSON escapes can smuggle in and no file can hold."""
    return _LONE_SURROGATES.sub("\ufffd", text)
