"""The English test cases of Recognizers-Text: currency, dimension, percent, number and number range (Microsoft, MIT).

    python -m benchmarks.recognizers PATH... [--parses FOLDER] [--errors]

Each ``PATH`` is one of the set's JSON files where it lies, its kind in its name ("currency"); nothing of it is kept here. A
case is right if every result is right and there is no other: text, offsets, value and unit exactly.

The set wants amounts without their modifiers, also where the guidelines of this project see no claim (fragments, ages), so
the grammar's amounts are compared, told in the set's terms: cents are counted in cents, a share is a part of one, a bare
"dollar" is any dollar. A claim's range has no open or closed ends of its own, so of two-sided ranges the ends are compared.
Cases that contradict the guidelines are counted apart; OUTSIDE.md beside this file has the reasons.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.outside import Parsed, parses
from quotes.claims.amounts import Amount, read_amount
from quotes.claims.atoms import Atom, lex
from quotes.claims.country import Country
from quotes.claims.find import find_quantities
from quotes.claims.lexicon import Modifier, currency_name, modifiers, number_words, unit_forms
from quotes.claims.phrases import Quantity, quantities
from quotes.records import Document, Parse, Span

_NOWHERE = Country()
_MINOR = {"cent": 100, "pence": 100, "penny": 100, "sen": 100, "satoshi": 10**8}
_NAMES_THERE = {"netherlands guilder": "dutch guilder", "metric ton": "tonne"}
_TEMPERATURES = frozenset({"degree", "degree Celsius", "degree Fahrenheit", "kelvin"})
_NO_NUMBER = frozenset({"one", "article"})


@dataclass(frozen=True, slots=True)
class Found:
    """What the grammar read: where it stands, its ends (equal for one value), its unit (of bare numbers their kind)."""

    start: int
    end: int
    low: float | None
    high: float | None
    relation: str
    unit: str


def amounts(atoms: Sequence[Atom]) -> Iterator[Amount]:
    """Every amount of a text, from left to right."""
    at = 0
    while at < len(atoms):
        amount = read_amount(atoms, at, _NOWHERE)
        if amount is not None:
            yield amount
        at = amount.end if amount is not None else at + 1


def _atoms(document: Document) -> tuple[Atom, ...]:
    return lex(document.text, Span(0, len(document.text)))


def _found(atoms: Sequence[Atom], start: int, end: int, value: float, unit: str) -> Found:
    return Found(atoms[start].span.start, atoms[end - 1].span.end, value, value, "=", unit)


def currencies(document: Document, parse: Parse) -> Iterator[Found]:
    """Amounts of money."""
    atoms = _atoms(document)
    for amount in amounts(atoms):
        if amount.dimension == "money":
            yield _found(atoms, amount.start, amount.end, float(amount.value), amount.unit or "")


def dimensions(document: Document, parse: Parse) -> Iterator[Found]:
    """Amounts of a measure; temperatures and durations are other kinds in this set."""
    atoms = _atoms(document)
    for amount in amounts(atoms):
        counts = amount.number.kind != "article" and amount.unit not in _TEMPERATURES
        if amount.dimension in ("measure", "rate") and counts:
            yield _found(atoms, amount.start, amount.end, float(amount.value), amount.unit or "")


def percentages(document: Document, parse: Parse) -> Iterator[Found]:
    """Percentages; shares in words are numbers in this set."""
    atoms = _atoms(document)
    for amount in amounts(atoms):
        if amount.unit == "percent" and amount.number.kind not in ("share", "article"):
            yield _found(atoms, amount.start, amount.end, float(amount.value), "percent")


def numbers(document: Document, parse: Parse) -> Iterator[Found]:
    """Numbers with their signs, without units; "one" where it counts nothing is none."""
    atoms = _atoms(document)
    loose = [
        finding.core
        for finding in find_quantities(document, parse, [], left_out=True)
        if finding.left_out in _NO_NUMBER
    ]
    for amount in amounts(atoms):
        number = amount.number
        glued = amount.unit and not amount.signed and amount.end > number.end and atoms[number.end].glued
        span = Span(atoms[number.start].span.start, atoms[number.end - 1].span.end)
        if number.kind in ("article", "vague") or glued or any(core.contains(span) for core in loose):
            continue
        negative = amount.value < 0 and not amount.signed
        value = float(number.value) / (100 if number.kind == "share" else 1)
        start = amount.start if negative else number.start
        yield _found(atoms, start, number.end, -value if negative else value, number.kind)


def ranges(document: Document, parse: Parse) -> Iterator[Found]:
    """Ranges and bounded numbers with the words that bound them, without units."""
    atoms = _atoms(document)
    for quantity in quantities(atoms, _NOWHERE):
        worded = quantity.start < quantity.amount.start
        bounded = quantity.relation not in ("=", "~") or (quantity.relation == "=" and worded)
        if bounded and quantity.amount.number.kind not in ("vague", "article"):
            yield _ranged(atoms, quantity)


def _ranged(atoms: Sequence[Atom], quantity: Quantity) -> Found:
    part = 100 if quantity.amount.number.kind == "share" else 1
    low, high = (None if end is None else float(end) / part for end in (quantity.low, quantity.high))
    first = quantity.start
    while first < quantity.amount.start and (blur := _blur(atoms, first)):
        first += blur
    start, end = atoms[first].span.start, atoms[quantity.last - 1].span.end
    return Found(start, end, low, high, quantity.relation, "")


def _blur(atoms: Sequence[Atom], at: int) -> int:
    """How many atoms a word such as "about" takes there; it bounds nothing, so the set leaves it out."""
    return int(any(phrase.words == (atoms[at].low,) and phrase.relation == "~" for phrase in _before(atoms[at].low)))


def _before(text: str) -> tuple[Modifier, ...]:
    return modifiers("before").get(text, ())


READERS: dict[str, Callable[[Document, Parse], Iterator[Found]]] = {
    "currency": currencies,
    "dimension": dimensions,
    "percent": percentages,
    "numberrange": ranges,
    "number": numbers,
}


def agrees(kind: str, found: Found, result: dict[str, Any]) -> bool:
    """Whether what was found is exactly the result that the set gives."""
    if (found.start, found.end) != (result["Start"], result["End"] + 1):
        return False
    resolution = result["Resolution"]
    value = str(resolution.get("value")).replace("%", "") if kind == "percent" else str(resolution.get("value"))
    if kind == "numberrange":
        return _same_interval(found, value)
    number = _float(value)
    if number is None or found.low is None:
        return False
    if kind == "number" and found.unit == "share":
        # shares are claims in percent to two places
        return abs(found.low - number) < 5.1e-5
    if kind in ("number", "percent"):
        return _close(found.low, number)
    return _same_unit_and_value(found, number, resolution)


def _float(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _close(mine: float, theirs: float) -> bool:
    return math.isclose(mine, theirs, rel_tol=1e-4, abs_tol=1e-14)


def _same_unit_and_value(found: Found, value: float, resolution: dict[str, Any]) -> bool:
    unit = str(resolution.get("unit", "")).lower()
    unit = _NAMES_THERE.get(unit, unit)
    minor = unit in _MINOR
    if found.low is None or not _close(found.low, value / _MINOR.get(unit, 1)):
        return False
    if "isoCurrency" in resolution:
        return found.unit == str(resolution["isoCurrency"])
    forms = unit_forms().get(tuple(unit.split()))
    if forms is not None and forms.name == found.unit:
        return True
    name = currency_name(found.unit).lower()
    return minor or name == unit or name.split(" ")[-1] == unit


def _same_interval(found: Found, value: str) -> bool:
    low, _, high = value[1:-1].partition(",")
    for mine, text in ((found.low, low), (found.high, high)):
        theirs = _float(text)
        if (mine is None) != (theirs is None) or (mine is not None and theirs is not None and not _close(mine, theirs)):
            return False
    # "equal to 5" is "[5,5]"; of a two-sided range the ends alone are compared
    opened = {">": "(", ">=": "["}.get(found.relation, value[0]), {"<": ")", "<=": "]"}.get(found.relation, value[-1])
    return opened == (value[0], value[-1]) or (low != "" and high != "")


def is_right(kind: str, case: dict[str, Any], found: Sequence[Found]) -> bool:
    """Whether the results of a case were found exactly, and nothing else."""
    results = case["Results"]
    return len(found) == len(results) and all(any(agrees(kind, one, result) for one in found) for result in results)


def contradiction(kind: str, case: dict[str, Any]) -> str | None:
    """How a case contradicts the guidelines, null where it does not; it is told by what the case asks for."""
    atoms, text = lex(case["Input"], Span(0, len(case["Input"]))), case["Input"]
    if not case["Results"]:
        return "a bound that is none" if kind == "numberrange" and re.search("=[<>]", text) else None
    for result in case["Results"]:
        span = Span(result["Start"], result["End"] + 1)
        inside = [atom for atom in atoms if atom.span.overlap(span)]
        if result["Resolution"].get("value") in (None, "null"):
            return "a unit without a number"
        if any(atom.kind in ("name", "ordinal") for atom in inside):
            return "a date, clock time, phone number or name"
        if kind == "numberrange" and re.search(r"\bthe \w+(?:th|first|second|third)\b", span.text(text)):
            return "ordinals"
        if kind == "currency" and len(inside) > 2 and _is_number(inside[0]) and _is_number(inside[-1]):
            return "a number without a unit taken for cents"
        if re.match(r"[-−]\s", span.text(text)):
            return "a dash with a space for a minus"
    return None


def _is_number(atom: Atom) -> bool:
    known = number_words().get(atom.low)
    return atom.kind == "number" or (known is not None and known.kind in ("small", "tens"))


def main() -> None:
    """Prints for each file how many cases are right."""
    options = argparse.ArgumentParser(description="Scores the quantity grammar on cases of Recognizers-Text.")
    options.add_argument("paths", type=Path, nargs="+", help="the set's JSON files")
    options.add_argument("--parses", type=Path, help="a folder that keeps the parses between runs")
    options.add_argument("--errors", action="store_true", help="show the cases that are not right")
    chosen = options.parse_args()
    for path in chosen.paths:
        kind = next(kind for kind in READERS if kind in path.name)
        cases = json.loads(path.read_text(encoding="utf-8-sig"))
        kept = chosen.parses / f"{kind}.pkl" if chosen.parses else None
        _report(kind, cases, parses([case["Input"] for case in cases], kept), errors=chosen.errors)


def _report(kind: str, cases: Sequence[dict[str, Any]], parsed: Sequence[Parsed], *, errors: bool) -> None:
    right, against, lost = 0, Counter[str](), 0
    for case, (document, parse) in zip(cases, parsed, strict=True):
        found = list(READERS[kind](document, parse))
        good, reason = is_right(kind, case, found), contradiction(kind, case)
        right += good
        if reason is not None:
            against[reason] += 1
            lost += not good
        elif errors and not good:
            _show(document, case, found)
    fair = len(cases) - lost
    print(f"{kind:12}{right:4} of {len(cases):4} right {_percent(right, len(cases))}   ", end="")
    print(f"{lost} of the others contradict the guidelines, without them {_percent(right, fair)}")
    for reason, count in against.most_common():
        print(f"{'':12}{count:4} {reason}")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / max(1, whole):5.1f} %"


def _show(document: Document, case: dict[str, Any], found: Sequence[Found]) -> None:
    mine = [(document.text[one.start : one.end], one.low, one.high, one.relation, one.unit) for one in found]
    theirs = [(one["Text"], one["Resolution"]) for one in case["Results"]]
    print(f"{document.document_id} {document.text!r}\n    found  {mine}\n    wanted {theirs}")


if __name__ == "__main__":
    main()
