"""Bytes to text: byte order marks, UTF-8, UTF-16, declared and guessed encodings, Windows-1252 at the last.

Newline characters are kept as they are, so that offsets count what stands in the file; only a leading byte order mark
is dropped.
"""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding|coding)\s*[=:]\s*["']?([A-Za-z][\w.-]{2,30})""")
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536
_STRAY_BYTES = 100
_WESTERN_SHARE = 0.06
_FEW = 30  # bytes beyond ASCII that tell nothing: the names and quotation marks of a short English text


class Undecodable(ValueError):
    """The bytes are no text; the message says what they seem to be and what to do."""


def decode(data: bytes) -> str:
    r"""The text of the bytes, newlines untouched.

    Example:
        ``decode(b"\xef\xbb\xbfKYIV \xe2\x80\x94 Officials said") == "KYIV — Officials said"``

    Raises:
        Undecodable: the bytes are binary, or contradict their byte order mark.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise Undecodable(f"it is {kind}, not text; convert it to text first")
    text = _decode(data)
    if "\x00" in text:
        raise Undecodable("it holds NUL characters: it is binary or damaged; save it as UTF-8 text")
    if len(_CONTROLS.findall(text)) > max(4, len(text) // 100):
        raise Undecodable("it is full of control characters: it is binary, not text; save it as UTF-8 text")
    return text


def _decode(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise Undecodable(
                    f"its byte order mark says {encoding}, but byte {error.start} does not fit; save it as UTF-8 again"
                ) from error
    if b"\x00" in data[:_SAMPLE]:
        return _unmarked_utf16(data)
    text = _nearly_utf8(data)
    if text is not None:
        return text
    return _declared(data) or _guessed(data)


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark: in Latin script every second byte is NUL."""
    sample = data[:_SAMPLE]
    low, high = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    encoding = "utf-16-le" if high > low else "utf-16-be"
    if len(data) % 2 == 0 and max(low, high) > 0.4 * half and min(low, high) < 0.05 * half:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    raise Undecodable("it holds NUL bytes: it is binary or damaged; save it as UTF-8 text")


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8, also where a few bytes of another encoding were pasted in; null where it is something else."""
    pieces: list[str] = []
    position = stray = 0
    view = memoryview(data)
    while True:
        try:
            pieces.append(str(view[position:], "utf-8"))
            break
        except UnicodeDecodeError as error:
            stray += 1
            if stray > _STRAY_BYTES:
                return None
            good, bad = position + error.start, position + error.end
            pieces.append(str(view[position:good], "utf-8"))
            pieces.append(data[good:bad].decode("cp1252", errors="replace"))
            position = bad
    text = "".join(pieces)
    if stray and sum(map(_beyond_ascii, pieces[::2])) < 2 * stray:
        return None
    return text


def _beyond_ascii(text: str) -> int:
    return 0 if text.isascii() else sum(character > "\x7f" for character in text)


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data[:1024])
    name = match.group(1).decode("ascii").lower() if match else ""
    if not name or name.startswith(("utf", "u8", "u16", "u32")):  # it is none of these, or we would not be here
        return None
    try:
        return data.decode(name)
    except (LookupError, ValueError):
        return None


def _guessed(data: bytes) -> str:
    """Few high bytes are English in Windows-1252, where guessers go astray; else the guess of charset-normalizer."""
    sample = data[:_SAMPLE]
    high = len(sample.translate(None, bytes(range(128))))
    if high > max(_WESTERN_SHARE * len(sample), min(_FEW, len(sample) // 3)):
        best = from_bytes(sample).best()
        if best is not None:
            try:
                return data.decode(best.encoding)
            except UnicodeDecodeError:
                pass
    return data.decode("cp1252", errors="replace")
