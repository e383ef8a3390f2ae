"""Sentences of a bearable length: what runs on without a full stop is cut, so that time and memory stay in proportion.

A parser scores every pair of words of a sentence; a listing or a badly converted page of some hundred kilobytes without a
full stop would be one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from stanza.models.common.doc import Document as StanzaDocument

#: Tokens of a sentence at the most.
LONGEST = 250
_BACK = 80
_JOINTS = frozenset(',;:.!?…–—-|)]”"')


def bounded(document: StanzaDocument, *, longest: int = LONGEST) -> StanzaDocument:
    """The same document, its sentences cut to at most ``longest`` tokens: after the last punctuation near the limit, else at it.

    Takes a document with tokens and words only.
    """
    if all(len(sentence.tokens) <= longest for sentence in document.sentences):
        return document
    sentences = [part for sentence in document.to_dict() for part in _parts(sentence, longest)]
    return StanzaDocument(sentences, text=document.text)


def _parts(words: Sequence[dict[str, Any]], longest: int) -> Iterator[list[dict[str, Any]]]:
    start = 0
    while len(words) - start > longest:
        stop = start + longest
        ends = [i for i in range(stop, max(start, stop - _BACK), -1) if words[i - 1]["text"] in _JOINTS]
        stop = _outside_token(words, (ends or [stop])[0])
        yield _numbered(words[start:stop])
        start = stop
    yield _numbered(words[start:])


def _outside_token(words: Sequence[dict[str, Any]], stop: int) -> int:
    """The place before ``stop`` where no token of several words ("don't") is cut."""
    for i in range(stop - 1, max(0, stop - 6), -1):
        ids = words[i]["id"]
        if isinstance(ids, (tuple, list)) and len(ids) > 1:
            return i if i > 0 and i + (ids[-1] - ids[0] + 1) >= stop else stop
    return stop


def _numbered(words: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The words with ids that begin at 1."""
    ids = [word["id"] if isinstance(word["id"], (tuple, list)) else (word["id"],) for word in words]
    offset = ids[0][0] - 1 if ids else 0
    return [{**word, "id": tuple(i - offset for i in own)} for word, own in zip(words, ids, strict=True)]
