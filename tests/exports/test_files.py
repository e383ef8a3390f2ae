from __future__ import annotations

import os
from pathlib import Path

import pytest

from quotes.exports import FILES, FOLDERS, NotOffered, writer_for
from quotes.exports.files import replacing, replacing_together
from quotes.tables import Tables
from tests.exports.work import article_tables


def test_the_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.txt"
    with replacing(path) as part:
        part.write_text("one")
        assert part.parent == path.parent and not path.exists()
    with replacing(path) as part:
        part.write_text("two")
        assert path.read_text() == "one"
    assert path.read_text() == "two"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(RuntimeError), replacing(path) as part:
        part.write_text("half")
        raise RuntimeError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_files_that_belong_together_take_their_places_when_all_are_written(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("old")
    with pytest.raises(RuntimeError), replacing_together() as part_of:
        part_of(tmp_path / "a.txt").write_text("new")
        part_of(tmp_path / "b.txt").write_text("half")
        raise RuntimeError
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "old", "b.txt": "old"}
    with replacing_together() as part_of:
        for name in ("a.txt", "b.txt"):
            part_of(tmp_path / name).write_text("new")
        assert (tmp_path / "a.txt").read_text() == "old"
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.txt": "new", "b.txt": "new"}


def test_a_folder_holds_the_tables_of_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for format_name in ("csv", "jsonl", "parquet"):
        out = tmp_path / format_name
        writer_for(out, format_name)(article_tables("quay", "in/quay.txt"), out)
        before = {path.name: path.read_bytes() for path in out.iterdir()}
        with monkeypatch.context() as patch:
            patch.setattr(Tables, "names", property(lambda _: ("quotes", "claims", "no table")))
            with pytest.raises((KeyError, AttributeError)):
                writer_for(out, format_name)(article_tables("harbour", "in/harbour.txt"), out)
        assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def test_a_link_keeps_pointing(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (tmp_path / "target").write_text("old")
    with replacing(tmp_path / "link") as part:
        part.write_text("new")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "target").read_text() == "new"


def test_parts_of_killed_runs_are_removed_a_day_later(tmp_path: Path) -> None:
    left, fresh = tmp_path / ".a[1].txt.0badcafe.part", tmp_path / ".a[1].txt.0badcaff.part"
    others = tmp_path / ".b.txt.0badcafe.part"
    for file in (left, fresh, others):
        file.write_text("half")
    for file in (left, others):
        os.utime(file, (0, 0))
    with replacing(tmp_path / "a[1].txt") as part:
        part.write_text("new")
        Path(f"{part}-journal").write_text("beside it")
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([fresh.name, others.name, "a[1].txt"])


def test_the_ending_says_what_is_written() -> None:
    assert all(writer_for(Path(f"out{ending.upper()}")) is FILES[ending] for ending in FILES)
    assert all(writer_for(Path("out"), name) is FOLDERS[name] for name in FOLDERS)
    assert writer_for(Path("quotes.csv")) is FOLDERS["csv"]  # a folder, as the command line promises


def test_unknown_format_is_told() -> None:
    with pytest.raises(NotOffered, match=r"yaml.*\.xlsx.*\.sqlite.*csv, jsonl, parquet"):
        writer_for(Path("out"), "yaml")


def test_a_file_is_no_folder_and_a_folder_no_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(NotOffered, match="is a file"):
        writer_for(tmp_path / "file")
    with pytest.raises(NotOffered, match="is a folder"):
        writer_for(tmp_path / "folder.xlsx")


@pytest.mark.parametrize("format_name", ["csv", "jsonl", "parquet"])
def test_a_table_of_an_earlier_run_is_told(format_name: str, tables: Tables, tmp_path: Path) -> None:
    write = writer_for(tmp_path, format_name)
    assert write(tables.merge_speakers(), tmp_path) == ()
    told = write(tables, tmp_path)
    names = [Path(problem.path or "").name for problem in told]
    assert sorted(names) == [f"{name}.{format_name}" for name in ("memberships", "people")]
    assert {problem.severity for problem in told} == {"warning"}
