"""The rows of quotes and claims as the page's script gets them: lists of values, with the names of the columns once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date

from quotes.exports.report.palette import NOBODY, Look
from quotes.tables import SCHEMAS

_EXACT = 2**53  # beyond it a script counts no longer by ones

COLUMNS = {
    "quotes": (
        "quote_id", "speaker", "speaker_role", "speaker_type", "speaker_mention", "cue", "cue_class", "kind", "quote", "via",
        "said_on", "section", "confidence", "rule",
    ),
    "claims": (
        "claim_id", "claimant", "quantity", "low", "high", "relation", "unit", "dimension", "about", "negated", "as_of",
        "claim", "section", "confidence", "rule",
    ),
}  # fmt: skip
"""The columns that the page shows, in the order of the card."""


def script_rows(
    records: Mapping[str, Sequence[Mapping[str, object]]], numbers: Mapping[str, int], looks: Mapping[str, Look]
) -> dict[str, object]:
    """The rows of both tables, the meaning of their columns, and the colours: what the script needs.

    Args:
        records: the rows of ``quotes`` and ``claims``.
        numbers: the number of each article on the page by its document's id.
        looks: the colour and tag of each speaker.
    """
    made: dict[str, object] = {name: _table(name, records[name], numbers) for name in COLUMNS}
    return {
        **made,
        "looks": {name: [look.slot, look.tag] for name, look in looks.items()},
        "nobody": [NOBODY.slot, NOBODY.tag],
    }


def _table(name: str, rows: Sequence[Mapping[str, object]], numbers: Mapping[str, int]) -> dict[str, object]:
    meanings = {column.name: column.meaning for column in SCHEMAS[name]}
    return {
        "columns": ["article", *COLUMNS[name]],
        "meanings": {column: meanings[column] for column in COLUMNS[name]},
        "rows": [
            [numbers[str(row["document_id"])], *(_plain(row[column]) for column in COLUMNS[name])] for row in rows
        ],
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, float):
        return value
    if not math.isfinite(value):  # no JSON for it
        return None
    return int(value) if value.is_integer() and abs(value) < _EXACT else float(f"{value:.9g}")
