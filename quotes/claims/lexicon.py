"""The word lists of the quantity grammar, read once from ``data/`` and kept.

Every list is a text file whose first line names its source; nothing here is decided in code.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Literal

from quotes.records import Dimension, Relation

NumberClass = Literal["small", "tens", "hundred", "dozen", "magnitude", "short"]


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word that stands for a number or multiplies one ("seven", "million")."""

    value: Fraction
    kind: NumberClass


@dataclass(frozen=True, slots=True)
class Modifier:
    """A phrase that bounds a number ("more than"), as lower-case words in text order."""

    words: tuple[str, ...]
    relation: Relation


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure by its singular English name ("kilometre") and what it measures."""

    name: str
    dimension: Dimension


@dataclass(frozen=True, slots=True)
class CurrencyForm:
    """What a currency sign or name stands for: an ISO code, or a kind ("dollar") that the article's country decides."""

    code: str | None
    kind: str | None
    divisor: int | Fraction


def _lines(name: str) -> list[str]:
    text = (files("quotes.claims") / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("# source:")]


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in _lines(name)]


@cache
def words(name: str) -> frozenset[str]:
    """The lower-case entries of the plain list ``data/NAME.txt``."""
    return frozenset(line.strip().lower() for line in _lines(f"{name}.txt"))


@cache
def _word_sets() -> dict[str, frozenset[str]]:
    return {name: frozenset(entries.split()) for name, entries in _rows("word_sets.tsv")}


def word_set(name: str) -> frozenset[str]:
    """One of the small sets of ``data/word_sets.tsv``: words before a year, nouns of limits, and so on."""
    return _word_sets()[name]


@cache
def number_words() -> dict[str, NumberWord]:
    """Cardinal words in lower case; the short magnitudes ("bn", "m") are in ``short_magnitudes``."""
    rows = _rows("numbers.tsv")
    return {word: NumberWord(Fraction(value), kind) for word, value, kind in rows if kind != "short"}  # type: ignore[arg-type]


@cache
def short_magnitudes() -> dict[str, Fraction]:
    """Magnitudes that stand only after digits, by their exact letters: "bn", "m", "K"."""
    return {word: Fraction(value) for word, value, kind in _rows("numbers.tsv") if kind == "short"}


@cache
def fractions() -> dict[str, Fraction]:
    """Fraction words: "third" is 1/3."""
    return {word: Fraction(value) for word, value in _rows("fractions.tsv")}


@cache
def vague_plurals() -> dict[str, Fraction]:
    """Vague plurals and their lower bounds: "dozens" is 12."""
    return {word: Fraction(value) for word, value in _rows("vague.tsv")}


@cache
def multiples() -> dict[str, tuple[Fraction, str]]:
    """Words that multiply with their factors, and whether they do so always or only as verbs ("double")."""
    return {word: (Fraction(factor), kind) for word, factor, kind in _rows("multiples.tsv")}


@cache
def trends() -> dict[str, Literal["up", "down"]]:
    """Words of rising and falling whose extent a quantity may be ("gained", "down")."""
    return {word: way for word, way in _rows("trends.tsv")}  # type: ignore[misc]


@cache
def modifiers(side: Literal["before", "after"]) -> dict[str, tuple[Modifier, ...]]:
    """The bounding phrases of one side, longest first, by the word that stands next to the number."""
    found = [
        Modifier(tuple(re.sub(r"([-<>=≤≥])", r" \1 ", phrase).split()), relation)  # type: ignore[arg-type]
        for phrase, relation, where in _rows("modifiers.tsv")
        if where == side
    ]
    by_word: dict[str, list[Modifier]] = {}
    for modifier in sorted(found, key=lambda modifier: -len(modifier.words)):
        by_word.setdefault(modifier.words[-1 if side == "before" else 0], []).append(modifier)
    return {word: tuple(phrases) for word, phrases in by_word.items()}


