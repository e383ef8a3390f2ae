"""Atoms to numbers: cardinals in figures and words, magnitudes, fractions, shares and vague plurals.

A small recursive descent reader. "three-and-a-half million", "half a dozen", "2.4bn", "three lakh crore", "tens of
thousands", "two-thirds", "one in five" each become one ``Number`` over a stretch of atoms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quotes.claims import lexicon
from quotes.claims.atoms import Atom

_HYPHENS = frozenset("-‑–")
_ONE = Fraction(1)
_VAGUE_LEADS = frozenset({"several", "many", "few"})
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


def read(atoms: Sequence[Atom], at: int) -> Number | None:
    """The longest number that begins with the atom ``at``; null where none begins there."""
    return _vague(atoms, at) or _share(atoms, at) or _half(atoms, at) or cardinal(atoms, at)


def is_hyphen(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a hyphen or dash stands there with no space on either side."""
    return at + 1 < len(atoms) and at > 0 and atoms[at].text in _HYPHENS and atoms[at].glued and atoms[at + 1].glued


def word(atoms: Sequence[Atom], at: int) -> str:
    """The atom's lower-case text, empty outside the sequence."""
    return atoms[at].low if 0 <= at < len(atoms) else ""


def past_hyphen(atoms: Sequence[Atom], at: int) -> int:
    """The index after a hyphen that stands at ``at``, else ``at``."""
    return at + 1 if is_hyphen(atoms, at) else at


def _multiplier(atoms: Sequence[Atom], at: int) -> Fraction | None:
    """The magnitude that the atom is ("million", "dozen"), null for other atoms."""
    known = lexicon.number_words().get(word(atoms, at))
    return known.value if known and known.kind in ("hundred", "dozen", "magnitude") else None


def _vague(atoms: Sequence[Atom], at: int) -> Number | None:
    """As in "dozens", "tens of thousands", "several hundred", "many thousands"."""
    plurals, first = lexicon.vague_plurals(), word(atoms, at)
    if first in _VAGUE_LEADS or (first == "a" and word(atoms, at + 1) == "few"):
        after = at + (2 if first == "a" else 1)
        value = plurals.get(word(atoms, after)) or _multiplier(atoms, after)
        return Number(at, after + 1, value, value, "vague", False) if value else None
    if first != "tens" and first not in plurals:
        return None
    value, end = plurals.get(first, Fraction(10)), at + 1
    if word(atoms, at + 1) == "of" and word(atoms, at + 2) in plurals:
        value, end = value * plurals[word(atoms, at + 2)], at + 3
        if word(atoms, at + 1 + 2) == "of" and word(atoms, at + 4) in plurals:
            value, end = value * plurals[word(atoms, at + 4)], at + 5
    elif first == "tens":
        return None
    return Number(at, end, value, value, "vague", False, plural=True)


def _half(atoms: Sequence[Atom], at: int) -> Number | None:
    """As in "half a million", "half-million", "a quarter of a million", "a half-dozen", "half an" before a unit."""
    begin = at + 1 if word(atoms, at) in ("a", "one") else at
    part = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}.get(word(atoms, begin))
    if part is None:
        return None
    after = past_hyphen(atoms, begin + 1)
    if word(atoms, after) == "of":
        after += 1
    if word(atoms, after) in ("a", "an"):
        after += 1
    scale = _multiplier(atoms, after)
    if scale is not None:
        return Number(at, after + 1, part * scale, scale, "exact", False)
    return None


def cardinal(atoms: Sequence[Atom], at: int) -> Number | None:
    """A cardinal in figures or words with its magnitudes and an added fraction."""
    if at >= len(atoms):
        return None
    begin = at
    if word(atoms, at) in ("a", "an"):
        # "a hundred", "a dozen", "a million and a half"
        if _multiplier(atoms, at + 1) is None:
            return None
        reader = _Cardinal(atoms, at + 1, current=_ONE)
    else:
        reader = _Cardinal(atoms, at, current=None)
    number = reader.run()
    return None if number is None else Number(begin, number[0], number[1], number[2], "exact", reader.digits)


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
        if self.seen and not _multiplier(self.atoms, start + 1):
            return False
        self.current, self.at, self.digits = value, start + 1, True
        return True

    def _word(self, start: int, *, joined: bool) -> bool:
        atom = self.atoms[start]
        known = lexicon.number_words().get(atom.low)
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
        if kind == "hundred" and self.current < 100 and self.current.denominator <= 100:
            self.current, self.scale = self.current * value, max(self.scale, value) if self.digits else self.scale
            if self.digits:
                self.total, self.current = self.total + self.current, None
            return True
        if kind == "hundred":
            return False
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
        known = lexicon.number_words().get(word(self.atoms, start + 1))
        hundreds = self.current is not None and self.current % 100 == 0 and self.current > 0
        thousands = self.current is None and self.scale >= 1000
        if known is None or known.kind not in ("small", "tens") or self.digits or not (hundreds or thousands):
            return False
        self.current, self.at = (self.current or 0) + known.value, start + 2
        return True

    def _point(self, start: int) -> bool:
        digits, at = "", start + 1
        while (
            (known := lexicon.number_words().get(word(self.atoms, at))) and known.kind == "small" and known.value < 10
        ):
            digits, at = digits + str(int(known.value)), at + 1
        if not digits or self.digits or self.current is None:
            return False
        self.current, self.at = self.current + Fraction(int(digits), 10 ** len(digits)), at
        return True


