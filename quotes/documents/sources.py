"""Inputs -> the files to read: files, folders, globs, standard input. Nothing that could block is ever opened."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import stat
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from quotes.documents.options import ReadOptions
from quotes.documents.sniffing import format_of
from quotes.documents.unpacking import Budget, gunzip, read_whole
from quotes.records import Problem

ANNOTATION = ".json"
_ANNOTATED = ("quotes", "claims")  # the keys of an annotation
PACKED = ".gz"
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_KINDS: Sequence[tuple[Callable[[int], bool], str]] = (
    (stat.S_ISREG, "file"),
    (stat.S_ISDIR, "folder"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
)


STANDARD_INPUT = "standard input"


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: a file, a member of an archive, or the bytes of standard input.

    ``name`` is what its documents' ids begin with, ``suffix`` the ending of its format, ``inside`` the place of a
    member in its archive ("2019/vote.txt"), ``opener`` opens the member. ``packed`` data are gzip data of the format.
    """

    name: str
    path: Path | None
    suffix: str
    data: bytes | None = None
    inside: str | None = None
    opener: Callable[[], BinaryIO] | None = None
    packed: bool = False
    budget: Budget | None = None

    @property
    def shown(self) -> str | None:
        """The place as tables show it ("press.zip!/2019/vote.txt"); null for standard input."""
        if self.inside is not None:
            return f"{printable(str(self.path)) if self.path else '-'}!/{self.inside}"
        return printable(str(self.path)) if self.path is not None else None

    @property
    def told(self) -> str | None:
        """The place as problems name it: "standard input" has a name there; a data frame has none."""
        return self.shown or (STANDARD_INPUT if self.data is not None and self.suffix else None)

    @property
    def plain(self) -> Path | None:
        """The file, where its bytes are the format's; null for members, packed files and standard input."""
        return None if self.packed or self.opener is not None or self.data is not None else self.path

    def open(self) -> BinaryIO:
        """Its bytes as a stream, unpacked.

        Raises:
            Damaged: it is packed and not sound.
            OSError: the file cannot be read.
        """
        return gunzip(self._raw(), Budget(self.size(), parent=self.budget)) if self.packed else self._raw()

    def size(self) -> int:
        """Bytes on the disk, or of standard input; of a member, those of its archive.

        Raises:
            OSError: the file cannot be read.
        """
        if self.data is not None or self.path is None:
            return len(self.data or b"")
        return self.path.stat().st_size

    def read(self) -> bytes:
        """All bytes, unpacked.

        Raises:
            Damaged: it is packed and not sound, or too large.
            OSError: the file cannot be read.
        """
        with self.open() as stream:
            return read_whole(stream)

    def _raw(self) -> BinaryIO:
        if self.opener is not None:
            return self.opener()
        if self.data is not None or self.path is None:
            return io.BytesIO(self.data or b"")
        return self.path.open("rb")


def sources(inputs: Sequence[str | Path], options: ReadOptions, known: Collection[str]) -> Iterator[Source | Problem]:
    """What the inputs stand for, in their order, folders and globs sorted; ``known`` are readable endings."""
    for one in inputs:
        if str(one) == "-":
            yield _standard_input(options, known)
            continue
        path = Path(one)
        kind = kind_of(path)
        if kind == "folder":
            yield from _walked(path, known)
        elif kind == "file":
            yield named(path, known)
        elif has_magic(str(one)):
            yield from _globbed(str(one), known)
        else:
            yield _no_file(path, kind)


def problem(
    where: Path | str | None, what: str, remedy: str, *, name: str | None = None, warning: bool = False
) -> Problem:
    """A row about a source: where, what, and what to do about it."""
    place = printable(str(where)) if where is not None else STANDARD_INPUT
    return Problem(name, place, "read", "warning" if warning else "error", f"{place}: {what}; {remedy}")


def printable(name: str) -> str:
    """A name that can be written: U+FFFD for bytes that are no UTF-8 and for control characters."""
    return _UNPRINTABLE.sub("\ufffd", name)


def ending_of(name: str, known: Collection[str]) -> str:
    """The ending that says the format, in lower case: also two, as in ``.tar.gz`` and ``.csv.gz``.

    Example:
        ``ending_of("2019/Vote.CSV.gz", {".csv"}) == ".csv.gz"``
    """
    path = PurePosixPath(name)
    last, before = path.suffix.lower(), PurePosixPath(path.stem).suffix.lower()
    both = before + last
    return both if last == PACKED and before and (both in known or before in known) else last


def source_of(name: str, known: Collection[str], *, path: Path | None, data: bytes | None = None) -> Source:
    """The source of a file with this name below its input folder."""
    ending = ending_of(name, known)
    packed = ending not in known and ending.endswith(PACKED)
    suffix = (ending.removesuffix(PACKED) or ending) if packed else ending
    return Source(printable(name[: len(name) - len(ending)]), path, suffix, data, packed=packed)


def named(path: Path, known: Collection[str]) -> Source:
    """The source of a file that is named directly."""
    return source_of(path.name, known, path=path)


def readable(source: Source, known: Collection[str]) -> bool:
    """Whether its format is known. A bare ``.gz`` says nothing of what it holds."""
    return source.suffix in known


