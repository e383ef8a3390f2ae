"""Numbers to amounts: a number with its sign, its currency or its unit of measure, each found by adjacency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quotes.claims import lexicon
from quotes.claims.atoms import Atom
from quotes.claims.country import Country
from quotes.claims.lexicon import CurrencyForm, Unit
from quotes.claims.numbers import Number, is_hyphen, past_hyphen, read, word
from quotes.records import Dimension

_LONGEST_UNIT = 3
_NEGATIVE = frozenset({"minus", "negative"})
_MINUS = frozenset("-−–")
_HALF_AFTER = {("and", "a", "half"): Fraction(1, 2), ("and", "a", "quarter"): Fraction(1, 4)}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it measures, over ``atoms[start:end]``.

    ``number`` is the number alone, ``value`` its value in base units with its sign; ``unit`` is null where none is
    adjacent. ``signed`` says that a sign of money stands before it, ``joined`` that a hyphen ties number and unit.
    """

    start: int
    end: int
    number: Number
    value: Fraction
    unit: str | None
    dimension: Dimension | None
    signed: bool = False
    joined: bool = False


def read_amount(atoms: Sequence[Atom], at: int, country: Country) -> Amount | None:
    """The amount that begins with the atom ``at``, null where none does."""
    begin, sign = _sign(atoms, at)
    form, number_at = _money_before(atoms, begin)
    if (
        form is not None
        and sign == 1
        and number_at < len(atoms)
        and atoms[number_at].text in _MINUS
        and atoms[number_at].glued
    ):
        sign, number_at = Fraction(-1), number_at + 1
    number = read(atoms, number_at)
    if number is None:
        article = _article(atoms, begin) if form is None and sign == 1 else None
        return None if article is None else _measured(atoms, at, article, sign)
    if form is not None and number.kind == "exact":
        return _priced(atoms, at, number, sign, form, country)
    money = _money_after(atoms, number, country)
    if money is not None and number.kind != "share":
        found, end, joined = money
        value = sign * number.value / found.divisor
        return Amount(at, end, number, value, country.code(found), "money", False, joined)
    return _measured(atoms, at, number, sign)


def _sign(atoms: Sequence[Atom], at: int) -> tuple[int, Fraction]:
    """Whether a minus begins there: "minus 5", "-5 degrees", "negative $71.5 million"."""
    if word(atoms, at - 1) == "or":
        # "plus or minus 2 points" is no negative number
        return at, Fraction(1)
    if word(atoms, at) in _NEGATIVE and at + 1 < len(atoms) and atoms[at + 1].kind in ("number", "money", "word"):
        return at + 1, Fraction(-1)
    if at + 1 < len(atoms) and atoms[at].text in _MINUS and not atoms[at].glued and atoms[at + 1].glued:
        return at + 1, Fraction(-1)
    return at, Fraction(1)


def _money_before(atoms: Sequence[Atom], at: int) -> tuple[CurrencyForm | None, int]:
    """The currency that a sign or code before the number names, and the index after it: "US$", "N$", "EUR", "Rs."."""
    if at >= len(atoms):
        return None, at
    text = atoms[at].text
    if atoms[at].kind == "money":
        form = _sign_of_money(text)
        if form is not None and at + 1 < len(atoms) and atoms[at + 1].text == "$":
            return form, at + 2
        return form, at + 1
    if text in ("US", "A", "C", "HK", "NZ", "N", "S", "R") and at + 1 < len(atoms) and atoms[at + 1].text == "$":
        return _sign_of_money(text + "$"), at + 2
    return None, at


def _sign_of_money(text: str) -> CurrencyForm | None:
    if text in lexicon.currency_forms():
        return lexicon.currency_forms()[text]
    return CurrencyForm(text, None, 1) if text in lexicon.currency_codes() else None


def _priced(
    atoms: Sequence[Atom], at: int, number: Number, sign: Fraction, form: CurrencyForm, country: Country
) -> Amount:
    """An amount whose sign of money stands before it; a code or name after it decides ("$5 Canadian", "$5 USD")."""
    end, code = number.end, country.code(form)
    after = _money_after(atoms, number, country)
    if after is not None and after[0].divisor == 1 and (after[0].code or "").isupper():
        end, code = after[1], country.code(after[0])
    return Amount(at, end, number, sign * number.value / form.divisor, code, "money", True)


def _money_after(atoms: Sequence[Atom], number: Number, country: Country) -> tuple[CurrencyForm, int, bool] | None:
    """The currency after the number, the index after it and whether a hyphen joins them."""
    at = past_hyphen(atoms, number.end)
    joined = at > number.end
    for length in (4, 3, 2, 1):
        if at + length > len(atoms):
            continue
        name = " ".join(atom.low for atom in atoms[at : at + length])
        form = _named(name) or (length == 1 and _after_sign(atoms, at, number)) or None
        if form is not None and not (form.kind == "pound" and form.divisor == 1 and _is_weight(atoms, at, number)):
            return form, at + length, joined
    return None


