"""Attributions as passages of words with cues, sources and contents: PolNeAR's (brat standoff, first annotator)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from quotes.parsing.passages import Word, window
from quotes.training.treebanks import require

Bounds = tuple[int, int]
Attributions = dict[str, list[Bounds]]
Tokenize = Callable[[Sequence[str]], list[list[Word]]]


@dataclass(frozen=True, slots=True)
class Event:
    """One attribution: word bounds (first, last + 1) of the pieces of its cue, source and content."""

    cue: tuple[Bounds, ...]
    source: tuple[Bounds, ...]
    content: tuple[Bounds, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Some sentences in a row: words, bounds of each sentence, indexes of words that begin a paragraph, attributions."""

    words: tuple[str, ...]
    sentences: tuple[Bounds, ...]
    paragraphs: tuple[int, ...]
    events: tuple[Event, ...]


def standoff(path: Path) -> list[dict[str, list[Bounds]]]:
    """The attributions of one ``.ann`` file as character bounds by role (``cue``, ``source``, ``content``)."""
    spans: dict[str, tuple[str, list[Bounds]]] = {}
    events: list[dict[str, list[Bounds]]] = []
    for line in path.read_text(encoding="utf8").splitlines():
        name, _, rest = line.partition("\t")
        if name.startswith("T"):
            kind, _, bounds = rest.partition("\t")[0].partition(" ")
            pieces = re.findall(r"(\d+) (\d+)", bounds)
            spans[name] = (kind.lower(), [(int(a), int(b)) for a, b in pieces])
        elif name.startswith("E"):
            event: dict[str, list[Bounds]] = {"cue": [], "source": [], "content": []}
            for argument in rest.split():
                role, _, target = argument.partition(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in event and target in spans:
                    event[role].extend(spans[target][1])
            events.append(event)
    return events


def articles(folder: Path) -> Iterator[tuple[str, str, list[dict[str, list[Bounds]]]]]:
    """Id, text and attributions of every article of a PolNeAR split."""
    seen: set[str] = set()
    for path in sorted(require(folder / "attributions").glob("*.ann")):
        name = path.stem.rpartition("_")[0]
        if name not in seen:
            seen.add(name)
            with (folder / "text" / f"{name}.txt").open(encoding="utf8", newline="") as source:
                yield name, source.read(), standoff(path)


def passages(words: Sequence[Word], events: Sequence[dict[str, list[Bounds]]]) -> Iterator[Passage]:
    """Cuts an article into the passages that the attribution network reads, with the attributions in each."""
    start = 0
    while start < len(words):
        stop = window(words, start)
        yield _passage(words[start:stop], events)
        start = stop


def _passage(words: Sequence[Word], events: Sequence[dict[str, list[Bounds]]]) -> Passage:
    sentences: list[Bounds] = []
    paragraphs: list[int] = []
    for i, word in enumerate(words):
        if i == 0 or word.sentence != words[i - 1].sentence:
            sentences.append((i, i + 1))
        else:
            sentences[-1] = (sentences[-1][0], i + 1)
        if i == 0 or word.paragraph != words[i - 1].paragraph:
            paragraphs.append(i)
    found = [Event(*(_bounds(words, event[role]) for role in ("cue", "source", "content"))) for event in events]
    kept = tuple(event for event in found if event.cue)
    return Passage(tuple(w.text for w in words), tuple(sentences), tuple(paragraphs), kept)


def _bounds(words: Sequence[Word], pieces: Sequence[Bounds]) -> tuple[Bounds, ...]:
    out: list[Bounds] = []
    for a, b in pieces:
        inside = [i for i, word in enumerate(words) if word.start < b and a < word.end]
        if inside:
            out.append((inside[0], inside[-1] + 1))
    return tuple(sorted(set(out)))


def prepare(folder: Path, target: Path, tokenize: Tokenize) -> Path:
    """Writes the passages of a PolNeAR split as JSON lines; ``tokenize`` gives the words of each of many texts."""
    read = list(articles(folder))
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("w", encoding="utf8") as out:
        for (_, _, events), words in zip(read, tokenize([text for _, text, _ in read]), strict=True):
            for passage in passages(words, events):
                out.write(json.dumps(asdict(passage)) + "\n")
    return target


def load(path: Path) -> list[Passage]:
    """Reads what ``prepare`` wrote."""

    def bounds(pairs: Sequence[Sequence[int]]) -> tuple[Bounds, ...]:
        return tuple((a, b) for a, b in pairs)

    out = []
    for line in require(path).read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        events = tuple(Event(bounds(e["cue"]), bounds(e["source"]), bounds(e["content"])) for e in row["events"])
        out.append(Passage(tuple(row["words"]), bounds(row["sentences"]), tuple(row["paragraphs"]), events))
    return out
