"""Rates: "a barrel", "per 100,000 people per year", "each year", "/kg" after a quantity."""

from __future__ import annotations

from quotes.claims import lexicon
from quotes.claims.cardinals import is_hyphen, word
from quotes.claims.line import NOUNS, Line
from quotes.claims.nouns import unit_name
from quotes.claims.numbers import read

_YEARLY = {
    "annually": "year",
    "yearly": "year",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "hourly": "hour",
    "nightly": "night",
}
_BOUNDING = frozenset(
    {"over", "than", "for", "within", "about", "nearly", "almost", "in", "after", "of", "under", "least", "to"}
)
_SEQUELS = frozenset({"ago", "earlier", "later", "before", "previously", "prior"})
_CLOSING = frozenset({"", ".", ",", ";", "in", "from", "by", "and", "”", '"', ")"})
_FAR = 9


def rate(line: Line, end: int, *, money: bool, measure: bool) -> tuple[str, int] | None:
    """The denominators that follow at the atom ``end`` ("per transaction"), and the index after them; null for none."""
    found, at = "", end
    while (step := _one(line, at, money=money, measure=measure or bool(found))) is not None:
        found, at = f"{found} per {step[0]}", step[1]
    return (found, at) if found else None


def _one(line: Line, at: int, *, money: bool, measure: bool) -> tuple[str, int] | None:
    atoms = line.atoms
    lead = word(atoms, at)
    if lead == "per" and word(atoms, at + 1) not in ("cent", "cents"):
        return _denominator(line, at + 1 + is_hyphen(line.atoms, at + 1))
    if lead == "/" and at + 1 < len(atoms) and atoms[at + 1].kind == "word":
        symbol = lexicon.unit_symbols().get(atoms[at + 1].text)
        return (symbol.name if symbol else unit_name(atoms[at + 1].low, None)), at + 2
    at += is_hyphen(atoms, at) and word(atoms, at + 1) in ("a", "an", "per")
    if word(atoms, at) not in ("a", "an", "each", "every", "per"):
        return None
    name = word(atoms, at + 1 + is_hyphen(atoms, at + 1))
    end = at + 2 + is_hyphen(atoms, at + 1)
    if word(atoms, end) in _SEQUELS:
        # "from $6.78 billion a year earlier"
        return None
    if name in lexicon.word_set("times") or (money and name in lexicon.word_set("sold_by")):
        return name, end
    token = line.token_of(at + 1)
    if measure and not money and word(atoms, at) in ("a", "an") and token is not None and token.xpos == "NN":
        # "40 bushels a load"
        return (name, end) if word(atoms, end) in ("", ".", ",", ";") else None
    return None


def _denominator(line: Line, at: int) -> tuple[str, int] | None:
    """As in "transaction", "100,000 people", "square mile", "capita" after "per"."""
    atoms = line.atoms
    number = read(atoms, at)
    if number is not None:
        noun = word(atoms, number.end)
        figures = line.document.text[atoms[at].span.start : atoms[number.end - 1].span.end]
        return (f"{figures} {noun}", number.end + 1) if noun.isalpha() else (figures, number.end)
    if at >= len(atoms) or atoms[at].kind != "word":
        return None
    for length in (3, 2):
        unit = lexicon.unit_forms().get(tuple(atom.low for atom in atoms[at : at + length]))
        if unit is not None:
            return unit.name, at + length
    single = lexicon.unit_forms().get((atoms[at].low,))
    return (single.name if single else unit_name(atoms[at].low, None)), at + 1


def rate_behind(line: Line, end: int) -> str | None:
    """The denominator behind what a measure is of: "2.3 grams of methane per second", "40,000 tonnes of wheat a year"."""
    if word(line.atoms, end) != "of":
        return None
    for k in range(end + 1, min(len(line.atoms), end + _FAR)):
        token, text = line.token_of(k), word(line.atoms, k)
        if text in ("per", "a", "an", "each", "every") and k > end + 1:
            found = rate(line, k, money=False, measure=True)
            closed = found is not None and (text == "per" or word(line.atoms, found[1]) in _CLOSING)
            return found[0] if found is not None and closed else None
        if token is None or (token.upos not in (*NOUNS, "ADJ") and text != "-"):
            return None
    return None


def distant_rate(line: Line, end: int) -> str | None:
    """The period in which a counted event recurs, later in the clause: "350 abortions are carried out each year"."""
    atoms = line.atoms
    for k in range(end, min(len(atoms), end + _FAR)):
        text = word(atoms, k)
        if text in (",", ";", ".", ":", "(", "and", "but", "while", '"', "”") or atoms[k].kind == "number":
            return None
        if text in ("each", "every", "per") and word(atoms, k + 1) in lexicon.word_set("times"):
            return word(atoms, k + 1)
        if (
            text == "a"
            and word(atoms, k - 1) not in _BOUNDING
            and word(atoms, k + 1) in lexicon.word_set("times")
            and k > end
            and word(atoms, k + 2) in (".", ",", "")
        ):
            return word(atoms, k + 1)
        if text in _YEARLY and k > end:
            return _YEARLY[text]
    return None
