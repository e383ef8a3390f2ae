"""HTML pages: the article that trafilatura finds, with its headline and its quotations.

The text of the document is what was extracted: the headline and the paragraphs, list items and table cells of the
article, separated by blank lines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace

from lxml import etree, html

from quotes.documents.decoding import Undecodable
from quotes.documents.options import ReadOptions
from quotes.documents.readers.fragments import NEVER, TAG, fragment_paragraphs, with_headline
from quotes.documents.readers.markup import decode_markup, paragraphs_of, parse_html
from quotes.documents.readers.pages import PageData, page_data
from quotes.documents.readers.quoted import mark_quotations
from quotes.documents.readers.record import Flaw, Record, Unreadable
from quotes.documents.sections import is_prose
from quotes.documents.sources import Source

_XHTML = re.compile(r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^>\[]*>\s*)?<html[^>]*\sxmlns=", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
_NEVER = tuple(tag for tag in NEVER if tag != "figcaption")  # it may name who is quoted
_SHORTEST = "80"  # characters: below, trafilatura falls back on all text of the page, with its navigation
_MOST_ELEMENTS = 10_000  # a page of news has hundreds to 4,000; trafilatura needs about a millisecond for each
_MOST_DEPTH = 300_000  # levels of all elements together: its time grows with them, too
_MOST_CHARACTERS = 1_000_000
_LONGEST_TEASER = 60
_MANY = 3
_OUTSIDE = 100
_HEAD = 3
_SAVE = "save the page of one article, as your browser shows it, or its text as .txt"


def read_html(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The article of a page; ``options`` has nothing to say about it.

    Raises:
        OSError: the file cannot be read.
    """
    data = source.read()
    if data.strip():
        yield html_record(data)


def html_record(data: bytes, *, url: str | None = None, charset: str | None = None) -> Record | Flaw:
    r"""The article of a page's bytes, or what is wrong with them; it raises nothing.

    ``url`` is where the page was fetched, ``charset`` what HTTP said of its encoding. What is lost on the way stands
    in the record's ``flaws``: that readers have to pay, that the page is a list, that it was too large to be searched.

    Example:
        ``html_record(b"<h1>Deal off</h1><p>The deal is off, she said.").text == "Deal off\n\nThe deal is off, she said."``
    """
    try:
        record = _record(decode_markup(data, charset), url)
    except Undecodable as error:
        return Flaw(what=str(error), remedy="or leave it out")
    except Unreadable as error:
        return Flaw(what=error.what, remedy=error.remedy)
    return replace(record, sha256=hashlib.sha256(data).hexdigest()) if isinstance(record, Record) else record


def _record(markup: str, url: str | None) -> Record | Flaw:
    if TAG.search(markup) is None:
        return Record(text=markup, url=url)  # plain text under another name
    tree = parse_html(_html_of_xhtml(markup))
    frames = [frame.get("src") or "?" for frame in tree.iter("frame")]
    if frames:
        return Flaw(
            what=f"the page only holds frames ({', '.join(frames[:5])})", remedy="save the frame of the article"
        )
    for element in [one for one in tree.iter(*_NEVER)]:
        if element.getparent() is not None:
            element.drop_tree()
    mark_quotations(tree)
    flaws: list[Flaw] = []
    large = _too_large(tree)
    about = page_data(_head_of(tree) if large else tree, url=url)
    whole, teasers = _listed(tree) if not about.article else ([], 0)
    if teasers and not whole:
        return Flaw(what=f"the page lists {teasers} articles and holds none of them", remedy=_SAVE)
    if whole:
        flaws.append(_warning(f"the page holds {len(whole)} articles, which were read as one", "save each on its own"))
    if large:
        flaws.append(_warning("the page is very large, so all its text was taken", "save the article alone"))
    headline = _headline(tree, about.title)
    paragraphs = [one for part in whole for one in paragraphs_of(part)]
    paragraphs = paragraphs or (_all_text(tree) if large else _article_text(tree))
    if about.body and 2 * sum(map(len, paragraphs)) < len(about.body):
        paragraphs = _told(about.body)
    if not any(is_prose(paragraph) for paragraph in paragraphs):
        return Flaw(what="no article was found on the page", remedy=_SAVE)
    if not about.free:
        flaws.append(_warning("the page is said to be for paying readers; what it shows was read", "save it signed in"))
    return _with(about, with_headline(headline, paragraphs), flaws)


