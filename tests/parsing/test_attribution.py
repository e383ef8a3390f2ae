"""What the attribution head's scores become: spans and passages. The weights are tested through the whole pipeline."""

from __future__ import annotations

import torch
from hypothesis import given
from hypothesis import strategies as st

from quotes.parsing.attribution import labelled
from quotes.parsing.attribution_head import AttributionHead, HeadConfig, mark_ids
from quotes.parsing.passages import Word, window


def scores(*inside: float, begins: tuple[int, ...] = ()) -> torch.Tensor:
    rows = [[1 - p, p if i in begins else 0.0, 0.0 if i in begins else p] for i, p in enumerate(inside)]
    return torch.tensor([rows])


def bounds(given_scores: torch.Tensor) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in labelled(given_scores, 0)[0]]


def test_one_unsure_word_does_not_tear_a_span() -> None:
    assert bounds(scores(0.1, 0.9, 0.45, 0.9, 0.1)) == [(1, 4)]


def test_one_unsure_word_makes_no_span() -> None:
    assert bounds(scores(0.1, 0.55, 0.1)) == []


def test_a_sure_begin_parts_two_spans() -> None:
    assert bounds(scores(0.9, 0.9, 0.95, 0.9, begins=(0, 2))) == [(0, 2), (2, 4)]


def test_offset_and_score() -> None:
    (found,) = labelled(scores(0.1, 0.8, 0.6), 10)[0]
    assert (found.start, found.end) == (11, 13)
    assert abs(found.score - 0.7) < 1e-6


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


def test_the_head_gives_the_shapes_it_promises() -> None:
    head = AttributionHead(HeadConfig(encoder=12, hidden=8, link=6))
    states = head.encode(torch.zeros(2, 5, 12), torch.zeros(2, 5, dtype=torch.long), torch.tensor([5, 3]))
    assert head.role_scores(states).shape == (2, 5, 3, 3)
    assert head.link_scores(states[0], torch.tensor([[0, 1], [2, 2]])).shape == (2, 5, 5)
