"""Archives -> the files in them, as those of a folder: ZIP and tar. They are read as streams; nothing is ever written.

Members that could do harm are refused by name, the rest of the archive is read.
"""

from __future__ import annotations

import io
import posixpath
import re
import stat
import tarfile
import zipfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from quotes.documents.sources import (
    Source,
    annotates,
    ending_of,
    passed_over,
    printable,
    problem,
    readable,
    source_of,
    unknown,
)
from quotes.documents.unpacking import MIB, Budget, Damaged, Packed, Unpacked, gunzip, told
from quotes.records import Problem

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz")
DEPTH = 2
"""Archives within one another: a ZIP of monthly ZIPs is usual, more is a bomb's way."""
MEMBERS = 100_000
"""Members of one archive; the directory of a ZIP is held in memory."""
_LONGEST_HEADER = MIB  # of a tar: names have some 100 bytes, but a header may claim to have gigabytes
_JUNK = "__MACOSX"
_DRIVE = re.compile(r"[A-Za-z]:")
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1
_HEADERS = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, b"X")


@dataclass(frozen=True, slots=True)
class _Refusal:
    what: str
    remedy: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class _Member:
    """One file in an archive, its name with ``/`` between folders."""

    name: str
    open: Callable[[], BinaryIO]
    refusal: _Refusal | None = None


def members(archive: Source, known: Collection[str], *, depth: int = 1) -> Iterator[Source | Problem]:
    """The readable files of an archive, and a row for each that is not; each is to be read before the next is asked for.

    A ZIP's are sorted as a folder's files, a tar's come as they lie in it.

    Example:
        ``press.zip`` with ``2019/vote.txt`` gives a source ``press/2019/vote``, shown as ``press.zip!/2019/vote.txt``
    """
    found = False
    try:
        for item in _unpacked(_rereadable(archive), known, depth):
            found = True
            yield item
    except Damaged as error:
        yield problem(archive.shown, error.what, error.remedy, name=archive.name)
    except OSError as error:
        what = f"it cannot be opened ({error.strerror or error})"
        yield problem(archive.shown, what, "check that it is there and its permissions", name=archive.name)
    else:
        if not found:
            remedy = f"put files into it that end in {', '.join(sorted(known))}"
            what = "the archive holds no file that can be read"
            yield problem(archive.shown, what, remedy, name=archive.name, warning=True)


def _rereadable(archive: Source) -> Source:
    """The archive with its budget; one that is itself a member or packed is held in memory, as it is read twice."""
    if archive.data is None and archive.opener is None and not archive.size():
        raise Damaged("it is empty", "copy or download it again")
    budget = archive.budget or Budget(archive.size(), archive=True)
    if archive.opener is None and not archive.packed:
        return replace(archive, budget=budget)
    data = archive.read()
    return replace(archive, budget=budget, packed=False, opener=lambda: io.BytesIO(data))


def _unpacked(archive: Source, known: Collection[str], depth: int) -> Iterator[Source | Problem]:
    names, listed = _listed(archive)
    for count, member in enumerate(listed, 1):
        if count > MEMBERS:
            raise Damaged(f"it holds more than {MEMBERS:,} members; those after them are not read", "split it")
        name = _plain(member.name)
        if _hidden(name):
            continue
        source = _source(archive, name, member, known)
        if annotates(name, names.__contains__):
            yield from passed_over(source)
        else:
            yield from _judged(source, member, known, depth)
        if archive.budget is not None and archive.budget.spent:
            raise Damaged("it unpacks to far more than its size; the rest of it is not read", "unpack it yourself")


def _judged(source: Source, member: _Member, known: Collection[str], depth: int) -> Iterator[Source | Problem]:
    refusal = _climbs(member.name) or member.refusal
    if refusal is not None:
        yield problem(source.shown, refusal.what, refusal.remedy, name=source.name, warning=refusal.warning)
    elif not readable(source, known):
        yield unknown(source, ending_of(_plain(member.name), known), known, container="archives")
    elif source.suffix not in ENDINGS:
        yield source
    elif depth < DEPTH:
        yield from members(source, known, depth=depth + 1)
    else:
        what = f"it is an archive within {DEPTH} others, which is not unpacked"
        yield problem(source.shown, what, "unpack it yourself", name=source.name)


def _source(archive: Source, name: str, member: _Member, known: Collection[str]) -> Source:
    one = source_of(name, known, path=archive.path, data=archive.data)
    inside = printable(name) if archive.inside is None else f"{archive.inside}!/{printable(name)}"
    return replace(one, name=f"{archive.name}/{one.name}", inside=inside, opener=member.open, budget=archive.budget)


def _listed(archive: Source) -> tuple[frozenset[str], Iterator[_Member]]:
    """The names in an archive and its members."""
    if archive.suffix == ".zip":
        infos = list(_zip_infos(archive))
        return frozenset(_plain(_zip_name(info)) for info in infos), _zip_members(archive, infos)
    names = set()
    with suppress(Damaged):  # what is wrong is told when its members are read
        for info, _ in _tar_files(archive, None):
            names.add(_plain(_tar_name(info)))
            if len(names) > MEMBERS:
                break
    return frozenset(names), _tar_members(archive)


