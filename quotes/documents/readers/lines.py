"""The text of a large file, line by line: CSV and JSON Lines of several GB are never held whole."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from quotes.documents.decoding import Undecodable, decode
from quotes.documents.readers.record import Unreadable
from quotes.documents.unpacking import MIB, Damaged

HEAD = 32 * MIB
"""Bytes that are decoded at once, with all that is known of encodings; what is longer is decoded as it begins."""
LONGEST_LINE = 64 * MIB
"""Characters of a line or, in a table, between two row ends: a thousand times an article."""
_PIECE = MIB
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_STRAY = "newsquotes-stray-bytes"


class Lines:
    """The whole lines of a stream, decoded; also a file object for pandas, which calls ``read``.

    Where the stream breaks off, the lines before are given and ``damage`` says why; half a line is never given.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self.damage: Damaged | Unreadable | None = None
        self._blocks = self._read(stream)
        self._peeked: str | None = None
        self._taken = 0

    def peek(self) -> str:
        """The first block of lines, which is given again; "" where there is none.

        Raises:
            Undecodable: it is no text.
            OSError: it cannot be read.
        """
        if self._peeked is None:
            self._peeked = next(self._blocks, "")
        return self._peeked

    def read(self, size: int = -1) -> str:
        """The next block of lines, whatever ``size`` asks; "" at the end.

        Raises:
            Undecodable: it is no text.
            OSError: it cannot be read.
        """
        block, self._peeked = self.peek(), None
        if self._taken > HEAD + LONGEST_LINE:
            self.damage = self.damage or Unreadable(
                f"no row ends for {self._taken // MIB} MiB", "look for a quotation mark that is never closed"
            )
            return ""
        self._taken += len(block)
        return block

    def row_ended(self) -> None:
        """Tell that a row has ended, and that more may be read."""
        self._taken = 0

    def __iter__(self) -> Iterator[str]:
        r"""The lines without their newlines; only ``\n`` ends one, and with it ``\r\n``."""
        while block := self.read():
            self.row_ended()
            yield from block.removesuffix("\n").split("\n")

    def _read(self, stream: BinaryIO) -> Iterator[str]:
        head, ended = self._head(stream)
        if ended:
            text = decode(head)
            yield text if self.damage is None else text[: text.rfind("\n") + 1]
            return
        decoder = codecs.getincrementaldecoder(_encoding(head))(_stray())
        carry, piece = "", head
        while piece:
            text = carry + _sound(decoder.decode(piece))
            cut = text.rfind("\n") + 1
            carry = text[cut:]
            if cut:
                yield text[:cut]
            if len(carry) > LONGEST_LINE:
                self.damage = Unreadable(
                    f"a line is longer than {LONGEST_LINE // MIB} Mi characters", "end each row with a newline"
                )
                return
            piece = self._piece(stream)
        carry += _sound(decoder.decode(b"", final=True))
        if carry and self.damage is None:
            yield carry

    def _head(self, stream: BinaryIO) -> tuple[bytes, bool]:
        data = bytearray()
        while piece := self._piece(stream):
            data += piece
            if len(data) >= HEAD:
                return bytes(data), False
        return bytes(data), True

    def _piece(self, stream: BinaryIO) -> bytes:
        """The next bytes. ``read1`` keeps what came before the damage, as ``read`` does not."""
        try:
            return stream.read1(_PIECE) if hasattr(stream, "read1") else stream.read(_PIECE)
        except Damaged as error:
            self.damage = error
            return b""


def _encoding(head: bytes) -> str:
    """The encoding of a long text by its beginning: its mark, UTF-8, or Windows-1252."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    if b"\x00" in head[:MIB]:
        raise Undecodable("it is binary, or UTF-16 without a byte order mark; save it as UTF-8 text")
    decode(head[:MIB])  # says what other binary data are
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head[: 4 * MIB])
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _stray() -> str:
    """The name of the error handler that reads bytes which do not fit as Windows-1252, as ``decode`` does."""

    def western(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        if not error.encoding.startswith("utf-8"):
            return "\ufffd", error.end
        return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end

    codecs.register_error(_STRAY, western)
    return _STRAY


def _sound(text: str) -> str:
    if "\x00" in text:
        raise Undecodable("it holds NUL characters: it is binary or damaged; save it as UTF-8 text")
    return text
