"""NewsQuant: quantities of 590 news sentences (Almasian et al., CQE: A Comprehensive Quantity Extractor, EMNLP 2023).

    python -m benchmarks.newsquant PATH [--parses FILE] [--errors]

``PATH`` is the set's JSON file where it lies; nothing of it is kept here. Scored by that set's own definitions: F1 of the
value, of value and normalised unit, and of value and change. Values match to five places, ranges by both ends, units by
their normalised names in lower case, changes by their signs; each quantity may match once.

The set's quantities are not this project's claims, so what the claims stage read is told in the set's terms first: ages,
"one" before a noun and bare figures are quantities there, a share is a part of one, vague plurals are ranges, a movement
"from A to B" is one range, cents are cents. What stays at odds is listed in OUTSIDE.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from benchmarks.outside import Parsed, Score, parses
from quotes.claims.find import Finding, find_quantities
from quotes.claims.lexicon import currency_codes, currency_name, singular
from quotes.claims.nouns import is_nationality
from quotes.records import Document, Parse, Token

Value = float | tuple[float, float]
_COUNTED_THERE = frozenset({"age", "one", "bare"})
"""What the claims stage leaves out for these reasons the set counts as quantities."""
_NOT_COUNTED_THERE = ("article", "score", "multiple")
"""Claims by these rules ("a month", "2-1", "twice") are no quantities in the set, but for "sixfold"."""
_CHANGES = {">": ">", ">=": ">", "<": "<", "<=": "<", "~": "~"}
_UNITS = {
    "percent": "percentage", "percentage_point": "percentage point", "time": "count", "degree Celsius": "celsius",
    "degree Fahrenheit": "fahrenheit", "pound foot": "pound-foot", "revolution per minute": "revolutions per minute",
    "gigatonne": "gigaton", "pound": "pound-mass", "USD": "dollar", "EUR": "euro", "GBP": "pound sterling",
    "ILS": "shekel", "million British thermal unit": "mega british thermal unit",
}  # fmt: skip
_WRITTEN = {"tons": "ton", "ton": "ton", "lb-ft": "foot pound-force"}
"""Units that the set names by how they are written, by their last word."""
_FINEST, _ROUNDED = 20, 1e-4
_NO_CONTENT = frozenset({"ADP", "DET", "PUNCT", "CCONJ", "PART", "SYM", "PRON", "NUM", "ADV", "VERB"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in the set's terms."""

    value: Value
    unit: str
    change: str


def wanted(entry: dict[str, Any]) -> list[Figure]:
    """The quantities of one sentence as the set gives them."""
    return [
        Figure(_value(str(one["value"])), one["normalized_unit"].lower().strip(), one["change"])
        for one in entry["quantities"]
    ]


def _value(text: str) -> Value:
    low, dash, high = text.partition("-") if not text.startswith("-") and "E" not in text else (text, "", "")
    return (float(low), float(high)) if dash else float(low)


def figures(document: Document, parse: Parse) -> list[Figure]:
    """What the claims stage reads in a sentence, in the set's terms."""
    found = [one for one in find_quantities(document, parse, [], left_out=True) if _is_counted(one, document)]
    return list(_told(document, parse, found))


def _is_counted(finding: Finding, document: Document) -> bool:
    """Whether the set has it for a quantity; "one" there is one only before a noun."""
    if finding.left_out is not None:
        counts = finding.left_out in _COUNTED_THERE
        return counts and (finding.left_out != "one" or finding.noun is not None)
    return not finding.claim.rule.startswith(_NOT_COUNTED_THERE) or "fold" in finding.core.text(document.text)


def _told(document: Document, parse: Parse, found: Sequence[Finding]) -> Iterator[Figure]:
    """The figures in text order; "from A to B" is one, "A or B" are two, a figure in brackets is bounded as the one before."""
    before: Figure | None = None
    at = 0
    while at < len(found):
        finding, figure = found[at], _figure(document, parse, found[at])
        at += 1
        if at < len(found) and _moves(document, finding, found[at]):
            figure, at = _joined(figure, _figure(document, parse, found[at])), at + 1
        elif before is not None and _follows(document, found[at - 2], finding) and figure.change == "=":
            figure = replace(figure, change=before.change if before.change != "~" else "=")
        if isinstance(figure.value, tuple) and re.search(r"\bor\b", finding.claim.span.text(document.text)):
            yield from (replace(figure, value=end) for end in figure.value)
        else:
            yield figure
        before = figure


def _joined(first: Figure, last: Figure) -> Figure:
    """The range of a movement; one that falls has its greater end first."""
    start = first.value if isinstance(first.value, float) else first.value[0]
    end = last.value if isinstance(last.value, float) else last.value[1]
    return Figure((start, end), last.unit, "down" if start > end else "=")


def _moves(document: Document, finding: Finding, after: Finding) -> bool:
    """Whether two figures are the ends of a movement "from A to B"."""
    text, first, last = document.text, finding.claim, after.claim
    single = "range" not in (first.relation, last.relation) and first.unit == last.unit
    return (
        single
        and text[: first.span.start].rstrip().lower().endswith("from")
        and text[first.span.end : last.span.start].rstrip().endswith(" to")
    )


def _follows(document: Document, before: Finding, finding: Finding) -> bool:
    """Whether a figure says again what the one before says: "100 kilometers (60 miles)", "190 points, or 0.6%"."""
    between = document.text[before.claim.span.end : finding.claim.span.start].strip()
    return between in ("(", ", or", "/")


