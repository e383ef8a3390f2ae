"""Our annotation of newswire articles whose words stay where they are: word indexes into the entity files.

``corpus/newswire.jsonl`` has a line an article: ``{"file": "af_afrol_1.txt.tsv", "words": 345, "quotes": [{"kind": "indirect",
"segments": [[12, 20]], "cue": [10, 11], "mention": [8, 10]}]}``. Bounds (first, last + 1) count the words of the file's lines,
its address left out; ``cue`` and ``mention`` are null where there is none.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from quotes.annotation.records import AnnotatedArticle, AnnotatedQuote, Words
from quotes.records import Span
from quotes.training.treebanks import MissingData, entity_sentences, require, spaces_after

#: What follows an apostrophe that the files cut off with the word before it: "I’", "m".
_ENDINGS = frozenset({"s", "t", "m", "d", "re", "ve", "ll"})


def running_text(path: Path) -> tuple[str, list[Span]]:
    """The text of an entity file, spaces guessed, a paragraph a unit of the file, and where each of its words stands in it."""
    text, spans = "", []
    for sentence in entity_sentences(path):
        text = text.rstrip(" ") + "\n\n" if text else ""
        follower = (*sentence.words[1:], "")
        for word, after, space in zip(sentence.words, follower, spaces_after(sentence.words), strict=True):
            spans.append(Span(len(text), len(text) + len(word)))
            text += word + " " * (space and not (word.endswith("’") and after in _ENDINGS))
    return text.rstrip() + "\n", spans


def annotated_articles(annotation: Path, data: Path) -> Iterator[AnnotatedArticle]:
    """The articles that ``annotation`` names, from ``data``, the folder of the entity files.

    Raises:
        MissingData: a file is not there, or is not the one that was annotated.
    """
    for line in require(annotation).read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        path = require(data / row["file"])
        text, spans = running_text(path)
        if len(spans) != row["words"]:
            raise MissingData(
                f"{path} has {len(spans)} words, the annotated one had {row['words']}; fetch the data anew"
            )
        yield AnnotatedArticle(path.stem, text, tuple(_quote(text, spans, quote) for quote in row["quotes"]))


def _quote(text: str, spans: Sequence[Span], row: Mapping[str, Any]) -> AnnotatedQuote:
    def words(bounds: tuple[int, int] | None) -> Words:
        if bounds is None:
            return Words()
        span = _between(spans, bounds)
        return Words(text[span.start : span.end], span)

    segments = tuple(_between(spans, bounds) for bounds in row["segments"])
    return AnnotatedQuote(row["kind"], segments, mention=words(row["mention"]), cue=words(row["cue"]))


def _between(spans: Sequence[Span], bounds: tuple[int, int]) -> Span:
    first, last = bounds
    return Span(spans[first].start, spans[last - 1].end)
