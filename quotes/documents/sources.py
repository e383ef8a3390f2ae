"""Inputs -> the files to read: files, folders, globs, standard input."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path

from quotes.documents.options import ReadOptions
from quotes.records import Problem

ANNOTATION = ".json"


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, or the bytes of standard input. ``name`` is what its documents' ids begin with."""

    name: str
    path: Path | None
    suffix: str
    data: bytes | None = None

    def read(self) -> bytes:
        """All bytes.

        Raises:
            OSError: the file cannot be read.
        """
        if self.data is not None or self.path is None:
            return self.data or b""
        return self.path.read_bytes()


def sources(inputs: Sequence[str | Path], options: ReadOptions, known: Collection[str]) -> Iterator[Source | Problem]:
    """What the inputs stand for, in their order, folders and globs sorted; ``known`` are readable endings."""
    for one in inputs:
        if str(one) == "-":
            yield _standard_input(options)
            continue
        path = Path(one)
        if path.is_dir():
            yield from _walked(path, known)
        elif path.is_file():
            yield _named(path)
        elif has_magic(str(one)):
            yield from _globbed(str(one), known)
        else:
            yield problem(
                path,
                "there is no such file or folder" if not _exists(path) else "it is neither a file nor a folder",
                "check the path",
            )


def problem(path: Path | None, what: str, remedy: str, *, name: str | None = None, warning: bool = False) -> Problem:
    """A row about a source: where, what, and what to do about it."""
    where = str(path) if path is not None else "standard input"
    return Problem(name, where, "read", "warning" if warning else "error", f"{where}: {what}; {remedy}")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _standard_input(options: ReadOptions) -> Source | Problem:
    if options.standard_input is None:
        return problem(None, "nothing was given", "pass its bytes as ReadOptions.standard_input")
    return Source("stdin", None, options.standard_input_format.lower(), options.standard_input)


def _named(path: Path) -> Source:
    return Source(path.stem, path, path.suffix.lower())


def _globbed(pattern: str, known: Collection[str]) -> Iterator[Source | Problem]:
    matches = sorted(glob(pattern, recursive=True))
    if not matches:
        yield problem(Path(pattern), "no file matches", "check the pattern")
    for match in matches:
        path = Path(match)
        if path.is_file():
            yield _named(path)
        elif path.is_dir() and "**" not in pattern:  # `**` names the folders' files as well
            yield from _walked(path, known)


def _walked(folder: Path, known: Collection[str]) -> Iterator[Source | Problem]:
    failed: list[OSError] = []
    found = False
    for path in _files(folder, failed):
        suffix = path.suffix.lower()
        if suffix in known:
            found = True
            yield Source(path.relative_to(folder).with_suffix("").as_posix(), path, suffix)
        elif not _annotates(path):
            yield problem(
                path,
                f"files ending in {suffix or 'nothing'!r} are not read from folders",
                f"move it away or convert it to one of {', '.join(sorted(known))}",
                warning=True,
            )
    for error in failed:
        yield problem(
            Path(error.filename or folder), f"the folder cannot be listed ({error.strerror})", "check its permissions"
        )
    if not found:
        yield problem(
            folder,
            "the folder holds no file that can be read",
            f"put files there that end in {', '.join(sorted(known))}",
            warning=True,
        )


def _files(folder: Path, failed: list[OSError]) -> list[Path]:
    found: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += (Path(root, name) for name in names if not name.startswith("."))
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _annotates(path: Path) -> bool:
    """Whether it is the annotation of an article beside it (``ID.txt`` + ``ID.json``, also ``ID.meta.json``)."""
    if path.suffix.lower() != ANNOTATION:
        return False
    return any(path.with_name(f"{stem}.txt").is_file() for stem in (path.stem, path.stem.rpartition(".")[0]) if stem)