def _figure(document: Document, parse: Parse, finding: Finding) -> Figure:
    claim = finding.claim
    low = claim.low if claim.low is not None else claim.high
    high = claim.high if claim.high is not None else claim.low
    if low is None or high is None:
        low = high = math.nan
    value: Value = (low, high) if claim.relation == "range" else low
    unit = _unit(document, parse, finding)
    change = _CHANGES.get(claim.relation) or finding.trend or "="
    if claim.rule.startswith("vague"):
        value, change = (low, low * 10), "="
    if claim.rule.startswith("share"):
        value, unit = _share(low / 100), f"% {_noun(document, parse, finding) or '-'}"
    if unit == "cent" and isinstance(value, float):
        value *= 100
    return Figure(value, unit, change)


def _share(value: float) -> float:
    """The fraction that a share was rounded from: 0.3333 is a third."""
    nearest = float(Fraction(value).limit_denominator(_FINEST))
    return nearest if abs(nearest - value) < _ROUNDED else value


def _unit(document: Document, parse: Parse, finding: Finding) -> str:
    claim = finding.claim
    if finding.left_out == "age":
        return "year of age"
    if not claim.unit or (finding.noun is None and (claim.unit == "unit" or claim.rule == "bare")):
        return "-"
    base, *rest = claim.unit.split(" per ")
    last = (finding.core.text(document.text).lower().split() or [""])[-1]
    if claim.unit in _UNITS and base not in currency_codes():
        return _UNITS[claim.unit]
    if base in currency_codes():
        cents = last.rstrip("s").endswith(("cent", "¢"))
        name = "cent" if cents else _UNITS.get(base, currency_name(base).lower())
    else:
        known = _UNITS.get(base) if finding.noun is None or base == "time" else None
        name = _WRITTEN.get(last) or known or _noun(document, parse, finding) or base
    return " per ".join([name, *(_UNITS.get(part, part) for part in rest)])


def _noun(document: Document, parse: Parse, finding: Finding) -> str:
    """The counted noun with its adjectives and nouns before it, in base forms: "good wireless speaker"."""
    noun = finding.noun
    if noun is None:
        return ""
    tokens = [token for sentence in parse.sentences for token in sentence.tokens if noun.contains(token.span)]
    words, end = "", 0
    for token in tokens:
        if token.upos in _NO_CONTENT or token.text.lower() == "more":
            continue
        hyphen = words and token.span.start == end + 1 and document.text[end] == "-"
        words += ("-" if hyphen else " " if words else "") + _base(token)
        end = token.span.end
    return words.lower()


def _base(token: Token) -> str:
    kept = token.text.lower() == "people" or is_nationality(token.text)
    if token.upos in ("NOUN", "PROPN") and token.xpos in ("NNS", "NNPS") and not kept:
        return singular(token.text.lower())
    return token.text if token.upos in ("NOUN", "PROPN") else token.lemma


def matches(mine: Value, theirs: Value) -> bool:
    """Whether two values are equal to five places, ranges by both ends."""
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        return matches(mine[0], theirs[0]) and matches(mine[1], theirs[1])
    if isinstance(mine, tuple) or isinstance(theirs, tuple):
        return False
    return abs(mine - theirs) <= 1e-8 + 1e-5 * abs(mine)


def pairs(mine: Sequence[Figure], theirs: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Pairs of equal value, each figure once; equal units and changes first."""
    free, left, found = list(mine), list(theirs), []
    for closeness in (2, 1, 0):
        for want in list(left):
            for have in free:
                near = (have.unit == want.unit) + (have.change == want.change)
                if matches(have.value, want.value) and near >= closeness:
                    found.append((have, want))
                    free.remove(have)
                    left.remove(want)
                    break
    return found


def score(entries: Sequence[dict[str, Any]], parsed: Sequence[Parsed], *, errors: bool = False) -> dict[str, Score]:
    """The set's three figures over its sentences."""
    hits = {"value": 0, "value + unit": 0, "value + change": 0}
    found = total = 0
    for entry, (document, parse) in zip(entries, parsed, strict=True):
        mine, theirs = figures(document, parse), wanted(entry)
        both = pairs(mine, theirs)
        found, total = found + len(mine), total + len(theirs)
        hits["value"] += len(both)
        hits["value + unit"] += sum(have.unit == want.unit for have, want in both)
        hits["value + change"] += sum(have.change == want.change for have, want in both)
        if errors:
            _show(document, mine, theirs, both)
    return {name: Score(count, found, total) for name, count in hits.items()}


def _show(
    document: Document, mine: Sequence[Figure], theirs: Sequence[Figure], both: Sequence[tuple[Figure, Figure]]
) -> None:
    missed = [want for want in theirs if not any(want is other for _, other in both)]
    extra = [have for have in mine if not any(have is other for other, _ in both)]
    differing = [(have, want) for have, want in both if (have.unit, have.change) != (want.unit, want.change)]
    if missed or extra or differing:
        print(document.document_id, document.text)
        for name, lines in (("missed", missed), ("extra", extra), ("differs", differing)):
            for line in lines:
                print(f"    {name:8}{line}")


def main() -> None:
    """Prints the three figures."""
    options = argparse.ArgumentParser(description="Scores the claims stage on NewsQuant.")
    options.add_argument("path", type=Path, help="the set's JSON file")
    options.add_argument("--parses", type=Path, help="a file that keeps the parses between runs")
    options.add_argument("--errors", action="store_true", help="show the sentences that differ")
    chosen = options.parse_args()
    entries = json.loads(chosen.path.read_text(encoding="utf-8-sig"))
    parsed = parses([entry["text"] for entry in entries], chosen.parses)
    for name, line in score(entries, parsed, errors=chosen.errors).items():
        print(line.line(name))


if __name__ == "__main__":
    main()