@cache
def unit_forms() -> dict[tuple[str, ...], Unit]:
    """Written-out units by their lower-case words: ``("square", "miles")`` is the square mile."""
    found: dict[tuple[str, ...], Unit] = {words: unit for unit, plurals, _ in _library_units() for words in plurals}
    for name, dimension, forms, *_ in _rows("units.tsv"):
        unit = Unit(name, dimension)  # type: ignore[arg-type]
        for form in forms.split():
            found[tuple(form.replace("-", " - ").replace(".", "").replace("_", " ").split())] = unit
    return found


@cache
def unit_symbols() -> dict[str, Unit]:
    """Unit symbols by their exact letters: "km", "GW", "°C". They follow digits only."""
    found: dict[str, Unit] = {symbol: unit for unit, _, symbols in _library_units() for symbol in symbols}
    for name, dimension, _, *symbols in _rows("units.tsv"):
        for symbol in symbols[0].split() if symbols else ():
            found[symbol] = Unit(name, dimension)  # type: ignore[arg-type]
    return found


@cache
def single_unit_forms() -> dict[tuple[str, ...], Unit]:
    """CLDR's units in the singular, which measure after a fraction only ("half a cup", not "two cup finals")."""
    from babel import Locale
    from babel.units import format_unit

    found = {}
    for unit, (key, _, _) in zip((unit for unit, _, _ in _library_units()), _rows("library_units.tsv"), strict=True):
        for locale in (Locale("en"), Locale("en", "GB")):
            found[_written(format_unit(1, key, "long", locale=locale))] = unit
    return {words: unit for words, unit in found.items() if words not in unit_forms()}


@cache
def _longest_units() -> dict[str, int]:
    longest: dict[str, int] = {}
    for words in (*unit_forms(), *single_unit_forms()):
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    return longest


def longest_unit(word: str) -> int:
    """How many words the longest written unit has that begins with this one, 0 where none does."""
    return _longest_units().get(word, 0)


@cache
def _library_units() -> tuple[tuple[Unit, tuple[tuple[str, ...], ...], tuple[str, ...]], ...]:
    """CLDR's units by their British names, each with its plurals (American and British) and its symbols."""
    from babel import Locale
    from babel.units import format_unit

    american, british = Locale("en"), Locale("en", "GB")
    found = []
    for key, dimension, symbols in _rows("library_units.tsv"):
        name = " ".join(format_unit(1, key, "long", locale=british).split()[1:])
        plurals = tuple(_written(format_unit(2, key, "long", locale=locale)) for locale in (american, british))
        found.append((Unit(name.removeprefix("US "), dimension), plurals, tuple(symbols.split())))  # type: ignore[arg-type]
    return tuple(found)


def _written(text: str) -> tuple[str, ...]:
    """The words of a unit after a number, as atoms have them."""
    return tuple(re.sub(r"\b(?:us|imp\.) ", "", text.lower().replace("-", " - ")).split()[1:])


@cache
def smaller_units() -> dict[str, tuple[str, int]]:
    """The unit that goes on after another, and how many of it make one: the foot has 12 inches."""
    return {unit: (smaller, int(parts)) for unit, smaller, parts in _rows("smaller_units.tsv")}


@cache
def currency_forms() -> dict[str, CurrencyForm]:
    """Currency signs ("N$", exact letters) and lower-case names ("euro"): the news forms and CLDR's names."""
    found: dict[str, CurrencyForm] = {}
    # a name that several codes had over time is the latest's: the Russian ruble is RUB, not RUR
    for code, name in sorted(_currency_names().items(), key=lambda entry: _last_valid(entry[0])):
        if name.lower() not in ("", code.lower()):
            found[name.lower()] = CurrencyForm(code, None, 1)
    for form, code, divisor in _rows("currencies.tsv"):
        if code.startswith("*"):
            found[form] = CurrencyForm(None, code[1:], Fraction(divisor))
        else:
            found[form] = CurrencyForm(code, None, Fraction(divisor))
    return found


@cache
def currency_codes() -> frozenset[str]:
    """The ISO 4217 codes."""
    return frozenset(_currency_names())


