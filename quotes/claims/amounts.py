"""Numbers to amounts: a number with its sign, its currency or its unit of measure, each found by adjacency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quotes.claims import lexicon
from quotes.claims.atoms import Atom
from quotes.claims.cardinals import Number, is_hyphen, multiplier, past_hyphen, word
from quotes.claims.country import Country
from quotes.claims.lexicon import CurrencyForm, Unit
from quotes.claims.numbers import read
from quotes.claims.units import primes, unit_at
from quotes.records import Dimension

_LOWEST_PRESSURE = 500
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
        half = _coin_and_half(atoms, begin, country) if form is None and sign == 1 else None
        if half is not None:
            return half
        article = _article(atoms, begin) if form is None and sign == 1 else None
        return None if article is None else _measured(atoms, at, article, sign)
    if form is not None and number.kind == "exact":
        return _priced(atoms, at, number, sign, form, country)
    money = _money_after(atoms, number, country)
    if money is not None and number.kind != "share":
        found, end, joined = money
        value = number.value / found.divisor
        scale = multiplier(atoms, end) if number.scale == 1 and found.divisor == 1 and not joined else None
        if scale is not None and scale >= 1000:
            # "75 USD million"
            value, end = value * scale, end + 1
        if found.divisor == 1 and not joined:
            value, end = _with_cents(atoms, end, value, found, country)
        return Amount(at, end, number, sign * value, country.code_of_sum(found, value), "money", False, joined)
    return _measured(atoms, at, number, sign)


def _sign(atoms: Sequence[Atom], at: int) -> tuple[int, Fraction]:
    """Whether a minus begins there: "minus 5", "-5 degrees", "negative $71.5 million"."""
    if word(atoms, at - 1) == "or":
        # "plus or minus 2 points" is no negative number
        return at, Fraction(1)
    if word(atoms, at) in _NEGATIVE and at + 1 < len(atoms) and atoms[at + 1].kind in ("number", "money", "word"):
        return at + 1, Fraction(-1)
    bounded = at > 0 and atoms[at - 1].text in ("<", ">", "=", "≤", "≥")
    if at + 1 < len(atoms) and atoms[at].text in _MINUS and atoms[at + 1].glued and (bounded or not atoms[at].glued):
        return at + 1, Fraction(-1)
    return at, Fraction(1)


def _money_before(atoms: Sequence[Atom], at: int) -> tuple[CurrencyForm | None, int]:
    """The currency that a sign or code before the number names, and the index after it: "US$", "N$", "EUR", "Rs."."""
    if at >= len(atoms):
        return None, at
    text = atoms[at].text
    if [atom.low for atom in atoms[at : at + 5]] == ["u", ".", "s", ".", "$"]:
        return lexicon.currency_forms()["US$"], at + 5
    if atoms[at].kind == "money":
        form = _sign_of_money(text)
        if form is not None and at + 1 < len(atoms) and atoms[at + 1].text == "$":
            return form, at + 2
        return form, at + 1
    if text.lower() in lexicon.word_set("dollar_prefixes") and _prefixes(atoms, at):
        return _sign_of_money(text.upper() + "$"), at + 2
    if at + 1 < len(atoms) and atoms[at + 1].kind == "number" and (form := _millions(text)) is not None:
        return form, at + 1
    return None, at


def _prefixes(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a word before "$" says whose dollar it is; small letters only in tokenised text ("us $ 5", not "us $5")."""
    if at + 2 >= len(atoms) or atoms[at + 1].text != "$":
        return False
    return atoms[at].text.isupper() or atoms[at + 1].glued or not atoms[at + 2].glued


def _millions(text: str) -> CurrencyForm | None:
    """As in "MUSD", "MEUR": millions of a currency."""
    known = len(text) == 4 and text[0] == "M" and text[1:] in lexicon.currency_codes()
    return CurrencyForm(text[1:], None, Fraction(1, 10**6)) if known else None


def _sign_of_money(text: str) -> CurrencyForm | None:
    if text in lexicon.currency_forms():
        return lexicon.currency_forms()[text]
    return CurrencyForm(text, None, 1) if text in lexicon.currency_codes() else None


