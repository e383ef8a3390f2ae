"""Annotated articles as files: ``ID.txt`` and ``ID.json``, the format of the gold corpus, which ``quotes evaluate`` reads.

Two keys say more than the corpus does and are written only where they do: ``cue_span`` and ``mention_span``, where the words
do not stand nearest to their quote, and ``cue_class``, where it is known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar, get_args

from quotes.annotation.records import (
    AnnotatedArticle,
    AnnotatedClaim,
    AnnotatedQuote,
    AnnotationError,
    Reading,
    Words,
)
from quotes.annotation.settling import decimal, nearest, parent_of, settled
from quotes.documents.ids import IdMaker
from quotes.records import CueClass, Kind, Problem, Relation, Span

Item = TypeVar("Item")
Json = dict[str, object]

_OTHER_ENDINGS = (".meta.json", ".src.json")  # files that may lie beside the articles and are none


def read_gold(folder: Path) -> Reading:
    """The annotated articles of a folder, by id; one that is not well formed is a problem.

    Raises:
        AnnotationError: there is none.
    """
    paths = sorted(path for path in folder.glob("*.json") if not path.name.endswith(_OTHER_ENDINGS))
    if not paths:
        raise AnnotationError(f"{folder} holds no annotated article (ID.txt with ID.json beside it)")
    articles, problems = [], []
    for path in paths:
        try:
            articles.append(_article(path))
        except (OSError, ValueError, KeyError, TypeError) as error:
            reason = f"the key {error} is missing" if isinstance(error, KeyError) else str(error)
            problems.append(Problem(path.stem, str(path), "annotation", "error", f"it was left out: {reason}"))
    return Reading(tuple(articles), tuple(problems))


def _article(path: Path) -> AnnotatedArticle:
    with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:  # offsets count line ends as they are
        text = file.read()
    values = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(values, dict):
        raise ValueError("an object with the keys quotes and claims is expected")
    quotes = _each(values, "quotes", lambda value: _quote(value, text))
    claims = _each(values, "claims", lambda value: _claim(value, text))
    return settled(AnnotatedArticle(path.stem, text, quotes, claims))


def _each(values: Mapping[str, list[Json]], name: str, make: Callable[[Json], Item]) -> tuple[Item, ...]:
    made: list[Item] = []
    for number, value in enumerate(values.get(name, [])):
        try:
            made.append(make(value))
        except KeyError as error:
            raise ValueError(f"{name}[{number}]: the key {error} is missing") from error
        except (TypeError, ValueError) as error:
            raise ValueError(f"{name}[{number}]: {error}") from error
    return tuple(made)


def _quote(value: Json, text: str) -> AnnotatedQuote:
    segments = value["segments"]
    if not isinstance(segments, list) or not segments:
        raise ValueError(f"no list of segments: {segments!r}")
    spans = tuple(_span(segment, text) for segment in segments)
    aliases = value.get("aliases") or []
    return AnnotatedQuote(
        kind=_one_of(value["kind"], get_args(Kind)),
        segments=spans,
        speaker=str(value["speaker"]),
        aliases=tuple(map(str, aliases)) if isinstance(aliases, list) else (),
        mention=_words(value, "mention", text, spans),
        cue=_words(value, "cue", text, spans),
        cue_class=_one_of(value["cue_class"], get_args(CueClass)) if value.get("cue_class") else None,
    )


def _words(value: Json, name: str, text: str, segments: tuple[Span, ...]) -> Words:
    words, place = str(value.get(name) or ""), value.get(f"{name}_span")
    span = nearest(text, words, segments) if place is None else _span(place, text)
    return Words(words, span)


def _claim(value: Json, text: str) -> AnnotatedClaim:
    return AnnotatedClaim(
        span=_span([value["start"], value["end"]], text),
        low=_bound(value["low"]),
        high=_bound(value["high"]),
        relation=_one_of(value["relation"], get_args(Relation)),
        unit=str(value["unit"] or ""),
        claimant=str(value.get("claimant") or ""),
    )


def _bound(value: object) -> str | None:
    return None if value is None else decimal(str(value))


def _span(value: object, text: str) -> Span:
    if isinstance(value, list) and len(value) == 2:
        start, end = value
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text):
            return Span(start, end)
    raise ValueError(f"{value!r} is no span of the text, which has {len(text)} characters")


def _one_of(value: object, words: tuple[Item, ...]) -> Item:
    for word in words:
        if word == value:
            return word
    raise ValueError(f"{value!r} is none of {', '.join(map(str, words))}")


def gold_values(article: AnnotatedArticle) -> Json:
    """What stands in ``ID.json``."""
    text, quotes = article.text, article.quotes
    return {
        "quotes": [_quote_values(text, quote) | {"parent": parent_of(quotes, i)} for i, quote in enumerate(quotes)],
        "claims": [_claim_values(text, claim) for claim in article.claims],
    }


def _quote_values(text: str, quote: AnnotatedQuote) -> Json:
    places: Json = {}
    for name, words in (("mention", quote.mention), ("cue", quote.cue)):
        if words.span and words.span != nearest(text, words.text, quote.segments):
            places[f"{name}_span"] = [words.span.start, words.span.end]
    return {
        "kind": quote.kind,
        "segments": [[segment.start, segment.end] for segment in quote.segments],
        "text": [segment.text(text) for segment in quote.segments],
        "speaker": quote.speaker,
        "aliases": list(quote.aliases),
        "mention": quote.mention.text,
        "cue": quote.cue.text,
        **places,
        **({"cue_class": quote.cue_class} if quote.cue_class else {}),
    }


def _claim_values(text: str, claim: AnnotatedClaim) -> Json:
    return {
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.span.text(text),
        "low": claim.low,
        "high": claim.high,
        "relation": claim.relation,
        "unit": claim.unit,
        "claimant": claim.claimant,
    }


def file_names(articles: Iterable[AnnotatedArticle]) -> list[str]:
    """A name for the files of each article: its id without what a file's name cannot hold; later equal ones get ``~2``.

    ``2024/harbour`` becomes ``2024_harbour``.
    """
    new_name = IdMaker()
    return [new_name(_file_name(article.article_id)) for article in articles]


def _file_name(article_id: str) -> str:
    name = re.sub(r'[\x00-\x1f\x7f/\\:*?"<>|\ud800-\udfff]', "_", article_id)
    name = re.sub(r"^[.\s]+|[.\s]+$|\.(?=(meta|src)$)", "_", name)
    return name.encode("utf-8")[:180].decode("utf-8", errors="ignore") or "_"
