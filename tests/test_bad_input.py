"""Texts that are no articles end with rows or a problem, and cost a time in proportion to their length."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest

from quotes.documents import from_text
from quotes.extractor import Extractor
from quotes.quotations import find_quotations
from quotes.records import Parse

SENTENCE = "the harbour minister said that ships would wait for rain while officials told reporters of 12 cranes"
WORDS = SENTENCE.split()


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def some_words(number: int) -> str:
    rng = random.Random(number)
    return " ".join(rng.choice(WORDS) for _ in range(number))


def turns(number: int) -> str:
    return "\n\n".join(f"{'Q' if i % 2 == 0 else 'SMITH'}: {some_words(9)}." for i in range(number))


def marks(number: int) -> str:
    rng = random.Random(1)
    return " ".join(rng.choice("\"“”'‘’«»") + rng.choice(WORDS) for _ in range(number))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n ",
        "No",
        "\x00\x00",
        "“" * 50,
        "Der Minister sagte, die Schiffe würden warten. „Wir haben Zeit“, sagte er am Montag in Kiel vor Journalisten.",
        "部长说，船只将等待。“我们有时间，”他星期一说。",
        some_words(1500),
        turns(60),
        marks(300),
    ],
)
def test_no_text_raises(extractor: Extractor, text: str) -> None:
    tables = extractor.extract([text, "“We stay,” said Ann Lee."])
    assert len(tables.documents) + len(tables.problems) >= 2
    assert tables.quotes["speaker"].tolist()[-1] == "Ann Lee"  # the article after it is read as ever


def test_every_turn_of_a_transcript_is_a_quote(extractor: Extractor) -> None:
    tables = extractor.extract([turns(60)])
    assert (tables.quotes["rule"].str.startswith("turn")).sum() == 60


@pytest.mark.parametrize("make", [turns, marks])
def test_time_grows_with_the_length(make: Callable[[int], str]) -> None:
    def seconds(number: int) -> float:
        document = from_text(make(number), document_id="d")
        best = []
        for _ in range(3):
            start = time.process_time()
            find_quotations(document, Parse((), ()))
            best.append(time.process_time() - start)
        return min(best)

    small, large = seconds(1000), seconds(8000)
    assert large < 30 * max(small, 0.02), f"eight times the text took {large / small:.0f} times as long"
