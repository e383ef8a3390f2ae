"""What the attribution network's scores become: spans and passages. The weights are tested through the whole pipeline."""

from __future__ import annotations

import itertools

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from quotes.parsing.attribution import best_paths, cue_spans, spans
from quotes.parsing.attribution_network import (
    LINK_LABELS,
    AttributionNetwork,
    NetworkConfig,
    PassagePieces,
    mark_ids,
    passage_pieces,
)
from quotes.parsing.passages import Word, window

TINY = NetworkConfig(width=12, heads=2, inner=16, below=1, layers=2, hidden=8, link=6, link_hidden=4)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ([0, 1, 2, 2, 0], [(1, 4)]),
        ([1, 2, 1, 2], [(0, 2), (2, 4)]),
        ([0, 2, 2], [(1, 3)]),
        ([3, 4, 0, 1], [(3, 4)]),
        ([0, 0], []),
    ],
)
def test_labels_become_spans(labels: list[int], expected: list[tuple[int, int]]) -> None:
    assert [(s.start, s.end) for s in spans(labels, [1.0] * len(labels), begin=1)] == expected


@pytest.mark.parametrize(
    ("inside", "begins", "expected"),
    [
        ([0.1, 0.9, 0.4, 0.1], [0, 0.9, 0, 0], [(1, 3)]),
        ([0.1, 0.5, 0.4, 0.1], [0, 0.5, 0, 0], []),
        ([0.9, 0.9], [0.9, 0.9], [(0, 1), (1, 2)]),
        ([0.9, 0.9], [0.9, 0.6], [(0, 2)]),
        ([0.9, 0.9], [0.02, 0.1], []),
    ],
)
def test_cues_grow_from_a_sure_word(inside: list[float], begins: list[float], expected: list[tuple[int, int]]) -> None:
    assert [(cue.start, cue.end) for cue in cue_spans(inside, begins)] == expected


def test_the_score_of_a_span_is_the_mean_over_its_words() -> None:
    (found,) = spans([0, 3, 4], [0.1, 0.8, 0.6], begin=3)
    assert (found.start, found.end) == (1, 3)
    assert found.score == pytest.approx(0.7)


@given(st.integers(0, 10_000), st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_the_best_path_is_the_best_of_all_paths(seed: int, lengths: list[int]) -> None:
    torch.manual_seed(seed)
    scores, transitions = torch.randn(len(lengths), max(lengths), 3), torch.randn(3, 3)

    def value(row: int, path: tuple[int, ...]) -> float:
        own = sum(float(scores[row, t, label]) for t, label in enumerate(path))
        return own + sum(float(transitions[a, b]) for a, b in itertools.pairwise(path))

    for row, found in enumerate(best_paths(scores, transitions, lengths)):
        assert len(found) == lengths[row]
        best = max(value(row, path) for path in itertools.product(range(3), repeat=lengths[row]))
        assert value(row, tuple(found)) == pytest.approx(best, abs=1e-4)


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=30), st.integers(5, 60))
def test_passages_are_whole_sentences_and_cover_all(sentences: list[tuple[int, bool]], longest: int) -> None:
    words: list[Word] = []
    paragraph = 0
    for number, (length, new) in enumerate(sentences):
        paragraph += new
        words += [Word("w", 0, 1, number, paragraph)] * length
    start, seen = 0, 0
    while start < len(words):
        stop = window(words, start, longest=longest)
        assert stop > start
        assert stop == len(words) or words[stop].sentence != words[stop - 1].sentence
        assert stop - start <= longest or words[start].sentence == words[stop - 1].sentence
        seen += stop - start
        start = stop
    assert seen == len(words)


def test_marks_tell_what_is_inside() -> None:
    words = ["“", "We", "stay", ",", "”", "she", "said", "."]
    assert mark_ids(words, {0}) == [1, 8, 8, 8, 2, 0, 0, 0]


def pieces(*lengths: int) -> PassagePieces:
    """A passage of sentences with so many words, each word one piece between the two end marks of its sentence."""
    words = ["word"] * sum(lengths)
    last = [list(range(1, length + 1)) for length in lengths]
    return passage_pieces(words, {0}, [length + 2 for length in lengths], last)


def test_pieces_of_a_passage_know_word_mark_and_sentence() -> None:
    found = passage_pieces(["“", "Harbours", "”"], {0}, [6], [[1, 3, 4]])
    assert found.last.tolist() == [1, 3, 4]
    assert found.marks.tolist() == [0, 1, 8, 8, 2, 0]
    assert pieces(2, 1).last.tolist() == [1, 2, 5]
    assert pieces(2, 1).sentences.tolist() == [0, 0, 0, 0, 1, 1, 1]


def test_what_is_read_does_not_depend_on_what_is_read_beside_it() -> None:
    torch.manual_seed(3)
    network = AttributionNetwork(TINY).eval()
    for embedding in (network.marks, network.sentences):
        torch.nn.init.normal_(embedding.weight)
    short, long = pieces(3, 2), pieces(4, 9, 3)
    states = [torch.randn(len(p.marks), 12) for p in (short, long)]
    with torch.inference_mode():
        together = network.encode(torch.nn.utils.rnn.pad_sequence(states, batch_first=True), [short, long])
        alone = network.encode(states[0][None], [short])
        cues = torch.tensor([[1, 2], [0, 0], [7, 8]])
        linked = network.link_scores([together[0, :5], together[1], together[1]], cues)
        single = network.link_scores([alone[0]], cues[:1])
        roles = network.role_scores(together)
    assert roles.shape == (2, 16, 3, 3)
    assert linked.shape == (3, 16, len(LINK_LABELS))
    assert torch.allclose(together[0, :5], alone[0], atol=1e-5)
    assert torch.allclose(linked[0, :5], single[0], atol=1e-5)
