"""What the adapters to outside sets share: parses of single sentences, and F1."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quotes.records import Block, Document, Parse, Span

_BATCH = 50
Parsed = tuple[Document, Parse]


@dataclass(frozen=True, slots=True)
class Score:
    """Hits out of what was found and what was wanted."""

    hits: int
    found: int
    wanted: int

    @property
    def f1(self) -> float:
        """F1 in percent."""
        return 200 * self.hits / max(1, self.found + self.wanted)

    def line(self, name: str) -> str:
        """As one line of a table: name, F1, precision, recall."""
        precision, recall = 100 * self.hits / max(1, self.found), 100 * self.hits / max(1, self.wanted)
        return f"{name:28}F1 {self.f1:5.1f}   precision {precision:5.1f}   recall {recall:5.1f}"


def sentence_documents(texts: Sequence[str]) -> list[Document]:
    """Each text as a document of one paragraph of the body."""
    return [
        Document(f"{index:04}", text, blocks=(Block(Span(0, len(text)), "body"),)) for index, text in enumerate(texts)
    ]


def parses(texts: Sequence[str], kept: Path | None = None) -> list[Parsed]:
    """The texts with their parses; ``kept`` is a file that keeps them from one run to the next."""
    documents = sentence_documents(texts)
    if kept is not None and kept.exists():
        done: list[Parsed] = pickle.loads(kept.read_bytes())
        if [document.text for document, _ in done] == list(texts):
            return done
    from quotes.parsing import Parser

    parser, found = Parser(sections=("body",)), []
    for start in range(0, len(documents), _BATCH):
        found.extend(parser.parse(documents[start : start + _BATCH]))
    done = list(zip(documents, found, strict=True))
    if kept is not None:
        kept.write_bytes(pickle.dumps(done))
    return done
