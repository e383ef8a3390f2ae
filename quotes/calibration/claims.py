"""How sure a claim is: the features of a claim and the weights of the logistic regression on them.

A claim is right when the article has one there with the same number and bounds in the same unit. Who claims it is judged
with the quote that it stands in.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from quotes.calibration.confidence import probability
from quotes.records import Claim

_SMALL, _LARGE = 13, 1000


def claim_confidence(claim: Claim) -> float:
    """The probability that a claim's number, bounds and unit are right, between 0 and 1.

    Example: "over $1.5 billion" is surer than the three of "killing three", whose noun is only understood.
    """
    return probability(claim_features(claim), _weights())


def claim_features(claim: Claim) -> dict[str, float]:
    """What speaks for and against a claim, by name: the form that was read, how its unit was found, how large it is."""
    form, _, noun = claim.rule.partition("-")
    value = claim.low if claim.low is not None else claim.high
    return {
        "bias": 1.0,
        f"rule {claim.rule}": 1.0,
        f"form {form}": 1.0,
        f"noun {noun}": float(bool(noun)),
        f"dimension {claim.dimension}": 1.0,
        f"relation {claim.relation}": 1.0,
        f"section {claim.section}": 1.0,
        "in a quote": float(claim.quote is not None),
        "about": float(claim.about is not None),
        "long": min(2.0, len(claim.span) / 12),
        f"size {_size(value)}": 1.0,
    }


def _size(value: float | None) -> str:
    if value is None or not math.isfinite(value):
        return "unknown"
    magnitude = abs(value)
    return "one" if magnitude == 1 else "small" if magnitude < _SMALL else "middle" if magnitude < _LARGE else "large"


@cache
def _weights() -> Mapping[str, float]:
    text = (files("quotes.calibration") / "data" / "claims.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