def _with(about: PageData, paragraphs: Sequence[str], flaws: Sequence[Flaw]) -> Record:
    return Record(
        text="\n\n".join(paragraphs),
        title=about.title,
        author=about.author,
        publisher=about.publisher,
        published=about.published,
        url=about.url,
        language=about.language,
        flaws=tuple(flaws),
    )


def _warning(what: str, remedy: str) -> Flaw:
    return Flaw(what=what, remedy=remedy, severity="warning")


def _html_of_xhtml(markup: str) -> str:
    """XHTML as HTML, so that ``<script/>`` does not swallow the page; what is not well-formed stays as it is."""
    if not _XHTML.match(markup):
        return markup
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(markup.strip().encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        return markup
    html.xhtml_to_html(tree)
    etree.cleanup_namespaces(tree)
    return str(etree.tostring(tree, method="html", encoding="unicode"))


def _too_large(tree: html.HtmlElement) -> bool:
    elements = depth = levels = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start":
            elements, levels = elements + 1, levels + depth
    return elements > _MOST_ELEMENTS or levels > _MOST_DEPTH or len(tree.text_content()) > _MOST_CHARACTERS


def _head_of(tree: html.HtmlElement) -> html.HtmlElement:
    page = html.document_fromstring("<html><body></body></html>")
    page.attrib.update(dict(tree.attrib))
    head = tree.find("head")
    if head is not None:
        page.insert(0, deepcopy(head))
    return page


def _article_text(tree: html.HtmlElement) -> list[str]:
    from trafilatura import bare_extraction  # heavy: it is imported when a page is read
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", _SHORTEST)
    found = bare_extraction(deepcopy(tree), include_comments=False, include_tables=True, config=config)
    body = getattr(found, "body", None)
    return [] if body is None else paragraphs_of(body)


def _all_text(tree: html.HtmlElement) -> list[str]:
    """All text of the largest ``<article>`` or ``<main>``, or of the page without its frame."""
    parts = [*tree.iter("article"), *tree.iter("main")][:_MOST_ELEMENTS]
    best = max(parts, key=lambda part: len(part.text_content()), default=None)
    body = tree.find("body")
    if best is None or 2 * len(best.text_content()) < len(body.text_content()):
        best = body
    for element in [one for one in best.iter("header", "footer", "aside", "form")]:
        if element.getparent() is not None:
            element.drop_tree()
    return paragraphs_of(best)


def _told(body: str) -> list[str]:
    """The paragraphs of the text that JSON-LD gives."""
    return fragment_paragraphs(body if TAG.search(body) else body.replace("\n", "\n\n"))


def _listed(tree: html.HtmlElement) -> tuple[list[html.HtmlElement], int]:
    """The whole articles that a list page (a front page, a blog) holds, and how many teasers; none on other pages."""
    parts = [part for part in tree.iter("article") if next(part.iterancestors("article"), None) is None]
    listed = [part for part in parts if _is_linked(part)]
    if len(listed) < _MANY or 5 * len(listed) < 4 * len(parts):
        return [], 0
    inside = set(listed)
    outside = sum(
        len(p.text_content().split()) for p in tree.iter("p") if inside.isdisjoint(p.iterancestors("article"))
    )
    if outside >= _OUTSIDE:
        return [], 0
    whole = [part for part in listed if len(part.text_content().split()) >= _LONGEST_TEASER]
    return whole, len(listed) - len(whole)


def _is_linked(part: html.HtmlElement) -> bool:
    """Whether its heading leads to another page."""
    headings = part.iter("h1", "h2", "h3", "h4")
    return any(one.find(".//a") is not None or next(one.iterancestors("a"), None) is not None for one in headings)


def _headline(tree: html.HtmlElement, title: str | None) -> str | None:
    """The page's own main heading where it is about what the title says, else the title."""
    wanted = set(_folded(title or ""))
    headings = [" ".join(one.text_content().split()) for one in tree.iter("h1")]
    for heading in headings[:_HEAD]:
        words = set(_folded(heading))
        if words and 2 * len(words & wanted) >= min(len(words), len(wanted)) > 0:
            return heading
    return title if title else next((heading for heading in headings if heading), None)


def _folded(text: str) -> list[str]:
    return _WORDS.findall(text.casefold())