def _seekable(archive: Source) -> BinaryIO:
    stream = archive.open()
    assert stream.seekable()  # `_rereadable` saw to it
    return stream


def _zip_infos(archive: Source) -> Sequence[zipfile.ZipInfo]:
    with told(), _seekable(archive) as stream, zipfile.ZipFile(stream) as file:
        return sorted(file.infolist(), key=lambda info: PurePosixPath(_plain(_zip_name(info))).parts)


def _zip_members(archive: Source, infos: Sequence[zipfile.ZipInfo]) -> Iterator[_Member]:
    with _seekable(archive) as stream, zipfile.ZipFile(stream) as file:
        for info in infos:
            if not info.is_dir():
                opener = partial(_open_zipped, file, info, archive.budget)
                yield _Member(_zip_name(info), opener, _zip_refusal(info))


def _open_zipped(file: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget | None) -> BinaryIO:
    def packed() -> Packed:
        return cast(Packed, file.open(info))

    return io.BufferedReader(Unpacked(packed, Budget(info.compress_size, parent=budget)), MIB)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name as its bytes say: many programs write UTF-8 without the flag that says so."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_FLAG:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name


def _zip_refusal(info: zipfile.ZipInfo) -> _Refusal | None:
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        return _Refusal("it is a link, which is not followed", "pack the file that it leads to", warning=True)
    if info.flag_bits & _ENCRYPTED_FLAG:
        return _Refusal("it is encrypted", "unpack the archive with its password first")
    return None


class _Info(tarfile.TarInfo):
    """A header of a tar. The standard library ends quietly at a damaged one, and believes what it says of its length."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Info:
        try:
            info = super().frombuf(buf, encoding, errors)
        except (tarfile.EmptyHeaderError, tarfile.EOFHeaderError):  # type: ignore[attr-defined]
            raise
        except tarfile.HeaderError as error:
            what = f"a header in it is damaged ({error}); what comes after it is not read"
            raise Damaged(what, "copy or download it again") from error
        if info.type in _HEADERS and info.size > _LONGEST_HEADER:
            raise Damaged(
                f"it gives a member a name of {info.size:,} bytes; what comes after it is not read",
                "leave the archive out",
            )
        return info


def _tar_members(archive: Source) -> Iterator[_Member]:
    for info, file in _tar_files(archive, archive.budget):
        if not info.isdir():
            yield _Member(_tar_name(info), partial(_open_in_tar, file, info, archive), _tar_refusal(info))


def _tar_files(archive: Source, budget: Budget | None) -> Iterator[tuple[tarfile.TarInfo, tarfile.TarFile]]:
    """The headers in a tar as they come; one stands for its file until the next is asked for."""
    raw = archive.open()
    if archive.suffix != ".tar":
        raw = gunzip(raw, Budget(archive.size(), parent=budget, archive=True))
    with raw as stream, _tar(stream) as file:
        while True:
            with told():
                info = file.next()
            if info is None:
                return
            yield info, file


def _tar(stream: BinaryIO) -> tarfile.TarFile:
    with told():
        return tarfile.open(fileobj=stream, mode="r|", tarinfo=_Info)


def _open_in_tar(file: tarfile.TarFile, info: tarfile.TarInfo, archive: Source) -> BinaryIO:
    def packed() -> Packed:
        found = file.extractfile(info)
        assert found is not None  # it is a regular file: `_tar_refusal` holds the others back
        return cast(Packed, found)

    return io.BufferedReader(Unpacked(packed, Budget(archive.size())), MIB)


def _tar_name(info: tarfile.TarInfo) -> str:
    """The name; bytes that are no UTF-8 are Windows-1252."""
    try:
        info.name.encode()
    except UnicodeEncodeError:
        return info.name.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return info.name


def _tar_refusal(info: tarfile.TarInfo) -> _Refusal | None:
    if info.isreg():
        return None
    if info.issym() or info.islnk():
        return _Refusal("it is a link, which is not followed", "pack the file itself (tar -h)", warning=True)
    return _Refusal("it is a device or a pipe, no file", "leave it out of the archive", warning=True)


def _climbs(name: str) -> _Refusal | None:
    """Whether a name points out of the archive, as only a trap's does."""
    parts = name.replace("\\", "/").split("/")
    if ".." in parts or not parts[0] or _DRIVE.match(name) or "\x00" in name:
        what = f"its name {printable(name)!r} leads out of the archive, as a trap's does; it was not read"
        return _Refusal(what, "check where the archive comes from")
    return None


def _plain(name: str) -> str:
    """The name with ``/`` between folders and without ``./`` and roots."""
    return posixpath.normpath(name.replace("\\", "/")).lstrip("/")


def _hidden(name: str) -> bool:
    """Whether it is hidden, as files of folders are, or what macOS adds."""
    return any((part.startswith(".") and part != "..") or part == _JUNK for part in name.split("/"))
