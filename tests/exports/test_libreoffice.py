"""The workbook in another program."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.exports.work import everything


def test_libreoffice_opens_and_prints_it(tmp_path: Path) -> None:
    """To PDF and to csv in one start, which is slow; neither works where the file is damaged."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice (soffice) is not installed")
    everything().to_excel(tmp_path / "quotes.xlsx")
    each_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    for kind in ("pdf", each_sheet):
        command = [
            office,
            "--headless",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--convert-to",
            kind,
        ]
        subprocess.run(
            [*command, "--outdir", str(tmp_path), str(tmp_path / "quotes.xlsx")],
            check=True,
            capture_output=True,
            timeout=600,
        )
    assert (tmp_path / "quotes.pdf").read_bytes().startswith(b"%PDF")
    with (tmp_path / "quotes-Quotes.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["quote"] for row in rows] == everything().quotes["quote"].tolist()
    assert (tmp_path / "quotes-Cover.csv").read_text(encoding="utf-8").startswith("Quotes and numeric claims")
