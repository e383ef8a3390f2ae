"""Multiples: "twice", "doubled", "threefold", "three times as many", each in the unit ``time``."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quotes.claims import lexicon
from quotes.claims.line import Line
from quotes.claims.numbers import is_hyphen, word

_WORDS = {
    "twice": 2, "thrice": 3, "doubled": 2, "tripled": 3, "trebled": 3, "quadrupled": 4, "quintupled": 5, "doubling": 2,
    "tripling": 3, "trebling": 3, "quadrupling": 4, "twofold": 2, "threefold": 3, "fourfold": 4, "fivefold": 5, "sixfold": 6,
    "sevenfold": 7, "eightfold": 8, "ninefold": 9, "tenfold": 10, "hundredfold": 100,
}  # fmt: skip
_VERBS = {"double": 2, "doubles": 2, "triple": 3, "triples": 3, "treble": 3, "trebles": 3, "quadruple": 4, "quadruples": 4}


def multiples(line: Line) -> Iterator[tuple[int, int, Fraction]]:
    """First and last-but-one atom index and factor of every multiple that one word says."""
    for at, atom in enumerate(line.atoms):
        if atom.low == "once" and _is_rate(line, at + 1):
            yield at, at + 1, Fraction(1)
        elif atom.low in _WORDS:
            yield at, at + 1, Fraction(_WORDS[atom.low])
        elif atom.low in _VERBS and _multiplies(line, at):
            yield at, at + 1, Fraction(_VERBS[atom.low])
        elif is_hyphen(line.atoms, at + 1) and word(line.atoms, at + 2) == "fold":
            known = lexicon.number_words().get(atom.low)
            value = atom.value if atom.kind == "number" else known.value if known else None
            if value is not None:
                yield at, at + 3, value


def _is_rate(line: Line, at: int) -> bool:
    return word(line.atoms, at) in ("a", "per", "every", "each") and word(line.atoms, at + 1) in (
        "day", "week", "month", "year", "hour", "minute", "night", "decade", "century", "season", "quarter",
    )  # fmt: skip


def _multiplies(line: Line, at: int) -> bool:
    """ "double the number", "to double", "will triple": not "a double murder" nor "double standards"."""
    token = line.token_of(at)
    if token is None:
        return False
    return token.upos == "VERB" or word(line.atoms, at + 1) in ("the", "that", "those", "its", "their", "his", "her", "what", "last")
