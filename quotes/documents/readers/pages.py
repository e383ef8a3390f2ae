"""What a page says about itself: meta tags through trafilatura, JSON-LD, the language and kind of the page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

from lxml import html

_ARTICLES = ("article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "blogposting", "liveblogposting",
             "opinionnewsarticle", "backgroundnewsarticle", "reviewnewsarticle", "report", "advertisercontentarticle")  # fmt: skip
_DEEPEST = 8
_MOST_OBJECTS = 1000
_DATES = {"original_date": True, "extensive_search": False}  # dates somewhere in the text are no dates of publication


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """What a page's head says.

    ``published`` is an ISO date, ``language`` two or three letters, ``body`` the text that JSON-LD gives for scripts;
    ``free`` is false where readers have to pay.
    """

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    article: bool = False
    free: bool = True
    body: str | None = None


def page_data(tree: html.HtmlElement, *, url: str | None = None) -> PageData:
    """The metadata of a page; ``url`` is where it was fetched and stands where the page names no address of its own.

    Example:
        A page with ``<meta property="og:site_name" content="Port Daily">`` has the publisher "Port Daily".
    """
    from trafilatura.metadata import extract_metadata  # heavy

    found = extract_metadata(deepcopy(tree), url, dict(_DATES))
    stated = _article(tree)
    kind = (found.pagetype or "").lower()
    return PageData(
        title=_line(unescape(_string(stated.get("headline")) or found.title or "")),
        author=_line(found.author),
        publisher=_line(found.sitename) if found.sitename != found.hostname else None,
        published=found.date,
        url=_address(found.url) or _address(_url_of(stated)) or url,
        language=_language(tree, stated),
        article=bool(stated) or "article" in kind,
        free=str(stated.get("isAccessibleForFree", True)).lower() != "false",
        body=_string(stated.get("articleBody")),
    )


def _article(tree: html.HtmlElement) -> Mapping[str, object]:
    """The first JSON-LD object that is an article; empty without one."""
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            value: object = json.loads(script.text.strip().strip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _objects(value):
            if not _types(one).isdisjoint(_ARTICLES):
                return one
    return {}


def _objects(value: object) -> Iterator[Mapping[str, object]]:
    """The objects of a JSON-LD value, through lists, ``@graph`` and what a page is about."""
    waiting = [(value, 0)]
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        one, depth = waiting.pop(0)
        if isinstance(one, list) and depth < _DEEPEST:
            waiting += [(item, depth + 1) for item in one[:_MOST_OBJECTS]]
        elif isinstance(one, dict):
            yield one
            waiting += [(one[key], depth + 1) for key in ("@graph", "mainEntity") if key in one and depth < _DEEPEST]


def _types(one: Mapping[str, object]) -> set[str]:
    stated = one.get("@type")
    return {str(name).rpartition("/")[2].lower() for name in (stated if isinstance(stated, list) else [stated])}


def _url_of(stated: Mapping[str, object]) -> str | None:
    for key in ("mainEntityOfPage", "url", "@id"):
        value = stated.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if _address(_string(value)):
            return _string(value)
    return None


def _address(url: str | None) -> str | None:
    """The URL if it is a whole one."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return None
    return (url or "").strip() if parts.scheme in ("http", "https") and parts.netloc else None


def _language(tree: html.HtmlElement, stated: Mapping[str, object]) -> str | None:
    named = [tree.get("lang"), tree.get("xml:lang"), _string(stated.get("inLanguage"))]
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("http-equiv") or "").lower()
        if name in ("og:locale", "content-language", "dc.language", "dcterms.language"):
            named.append(meta.get("content"))
    for name in named:
        code = (name or "").strip().replace("_", "-").partition("-")[0].lower()
        if code.isascii() and code.isalpha() and len(code) in (2, 3):
            return code
    return None


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _line(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
