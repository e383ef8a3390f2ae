"""What users read: every command, option, column and public name is described, and the examples run."""

from __future__ import annotations

import inspect
import re
from configparser import ConfigParser
from pathlib import Path

import click
import pytest

import quotes
from quotes.cli import main
from quotes.exports import FILES, FOLDERS
from quotes.stages import Stage
from quotes.tables import SCHEMAS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "options.md").read_text(encoding="utf-8")
TABLES = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")

OPTIONS = [
    (name, option)
    for name, command in main.commands.items()
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts
]


@pytest.mark.parametrize("name", main.commands)
def test_every_command_is_described(name: str) -> None:
    assert f"quotes {name}" in COMMANDS
    assert main.commands[name].help


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_described(command: str, option: str) -> None:
    assert f"`{option}" in COMMANDS, f"quotes {command} {option}"
    (parameter,) = [p for p in main.commands[command].params if option in p.opts]
    assert isinstance(parameter, click.Option) and parameter.help


@pytest.mark.parametrize("table", SCHEMAS)
def test_every_column_is_described(table: str) -> None:
    described = TABLES[TABLES.index(f"**{table}**") :].split("\n\n**")[0]
    assert not [column.name for column in SCHEMAS[table] if f"`{column.name}`" not in described]
    assert all(column.meaning for column in SCHEMAS[table])


@pytest.mark.parametrize("name", quotes.__all__)
def test_every_public_name_has_a_docstring(name: str) -> None:
    found = getattr(quotes, name)
    assert inspect.getdoc(found)
    members = vars(found).items() if inspect.isclass(found) else ()
    methods = [(key, value) for key, value in members if not key.startswith("_") and callable(value)]
    assert not [key for key, value in methods if not inspect.getdoc(value)]


def test_every_output_is_described() -> None:
    assert not [name for name in (*FILES, *FOLDERS) if name not in COMMANDS]


def test_the_python_example_runs(
    stages: tuple[Stage, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a.txt").write_text("“The bridge is shut” said Moor. It is 7 percent shorter.")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("quotes.extractor.standard", lambda models, sidebar: stages)
    exec(compile(block, "README.md", "exec"), {})
    assert "The bridge is shut" in capsys.readouterr().out
    assert (tmp_path / "quotes.xlsx").exists()


def pins(*sections: tuple[str, str]) -> list[str]:
    metadata = ConfigParser()
    metadata.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = [line for section, key in sections for line in metadata[section][key].splitlines()]
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def test_every_dependency_has_one_exact_version() -> None:
    fixed = set((ROOT / "constraints.txt").read_text(encoding="utf-8").lower().splitlines())
    extras = "options.extras_require"
    direct = pins(
        ("options", "install_requires"), *((extras, name) for name in ("test", "training", "ray", "spacy", "fuzz"))
    )
    assert not [pin for pin in direct if pin.lower() not in fixed]
    assert not [line for line in fixed if line and not line.startswith("#") and "==" not in line]


def test_the_change_log_has_this_version() -> None:
    (version,) = pins(("metadata", "version"))
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
