"""Pieces of HTML that are all article: the body of a feed's entry, of a news agency's item, of a mail."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from quotes.documents.readers.markup import paragraphs_of, parse_html
from quotes.documents.readers.quoted import mark_quotations

TAG = re.compile(r"<(?:!doctype|!--|\?xml|/?[a-zA-Z][a-zA-Z0-9:-]{0,30}[\s/>])", re.IGNORECASE)
"""Where a text is markup."""

NEVER = ("nav", "noscript", "template", "dialog", "del", "s", "strike", "figcaption")
"""Elements that are no part of an article: what is struck out is not said any more."""

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+")
_WORDS = re.compile(r"\w+")
_FIRST = 3


def fragment_paragraphs(markup: str) -> list[str]:
    """The paragraphs of a piece of HTML, quotations marked; of a text without tags, what blank lines separate.

    Example:
        ``fragment_paragraphs("<p>A&amp;B said <q>no</q>.</p>") == ["A&B said “no”."]``

    Raises:
        Unreadable: it is too large or nested too deeply.
    """
    if TAG.search(markup) is None:
        lines = unescape(markup).replace("\r\n", "\n").replace("\r", "\n")
        return [piece.strip() for piece in _BLANK_LINES.split(lines) if piece.strip()]
    tree = parse_html(markup)
    hidden = [one for one in tree.iter() if _HIDDEN.search(one.get("style") or "") and one.tag not in ("html", "body")]
    for element in [*hidden, *tree.iter(*NEVER)]:
        if element.getparent() is not None:
            element.drop_tree()
    mark_quotations(tree)
    return paragraphs_of(tree)


def with_headline(headline: str | None, paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs, the headline before them unless one of the first is the headline.

    Example:
        ``with_headline("Deal off", ["It is off, she said."]) == ["Deal off", "It is off, she said."]``
    """
    wanted = _WORDS.findall((headline or "").casefold())
    if not headline or any(_WORDS.findall(one.casefold()) == wanted for one in paragraphs[:_FIRST]):
        return list(paragraphs)
    return [headline, *paragraphs]


def one_line(value: object) -> str | None:
    """A title or a name without tags and line breaks; null where nothing is left."""
    if not isinstance(value, str):
        return None
    return " ".join(" ".join(fragment_paragraphs(value)).split()) or None
