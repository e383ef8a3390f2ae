"""The tables as a user holds them: data frames, and the ways to write them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Self

import pandas as pd

from quotes.claims.converting import KINDS, wanted
from quotes.documents.duplicates import Duplicates
from quotes.records import Article, Problem, Run
from quotes.tables.comparisons import comparison_rows
from quotes.tables.normalising import normalised_rows
from quotes.tables.people import people_rows
from quotes.tables.rows import ArticleRows, Row, article_rows, problem_row
from quotes.tables.schemas import ADDED_NAMES, SCHEMAS, TABLE_NAMES, frame

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
    added: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    """The tables that were asked for besides, by name."""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The text of each document by its id: what all offsets count in."""
    run: Run | None = None
    """How the tables were made; null where they were not made by an ``Extractor``."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tables there are, in the order in which they are written."""
        return tuple(name for name in SCHEMAS if name in TABLE_NAMES or name in self.added)

    def __getitem__(self, table: str) -> pd.DataFrame:
        """The data frame of that name.

        Raises:
            KeyError: there is no such table.
        """
        if table not in self.names:
            raise KeyError(table)
        found: pd.DataFrame = self.added[table] if table in self.added else getattr(self, table)
        return found

    @property
    def people(self) -> pd.DataFrame:
        """One row per speaker of all documents; made by ``merge_speakers``."""
        return self._asked("people")

    @property
    def memberships(self) -> pd.DataFrame:
        """One row per row of ``speakers``, in the same order; made by ``merge_speakers``."""
        return self._asked("memberships")

    @property
    def repeats(self) -> pd.DataFrame:
        """The claims that repeat an earlier one of their document; made by ``compare_claims``."""
        return self._asked("repeats")

    @property
    def conflicts(self) -> pd.DataFrame:
        """The pairs of claims that contradict each other; made by ``compare_claims``."""
        return self._asked("conflicts")

    @property
    def normalised(self) -> pd.DataFrame:
        """The claims in common units; made by ``normalise``."""
        return self._asked("normalised")

    def _asked(self, table: str) -> pd.DataFrame:
        if table not in self.added:
            raise AttributeError(f"there is no table {table} yet: call {ADDED_NAMES[table]}() first")
        return self.added[table]

    def _with(self, **rows: list[Row]) -> Self:
        """The same tables and these, checked by their schemas."""
        made = {name: frame(name, found)[0] for name, found in rows.items()}
        return replace(self, added={**self.added, **made})

    @property
    def failed(self) -> bool:
        """Whether an input could not be read or done (a problem of severity ``error``)."""
        return bool((self.problems["severity"] == "error").any())

    def records(self, table: str) -> list[dict[str, object]]:
        """The rows of one table as dictionaries of plain Python values; missing is ``None``."""
        found = self[table]
        columns = [found[name].astype(object).where(found[name].notna(), None) for name in found.columns]
        return [dict(zip(found.columns, values, strict=True)) for values in zip(*columns, strict=True)]

    def with_problems(self, problems: Iterable[Problem]) -> Self:
        """The same tables with more rows in ``problems``."""
        rows = self.records("problems") + [problem_row(problem) for problem in problems]
        return replace(self, problems=frame("problems", rows)[0])

    def merge_speakers(self) -> Self:
        """The same tables and two more: ``people``, one row per speaker of all documents, and ``memberships``.

        Names are merged with care, and each row says how sure it is; what each reason means and how often it is right
        stands in ``quotes.speakers.merging.CERTAINTY``.

        >>> tables = quotes.extract("articles/").merge_speakers()    # doctest: +SKIP
        >>> sure = tables.people.query("certainty >= 0.9")           # doctest: +SKIP
        """
        people, memberships = people_rows(self.records("speakers"), self.records("quotes"), self.records("documents"))
        return self._with(people=people, memberships=memberships)

    def compare_claims(self) -> Self:
        """The same tables and two more: ``repeats`` and ``conflicts``, figures that are given twice or contradict each other.

        Two figures conflict that are of different claimants, for the same thing at the same time, and cannot both be
        right; each pair says how sure it is, and ``quotes.claims.comparing.CERTAINTY`` what that means. Documents are
        compared with each other where they tell of one event. A pair that is not listed may conflict all the same.

        >>> tables = quotes.extract("articles/").compare_claims()    # doctest: +SKIP
        >>> tables.conflicts.query("kind == 'conflict'")             # doctest: +SKIP
        """
        repeats, conflicts = comparison_rows(*(self.records(name) for name in ("claims", "quotes", "documents")))
        return self._with(repeats=repeats, conflicts=conflicts)

    def normalise(self, units: Iterable[str] | Mapping[str, str | None] = KINDS) -> Self:
        """The same tables and one more: ``normalised``, the claims of the kinds asked for in one unit per kind.

        Args:
            units: the kinds to convert ("length", "mass", "area", "volume", "temperature", "duration", "speed",
                "share"), or a mapping of kinds to units; without a unit, ``quotes.claims.converting.COMMON_UNITS``.

        Raises:
            ValueError: there is no such kind or unit; the message lists what there is.

        >>> tables.normalise({"length": "kilometre", "duration": None}).normalised    # doctest: +SKIP
        """
        asked = units if isinstance(units, Mapping) else dict.fromkeys(units)
        return self._with(normalised=normalised_rows(self.records("claims"), wanted(asked)))

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

    def to_sqlite(self, path: str | Path) -> tuple[Problem, ...]:
        """Write a SQLite database, or add to one: documents that come again are replaced (``quotes.exports.sqlite``).

        Raises:
            OSError: it cannot be written, is in use, or is not a database of this package; nothing is changed then.
        """
        from quotes.exports import sqlite

        return sqlite.write(self, Path(path))

    def to_duckdb(self, path: str | Path) -> tuple[Problem, ...]:
        """Write a DuckDB database, or add to one: documents that come again are replaced (``quotes.exports.duckdb``).

        Raises:
            OSError: it cannot be written, is in use, or is not a database of this package; nothing is changed then.
        """
        from quotes.exports import duckdb

        return duckdb.write(self, Path(path))

    def to_html(self, path: str | Path) -> tuple[Problem, ...]:
        """Write the report: one HTML file with the articles, their quotes and claims marked, filters and charts.

        Raises:
            OSError: the file cannot be written.
        """
        from quotes.exports import report

        return report.write(self, Path(path))

    def _repr_html_(self) -> str:
        """What a notebook shows: the report of the first documents, in a frame of its own."""
        from quotes.exports import report

        return report.notebook_view(self)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self[name]):,} {name}" for name in self.names)
        return f"<Tables: {counts}>"


