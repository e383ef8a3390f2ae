"""Whether a quantity rises or falls: "up 19 cents", "lost 190 points", "sales grew by 4 percent"."""

from __future__ import annotations

from typing import Literal

from quotes.claims import lexicon
from quotes.claims.cardinals import word
from quotes.claims.line import Line
from quotes.claims.phrases import Quantity

Trend = Literal["up", "down"]
_BETWEEN = frozenset({"by", "a", "an", "another", "some", "further", "additional", "only", "just"})
_FAR = 4


def trend_of(line: Line, quantity: Quantity) -> Trend | None:
    """The way a quantity moves: the word of rising or falling that takes it as its extent, right before it.

    What it moves to ("rose to 31") is no extent, so it has no trend.
    """
    known = lexicon.trends()
    for at in range(quantity.start - 1, max(-1, quantity.start - 1 - _FAR), -1):
        text = word(line.atoms, at)
        if text in known:
            return None if _is_particle(line, at) else known[text]
        if text not in _BETWEEN:
            return None
    return None


def _is_particle(line: Line, at: int) -> bool:
    """Whether "up" or "down" belongs to a verb of another meaning ("gave up 517 yards")."""
    before = line.token_of(at - 1)
    if word(line.atoms, at) not in ("up", "down") or before is None or before.upos != "VERB":
        return False
    return word(line.atoms, at - 1) not in lexicon.word_set("moving")
