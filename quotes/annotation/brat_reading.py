"""A brat folder -> articles: every ``ID.ann`` with its ``ID.txt``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from quotes.annotation.assembling import Tell, assembled
from quotes.annotation.brat import ATTRIBUTES, FLAGS, RELATION_WORDS, TYPES, segments_of, unescaped
from quotes.annotation.records import AnnotatedArticle, AnnotationError, Reading
from quotes.annotation.regions import YES, Label, Link, Marked, Region
from quotes.records import Problem, Severity, Span

_LABELS: Mapping[str, Label] = {name: label for label, name in TYPES.items()}
_VALUES = {called: name for name, called in ATTRIBUTES.items()}
_RELATIONS = {word: relation for relation, word in RELATION_WORDS.items()}
_NOTED = frozenset({"speaker", "alias", "cue", "mention", "low", "high", "unit", "claimant"})
_PLACES = frozenset({"join at", "split at"})
_PLACE = re.compile(r"(\d+) (\d+)")


@dataclass(slots=True)
class _Bound:
    """One text-bound annotation and what other lines say of it."""

    label: Label
    pieces: list[Span]
    values: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class _File:
    """An ``ID.ann`` in the reading."""

    text: str
    tell: Tell
    bounds: dict[str, _Bound] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)


def from_brat(folder: Path) -> Reading:
    """The articles of a brat folder and of those below it; an article's id is its path in the folder without the ending.

    Raises:
        AnnotationError: there is no annotation file.
    """
    paths = sorted(folder.rglob("*.ann"))
    if not paths:
        raise AnnotationError(f"{folder} holds no brat annotation (ID.ann beside ID.txt)")
    articles, problems = list[AnnotatedArticle](), list[Problem]()
    for path in paths:
        name = path.relative_to(folder).with_suffix("").as_posix()
        try:
            articles.append(_article(path, name, problems))
        except (OSError, UnicodeDecodeError) as error:
            message = f"it was left out: {error}; ID.txt and ID.ann lie side by side, in UTF-8"
            problems.append(Problem(name, str(path), "annotation", "error", message))
    return Reading(tuple(articles), tuple(problems))


def _article(path: Path, name: str, problems: list[Problem]) -> AnnotatedArticle:
    text, lines = (_content(path.with_suffix(ending)) for ending in (".txt", ".ann"))

    def tell(message: str, severity: Severity) -> None:
        problems.append(Problem(name, str(path), "annotation", severity, message))

    return assembled(name, text, marked_in(text, lines, tell), tell)


def _content(path: Path) -> str:
    with path.open(encoding="utf-8", newline="") as file:  # offsets count line ends as they are
        return file.read()


def marked_in(text: str, lines: str, tell: Tell) -> Marked:
    """The regions and links that the lines of an ``.ann`` file mark in its text."""
    found = _File(text, tell)
    read = {"T": _text_bound, "R": _relation, "A": _attribute, "M": _attribute, "#": _note}
    numbered = [(number, line.rstrip("\r")) for number, line in enumerate(lines.split("\n"), start=1) if line.strip()]
    numbered.sort(key=lambda pair: not pair[1].startswith("T"))  # spans first: other lines name them
    for number, line in numbered:
        try:
            if line[0] not in read:
                raise _Unknown("events, equivalences and normalisations mean nothing here")
            read[line[0]](found, line)
        except _Unknown as error:
            tell(f"line {number}: {error}; it was left out: {line[:80]}", "warning")
        except ValueError as error:
            tell(f"line {number}: {error}; it was left out: {line[:80]}", "error")
    return Marked([_region(text, key, bound) for key, bound in found.bounds.items()], found.links)


class _Unknown(ValueError):
    """A line that is well formed and says nothing that this project knows."""


def _text_bound(found: _File, line: str) -> None:
    key, _, rest = line.partition("\t")
    head, _, words = rest.partition("\t")
    name, _, places = head.partition(" ")
    found.left_out.add(key)
    if name not in _LABELS:
        raise ValueError(f"the type {name!r} is unknown: use {', '.join(_LABELS)}")
    bounds = [_PLACE.fullmatch(place) for place in places.strip().split(";")]
    pieces = sorted(Span(int(match[1]), int(match[2])) for match in bounds if match)
    if len(pieces) < len(bounds) or not all(len(p) > 0 and p.end <= len(found.text) for p in pieces):
        raise ValueError(f"{places!r} is no place in the text, which has {len(found.text)} characters")
    marked = "".join(piece.text(found.text) for piece in pieces)
    if words and _plain(words) != _plain(marked):
        raise ValueError(f"the text has {marked[:40]!r} there: .txt and .ann belong to different versions")
    found.left_out.discard(key)
    found.bounds[key] = _Bound(_LABELS[name], pieces)


def _plain(words: str) -> str:
    return re.sub(r"\s", "", words)


def _relation(found: _File, line: str) -> None:
    match = re.fullmatch(r"R\d+\t\S+ \S+:(\S+) \S+:(\S+)\s*", line)
    if match is None:
        raise ValueError("no relation of two annotations")
    if not {match[1], match[2]} & found.left_out:  # what was left out was told already
        found.links.append(Link(match[1], match[2]))


def _attribute(found: _File, line: str) -> None:
    match = re.fullmatch(r"[AM]\d+\t(\S+) (\S+)(?: (\S+))?\s*", line)
    if match is None:
        raise ValueError("no attribute of an annotation")
    name, key, value = match.groups()
    if name not in _VALUES:
        raise _Unknown(f"the attribute {name!r} is unknown")
    if key in found.bounds:
        own = _VALUES[name]
        found.bounds[key].values[own] = YES if own in FLAGS else (_RELATIONS.get(value or "", value or ""),)


def _note(found: _File, line: str) -> None:
    _, _, rest = line.partition("\t")
    head, _, note = rest.partition("\t")
    key = head.partition(" ")[2].strip()
    if key not in found.bounds:
        if key in found.left_out:
            return
        raise _Unknown("a note on nothing that is read here")
    odd = []
    for entry in _entries(note):
        name, colon, value = entry.partition(":")
        name = name.strip()
        if colon and (name in _NOTED or name in _PLACES):
            values = found.bounds[key].values
            values[name] = (*values.get(name, ()), unescaped(value.strip()))
        elif entry.strip():
            odd.append(entry.strip())
    if odd:
        raise _Unknown(f"of this note {' | '.join(odd)!r} is not understood (speaker: … | alias: …)")


def _entries(note: str) -> list[str]:
    """The parts of a note between bars; a bar after a backslash is part of a value."""
    return [match[0] for match in re.finditer(r"(?:\\.|[^|\\])+", note)]


def _region(text: str, key: str, bound: _Bound) -> Region:
    join, split = (
        [int(place) for place in bound.values.pop(n, ()) if place.isdigit()] for n in ("join at", "split at")
    )
    return Region(key, bound.label, tuple(segments_of(text, bound.pieces, join=join, split=split)), bound.values)
