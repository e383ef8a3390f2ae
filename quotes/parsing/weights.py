"""Weights as they ship: matrices in eight bits with a scale for each row, all else in half precision; they run in single."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

_SCALE = ".scale"
_MOST = 127


def pack(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The weights to store: of a matrix ``(rows, columns)`` the integers and, under ``NAME.scale``, ``(rows, 1)``.

    A weight changes by at most half of 1/127 of the largest in its row.
    """
    stored: dict[str, Tensor] = {}
    for name, value in weights.items():
        own = value.detach()
        if own.ndim != 2:
            stored[name] = own.half().contiguous()
            continue
        scale = (own.abs().amax(1, keepdim=True) / _MOST).clamp(min=1e-12)
        stored[name] = (own / scale).round().to(torch.int8).contiguous()
        stored[name + _SCALE] = scale.float().contiguous()
    return stored


def unpack(stored: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The weights in single precision from what ``pack`` made."""
    return {
        name: value.float() * stored[name + _SCALE] if name + _SCALE in stored else value.float()
        for name, value in stored.items()
        if not name.endswith(_SCALE)
    }
