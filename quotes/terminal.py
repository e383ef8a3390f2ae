"""What a person sees on a terminal: progress on standard error, tables and model cards on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from quotes.models import Card
from quotes.records import Problem
from quotes.tables import ArticleRows, Tables

_SHOWN = {
    "quotes": ("document_id", "speaker", "cue", "kind", "quote"),
    "claims": ("document_id", "claimant", "quantity", "low", "high", "relation", "unit", "about"),
}
_WIDEST: dict[str, int | None] = {"quote": None, "about": None}  # these take what is left of the width
_WIDEST_OTHER = 22
_LONGEST = 240  # characters of a cell: a terminal is for a look, the files hold all
_PLAIN_WIDTH = 140  # of a pipe or file, which has none of its own


def with_progress(found: Iterable[ArticleRows | Problem], *, quiet: bool = False) -> Iterator[ArticleRows | Problem]:
    """The same items; while they pass, a count on standard error where that is a terminal."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=quiet or not console.is_terminal, transient=True) as progress:
        task = progress.add_task("loading models", total=None)
        articles = words = quotations = 0
        for item in found:
            if isinstance(item, ArticleRows):
                articles += 1
                words += len(item.text.split())
                quotations += len(item.quotes)
            told = zip((articles, words, quotations), ("articles", "words", "quotes"), strict=True)
            progress.update(task, description=", ".join(counted(*one) for one in told))
            yield item


def show(tables: Tables, *, limit: int | None = None) -> None:
    """Print the quotes and the claims, the first ``limit`` of each."""
    console = Console(width=None if sys.stdout.isatty() else _PLAIN_WIDTH)
    for name, columns in _SHOWN.items():
        rows = tables.records(name)
        console.print(_table(name, columns, rows[:limit]))
        if limit is not None and len(rows) > limit:
            console.print(f"… and {len(rows) - limit:,} more {name}\n")


def show_problems(tables: Tables) -> None:
    """Print each problem as a line on standard error."""
    for row in tables.records("problems"):
        where, message = str(row["path"] or row["document_id"] or ""), str(row["message"])
        place = f"{where}: " if where and where not in message else ""
        print(_safe(f"{row['severity']}: {place}{message}"), file=sys.stderr)


def counted(number: int, names: str) -> str:
    """A number and what it counts, given in the plural.

    >>> counted(1, "documents"), counted(1200, "quotes")
    ('1 document', '1,200 quotes')
    """
    return f"{number:,} {names.removesuffix('s') if number == 1 else names}"


def show_cards(cards: Sequence[Card]) -> None:
    """Print the model cards."""
    for card in cards:
        state = "" if card.path.is_file() else " (missing)"
        print(f"{card.name} ({card.processor}), {card.bytes / 1e6:.1f} MB, made {card.date}")
        print(f"  file    {card.path}{state}")
        print(f"  data    {'; '.join(card.data)}")
        print(f"  terms   {card.terms}")
        print(f"  recipe  {card.recipe}")
        print(f"  figures {', '.join(f'{name} {figure}' for name, figure in card.figures.items())}")
        print(f"  sha256  {card.sha256}")


def _table(title: str, columns: Sequence[str], rows: Sequence[dict[str, object]]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", show_lines=False)
    for column in columns:
        widest = _WIDEST.get(column, _WIDEST_OTHER)
        table.add_column(
            column, overflow="fold", max_width=widest, justify="right" if column in ("low", "high") else "left"
        )
    for row in rows:
        table.add_row(*(Text(_safe(_cell(row[column]))) for column in columns))
    return table


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.4g}"
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


def _safe(text: str) -> str:
    """The text without what could steer a terminal: control and direction characters as U+FFFD."""
    return "".join(c if c.isprintable() or c == " " else " " if c in "\n\t" else "\ufffd" for c in text)
