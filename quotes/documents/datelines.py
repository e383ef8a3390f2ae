"""Datelines: the place, date and agency before an agency story's first sentence ("LONDON, Jan 5 (Reuters) -")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from quotes.documents.dates import DATE, WEEKDAY, date_of
from quotes.documents.lists import lines_of
from quotes.records import Block, Document, Span

_PARENTHESIS = re.compile(
    r"(?P<head>[^()\n]{0,80}?)"
    r"(?:\(\s*(?P<inside>[^()\n]{2,80}?)\s*\)|/(?P<slashed>[A-Z][^/\n]{1,40})/\.?)(?P<dash>\s*(?:--|[-–—―:_]))?\s*"
)
_DASH = re.compile(r"(?P<head>[^()\n:—―]{2,80}?)(?:(?P<spaced>\s+(?:--|[-–—―_])\s+)|\s*[—―]\s*)(?=[\"“‘'\[(]*\w)")
_COLON = re.compile(r"(?P<head>[^()\n:—]{3,40}):\s+(?=[\"“‘'\[(]*\w)")
_DATE_AFTER = re.compile(rf"{DATE.pattern}\s*(?::|--|[-–—―])\s*(?=\w)", re.IGNORECASE | re.ASCII)
_LAST_DAY = re.compile(rf",\s*{WEEKDAY.pattern}\s*\Z", re.IGNORECASE | re.ASCII)
_PART = re.compile(r"\s*(?:/|;|,|\s-\s|\s–\s|\s—\s)\s*")
_LONGEST_PLACE = 7
_LONGEST_TITLE_PLACE = 3


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: its span in the document (with the dash and the space after it) and what it says."""

    span: Span
    place: str | None
    agency: str | None
    published: date | None


def dateline(text: str, block: Block, *, first: bool = True) -> Span | None:
    """Where a paragraph's dateline stands: from the paragraph's start to its first sentence; null without one.

    ``first`` says that the article's body begins with this paragraph; only there a place and a dash alone ("KYIV —")
    are taken for a dateline, because in transcripts speakers are introduced that way.

    Example:
        In ``"LONDON, Jan 5 (Reuters) - Shares fell."`` it is the span of ``"LONDON, Jan 5 (Reuters) - "``.
    """
    found = read_dateline(text, block, first=first)
    return found.span if found else None


def datelines(document: Document) -> tuple[Span, ...]:
    """The spans of all datelines of a document, in text order."""
    return tuple(found.span for found in read_datelines(document.text, document.blocks))


def read_datelines(text: str, blocks: Sequence[Block]) -> tuple[Dateline, ...]:
    """All datelines of a text's body, in text order."""
    body = [block for block in blocks if block.section == "body"]
    # Where no headline was recognised, the body's first paragraph may be one.
    opening = 0 if _takes_turns(text, body) else 1 + all(block.section != "headline" for block in blocks)
    found = [read_dateline(text, block, first=index < opening) for index, block in enumerate(body)]
    return tuple(one for one in found if one is not None)


def read_dateline(text: str, block: Block, *, first: bool = True) -> Dateline | None:
    """The dateline of a paragraph and what it says; see ``dateline``."""
    if block.section != "body" or len(block.span) < 4:
        return None
    end = block.span.end
    match = _PARENTHESIS.match(text, block.span.start, end)
    if match is not None and match.end() < end:
        found = _with_agency(text, match)
        if found is not None:
            return found
    for pattern, spaced in ((_DASH, True), (_COLON, False)):
        match = pattern.match(text, block.span.start, end)
        if match is not None:
            return _with_place(text, match, first=first, dash=spaced)
    return None


