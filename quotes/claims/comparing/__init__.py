"""Figures that are given twice, and figures that contradict each other, in one document and across documents.

``records`` holds what goes in and what comes out, ``words`` reads the words around a figure, ``subjects`` says what it
counts and when it cannot be compared, ``values`` when two values contradict each other, ``claimants`` whose figure it
is, ``events`` whether two documents tell of one event; ``repeats`` and ``conflicts`` decide.
"""

from quotes.claims.comparing.conflicts import find_conflicts
from quotes.claims.comparing.records import (
    CERTAINTY,
    Conflict,
    ConflictReason,
    Disagreement,
    Figure,
    Repeat,
    RepeatReason,
)
from quotes.claims.comparing.repeats import find_repeats

__all__ = [
    "CERTAINTY",
    "Conflict",
    "ConflictReason",
    "Disagreement",
    "Figure",
    "Repeat",
    "RepeatReason",
    "find_conflicts",
    "find_repeats",
]
