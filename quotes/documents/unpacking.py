"""Packed data, unpacked as it is read and only so far as sound data go: what a gzip or ZIP bomb holds is never held.

Sizes in headers are never trusted: the bytes that come out are counted.
"""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MIB = 1 << 20
HARMLESS = 64 * MIB
"""So much may always come out: it fits into any memory, and short texts of one letter pack well."""
RATIO = 200
"""Bytes out of one packed byte, beyond ``HARMLESS``: text packs 3 to 20 times, tables rarely 50 times, bombs 1,000."""
TOTAL = 32 * 1024 * MIB
"""Bytes out of one input, an archive with all that it holds: more is no longer read in a day."""
WHOLE = 512 * MIB
"""Bytes of a file whose format is read whole into memory; tables are read row by row and may be larger."""
_PIECE = MIB

_BROKEN = (
    EOFError,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    tarfile.TarError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What the unpackers of the standard library raise on data that are not sound."""


class Damaged(OSError):
    """The data end too early, are not sound, or unpack to too much: ``Damaged(what, remedy)``."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what}; {remedy}")
        self.what = what
        self.remedy = remedy


class Budget:
    """Counts what comes out of ``packed`` bytes; what is spent counts for the ``parent``, that of the archive, too.

    An ``archive`` may give more than one file, so that one bomb in it does not end the reading.
    """

    def __init__(self, packed: int, *, parent: Budget | None = None, archive: bool = False) -> None:
        most = max(16 * HARMLESS, 2 * RATIO * packed) if archive else max(HARMLESS, RATIO * packed)
        self._most = min(TOTAL, most)
        self._unpacked = 0
        self._parent = parent

    @property
    def spent(self) -> bool:
        """Whether nothing more may come out."""
        return self._unpacked > self._most

    def spend(self, count: int) -> None:
        """Count bytes that came out.

        Raises:
            Damaged: it is more than sound data hold.
        """
        self._unpacked += count
        if self._parent is not None:
            self._parent.spend(count)
        if self.spent:
            raise Damaged(
                f"it unpacks to more than {self._most // MIB:,} MiB, which is far more than its size, as a bomb does",
                "leave it out, or unpack it yourself if you trust it",
            )


class Packed(Protocol):
    """A stream that some unpacker of the standard library gives."""

    def read1(self, size: int = -1, /) -> bytes:
        """At most ``size`` bytes; none at the end."""
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...


class Unpacked(io.RawIOBase):
    """The bytes of a packed stream, counted; whatever goes wrong while they are unpacked is ``Damaged``."""

    def __init__(self, packed: Callable[[], Packed], budget: Budget, *, beneath: BinaryIO | None = None) -> None:
        """``packed`` opens the stream; ``beneath``, the one that it reads, is closed with it."""
        super().__init__()
        self._beneath = beneath
        self._budget = budget
        with told():
            self._packed = packed()

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """The next bytes.

        Raises:
            Damaged: the data are not sound, or too much comes out of them.
        """
        view = memoryview(buffer).cast("B")
        with told():
            data = self._packed.read1(len(view))
        self._budget.spend(len(data))
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close it and what is beneath."""
        if not self.closed:
            self._packed.close()
            if self._beneath is not None:
                self._beneath.close()
        super().close()


@contextmanager
def told() -> Iterator[None]:
    """Turn the many errors of unpackers into one that tells what to do.

    Raises:
        Damaged: something else of ``_BROKEN`` was raised within.
    """
    try:
        yield
    except Damaged:
        raise
    except EOFError as error:
        raise Damaged("its packed data end too early", "copy or download it again") from error
    except OSError as error:
        if error.errno is not None:  # the file's trouble, not that of what is in it
            raise
        raise Damaged(f"its packed data are not sound ({error})", "copy or download it again") from error
    except NotImplementedError as error:
        raise Damaged(f"it is packed in a way that is not known ({error})", "pack it again as plain ZIP") from error
    except _BROKEN as error:
        raise Damaged(f"its packed data are not sound ({error})", "copy or download it again") from error


def gunzip(packed: BinaryIO, budget: Budget) -> io.BufferedReader:
    """What a gzip stream holds, with all its members; ``packed`` is closed with it."""
    stream = Unpacked(lambda: cast(Packed, gzip.GzipFile(fileobj=packed)), budget, beneath=packed)
    return io.BufferedReader(stream, MIB)


def read_whole(stream: BinaryIO) -> bytes:
    """All bytes of a stream.

    Raises:
        Damaged: there are more than ``WHOLE``.
        OSError: they cannot be read.
    """
    data = bytearray()
    while piece := stream.read(_PIECE):
        data += piece
        if len(data) > WHOLE:
            raise Damaged(
                f"it is larger than {WHOLE // MIB} MiB, too large for a format that is read whole",
                "split it, or give tables as .csv, .jsonl or .parquet, which are read row by row",
            )
    return bytes(data)
