"""The models that ship with the package, and the card of each: what it is, what it was made of, how good it is.

Weights lie in ``en/<processor>/compact.pt``, cards in ``cards/<processor>.json``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path

FOLDER = Path(str(files(__name__)))


class CardError(ValueError):
    """A card is no JSON or lacks a key; the message names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A model card.

    ``file`` is relative to this folder, ``data`` names the data sets it was trained on, ``terms`` their licences,
    ``recipe`` the command that rebuilds it, ``figures`` its measured quality ("LAS on EWT test": 86.4), ``bytes`` the
    size and ``sha256`` the hash of the file.
    """

    name: str
    processor: str
    file: str
    date: str
    data: tuple[str, ...]
    terms: str
    recipe: str
    figures: Mapping[str, float | str]
    sha256: str
    bytes: int

    @property
    def path(self) -> Path:
        """Where the weights lie."""
        return FOLDER / self.file

    def intact(self) -> bool:
        """Whether the weights are there and are those that the card describes."""
        if not self.path.is_file():
            return False
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == self.sha256


def cards(folder: Path = FOLDER / "cards") -> list[Card]:
    """The cards in the folder, by file name.

    Raises:
        CardError: one cannot be read.
    """
    return [_card(path) for path in sorted(folder.glob("*.json"))]


def _card(path: Path) -> Card:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return Card(**{field.name: values[field.name] for field in fields(Card)} | {"data": tuple(values["data"])})
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise CardError(f"{path} is no model card: {type(error).__name__}: {error}") from error