def _with_cents(
    atoms: Sequence[Atom], end: int, value: Fraction, whole: CurrencyForm, country: Country
) -> tuple[Fraction, int]:
    """The value with the cents that follow ("thirteen dollars and forty-five cents"), and the index after them."""
    number = read(atoms, end + (word(atoms, end) == "and"))
    if number is None or number.kind != "exact" or not 0 < number.value < 100 or value.denominator != 1:
        return value, end
    cents = _money_after(atoms, number, country)
    if cents is None or cents[0].divisor != 100:
        return value, end
    kinds = {(whole.code or whole.kind), country.code(whole)} & {
        (cents[0].code or cents[0].kind),
        country.code(cents[0]),
    }
    return (value + number.value / 100, cents[1]) if kinds else (value, end)


def _priced(
    atoms: Sequence[Atom], at: int, number: Number, sign: Fraction, form: CurrencyForm, country: Country
) -> Amount:
    """An amount whose sign of money stands before it; a code or name after it decides ("$5 Canadian", "$5 USD")."""
    end, code = number.end, country.code_of_sum(form, number.value / form.divisor)
    after = _money_after(atoms, number, country)
    if after is not None and after[0].divisor == 1 and (after[0].code or "").isupper():
        end, code = after[1], country.code(after[0])
    return Amount(at, end, number, sign * number.value / form.divisor, code, "money", True)


def _money_after(atoms: Sequence[Atom], number: Number, country: Country) -> tuple[CurrencyForm, int, bool] | None:
    """The currency after the number, the index after it and whether a hyphen joins them."""
    at = past_hyphen(atoms, number.end)
    joined = at > number.end
    if at + 1 < len(atoms) and atoms[at + 1].kind == "number" and atoms[at + 1].glued:
        # in "10 $20 bills" the sign belongs to the figures after it
        return None
    for length in (5, 4, 3, 2, 1):
        if at + length > len(atoms) or (length == 1 and _is_schoolmark(atoms, at, number)):
            continue
        name = " ".join(atom.low for atom in atoms[at : at + length])
        form = _named(name) or (length == 1 and _after_sign(atoms, at, number)) or None
        if form is None or (form.kind == "pound" and form.divisor == 1 and _is_weight(atoms, at, number)):
            continue
        if form.kind == "money" and not _ends_sum(atoms, at + length):
            # "two grand pianos"
            continue
        return form, at + length, joined
    return None


def _ends_sum(atoms: Sequence[Atom], at: int) -> bool:
    """Whether no noun follows that "grand" would describe."""
    return at >= len(atoms) or atoms[at].kind == "mark" or word(atoms, at) in lexicon.word_set("after_sums")


def _is_schoolmark(atoms: Sequence[Atom], at: int, number: Number) -> bool:
    """Whether "marks" are no money: they are only where there are thousands of them."""
    return word(atoms, at) in lexicon.word_set("large_sums") and number.scale < 1000


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
        lexicon.irregular_plurals().get(last, ""),
    ):
        if plain.upper() in lexicon.currency_codes():
            # "Gbps" are no pounds
            continue
        if plain and (found := forms.get(" ".join([*lead, plain]))) and len(plain) > 2:
            return found
    return None


def _after_sign(atoms: Sequence[Atom], at: int, number: Number) -> CurrencyForm | None:
    """A sign or code after figures: "5 €", "100 USD", "12p"."""
    text = atoms[at].text
    if text == "c" and atoms[at].glued and number.digits and number.value < 100:
        # "99c"
        return lexicon.currency_forms()["cent"]
    if text in ("p", "P", "K", "R", "kr", "Br", "LE", "Fr", "Ft", "Tk", "Sh"):
        return (
            lexicon.currency_forms()[text]
            if number.digits and text in ("p", "kr") and atoms[at].glued | (text == "kr")
            else None
        )
    if text.isalpha() and text.isascii():
        return _sign_of_money(text) if text in lexicon.currency_codes() else _millions(text)
    return lexicon.currency_forms().get(text) if atoms[at].kind == "money" or not text.isascii() else None


