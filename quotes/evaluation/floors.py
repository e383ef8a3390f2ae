"""Figures that may not fall: a JSON file with the lowest F1 allowed for each, and how it is raised.

The file holds ``articles`` (how many are annotated), ``slack`` (how far below what was measured a new floor is put, in
points, so that another processor's rounding breaks nothing) and ``floors`` (F1 in percent by figure).
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quotes.evaluation.scores import Figures

DEFAULT_SLACK = 0.5


class FloorError(ValueError):
    """The file of floors cannot be read, or a floor would be lowered without leave."""


@dataclass(frozen=True, slots=True)
class Floors:
    """The lowest F1 allowed, by figure, on at least so many articles."""

    articles: int
    floors: Mapping[str, float]
    slack: float = DEFAULT_SLACK

    def write(self, path: Path) -> None:
        """Write the file.

        Raises:
            OSError: it cannot be written.
        """
        values = {"articles": self.articles, "slack": self.slack, "floors": dict(self.floors)}
        path.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


def load_floors(path: Path) -> Floors:
    """The floors of a file.

    Raises:
        FloorError: it is missing or not such a file.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        floors = {str(name): float(value) for name, value in values["floors"].items()}
        return Floors(int(values["articles"]), floors, float(values.get("slack", DEFAULT_SLACK)))
    except (OSError, json.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise FloorError(f"{path} is no file of floors: {type(error).__name__}: {error}") from error


def broken(figures: Figures, floors: Floors) -> list[str]:
    """What lies below its floor, in words; empty when all is well."""
    told = []
    if figures.articles < floors.articles:
        told.append(f"{figures.articles} annotated articles, {floors.articles} wanted")
    for name, floor in floors.floors.items():
        if name not in figures.scores:
            told.append(f"{name} was not measured")
        elif figures.scores[name].f1 < floor:
            told.append(f"{name} F1 {figures.scores[name].f1:.2f}, floor {floor:.1f}")
    return told


def raised(figures: Figures, floors: Floors | None, *, allow_lower: bool = False) -> Floors:
    """New floors: each rises to what was measured less the slack, or stays.

    Raises:
        FloorError: something lies below its floor and ``allow_lower`` is not set.
    """
    old = floors or Floors(0, {})
    misses = broken(figures, old)
    if misses and not allow_lower:
        raise FloorError(f"floors only rise; below their floor: {'; '.join(misses)}")
    made = {}
    for name, score in figures.scores.items():
        reachable = max(0.0, math.floor((score.f1 - old.slack) * 10) / 10)
        before = old.floors.get(name, 0.0)
        made[name] = reachable if score.f1 < before else max(before, reachable)
    return Floors(figures.articles, made, old.slack)
