from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.evaluation.alignment import align, jaccard, plain_name, same_number, same_speaker, same_unit, trimmed
from quotes.records import Span


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("“We won,”", "We won"),
        (" - $5 (a day)", "$5 (a day)"),
        ("up 4%.", "up 4%"),
        ("…", ""),
    ],
)
def test_marks_at_the_ends_do_not_count(text: str, core: str) -> None:
    assert trimmed(text, Span(0, len(text))).text(text) == core


def test_overlap_is_counted_in_characters() -> None:
    assert jaccard(Span(0, 10), Span(5, 15)) == pytest.approx(5 / 15)
    assert jaccard(Span(0, 5), Span(5, 10)) == 0
    assert jaccard(Span(3, 9), Span(3, 9)) == 1


def test_the_best_pair_comes_first() -> None:
    found, gold = [Span(0, 10), Span(0, 9)], [Span(0, 9), Span(0, 10)]
    assert sorted(align(found, gold, jaccard, 0.5)) == [(0, 1), (1, 0)]
    assert align(found, [Span(20, 30)], jaccard, 0.5) == []


@given(st.lists(st.integers(0, 9)), st.lists(st.integers(0, 9)))
def test_pairs_are_one_to_one(found: list[int], gold: list[int]) -> None:
    pairs = align(found, gold, lambda f, g: 1.0 if f == g else 0.0, 0.5)
    assert len({i for i, _ in pairs}) == len(pairs) == len({j for _, j in pairs})
    assert all(found[i] == gold[j] for i, j in pairs)
    assert len(pairs) == sum(min(found.count(n), gold.count(n)) for n in set(found))


@pytest.mark.parametrize(
    ("found", "speaker", "aliases", "right"),
    [
        ("Dana Reyes", "Dana Reyes", (), True),
        ("the ministry’s", "Ministry", (), True),
        ("Reyes", "Dana Reyes", (), False),
        ("Reyes", "Dana Reyes", ("Reyes",), True),
        ("Chair Dana Maria Reyes", "Dana Reyes", (), True),
        ("police chief", "police", (), False),
        (None, "Dana Reyes", (), False),
        (None, "", (), True),
        ("Dana Reyes", "", (), False),
    ],
)
def test_who_is_the_same(found: str | None, speaker: str, aliases: tuple[str, ...], right: bool) -> None:
    assert same_speaker(found, speaker, aliases) is right


def test_names_lose_case_and_articles() -> None:
    assert plain_name("The  U.S. Navy’s") == plain_name("u.s. navy")


@pytest.mark.parametrize(
    ("found", "gold", "right"),
    [(80.0, 80.0, True), (None, None, True), (None, 0.0, False), (1.5e9, 1.5e9 + 1, True), (33.3, 33.33, False)],
)
def test_which_numbers_are_equal(found: float | None, gold: float | None, right: bool) -> None:
    assert same_number(found, gold) is right


@pytest.mark.parametrize(
    ("found", "gold", "right"),
    [("people", "person", True), ("USD", "dollar", True), ("percentage_point", "percent", False), (None, "", True)],
)
def test_which_units_are_equal(found: str | None, gold: str | None, right: bool) -> None:
    assert same_unit(found, gold) is right
