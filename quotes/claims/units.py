"""Atoms to units of measure: written out ("square miles"), as symbols after figures ("km"), in brackets, as an inch mark."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quotes.claims import lexicon
from quotes.claims.atoms import Atom
from quotes.claims.cardinals import word
from quotes.claims.lexicon import Unit

_PRIMES, _DOUBLE_PRIMES = frozenset("'’′"), frozenset('"”″')
_FOOT, _MINUTE = 12, 60
_BRACKETS = {"(": ")", "<": ">", "[": "]"}


def unit_at(atoms: Sequence[Atom], at: int, *, symbols: bool, part: bool = False) -> tuple[Unit, int] | None:
    """The unit of measure that begins there and the index after it."""
    if at >= len(atoms):
        return None
    written = _written_at(atoms, at, part=part)
    marked = (_symbol_at(atoms, at) or _bracketed(atoms, at) or _inch_mark(atoms, at)) if symbols else None
    if marked is not None and (written is None or marked[1] >= written[1]):
        return marked
    return written


def _written_at(atoms: Sequence[Atom], at: int, *, part: bool) -> tuple[Unit, int] | None:
    """The longest unit in words; the single forms of some measure parts only ("half a cup")."""
    forms, single = lexicon.unit_forms(), lexicon.single_unit_forms()
    for length in range(lexicon.longest_unit(atoms[at].low.rstrip(".")), 0, -1):
        words = tuple(atom.low.rstrip(".") for atom in atoms[at : at + length])
        if len(words) == length and words in forms:
            return forms[words], at + length
        if part and words in single:
            return single[words], at + length
    # "pounds" that are no currency
    if word(atoms, at) in ("pound", "pounds"):
        return lexicon.unit_symbols()["lb"], at + 1
    return None


def _symbol_at(atoms: Sequence[Atom], at: int) -> tuple[Unit, int] | None:
    symbols = lexicon.unit_symbols()
    for length in (3, 2, 1):
        chunk = atoms[at : at + length]
        text = "".join(atom.text for atom in chunk)
        if text in ("C", "F") and not chunk[0].glued:
            continue
        if len(chunk) == length and text in symbols and all(atom.glued for atom in chunk[1:]):
            return symbols[text], at + length
    return None


def _bracketed(atoms: Sequence[Atom], at: int) -> tuple[Unit, int] | None:
    """As in "20 (kg)"."""
    closing = _BRACKETS.get(atoms[at].text)
    found = _symbol_at(atoms, at + 1) if closing is not None else None
    return (found[0], found[1] + 1) if found is not None and word(atoms, found[1]) == closing else None


def _inch_mark(atoms: Sequence[Atom], at: int) -> tuple[Unit, int] | None:
    r"""As in "10\" long", "a 6\" screen": quotation marks after figures where an extent follows."""
    if atoms[at].text not in ('"', "”", "''") or word(atoms, at + 1) not in lexicon.word_set("extents"):
        return None
    return lexicon.unit_forms()[("inch",)], at + 1


def primes(atoms: Sequence[Atom], at: int, first: Fraction) -> tuple[Fraction, Unit, int] | None:
    """What marks after two numbers grown together measure: 6'2" feet and inches, 4'30" minutes and seconds.

    The value is in the smaller unit; the index after the marks comes last.
    """
    parts = atoms[at : at + 3]
    if len(parts) < 3 or not (parts[0].glued and parts[2].glued) or first.denominator != 1:
        return None
    second = parts[1].value
    if parts[0].text not in _PRIMES or parts[2].text not in _DOUBLE_PRIMES or second is None or second >= _MINUTE:
        return None
    if second < _FOOT and first < _FOOT:
        return first * _FOOT + second, lexicon.unit_forms()[("inch",)], at + 3
    return first * _MINUTE + second, lexicon.unit_forms()[("second",)], at + 3
