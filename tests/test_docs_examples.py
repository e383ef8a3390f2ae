"""The examples of docs/ run, as they stand there, on articles of the corpus in the formats that they name.

A block after a line ``<!-- not run: why -->`` is left out. The models are loaded once.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes import cli, stages
from tests.samples import write_samples

ROOT = Path(__file__).parent.parent
_BLOCK = re.compile(
    r"(?P<left_out><!-- not run: .*? -->\n+)?```(?P<language>python|sh|toml)\n(?P<code>.*?)```", re.DOTALL
)
_PIPED = re.compile(r"cat (?P<file>\S+) \| (?P<command>quotes .*)")


def blocks(page: Path) -> list[tuple[str, str]]:
    """The language and the code of each block that is to be run."""
    found = _BLOCK.finditer(page.read_text(encoding="utf8"))
    return [(match["language"], match["code"]) for match in found if not match["left_out"]]


PAGES = [page for page in sorted((ROOT / "docs").glob("*.md")) if blocks(page)]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    gold = folder / "corpus" / "gold"
    gold.mkdir(parents=True)
    for path in sorted((ROOT / "corpus" / "gold").glob("*.*"))[:6]:  # three articles with their annotations
        shutil.copy(path, gold)
    return folder


@pytest.fixture
def folder(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own with all that the examples read; the models are loaded once for all of them."""
    shutil.copytree(samples, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("quotes.extractor.standard", _loaded)
    yield tmp_path


@cache
def _loaded(models: str, *, sidebar: bool) -> tuple[stages.Stage, ...]:
    return stages.standard(models, sidebar=sidebar)


def _run_line(line: str) -> None:
    piped = _PIPED.fullmatch(line)
    command, given = (piped["command"], Path(piped["file"]).read_bytes()) if piped else (line, None)
    words = shlex.split(command, comments=True)
    assert words[0] == "quotes", f"{line}: only the package's own commands stand in its examples"
    result = CliRunner().invoke(cli.main, words[1:], input=given)
    assert result.exit_code == 0, f"{line}\n{result.output}"


@pytest.mark.timeout(300)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_examples_run(page: Path, folder: Path) -> None:
    space: dict[str, object] = {"__name__": "__main__"}
    for language, code in blocks(page):
        if language == "python":
            exec(compile(code, page.name, "exec"), space)
        elif language == "toml" and "[project" not in code:
            (folder / "quotes.toml").write_text(code, encoding="utf8")
        elif language == "sh":
            for line in filter(None, code.replace("\\\n", " ").splitlines()):
                if not line.startswith("pip install "):
                    _run_line(line)


def test_every_page_is_linked_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf8")
    assert not [page.name for page in (ROOT / "docs").glob("*.md") if f"docs/{page.name}" not in readme]


def test_no_link_of_the_documentation_is_dead() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!https?://)([^)#]+)", page.read_text(encoding="utf8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
