"""What the tests of reading share: files to write, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from quotes.documents import ReadOptions, read
from quotes.records import Document, Problem

STORY = "Deal done\n\nKYIV — The deal is done, the minister said.\n"


def split(items: Iterable[Document | Problem]) -> tuple[list[Document], list[Problem]]:
    found = list(items)
    return [i for i in found if isinstance(i, Document)], [i for i in found if isinstance(i, Problem)]


def read_one(path: Path, options: ReadOptions | None = None) -> tuple[list[Document], list[Problem]]:
    return split(read([path], options))


def read_bytes(data: bytes, suffix: str) -> tuple[list[Document], list[Problem]]:
    return split(read(["-"], ReadOptions(standard_input=data, standard_input_format=suffix)))


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def told(problems: Iterable[Problem], words: str) -> bool:
    """Whether a row says it and what to do: every message is "where: what; remedy"."""
    return any(words in problem.message and ";" in problem.message for problem in problems)
