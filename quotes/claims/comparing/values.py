"""When two values contradict each other, with their bounds, their vagueness and how they are rounded."""

from __future__ import annotations

import math

from quotes.claims.comparing.records import Figure

_VAGUE = 0.1
"""What "about" may hide, as a share of the value."""
_ROUNDED = 0.05
"""What rounding may hide at most."""
_FAR = 20.0
"""Figures that differ by more than this factor are hardly for one thing."""
_EXACT = 100
"""Counts below this are taken as exact."""


def contradiction(one: Figure, other: Figure) -> float | None:
    """How far apart two figures are that cannot both be right; null where they can, or are too far apart to be for one thing.

    "At least 20" and 25 can both be right, so can "about 200" and 212, and 1.2 million and 1,234,567.
    """
    first, second = _allowed(one), _allowed(other)
    if first is None or second is None or (first[0] <= second[1] and second[0] <= first[1]):
        return None
    low, high = sorted((_bounds(one), _bounds(other)))
    if low[0] < 0 or high[0] > _FAR * low[1]:
        return None
    return high[0] - low[1]


def same_value(one: Figure, other: Figure) -> bool:
    """Whether two figures have the same bounds."""
    return one.low == other.low and one.high == other.high and (one.low is not None or one.high is not None)


def is_rare(figure: Figure) -> bool:
    """Whether a value is unlikely to be met twice by chance: 34 people and 4.25 percent are, 3, 40 and 5,000 are not."""
    value = _bounds(figure)[0]
    if figure.dimension == "duration":
        return False
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        return True
    return len(digits(figure)) >= (2 if figure.dimension in ("count", "money") and abs(value) >= 10 else 3)


def digits(figure: Figure) -> str:
    """The digits of a figure that tell something: of 45,000 "45"."""
    return f"{abs(_bounds(figure)[0]):.10g}".replace(".", "").strip("0")


def _bounds(figure: Figure) -> tuple[float, float]:
    """Both bounds; an open one is taken as the other."""
    low = figure.low if figure.low is not None else figure.high
    high = figure.high if figure.high is not None else figure.low
    return (low or 0.0, high or 0.0)


def _allowed(figure: Figure) -> tuple[float, float] | None:
    """The least and the greatest value that a figure allows."""
    if figure.low is None and figure.high is None:
        return None
    low = -math.inf if figure.low is None else figure.low - _slack(figure, figure.low)
    high = math.inf if figure.high is None else figure.high + _slack(figure, figure.high)
    return low, high


def _slack(figure: Figure, value: float) -> float:
    if figure.relation == "~":
        return max(_VAGUE * abs(value), _rounding(figure, value))
    return _rounding(figure, value) if figure.relation in ("=", "range") else 0.0


def _rounding(figure: Figure, value: float) -> float:
    """Half of the last digit that is given."""
    if figure.dimension == "count" and abs(value) < _EXACT:
        return 0.0
    whole, _, decimals = f"{abs(value):.10f}".rstrip("0").partition(".")
    places = len(decimals) if decimals else len(whole.rstrip("0")) - len(whole)
    return min(0.5 * math.pow(10.0, -places), _ROUNDED * abs(value))
