"""Runs that were stopped and go on."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quotes.extractor import Extractor
from quotes.records import Article, Document, Parse, Problem
from quotes.runs.journal import Journal
from quotes.stages import Draft, Stage
from quotes.tables import ArticleRows, article_rows
from tests.conftest import harbour

MADE_BY = {"version": "1", "models": "compact"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out" / ".unfinished.jsonl"


def through(journal: Journal, items: Iterable[Document | Problem], worked_on: list[str]) -> list[ArticleRows | Problem]:
    def work() -> Iterator[ArticleRows | Problem]:
        for item in journal.recalled(items):
            if isinstance(item, Document):
                worked_on.append(item.document_id)
                yield article_rows(replace(harbour(item.document_id), document=item), ())
            else:
                yield item

    return list(journal.noted(work()))


def run(path: Path, items: Iterable[Document | Problem], *, resume: bool, made_by: dict[str, str] = MADE_BY):
    worked_on: list[str] = []
    with Journal(path, made_by, resume=resume) as journal:
        return through(journal, items, worked_on), worked_on


DOCUMENTS = [harbour(name).document for name in "abc"]


def test_what_was_done_is_given_again_as_it_was(path: Path) -> None:
    problem = Problem(None, "x.txt", "read", "error", "it is empty")
    first, worked_on = run(path, [DOCUMENTS[0], problem, DOCUMENTS[1]], resume=False)
    assert worked_on == ["a", "b"]
    again, worked_on = run(path, [DOCUMENTS[0], problem, *DOCUMENTS[1:]], resume=True)
    assert worked_on == ["c"]
    assert again[:3] == first
    assert run(path, DOCUMENTS, resume=True)[1] == []


@pytest.mark.parametrize(
    ("change", "done_again"),
    [
        pytest.param(lambda d: replace(d, text=d.text + " "), ["a"], id="text"),
        pytest.param(lambda d: replace(d, published=None), ["a"], id="date of publication"),
        pytest.param(lambda d: d, [], id="nothing"),
    ],
)
def test_an_article_that_changed_is_done_again(path: Path, change, done_again: list[str]) -> None:
    run(path, DOCUMENTS, resume=False)
    assert run(path, [change(DOCUMENTS[0]), *DOCUMENTS[1:]], resume=True)[1] == done_again


def test_a_journal_of_other_models_or_without_resume_is_begun_anew(path: Path) -> None:
    run(path, DOCUMENTS, resume=False)
    assert run(path, DOCUMENTS, resume=True, made_by={**MADE_BY, "models": "stanza"})[1] == ["a", "b", "c"]
    assert run(path, DOCUMENTS, resume=False)[1] == ["a", "b", "c"]


@pytest.mark.parametrize("torn", ['{"key": "ab', '{"key": "a"}', '"text"', "\x00\x00", '{"key": "a", "rows": {}}'])
def test_a_line_that_was_cut_off_costs_its_article_only(path: Path, torn: str) -> None:
    run(path, DOCUMENTS, resume=False)
    lines = path.read_text(encoding="utf8").splitlines()
    path.write_text("\n".join([*lines[:-1], torn]), encoding="utf8")
    assert run(path, DOCUMENTS, resume=True)[1] == ["c"]
    assert len(path.read_text(encoding="utf8").splitlines()) == 4


def test_a_full_disk_is_told_and_the_run_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    worked_on: list[str] = []
    with Journal(path, MADE_BY) as journal, monkeypatch.context() as patched:
        patched.setattr(journal, "_file", Full())
        made = through(journal, DOCUMENTS, worked_on)
    told = [item for item in made if isinstance(item, Problem)]
    assert len(made) == 4
    assert [problem.severity for problem in told] == ["warning"]
    assert "No space left" in told[0].message


def test_a_stopped_extraction_goes_on_to_the_same_tables(path: Path) -> None:
    def stages(stop_at: str | None) -> list[Stage]:
        def work(drafts: list[Draft]) -> list[Draft]:
            if any(draft.document.document_id == stop_at for draft in drafts):
                raise KeyboardInterrupt
            return [replace(draft, parse=Parse((), ())) for draft in drafts]

        return [Stage("parsing", ("document",), "parse", work)]

    texts = [replace(document, text=f"{document.text} {'x' * 400_000}") for document in DOCUMENTS]  # a batch each
    with pytest.raises(KeyboardInterrupt), Journal(path, MADE_BY) as journal:
        Extractor(stages=stages("c")).extract(texts, journal=journal)
    with Journal(path, MADE_BY, resume=True) as journal:
        assert journal.done == 2
        found = Extractor(stages=stages(None)).extract(texts, journal=journal)
    whole = Extractor(stages=stages(None)).extract(texts)
    assert found.documents.equals(whole.documents)
    assert found.texts == whole.texts


def test_it_is_json_that_a_person_can_read(path: Path) -> None:
    run(path, DOCUMENTS[:1], resume=False)
    header, line = path.read_text(encoding="utf8").splitlines()
    assert json.loads(header)["models"] == "compact"
    assert json.loads(line)["rows"]["document"]["document_id"] == "a"
    assert isinstance(harbour("a"), Article)
