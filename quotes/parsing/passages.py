"""Passages: the stretches of whole sentences that the attribution network reads at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

#: Words of a passage at the most (one sentence may be longer); the network was trained on passages of this length.
LONGEST = 180


class Word(NamedTuple):
    """A word of a tokenized article: its text, character bounds, and the numbers of its sentence and paragraph."""

    text: str
    start: int
    end: int
    sentence: int
    paragraph: int


def window(words: Sequence[Word], start: int, *, longest: int = LONGEST) -> int:
    """Where the passage that begins at word ``start`` ends.

    It ends after a paragraph where one ends in its second half, else after the last sentence that fits.
    """
    paragraph_end = sentence_end = _sentence_end(words, start)
    while sentence_end < len(words):
        following = _sentence_end(words, sentence_end)
        if following - start > longest:
            return paragraph_end if paragraph_end - start > longest // 2 else sentence_end
        if words[sentence_end].paragraph != words[sentence_end - 1].paragraph:
            paragraph_end = sentence_end
        sentence_end = following
    return len(words)


def _sentence_end(words: Sequence[Word], start: int) -> int:
    end = start
    while end < len(words) and words[end].sentence == words[start].sentence:
        end += 1
    return end
