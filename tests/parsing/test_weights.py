from __future__ import annotations

import pytest
import torch

from quotes.parsing.weights import pack, unpack


def test_weights_come_back_within_half_a_step_of_their_row() -> None:
    torch.manual_seed(3)
    weights = {
        "layer.weight": torch.randn(5, 40) * torch.tensor([[1e-4], [1], [3], [100], [0]]),
        "layer.bias": torch.randn(5),
    }
    stored = pack(weights)
    assert stored["layer.weight"].dtype == torch.int8
    found = unpack(stored)
    assert found.keys() == weights.keys()
    off = (found["layer.weight"] - weights["layer.weight"]).abs()
    assert bool((off <= weights["layer.weight"].abs().amax(1, keepdim=True) / 127 * 0.51 + 1e-12).all())
    assert found["layer.bias"].tolist() == pytest.approx(weights["layer.bias"].tolist(), abs=2e-3)


def test_a_state_without_scales_is_read_too() -> None:
    assert unpack({"bias": torch.ones(2).half()})["bias"].dtype == torch.float32
