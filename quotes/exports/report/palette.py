"""A colour and a tag for each speaker: the same in every article, and different colours within one where it can be."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

SLOTS = 12
"""How many colours there are; the styles define ``s0`` to ``s11``, and ``sx`` for quotes without a speaker."""

_TAG_LENGTH = 3
_SMALL = frozenset({"the", "a", "an", "of", "and"})


@dataclass(frozen=True, slots=True)
class Look:
    """How a speaker is shown: the name of a colour ("s4") and up to three letters ("DP")."""

    slot: str
    tag: str


NOBODY = Look("sx", "?")


def looks(quotes: Iterable[Mapping[str, object]]) -> dict[str, Look]:
    """The look of each speaker in rows of ``quotes``.

    The colour depends on the name, so that it mostly stays the same from one report to the next; where a speaker
    of the same article has it already, the next free one is taken. Those who are quoted most choose first.
    """
    articles: defaultdict[str, set[str]] = defaultdict(set)
    counts: Counter[str] = Counter()
    for row in quotes:
        if row["speaker"] is not None:
            articles[str(row["speaker"])].add(str(row["document_id"]))
            counts[str(row["speaker"])] += 1
    used: defaultdict[str, Counter[int]] = defaultdict(Counter)
    made = {}
    for name, _ in counts.most_common():
        slot = _slot(name, [used[article] for article in articles[name]])
        for article in articles[name]:
            used[article][slot] += 1
        made[name] = Look(f"s{slot}", tag(name))
    return made


def _slot(name: str, used: list[Counter[int]]) -> int:
    """The wanted colour, or the next one that the fewest speakers of these articles have."""
    wanted = int.from_bytes(sha256(name.encode("utf-8", "replace")).digest()[:4], "big") % SLOTS
    # Steps of five visit all twelve colours, and neighbours in the order are far apart in hue.
    order = [(wanted + 5 * step) % SLOTS for step in range(SLOTS)]
    return min(order, key=lambda slot: sum(count[slot] for count in used))


def tag(name: str) -> str:
    """A few letters that stand for a name.

    >>> tag("Dmitry Peskov"), tag("the airport authority"), tag("AireSur"), tag("!")
    ('DP', 'AA', 'Ai', '?')
    """
    words = ["".join(filter(str.isalnum, word)) for word in name.split() if word.casefold() not in _SMALL]
    words = [word for word in words if word]
    if len(words) > 1:
        return "".join(word[0].upper() for word in words[:_TAG_LENGTH])
    return words[0][:2] if words else "?"