def currency_name(code: str) -> str:
    """The English name of an ISO 4217 code, in the singular: "Danish Krone"."""
    return _currency_names().get(code, code)


@cache
def currency_defaults() -> dict[str, str]:
    """The code of each kind of currency where the article's country gives none: a bare dollar is USD."""
    return {kind: code for kind, code in _rows("currency_defaults.tsv")}


@cache
def largest_sums() -> dict[str, int]:
    """For small economies by the code of their currency the sum that none of their own is above."""
    return {code: int(largest) for code, largest in _rows("largest_sums.tsv")}


@cache
def irregular_plurals() -> dict[str, str]:
    """Irregular plurals and their singulars."""
    return {plural: single for plural, single in _rows("irregular_plurals.tsv")}


@cache
def _currency_names() -> dict[str, str]:
    from babel import Locale

    # codes that begin with X are metals and test codes, but for these unions of countries
    unions = ("XAF", "XOF", "XCD", "XPF")
    # past currencies ("Italian Lira (1862-2002)") carry their years in brackets
    return {
        code: name.split(" (")[0] for code, name in Locale("en").currencies.items() if code[0] != "X" or code in unions
    }


def _last_valid(code: str) -> date:
    """The last day on which a currency was legal tender anywhere; of those that still are, the far future."""
    return _ends_of_currencies().get(code, date.min)


@cache
def _ends_of_currencies() -> dict[str, date]:
    from babel.core import get_global
    from babel.numbers import get_territory_currencies

    ends: dict[str, date] = {}
    for territory in get_global("territory_currencies"):
        for entry in get_territory_currencies(territory, date.min, date.max, include_details=True):
            end = date.max if entry["to"] is None else entry["to"]
            ends[entry["currency"]] = max(end, ends.get(entry["currency"], date.min))
    return ends


@cache
def territory_names() -> dict[str, str]:
    """Country names in lower case and their ISO 3166 codes."""
    from babel import Locale

    return {name.lower(): code for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}


@cache
def city_territories() -> dict[str, str]:
    """Cities that name a time zone and their ISO 3166 codes: "copenhagen" is in DK."""
    from babel.core import get_global

    zones: dict[str, str] = dict(get_global("zone_territories"))
    cities = {zone.rpartition("/")[2].replace("_", " ").lower(): code for zone, code in zones.items() if "/" in zone}
    # stations on the ice bear the names of people, an island that of a feast
    return {city: code for city, code in cities.items() if code != "AQ" and city != "easter"}


@cache
def places() -> dict[str, str]:
    """Cities, provinces and states in lower case and the ISO 3166 codes of their countries: "ottawa" is in CA."""
    return {place.replace("_", " "): code for code, names in _rows("places.tsv") for place in names.split()}


@cache
def currency_peoples() -> dict[str, str]:
    """The peoples that currencies are named after, in lower case, and the ISO 3166 codes: "canadian" is CA."""
    countries = set(territory_names().values())
    named = {code: name.lower().rpartition(" ")[0] for code, name in _currency_names().items()}
    return {people: code[:2] for code, people in named.items() if people and code[:2] in countries}


@cache
def territory_currency(territory: str, kind: str) -> str | None:
    """The currency of a country that is of the kind: of Namibia and "dollar", NAD; null where it has none."""
    from babel.numbers import get_territory_currencies

    if kind == "money":
        return str(get_territory_currencies(territory)[-1]) if get_territory_currencies(territory) else None
    names = _currency_names()
    kinds = {"krone", "krona", "koruna"} if kind == "crown" else {kind}
    for code in reversed(get_territory_currencies(territory)):
        if kinds & set(names.get(code, "").lower().replace("rouble", "ruble").split()):
            return str(code)
    return None


def singular(word: str) -> str:
    """The singular of a lower-case English noun: "ministries" is "ministry", "people" is "person"."""
    if word in irregular_plurals():
        return irregular_plurals()[word]
    if len(word) <= 3 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word
