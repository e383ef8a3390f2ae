"""Tables: one row, one article. CSV and TSV, JSON Lines, Parquet, data frames."""

from __future__ import annotations

import io
import json
import re
import warnings
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cache

import pandas as pd
import pyarrow
import pyarrow.parquet

from quotes.documents.decoding import decode
from quotes.documents.lists import lines_of
from quotes.documents.options import ReadOptions
from quotes.documents.readers.record import Flaw, Record, Unreadable
from quotes.documents.sources import Source

Row = Mapping[str, object]
_ROWS_AT_ONCE = 256
_DELIMITERS = ",;\t|"
_BAD_LINE = re.compile(r"(?:line (\d+)[:,] )?(expected \d+ fields(?: in line (\d+))?,? saw \d+)", re.IGNORECASE)
_MISSING = frozenset(("", "nan", "none", "null", "nat", "<na>"))
_OPTIONAL_ROLES = ("id", "date", "title", "url", "publisher", "language")


def read_delimited(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The rows of a CSV or TSV file; the delimiter of a CSV is the most frequent of ``, ; tab |`` in its first line.

    Raises:
        Unreadable: it is no table or its text column is not found.
        Undecodable: it is no text.
        OSError: the file cannot be read.
    """
    text = decode(source.read())
    if not text.strip():
        return
    first_line = next(line for line in text.split("\n") if line.strip())
    delimiter = "\t" if source.suffix == ".tsv" else max(_DELIMITERS, key=first_line.count)
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", pd.errors.ParserWarning)
            frame = pd.read_csv(
                io.StringIO(text, newline=""),
                sep=delimiter,
                dtype=str,
                keep_default_na=False,
                on_bad_lines="warn",
                index_col=False,
            )
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        raise Unreadable(
            f"the table cannot be read ({str(error).strip()})", "check its quoting and its delimiter"
        ) from error
    for warning in caught:
        yield from _bad_lines(str(warning.message))
    yield from read_frame(frame, options)


def read_json_lines(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The objects of a JSON Lines file, one a line; a line that is a string is an article's text.

    Raises:
        Undecodable: it is no text.
        OSError: the file cannot be read.
    """
    for number, line in enumerate(decode(source.read()).split("\n"), 1):  # U+2028 does not end a line of JSON
        if not line.strip():
            continue
        try:
            value: object = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Flaw(what=f"line {number} is no JSON ({error})", remedy="write one JSON object a line", row=number)
            continue
        if isinstance(value, str):
            value = {"text": value}
        if not isinstance(value, dict):
            yield Flaw(what=f"line {number} holds no object", remedy="write one JSON object a line", row=number)
            continue
        try:
            yield _record(value, number, columns(tuple(value), options))
        except Unreadable as error:
            yield Flaw(what=f"line {number}: {error.what}", remedy=error.remedy, row=number)


def read_parquet(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The rows of a Parquet file, read in batches and only in the columns that are needed.

    Raises:
        Unreadable: it is no Parquet file or its text column is not found.
        OSError: the file cannot be read.
    """
    where = source.path if source.data is None else pyarrow.BufferReader(source.data)
    try:
        with pyarrow.parquet.ParquetFile(where) as file:
            roles = columns(tuple(file.schema_arrow.names), options)
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=sorted(set(roles.values()))):
                for row in batch.to_pylist():
                    number += 1
                    yield _record(row, number, roles)
    except pyarrow.ArrowException as error:
        raise Unreadable(f"it is no sound Parquet file ({error})", "write it again") from error


def read_frame(frame: pd.DataFrame, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The rows of a data frame.

    Raises:
        Unreadable: the text column is not found.
    """
    names: dict[str, int] = {}
    for position, name in enumerate(frame.columns):
        names.setdefault(str(name), position)
    roles = columns(tuple(names), options)
    wanted = list(dict.fromkeys(roles.values()))
    cells = [frame.iloc[:, names[name]] for name in wanted]
    for number, values in enumerate(zip(*cells, strict=True), 1):
        yield _record(dict(zip(wanted, values, strict=True)), number, roles)


def columns(names: Sequence[str], options: ReadOptions) -> Mapping[str, str]:
    """Which column holds what, by role (``text``, ``id``, ``date``, ``title``, ``url``, ``publisher``, ``language``).

    Raises:
        Unreadable: a column that the options name, or the text column, is not there.
    """
    asked = {
        "text": options.text_column,
        "id": options.id_column,
        "date": options.date_column,
        "title": options.title_column,
    }
    there = ", ".join(names) or "none"
    found: dict[str, str] = {}
    for role in ("text", *_OPTIONAL_ROLES):
        wanted = asked.get(role)
        if wanted is not None and wanted not in names:
            raise Unreadable(
                f"there is no column {wanted!r}; the columns are: {there}", f"name the {role} column among them"
            )
        column = wanted if wanted is not None else _guessed(role, names)
        if column is not None:
            found[role] = column
    if "text" not in found:
        raise Unreadable(
            f"no column looks like the text; the columns are: {there}", "name it with --text-column (text_column=)"
        )
    return found


def _guessed(role: str, names: Sequence[str]) -> str | None:
    folded = {re.sub(r"[\s_.-]", "", name).casefold(): name for name in reversed(names)}
    return next((folded[usual] for usual in _usual()[role] if usual in folded), None)


@cache
def _usual() -> Mapping[str, tuple[str, ...]]:
    pairs = [line.split("\t") for line in lines_of("columns.tsv")]
    return {role: tuple(name for which, name in pairs if which == role) for role in ("text", *_OPTIONAL_ROLES)}


def _record(row: Row, number: int, roles: Mapping[str, str]) -> Record | Flaw:
    text = row[roles["text"]]
    if is_missing(text):
        return Flaw(
            what=f"row {number}: the cell of {roles['text']!r} is empty",
            remedy="fill it or leave the row out",
            row=number,
        )
    if not isinstance(text, str):
        return Flaw(
            what=f"row {number}: the cell of {roles['text']!r} holds {type(text).__name__}, not text",
            remedy="name the text column with --text-column (text_column=)",
            row=number,
        )
    value = {role: row.get(column) for role, column in roles.items()}
    return Record(
        text=text,
        row=number,
        row_id=_string(value.get("id")),
        title=_string(value.get("title")),
        published=value.get("date"),
        publisher=_string(value.get("publisher")),
        url=_string(value.get("url")),
        language=_string(value.get("language")),
    )


def is_missing(value: object) -> bool:
    """Whether a cell holds nothing: null, NaN, NaT, blanks, or the word for one of these."""
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    if isinstance(value, str):
        return value.strip().casefold() in _MISSING
    return isinstance(value, float) and value != value


def _string(value: object) -> str | None:
    """A cell as a name or id: whole numbers without a decimal point, no lists or objects."""
    if is_missing(value) or not isinstance(value, Hashable):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _bad_lines(message: str) -> Iterable[Flaw]:
    for match in _BAD_LINE.finditer(message):
        line = match[1] or match[3]
        where = f"line {line}: " if line else ""
        yield Flaw(what=f"{where}{match[2]}", remedy="quote fields that hold the delimiter")
