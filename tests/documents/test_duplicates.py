"""Which articles are one."""

from __future__ import annotations

import random
import time

import pytest

from quotes.documents.duplicates import Duplicates

_WORDS = [
    "the",
    "port",
    "union",
    "said",
    "that",
    "its",
    "members",
    "would",
    "vote",
    "on",
    "pay",
    "and",
    "hours",
    "before",
    "ships",
    "from",
    "Oslo",
    "came",
    "in",
    "late",
]


def _story(seed: int, words: int = 240) -> list[str]:
    rng = random.Random(seed)
    return [f"{rng.choice(_WORDS)}{rng.randrange(60)}" for _ in range(words)]


def _told(*texts: str) -> list[str | None]:
    seen = Duplicates()
    return [seen.add(f"d{number}", text) for number, text in enumerate(texts)]


def test_the_same_text_is_told_whatever_its_spaces_case_and_marks() -> None:
    assert _told("“We will strike,” she said.", 'We WILL strike, \n she said"', "We will strike, he said.") == [
        None,
        "d0",
        None,
    ]


@pytest.mark.parametrize(
    ("copy", "first"),
    [
        pytest.param(lambda s: ["Port", "vote", "is", "on", *s], "d0", id="another headline"),
        pytest.param(lambda s: s[: len(s) * 6 // 10], "d0", id="last paragraphs cut"),
        pytest.param(lambda s: [*s, *_story(9, 120)], "d0", id="background added"),
        pytest.param(lambda s: [w if i % 60 else "said" for i, w in enumerate(s)], "d0", id="words edited"),
        pytest.param(lambda s: s[:60], None, id="a teaser"),
        pytest.param(lambda s: [*s[:100], *_story(9, 200)], None, id="shares a background"),
        pytest.param(lambda s: _story(3), None, id="another story"),
    ],
)
def test_wire_copies_are_told_and_other_stories_are_not(copy, first) -> None:
    story = _story(1)
    assert _told(" ".join(story), " ".join(_story(2)), " ".join(copy(story)))[2] == first


def test_a_third_copy_points_at_the_first() -> None:
    story = " ".join(_story(1))
    assert _told(story, f"Port vote {story}", f"Late vote on pay {story}") == [None, "d0", "d0"]


@pytest.mark.parametrize("text", ["", "\ud800 lone", "a " * 20_000, "\x00" * 500])
def test_no_text_raises(text: str) -> None:
    assert _told(text, text)[1] == "d0"


def test_time_is_proportional_to_the_number_of_articles() -> None:
    def taken(count: int) -> float:
        seen, stories = Duplicates(), [" ".join(_story(seed, 120)) for seed in range(count)]
        started = time.process_time()
        for number, story in enumerate(stories):
            seen.add(str(number), story)
        return time.process_time() - started

    taken(10)
    assert taken(400) < 12 * taken(100)
