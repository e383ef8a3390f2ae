"""JSON Lines: one object per row, null as ``null``, dates in ISO form, ``segments`` as a list."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from quotes.exports.files import left_over, replacing_together
from quotes.records import Problem
from quotes.tables import Tables


def write(tables: Tables, folder: Path) -> tuple[Problem, ...]:
    """Write ``quotes.jsonl``, ``claims.jsonl`` ... into the folder.

    Raises:
        OSError: a file cannot be written.
    """
    with replacing_together() as part_of:
        for name in tables.names:
            with part_of(folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
                for row in tables.records(name):
                    file.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")
    return left_over(tables, folder, ".jsonl")


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
