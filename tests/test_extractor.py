from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import quotes
from quotes import extractor as module
from quotes.extractor import Extractor, batches
from quotes.inputs import names_a_path
from quotes.records import Article, Document, Problem
from quotes.stages import Draft, Stage, StageOrderError, check_order, run

SAID = "“The bridge is shut” said Moor. It is 7 percent shorter."


def documents(*texts: str) -> list[Document]:
    return [Document(f"d{number}", text) for number, text in enumerate(texts)]


def test_each_stage_must_find_what_it_requires(stages: tuple[Stage, ...]) -> None:
    check_order(stages)
    with pytest.raises(StageOrderError, match="'claims' requires quotes"):
        Extractor(stages=(*stages[:2], stages[3]))
    with pytest.raises(StageOrderError, match="parse, which is there already"):
        Extractor(stages=(stages[0], stages[0]))


def test_all_parts_come_from_their_stages(stages: tuple[Stage, ...]) -> None:
    (article,) = run(stages, documents(SAID))
    assert article.quotes[0].speaker is not None and article.quotes[0].speaker.name == "Moor"
    assert article.claims[0].low == 7
    assert article.problems == ()


def test_a_stage_that_fails_costs_one_article_its_part(stages: tuple[Stage, ...]) -> None:
    first, second, third = run(stages, documents(SAID, f"UNATTRIBUTABLE {SAID}", SAID))
    assert first.quotes and third.quotes and first.claims and third.claims
    assert second.quotes == () and second.claims == ()
    (problem,) = second.problems
    assert (problem.stage, problem.severity, problem.document_id) == ("speakers", "error", "d1")
    assert "KeyError" in problem.message and "nobody" in problem.message


def test_a_batch_that_fails_is_done_one_by_one(stages: tuple[Stage, ...]) -> None:
    articles = run(stages, documents(SAID, "UNPARSABLE", SAID))
    assert [len(article.quotes) for article in articles] == [1, 0, 1]
    assert [problem.stage for article in articles for problem in article.problems] == ["parsing"]


def test_a_stage_that_loses_a_document_fails(stages: tuple[Stage, ...]) -> None:
    forgetful = replace(stages[0], work=lambda drafts: [])
    (article,) = run((forgetful,), documents(SAID))
    assert "0 results for 1 documents" in article.problems[0].message


def test_interruptions_are_not_swallowed(stages: tuple[Stage, ...]) -> None:
    def interrupt(drafts: object) -> list[Draft]:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run((replace(stages[0], work=interrupt),), documents(SAID))


@pytest.mark.parametrize(
    ("options", "told"),
    [({"include": ("gossip",)}, "gossip"), ({"workers": 0}, "workers is 0"), ({"workers": 2}, "not both")],
)
def test_wrong_options_are_told(stages: tuple[Stage, ...], options: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        Extractor(stages=stages, **options)  # type: ignore[arg-type]


@pytest.fixture
def extractor(stages: tuple[Stage, ...]) -> Extractor:
    return Extractor(stages=stages)


def test_a_text(extractor: Extractor) -> None:
    tables = extractor.extract(SAID)
    assert tables.documents["document_id"].tolist() == ["text"]
    assert tables.quotes["quote"].tolist() == ["The bridge is shut"]


def test_texts_and_documents(extractor: Extractor) -> None:
    tables = extractor.extract([SAID, Document("own", SAID), "plain.txt"])
    assert tables.documents["document_id"].tolist() == ["text-1", "own", "text-3"]
    assert len(tables.quotes) == 2


def test_a_generator_and_equal_ids(extractor: Extractor) -> None:
    tables = extractor.extract(Document("same", SAID) for _ in range(3))
    assert tables.documents["document_id"].tolist() == ["same", "same~2", "same~3"]
    assert tables.quotes["quote_id"].is_unique


def test_a_file_a_folder_and_a_glob(extractor: Extractor, tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text(SAID, encoding="utf-8")
    (tmp_path / "sub" / "b.txt").write_text(SAID, encoding="utf-8")
    for inputs, ids in (
        (tmp_path, {"a", "sub/b"}),
        (str(tmp_path), {"a", "sub/b"}),
        (tmp_path / "a.txt", {"a"}),
        (f"{tmp_path}/*.txt", {"a"}),
        ([tmp_path / "a.txt", SAID], {"a", "text-2"}),
    ):
        assert set(extractor.extract(inputs).documents["document_id"]) == ids


def test_a_data_frame(extractor: Extractor) -> None:
    frame = pd.DataFrame({"id": ["x", "y"], "text": [SAID, "Nothing."]})
    tables = extractor.extract(frame)
    assert tables.documents["document_id"].tolist() == ["x", "y"]
    assert tables.quotes["document_id"].tolist() == ["x"]


def test_what_is_not_there_is_a_problem(extractor: Extractor, tmp_path: Path) -> None:
    tables = extractor.extract(tmp_path / "missing.txt")
    assert len(tables.documents) == 0 and tables.failed


def test_problems_of_reading_and_articles_keep_their_order(extractor: Extractor) -> None:
    problem = Problem(None, "torn", "reading", "error", "empty")
    found = list(extractor.articles([*documents(SAID), problem, *documents(SAID)]))
    assert [type(item) for item in found] == [Article, Problem, Article]


def test_articles_come_as_they_are_done(extractor: Extractor) -> None:
    read: list[int] = []

    def endless() -> Iterator[Document]:
        for number in range(10_000):
            read.append(number)
            yield Document(f"d{number}", SAID)

    next(iter(extractor.articles(endless())))
    assert len(read) == module.BATCH_DOCUMENTS


def test_long_documents_make_small_batches() -> None:
    long = [Document(f"d{n}", "x" * (module.BATCH_CHARACTERS // 2)) for n in range(5)]
    assert [len(batch) for batch in batches(long)] == [2, 2, 1]


@pytest.mark.parametrize("value", ["articles/", "a.txt", "in/*.jsonl", "missing.csv"])
def test_what_looks_like_a_path_is_one(value: str) -> None:
    assert names_a_path(value)


@pytest.mark.parametrize(
    "value", ["", "Exports fell 3 percent.", "One.\nTwo.", "x" * 5000, "why? [sic] *", "a\x00b", "Hello"]
)
def test_what_reads_like_a_text_is_one(value: str) -> None:
    assert not names_a_path(value)


def test_an_existing_folder_with_spaces_is_a_path(tmp_path: Path) -> None:
    (tmp_path / "my articles").mkdir()
    assert names_a_path(str(tmp_path / "my articles"))


def test_public_names_are_there() -> None:
    assert set(dir(quotes)) == set(quotes.__all__)
    assert quotes.Extractor is Extractor and callable(quotes.extract)
    with pytest.raises(AttributeError):
        quotes.nothing  # type: ignore[attr-defined]  # noqa: B018
