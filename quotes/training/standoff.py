"""Our annotation of real news whose texts stay where they are: places in files of the training data.

A line of ``corpus/newswire.jsonl`` or ``corpus/wikinews.jsonl`` is an article: ``{"file": "ner/af_afrol_1.txt.tsv", "length": 345,
"quotes": [{"kind": "indirect", "segments": [[12, 20]], "cue": [10, 11], "mention": [8, 10]}]}``. Bounds (first, last + 1) and the
length count the words of an entity file (``.tsv``), its address left out, and the characters of a text (``.txt``); ``cue`` and
``mention`` are null where there is none. ``corpus/held-out.jsonl``, which nothing is trained on, has ``speaker`` as well: a list
of names, the fullest first, each a list of places whose words "and" joins (one for one person); empty where there is no speaker.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from quotes.annotation.records import AnnotatedArticle, AnnotatedQuote, Words
from quotes.records import Span
from quotes.training.treebanks import MissingData, entity_sentences, require, spaces_after

#: What follows an apostrophe that the entity files cut off with the word before it: "I’", "m".
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


def plain_text(path: Path) -> tuple[str, list[Span]]:
    """A text as it is, and its characters."""
    text = path.read_bytes().decode("utf8")
    return text, [Span(place, place + 1) for place in range(len(text))]


def annotated_articles(annotation: Path, data: Path) -> Iterator[AnnotatedArticle]:
    """The articles that ``annotation`` names, from ``data``, the folder of the training data.

    Raises:
        MissingData: a file is not there, or is not the one that was annotated.
    """
    for line in require(annotation).read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        path = require(data / row["file"])
        text, units = (running_text if path.suffix == ".tsv" else plain_text)(path)
        if len(units) != row["length"]:
            raise MissingData(
                f"{path} has length {len(units)}, the annotated one had {row['length']}; fetch the data anew"
            )
        yield AnnotatedArticle(path.stem, text, tuple(_quote(text, units, quote) for quote in row["quotes"]))


def _quote(text: str, units: Sequence[Span], row: Mapping[str, Any]) -> AnnotatedQuote:
    def words(bounds: tuple[int, int] | None) -> Words:
        if bounds is None:
            return Words()
        span = _between(units, bounds)
        return Words(text[span.start : span.end], span)

    segments = tuple(_between(units, bounds) for bounds in row["segments"])
    names = [" and ".join(words(bounds).text for bounds in name) for name in row.get("speaker", ())]
    speaker, aliases = (names[0], tuple(names[1:])) if names else ("", ())
    return AnnotatedQuote(row["kind"], segments, speaker, aliases, words(row["mention"]), words(row["cue"]))


def _between(units: Sequence[Span], bounds: tuple[int, int]) -> Span:
    first, last = bounds
    return Span(units[first].start, units[last - 1].end)
