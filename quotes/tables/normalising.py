"""The rows of ``normalised``: claims in one unit per kind, beside the words and values they were given in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from quotes.claims.converting import Conversion, Measured, conversion
from quotes.tables.rows import Row

_DIFFERENCE = (
    r"\b(?:by|of) (?:(?:about|around|nearly|almost|over|more than|up to|at least|less than|some|an?) )*$",
    r"^[\s-]*(?:warmer|cooler|colder|hotter|higher|lower|above|below|more|less|of (?:global )?warming|rise|increase|drop)\b",
)
_A_DIFFERENCE = "a difference of temperatures"


def normalised_rows(claims: Iterable[Row], targets: Mapping[Measured, str]) -> list[Row]:
    """One row for each claim of a kind that is asked for, in the order of the claims."""
    found = ((row, conversion(str(row["unit"]), targets)) for row in claims)
    return [_row(row, known) for row, known in found if known is not None]


def _row(row: Row, known: Conversion) -> Row:
    apart = known.unit.kind == "temperature" and _is_difference(row)
    convert = replace(known, offset=Fraction(0)) if apart else known
    return {
        **{name: row[name] for name in ("claim_id", "document_id", "quantity", "low", "high", "unit")},
        "kind": known.unit.kind,
        "converted_low": convert(row["low"]),  # type: ignore[arg-type]  # a number or null, as the schema checks
        "converted_high": convert(row["high"]),  # type: ignore[arg-type]
        "converted_unit": convert.to,
        "factor": float(convert.factor),
        "offset": float(convert.offset),
        "read_as": _A_DIFFERENCE if apart else _read_as(row, known),
    }


def _read_as(row: Row, known: Conversion) -> str | None:
    """Which unit was taken where the words leave it open: "tons" do, "tonnes" and "metric tons" do not."""
    words = str(row["quantity"]).lower()
    return None if known.unit.name == "tonne" and ("tonne" in words or "metric" in words) else known.unit.read_as


def _is_difference(row: Row) -> bool:
    """Whether degrees say how much warmer or colder it is, so that nothing may be added to them."""
    before, _, after = str(row["claim"]).partition(str(row["quantity"]))
    return any(
        re.search(pattern, text, re.IGNORECASE) for pattern, text in zip(_DIFFERENCE, (before, after), strict=True)
    )
