"""Plugins: the example of examples/, found as an installed package is, and others that misbehave."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.cli import main
from quotes.documents import read
from quotes.exports import NotOffered, writer_for
from quotes.records import Document, Problem
from quotes.stages import Stage
from quotes.tables import build
from tests.conftest import harbour

EXAMPLE = Path(__file__).parent.parent / "examples" / "newsquotes-bibtex"
BIB = """@article{toll24,
  title = {Harbour board rejects toll},
  abstract = {“The bridge is shut” said Moor. It is 7 percent shorter.},
  journal = {Coast News},
  date = {2024-05-31}
}
@book{bare, title = "No words"
}
"""


def install(site: Path, name: str, groups: dict[str, dict[str, str]], code: str) -> None:
    """Put a package where Python finds it, with the metadata that an installer writes."""
    info = site / f"{name.replace('-', '_')}-0.1.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.1\n", encoding="utf8")
    lines = [line for group, own in groups.items() for line in (f"[{group}]", *(f"{k} = {v}" for k, v in own.items()))]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf8")
    (site / f"{name.replace('-', '_')}.py").write_text(code, encoding="utf8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    return folder


@pytest.fixture
def bibtex(site: Path) -> None:
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf8"))["project"]
    install(
        site, project["name"], project["entry-points"], (EXAMPLE / "newsquotes_bibtex.py").read_text(encoding="utf8")
    )


@pytest.mark.usefixtures("bibtex")
def test_the_example_reads(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "papers.bib").write_text(BIB, encoding="utf8")
    article, flaw = read([folder])
    assert isinstance(article, Document) and isinstance(flaw, Problem)
    assert (article.document_id, article.publisher, str(article.published)) == ("toll24", "Coast News", "2024-05-31")
    assert article.text.startswith("“The bridge is shut”")
    assert "bare has no abstract" in flaw.message
    shutil.make_archive(str(tmp_path / "packed"), "zip", folder)
    assert [item.document_id for item in read([tmp_path / "packed.zip"])] == ["toll24", "packed/papers#2"]


@pytest.mark.usefixtures("bibtex")
def test_the_example_writes(tmp_path: Path, stages: tuple[Stage, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.extractor.standard", lambda models, *, sidebar: stages)
    (tmp_path / "papers.bib").write_text(BIB, encoding="utf8")
    out = tmp_path / "out.bib"
    result = CliRunner().invoke(main, ["extract", str(tmp_path / "papers.bib"), "-o", str(out)])
    assert result.exit_code == 1  # the entry without an abstract
    assert "note = {1 quotes, 1 claims}" in out.read_text(encoding="utf8")
    assert [path.name for path in tmp_path.glob(".*")] == []


BROKEN = "import nothing_of_this_name"
RAISING = "def read(source, options):\n    raise KeyError('odd')\n    yield\n\ndef write(tables, path):\n    raise KeyError('odd')\n"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (BROKEN, "newsquotes-odd 0.1 cannot be loaded"),
        (RAISING, "newsquotes-odd 0.1"),
        ("read = write = 3", "is no function"),
    ],
)
def test_a_plugin_that_fails_is_told_with_its_name(code: str, told: str, site: Path, tmp_path: Path) -> None:
    module = f"odd_{abs(hash(code))}"
    groups = {"newsquotes.readers": {"odd": f"{module}:read"}, "newsquotes.folders": {"odd": f"{module}:write"}}
    install(site, "newsquotes-odd", groups, "")
    (site / f"{module}.py").write_text(code, encoding="utf8")
    (tmp_path / "a.odd").write_text("words", encoding="utf8")
    (tmp_path / "b.txt").write_text("The minister said no.", encoding="utf8")
    problem, article = read([tmp_path / "a.odd", tmp_path / "b.txt"])
    assert isinstance(problem, Problem) and isinstance(article, Document)
    assert told in problem.message and "a.odd" in problem.message
    with pytest.raises(OSError, match=told):
        writer_for(tmp_path / "out", "odd")(build([harbour()]), tmp_path / "out")


def test_what_the_package_has_cannot_be_replaced(site: Path, tmp_path: Path) -> None:
    install(site, "newsquotes-odd", {"newsquotes.readers": {".TXT": "newsquotes_odd:read"}}, RAISING)
    (tmp_path / "b.txt").write_text("The minister said no.", encoding="utf8")
    assert [type(item) for item in read([tmp_path / "b.txt"])] == [Document]


def test_without_plugins_what_is_offered_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotOffered, match=r"'odd' is not offered. Offered: one file ending in \.xlsx.*--format csv"):
        writer_for(tmp_path / "out", "odd")
