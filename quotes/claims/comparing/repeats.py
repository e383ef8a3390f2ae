"""Figures that an earlier one of the same document gives already."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from quotes.claims.comparing.records import Figure, Repeat, RepeatReason
from quotes.claims.comparing.subjects import Subject, subject_of
from quotes.claims.comparing.values import digits, is_rare, same_value
from quotes.claims.comparing.words import stem

_BARE = re.compile(r"(?<![\d.,])\d{3}[1-9](?![\d.,])")
_Known = tuple[Figure, Subject]


def find_repeats(figures: Iterable[Figure]) -> list[Repeat]:
    """The repeats of all documents: each figure with the first of its document that gives the same.

    The same is: value, unit and what is counted. A value that is hardly met twice by chance ("33 passengers") is enough
    with its unit; of another the words around it must agree. A part of a number ("two of them") repeats nothing.
    """
    by_value: dict[tuple[object, ...], list[_Known]] = defaultdict(list)
    for figure in figures:
        subject = subject_of(figure)
        if subject.whole and figure.unit != "time" and figure.rule != "score" and not _may_be_name(figure):
            by_value[figure.document_id, figure.low, figure.high, subject.unit].append((figure, subject))
    found = [repeat for group in by_value.values() for repeat in _of_group(group)]
    return sorted(found, key=lambda repeat: (repeat.figure.document_id, repeat.figure.start))


def _of_group(group: list[_Known]) -> Iterable[Repeat]:
    """The repeats among figures of one document with the same value and unit."""
    firsts: list[_Known] = []
    for known in sorted(group, key=lambda entry: entry[0].start):
        told = ((first, reason) for first in firsts if (reason := _repeated(known, first)))
        first, reason = next(told, (None, None))
        if first is None or reason is None:
            firsts.append(known)
        else:
            yield Repeat(known[0], first[0], reason)


def _repeated(later: _Known, earlier: _Known) -> RepeatReason | None:
    (figure, subject), (first, known) = later, earlier
    if not same_value(figure, first) or subject.direction != known.direction or figure.negated != first.negated:
        return None
    if _in_one_breath(figure, first) or (subject.fate and known.fate and subject.fate != known.fate):
        return None
    if (subject.periods or known.periods) and subject.periods.isdisjoint(known.periods) and not is_rare(figure):
        return None
    if subject.fate and subject.fate == known.fate:
        return "same-fate"
    if _other_thing(subject, known):
        return None
    shared = ((subject.context & known.context) | (subject.about & known.about)) - {stem(figure.unit)}
    if is_rare(figure) and (shared or first.section == "headline" or _says_enough(figure, first)):
        return "same-figure"
    return "same-words" if len(shared) >= 2 and figure.relation == first.relation else None


def _may_be_name(figure: Figure) -> bool:
    """Whether the figure may be a year or the number in a name ("HR 6819"): four digits without a separator."""
    return figure.dimension == "count" and _BARE.search(figure.quantity) is not None


def _in_one_breath(figure: Figure, first: Figure) -> bool:
    """Whether both stand in one clause: "3 percent for Johnson and 3 percent for Stein" says two things."""
    longer = max(figure.clause, first.clause, key=len)
    inside = figure.clause in longer and first.clause in longer
    return inside and figure.start - first.start < len(longer)


def _says_enough(figure: Figure, first: Figure) -> bool:
    """Whether value and unit alone tell what is meant: "33 passengers", "$61,512", but not "6819" or "$25,000"."""
    if figure.dimension == "money":
        return len(digits(figure)) > 2
    counted = all(entry.quantity[-1:].isalpha() and len(entry.quantity.split()) > 1 for entry in (figure, first))
    return figure.dimension not in ("percent", "duration") and counted


def _other_thing(subject: Subject, known: Subject) -> bool:
    """Whether both say what they quantify, in words that are mostly not the same."""
    if not subject.about or not known.about:
        return False
    return 5 * len(subject.about & known.about) < 3 * min(len(subject.about), len(known.about))
