"""Multiples: "twice", "doubled", "threefold", "three times as many", each in the unit ``time``."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quotes.claims import lexicon
from quotes.claims.cardinals import is_hyphen, word
from quotes.claims.line import Line


def multiples(line: Line) -> Iterator[tuple[int, int, Fraction]]:
    """First and last-but-one atom index and factor of every multiple that one word says."""
    known = lexicon.multiples()
    for at, atom in enumerate(line.atoms):
        if atom.low == "once" and _is_rate(line, at + 1):
            yield at, at + 1, Fraction(1)
        elif atom.low in known and (known[atom.low][1] == "always" or _multiplies(line, at)):
            yield at, at + 1, known[atom.low][0]
        elif is_hyphen(line.atoms, at + 1) and word(line.atoms, at + 2) == "fold":
            number = lexicon.number_words().get(atom.low)
            value = atom.value if atom.kind == "number" else number.value if number else None
            if value is not None:
                yield at, at + 3, value


def _is_rate(line: Line, at: int) -> bool:
    each = word(line.atoms, at) in ("a", "per", "every", "each")
    return each and word(line.atoms, at + 1) in lexicon.word_set("times")


def _multiplies(line: Line, at: int) -> bool:
    """As in "double the number", "to double", "will triple": not "a double murder" nor "double standards"."""
    token = line.token_of(at)
    if token is None:
        return False
    return token.upos == "VERB" or word(line.atoms, at + 1) in (
        "the",
        "that",
        "those",
        "its",
        "their",
        "his",
        "her",
        "what",
        "last",
    )
