"""What keeps a figure from being compared: it is a part, a change, or not told as a fact; and what limits it."""

from __future__ import annotations

import re

from quotes.claims.comparing.records import Figure
from quotes.claims.comparing.words import Around, is_number, near_after, near_before, word_set, words_of
from quotes.documents.dates import MONTHS

_OF_WHOM = frozenset({"them", "whom", "those", "which", "these", "the", "its", "his", "her", "their", "our"})
_COMPARED = frozenset({"versus", "vs", "against", "than"})
_RELATIVE = frozenset({"where", "which", "who", "whose", "when", "whom"})
_DENIED = frozenset({"not", "n't", "n’t", "never", "no"})
_PARTLY = ("more ", "other ", "of them", "of the ", "of its", "further ", "others")
_PLACE = re.compile(r"\b(?:in|at|near|outside|across|inside|around|over|off) (?:the )?((?:[A-Z][\w’'-]+ ?)+)")
_PERIOD = re.compile(
    r"\b(?:(?:19|20)\d\d|" + "|".join(MONTHS) + r"|last|previous|previously|ago|earlier|initially|originally|then|"
    r"quarter|century|decade|since|so far|at the time|each|every|average|annual|annually|per|daily|weekly|monthly)\b",
    re.IGNORECASE,
)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b", re.IGNORECASE)


def is_part(figure: Figure, place: Around) -> bool:
    """Whether the figure is a part of another or comes on top of it: "seven of them", "three more", "another 20"."""
    own = [word.lower() for word in words_of(figure.quantity)]
    before = [word.lower() for word in reversed(place.before[-3:])]
    after = [word.lower() for word in place.after[:3]]
    told_before, told_after = word_set("part_before"), word_set("part_after")
    if set(own[-1:]) & told_after or set((*before[:2], *own[:1])) & told_before or set(after[:1]) & told_after:
        return True
    if _is_score(before, after) or set(before[:1]) & _COMPARED or "compared" in before or after[:2] == ["were", "of"]:
        return True
    if {"among", "including"} & set(near_before(place, 8)):
        return True
    if figure.dimension != "percent" and after[:1] == ["of"] and set(after[1:2]) & _OF_WHOM:
        return True
    return (figure.about or "").lower().startswith(_PARTLY)


def _is_score(before: list[str], after: list[str]) -> bool:
    """As in "leads by 43 percent to 38 percent": one side of a result; words before come nearest first."""
    return any(pair[0] in ("to", "-", "–") and is_number(pair[1]) for pair in (before[:2], after[:2]) if len(pair) == 2)


def is_asserted(figure: Figure, place: Around) -> bool:
    """Whether the figure is told as a fact: not denied, planned, asked for, or told of another case ("where ten died")."""
    before = [word.lower() for word in place.before]
    if figure.negated or figure.cue_lemma in word_set("denying") or _DENIED & set(before[-2:]):
        return False
    words = {*before, *(word.lower() for word in place.after)}
    first = {word.lower() for word in words_of(figure.clause)[:2]}
    return not words & word_set("hypothetical") and not first & _RELATIVE


def direction(place: Around) -> str:
    """Whether the figure is a rise or a fall; what something rose *to* is a level."""
    before = near_before(place, 5)
    if before[:1] and before[0] in ("to", "at"):
        return "level"
    words = {*before, *near_after(place, 2)}
    if words & word_set("up"):
        return "up"
    return "down" if words & word_set("down") else "level"


def places(clause: str) -> frozenset[str]:
    """The names after "in", "at", "near" and their like that are no days or months, in lower case."""
    found = (name.strip().lower() for name in _PLACE.findall(clause))
    return frozenset(name for name in found if name.split()[0] not in (*MONTHS, *_DAYS))


def periods(clause: str) -> frozenset[str]:
    """The words that limit a clause to a time or repeat it: years, months, "last", "ago", "every"."""
    return frozenset(word.lower() for word in _PERIOD.findall(clause))


def days(clause: str) -> frozenset[str]:
    """The days of the week that a clause names."""
    return frozenset(day.lower() for day in _DAY.findall(clause))
