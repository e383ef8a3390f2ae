"""What an integration hands over of one article: its rows, with the columns that the tables have."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from quotes.records import Article
from quotes.tables import SCHEMAS, TABLE_NAMES, article_rows
from quotes.tables.rows import Row, problem_row

Rows = Mapping[str, list[Row]]


def named(article: Article, document_id: str) -> Article:
    """The same article under another id, from which the ids of its rows are made."""
    problems = tuple(replace(problem, document_id=document_id) for problem in article.problems)
    return replace(article, document=replace(article.document, document_id=document_id), problems=problems)


def rows(article: Article, *, include: Collection[str] = ()) -> Rows:
    """The rows of one article by table: ``quotes``, ``claims``, ``speakers``, ``documents`` (one row) and ``problems``.

    Offsets count characters of ``article.document.text``; missing is ``None``. What records cannot be made rows of is a row
    in ``problems``.

    Args:
        article: what the stages found.
        include: ``"thought"`` keeps beliefs and intentions, ``"sidebar"`` keeps navigation and related stories.

    Example:
        ``rows(article)["quotes"][0]["speaker"]`` is ``"Dana Reyes"``.
    """
    made = article_rows(article, include)
    found: Rows = {
        "quotes": made.quotes,
        "claims": made.claims,
        "speakers": made.speakers,
        "documents": [made.document],
        "problems": [problem_row(problem) for problem in made.problems],
    }
    return {name: [_complete(name, row) for row in found[name]] for name in TABLE_NAMES}


def _complete(table: str, row: Row) -> Row:
    """The row with every column of its table, in order."""
    return {column.name: row.get(column.name) for column in SCHEMAS[table]}
