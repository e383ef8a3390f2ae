"""Folders for annotation: Label Studio's tasks, brat's standoff, and annotated articles ("gold")."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from quotes.annotation import brat, labelstudio
from quotes.annotation.gold import file_names, gold_values
from quotes.annotation.records import AnnotatedArticle
from quotes.annotation.rows import from_tables
from quotes.annotation.sources import TASKS
from quotes.exports.files import replacing
from quotes.records import Problem
from quotes.tables import Tables
from quotes.version import package_version


def write_labelstudio(tables: Tables, folder: Path) -> tuple[Problem, ...]:
    """Write ``tasks.json``, with the rows as predictions, and ``config.xml``, the labelling interface.

    Raises:
        OSError: a file cannot be written.
    """
    reading = from_tables(tables)
    save_labelstudio(reading.articles, folder, model_version=f"newsquotes {package_version()}")
    return reading.problems


def write_brat(tables: Tables, folder: Path) -> tuple[Problem, ...]:
    """Write ``ID.txt`` and ``ID.ann`` per document, ``annotation.conf`` and ``visual.conf``.

    Raises:
        OSError: a file cannot be written.
    """
    reading = from_tables(tables)
    save_brat(reading.articles, folder)
    return reading.problems


def save_labelstudio(articles: Sequence[AnnotatedArticle], folder: Path, *, model_version: str | None = None) -> None:
    """Write articles as Label Studio's tasks; without ``model_version`` their rows are annotations, not predictions.

    Raises:
        OSError: a file cannot be written.
    """
    _write(folder / TASKS, _json(labelstudio.tasks(articles, model_version=model_version)))
    _write(folder / "config.xml", labelstudio.labeling_config())


def save_brat(articles: Sequence[AnnotatedArticle], folder: Path) -> None:
    """Write articles as a brat folder.

    Raises:
        OSError: a file cannot be written.
    """
    for name, article in zip(file_names(articles), articles, strict=True):
        _write(folder / f"{name}.txt", article.text)
        _write(folder / f"{name}.ann", brat.standoff(article))
    for name, content in brat.configuration().items():
        _write(folder / name, content)


def save_gold(articles: Sequence[AnnotatedArticle], folder: Path) -> None:
    """Write articles as ``ID.txt`` and ``ID.json``, which ``quotes evaluate`` and the training read.

    Raises:
        OSError: a file cannot be written.
    """
    for name, article in zip(file_names(articles), articles, strict=True):
        _write(folder / f"{name}.txt", article.text)
        _write(folder / f"{name}.json", _json(gold_values(article)))


SAVERS: Mapping[str, Callable[[Sequence[AnnotatedArticle], Path], None]] = MappingProxyType(
    {"gold": save_gold, "labelstudio": save_labelstudio, "brat": save_brat}
)


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, content: str) -> None:
    with replacing(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        file.write(content)
