"""Figures that contradict each other: for one thing, at one time, by different claimants."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from quotes.claims.comparing.claimants import is_named, same_claimant
from quotes.claims.comparing.events import Events, Texts, same_time, told_on
from quotes.claims.comparing.records import Conflict, ConflictReason, Disagreement, Figure
from quotes.claims.comparing.sameness import Told, compatible, one_count, one_subject, one_unit
from quotes.claims.comparing.values import contradiction

_PASSAGE = 600
"""How near, in characters, two figures stand that are told of one thing."""
_BACK = 500
"""How far back "the figure" looks for the one it means."""
_REVISED = re.compile(r"\b(?:revis|updat|correct|adjust)\w+\b|\b(?:initially|originally)\b", re.IGNORECASE)


def find_conflicts(figures: Iterable[Figure], texts: Texts | None = None) -> list[Conflict]:
    """The pairs of figures that contradict each other, in the order of their documents.

    In one document: figures of different claimants that count the same. Across documents: the documents name the same
    rare places and people too, and their figures are of the same day. ``texts`` are the words of each document in which
    these names are looked for. A pair of claimants with the same two values is given once.
    """
    by_document: dict[str, list[Told]] = defaultdict(list)
    for figure in figures:
        by_document[figure.document_id].append(Told(figure))
    found = [conflict for group in by_document.values() for conflict in _inside(group)]
    if texts and len(by_document) > 1:
        found += _across([told for group in by_document.values() for told in group], Events(texts))
    return _once(found)


def _inside(group: list[Told]) -> Iterator[Conflict]:
    """The conflicts of one document."""
    group.sort(key=lambda told: told.figure.start)
    for at, told in enumerate(group):
        meant = _meant(told, group[:at]) if told.put is not None else None
        if meant is not None and (conflict := _conflict(meant, told, "put-at")):
            yield conflict
    by_key: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for told in group:
        if told.key:
            by_key[told.key].append(told)
    for one, other in _near(by_key.values()):
        if _one_thing(one, other) and (conflict := _conflict(one, other, "fate" if one.subject.fate else "subject")):
            yield conflict


def _near(groups: Iterable[list[Told]]) -> Iterator[tuple[Told, Told]]:
    """The pairs that stand in one passage."""
    for entries in groups:
        for at, one in enumerate(entries):
            for other in entries[at + 1 :]:
                if other.figure.start - one.figure.start > _PASSAGE:
                    break
                yield one, other


def _meant(told: Told, before: Sequence[Told]) -> Told | None:
    """The figure that "put the figure at" answers: the last one before it in the same unit."""
    if told.put is None or not told.put.points_back or not told.counts:
        return None
    for earlier in reversed(before):
        if told.figure.start - earlier.figure.start > _BACK:
            return None
        if one_unit(earlier, told):
            sure = earlier.subject.whole and earlier.counts and not earlier.figure.negated
            return earlier if sure and told.subject.periods <= earlier.subject.periods else None
    return None


def _one_thing(one: Told, other: Told) -> bool:
    """Whether two figures with one key are for the same thing."""
    return compatible(one, other) and (one_count(one, other) if one.subject.fate else one_subject(one, other))


def _conflict(one: Told, other: Told, reason: ConflictReason) -> Conflict | None:
    """The conflict of two figures for one thing; null where both can be right.

    Of one claimant it is a revision: in one document where the article says so, across documents where it was told later.
    """
    difference = contradiction(one.figure, other.figure)
    if difference is None:
        return None
    kind: Disagreement = "conflict"
    if same_claimant(one.who, other.who):
        if not (_is_revised(one, other) if reason != "other-document" else _is_later(one, other)):
            return None
        kind = "revision"
    elif reason == "other-document" and not same_time(one.figure, other.figure):
        return None
    what = one.subject.fate or one.figure.about or other.figure.about or one.subject.unit
    unit = max(one.subject.unit, other.subject.unit, key=len)
    return Conflict(one.figure, other.figure, (one.who, other.who), kind, unit, what, difference, reason)


def _is_revised(one: Told, other: Told) -> bool:
    """Whether a document says that a claimant changed a figure."""
    told = _REVISED.search(f"{one.figure.clause} {other.figure.clause}")
    return one.who is not None and told is not None


def _is_later(one: Told, other: Told) -> bool:
    """Whether two documents give figures of one named claimant, the second told on a later day."""
    first, second = told_on(one.figure), told_on(other.figure)
    return is_named(one.who) and is_named(other.who) and first is not None and second is not None and first < second


def _across(told: Sequence[Told], events: Events) -> Iterator[Conflict]:
    """The conflicts of different documents, looked up by what is counted and by the names that the documents share."""
    buckets: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    given = {_given(entry, entry.figure.document_id) for entry in told}
    for entry in sorted(told, key=lambda entry: told_on(entry.figure) or date.min):
        key = entry.key
        for name in events.names(entry.figure.document_id) if key else ():
            buckets[(*key, name)].append(entry)
    seen: set[tuple[str, str]] = set()
    for entries in buckets.values():
        for one, other in combinations(entries, 2):
            ids = (one.figure.claim_id, other.figure.claim_id)
            if one.figure.document_id == other.figure.document_id or ids in seen:
                continue
            seen.add(ids)
            both = _given(one, other.figure.document_id) in given or _given(other, one.figure.document_id) in given
            if not both and _one_event(one, other, events) and (conflict := _conflict(one, other, "other-document")):
                yield conflict


def _given(told: Told, document: str) -> tuple[object, ...]:
    """A figure as it would stand in a document; where one document gives both figures, the others need not be told."""
    return (document, told.subject.unit, told.subject.fate, told.figure.low, told.figure.high)


def _one_event(one: Told, other: Told, events: Events) -> bool:
    """Whether figures of two documents are for one thing of one event."""
    return one.subject.fate == other.subject.fate and _one_thing(one, other) and events.same(one.figure, other.figure)


def _once(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """The conflicts without those that say again, with the same claimants and values, what another says."""
    kept: dict[tuple[object, ...], Conflict] = {}
    for conflict in conflicts:
        first, second = conflict.first, conflict.second
        values = (first.low, first.high, second.low, second.high)
        kept.setdefault((first.document_id, second.document_id, conflict.claimants, values), conflict)
    return list(kept.values())
