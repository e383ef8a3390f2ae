"""Work for other processes: they import it by name, so it stands in a module of its own that imports little."""

from __future__ import annotations

import os

_base = 0


def start(base: int) -> None:
    global _base
    _base = base


def add(number: int) -> int:
    """The sum; a negative number kills the process, 13 is an error."""
    if number < 0:
        os._exit(1)
    if number == 13:
        raise ValueError("unlucky")
    return _base + number
