"""The tables as a user holds them: five data frames, and the ways to write them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import pandas as pd

from quotes.records import Article, Problem
from quotes.tables.rows import ArticleRows, Row, article_rows, problem_row
from quotes.tables.schemas import TABLE_NAMES, frame

Include = Literal["thought", "sidebar"]


@dataclass(frozen=True, eq=False)
class Tables:
    """What was found in a set of articles; one pandas ``DataFrame`` per table, columns as in ``quotes.tables.SCHEMAS``.

    >>> tables = quotes.extract("articles/")                     # doctest: +SKIP
    >>> tables.quotes.groupby("speaker").size().nlargest(3)      # doctest: +SKIP
    """

    quotes: pd.DataFrame
    claims: pd.DataFrame
    speakers: pd.DataFrame
    documents: pd.DataFrame
    problems: pd.DataFrame

    def __getitem__(self, table: str) -> pd.DataFrame:
        """The data frame of that name.

        Raises:
            KeyError: there is no such table.
        """
        if table not in TABLE_NAMES:
            raise KeyError(table)
        found: pd.DataFrame = getattr(self, table)
        return found

    @property
    def failed(self) -> bool:
        """Whether an input could not be read or done (a problem of severity ``error``)."""
        return bool((self.problems["severity"] == "error").any())

    def records(self, table: str) -> list[dict[str, object]]:
        """The rows of one table as dictionaries of plain Python values; missing is ``None``."""
        found = self[table]
        columns = [found[name].astype(object).where(found[name].notna(), None) for name in found.columns]
        return [dict(zip(found.columns, values, strict=True)) for values in zip(*columns, strict=True)]

    def with_problems(self, problems: Iterable[Problem]) -> Tables:
        """The same tables with more rows in ``problems``."""
        rows = self.records("problems") + [problem_row(problem) for problem in problems]
        return replace(self, problems=frame("problems", rows)[0])

    def to_excel(self, path: str | Path) -> tuple[Problem, ...]:
        """Write a workbook with one sheet per table; what had to be cut is given back and in its ``problems``.

        Raises:
            OSError: the file cannot be written.
        """
        from quotes.exports import workbook

        return workbook.write(self, Path(path))

    def to_csv(self, folder: str | Path) -> tuple[Problem, ...]:
        """Write one CSV file per table into the folder; ``quotes.exports.csv.read`` reads one back.

        Raises:
            OSError: a file cannot be written.
        """
        from quotes.exports import csv

        return csv.write(self, Path(folder))

    def to_jsonl(self, folder: str | Path) -> tuple[Problem, ...]:
        """Write one JSON Lines file per table into the folder: null as ``null``, dates in ISO form.

        Raises:
            OSError: a file cannot be written.
        """
        from quotes.exports import jsonl

        return jsonl.write(self, Path(folder))

    def to_parquet(self, folder: str | Path) -> tuple[Problem, ...]:
        """Write one typed Parquet file per table into the folder.

        Raises:
            OSError: a file cannot be written.
        """
        from quotes.exports import parquet

        return parquet.write(self, Path(folder))


def build(found: Iterable[Article | Problem], *, include: Collection[str] = ()) -> Tables:
    """The tables of what was found.

    Args:
        found: the articles, in the order of the rows to be, and what could not be read or done.
        include: ``"thought"`` keeps beliefs and intentions, ``"sidebar"`` keeps navigation and related stories.
    """
    rows: dict[str, list[Row]] = {name: [] for name in TABLE_NAMES}
    told: list[Problem] = []
    for item in found:
        if isinstance(item, Problem):
            told.append(item)
            continue
        told.extend(item.problems)
        try:
            made = article_rows(item, include)
        except Exception as error:  # one article's records must not cost the others
            told.append(_broken(item, error))
            made = article_rows(replace(item, quotes=(), claims=()), include)
        _add(rows, made)
    return _checked(rows, told)


def _checked(rows: dict[str, list[Row]], told: list[Problem]) -> Tables:
    frames = {}
    for name in TABLE_NAMES[:-1]:
        frames[name], left_out = frame(name, rows[name])
        told.extend(Problem(None, None, "tables", "error", message) for message in left_out)
    frames["problems"], _ = frame("problems", [problem_row(problem) for problem in told])
    return Tables(**frames)


def _add(rows: dict[str, list[Row]], made: ArticleRows) -> None:
    rows["quotes"] += made.quotes
    rows["claims"] += made.claims
    rows["speakers"] += made.speakers
    rows["documents"].append(made.document)


def _broken(article: Article, error: Exception) -> Problem:
    message = f"its quotes and claims were left out: {type(error).__name__}: {error}"
    return Problem(article.document.document_id, article.document.path, "tables", "error", message)