def unknown(source: Source, ending: str, known: Collection[str], *, container: str = "folders") -> Problem:
    """The row about a file whose ending is not known."""
    if ending == PACKED:
        what, remedy = "the ending '.gz' does not say what is packed", "name it by what it holds, as in news.csv.gz"
    else:
        which = f"files ending in {ending!r}" if ending else "files without an ending"
        what = f"{which} are not read from {container}"
        remedy = f"move it away or convert it to one of {', '.join(sorted(known))}"
    return problem(source.shown, what, remedy, warning=True)


def annotates(name: str, there: Callable[[str], bool]) -> bool:
    """Whether it is the annotation of an article beside it (``ID.txt`` + ``ID.json``, also ``ID.meta.json``)."""
    path = PurePosixPath(name)
    if path.suffix.lower() != ANNOTATION:
        return False
    return any(there(str(path.with_name(f"{stem}.txt"))) for stem in (path.stem, path.stem.rpartition(".")[0]) if stem)


def passed_over(source: Source) -> Iterator[Problem]:
    """A warning where the ``.json`` beside an article is passed over as its annotation and holds something else."""
    stem = PurePosixPath(source.inside or str(source.path)).stem
    if "." in stem:  # ID.meta.json
        return
    try:
        held = json.loads(source.read())
    except (OSError, ValueError, RecursionError):
        held = None
    if not isinstance(held, dict) or (held and held.keys().isdisjoint(_ANNOTATED)):
        what = f"it was taken for the annotation of {stem}.txt and not read, but holds no {' and no '.join(_ANNOTATED)}"
        yield problem(source.shown, what, "name it otherwise to have it read", warning=True)


def kind_of(path: Path) -> str:
    """``file``, ``folder``, or in words what else it is; links are followed."""
    try:
        mode = path.stat().st_mode
    except ValueError:  # a NUL in the name
        return "nothing"
    except OSError as error:
        if error.errno == errno.ELOOP:
            return "a symbolic link that leads back to itself"
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            return "a symbolic link that leads nowhere" if path.is_symlink() else "nothing"
        return f"out of reach ({error.strerror})"
    return next((kind for test, kind in _KINDS if test(mode)), "a device")


def _no_file(path: Path, kind: str, *, warning: bool = False) -> Problem:
    if kind == "nothing":
        return problem(path, "there is no such file or folder", "check the path")
    if kind == "a named pipe":
        return problem(path, f"it is {kind}, no file", "give its content on standard input, as -", warning=warning)
    return problem(path, f"it is {kind}, neither a file nor a folder", "check the path", warning=warning)


def _standard_input(options: ReadOptions, known: Collection[str]) -> Source | Problem:
    if options.standard_input is None:
        return problem(None, "nothing was given", "pass its bytes as ReadOptions.standard_input")
    asked = (options.text_column, options.id_column, options.date_column, options.title_column)
    ending = options.standard_input_format or format_of(options.standard_input, columns=[x for x in asked if x])
    if options.notify and ending != options.standard_input_format and ending != ".txt":
        options.notify(f"{STANDARD_INPUT} is read as {ending}; --input-format says otherwise")
    return source_of(f"stdin{ending}", known, path=None, data=options.standard_input)


def _globbed(pattern: str, known: Collection[str]) -> Iterator[Source | Problem]:
    matches = sorted(glob(pattern, recursive=True))
    if not matches:
        yield problem(Path(pattern), "no file matches", "check the pattern")
    for match in matches:
        path = Path(match)
        kind = kind_of(path)
        if kind == "file":
            source = named(path, known)
            if annotates(str(path), _is_file):
                yield from passed_over(source)
            else:
                yield source
        elif kind != "folder":
            yield _no_file(path, kind)
        elif "**" not in pattern:  # `**` names the folders' files as well
            yield from _walked(path, known)


def _walked(folder: Path, known: Collection[str]) -> Iterator[Source | Problem]:
    failed: list[Problem] = []
    found = False
    for path in _files(folder, failed):
        kind = kind_of(path)
        if kind != "file":
            yield _no_file(path, kind, warning=True)
            continue
        below = path.relative_to(folder).as_posix()
        source = source_of(below, known, path=path)
        if annotates(str(path), _is_file):
            yield from passed_over(source)
            continue
        if readable(source, known):
            found = True
            yield source
        else:
            yield unknown(source, ending_of(below, known), known)
    yield from failed
    if not found:
        remedy = f"put files there that end in {', '.join(sorted(known))}"
        yield problem(folder, "the folder holds no file that can be read", remedy, warning=True)


def _files(folder: Path, failed: list[Problem]) -> list[Path]:
    """The files below a folder. Links to folders are not followed: they may lead back, or out."""
    found: list[Path] = []

    def unlisted(error: OSError) -> None:
        where = error.filename or folder
        failed.append(problem(where, f"the folder cannot be listed ({error.strerror})", "check its permissions"))

    for root, folders, names in os.walk(folder, onerror=unlisted):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for link in (Path(root, name) for name in folders if Path(root, name).is_symlink()):
            what = "it is a symbolic link to a folder, which is not followed"
            failed.append(problem(link, what, "give the folder it leads to as an input of its own", warning=True))
        found += (Path(root, name) for name in names if not name.startswith("."))
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _is_file(name: str) -> bool:
    return kind_of(Path(name)) == "file"
