"""Word pieces: how words become what the encoder reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

#: Pieces of a sentence at the most; the encoder has positions for 512.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sentence as word pieces: ids with the end marks, and for each word the position of its last piece."""

    ids: tuple[int, ...]
    last: tuple[int, ...]


def cut(tokenizer: Any, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
    """The pieces of each sentence; a word that vanishes in the tokenizer shares the piece of the word before.

    Words beyond the longest sentence that the encoder reads share its last piece.
    """
    if not sentences:
        return []
    encoded = tokenizer([list(words) for words in sentences], is_split_into_words=True)
    out = []
    for i, words in enumerate(sentences):
        last = [0] * len(words)
        for position, word in enumerate(encoded.word_ids(i)):
            if word is not None:
                last[word] = position
        for j in range(len(last)):
            last[j] = last[j] or (last[j - 1] if j else 0)
        ids = encoded["input_ids"][i][:LONGEST]
        out.append(Pieces(tuple(ids), tuple(min(p, LONGEST - 1) for p in last)))
    return out
