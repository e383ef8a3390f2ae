"""Page furniture, told by its shape: navigation, related stories, teasers, bylines, dates, captions, footers.

The phrases are in ``data/furniture.tsv``; every other decision here rests on the form of the line alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from quotes.documents.dates import AGO, CLOCK, DATE, MONTHS, WEEKDAY
from quotes.documents.lists import lines_of

Effect = Literal["line", "region"]
"""What a furniture line does: it alone is furniture, or it opens a region of furniture."""

LONGEST_LINE = 45
_WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
_SEPARATOR = re.compile(r"\s*[|•·›»¦]\s*|\s+[-–—/]\s+")
_STRONG_SEPARATOR = re.compile(r"[|•·›»¦]")
_TRUNCATED = re.compile(r"\S \.\.\Z")
_CREDIT = re.compile(
    r"[(\[]\s*(?:image|photo(?:graph)?|picture|pic|file(?: photo)?|credit|courtesy|source)s?\b[^)\]]{0,80}[)\]]\s*\.?\Z"
    r"|(?:^|[\s|/])(?:image|photo(?:graph)?|picture|credit)s?\s?(?:credit)?\s*(?::|/|by\s)\s*[A-Z][\w .,'’/&-]{1,60}\Z"
    r"|(?:^|\s)[A-Z][\w’' -]{2,40}/(?:AFP|AP|Reuters|Getty(?: Images)?|EPA|Shutterstock|iStock|Bloomberg|Xinhua)\b"
    r"[\w /]{0,30}\Z",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z|\S+@\S+\.\w+\Z", re.IGNORECASE)
_FILE = re.compile(r"(?:File:|Image:)?.{0,120}\.(?:jpe?g|png|gif|svg|webp)\Z", re.IGNORECASE)
_CODE = re.compile(r"(?:[.#@]?[\w\-.:() ]{1,80}\{|\}|[a-z-]{2,30}:\s?[^;:A-Z\s]{1,30}(?: [^;:\s]{1,20}){0,3};)\Z")
_BYLINE = re.compile(
    r"(?:(?:Written|Reported|Posted|Story|Words|Report)\s+)?(?:by|BY|By)[\s:]+(?=[A-Z])[\w.'’&,/|() -]{2,100}\Z"
    r"|(?:Author|Reporter|Editor|Correspondent|Source)s?\s*:\s*[A-Z][\w.'’&, -]{2,60}\Z"
)
_STAFF = re.compile(
    r"(?:by|from) (?:our|a|the)\b[\w ’'-]{0,40}\b(?:reporters?|correspondents?|staff|writers?|editors?|desk|agencies)"
    r"(?: in [A-Z][\w ,.’'-]{1,40})?",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:From|FROM) [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3},? in [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}")
_SHORTEST_TAGS = 5


def furniture(line: str) -> Effect | None:
    """What a line of a page is when it is no part of the article; null where it may be one.

    Example:
        ``furniture("Related Topics") == "region"``, ``furniture("16 minutes ago") == "line"``, and of
        ``"He left."`` it is null.
    """
    line = line.strip()
    known = _phrase(line)
    if known is not None:
        return known
    if not any(character.isalnum() for character in line):
        return None if any(mark in line for mark in '"“”„«»') else "line"
    if len(line) > 600:
        return None
    shaped = (
        line[0] in "█■▪●◼⬛"
        or _TRUNCATED.search(line) is not None
        or _ADDRESS.match(line) is not None
        or _FILE.match(line) is not None
        or _CODE.match(line) is not None
        or (len(line) < 300 and _CREDIT.search(line) is not None)
        or is_navigation(line)
        or is_byline(line)
        or is_date_line(line)
    )
    return "line" if shaped else None


def is_byline(line: str) -> bool:
    """Whether the line names only who wrote it: "By JANE DOE", "By Jane Doe and John Roe, in Minsk"."""
    if _STAFF.fullmatch(line) or _FROM.fullmatch(line):
        return True
    if _BYLINE.match(line) is None or line.endswith("."):
        return False
    words = _WORD.findall(line)[1:]
    if words and (WEEKDAY.fullmatch(words[0]) or words[0].lower() in MONTHS):  # "By Friday, Minsk Was Calm"
        return False
    return len(words) <= 14 and all(word[0].isupper() or word.lower() in _byline_words() for word in words)


def is_date_line(line: str) -> bool:
    """Whether the line tells little but when it was published: "Umer Jamshaid 1 minute ago Sun 20th September 2020"."""
    if len(line) > 160:
        return False
    rest, dates = DATE.subn(" ", line)
    rest, ages = AGO.subn(" ", rest)
    rest, clocks = CLOCK.subn(" ", rest)
    if not dates and not ages and not clocks:
        return False
    words = [word for word in _WORD.findall(WEEKDAY.sub(" ", rest)) if word.lower() not in _date_words()]
    if line.rstrip().endswith((".", "!", "?", "”", '"')) and not line.lower().endswith("m."):
        return not words
    return len(words) <= (4 if dates or ages else 1) and all(
        word[0].isupper() or not word[0].isalpha() for word in words
    )


def is_navigation(line: str) -> bool:
    """Whether the line is a row of short labels: "About Us | Contact Us", "Travel - UAE Raffles - Directory - BISE"."""
    parts = [part for part in _SEPARATOR.split(line) if part]
    strong = len(_STRONG_SEPARATOR.findall(line))
    if strong:
        return len(parts) >= 2 and all(len(part.split()) <= (6 if strong > 1 else 3) for part in parts)
    return len(parts) >= 5 and all(len(part.split()) <= 6 for part in parts) and line[-1] not in '.!?"”'


def is_tag_list(line: str) -> bool:
    """Whether the line is a row of capitalised words without any grammar: "Election Moscow Russia Vote Minsk"."""
    words = line.replace(",", " ").split()
    return len(words) >= _SHORTEST_TAGS and line[-1].isalnum() and all(word[0].isupper() for word in words)


@cache
def _byline_words() -> frozenset[str]:
    return frozenset((*lines_of("name-particles.txt"), *lines_of("byline-words.txt")))


@cache
def _date_words() -> frozenset[str]:
    return frozenset(lines_of("date-words.txt"))


@cache
def _phrases() -> tuple[dict[str, Effect], dict[Effect, re.Pattern[str]], dict[Effect, re.Pattern[str]]]:
    whole: dict[str, Effect] = {}
    begins: dict[Effect, list[str]] = {"region": [], "line": []}
    has: dict[Effect, list[str]] = {"region": [], "line": []}
    for entry in lines_of("furniture.tsv"):
        name, match, phrase = entry.split("\t")
        effect: Effect = "region" if name == "region" else "line"
        if match == "is":
            whole[phrase] = effect
        else:
            (begins if match == "begins" else has)[effect].append(phrase)
    return (
        whole,
        {effect: re.compile(rf"(?:{'|'.join(map(re.escape, phrases))})(?!\w)") for effect, phrases in begins.items()},
        {effect: re.compile("|".join(map(re.escape, phrases))) for effect, phrases in has.items()},
    )


def _phrase(line: str) -> Effect | None:
    if len(line) > 400:
        return None
    whole, begins, has = _phrases()
    folded = " ".join(line.casefold().split())
    found = whole.get(folded.rstrip(" :…>»→.!"))
    if found is not None:
        return found
    words = len(folded.split())
    for effect in ("region", "line"):
        if words <= LONGEST_LINE and (begins[effect].match(folded) or has[effect].search(folded)):
            return effect
    return None
