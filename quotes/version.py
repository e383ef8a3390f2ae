"""Which version of the package this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def package_version() -> str:
    """The version, as ``"0.1.0"``; ``"unknown"`` where the package runs from a source tree that was not installed."""
    try:
        return version("newsquotes")
    except PackageNotFoundError:
        return "unknown"