def _money_follows(atoms: Sequence[Atom], at: int) -> bool:
    follower = word(atoms, at)
    return at < len(atoms) and (
        atoms[at].kind == "money" or follower in ("euros", "euro", "pounds", "dollars", "usd", "eur", "gbp")
    )


def _plural_follows(atoms: Sequence[Atom], at: int) -> bool:
    """A plural word within the next three: "15m registered voters"."""
    return any(
        (word(atoms, k).isalpha() and word(atoms, k).endswith("s")) or word(atoms, k) == "people"
        for k in range(at, at + 3)
    )


def _added_fraction(atoms: Sequence[Atom], at: int) -> tuple[Fraction | None, int]:
    """The fraction in "(and) a half", "(and) three quarters", "(and) one-third" and the index after it."""
    at = past_hyphen(atoms, at)
    first = word(atoms, at)
    count = Fraction(1) if first in ("a", "an", "one") else _small(first)
    if count is None:
        return None, at
    following = past_hyphen(atoms, at + 1)
    part = lexicon.fractions().get(word(atoms, following))
    if part is None or count * part >= 1:
        return None, at
    return count * part, following + 1


def _small(text: str) -> Fraction | None:
    known = lexicon.number_words().get(text)
    return known.value if known and known.kind == "small" and known.value > 0 else None


def _share(atoms: Sequence[Atom], at: int) -> Number | None:
    """Parts of a whole, in percent: "half", "a third", "two-thirds", "one in five", "three out of ten"."""
    return _fraction_words(atoms, at) or _one_in(atoms, at)


def _percent(value: Fraction) -> Fraction:
    """A share in percent to two places, as news gives it: a third is 33.33."""
    return Fraction(round(value * 10000), 100)


def _fraction_words(atoms: Sequence[Atom], at: int) -> Number | None:
    first = word(atoms, at)
    if first == "half":
        if _multiplier(atoms, past_hyphen(atoms, at + 1)) or (
            word(atoms, at + 1) in ("a", "an") and _multiplier(atoms, at + 2)
        ):
            return None
        return Number(at, at + 1, Fraction(50), _ONE, "share", False)
    count = Fraction(1) if first in ("a", "an") else _small(first)
    if count is None and at < len(atoms) and atoms[at].kind == "number" and atoms[at].value is not None:
        count = atoms[at].value if atoms[at].value == 1 else None
    end = past_hyphen(atoms, at + 1)
    part = lexicon.fractions().get(word(atoms, end))
    if count is None or part is None or count * part > 1:
        return None
    plural = word(atoms, end).endswith("s") or word(atoms, end) == "halves"
    if (
        plural != (count > 1)
        or _multiplier(atoms, end + 1)
        or (word(atoms, end + 1) == "of" and _multiplier(atoms, end + 3))
    ):
        return None
    return Number(at, end + 1, _percent(count * part), _ONE, "share", False)


def _one_in(atoms: Sequence[Atom], at: int) -> Number | None:
    above = cardinal(atoms, at)
    if above is None or above.scale > 1:
        return None
    middle = past_hyphen(atoms, above.end)
    if word(atoms, middle) == "in" or (word(atoms, middle), word(atoms, middle + 1)) == ("out", "of"):
        begin = middle + (1 if word(atoms, middle) == "in" else 2)
    else:
        return None
    begin = past_hyphen(atoms, begin)
    begin += word(atoms, begin) == "every"
    below = cardinal(atoms, begin)
    if below is None or not 0 < above.value < below.value or below.value.denominator != 1 or 1900 <= below.value < 2100:
        return None
    after = word(atoms, past_hyphen(atoms, below.end))
    if (
        (after,) in lexicon.unit_forms()
        or after in lexicon.words("months")
        or (above.value > 20 and word(atoms, middle) == "in")
    ):
        return None
    return Number(at, below.end, _percent(above.value / below.value), _ONE, "share", above.digits)
