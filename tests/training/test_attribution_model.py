"""The weights of networks trained from one start."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from quotes.parsing.weights import pack, unpack
from quotes.training.attribution_model import average


def test_the_mean_of_networks(tmp_path: Path) -> None:
    for name, value in (("a", 1.0), ("b", 3.0)):
        save_file(
            pack({"matrix": torch.full((2, 3), value), "bias": torch.full((3,), value)}),
            tmp_path / f"{name}.safetensors",
        )
        (tmp_path / f"{name}.json").write_text("{}")
    average([tmp_path / "a.safetensors", tmp_path / "b.safetensors"], tmp_path / "mean.safetensors")
    mean = unpack(load_file(tmp_path / "mean.safetensors"))
    assert {name: weights.unique().tolist() for name, weights in mean.items()} == {
        "matrix": [pytest.approx(2.0)],
        "bias": [2.0],
    }
    assert (tmp_path / "mean.json").read_text() == "{}"
