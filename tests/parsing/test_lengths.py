"""Sentences that never end are cut; nothing of them is lost."""

from __future__ import annotations

from stanza.models.common.doc import Document

from quotes.parsing.lengths import bounded


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
