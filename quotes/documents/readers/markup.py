"""HTML -> tree -> paragraphs: what the readers of pages, feeds, news XML and mail share.

libxml2 parses with its guards on: no network, no entities from outside, at most 255 levels of tags and 10 million
characters a run. What they stop is told, never read by half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from html import entities

from lxml import etree, html

from quotes.documents.decoding import decode
from quotes.documents.readers.record import Unreadable

BREAK = "\ue000"
"""Stands in a tree's text for a paragraph's end inside one element (``<br><br>``); sources never keep it."""

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "cell", "center", "dd", "details", "dialog",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hgroup", "hr", "item", "legend", "li", "list", "main", "menu", "nav", "ol", "p", "pre",
    "quote", "row", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
"""Elements whose text is a paragraph of its own, in HTML and in trafilatura's XML."""

_UNSEEN = frozenset((
    "script", "style", "template", "title", "noscript", "iframe", "object", "embed", "applet", "svg", "math",
    "canvas", "audio", "video", "map", "select", "option", "datalist", "textarea", "button", "input", "meta",
    "link", "base", "del", "s", "strike",
))  # fmt: skip
_WHITE = re.compile(r"[ \t\r\n\f\v]+")
_SPACES = re.compile(r"[ \t\r\f\v]+")
_LINE_SPACES = re.compile(r" ?\n ?")
# What XML cannot hold, and what this module uses itself.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\ue000]")
_CHARACTER = re.compile(r"&#(?:[xX]0*([0-9A-Fa-f]{1,6})|0*([0-9]{1,7}));?")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_DECLARES = re.compile(r"<!ENTITY|<!DOCTYPE[^<>\[]{0,1000}\[", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_LEGACY_CHARSETS = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z][\w.:-]{1,30})""", re.IGNORECASE)
_HEAD_BYTES = 4096
_LARGEST = 20_000_000


def decode_markup(data: bytes, charset: str | None = None) -> str:
    r"""The text of a page's bytes. UTF-8 and byte order marks win over ``charset`` (of HTTP or mail) and ``<meta>``.

    As browsers do, ISO 8859-1 is read as Windows-1252. Stray NUL characters are dropped.

    Example:
        ``decode_markup(b"<p>\x93No\x94", "iso-8859-1") == "<p>“No”"``

    Raises:
        Undecodable: the bytes are no text.
    """
    if 0 < data.count(0) <= max(4, len(data) // 1000):
        data = data.replace(b"\x00", b"")
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or b"\x00" in data[:_HEAD_BYTES]:
        return decode(data)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        meta = _META_CHARSET.search(data[:_HEAD_BYTES])
        for name in (charset, meta[1].decode("ascii") if meta else None):
            known = _LEGACY_CHARSETS.get((name or "utf-8").strip().lower(), (name or "utf-8").strip().lower())
            if known.startswith(("utf", "u8", "u16")):
                continue
            try:
                return data.decode(known, errors="replace" if known == "cp1252" else "strict")
            except (LookupError, ValueError):
                continue
    return decode(data)


def parse_html(markup: str) -> html.HtmlElement:
    """The tree of a page or of a piece of one; it always has a ``body``.

    Example:
        ``parse_html("<p>He said no.").text_content() == "He said no."``

    Raises:
        Unreadable: it is too large, or nested too deeply, or holds a run of text that is too long.
    """
    if len(markup) > _LARGEST:
        raise Unreadable(
            f"the page has more than {_LARGEST // 1_000_000} million characters",
            "save the article alone, as plain text",
        )
    markup = _FORBIDDEN.sub("", _CHARACTER.sub(_reference, _XML_DECLARATION.sub("", markup, count=1)))
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = html.document_fromstring(f"<!DOCTYPE html>\n{markup}".encode(), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        _check(parser)
        raise Unreadable(f"its markup cannot be read ({error})", "save the page again, or as plain text") from error
    _check(parser)
    if tree.find("body") is None:
        etree.SubElement(tree, "body")
    return tree


def parse_xml(markup: str) -> etree._Element:
    """The root of an XML document, namespaces kept.

    Raises:
        Unreadable: it is not well-formed, declares a DTD's entities, or goes beyond the parser's limits.
    """
    refuse_entities(markup)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    markup = _FORBIDDEN.sub("", _NAMED.sub(_character, _XML_DECLARATION.sub("", markup, count=1)))
    try:
        return etree.fromstring(markup.strip().encode(), parser)
    except (etree.LxmlError, ValueError) as error:
        raise Unreadable(f"it is no well-formed XML ({error})", "export it again, or save it as text") from error


def refuse_entities(markup: str) -> None:
    """Look for declarations of entities, which can read other files and addresses or grow without end.

    Raises:
        Unreadable: there are some.
    """
    if _DECLARES.search(markup):
        raise Unreadable(
            "it declares entities of its own, which could read other files or grow without end",
            "take its DOCTYPE out, or export it again",
        )


def paragraphs_of(tree: etree._Element) -> list[str]:
    """The visible text of a tree, block by block in order, white space collapsed; ``<br>`` is a line break.

    Example:
        ``paragraphs_of(parse_html("<ul><li>One<li>Two</ul>Three")) == ["One", "Two", "Three"]``
    """
    found: list[str] = []
    for piece in "".join(_pieces(tree)).split(BREAK):
        lines = _LINE_SPACES.sub("\n", _SPACES.sub(" ", piece)).strip(" \t\n\xa0")
        if lines:
            found.append(lines)
    return found


def text_of(tree: etree._Element) -> str:
    """The visible text of a tree, its paragraphs separated by blank lines."""
    return "\n\n".join(paragraphs_of(tree))


def check_depth(markup: str) -> None:
    """Look whether XML that need not be well-formed stays within the parser's limits.

    Raises:
        Unreadable: it is nested too deeply or holds a run of text that is too long.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    with suppress(etree.LxmlError, ValueError):  # it is the limits that are looked at
        etree.fromstring(_FORBIDDEN.sub("", _XML_DECLARATION.sub("", markup, count=1)).encode(), parser)
    _check(parser)


