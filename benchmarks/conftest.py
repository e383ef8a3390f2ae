"""The articles that are measured on, the models, and a summary in words per second."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from quotes.documents import read
from quotes.models import cards
from quotes.records import Document
from quotes.stages import Draft, Stage, standard

ARTICLES = Path(__file__).parent.parent / "corpus" / "gold"
ROUNDS = 3
LONG = 5.0  # seconds: work that takes longer is measured once, after one run to warm up
Result = TypeVar("Result")
Measure = Callable[[Callable[[], Result], list[Document]], Result]

_speeds: dict[str, float] = {}


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    found = [item for item in read(sorted(ARTICLES.glob("*.txt"))) if isinstance(item, Document)]
    assert found, f"no articles in {ARTICLES}"
    return found


@pytest.fixture(scope="session")
def stages() -> tuple[Stage, ...]:
    if not cards():
        pytest.skip("the package holds no models: there is nothing to measure")
    return standard("compact")


@pytest.fixture(scope="session")
def drafts(stages: tuple[Stage, ...], documents: list[Document]) -> dict[str, list[Draft]]:
    """The drafts that each stage is given, by its name."""
    given: dict[str, list[Draft]] = {}
    current = [Draft(document) for document in documents]
    for stage in stages:
        given[stage.name] = current
        current = list(stage.work(current))
    given["done"] = current
    return given


@pytest.fixture
def measure(benchmark: BenchmarkFixture, request: pytest.FixtureRequest) -> Measure[object]:
    """Run the work a few times and note its speed in words of the documents per second."""

    def run(work: Callable[[], object], documents: list[Document]) -> object:
        started = time.perf_counter()
        work()
        short = time.perf_counter() - started < LONG
        result = benchmark.pedantic(work, rounds=ROUNDS if short else 1)
        words = sum(len(document.text.split()) for document in documents)
        benchmark.extra_info["words_per_second"] = _speeds[request.node.name] = words / benchmark.stats.stats.min
        return result

    return run


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if _speeds:
        terminalreporter.section("words per second, best round")
        for name, speed in _speeds.items():
            terminalreporter.write_line(f"{name:40} {speed:12,.0f}")
