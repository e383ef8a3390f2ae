"""Tables: one row, one article. CSV and TSV, Parquet, data frames; all are read in pieces, never whole."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pandas as pd
import pyarrow
import pyarrow.parquet

from quotes.documents.options import ReadOptions
from quotes.documents.readers.columns import SAMPLE, Columns
from quotes.documents.readers.lines import Lines
from quotes.documents.readers.record import Flaw, Record, Unreadable
from quotes.documents.sources import Source

MOST_COLUMNS = 10_000
_ROWS_AT_ONCE = 256
_DELIMITERS = ",;\t|"
_BAD_LINE = re.compile(r"(?:line (\d+)[:,] )?(expected \d+ fields(?: in line (\d+))?,? saw \d+)", re.IGNORECASE)
_UNCLOSED = re.compile(r"EOF inside string starting at row (\d+)")


def read_delimited(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The rows of a CSV or TSV file; the delimiter of a CSV is the most frequent of ``, ; tab |`` in its first line.

    Raises:
        Unreadable: it is no table or its text column is not found.
        Undecodable: it is no text.
        OSError: the file cannot be read, or breaks off.
    """
    with source.open() as stream:
        lines = Lines(stream)
        first_line = next((line for line in lines.peek().split("\n", 1_000) if line.strip()), "")
        if first_line:
            delimiter = "\t" if source.suffix == ".tsv" else max(_DELIMITERS, key=first_line.count)
            if first_line.count(delimiter) >= MOST_COLUMNS:
                what = f"its first line has {first_line.count(delimiter) + 1:,} fields"
                raise Unreadable(what, f"name at most {MOST_COLUMNS:,} columns in the first line")
            yield from _delimited(lines, delimiter, Columns(source.shown or source.name, options))
        if lines.damage is not None:
            raise lines.damage


def read_parquet(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The rows of a Parquet file, read in batches and only in the columns that are needed.

    Raises:
        Unreadable: it is no Parquet file or its text column is not found.
        OSError: the file cannot be read.
    """
    where = source.plain or pyarrow.BufferReader(source.read())
    columns = Columns(source.shown or source.name, options)
    try:
        with pyarrow.parquet.ParquetFile(where) as file:
            names = tuple(file.schema_arrow.names)
            roles = columns.roles(names, _parquet_sample(file))
            number = 0
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=sorted(set(roles.values()))):
                for row in batch.to_pylist():
                    number += 1
                    yield columns.record(row, number, roles)
    except (pyarrow.ArrowException, OverflowError) as error:
        raise Unreadable(f"it is no sound Parquet file ({error})", "write it again") from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise Unreadable(f"it is no sound Parquet file ({error})", "write it again") from error


def read_frame(frame: pd.DataFrame, options: ReadOptions, *, name: str = "frame") -> Iterator[Record | Flaw]:
    """The rows of a data frame.

    Raises:
        Unreadable: the text column is not found.
    """
    yield from _frame(frame, Columns(name, options), 0)


def _delimited(lines: Lines, delimiter: str, columns: Columns) -> Iterator[Record | Flaw]:
    number = 0
    try:
        with pd.read_csv(
            lines,  # type: ignore[call-overload]  # it has what pandas calls, `read`
            sep=delimiter,
            dtype=str,
            keep_default_na=False,
            on_bad_lines="warn",
            index_col=False,
            chunksize=_ROWS_AT_ONCE,
        ) as chunks:
            while True:
                with warnings.catch_warnings(record=True) as caught:
                    warnings.simplefilter("always", pd.errors.ParserWarning)
                    frame = next(chunks, None)
                for warning in caught:
                    yield from _bad_lines(str(warning.message))
                if frame is None:
                    return
                lines.row_ended()
                yield from _frame(frame, columns, number)
                number += len(frame)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        if lines.damage is None:
            raise _no_table(str(error).strip(), number) from error


def _frame(frame: pd.DataFrame, columns: Columns, before: int) -> Iterator[Record | Flaw]:
    names: dict[str, int] = {}
    for position, name in enumerate(frame.columns):
        names.setdefault(str(name), position)
    if not len(frame):
        return
    sample = _rows(frame.head(SAMPLE), names, tuple(names)) if not before else ()
    roles = columns.roles(tuple(names), list(sample))
    for number, row in enumerate(_rows(frame, names, tuple(dict.fromkeys(roles.values()))), before + 1):
        yield columns.record(row, number, roles)


def _rows(frame: pd.DataFrame, names: Mapping[str, int], wanted: Sequence[str]) -> Iterator[dict[str, object]]:
    cells = [frame.iloc[:, names[name]] for name in wanted]
    return (dict(zip(wanted, values, strict=True)) for values in zip(*cells, strict=True))


def _parquet_sample(file: pyarrow.parquet.ParquetFile) -> list[dict[str, object]]:
    """The first rows, of the columns that hold strings: the text is one of them."""
    names = [field.name for field in file.schema_arrow if _is_string(field.type)][:MOST_COLUMNS]
    if not names:
        return []
    batch = next(file.iter_batches(batch_size=SAMPLE, columns=names), None)
    return [] if batch is None else list(batch.to_pylist())


def _is_string(kind: pyarrow.DataType) -> bool:
    return bool(pyarrow.types.is_string(kind) or pyarrow.types.is_large_string(kind))


def _no_table(message: str, number: int) -> Unreadable:
    unclosed = _UNCLOSED.search(message)
    if unclosed is not None:
        what = f"a quotation mark that opens in row {unclosed[1]} is never closed; rows from there on are not read"
        return Unreadable(what, "close it, or double the marks inside quoted fields")
    after = f" after row {number}" if number else ""
    return Unreadable(f"the table cannot be read{after} ({message})", "check its quoting and its delimiter")


def _bad_lines(message: str) -> Iterable[Flaw]:
    for match in _BAD_LINE.finditer(message):
        line = match[1] or match[3]
        where = f"line {line}: " if line else ""
        yield Flaw(what=f"{where}{match[2]}", remedy="quote fields that hold the delimiter")
