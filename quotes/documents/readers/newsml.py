"""News agencies' XML: NewsML-G2 items and messages, and NITF articles.

Sources: IPTC, NewsML-G2 specification 2.34 and NITF 3.6 (https://iptc.org/standards/).
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from quotes.documents.readers.fragments import fragment_paragraphs, with_headline
from quotes.documents.readers.record import Flaw, Record

_AS_HTML = {"bq": "blockquote", "credit": "footer", "hl2": "h2", "block": "div", "media": "template", "body.content": "div",
            "body.head": "template", "body.end": "template", "fn": "div", "nitf-table": "div"}  # fmt: skip
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def newsml_records(root: etree._Element) -> Iterator[Record | Flaw]:
    """The text items of a NewsML-G2 document: of a ``newsItem``, or of all in a ``newsMessage``.

    Example:
        A ``newsItem`` with ``<headline>Deal off</headline>`` and its story as ``inlineXML`` is one article.
    """
    items = [root] if _name(root) == "newsItem" else [one for one in root.iter() if _name(one) == "newsItem"]
    packages = sum(_name(one) == "packageItem" for one in root.iter())
    if packages:
        what = f"{packages} package item{'s' * (packages > 1)} only refer to other items"
        yield Flaw(what=what, remedy="give the files of these items, too", severity="warning" if items else "error")
    for number, item in enumerate(items, 1):
        yield _item(item, number if len(items) > 1 or root is not item else None)


def nitf_record(root: etree._Element, *, row: int | None = None) -> Record | Flaw:
    """The article of a NITF document; its dateline, which stands outside the story, is put before the first paragraph.

    Example:
        ``<dateline><location>OSLO</location></dateline>`` and ``<p>It is off.</p>`` give "OSLO — It is off."
    """
    headline = _text(root, "hl1") or _text(root, "title")
    paragraphs = _story(_find(root, "body.content"))
    if not paragraphs:
        return Flaw(what="the NITF article holds no text", remedy="export it with its body.content", row=row)
    place = _text(root, "dateline", "location") or _text(root, "dateline")
    if place and not paragraphs[0].startswith(place):
        paragraphs[0] = f"{place} — {paragraphs[0]}"
    return Record(
        text="\n\n".join(with_headline(headline, paragraphs)),
        row=row,
        title=headline,
        author=_text(root, "byline", "person") or _text(root, "byline"),
        publisher=_text(root, "distributor")
        or _value(root, "pubdata", "name")
        or _value(root, "doc.copyright", "holder"),
        published=_value(root, "date.issue", "norm")
        or _value(root, "date.release", "norm")
        or _text(root, "story.date"),
        language=_code(root.get(_LANG)),
    )


def _item(item: etree._Element, row: int | None) -> Record | Flaw:
    inner = _find(item, "nitf")
    story = nitf_record(inner, row=row) if inner is not None else None
    meta = _find(item, "contentMeta")
    headline = _text(meta, "headline") or _text(item, "itemMeta", "title")
    paragraphs = _inline(item)
    if isinstance(story, Record):
        text = story.text
    elif paragraphs:
        text = "\n\n".join(with_headline(headline, paragraphs))
    else:
        what = f"item {row or 1} ({item.get('guid') or 'without a guid'}) holds no text"
        return Flaw(what=what, remedy="export it with its text as inlineXML or inlineData", row=row, severity="warning")
    known = story if isinstance(story, Record) else Record(text=text)
    dates = (
        _text(meta, "contentCreated"),
        _text(item, "itemMeta", "firstCreated"),
        _text(item, "itemMeta", "versionCreated"),
    )
    return Record(
        text=text,
        row=row,
        title=headline or known.title,
        author=_text(meta, "by") or _text(meta, "creator", "name") or known.author,
        publisher=_publisher(item) or known.publisher,
        published=next((one for one in dates if one), known.published),
        language=_code(_value(meta, "language", "tag") or item.get(_LANG)) or known.language,
    )


def _publisher(item: etree._Element) -> str | None:
    provider = _find(item, "provider")
    return (
        _text(provider, "name")
        or _text(item, "creditline")
        or (provider.get("literal") if provider is not None else None)
        or _text(item, "copyrightHolder", "name")
    )


def _inline(item: etree._Element) -> list[str]:
    """The paragraphs of the longest rendition that the item holds."""
    found: list[list[str]] = []
    for part in item.iter():
        if _name(part) == "inlineXML":
            found.append(_story(next((one for one in part.iter() if _name(one) == "body"), part)))
        elif _name(part) == "inlineData" and (part.get("contenttype") or "text/").startswith("text/"):
            text = part.text or ""
            plain = (part.get("contenttype") or "text/plain").startswith("text/plain")
            found.append(fragment_paragraphs(text.replace("&", "&amp;").replace("<", "&lt;") if plain else text))
    return max(found, key=lambda one: sum(map(len, one)), default=[])


def _story(element: etree._Element | None) -> list[str]:
    """The paragraphs of XHTML or NITF, read as HTML."""
    if element is None:
        return []
    copied = deepcopy(element)
    for one in copied.iter():
        if isinstance(one.tag, str):
            one.tag = _AS_HTML.get(_name(one), _name(one))
    copied.tail = None
    copied.tag = "div"
    etree.cleanup_namespaces(copied)
    return fragment_paragraphs(str(etree.tostring(copied, method="html", encoding="unicode")))


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _find(root: etree._Element | None, *names: str) -> etree._Element | None:
    """The first element of that name, then the first of the next name inside it."""
    for name in names:
        if root is None:
            return None
        root = next((one for one in root.iterdescendants() if _name(one) == name), None)
    return root


def _text(root: etree._Element | None, *names: str) -> str | None:
    element = _find(root, *names)
    return None if element is None else " ".join("".join(element.itertext()).split()) or None


def _value(root: etree._Element | None, name: str, attribute: str) -> str | None:
    element = _find(root, name)
    return None if element is None else element.get(attribute)


def _code(language: str | None) -> str | None:
    return language.partition("-")[0].lower() if language else None
