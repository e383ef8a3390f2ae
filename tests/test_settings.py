"""Settings from quotes.toml and pyproject.toml, and `quotes config`."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quotes import cli
from quotes.settings import SettingsError, find, load, shown

OPTIONS = {
    "extract": {"models": "models", "output": "outputs", "text-column": "text_column"},
    "show": {"limit": "limit"},
}


def written(folder: Path, text: str, name: str = "quotes.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf8")
    return path


def run(folder: Path, *arguments: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.chdir(folder)
    return CliRunner().invoke(cli.main, arguments)


def test_the_nearest_file_above_counts(tmp_path: Path) -> None:
    far = written(tmp_path, "quiet = true")
    near = written(tmp_path / "a", "[tool.quotes]\nquiet = false", "pyproject.toml")
    written(tmp_path / "a/b", "[tool.other]\nquiet = false", "pyproject.toml")
    (tmp_path / "a/b/c").mkdir()
    assert find(tmp_path / "a/b/c") == near
    assert find(tmp_path) == far


def test_a_broken_file_of_another_tool_is_passed_over(tmp_path: Path) -> None:
    path = written(tmp_path, "quiet = true")
    written(tmp_path / "a", "[tool.quotes", "pyproject.toml")
    assert find(tmp_path / "a") == path


def test_a_setting_holds_for_every_command_that_has_it_and_a_commands_own_wins(tmp_path: Path) -> None:
    text = 'models = "stanza"\ntext_column = "body"\n[extract]\nmodels = "compact"\n[show]\nlimit = 3\n'
    found = load(written(tmp_path, text), OPTIONS)
    assert found.defaults == {"extract": {"models": "compact", "text_column": "body"}, "show": {"limit": 3}}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("modles = 'a'", "there is no option 'modles'; did you mean 'models'?"),
        ("[extrat]\nmodels = 'a'", "there is no command [extrat]; did you mean 'extract'?"),
        ("[show]\nmodels = 'a'", "show has no option 'models'"),
        ("[text_column]\na = 1", "text_column is an option and takes a value, not a table"),
        ("models = ", "the settings cannot be read"),
    ],
)
def test_what_is_wrong_is_told(text: str, told: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SettingsError) as error:
        load(path, OPTIONS)
    assert told in str(error.value)
    assert str(path) in str(error.value)


def test_config_shows_every_option_and_where_it_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, 'include = "thought"\n[extract]\noutput = ["a.xlsx", "b"]\npublished = 2024-05-31\n')
    result = run(tmp_path, "config", monkeypatch=monkeypatch)
    assert result.exit_code == 0
    assert str(path) in result.output.splitlines()[0]
    assert 'published = "2024-05-31"  # quotes.toml' in result.output
    told = tomllib.loads(result.output)
    assert told["extract"]["output"] == ["a.xlsx", "b"]
    assert told["extract"]["include"] == told["show"]["include"] == ["thought"]
    options = {option for command in cli.main.commands.values() for one in command.params for option in one.opts}
    assert not [o for o in options if o.startswith("--") and f"{o.removeprefix('--')} =" not in result.output]


def test_its_output_is_a_settings_file_that_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(tmp_path, "config", monkeypatch=monkeypatch)
    path = written(tmp_path / "copy", first.output)
    again = run(path.parent, "config", monkeypatch=monkeypatch)
    assert again.output.splitlines()[0] == f"# {path}"
    assert tomllib.loads(again.output) == tomllib.loads(first.output)


def test_a_wrong_value_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "workers = 0")
    result = run(tmp_path, "extract", "a.txt", "-o", "out", monkeypatch=monkeypatch)
    assert result.exit_code == 2
    assert f"(set in {path})" in " ".join(result.output.split())


@pytest.mark.parametrize(
    "setting", ["quiet = 3.5", "quiet = 3", "quiet = 10:00:00", "workers = 2.5", "include = [['thought']]"]
)
def test_a_value_of_another_kind_is_told(setting: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, setting)
    result = run(tmp_path, "show", "a.txt", monkeypatch=monkeypatch)
    assert result.exit_code == 2
    assert f"Invalid value for '--{setting.split()[0]}'" in result.output
    assert f"(set in {path})" in " ".join(result.output.split())


@pytest.mark.parametrize("command", ["config", "show"])
def test_several_values_for_an_option_that_takes_one_are_told(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, "models = ['compact', 'stanza']")
    result = run(tmp_path, command, "a.txt", monkeypatch=monkeypatch)
    assert result.exit_code == 2
    assert f"{path}: models takes one value, and 2 are given" in " ".join(result.output.split())


def test_the_command_line_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "workers = 0")
    result = run(
        tmp_path, "extract", "a.txt", "-o", "x.csv/y", "--workers", "1", "--format", "odd", monkeypatch=monkeypatch
    )
    assert "workers" not in result.output
    assert "'odd' is not offered" in result.output


def test_a_file_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "elsewhere", "limit = 4", "mine.toml")
    assert "limit = 4  # mine.toml" in run(tmp_path, "--config", str(path), "config", monkeypatch=monkeypatch).output


def test_an_option_without_a_value_is_a_remark() -> None:
    assert shown("baseline", None, "default") == "# baseline ="
