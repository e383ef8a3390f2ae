"""Readers and exporters that other packages bring, by entry point.

A package names them in its metadata; nothing else is needed, and nothing of it is imported until it is used:

    [project.entry-points."newsquotes.readers"]      # ending = function of quotes.documents.readers.Reader's kind
    docx = "newsquotes_docx:read"
    [project.entry-points."newsquotes.files"]        # ending = function of quotes.exports.Writer's kind, one file
    bib = "newsquotes_bibtex:write"
    [project.entry-points."newsquotes.folders"]      # format = function of quotes.exports.Writer's kind, a folder
    tei = "newsquotes_tei:write"

What the package itself reads and writes cannot be replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal

Group = Literal["readers", "files", "folders"]


class PluginError(RuntimeError):
    """Another package's part cannot be loaded or failed; the message names the package."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A function of another package, imported when it is first called."""

    entry: EntryPoint

    @property
    def package(self) -> str:
        """The package as its user installed it: ``"newsquotes-bibtex 0.1"``."""
        found = self.entry.dist
        return f"{found.name} {found.version}" if found else self.entry.value

    def load(self) -> Callable[..., Any]:
        """The function.

        Raises:
            PluginError: it cannot be imported, or is none.
        """
        try:
            found: object = self.entry.load()
        except Exception as error:  # whatever another package does at import
            raise PluginError(f"{self.package} cannot be loaded ({type(error).__name__}: {error})") from error
        if not callable(found):
            raise PluginError(f"{self.package}: {self.entry.value} is no function")
        return found


def plugins(group: Group) -> Mapping[str, Plugin]:
    """The plugins of a group by their name in lower case, without a dot before it; of two of one name the first counts."""
    found: dict[str, Plugin] = {}
    for entry in entry_points(group=f"newsquotes.{group}"):
        found.setdefault(entry.name.lower().lstrip("."), Plugin(entry))
    return found
