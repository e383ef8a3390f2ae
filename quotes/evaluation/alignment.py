"""What counts as the same: spans, names, numbers and units, and which found item answers which annotated one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from types import MappingProxyType
from typing import TypeVar

from quotes.records import Span

Found = TypeVar("Found")
Gold = TypeVar("Gold")

_OPENING_KEPT = frozenset("$€£¥[(")
_CLOSING_KEPT = frozenset("%)]")
_TOLERANCE = 1e-6  # relative: bounds are decimal strings in the annotation and floats in a table

_SAME_UNIT = MappingProxyType(
    {
        "people": "person", "persons": "person", "%": "percent", "per cent": "percent", "percentage": "percent",
        "km": "kilometre", "kilometer": "kilometre", "meter": "metre", "tonnes": "tonne", "ton": "tonne",
        "liter": "litre", "dollar": "usd", "us dollar": "usd", "percentage points": "percentage point",
    }
)  # fmt: skip


def trimmed(text: str, span: Span) -> Span:
    """The span without quotation marks, punctuation and spaces at its ends."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum() and text[start] not in _OPENING_KEPT:
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in _CLOSING_KEPT:
        end -= 1
    return Span(start, end)


def jaccard(one: Span, other: Span) -> float:
    """How much two spans share: characters of both over characters from the first start to the last end."""
    shared = one.overlap(other)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared else 0.0


def align(
    found: Sequence[Found], gold: Sequence[Gold], score: Callable[[Found, Gold], float], least: float
) -> list[tuple[int, int]]:
    """Pairs of indices, one to one, the best score first, none below ``least``."""
    ranked = sorted(((score(f, g), i, j) for i, f in enumerate(found) for j, g in enumerate(gold)), reverse=True)
    used_found: set[int] = set()
    used_gold: set[int] = set()
    pairs = []
    for value, i, j in ranked:
        if value >= least and i not in used_found and j not in used_gold:
            used_found.add(i)
            used_gold.add(j)
            pairs.append((i, j))
    return pairs


def plain_name(name: str | None) -> str:
    """A name for comparing: no case, possessive, punctuation or leading article.

    >>> plain_name("The Ministry’s")
    'ministry'
    """
    name = unicodedata.normalize("NFKC", name or "").casefold().replace("’", "'")
    name = re.sub(r"[^\w\s&]", " ", re.sub(r"'s\b", "", name))
    return re.sub(r"^(the|a|an|its|his|her|their)\s+", "", " ".join(name.split()))


def same_speaker(found: str | None, speaker: str, aliases: Sequence[str] = ()) -> bool:
    """Whether the name found means the annotated speaker: an alias, or all words of a full name and more.

    Where no speaker is annotated (``""``), only a missing name is right.
    """
    name = plain_name(found)
    if not speaker:
        return not found
    if name in {plain_name(known) for known in (speaker, *aliases)}:
        return True
    words = plain_name(speaker).split()
    return len(words) > 1 and set(words) <= set(name.split())


def same_number(found: float | None, gold: float | None) -> bool:
    """Whether two bounds are equal; open ones are equal to each other only."""
    if found is None or gold is None:
        return found is gold
    return abs(found - gold) <= _TOLERANCE * max(1.0, abs(found), abs(gold))


def same_unit(found: str | None, gold: str | None) -> bool:
    """Whether two names mean one unit ("people" and "person", "%" and "percent")."""
    return _plain_unit(found) == _plain_unit(gold)


def _plain_unit(unit: str | None) -> str:
    plain = (unit or "").strip().casefold().replace("_", " ")
    return _SAME_UNIT.get(plain, plain)
