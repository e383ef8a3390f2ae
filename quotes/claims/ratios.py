"""Ratios: "a ratio of 30 to 1", "a 3:1 ratio", "outnumbered by three to one", "odds of 7-2", "a 50-50 chance".

A ratio is the first number for each one of the second, in the unit ``ratio``; what "50-50" gives is a share in percent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from quotes.claims import lexicon
from quotes.claims.cardinals import cardinal, word
from quotes.claims.line import Line

_COLON = re.compile(r"(\d{1,3}):(\d{1,3})")
_EVEN = frozenset({"50", "fifty"})
_SIGHT = 6
_DASHES = frozenset("-‑–")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio over ``atoms[start:end]``; ``percent`` says that its value is a share of even chances."""

    start: int
    end: int
    value: Fraction
    percent: bool = False


def ratios(line: Line) -> Iterator[Ratio]:
    """The ratios of a sentence in text order; numbers are one only where a word near says so."""
    atoms, at = line.atoms, 0
    while at < len(atoms):
        found = _even(line, at) or (_ratio(line, at) if atoms[at].kind != "mark" else None)
        if found is not None:
            yield found
        at = found.end if found is not None else at + 1


def _even(line: Line, at: int) -> Ratio | None:
    """As in "50-50", "fifty-fifty"."""
    atoms = line.atoms
    both = word(atoms, at) in _EVEN and word(atoms, at + 2) in _EVEN
    dashed = both and word(atoms, at + 1) in (*_DASHES, "/")
    chance = any(word(atoms, k) in lexicon.word_set("chances") for k in range(at + 3, at + _SIGHT))
    return Ratio(at, at + 3, Fraction(50), percent=True) if dashed and chance else None


def _ratio(line: Line, at: int) -> Ratio | None:
    if not _is_told(line, at):
        return None
    colon = _COLON.fullmatch(line.atoms[at].text)
    if colon is not None:
        return _of(at, at + 1, Fraction(colon[1]), Fraction(colon[2]))
    above = cardinal(line.atoms, at)
    if above is None:
        return None
    below_at = _joint(line, above.end)
    below = cardinal(line.atoms, below_at) if below_at is not None else None
    if below is None or word(line.atoms, below.end) in ("percent", "%", "per"):
        return None
    return _of(at, below.end, above.value, below.value)


def _of(start: int, end: int, above: Fraction, below: Fraction) -> Ratio | None:
    return Ratio(start, end, above / below) if above > 0 and below > 0 else None


def _joint(line: Line, at: int) -> int | None:
    """The index after "to", "-to-", "-" or ":" between the two numbers."""
    atoms = line.atoms
    if word(atoms, at) in _DASHES and word(atoms, at + 1) == "to" and word(atoms, at + 2) in _DASHES:
        return at + 3
    return at + 1 if word(atoms, at) in ("to", ":", *_DASHES) else None


def _is_told(line: Line, at: int) -> bool:
    """Whether "ratio", "odds", "outnumbered" stand before the numbers, or "ratio", "odds" right after them."""
    before = [word(line.atoms, k) for k in range(max(0, at - _SIGHT), at)]
    after = [word(line.atoms, k) for k in range(at + 1, at + _SIGHT + 1)]
    stop = next((k for k, text in enumerate(after) if text in (".", ",", ";")), len(after))
    return bool(lexicon.word_set("ratio_leads") & set(before)) or bool(lexicon.word_set("ratios") & set(after[:stop]))
