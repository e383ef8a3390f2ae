"""Settings from a file: ``quotes.toml``, or the table ``[tool.quotes]`` of a ``pyproject.toml``.

A setting is an option of the command line by its long name, without the dashes before it:

    models = "compact"
    include = ["thought"]
    [extract]              # only for this command
    output = ["out/quotes.xlsx", "out/tables"]

The file nearest above the working folder counts, and what is given on the command line wins over it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

FILE = "quotes.toml"
SHARED_FILE = "pyproject.toml"

Options = Mapping[str, Mapping[str, str]]
"""Of each command, the parameter's name of each long option: ``{"extract": {"output": "outputs"}}``."""


class SettingsError(ValueError):
    """The settings cannot be read; the message names the file, the setting and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a file sets: ``defaults[command][parameter]`` is the value; ``path`` is null where there is no file."""

    path: Path | None = None
    defaults: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


def find(folder: Path) -> Path | None:
    """The settings file of the folder or the nearest one above it; null where there is none."""
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return place / FILE
        if (place / SHARED_FILE).is_file() and _has_table(place / SHARED_FILE):
            return place / SHARED_FILE
    return None


def load(path: Path, options: Options) -> Settings:
    """The settings of a file.

    Raises:
        SettingsError: the file cannot be read, or names an option or a command that there is not.
    """
    table = _table(path)
    shared = {name: value for name, value in table.items() if not isinstance(value, dict)}
    own = {name: value for name, value in table.items() if isinstance(value, dict)}
    for command in own:
        if command not in options and any(_plain(command) in known for known in options.values()):
            raise SettingsError(f"{path}: {command} is an option and takes a value, not a table")
        if command not in options:
            raise SettingsError(f"{path}: there is no command [{command}]{_close(command, list(options))}")
    for name in shared:
        if not any(_plain(name) in known for known in options.values()):
            every = sorted({option for known in options.values() for option in known})
            raise SettingsError(f"{path}: there is no option {name!r}{_close(name, every)}")
    defaults = {}
    for command, known in options.items():
        of_all = {known[_plain(name)]: value for name, value in shared.items() if _plain(name) in known}
        defaults[command] = {**of_all, **_of_command(path, command, own.get(command, {}), known)}
    return Settings(path, defaults)


def shown(option: str, value: object, where: str) -> str:
    """A line of TOML that sets the option, and a remark where that is set; one that has no value is commented out.

    >>> shown("include", ["thought"], "quotes.toml")
    'include = ["thought"]  # quotes.toml'
    """
    if isinstance(value, list | tuple):
        told = f"[{', '.join(_toml(one) for one in value)}]"
    elif isinstance(value, str | int | float):
        told = _toml(value)
    else:
        return f"# {option} ="
    return f"{option} = {told}  # {where}"


def _toml(value: object) -> str:
    """A word or number as TOML writes it; JSON's escapes are TOML's too."""
    return json.dumps(value if isinstance(value, int | float) else str(value), ensure_ascii=False)


def _of_command(path: Path, command: str, own: Mapping[str, object], known: Mapping[str, str]) -> dict[str, object]:
    for name in own:
        if _plain(name) not in known:
            raise SettingsError(f"{path}: {command} has no option {name!r}{_close(name, list(known))}")
    return {known[_plain(name)]: value for name, value in own.items()}


def _plain(name: str) -> str:
    return name.replace("_", "-")


def _close(name: str, known: list[str]) -> str:
    close = get_close_matches(_plain(name), known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; there is {', '.join(known)}"


def _table(path: Path) -> dict[str, object]:
    try:
        table: object = tomllib.loads(path.read_text(encoding="utf-8-sig"))
        if path.name == SHARED_FILE:
            table = table["tool"]["quotes"]  # type: ignore[index]
    except (OSError, ValueError, KeyError) as error:
        raise SettingsError(f"{path}: the settings cannot be read ({error}); mend the file or take it away") from error
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: tool.quotes is no table; write the settings below [tool.quotes]")
    return table


def _has_table(path: Path) -> bool:
    """Whether there is a ``[tool.quotes]``; another tool's file that is broken is not our business."""
    try:
        tool = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("tool", {})
    except (OSError, ValueError):
        return False
    return isinstance(tool, dict) and "quotes" in tool
