"""Tables -> articles to correct: the rows of ``quotes`` and ``claims`` as an annotator gets them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from quotes.annotation.records import AnnotatedArticle, AnnotatedClaim, AnnotatedQuote, Reading, Words
from quotes.annotation.settling import decimal, settled
from quotes.records import CueClass, Kind, Problem, Relation, Span
from quotes.tables import Tables

Row = Mapping[str, object]


def from_tables(tables: Tables) -> Reading:
    """The documents of the tables with their quotes and claims; one whose text the tables do not hold is a problem."""
    quotes, claims = _by_document(tables.records("quotes")), _by_document(tables.records("claims"))
    articles, problems = [], []
    for row in tables.records("documents"):
        name = str(row["document_id"])
        text = tables.texts.get(name)
        if text is None:
            problems.append(_no_text(row))
        else:
            # No file can hold a lone surrogate; U+FFFD is one character too, so that the offsets stay.
            text = re.sub("[\ud800-\udfff]", "\ufffd", text)
            articles.append(_article(name, text, quotes[name], claims[name]))
    return Reading(tuple(articles), tuple(problems))


def _by_document(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row["document_id"])].append(row)
    return found


def _no_text(row: Row) -> Problem:
    message = "its text is not in these tables, so it cannot be annotated: extract it again and write it from there"
    path = row["path"]
    return Problem(str(row["document_id"]), str(path) if path else None, "export", "error", message)


def _article(name: str, text: str, quotes: Sequence[Row], claims: Sequence[Row]) -> AnnotatedArticle:
    aliases = _aliases(quotes)
    made = tuple(_quote(row, aliases[_text(row["speaker"])]) for row in quotes)
    return settled(AnnotatedArticle(name, text, made, tuple(map(_claim, claims))))


def _aliases(quotes: Sequence[Row]) -> defaultdict[str, tuple[str, ...]]:
    """Other names of each speaker: the mentions that share a word with the name ("Zupan", "Mayor Zupan"; never "he")."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for row in quotes:
        name, mention = _text(row["speaker"]), _text(row["speaker_mention"])
        if mention != name and set(_names(mention)) & set(_names(name)):
            found[name][mention] = None
    return defaultdict(tuple, {name: tuple(mentions) for name, mentions in found.items()})


def _names(words: str) -> Iterator[str]:
    return (word for word in re.findall(r"\w+", words) if word[0].isupper())


def _quote(row: Row, aliases: tuple[str, ...]) -> AnnotatedQuote:
    segments = row["segments"]
    assert isinstance(segments, list)
    return AnnotatedQuote(
        kind=next(kind for kind in get_args(Kind) if kind == row["kind"]),
        segments=tuple(Span(int(start), int(end)) for start, end in segments),
        speaker=_text(row["speaker"]),
        aliases=aliases if row["speaker"] else (),
        mention=_words(row, "speaker_mention", "speaker"),
        cue=_words(row, "cue", "cue"),
        cue_class=next((found for found in get_args(CueClass) if found == row["cue_class"]), None),
        score=float(str(row["confidence"])),
    )


def _words(row: Row, column: str, place: str) -> Words:
    start, end = row[f"{place}_start"], row[f"{place}_end"]
    span = None if start is None or end is None else Span(int(str(start)), int(str(end)))
    return Words(_text(row[column]), span)


def _claim(row: Row) -> AnnotatedClaim:
    return AnnotatedClaim(
        span=Span(int(str(row["start"])), int(str(row["end"]))),
        low=_bound(row["low"]),
        high=_bound(row["high"]),
        relation=next(relation for relation in get_args(Relation) if relation == row["relation"]),
        unit=_text(row["unit"]),
        claimant=_text(row["claimant"]),
        score=float(str(row["confidence"])),
    )


def _bound(value: object) -> str | None:
    if value is None:
        return None
    digits = decimal(str(value))
    return digits.removesuffix(".0")


def _text(value: object) -> str:
    return "" if value is None else str(value)
