"""The features of a quote and their weights."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from quotes.records import Quote

#: Cues that say nothing but that something was said.
_PLAIN = frozenset({"say", "tell", "according to", "add", "write", "announce"})
_MODEL = "attribution-model"
_FARTHEST = 6.0


def confidence(quote: Quote) -> float:
    """The probability that a quote is right, words and speaker, between 0 and 1."""
    return probability(features(quote), _weights())


def probability(values: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The logistic function of the weighed sum; features without a weight count for nothing."""
    total = sum(value * weights.get(name, 0.0) for name, value in values.items())
    return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, total))))


def features(quote: Quote) -> dict[str, float]:
    """What speaks for and against a quote, by name."""
    found = quote.quotation
    words = sum(segment.end - segment.start for segment in found.segments) / 6
    rules = found.rule.split("+")
    out = {
        "bias": 1.0,
        f"kind {found.kind}": 1.0,
        f"class {found.cue_class}": 1.0,
        f"section {found.section}": 1.0,
        "length": min(2.0, math.log1p(words) / 2),
        "segments": float(len(found.segments) > 1),
        "nested": float(found.parent is not None),
        "plain cue": float(found.cue_lemma in _PLAIN),
        **{f"rule {rule}": 1.0 for rule in rules},
        **{f"speaker {rule}": 1.0 for rule in quote.rule.split("+") if rule},
    }
    if _MODEL in rules:
        sure = min(max(found.confidence, 1e-4), 1 - 1e-4)
        out["model"] = math.log(sure / (1 - sure)) / 2
    return out


@cache
def _weights() -> Mapping[str, float]:
    text = (files("quotes.calibration") / "data" / "quotes.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)["weights"]
    return weights
