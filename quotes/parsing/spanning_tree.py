"""The parser's best tree, found fast: where each word's best head already gives a tree, no search is needed.

Stanza searches the maximum spanning tree (Chu, Liu; Edmonds) of every sentence in Python, which costs more than its network.
If taking the best head of every word gives one root and no cycle, that is the maximum, and the search would return the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.depparse import model

Scores = NDArray[np.floating]
Heads = NDArray[np.integer]


def best_tree(scores: Scores) -> Heads:
    """Heads of the best tree with one root: ``scores[i, j]`` is for word ``i`` under ``j``; 0 is the root, its own head 0."""
    heads = greedy(scores)
    found: Heads = heads if is_tree(heads) else chuliu_edmonds_one_root(scores)
    return found


def greedy(scores: Scores) -> Heads:
    """The best head of each word but itself."""
    others = scores.astype(np.float64)
    np.fill_diagonal(others, -np.inf)
    heads: Heads = others.argmax(axis=1)
    heads[0] = 0
    return heads


def is_tree(heads: Heads) -> bool:
    """Whether heads give one root and reach it from every word, in time linear in their number."""
    links = heads.tolist()
    if links[1:].count(0) != 1:
        return False
    state = [0] * len(links)  # 0 not seen, 1 on the path, 2 known to reach the root
    state[0] = 2
    for start in range(1, len(links)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = links[at]
        if state[at] == 1:
            return False
        for word in path:
            state[word] = 2
    return True


def install() -> None:
    """Lets Stanza's parser use it."""
    model.chuliu_edmonds_one_root = best_tree
