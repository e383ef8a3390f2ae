from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

from quotes.parsing.spanning_tree import best_tree, is_tree


@given(st.integers(1, 9), st.integers(0, 10_000))
def test_the_tree_is_the_one_that_the_search_finds(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words + 1, words + 1)) * 3 - 5
    own, searched = best_tree(scores.copy()), chuliu_edmonds_one_root(scores.copy())
    rows = np.arange(1, words + 1)
    assert is_tree(own)
    assert scores[rows, own[1:]].sum() == pytest.approx(scores[rows, searched[1:]].sum())


@pytest.mark.parametrize(
    ("heads", "expected"),
    [([0, 0], True), ([0, 2, 0], True), ([0, 2, 1], False), ([0, 0, 0], False), ([0, 0, 3, 2], False)],
)
def test_is_tree(heads: list[int], expected: bool) -> None:
    assert is_tree(np.array(heads)) is expected