def build(
    found: Iterable[Article | ArticleRows | Problem], *, include: Collection[str] = (), keep_text: bool = False
) -> Tables:
    """The tables of what was found.

    An article that came before (see ``quotes.documents.duplicates``) is marked in ``documents`` and gives no rows in
    ``speakers``, so that nobody is counted twice; its quotes and claims are rows like all others.

    Args:
        found: the articles or their rows, in the order of the rows to be, and what could not be read or done.
        include: ``"thought"`` keeps beliefs and intentions, ``"sidebar"`` keeps navigation and related stories.
        keep_text: put the texts into ``documents`` too.
    """
    rows: dict[str, list[Row]] = {name: [] for name in TABLE_NAMES}
    told: list[Problem] = []
    texts: dict[str, str] = {}
    seen = Duplicates()
    for item in found:
        if isinstance(item, Problem):
            told.append(item)
            continue
        made = article_rows(item, include) if isinstance(item, Article) else item
        document_id = str(made.document["document_id"])
        told.extend(made.problems)
        texts[document_id] = made.text
        _add(rows, made, seen.add(document_id, made.text), keep_text=keep_text)
    return replace(_checked(rows, told), texts=texts)


def _checked(rows: dict[str, list[Row]], told: list[Problem]) -> Tables:
    frames = {}
    for name in TABLE_NAMES[:-1]:
        frames[name], left_out = frame(name, rows[name])
        told.extend(Problem(None, None, "tables", "error", message) for message in left_out)
    frames["problems"], _ = frame("problems", [problem_row(problem) for problem in told])
    return Tables(
        quotes=frames["quotes"],
        claims=frames["claims"],
        speakers=frames["speakers"],
        documents=frames["documents"],
        problems=frames["problems"],
    )


def _add(rows: dict[str, list[Row]], made: ArticleRows, first: str | None, *, keep_text: bool) -> None:
    """Add the rows of one article; ``first`` is the document of which it is a duplicate."""
    speakers = [] if first else made.speakers
    own = {"duplicate_of": first, "speakers": len(speakers), "text": made.text if keep_text else None}
    rows["quotes"] += made.quotes
    rows["claims"] += made.claims
    rows["speakers"] += speakers
    rows["documents"].append({**made.document, **own})
