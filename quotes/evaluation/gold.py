"""Annotated articles: ``ID.txt`` with ``ID.json`` beside it (``corpus/FORMAT.md`` says what each field means)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

from quotes.records import Kind, Relation, Span

Item = TypeVar("Item")


class GoldError(ValueError):
    """An annotated article cannot be used; the message names the file, the entry and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class GoldQuote:
    """An annotated quote; ``speaker`` is ``""`` where the article gives none, ``parent`` an index in the same list."""

    kind: Kind
    segments: tuple[Span, ...]
    speaker: str
    aliases: tuple[str, ...]
    cue: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """An annotated quantity; an open bound is null; ``claimant`` is ``""`` in the article's own voice."""

    span: Span
    low: float | None
    high: float | None
    relation: Relation
    unit: str
    claimant: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article and its annotation; offsets count characters of ``text``."""

    article_id: str
    text_path: Path
    text: str
    quotes: tuple[GoldQuote, ...]
    claims: tuple[GoldClaim, ...]

    def aliases(self, speaker: str) -> tuple[str, ...]:
        """Other names of a speaker, as the speaker's first quote gives them."""
        return next((quote.aliases for quote in self.quotes if quote.speaker == speaker), ())


def load_gold(folder: Path) -> list[GoldArticle]:
    """The annotated articles of a folder, by id.

    Raises:
        GoldError: there is none, or one is not well-formed.
    """
    paths = sorted(path for path in folder.glob("*.json") if not path.name.endswith((".meta.json", ".src.json")))
    if not paths:
        raise GoldError(f"{folder} holds no annotated article (ID.txt with ID.json beside it)")
    return [_article(path) for path in paths]


def _article(path: Path) -> GoldArticle:
    text_path = path.with_suffix(".txt")
    try:
        with text_path.open(encoding="utf-8", newline="") as file:  # offsets count line ends as they are
            text = file.read()
        values = json.loads(path.read_text(encoding="utf-8"))
        quotes = _entries(path, "quotes", values, lambda value: _quote(value, len(text)))
        claims = _entries(path, "claims", values, lambda value: _claim(value, len(text)))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise GoldError(f"{path}: {error}") from error
    return GoldArticle(path.stem, text_path, text, quotes, claims)


def _entries(
    path: Path, name: str, values: Mapping[str, list[dict[str, object]]], make: Callable[[dict[str, object]], Item]
) -> tuple[Item, ...]:
    made: list[Item] = []
    for number, value in enumerate(values.get(name, [])):
        try:
            made.append(make(value))
        except (KeyError, TypeError, ValueError) as error:
            raise GoldError(f"{path}: {name}[{number}]: {type(error).__name__}: {error}") from error
    return tuple(made)


def _quote(value: dict[str, object], length: int) -> GoldQuote:
    segments, aliases = _list(value["segments"]), _list(value.get("aliases", []))
    if not segments:
        raise ValueError("no segments")
    parent = value.get("parent")
    return GoldQuote(
        kind=_one_of(value["kind"], get_args(Kind)),
        segments=tuple(_segment(segment, length) for segment in segments),
        speaker=str(value["speaker"]),
        aliases=tuple(str(alias) for alias in aliases),
        cue=str(value.get("cue", "")),
        parent=int(str(parent)) if parent is not None else None,
    )


def _claim(value: dict[str, object], length: int) -> GoldClaim:
    return GoldClaim(
        span=_span(value["start"], value["end"], length),
        low=_bound(value["low"]),
        high=_bound(value["high"]),
        relation=_one_of(value["relation"], get_args(Relation)),
        unit=str(value["unit"]),
        claimant=str(value.get("claimant") or ""),
    )


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"not a list: {value!r}")
    return value


def _segment(value: object, length: int) -> Span:
    start, end = _list(value)
    return _span(start, end, length)


def _span(start: object, end: object, length: int) -> Span:
    if not (isinstance(start, int) and isinstance(end, int) and start < end <= length):
        raise ValueError(f"no span of the text: {start!r}:{end!r}")
    return Span(start, end)


def _bound(value: object) -> float | None:
    return None if value is None else float(str(value))


def _one_of(value: object, words: tuple[Item, ...]) -> Item:
    for word in words:
        if word == value:
            return word
    raise ValueError(f"{value!r} is none of {', '.join(map(str, words))}")