def _check(parser: html.HTMLParser | etree.XMLParser) -> None:
    fatal = next((entry for entry in parser.error_log if entry.type_name == "ERR_RESOURCE_LIMIT"), None)
    if fatal is not None:
        deep = "depth" in fatal.message
        what = "its tags are nested more than 255 deep" if deep else "it holds a run of more than 10 million characters"
        raise Unreadable(what, "save the article alone, as plain text")


def _character(match: re.Match[str]) -> str:
    """HTML's names of characters (``&nbsp;``), which XML does not know; what is markup stays."""
    found = entities.html5.get(f"{match[1]};", "")
    return match[0] if not found or found in "<>&\"'" else found


def _reference(match: re.Match[str]) -> str:
    """A numeric reference stays unless it names a character that XML cannot hold."""
    number = int(match[1], 16) if match[1] else int(match[2])
    return "" if number > 0x10FFFF or _FORBIDDEN.match(chr(number)) else match[0]


def _pieces(tree: etree._Element) -> Iterator[str]:
    """The runs of visible text, with ``BREAK`` at the edges of blocks."""
    unseen: etree._Element | None = None
    kept = 0  # how many <pre> are open
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if event == "start":
            if unseen is None and tag in _UNSEEN:
                unseen = element
            if unseen is None:
                kept += tag == "pre"
                yield BREAK if tag in BLOCKS else "\n" if tag in ("br", "lb") else ""
                yield _collapsed(element.text, kept)
            continue
        if unseen is element:
            unseen = None
        elif unseen is None:
            kept -= tag == "pre"
            yield BREAK if tag in BLOCKS else ""
        if unseen is None and element is not tree:
            yield _collapsed(element.tail, kept)


def _collapsed(text: str | None, kept: int) -> str:
    if not text:
        return ""
    return text if kept else _WHITE.sub(" ", text)
