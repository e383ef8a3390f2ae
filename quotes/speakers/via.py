"""The medium through which a quote reached the article: "as quoted by Vesti.ru", "told the Associated Press"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.records import Document, Span
from quotes.speakers import lexicon
from quotes.speakers.names import Names

# A medium stands directly after one of these; "(?:...)" before the name takes what may come between.
_QUOTED_BY = re.compile(
    r"\b(?:as )?(?:quoted|cited|reported|carried|published|broadcast|aired) (?:\w+ )?(?:by|in|on)\s+|\bper\s+|\bvia\s+",
    re.I,
)
_TOLD = re.compile(
    r"\b(?:told|telling|tells)\s+"
    r"|\bin an? (?:\w+ ){0,3}?(?:interview|conversation|comments?|remarks?|statement|article|column|op-ed|essay|piece)"
    r" (?:with|to|for|in|on)\s+|\b(?:interview|comments?|remarks?) (?:with|to|for)\s+"
    r"|\b(?:speaking|spoke|speaks|talking|writing|wrote|writes|appearing) (?:to|on|with|in|for)\s+",
    re.I,
)
_BETWEEN = re.compile(r"(?:(?:the|a|an|its|our|state|local|public|private|independent|daily|weekly)\s+"
                      r"|\w+(?:-\w+)? (?=(?:news|newspaper|daily|agency|broadcaster|channel|portal|site|magazine)\b)"
                      r"|(?:news|newspaper|daily|agency|broadcaster|channel|portal|website|site|magazine|tv|television|radio|station"
                      r"|network|tabloid|outlet)\s+|[A-Z][a-z]+'s\s+)*", re.I)  # fmt: skip
_DOMAIN = re.compile(
    r"[\w-]+(?:\.[\w-]+)*\.\s*(?:com|net|org|ru|ua|by|info|news|tv|eu|uk|de|fr|pl|cz|kz|az|am|ge|il|in|cn|jp)\b"
)
_PLATFORMS = frozenset(
    {"twitter", "facebook", "instagram", "telegram", "x", "youtube", "tiktok", "vk", "weibo", "truth social"}
)


def find_via(document: Document, names: Names, around: Span) -> str | None:
    """The medium that the text around a cue names as the one that had the words, null where it names none.

    A name after "told" or "in an interview with" must be that of a medium: nobody reads of a parliament there. A domain
    that a line break tore apart ("Vesti.", "ru news portal") is put together.
    """
    text = document.text
    for pattern, strict in ((_QUOTED_BY, False), (_TOLD, True)):
        for match in pattern.finditer(text, around.start, around.end):
            found = _medium(document, names, match.end(), strict=strict)
            if found is not None:
                return found
    return None


def _medium(document: Document, names: Names, offset: int, *, strict: bool) -> str | None:
    """The medium named at an offset, behind words such as "state news agency"."""
    for start in _starts(document.text, offset):
        known = _known(document.text[start : start + 60])
        if known is not None:
            return known
        domain = _DOMAIN.match(document.text, start)
        if domain is not None:
            return re.sub(r"\.\s+", ".", domain[0])
        for place, name in names.within(Span(start, min(start + 60, len(document.text)))):
            if place.start - start > 4 or name.label in {"PERSON", "NORP"}:
                continue
            if lexicon.fold(name.text) in _PLATFORMS:
                continue
            said = document.text[offset : place.start] + document.text[place.end : place.end + 8]
            if lexicon.is_medium(name.text) or (not strict and name.label != "LOCATION") or _says_medium(said):
                return name.text
    return None


def _known(text: str) -> str | None:
    """The longest name of a listed medium with which a text begins."""
    words = re.match(r"\w[\w.&'’-]*(?: \w[\w.&'’-]*){0,4}", text)
    parts = words[0].split(" ") if words and words[0][0].isupper() else []
    names = (" ".join(parts[:count]).rstrip(".") for count in range(len(parts), 0, -1))
    return next((name for name in names if lexicon.is_known_medium(name)), None)


def _starts(text: str, offset: int) -> Iterator[int]:
    yield offset
    between = _BETWEEN.match(text, offset)
    if between is not None and between.end() > offset:
        yield between.end()


def _says_medium(text: str) -> bool:
    """Whether words such as "newspaper" stand beside a name."""
    return bool(
        re.search(r"\b(?:news|newspaper|daily|agency|broadcaster|portal|magazine|television|radio|channel)\b", text)
    )
