import gzip
import io
import os
import stat
import subprocess
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from quotes.documents import ReadOptions, archives, read, unpacking
from tests.documents.reads import STORY, read_bytes, read_one, split, told, write


def zipped(files: Mapping[str, str | bytes], **kwargs: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return data.getvalue()


def tarred(files: Mapping[str, str | bytes], mode: str = "w", kinds: Mapping[str, bytes] | None = None) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode) as file:  # type: ignore[call-overload]
        for name, content in files.items():
            body = content if isinstance(content, bytes) else content.encode()
            info = tarfile.TarInfo(name)
            info.size = len(body)
            file.addfile(info, io.BytesIO(body))
        for name, kind in (kinds or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            file.addfile(info)
    return data.getvalue()


FILES = {"a.txt": STORY, "2019/b.TXT": STORY, "2019/rows.csv": "id,text\n7,He said no.\n"}


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz", ".tgz"])
def test_an_archive_reads_as_the_folder_it_was_made_of(tmp_path: Path, suffix: str) -> None:
    write(tmp_path / "press", {"in/press/" + name: content for name, content in FILES.items()})
    folder, _ = split(read([tmp_path / "press" / "in"]))
    data = zipped(dict(sorted(FILES.items()))) if suffix == ".zip" else b""
    data = data or tarred(dict(sorted(FILES.items())), "w" if suffix == ".tar" else "w:gz")
    write(tmp_path, {f"press{suffix}": data, f"walked/2024/press{suffix}": data})
    documents, problems = read_one(tmp_path / f"press{suffix}")
    assert problems == []
    assert [d.document_id for d in documents] == [d.document_id for d in folder] == ["press/2019/b", "7", "press/a"]
    assert [d.text for d in documents] == [d.text for d in folder]
    assert documents[0].path == f"{tmp_path}/press{suffix}!/2019/b.TXT"
    documents, _ = split(read([tmp_path / "walked"]))
    assert [d.document_id for d in documents] == ["2024/press/2019/b", "7", "2024/press/a"]


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz", ".tgz"])
def test_an_empty_file_is_no_damaged_archive(tmp_path: Path, suffix: str) -> None:
    write(tmp_path, {f"press{suffix}": b""})
    documents, problems = read_one(tmp_path / f"press{suffix}")
    assert documents == [] and [p.severity for p in problems] == ["error"]
    assert told(problems, "it is empty; copy or download it again")


def test_what_the_programs_zip_and_tar_write(tmp_path: Path) -> None:
    write(tmp_path / "in", {"café/one.txt": STORY, "two.txt": STORY})
    os.symlink("two.txt", tmp_path / "in" / "link.txt")
    for command in (["zip", "-qry", "../a.zip", "."], ["tar", "-czf", "../a.tar.gz", "."]):
        try:
            subprocess.run(command, cwd=tmp_path / "in", check=True)
        except FileNotFoundError:
            pytest.skip(f"{command[0]} is not installed")
    for name in ("a.zip", "a.tar.gz"):
        documents, problems = read_one(tmp_path / name)
        assert sorted(d.document_id for d in documents) == ["a/café/one", "a/two"]
        assert [(p.severity, p.document_id) for p in problems] == [("warning", "a/link")]
        assert told(problems, "a link, which is not followed")


def test_on_standard_input() -> None:
    for data, suffix in ((zipped({"a.txt": STORY}), ".zip"), (tarred({"a.txt": STORY}, "w:gz"), ".tar.gz")):
        (document,), problems = read_bytes(data, suffix)
        assert (document.document_id, document.path, problems) == ("stdin/a", "-!/a.txt", [])


@pytest.mark.parametrize("make", [zipped, tarred])
def test_what_is_hidden_or_an_annotation_is_silent_and_what_is_unknown_is_told(tmp_path: Path, make: object) -> None:
    files = {
        "a.json": "{}",
        "a.txt": STORY,
        "__MACOSX/._a.txt": "x",
        ".DS_Store": b"\0",
        "b.png": b"\x89PNG",
        "c.gz": b"",
    }
    write(tmp_path, {"a.zip" if make is zipped else "a.tar": make(files)})  # type: ignore[operator]
    (document,), problems = split(read([tmp_path]))
    assert document.document_id == "a/a"
    assert [(p.severity, (p.path or "").partition("!/")[2]) for p in problems] == [
        ("warning", "b.png"),
        ("warning", "c.gz"),
    ]


@pytest.mark.parametrize("make", [zipped, tarred])
@pytest.mark.parametrize("name", ["../../etc/x.txt", "/etc/x.txt", "a/../../x.txt", "C:\\x.txt", "..\\x.txt"])
def test_names_that_climb_are_refused_and_the_rest_is_read(tmp_path: Path, make: object, name: str) -> None:
    before = sorted(tmp_path.parent.rglob("*"))
    data = make({name: STORY, "good.txt": STORY})  # type: ignore[operator]
    (document,), (problem,) = read_bytes(data, ".zip" if make is zipped else ".tar")
    assert document.document_id == "stdin/good"
    assert problem.severity == "error" and "leads out of the archive" in problem.message
    assert sorted(tmp_path.parent.rglob("*")) == before


def test_a_nul_in_a_name() -> None:
    data = zipped({"aXb.txt": STORY, "good.txt": STORY}).replace(b"aXb.txt", b"a\0b.txt")
    (document,), (problem,) = read_bytes(data, ".zip")
    assert document.document_id == "stdin/good" and "\0" not in problem.message + str(problem.path)


def test_names_in_other_encodings_can_be_written() -> None:
    latin = zipped({"cafX.txt": STORY}).replace(b"cafX", b"caf\x82")  # é of DOS
    utf8 = zipped({"cafXY.txt": STORY}).replace(b"cafXY", "café".encode())  # without the flag
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w", format=tarfile.GNU_FORMAT, encoding="latin-1") as file:
        info = tarfile.TarInfo("café.txt")
        info.size = len(STORY.encode())
        file.addfile(info, io.BytesIO(STORY.encode()))
    for data, suffix in ((latin, ".zip"), (utf8, ".zip"), (tar.getvalue(), ".tar")):
        (document,), problems = read_bytes(data, suffix)
        assert (document.document_id, problems) == ("stdin/café", [])


def test_links_and_devices_of_a_tar_are_told() -> None:
    kinds = {"l.txt": tarfile.SYMTYPE, "h.txt": tarfile.LNKTYPE, "p.txt": tarfile.FIFOTYPE, "d.txt": tarfile.CHRTYPE}
    documents, problems = read_bytes(tarred({"a.txt": STORY}, kinds=kinds), ".tar")
    assert len(documents) == 1
    assert [(p.document_id, p.severity) for p in problems] == [(f"stdin/{n[0]}", "warning") for n in kinds]


def test_a_link_in_a_zip_is_told() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        info = zipfile.ZipInfo("l.txt")
        info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
        file.writestr(info, "/etc/passwd")
    documents, problems = read_bytes(data.getvalue(), ".zip")
    assert documents == [] and told(problems, "a link")


def test_an_encrypted_member_is_told_and_the_rest_is_read() -> None:
    data = bytearray(zipped({"a.txt": STORY, "b.txt": STORY}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (document,), (problem,) = read_bytes(bytes(data), ".zip")
    assert document.document_id == "stdin/b" and "encrypted" in problem.message and "password" in problem.message


def test_a_damaged_member_is_told_and_the_rest_is_read() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:  # stored, so that the check sum is what is wrong
        file.writestr("a.txt", STORY)
        file.writestr("b.txt", STORY)
    (document,), (problem,) = read_bytes(data.getvalue().replace(b"Deal", b"Real", 1), ".zip")
    assert document.document_id == "stdin/b" and problem.document_id == "stdin/a" and "not sound" in problem.message


def test_equal_names_are_both_read() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("a.txt", "One said no.")
        with pytest.warns(UserWarning, match="Duplicate"):
            file.writestr("a.txt", "Two said no.")
    documents, _ = read_bytes(data.getvalue(), ".zip")
    assert [(d.document_id, d.text) for d in documents] == [("stdin/a", "One said no."), ("stdin/a~2", "Two said no.")]


def test_archives_in_archives_two_deep() -> None:
    inner = zipped({"a.txt": STORY})
    tar = tarred({"in.zip": inner}, "w:gz")
    (document,), problems = read_bytes(zipped({"month.tgz": tarred({"a.txt": STORY}, "w:gz")}), ".zip")
    assert (document.document_id, document.path, problems) == ("stdin/month/a", "-!/month.tgz!/a.txt", [])
    documents, problems = read_bytes(zipped({"year.tar.gz": tar, "b.txt": STORY}), ".zip")
    assert [d.document_id for d in documents] == ["stdin/b"] and told(problems, "within 2 others")


@pytest.mark.parametrize("suffix", [".zip", ".tar", ".tar.gz", ".csv.gz", ".txt.gz"])
@pytest.mark.parametrize(
    "data", [b"", b"\0" * 700, b"PK\x03\x04 not really", b"\x1f\x8b\x08 no", b"text", b"PK\x05\x06"]
)
def test_what_is_no_archive_is_told(suffix: str, data: bytes) -> None:
    documents, problems = read_bytes(data, suffix)
    assert documents == [] and len(problems) == 1 and ";" in problems[0].message


def test_a_truncated_tar_gives_what_comes_before() -> None:
    body = b"".join(b"%d said no.\n" % number for number in range(5_000))
    whole = tarred({"a.txt": STORY, "b.txt": body, "c.txt": STORY})
    for data, suffix in ((whole[: len(whole) // 2], ".tar"), (gzip.compress(whole)[:-9000], ".tar.gz")):
        (document,), problems = read_bytes(data, suffix)
        assert document.document_id == "stdin/a" and problems and told(problems, "again")


def test_a_damaged_header_of_a_tar_is_no_quiet_end() -> None:
    data = bytearray(tarred({"a.txt": STORY, "b.txt": STORY}))
    data[1024 + 150] ^= 255  # in the check sum of the second
    (document,), (problem,) = read_bytes(bytes(data), ".tar")
    assert document.document_id == "stdin/a" and "header" in problem.message


def test_a_header_that_claims_a_name_of_gigabytes() -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 1 << 32
    documents, problems = read_bytes(tarred({"a.txt": STORY})[:1024] + info.tobuf() + b"\0" * 5120, ".tar")
    assert len(documents) == 1 and told(problems, "a name of")


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that are small enough for tests; what is compared with them is the same."""
    monkeypatch.setattr(unpacking, "HARMLESS", 1 << 16)
    monkeypatch.setattr(unpacking, "WHOLE", 1 << 20)


BOMB = b"A" * 1_000_000 + b"\n"


def test_a_zip_bomb_is_told_and_the_rest_is_read(small: None) -> None:
    (document,), (problem,) = read_bytes(zipped({"a.txt": BOMB * 5, "b.txt": STORY}), ".zip")
    assert document.document_id == "stdin/b" and problem.document_id == "stdin/a" and "MiB" in problem.message


def test_a_zip_that_lies_about_sizes_is_told(small: None) -> None:
    data = zipped({"a.txt": BOMB, "b.txt": STORY})
    (document,), (problem,) = read_bytes(
        data.replace(len(BOMB).to_bytes(4, "little"), (90).to_bytes(4, "little")), ".zip"
    )
    assert document.document_id == "stdin/b" and problem.document_id == "stdin/a"


def test_many_members_that_are_one_bomb_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "HARMLESS", 1 << 19)
    data = zipped({f"{number:03}.csv": "text\nHe said no.\n" + "\n" * 500_000 for number in range(100)})
    documents, problems = read_bytes(data, ".zip")
    assert len(documents) < 100 and told(problems, "the rest of it is not read")
    assert len(problems) < 5


@pytest.mark.parametrize("suffix", [".tar.gz", ".txt.gz", ".csv.gz", ".jsonl.gz", ".zip.gz", ".tar"])
def test_gzip_bombs_are_told(small: None, suffix: str) -> None:
    inner = (
        tarred({"a.txt": BOMB * 3}) if suffix == ".tar.gz" else zipped({"a.txt": BOMB}) if "zip" in suffix else BOMB * 3
    )
    data = tarred({"a.txt.gz": gzip.compress(inner)}) if suffix == ".tar" else gzip.compress(inner)
    documents, problems = read_bytes(data, suffix)
    assert documents == [] and problems and all(";" in problem.message for problem in problems)


def test_a_bomb_of_nested_archives(small: None) -> None:
    inner = zipped({f"{number}.txt": BOMB for number in range(20)})
    documents, problems = read_bytes(zipped({f"{number}.zip": inner for number in range(20)}), ".zip")
    assert documents == [] and problems and len(problems) < 60


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MEMBERS", 3)
    for data, suffix in (
        (zipped({f"{n}.txt": STORY for n in range(5)}), ".zip"),
        (tarred({f"{n}.txt": STORY for n in range(5)}), ".tar"),
    ):
        documents, problems = read_bytes(data, suffix)
        assert len(documents) == 3 and told(problems, "more than 3 members")


def test_packed_tables_and_texts(tmp_path: Path) -> None:
    rows = "id,text\n7,He said no.\n"
    write(
        tmp_path,
        {
            "a.csv.gz": gzip.compress(rows.encode()),
            "b.TXT.GZ": gzip.compress(STORY.encode()) + gzip.compress(b"More."),
            "c.jsonl.gz": gzip.compress(b'{"text": "She said no."}'),
            "d.gz": gzip.compress(b"x"),
        },
    )
    documents, (problem,) = split(read([tmp_path]))
    assert [(d.document_id, d.text) for d in documents] == [
        ("7", "He said no."),
        ("b", STORY + "More."),
        ("c#1", "She said no."),
    ]
    assert problem.severity == "warning" and "does not say what is packed" in problem.message


def test_truncated_gzip_gives_the_whole_rows_before(tmp_path: Path) -> None:
    lines = [f"{number},Number {number * number * 7919} said no.\n" for number in range(3_000)]
    packed = gzip.compress(("id,text\n" + "".join(lines)).encode())
    (tmp_path / "a.csv.gz").write_bytes(packed[: len(packed) // 2])
    documents, (problem,) = read_one(tmp_path / "a.csv.gz")
    assert 500 < len(documents) < 2_500 and "end too early" in problem.message
    assert all(f"{d.document_id},{d.text}\n" in lines for d in documents)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(STORY.encode())[:-12])
    documents, (problem,) = read_one(tmp_path / "b.txt.gz")
    assert documents == [] and "end too early" in problem.message


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": STORY, "b.zip": zipped({"a.txt": STORY}), "c.csv": "text\nNo.", "d.txt": STORY})
    reading = read([tmp_path], ReadOptions())
    next(reading)
    for name in ("b.zip", "c.csv"):
        (tmp_path / name).unlink()
    documents, problems = split(reading)
    assert [d.document_id for d in documents] == ["d"] and len(problems) == 2
