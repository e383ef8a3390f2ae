"""Attributions as passages of words with cues, sources and contents: PolNeAR's (brat standoff, first annotator) and our own.

    python -m quotes.training.attributions --gold corpus/gold --out passages/train.jsonl [--append]

makes passages of annotated articles (``ID.txt`` and ``ID.json``), to train ``quotes.training.attribution_model`` on.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from quotes.annotation import read_gold
from quotes.parsing.passages import Word, window
from quotes.training.treebanks import MissingData, require

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


def gold_articles(folder: Path) -> Iterator[tuple[str, str, list[Attributions]]]:
    """Id, text and attributions of every annotated article of a folder; a quote without a cue in the text is no attribution.

    Raises:
        MissingData: an article is not well formed; what could not be read must not silently be trained without.
        AnnotationError: the folder holds no article.
    """
    reading = read_gold(folder)
    if reading.problems:
        first = reading.problems[0]
        raise MissingData(f"{len(reading.problems)} articles cannot be read; {first.path}: {first.message}")
    for article in reading.articles:
        found = []
        for quote in article.quotes:
            spans = {"cue": quote.cue.span, "source": quote.mention.span}
            roles = {role: [(span.start, span.end)] if span else [] for role, span in spans.items()}
            found.append({**roles, "content": [(segment.start, segment.end) for segment in quote.segments]})
        yield article.article_id, article.text, [event for event in found if event["cue"]]


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
    write(list(articles(folder)), target, tokenize)
    return target


def write(
    read: Sequence[tuple[str, str, list[Attributions]]], target: Path, tokenize: Tokenize, *, append: bool = False
) -> int:
    """Writes the passages of articles as JSON lines, after those that are there with ``append``; gives their number."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with target.open("a" if append else "w", encoding="utf8") as out:
        for (_, _, events), words in zip(read, tokenize([text for _, text, _ in read]), strict=True):
            for passage in passages(words, events):
                out.write(json.dumps(asdict(passage)) + "\n")
                written += 1
    return written


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


def shipped_tokenizer() -> Tokenize:
    """The tokenizer that ships with the package, as the pipeline runs it before it looks for attributions."""
    import stanza  # takes seconds, and only this needs it

    from quotes.parsing.attribution import document_words
    from quotes.parsing.pipeline import shipped

    pipeline = stanza.Pipeline(
        "en",
        dir=str(shipped()),
        package=None,  # nothing but what is named
        processors={"tokenize": "compact", "mwt": "compact"},
        download_method=None,
        use_gpu=False,
        logging_level="ERROR",
    )

    def words(texts: Sequence[str]) -> list[list[Word]]:
        found = pipeline.bulk_process([stanza.Document([], text=text) for text in texts])
        return [document_words(document) for document in found]

    return words


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, help="folder of annotated articles")
    parser.add_argument("--out", type=Path, required=True, help="the JSON lines to write, train.jsonl or dev.jsonl")
    parser.add_argument("--append", action="store_true", help="add to what is there, PolNeAR's passages for example")
    options = parser.parse_args(arguments)
    read = list(gold_articles(options.gold))
    number = write(read, options.out, shipped_tokenizer(), append=options.append)
    events = sum(len(found) for *_, found in read)
    print(f"{number} passages of {len(read)} articles with {events} attributions: {options.out}")


if __name__ == "__main__":
    main()