def _is_weight(atoms: Sequence[Atom], at: int, number: Number) -> bool:
    """Whether "pounds" are a weight: a verb of weighing before, or another weight in brackets after."""
    if number.scale > 1000:
        return False
    longer = unit_at(atoms, at, symbols=False)
    if longer is not None and longer[1] > at + 1:
        # "pound-feet"
        return True
    if is_hyphen(atoms, at - 1) and word(atoms, at + 1) in lexicon.word_set("heavy"):
        # "a 200-pound man"
        return True
    before = {word(atoms, k) for k in range(max(0, number.start - 8), number.start)}
    after = {word(atoms, k) for k in range(at + 1, at + 7)}
    return bool(lexicon.word_set("weigh") & (before | after)) or word(atoms, at + 1) in ("of", "heavier", "lighter")


def _coin_and_half(atoms: Sequence[Atom], at: int, country: Country) -> Amount | None:
    """As in "a dollar and a half"."""
    if word(atoms, at) != "a" or (parts := tuple(word(atoms, k) for k in range(at + 2, at + 5))) not in _HALF_AFTER:
        return None
    number = Number(at, at + 1, Fraction(1), Fraction(1), "exact", False)
    money = _money_after(atoms, number, country)
    if money is None or money[1] != at + 2:
        return None
    value = (number.value + _HALF_AFTER[parts]) / money[0].divisor
    return Amount(at, at + 5, number, value, country.code(money[0]), "money")


def _article(atoms: Sequence[Atom], at: int) -> Number | None:
    """As in "a month", "an hour", "half an hour", "half a mile", "half-hour": the article or half before a measure."""
    first = word(atoms, at)
    if first in ("a", "an", "another") and unit_at(atoms, at + 1, symbols=False) is not None:
        return Number(at, at + 1, Fraction(1), Fraction(1), "article", False)
    return None


def _measured(atoms: Sequence[Atom], at: int, number: Number, sign: Fraction) -> Amount:
    marked = primes(atoms, number.end, number.value) if number.digits else None
    if marked is not None:
        value, unit, end = marked
        return Amount(at, end, number, sign * value, unit.name, unit.dimension)
    number, half_end = _half_measure(atoms, number)
    begin = past_hyphen(atoms, half_end)
    joined = begin > half_end
    found = unit_at(atoms, begin, symbols=number.digits, part=number.value <= 1 or joined)
    if found is not None and joined and found[0].name in ("second",) and not atoms[begin].low.startswith("second"):
        found = None
    if found is None or number.kind == "share":
        share = number.kind == "share"
        dimension: Dimension | None = "percent" if share else None
        return Amount(at, number.end, number, sign * number.value, "percent" if share else None, dimension)
    unit_found, end = found
    if atoms[end - 1].text == "mb" and number.value < _LOWEST_PRESSURE:
        # air pressures in millibars are near a thousand; small letters for data are megabytes
        unit_found = lexicon.unit_symbols()["MB"]
    value = number.value
    smaller = None if joined else _smaller(atoms, end, unit_found)
    if smaller is not None:
        value, end = value + smaller[0], smaller[1]
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
    if unit_at(atoms, at, symbols=False, part=True) is None:
        return number, number.end
    return Number(number.start, at, number.value / 100, Fraction(1), "exact", False), at


def _smaller(atoms: Sequence[Atom], at: int, whole: Unit) -> tuple[Fraction, int] | None:
    """The smaller measure that goes on ("5 feet 2 inches", "6 lbs 4 oz") in the unit of the larger, and its end."""
    if whole.name not in lexicon.smaller_units():
        return None
    name, parts = lexicon.smaller_units()[whole.name]
    number = read(atoms, at + (word(atoms, at) == "and"))
    if number is None or number.kind != "exact" or not 0 < number.value < parts:
        return None
    found = unit_at(atoms, number.end, symbols=number.digits)
    if found is None and name == "inch" and word(atoms, number.end) == "in" and number.end + 1 >= len(atoms):
        return number.value / parts, number.end + 1
    return (number.value / parts, found[1]) if found is not None and found[0].name == name else None
