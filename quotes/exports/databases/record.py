"""How a run is recorded in the table ``runs``: one row each time something was written."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from quotes.records import Run
from quotes.tables import Tables
from quotes.tables.rows import text
from quotes.version import package_version

# Name and type, as both databases understand it.
RUN_COLUMNS = (
    ("written", "TIMESTAMP NOT NULL"),
    ("version", "VARCHAR NOT NULL"),
    ("models", "VARCHAR"),
    ("started", "TIMESTAMP"),
    ("seconds", "DOUBLE"),
    ("inputs", "VARCHAR"),
    ("options", "VARCHAR"),
    ("documents", "INTEGER NOT NULL"),
)


def run_values(tables: Tables) -> tuple[object, ...]:
    """The values of the columns: times in UTC, inputs and options as JSON, null where the tables do not know them."""
    run = tables.run
    known: tuple[object, ...] = (package_version(), None, None, None, None, None) if run is None else _known(run)
    return (_utc(datetime.now(UTC)), *known, len(tables.documents))


def _known(run: Run) -> tuple[object, ...]:
    inputs = json.dumps([text(name) for name in run.inputs], ensure_ascii=False)
    options = json.dumps({text(name) or "": text(value) for name, value in run.options.items()}, ensure_ascii=False)
    return run.version, text(run.models), _utc(run.started), run.seconds, inputs, options


def _utc(moment: datetime) -> str:
    aware = moment.astimezone(UTC) if moment.tzinfo else moment
    return aware.strftime("%Y-%m-%d %H:%M:%S")
