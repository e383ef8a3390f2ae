"""Sentences mended before they are parsed: joined where a title or a name cut them, cut where they never end.

A parser scores every pair of words of a sentence; a listing or a badly converted page of some hundred kilobytes without a
full stop would be one sentence, and time and memory would be out of proportion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from stanza.models.common.doc import Document as StanzaDocument

from quotes.language.lists import words as listed

Words = list[dict[str, Any]]

#: Tokens of a sentence at the most.
LONGEST = 250
_BACK = 80
_CAPITAL = re.compile(r"[“\"]?[A-Z]")
_JOINTS = frozenset(',;:.!?…–—-|)]”"')


def joined(document: StanzaDocument) -> StanzaDocument:
    """The same document, with sentences joined to the next that no stop ends and where a capital begins the next.

    That is after abbreviated titles ("said Del. | Lee") and before names and quotation marks ("told Regina | Ip"). Takes a
    document with tokens and words only.
    """
    ends = [_title(found.tokens[-2:]) or found.tokens[-1].text[-1:].isalnum() for found in document.sentences[:-1]]
    if not any(ends):
        return document
    sentences: list[Words] = []
    cut = False
    for found, after in zip(document.to_dict(), [*ends, False], strict=True):
        if cut and _goes_on(document.text, sentences[-1], found):
            before = _with_stop(sentences.pop())
            found = [*before, *_numbered(found, first=_ids(before[-1])[-1] + 1)]
        sentences.append(found)
        cut = after
    return StanzaDocument(sentences, text=document.text)


def _goes_on(text: str, before: Words, after: Words) -> bool:
    """Whether what the tokenizer took for a sentence goes on with the next one in the same line.

    Initials before an answer stay alone ("AL | We looked"), and so do sentences before a word that begins many ("It").
    """
    if not _CAPITAL.match(text, after[0]["start_char"]) or len(before) > LONGEST:
        return False
    gap, start = text[before[-1]["end_char"] : after[0]["start_char"]], before[0]["start_char"]
    if before[-1]["text"].endswith("."):
        return "\n\n" not in gap
    opens = text[max(start - 3, 0) : start].rstrip(" ")[-1:] in {"", "\n"}
    beginning = after[0]["text"].casefold() in listed("quotes.parsing", "sentence_openers.txt")
    return not gap.strip(" ") and not beginning and not (opens and len(before) == 1 and before[0]["text"].isupper())


def _title(last: Sequence[Any]) -> bool:
    """Whether the last tokens of a sentence are an abbreviated title with its full stop, as one token or two."""
    if not last or len(last[-1].words) > 1:
        return False
    whole = last[-1].text if last[-1].text != "." else "".join(token.text for token in last)
    titles = listed("quotes.parsing", "title_abbreviations.txt")
    return whole[:1].isupper() and whole.endswith(".") and whole[:-1].casefold() in titles


def _with_stop(words: Words) -> Words:
    """The words of a sentence, its last full stop a part of the word before it."""
    if words[-1]["text"] != "." or len(words) < 2:
        return words
    *kept, title, stop = words
    return [*kept, {**title, "text": title["text"] + ".", "end_char": stop["end_char"]}]


def bounded(document: StanzaDocument, *, longest: int = LONGEST) -> StanzaDocument:
    """The same document, its sentences cut to at most ``longest`` tokens: after the last punctuation near the limit, else at it.

    Takes a document with tokens and words only.
    """
    if all(len(sentence.tokens) <= longest for sentence in document.sentences):
        return document
    sentences = [part for sentence in document.to_dict() for part in _parts(sentence, longest)]
    return StanzaDocument(sentences, text=document.text)


def _parts(words: Sequence[dict[str, Any]], longest: int) -> Iterator[Words]:
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


def _ids(word: dict[str, Any]) -> tuple[int, ...]:
    """The number of a word, the first and last of a token of several words."""
    return tuple(word["id"]) if isinstance(word["id"], (tuple, list)) else (word["id"],)


def _numbered(words: Sequence[dict[str, Any]], *, first: int = 1) -> Words:
    """The words with ids that begin at ``first``."""
    ids = [_ids(word) for word in words]
    offset = ids[0][0] - first if ids else 0
    return [{**word, "id": tuple(i - offset for i in own)} for word, own in zip(words, ids, strict=True)]
