"""Labelled words as spans, the targets of the attribution task, and exact F1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from quotes.training.attributions import Passage

BIO = ("O", "B", "I")


def role_targets(passage: Passage) -> Tensor:
    """``(words, roles)``: 0, 1, 2 for O, B, I of every role, whatever the attribution."""
    target = torch.zeros(len(passage.words), 3, dtype=torch.long)
    for event in passage.events:
        for role, spans in enumerate((event.cue, event.source, event.content)):
            for a, b in spans:
                target[a:b, role] = 2
                target[a, role] = 1
    return target


def link_targets(passage: Passage) -> tuple[Tensor, Tensor]:
    """Bounds of the cues ``(cues, 2)`` and the labels of every word given each cue ``(cues, words)``."""
    target = torch.zeros(len(passage.events), len(passage.words), dtype=torch.long)
    cues = []
    for i, event in enumerate(passage.events):
        cues.append((event.cue[0][0], event.cue[-1][1] - 1))
        for offset, spans in ((3, event.content), (1, event.source)):
            for a, b in spans:
                target[i, a:b] = offset + 1
                target[i, a] = offset
    return torch.tensor(cues, dtype=torch.long).view(-1, 2), target


def spans(labels: Sequence[int]) -> set[tuple[int, int]]:
    """Spans of a sequence of O, B, I (0, 1, 2)."""
    out, start = set(), -1
    for i, label in enumerate([*labels, 0]):
        if start >= 0 and label != 2:
            out.add((start, i))
            start = -1
        if label == 1 or (label == 2 and start < 0):
            start = i
    return out


def f1(right: int, found: int, wanted: int) -> float:
    """F1 in percent."""
    return 200 * right / max(1, found + wanted)


def count(counts: list[int], found: set[Any], gold: set[Any]) -> None:
    """Adds right, found and wanted to three running counts."""
    counts[0] += len(found & gold)
    counts[1] += len(found)
    counts[2] += len(gold)


def entity_spans(tags: Sequence[str]) -> set[tuple[int, int, str]]:
    """Entities of BIO tags as (first, last + 1, type)."""
    kinds = {t[2:] for t in tags if t != "O"}
    return {(a, b, kind) for kind in kinds for a, b in spans([0 if t[2:] != kind else BIO.index(t[0]) for t in tags])}
