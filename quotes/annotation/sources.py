"""Whatever annotators hand back: a Label Studio export, a brat folder or a folder of annotated articles."""

from __future__ import annotations

import json
from pathlib import Path

from quotes.annotation.brat_reading import from_brat
from quotes.annotation.gold import read_gold
from quotes.annotation.labelstudio_reading import from_tasks
from quotes.annotation.records import AnnotationError, Reading

TASKS = "tasks.json"


def read_annotations(source: Path) -> Reading:
    """The annotated articles of a source, told by what it holds: ``*.ann``, ``tasks.json``, ``ID.json``, or a JSON file.

    Raises:
        AnnotationError: it is none of these; the message says what is expected.
    """
    if not source.is_dir():
        return _export(source)
    if (source / TASKS).is_file():
        return _export(source / TASKS)
    if next(source.rglob("*.ann"), None):
        return from_brat(source)
    return read_gold(source)


def _export(path: Path) -> Reading:
    try:
        values = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise AnnotationError(f"{path} cannot be read: {error}; give a JSON export, a brat folder or gold") from error
    try:
        return from_tasks(values)
    except AnnotationError as error:
        raise AnnotationError(f"{path}: {error}") from error
