"""The whole program on the annotated articles of this project: no figure may fall below its floor."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from quotes.cli import main

CORPUS = Path(__file__).parent.parent.parent / "corpus"


def test_no_figure_lies_below_its_floor() -> None:
    result = CliRunner().invoke(main, ["evaluate", str(CORPUS / "gold"), "--quiet"])
    assert result.exit_code == 0, result.output
