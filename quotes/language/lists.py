"""Word lists: data files beside a stage's modules, read when they are first needed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def lines(package: str, file: str) -> tuple[str, ...]:
    """The lines of ``package/data/file`` that are neither empty nor comments, in their order.

    Example: ``lines("quotes.speakers", "media_names.txt")`` begins with ``"AFP"``.

    Raises:
        FileNotFoundError: there is no such file.
    """
    text = (files(package) / "data" / file).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def words(package: str, file: str) -> frozenset[str]:
    """The lines of a list as a set.

    Raises:
        FileNotFoundError: there is no such file.
    """
    return frozenset(lines(package, file))


@cache
def table(package: str, file: str) -> Mapping[str, str]:
    """A two-column list (tab between) as a read-only mapping; of equal keys the first stays.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: a line has no tab.
    """
    entries: dict[str, str] = {}
    for line in lines(package, file):
        key, tab, value = line.partition("\t")
        if not tab:
            raise ValueError(f"{package}/data/{file}: no tab in {line!r}")
        entries.setdefault(key, value)
    return MappingProxyType(entries)
