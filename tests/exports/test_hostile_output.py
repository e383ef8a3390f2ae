"""Every output on a full disk, in a folder that cannot be made, and in a run that is killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quotes.exports import FILES, writer_for
from tests.exports.work import article_tables, everything, full_disk

# The library that zips a workbook tries once more when it is thrown away.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

OUTPUTS = [(f"out{ending}", "csv") for ending in FILES if ending != ".html"]
OUTPUTS += [(name, name) for name in ("csv", "jsonl", "parquet")]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("name", "format_name"), OUTPUTS)
def test_a_full_disk_leaves_nothing_behind(name: str, format_name: str, tmp_path: Path) -> None:
    out = tmp_path / name
    with full_disk(), pytest.raises(OSError):
        writer_for(out, format_name)(everything(), out)
    left = snapshot(tmp_path)
    assert not [path for path in left if ".part" in path]
    assert name not in left


@pytest.mark.parametrize(("name", "format_name"), OUTPUTS)
def test_a_full_disk_leaves_the_old_state(name: str, format_name: str, tmp_path: Path) -> None:
    out = tmp_path / name
    write = writer_for(out, format_name)
    write(article_tables("quay", "in/quay.txt"), out)
    (main,) = [out] if out.is_file() else out.glob("quotes.*")
    before = main.read_bytes()
    with full_disk(), pytest.raises(OSError):
        write(everything(), out)
    assert not [path for path in snapshot(tmp_path) if ".part" in path]
    if out.suffix == ".duckdb":  # what was begun may stand in the file and its log, but is not counted
        from quotes.exports import duckdb

        assert list(duckdb.read(out).documents["document_id"]) == ["quay"]
    else:
        assert main.read_bytes() == before


@pytest.mark.parametrize(("name", "format_name"), OUTPUTS)
def test_a_folder_that_cannot_be_made_is_told(name: str, format_name: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    out = tmp_path / "file" / name
    with pytest.raises(OSError):
        writer_for(out, format_name)(everything(), out)
    assert snapshot(tmp_path) == {"file": b"x"}


# Each output is written well once; then a child writes it again and is killed where the new file would take its place
# or the transaction would end.
_KILLED = """
import os, signal, sys
from pathlib import Path
from quotes.exports import duckdb, files, sqlite, writer_for
from tests.exports.work import article_tables

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

for name, format_name in {outputs!r}:
    out = Path(sys.argv[1], name)
    if os.fork() == 0:
        writer_for(out, format_name)(article_tables("quay", "in/quay.txt"), out)
        files.os.replace = sqlite.run_values = duckdb.run_values = die
        writer_for(out, format_name)(article_tables("harbour", "in/harbour.txt"), out)
        os._exit(0)
    if os.waitstatus_to_exitcode(os.wait()[1]) != -signal.SIGKILL:
        sys.exit(f"{{name}} was not killed")
"""


def test_a_killed_run_leaves_the_old_state(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _KILLED.format(outputs=OUTPUTS), str(tmp_path)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    for name, format_name in OUTPUTS:
        assert documents(tmp_path / name, format_name) == ["quay"], name


def documents(out: Path, format_name: str) -> list[object]:
    import json

    import pandas as pd

    from quotes.exports import csv, duckdb, sqlite, workbook

    if out.suffix == ".xlsx":
        frame = workbook.read(out)["documents"]
    elif out.suffix in (".sqlite", ".duckdb"):
        frame = {".sqlite": sqlite, ".duckdb": duckdb}[out.suffix].read(out).documents
    elif format_name == "csv":
        frame = csv.read(out / "documents.csv")
    elif format_name == "parquet":
        frame = pd.read_parquet(out / "documents.parquet")
    else:
        return [json.loads(line)["document_id"] for line in (out / "documents.jsonl").read_text().splitlines()]
    return list(frame["document_id"])
