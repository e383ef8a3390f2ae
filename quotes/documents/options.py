"""How inputs are read: which columns of a table hold what, and what is known beforehand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """Options of ``read`` and ``from_frame``.

    A column that is not named is guessed from the usual names (``text``, ``body``, ``article`` ...), that of the text
    also from the cells; ``notify`` is told once for each table what was guessed. ``published`` is the date of publication
    of every document and wins over what their texts say. ``standard_input`` holds the bytes that the input ``-`` stands
    for, ``standard_input_format`` their format as a file ending; by default the bytes tell it.

    Example:
        ``ReadOptions(text_column="story", published=date(2019, 1, 4))``
    """

    text_column: str | None = None
    id_column: str | None = None
    date_column: str | None = None
    title_column: str | None = None
    published: date | None = None
    standard_input: bytes | None = None
    standard_input_format: str | None = None
    notify: Callable[[str], None] | None = field(default=None, compare=False)
