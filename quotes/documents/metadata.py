"""What a page says about itself: its title, its date of publication, its publisher."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from quotes.documents.cleaned import clean
from quotes.documents.datelines import Dateline
from quotes.documents.dates import first_date
from quotes.documents.furniture import furniture, is_byline, is_date_line
from quotes.records import Block

_COPYRIGHT = re.compile(
    r"(?:(?<!\S)(?:©|\(c\)|&copy;)|\bcopyright\b)[\s©]*(?:\(c\))?[\s,]*(?:(?:19|20)\d\d(?:\s*[-–,]\s*(?:19|20)?\d\d)?)?[\s,.]*(?:by\s+)?"
    r"(?P<holder>[A-Z][\w&'’ -]{1,50}?)(?=\s*(?:[.,|]|all rights|\Z))",
    re.IGNORECASE,
)
_STATED = re.compile(r"(?:first |last )?(?:published|updated|posted|issued|date)\b", re.IGNORECASE)
_LONGEST_SITE_NAME = 3


def title_of(text: str, blocks: Sequence[Block]) -> str | None:
    """The first headline, cleaned; null without one."""
    headline = next((block for block in blocks if block.section == "headline"), None)
    return clean(headline.span.text(text)).text.strip() if headline else None


def published_in(text: str, blocks: Sequence[Block]) -> date | None:
    """The date of a date line above the article, or of one anywhere that says "Published" or "Updated"."""
    in_body = False
    for block in blocks:
        if block.section == "body":
            in_body = True
        if block.section != "sidebar":
            continue
        line = block.span.text(text)
        if is_date_line(line) and (not in_body or _STATED.match(line)):
            found = first_date(line)
            if found is not None:
                return found
    return None


def publisher_of(text: str, blocks: Sequence[Block], datelines: Sequence[Dateline]) -> str | None:
    """The outlet or agency: the site's name above the headline, the holder of the copyright, or the dateline's agency.

    A short line above the article is the site's name only where the page names it again: in its address, its copyright
    or the dateline.
    """
    agency = next((found.agency for found in datelines if found.agency), None)
    sidebar = [block.span.text(text) for block in blocks if block.section == "sidebar"]
    for line in _above(text, blocks):
        if furniture(line) is None and _is_site_name(line, sidebar, agency):
            return line
    for line in sidebar:
        match = _COPYRIGHT.search(line)
        if match is not None and match["holder"][0].isupper() and match["holder"].casefold() != "all rights":
            return match["holder"].strip()
    return agency


def _is_site_name(line: str, sidebar: Sequence[str], agency: str | None) -> bool:
    name = line.casefold()
    label = "".join(character for character in name if character.isalnum())
    address = re.compile(rf"(?<![\w-]){re.escape(label)}\.[a-z]{{2,}}")
    return name in (agency or "").casefold() or any(
        address.search(other.casefold()) or (name in other.casefold() and _COPYRIGHT.search(other)) for other in sidebar
    )


def _above(text: str, blocks: Sequence[Block]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if block.section == "body":
            break
        line = block.span.text(text)
        if block.section == "sidebar" and len(line.split()) <= _LONGEST_SITE_NAME and not is_byline(line):
            lines.append(line)
    return lines
