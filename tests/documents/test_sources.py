import os
import socket
from pathlib import Path

import pytest

from quotes.documents import read
from quotes.documents.sources import annotates, ending_of, printable
from tests.documents.reads import STORY, read_one, split, told, write


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("vote.csv", ".csv"),
        ("2019/Vote.CSV.GZ", ".csv.gz"),
        ("crawl.warc.gz", ".warc.gz"),
        ("vote.odd.gz", ".gz"),
        ("vote.gz", ".gz"),
        ("v1.2/README", ""),
        ("mr.smith.txt", ".txt"),
        ("x.csv.gz.gz", ".gz"),
    ],
)
def test_endings(name: str, ending: str) -> None:
    assert ending_of(name, {".csv", ".txt", ".warc", ".warc.gz"}) == ending


def test_annotations() -> None:
    there = {"a/x.txt", "y.meta.txt"}.__contains__
    assert annotates("a/x.json", there) and annotates("a/x.meta.json", there)
    assert not annotates("x.json", there) and not annotates("a/x.txt", there) and not annotates(".json", there)


def test_loops_of_symbolic_links(tmp_path: Path) -> None:
    write(tmp_path, {"a/one.txt": STORY})
    os.symlink(tmp_path, tmp_path / "a" / "back")
    os.symlink("self.txt", tmp_path / "self.txt")
    os.symlink("nowhere.txt", tmp_path / "dangling.txt")
    documents, problems = split(read([tmp_path]))
    assert [d.document_id for d in documents] == ["a/one"]
    assert [p.severity for p in problems] == ["warning"] * 3
    assert told(problems, "leads back to itself") and told(problems, "leads nowhere") and told(problems, "not followed")
    documents, problems = split(read([tmp_path / "self.txt", tmp_path / "dangling.txt"]))
    assert documents == [] and [p.severity for p in problems] == ["error"] * 2


def test_files_of_a_folder_that_are_not_read_are_told(tmp_path: Path) -> None:
    write(tmp_path, {"one.txt": STORY, "README": STORY, "vote.docx": b"PK"})
    _, problems = split(read([tmp_path]))
    assert [p.severity for p in problems] == ["warning"] * 2
    assert told(problems, "files without an ending are not read from folders") and told(problems, "ending in '.docx'")


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"in/one.txt": STORY, "out/two.txt": STORY})
    os.symlink(tmp_path / "out" / "two.txt", tmp_path / "in" / "two.txt")
    assert [d.document_id for d in split(read([tmp_path / "in"]))[0]] == ["one", "two"]


@pytest.mark.timeout(20)
def test_what_would_block_is_never_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"z.txt": STORY})
    os.mkfifo(tmp_path / "a.txt")
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as unix:
        unix.bind("b.csv")
        documents, problems = split(read([tmp_path, tmp_path / "a.txt", "b.csv", "/dev/zero", str(tmp_path / "*.txt")]))
    assert [d.document_id for d in documents] == ["z", "z~2"]
    assert [p.severity for p in problems] == ["warning"] * 2 + ["error"] * 4
    assert told(problems, "named pipe") and told(problems, "socket") and told(problems, "device")


def test_a_glob_leaves_annotations_out(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": STORY, "a.json": "{}"})
    documents, problems = split(read([str(tmp_path / "*")]))
    assert [d.document_id for d in documents] == ["a"] and problems == []


def test_paths_that_cannot_be(tmp_path: Path) -> None:
    documents, problems = split(read(["x" * 5_000, "a\0b", tmp_path / "no.txt" / "below.txt", "no/such"]))
    assert documents == [] and [p.severity for p in problems] == ["error"] * 4
    assert told(problems, "File name too long") and told(problems, "there is no such file")


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), OSError(5, "Input/output error")])
def test_files_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    names = ("a.txt", "b.csv", "c.jsonl", "d.json", "e.xlsx", "f.warc", "g.zip", "h.tar.gz", "i.csv.gz", "j.parquet")
    write(tmp_path, dict.fromkeys(names, "x") | {"k.txt": STORY})
    opened = Path.open

    def refuse(self: Path, *args: object, **kwargs: object) -> object:
        if self.name in names:
            raise error
        return opened(self, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    documents, problems = split(read([tmp_path]))
    assert [d.document_id for d in documents] == ["k"]
    refused = [p for p in problems if error.strerror in p.message]
    assert len(problems) == len(names) and len(refused) == len(names) - 1  # Parquet opens its file itself


@pytest.mark.skipif(not os.path.exists("/proc/self/mem"), reason="Linux only")
def test_a_file_that_opens_but_cannot_be_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.csv", "c.parquet", "d.xlsx"):
        os.symlink("/proc/self/mem", tmp_path / name)
    documents, problems = split(read([tmp_path]))
    assert documents == [] and len(problems) == 4
    documents, problems = split(read([tmp_path / "a.txt"]))
    assert "Input/output error" in problems[0].message


def test_a_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a/one.txt": STORY, "b/two.txt": STORY})
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("/a"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    documents, problems = split(read([tmp_path]))
    assert [d.document_id for d in documents] == ["b/two"] and told(problems, "cannot be listed")


def test_names_that_are_no_utf8_can_be_written(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(STORY)
    (tmp_path / "bell\a.txt").write_text(STORY)
    documents, _ = split(read([tmp_path]))
    assert [d.document_id for d in documents] == ["bell\ufffd", "caf\ufffd"]
    for document in documents:
        f"{document.document_id}{document.path}".encode()
    assert printable("a\ud800b\x1b") == "a\ufffdb\ufffd"


def test_a_folder_named_like_a_file(tmp_path: Path) -> None:
    write(tmp_path, {"x.csv/one.txt": STORY})
    (document,), problems = read_one(tmp_path / "x.csv")
    assert (document.document_id, problems) == ("one", [])
