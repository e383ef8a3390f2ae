"""Atoms to numbers: cardinals in figures and words, magnitudes, fractions, shares and vague plurals.

A small recursive descent reader. "three-and-a-half million", "half a dozen", "2.4bn", "three lakh crore", "tens of
thousands", "two-thirds", "one in five" each become one ``Number`` over a stretch of atoms.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quotes.claims import lexicon
from quotes.claims.atoms import Atom
from quotes.claims.cardinals import Number, cardinal, multiplier, past_hyphen, small_number, word

_ONE = Fraction(1)
_VAGUE_LEADS = frozenset({"several", "many", "few"})


def read(atoms: Sequence[Atom], at: int) -> Number | None:
    """The longest number that begins with the atom ``at``; null where none begins there."""
    return _vague(atoms, at) or _share(atoms, at) or _half(atoms, at) or cardinal(atoms, at)


def _vague(atoms: Sequence[Atom], at: int) -> Number | None:
    """As in "dozens", "tens of thousands", "several hundred", "many thousands"."""
    plurals, first = lexicon.vague_plurals(), word(atoms, at)
    couple = (first, word(atoms, at + 1), word(atoms, at + 2)) == ("a", "couple", "of")
    if first in _VAGUE_LEADS or (first == "a" and word(atoms, at + 1) == "few") or couple:
        after = at + (3 if couple else 2 if first == "a" else 1)
        value = plurals.get(word(atoms, after)) or multiplier(atoms, after)
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
    if (word(atoms, end), word(atoms, end + 1)) == ("and", first):
        # "dozens and dozens"
        end += 2
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
    scale = multiplier(atoms, after)
    if scale is not None:
        return Number(at, after + 1, part * scale, scale, "exact", False)
    return None


def _share(atoms: Sequence[Atom], at: int) -> Number | None:
    """Parts of a whole, in percent: "half", "a third", "two-thirds", "one in five", "three out of ten"."""
    return _fraction_words(atoms, at) or _one_in(atoms, at) or _one_over(atoms, at)


def _percent(value: Fraction) -> Fraction:
    """A share in percent to two places, as news gives it: a third is 33.33."""
    return Fraction(round(value * 10000), 100)


def _fraction_words(atoms: Sequence[Atom], at: int) -> Number | None:
    first = word(atoms, at)
    if first == "half":
        if multiplier(atoms, past_hyphen(atoms, at + 1)) or (
            word(atoms, at + 1) in ("a", "an") and multiplier(atoms, at + 2)
        ):
            return None
        return Number(at, at + 1, Fraction(50), _ONE, "share", False)
    count = Fraction(1) if first in ("a", "an") else small_number(first)
    if count is None and at < len(atoms) and atoms[at].kind == "number" and atoms[at].value is not None:
        count = atoms[at].value if atoms[at].value == 1 else None
    end = past_hyphen(atoms, at + 1)
    if end == at + 1 and word(atoms, end) == "-" and not small_number(word(atoms, end - 2)):
        # "five - eighths", as tokenised text has it
        end += 1
    part = lexicon.fractions().get(word(atoms, end))
    if count is None or part is None or count * part > 1:
        return None
    plural = word(atoms, end).endswith("s") or word(atoms, end) == "halves"
    if (
        plural != (count > 1)
        or multiplier(atoms, past_hyphen(atoms, end + 1))
        or (word(atoms, end + 1) == "of" and multiplier(atoms, end + 3))
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


def _one_over(atoms: Sequence[Atom], at: int) -> Number | None:
    """As in "one over three", where nothing is counted after it ("3 over 5 games")."""
    above = cardinal(atoms, at)
    if above is None or word(atoms, above.end) != "over" or above.scale > 1:
        return None
    below = cardinal(atoms, above.end + 1)
    if (
        below is None
        or not 0 < above.value < below.value
        or (above.value.denominator, below.value.denominator) != (1, 1)
    ):
        return None
    if below.end < len(atoms) and atoms[below.end].kind != "mark":
        return None
    return Number(at, below.end, _percent(above.value / below.value), _ONE, "share", above.digits)
