"""Sentences that never end are cut, those that a title ends are joined; nothing of them is lost."""

from __future__ import annotations

import pytest
from stanza.models.common.doc import Document

from quotes.parsing.sentences import LONGEST, bounded, joined


def document(*sentences: list[tuple[str, int]]) -> Document:
    """Sentences of (text, number of words in the token), one space apart."""
    dicts, at = [], 0
    for sentence in sentences:
        rows, word = [], 1
        for text, parts in sentence:
            place = {"start_char": at, "end_char": at + len(text)}
            if parts > 1:
                rows.append({"id": (word, word + parts - 1), "text": text, **place})
                rows += [{"id": (word + i,), "text": f"{text}{i}"} for i in range(parts)]
            else:
                rows.append({"id": (word,), "text": text, **place})
            word += parts
            at += len(text) + 1
        dicts.append(rows)
    return Document(dicts, text=" ".join(text for sentence in sentences for text, _ in sentence))


def tokens(found: Document) -> list[tuple[str, int]]:
    return [(token.text, token.start_char) for sentence in found.sentences for token in sentence.tokens]


def test_short_sentences_are_left_alone() -> None:
    given = document([("It", 1), ("rained", 1)], [("Nobody", 1), ("came", 1)])
    assert bounded(given, longest=2) is given


def test_a_sentence_without_end_is_cut_after_punctuation_and_keeps_its_words() -> None:
    given = document([*[("rain", 1)] * 7, (",", 1), *[("snow", 1)] * 15])
    found = bounded(given, longest=10)
    assert [len(sentence.tokens) for sentence in found.sentences] == [8, 10, 5]
    assert tokens(found) == tokens(given)
    assert [word.id for word in found.sentences[1].words] == list(range(1, 11))


def test_no_contraction_is_cut() -> None:
    given = document([*[("rain", 1)] * 9, ("d'ye've", 3), *[("snow", 1)] * 9])
    found = bounded(given, longest=10)
    assert tokens(found) == tokens(given)
    assert all(word.id <= len(sentence.words) for sentence in found.sentences for word in sentence.words)
    whole = [[w.text for w in t.words] for s in found.sentences for t in s.tokens if t.text == "d'ye've"]
    assert whole == [["d'ye've0", "d'ye've1", "d'ye've2"]]


@pytest.mark.parametrize("title", [[("Del.", 1)], [("Del", 1), (".", 1)]])
def test_a_title_ends_no_sentence(title: list[tuple[str, int]]) -> None:
    given = document([("won't", 2), *title], [("Stacey", 1), ("can't", 2), (".", 1)], [("She", 1), ("left", 1)])
    first, second = joined(given).sentences
    assert [token.text for token in first.tokens] == ["won't", "Del.", "Stacey", "can't", "."]
    assert [word.id for word in first.words] == [1, 2, 3, 4, 5, 6, 7]
    assert [token.id for token in first.tokens] == [(1, 2), (3,), (4,), (5, 6), (7,)]
    assert first.tokens[1].end_char == given.sentences[0].tokens[-1].end_char
    assert [token.text for token in second.tokens] == ["She", "left"]


@pytest.mark.parametrize(("end", "begin"), [("rain.", "Snow"), ("Del.", "then"), ("rep.", "Snow")])
def test_other_ends_are_ends(end: str, begin: str) -> None:
    given = document([("said", 1), (end, 1)], [(begin, 1), ("came", 1)])
    assert joined(given).sentences[1:] != [] and tokens(joined(given)) == tokens(given)


def texts(found: Document) -> list[str]:
    return [" ".join(token.text for token in sentence.tokens) for sentence in found.sentences]


def words(text: str) -> list[tuple[str, int]]:
    return [(word, 1) for word in text.split()]


@pytest.mark.parametrize(
    ("before", "after"), [("Regina", "Ip left ."), ("he told CBC", "News fell ."), ("a day entitled", '"Tide .')]
)
def test_no_sentence_ends_within_a_name_or_before_marks(before: str, after: str) -> None:
    given = document(words("Rents fell ."), words(before), words(after), words("It rained ."))
    assert texts(joined(given)) == ["Rents fell .", f"{before} {after}", "It rained ."]


@pytest.mark.parametrize(
    ("before", "after"), [("all won", "It was late ."), ("rents fell .", "Lind left ."), ("rents fell", "and rose .")]
)
def test_sentences_end_at_stops_and_before_words_that_begin_sentences(before: str, after: str) -> None:
    given = document(words("Rents fell ."), words(before), words(after))
    assert texts(joined(given)) == ["Rents fell .", before, after]


def test_initials_before_an_answer_stand_alone() -> None:
    assert texts(joined(document(words("AL"), words("Lind left .")))) == ["AL", "Lind left ."]


def test_a_text_without_a_stop_is_not_joined_without_end() -> None:
    found = joined(document(*[words("Rents fell Monday")] * 200))
    assert max(len(sentence.tokens) for sentence in found.sentences) <= LONGEST + 3
