"""Atoms to cardinals: figures and number words with their magnitudes and an added fraction.

"three-and-a-half million", "2.4bn", "three lakh crore", "4 thousand 3 hundred and 21" each become one ``Number``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quotes.claims import lexicon
from quotes.claims.atoms import Atom

_HYPHENS = frozenset("-‑–")
_SPACED = frozenset({"k", "K", "M", "B"})
_AFTER_MILLIONS = frozenset({"in", "for", "from", "to", "by", "on", "of"})
_CLOSING = frozenset('.,;:)]"”?!')
_ONE = Fraction(1)
NumberKind = Literal["exact", "vague", "share", "article"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number over ``atoms[start:end]``. ``scale`` is the magnitude that its last words gave ("million"), 1 for none.

    ``kind``: ``exact``; ``vague`` for open lower bounds ("dozens", ``plural`` then, and "several thousand"); ``share``
    for parts of a whole, the value then in percent; ``article`` where "a" stands for one before a unit ("a month").
    """

    start: int
    end: int
    value: Fraction
    scale: Fraction
    kind: NumberKind
    digits: bool
    plural: bool = False


def is_hyphen(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a hyphen or dash stands there with no space on either side."""
    return at + 1 < len(atoms) and at > 0 and atoms[at].text in _HYPHENS and atoms[at].glued and atoms[at + 1].glued


def word(atoms: Sequence[Atom], at: int) -> str:
    """The atom's lower-case text, empty outside the sequence."""
    return atoms[at].low if 0 <= at < len(atoms) else ""


def past_hyphen(atoms: Sequence[Atom], at: int) -> int:
    """The index after a hyphen that stands at ``at``, else ``at``."""
    return at + 1 if is_hyphen(atoms, at) else at


def multiplier(atoms: Sequence[Atom], at: int) -> Fraction | None:
    """The magnitude that the atom is ("million", "dozen"), null for other atoms."""
    known = lexicon.number_words().get(word(atoms, at))
    return known.value if known and known.kind in ("hundred", "dozen", "magnitude") else None


def cardinal(atoms: Sequence[Atom], at: int) -> Number | None:
    """A cardinal in figures or words with its magnitudes and an added fraction."""
    if at >= len(atoms):
        return None
    begin = at
    if word(atoms, at) in ("a", "an"):
        # "a hundred", "a dozen", "a million and a half"
        if multiplier(atoms, at + 1) is None:
            return None
        reader = _Cardinal(atoms, at + 1, current=_ONE)
    else:
        reader = _Cardinal(atoms, at, current=None)
    number = reader.run()
    if number is None:
        return None
    end, value, scale = number
    below = None if reader.digits else _denominator(atoms, end)
    if below is not None:
        return Number(begin, below[1], value * below[0], _ONE, "exact", False)
    return Number(begin, end, value, scale, "exact", reader.digits)


def _denominator(atoms: Sequence[Atom], at: int) -> tuple[Fraction, int] | None:
    """The plural fraction that divides a whole cardinal in words ("thirty-two fifths"), and the index after it."""
    at = past_hyphen(atoms, at)
    part = lexicon.fractions().get(word(atoms, at))
    plural = word(atoms, at).endswith("s") and word(atoms, at) not in ("quarters", "halves")
    return (part, at + 1) if part is not None and plural else None


class _Cardinal:
    """Adds up one cardinal from left to right: finished thousands in ``total``, the group being read in ``current``."""

    def __init__(self, atoms: Sequence[Atom], at: int, *, current: Fraction | None) -> None:
        self.atoms, self.at, self.current = atoms, at, current
        self.total, self.scale, self.seen = Fraction(0), _ONE, False
        self.digits = False

    def run(self) -> tuple[int, Fraction, Fraction] | None:
        while self._step():
            self.seen = True
        if not self.seen:
            return None
        return self.at, self.total + (self.current or 0), self.scale

    def _step(self) -> bool:
        start = past_hyphen(self.atoms, self.at) if self.seen else self.at
        if start >= len(self.atoms):
            return False
        atom = self.atoms[start]
        if self.seen and atom.low == "and":
            return self._and(start)
        if self.seen and atom.low == "point" and start == self.at:
            return self._point(start)
        if atom.kind == "number":
            return self._figures(start, joined=start > self.at)
        return self._word(start, joined=start > self.at)

    def _figures(self, start: int, *, joined: bool) -> bool:
        value = self.atoms[start].value
        smaller = self.scale > 1 and self.digits and value is not None and value < self.scale and self.current is None
        if value is None or joined or (self.seen and not smaller):
            return False
        if self.seen and not multiplier(self.atoms, start + 1):
            return False
        self.current, self.at, self.digits = value, start + 1, True
        return True

    def _word(self, start: int, *, joined: bool) -> bool:
        atom = self.atoms[start]
        known = lexicon.number_words().get(atom.low) or self._plural(atom.low)
        if known is None:
            return self._short(start)
        if known.kind in ("small", "tens"):
            if not self._fits(known.value, joined=joined):
                return False
            self.current = (self.current or 0) + known.value
        elif not self._multiply(known.value, known.kind):
            return False
        self.at = start + 1
        return True

    def _plural(self, text: str) -> lexicon.NumberWord | None:
        """The magnitude in "three dozens", "five hundreds"; after figures plurals are vague ("in 2020 thousands fled")."""
        known = lexicon.number_words().get(text.removesuffix("s")) if text.endswith("s") else None
        counts = self.seen and not self.digits and self.current is not None
        return known if counts and known is not None and known.kind not in ("small", "tens") else None

    def _short(self, start: int) -> bool:
        atom = self.atoms[start]
        scale = lexicon.short_magnitudes().get(atom.text)
        if scale is None or not self.digits or self.current is None or self.scale > 1 or not self._is_magnitude(start):
            return False
        self.total, self.current, self.scale, self.at = self.current * scale, None, scale, start + 1
        return True

    def _is_magnitude(self, start: int) -> bool:
        """Whether "m", "b" or "k" after figures multiplies.

        It does after a sign of money, or when grown together with figures of something that is counted.
        """
        atom, before = self.atoms[start], self.atoms[self.at - 2] if self.at >= 2 else None
        if before is not None and before.kind == "money":
            return True
        if not atom.glued and atom.text in _SPACED and _phrase_ends(self.atoms, start + 1, atom.text):
            # "1,674,200.5 M"
            return True
        if word(self.atoms, start + 1) in lexicon.word_set("races"):
            # "the 400m hurdles"
            return False
        if atom.text == "B" and not (_plural_follows(self.atoms, start + 1) or _sum_ends(self.atoms, start + 1)):
            # "221B Baker Street"
            return False
        if atom.text in ("mm", "MM", "t", "T", "b", "B", "m") and not _money_follows(self.atoms, start + 1):
            return atom.glued and (
                atom.text in ("b", "B") or (atom.text == "m" and _plural_follows(self.atoms, start + 1))
            )
        return atom.glued or len(atom.text) > 1

    def _fits(self, value: Fraction, *, joined: bool) -> bool:
        current = self.current
        if current is None:
            # a new group after a magnitude: "two thousand five"
            return self.total == 0 or (value < self.scale and not joined and not self.digits)
        if self.digits or value == 0:
            return False
        if current % 100 == 0 and current > 0:
            return True
        return current % 10 == 0 and current % 100 >= 20 and value < 10

    def _multiply(self, value: Fraction, kind: str) -> bool:
        if self.current is None:
            # "three lakh crore"; a bare "million" begins no number
            if not self.seen or self.scale >= value or not self.total:
                return False
            self.total, self.scale = self.total * value, value
            return True
        most = 1000 if self.digits else 100
        if kind == "hundred" and self.current < most and self.current.denominator <= 100:
            self.current, self.scale = self.current * value, max(self.scale, value) if self.digits else self.scale
            if self.digits:
                self.total, self.current = self.total + self.current, None
            return True
        if kind == "hundred":
            return False
        if kind == "dozen" and self.current >= 100:
            # "three hundred and two dozen"
            self.total, self.current = self.total + self.current // 100 * 100, self.current % 100
        self.total, self.current, self.scale = self.total + self.current * value, None, value
        return True

    def _and(self, start: int) -> bool:
        """As in "one hundred and six", "one and a half million", "a million and a half", "five and a quarter"."""
        part, end = _added_fraction(self.atoms, start + 1)
        if part is not None:
            if self.current is None:
                self.total += part * self.scale
            else:
                self.current += part
            self.at = end
            return True
        if self.digits:
            return self._and_figures(start + 1)
        known = lexicon.number_words().get(word(self.atoms, start + 1))
        hundreds = self.current is not None and self.current % 100 == 0 and self.current > 0
        thousands = self.current is None and self.scale >= 1000
        if known is None or known.kind not in ("small", "tens") or not (hundreds or thousands):
            return False
        self.current, self.at = (self.current or 0) + known.value, start + 2
        return True

    def _and_figures(self, at: int) -> bool:
        """As in "4 thousand 3 hundred and 21", where no magnitude follows the last figures."""
        value = self.atoms[at].value if at < len(self.atoms) else None
        if value is None or value.denominator != 1 or not 0 < value < 100 or multiplier(self.atoms, at + 1):
            return False
        if self.current is not None or word(self.atoms, self.at - 1) != "hundred":
            return False
        self.current, self.at = value, at + 1
        return True

    def _point(self, start: int) -> bool:
        digits, at = "", start + 1
        while (
            (known := lexicon.number_words().get(word(self.atoms, at))) and known.kind == "small" and known.value < 10
        ):
            digits, at = digits + str(int(known.value)), at + 1
        if not digits and (below := below_hundred(self.atoms, at)) is not None:
            # "point seventy-one"
            digits, at = str(below[0]), below[1]
        if not digits or self.digits or self.current is None:
            return False
        self.current, self.at = self.current + Fraction(int(digits), 10 ** len(digits)), at
        return True


def _money_follows(atoms: Sequence[Atom], at: int) -> bool:
    follower = word(atoms, at)
    return at < len(atoms) and (
        atoms[at].kind == "money" or follower in ("euros", "euro", "pounds", "dollars", "usd", "eur", "gbp")
    )


def _sum_ends(atoms: Sequence[Atom], at: int) -> bool:
    return _money_follows(atoms, at) or _phrase_ends(atoms, at, "B")


def _plural_follows(atoms: Sequence[Atom], at: int) -> bool:
    """A plural word within the next three: "15m registered voters"."""
    return any(
        (word(atoms, k).isalpha() and len(word(atoms, k)) > 3 and word(atoms, k).endswith("s"))
        or word(atoms, k) == "people"
        for k in range(at, at + 3)
    )


def _phrase_ends(atoms: Sequence[Atom], at: int, letter: str) -> bool:
    """Whether no noun follows that the letter could belong to; "10 K in Boston" is a race, "580 M in sales" is not."""
    return at >= len(atoms) or atoms[at].text in _CLOSING or (letter in "MB" and atoms[at].text in _AFTER_MILLIONS)


def below_hundred(atoms: Sequence[Atom], at: int) -> tuple[int, int] | None:
    """A whole number from 1 to 99 in words ("fifty-four") and the index after it."""
    known = lexicon.number_words().get(word(atoms, at))
    if known is None or known.kind not in ("small", "tens") or known.value == 0:
        return None
    value, end = int(known.value), at + 1
    if known.kind == "tens":
        more = small_number(word(atoms, past_hyphen(atoms, end)))
        if more is not None and more < 10:
            return value + int(more), past_hyphen(atoms, end) + 1
    return value, end


def _added_fraction(atoms: Sequence[Atom], at: int) -> tuple[Fraction | None, int]:
    """The fraction in "(and) a half", "(and) three quarters", "(and) one-third" and the index after it."""
    at = past_hyphen(atoms, at)
    if word(atoms, at) in ("a", "an"):
        count, end = 1, at + 1
    elif (small := below_hundred(atoms, at)) is not None:
        count, end = small
    else:
        return None, at
    following = past_hyphen(atoms, end)
    part = lexicon.fractions().get(word(atoms, following))
    if part is None or count * part >= 1:
        return None, at
    return count * part, following + 1


def small_number(text: str) -> Fraction | None:
    """The value of a word from "one" to "nineteen", null for any other."""
    known = lexicon.number_words().get(text)
    return known.value if known and known.kind == "small" and known.value > 0 else None
