"""Each stage on the annotated articles, the whole run, and the models' loading apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.conftest import ARTICLES, Measure
from quotes.documents import read
from quotes.extractor import Extractor
from quotes.models import cards
from quotes.records import Document
from quotes.stages import Draft, Stage, standard
from quotes.tables import Tables, build


def test_reading(measure: Measure[object], documents: list[Document]) -> None:
    paths = sorted(ARTICLES.glob("*.txt"))
    assert len(list(read(paths))) == len(documents)
    measure(lambda: list(read(paths)), documents)


@pytest.mark.parametrize("name", ["parsing", "quotations", "speakers", "claims"])
def test_stage(
    measure: Measure[object],
    name: str,
    stages: tuple[Stage, ...],
    drafts: dict[str, list[Draft]],
    documents: list[Document],
) -> None:
    (stage,) = [stage for stage in stages if stage.name == name]
    measure(lambda: stage.work(drafts[name]), documents)


def test_tables(measure: Measure[object], drafts: dict[str, list[Draft]], documents: list[Document]) -> None:
    articles = [draft.article() for draft in drafts["done"]]
    made = measure(lambda: build(articles), documents)
    assert isinstance(made, Tables) and len(made.documents) == len(documents)


def test_workbook(
    measure: Measure[object], drafts: dict[str, list[Draft]], documents: list[Document], tmp_path: Path
) -> None:
    tables = build(draft.article() for draft in drafts["done"])
    measure(lambda: tables.to_excel(tmp_path / "quotes.xlsx"), documents)


def test_whole_run(
    measure: Measure[object], stages: tuple[Stage, ...], documents: list[Document], tmp_path: Path
) -> None:
    """From the files to the workbook, with the models loaded before."""
    extractor = Extractor(stages=stages)
    measure(lambda: extractor.extract(str(ARTICLES / "*.txt")).to_excel(tmp_path / "quotes.xlsx"), documents)


def test_loading_the_models(benchmark: BenchmarkFixture) -> None:
    if not cards():
        pytest.skip("the package holds no models: there is nothing to load")
    benchmark.pedantic(standard, args=("compact",), rounds=2)
