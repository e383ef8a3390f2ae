"""What the sheets look like: widths, which columns are wrapped or folded away, what leads where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from quotes.tables import SCHEMAS, Column

CELL_LIMIT = 32_767  # characters, in UTF-16 units
ROW_LIMIT = 1_048_575  # and the header
LINK_LIMIT = 65_530  # of a sheet

COVER = "Cover"
# As they are read, what was found first; those that are asked for stand between.
ORDER = ("quotes", "claims", "speakers", "people", "memberships", "repeats", "conflicts", "normalised", "documents",
         "problems")  # fmt: skip

CONTENTS: Mapping[str, str] = MappingProxyType(
    {
        "quotes": "one row per quote: who said what, with which verb, where and when",
        "claims": "one row per figure: whose it is, its bounds, its unit, what it counts",
        "speakers": "one row per speaker and document, with counts",
        "people": "one row per speaker of all documents: names that mean one person are merged",
        "memberships": "which speaker of which document is which row of People, and why",
        "repeats": "claims that repeat an earlier one of their document",
        "conflicts": "pairs of claims that contradict each other",
        "normalised": "claims in one unit per kind",
        "documents": "one row per article read: title, publisher, date, address, counts",
        "problems": "what could not be read or done, and what to do about it",
    }
)


@dataclass(frozen=True, slots=True)
class Link:
    """The cells of a column lead to the row of another sheet that has their value in ``target``."""

    column: str
    table: str
    target: str


_DOCUMENT = Link("document_id", "documents", "document_id")
_CLAIM = Link("claim_id", "claims", "claim_id")
LINKS: Mapping[str, tuple[Link, ...]] = MappingProxyType(
    {
        "quotes": (_DOCUMENT,),
        "claims": (Link("quote_id", "quotes", "quote_id"),),
        "speakers": (_DOCUMENT,),
        "problems": (_DOCUMENT,),
        "memberships": (Link("person_id", "people", "person_id"),),
        "repeats": (_CLAIM, Link("repeats", "claims", "claim_id")),
        "conflicts": (_CLAIM, Link("other_claim_id", "claims", "claim_id")),
        "normalised": (_CLAIM,),
    }
)
TARGETS = frozenset((link.table, link.target) for links in LINKS.values() for link in links)

FOLDED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "quotes": frozenset(
            {"speaker_mention", "cue_lemma", "cue_class", "parent_id", "start", "end", "segments"}
            | {"speaker_start", "speaker_end", "cue_start", "cue_end"}
        ),
        "claims": frozenset({"start", "end"}),
        "documents": frozenset({"sha256", "characters", "sentences"}),
        "normalised": frozenset({"factor", "offset"}),
    }
)
# Columns that stay while the others move to the left.
FROZEN: Mapping[str, int] = MappingProxyType({"people": 2, "documents": 1, "normalised": 1})

WRAPPED = frozenset(
    {"quote", "claim", "message", "title", "speaker", "claimant", "speaker_role", "speaker_mention", "about", "names",
     "quantity", "via", "cue", "path"}
)  # fmt: skip
HEADER_HEIGHT = 20.0  # points
_LINE = 15.0
_MOST_LINES = 20
_BY_TYPE = {"text": 14, "integer": 8, "number": 17, "boolean": 9, "date": 11, "spans": 16}
_BY_NAME = {"quote": 60, "claim": 50, "message": 80, "title": 44, "speaker": 20, "claimant": 20, "quantity": 18,
            "speaker_role": 22, "speaker_mention": 18, "path": 30, "url": 30, "quote_id": 12, "claim_id": 12,
            "document_id": 20, "rule": 16, "person_id": 20, "names": 40, "reason": 16, "about": 20, "text": 40,
            "relation": 8, "confidence": 12, "certainty": 11, "kind": 9, "section": 9, "cue": 11, "via": 11}  # fmt: skip


def width(column: Column) -> float:
    """How wide the column is, in characters: never narrower than its name with the filter's button."""
    return max(_BY_NAME.get(column.name, _BY_TYPE[column.type]), len(column.name) + 2)


def height(lines: int) -> float:
    """How high a row of so many lines is, in points; a long text does not push all others off the screen."""
    return _LINE * min(lines, _MOST_LINES) + 1


def title(table: str) -> str:
    """The sheet's name: ``Quotes``."""
    return table.capitalize()


if set(ORDER) != set(SCHEMAS):
    raise RuntimeError(f"layout and schemas differ: {set(ORDER) ^ set(SCHEMAS)}")