def _named(name: str) -> CurrencyForm | None:
    """A currency by its lower-case name, singular or plural; single letters are signs, never names."""
    forms = lexicon.currency_forms()
    if len(name) < 3 or (" " not in name and name in ("won", "sum", "sol", "real", "cent") and name == "sum"):
        return None
    if name in forms and name.islower():
        return forms[name]
    *lead, last = name.split(" ")
    for plain in (
        last[:-1] if last.endswith("s") else "",
        "penny" if last == "pennies" else "",
        last[:-3] + "y" if last.endswith("ies") else "",
    ):
        if plain and (found := forms.get(" ".join([*lead, plain]))) and len(plain) > 2:
            return found
    return None


def _after_sign(atoms: Sequence[Atom], at: int, number: Number) -> CurrencyForm | None:
    """A sign or code after figures: "5 €", "100 USD", "12p"."""
    text = atoms[at].text
    if text in ("p", "P", "K", "R", "kr", "Br", "LE", "Fr", "Ft", "Tk", "Sh"):
        return (
            lexicon.currency_forms()[text]
            if number.digits and text in ("p", "kr") and atoms[at].glued | (text == "kr")
            else None
        )
    if text.isalpha() and text.isascii():
        return CurrencyForm(text, None, 1) if text in lexicon.currency_codes() else None
    # in "10 $20 bills" the sign belongs to the figures after it
    if at + 1 < len(atoms) and atoms[at + 1].kind == "number" and atoms[at + 1].glued:
        return None
    return lexicon.currency_forms().get(text) if atoms[at].kind == "money" else None


def _is_weight(atoms: Sequence[Atom], at: int, number: Number) -> bool:
    """Whether "pounds" are a weight: a verb of weighing before, or another weight in brackets after."""
    if number.scale > 1000:
        return False
    if is_hyphen(atoms, at + 1) and word(atoms, at + 2) in ("feet", "foot", "force"):
        return True
    before = {word(atoms, k) for k in range(max(0, number.start - 8), number.start)}
    after = {word(atoms, k) for k in range(at + 1, at + 7)}
    return bool(lexicon.word_set("weigh") & (before | after)) or word(atoms, at + 1) in ("of", "heavier", "lighter")


def _article(atoms: Sequence[Atom], at: int) -> Number | None:
    """As in "a month", "an hour", "half an hour", "half a mile", "half-hour": the article or half before a measure."""
    first = word(atoms, at)
    if first in ("a", "an", "another") and _unit_at(atoms, at + 1, symbols=False) is not None:
        return Number(at, at + 1, Fraction(1), Fraction(1), "article", False)
    return None


def _measured(atoms: Sequence[Atom], at: int, number: Number, sign: Fraction) -> Amount:
    number, half_end = _half_measure(atoms, number)
    begin = past_hyphen(atoms, half_end)
    joined = begin > half_end
    found = _unit_at(atoms, begin, symbols=number.digits, bracket=True)
    if found is not None and joined and found[0].name in ("second",) and not atoms[begin].low.startswith("second"):
        found = None
    if found is None or number.kind == "share":
        share = number.kind == "share"
        dimension: Dimension | None = "percent" if share else None
        return Amount(at, number.end, number, sign * number.value, "percent" if share else None, dimension)
    unit_found, end = found
    value = number.value
    if (word(atoms, end), word(atoms, end + 1), word(atoms, end + 2)) in _HALF_AFTER:
        # "a year and a half"
        value += _HALF_AFTER[word(atoms, end), word(atoms, end + 1), word(atoms, end + 2)]
        end += 3
    return Amount(at, end, number, sign * value, unit_found.name, unit_found.dimension, False, joined)


def _half_measure(atoms: Sequence[Atom], number: Number) -> tuple[Number, int]:
    """As in "half an hour", "half-hour", "a quarter mile" measure; "half the country" is a share."""
    if number.kind != "share" or word(atoms, number.end - 1) not in ("half", "quarter", "quarters"):
        return number, number.end
    at = past_hyphen(atoms, number.end)
    at += word(atoms, at) == "of" and word(atoms, at + 1) in ("a", "an")
    at += word(atoms, at) in ("a", "an")
    if _unit_at(atoms, at, symbols=False) is None:
        return number, number.end
    return Number(number.start, at, number.value / 100, Fraction(1), "exact", False), at


def _unit_at(atoms: Sequence[Atom], at: int, *, symbols: bool, bracket: bool = False) -> tuple[Unit, int] | None:
    """The unit of measure that begins there and the index after it."""
    if at >= len(atoms):
        return None
    if symbols:
        found = _symbol_at(atoms, at)
        if found is not None:
            return found
    forms = lexicon.unit_forms()
    for length in range(_LONGEST_UNIT, 0, -1):
        words = tuple(atom.low.rstrip(".") for atom in atoms[at : at + length])
        if len(words) == length and words in forms:
            return forms[words], at + length
    # "pounds" that are no currency
    if word(atoms, at) in ("pound", "pounds"):
        return lexicon.unit_symbols()["lb"], at + 1
    return None


def _symbol_at(atoms: Sequence[Atom], at: int) -> tuple[Unit, int] | None:
    symbols = lexicon.unit_symbols()
    for length in (3, 2, 1):
        chunk = atoms[at : at + length]
        text = "".join(atom.text for atom in chunk)
        if len(chunk) == length and text in symbols and all(atom.glued for atom in chunk[1:]):
            return symbols[text], at + length
    return None
