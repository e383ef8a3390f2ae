"""Files that are either the old one or the new one, never half of either."""

from __future__ import annotations

import glob
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from quotes.records import Problem
from quotes.tables import SCHEMAS, Tables

_ABANDONED = 24 * 60 * 60  # seconds: a part that was not touched for so long is of a run that was killed


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name in the same folder to write to; it takes the place of ``path`` when the block ends well, else it goes.

    The folder is made when it is missing. A link keeps pointing where it did: the file it names is replaced. A run that
    is killed leaves ``.NAME.XXXXXXXX.part`` beside the old file; the first run that writes the same file a day or more
    later removes it.

    Raises:
        OSError: the folder cannot be made or the file not be moved.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    _remove(target, ".*.part", older=_ABANDONED)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
        os.replace(part, target)
    finally:
        _remove(target, part.name.removeprefix(f".{target.name}"))


@contextmanager
def replacing_together() -> Iterator[Callable[[Path], Path]]:
    """As ``replacing``, for files that belong together: none takes its place before all are written.

    Gives a function that takes a path and gives the name to write to.

    Raises:
        OSError: a folder cannot be made or a file not be moved.
    """
    with ExitStack() as files:
        yield lambda path: files.enter_context(replacing(path))


def left_over(tables: Tables, folder: Path, ending: str) -> tuple[Problem, ...]:
    """Warnings about tables of an earlier run in the folder that this run does not write, and which tell of other articles."""
    paths = [folder / f"{name}{ending}" for name in SCHEMAS if name not in tables.names]
    what = "it is of an earlier run and was not written this time; ask for this table again, or remove the file"
    return tuple(Problem(None, str(path), "export", "warning", f"{path}: {what}") for path in paths if path.is_file())


def _remove(target: Path, ending: str, *, older: float = -1) -> None:
    """Remove the parts of the target, and what a database kept beside them, that were not touched for ``older`` seconds."""
    beside = glob.escape(f"{target.parent}{os.sep}.{target.name}") + ending + "*"
    for found in map(Path, glob.glob(beside, include_hidden=True)):
        with suppress(FileNotFoundError, IsADirectoryError):
            if older < 0 or time.time() - found.lstat().st_mtime > older:
                found.unlink()
