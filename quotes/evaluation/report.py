"""The figures as a table of text."""

from __future__ import annotations

from quotes.evaluation.floors import Floors
from quotes.evaluation.scores import Figures


def report(figures: Figures, floors: Floors | None = None) -> str:
    """One line per figure: precision, recall, F1, how many were annotated and found, and the floor where there is one.

    Example:
        ``quotes.lenient     P  84.1  R  56.4  F1  67.5   441 annotated   296 found   floor 66.0``
    """
    width = max(len(name) for name in figures.scores)
    lines = [f"{figures.articles} articles"]
    for name, score in figures.scores.items():
        line = (
            f"{name:{width}}  P {score.precision:5.1f}  R {score.recall:5.1f}  F1 {score.f1:5.1f}"
            f"  {score.gold:5d} annotated  {score.found:5d} found"
        )
        floor = floors.floors.get(name) if floors else None
        lines.append(line if floor is None else f"{line}  floor {floor:5.1f}")
    return "\n".join(lines)