def _with_agency(text: str, match: re.Match[str]) -> Dateline | None:
    head, inside = match["head"].strip(), match["inside"] or match["slashed"]
    place, said = _place_and_date(head)
    inner = DATE.search(inside)
    known = _known_agency(inside)
    if head and (place is None or not _is_place(place) or place.upper() in _kickers()):
        return None
    dated_head = DATE.search(head) is not None
    marked = match["dash"] is not None and (dated_head or not match["dash"].endswith(":"))
    capitals = bool(place) and place is not None and place.split()[0].strip(",").isupper()
    named = (marked or (match["slashed"] is not None and dated_head)) and capitals and inside[0].isupper()
    if not (known or (inner and head) or (named and len(inside.split()) <= 4)) or (not head and not marked):
        return None
    dated = said or (date_of(inner) if inner else None)
    agency = next((part for part in _PART.split(DATE.sub("", inside)) if part.strip(" -–—/")), None)
    return Dateline(Span(*match.span()), place or None, agency, dated)


def _with_place(text: str, match: re.Match[str], *, first: bool, dash: bool) -> Dateline | None:
    head = match["head"].strip()
    place, said = _place_and_date(head)
    if place is None or not _is_place(place) or place.rstrip(",").upper() in _kickers():
        return None
    capitals = place.split(",")[0].isupper() and len(place.split(",")[0]) > 2
    dated = DATE.search(head) is not None
    following = text[match.end() : match.end() + 2].lstrip("\"“‘'[(")[:1]
    if dash and dated:
        accepted = True
    elif not first or following.islower():
        accepted = False
    elif not dash:
        accepted = capitals
    else:
        accepted = capitals or (
            match["spaced"] is not None and len(place.split(",")[0].split()) <= _LONGEST_TITLE_PLACE
        )
    if not accepted:
        return None
    after = None if dated else _DATE_AFTER.match(text, match.end())
    span = Span(match.start(), after.end() if after else match.end())
    said = date_of(after) if after else said
    return Dateline(span, None, place, said) if place in _agencies() else Dateline(span, place, None, said)


def _place_and_date(head: str) -> tuple[str | None, date | None]:
    """The head without its date; null where anything but a year follows the date."""
    head = _LAST_DAY.sub("", head)
    found = DATE.search(head)
    if found is None:
        return head.rstrip(" ,"), None
    if re.sub(r"[\s,.]|(?:19|20)\d\d", "", head[found.end() :]):
        return None, None
    year = re.search(r"(?:19|20)\d\d", head[found.end() :])
    return head[: found.start()].rstrip(" ,-–"), date_of(found, int(year.group()) if year else None)


def _is_place(place: str) -> bool:
    """Names in capitals or with capital letters, few, without figures: "MOSCOW", "DES MOINES, Iowa", "Cape Town"."""
    words = re.split(r"[\s,/&]+", place.strip(" ,"))
    if not words or len(words) > _LONGEST_PLACE or any(character.isdigit() for character in place):
        return False
    named = [word for word in words if word.lower() not in _particles()]
    plain = all(character.isalpha() or character in " ,./&'’-" for character in place)
    return (
        plain
        and bool(named)
        and words[0][:1].isupper()
        and all(word[:1].isupper() for word in named)
        and len(words[0]) > 1
    )


def _takes_turns(text: str, body: Sequence[Block]) -> bool:
    """Whether paragraphs open with names as in a transcript: then a first "PESKOV —" is a speaker, not a place."""
    colons = [match["head"] for block in body[:40] if (match := _COLON.match(text, block.span.start, block.span.end))]
    dashes = [match["head"] for block in body[:40] if (match := _DASH.match(text, block.span.start, block.span.end))]
    named = [head for head in dashes if head.isupper()]
    return sum(head.isupper() for head in colons) > 1 or len(named) > len(set(named))


def _known_agency(inside: str) -> bool:
    parts = [part.strip() for part in _PART.split(inside)]
    return any(part in _agencies() for part in parts)


@cache
def _agencies() -> frozenset[str]:
    return frozenset(lines_of("agencies.txt"))


@cache
def _kickers() -> frozenset[str]:
    return frozenset(lines_of("kickers.txt"))


@cache
def _particles() -> frozenset[str]:
    return frozenset(lines_of("name-particles.txt"))
