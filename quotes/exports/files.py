"""Files that are either the old one or the new one, never half of either."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name in the same folder to write to; it takes the place of ``path`` when the block ends well, else it goes.

    The folder is made when it is missing. A link keeps pointing where it did: the file it names is replaced.

    Raises:
        OSError: the folder cannot be made or the file not be moved.
    """
    target = Path(os.path.realpath(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        yield part
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
