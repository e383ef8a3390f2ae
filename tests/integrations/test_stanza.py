"""The Stanza processors with the models that ship: the rows are those of ``quotes.extract``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import stanza
from pandas.testing import assert_frame_equal
from stanza.pipeline.core import PipelineRequirementsException

import quotes.integrations.stanza as integration
from quotes.documents import from_text
from quotes.extractor import Extractor
from quotes.integrations import borrowed
from quotes.tables import Tables

GUIDE = (Path(__file__).parents[2] / "docs" / "stanza.md").read_text(encoding="utf-8")
CLEAN = (
    "Harbour board rejects toll\n\n"
    "“We turned it down,” the chair of the harbour board, Dana Reyes, said on Monday, “and for good.”\n\n"
    "The toll would have cost hauliers over $1.5 million a year, according to Reyes. She thinks that the plan is dead."
)
# A dateline, wrapped lines, mojibake, paragraphs that no blank line separates, navigation at the end.
PAGE = (
    "Ferry company cuts 120 jobs - union\r\n\r\n"
    "BERGEN, March 3 (Nordic Wire) - The ferry company Fjordline will cut 120 jobs by May, the union said on Monday.\r\n\r\n"
    "Its spokeswoman Kari Dahl said the cuts were â€œa disgraceâ€\u009d and that the company\u00a0had earned 14 million\n"
    "euros last year.\r\n\r\nFjordline declined to comment.\n"
    "Its shares fell 3.5 percent, the exchange reported.\r\n\r\n"
    "Related stories\r\n\r\nPort says traffic rose 12 percent\r\n\r\nMayor says bridge will stay closed"
)
TEXTS = (CLEAN, PAGE, "", "It rained in Bergen.")


@pytest.fixture(scope="module")
def options() -> dict[str, Any]:
    return integration.pipeline_options()


@pytest.fixture(scope="module")
def nlp(options: dict[str, Any]) -> stanza.Pipeline:
    return stanza.Pipeline(**options)


@pytest.fixture(scope="module")
def expected() -> Tables:
    return Extractor().extract(from_text(text, document_id=f"d{i}") for i, text in enumerate(TEXTS))


def given(text: str, **known: object) -> stanza.Document:
    document = stanza.Document([], text=text)
    for name, value in known.items():
        setattr(document, name, value)
    return document


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the pipeline's models had to read a second time."""
    read: list[str] = []
    again = borrowed._again
    monkeypatch.setattr(borrowed, "_again", lambda nlp, texts: read.extend(texts) or again(nlp, texts))
    yield read


def test_rows_are_those_of_extract(nlp: stanza.Pipeline, expected: Tables, read_again: list[str]) -> None:
    documents = nlp.bulk_process([given(text, document_id=f"d{i}") for i, text in enumerate(TEXTS)])
    assert [document.text for document in documents] == list(TEXTS)
    found = integration.tables(documents)
    assert len(found.quotes) > 4 and len(found.claims) > 4
    for name in expected.names:
        assert_frame_equal(found[name], expected[name], obj=name)
    for table in ("quotes", "claims", "speakers"):
        on_documents = [row for document in documents for row in getattr(document, table)]
        assert on_documents == expected.records(table)
    (again,) = read_again  # nothing of the clean article, and of the page only what is read otherwise
    assert "The ferry company" in again and "Ferry company cuts" not in again


def test_one_text_as_the_issue_has_it(options: dict[str, Any], expected: Tables) -> None:
    read = dict.fromkeys(("tokenize", "mwt", "pos", "lemma", "depparse", "ner"), "default")
    own = {**options, "quotes_include": ["thought"], "quotes_published": date(2024, 5, 31)}
    del own["lang"], own["processors"]
    nlp = stanza.Pipeline("en", processors={**read, "quotes": "compact"}, **own)
    document = nlp(CLEAN)
    for row in document.quotes:
        assert " … ".join(document.text[start:end] for start, end in row["segments"]) == row["quote"]
    assert {row["cue_class"] for row in document.quotes} == {"speech", "thought"}
    assert date(2024, 5, 27) in {row["said_on"] for row in document.quotes}
    assert not hasattr(document, "claims")
    assert {row["claims"] for row in document.speakers} == {None}
    assert len(expected.quotes.query("document_id == 'd0'")) < len(document.quotes)


def test_what_cannot_be_done_costs_one_document(nlp: stanza.Pipeline) -> None:
    whole = nlp(CLEAN)
    torn = stanza.Document(whole.to_dict(), text=None)
    processors = nlp.processors["quotes"], nlp.processors["claims"]
    documents = [torn, stanza.Document(whole.to_dict(), text=CLEAN)]
    for processor in processors:
        documents = processor.bulk_process(documents)
    assert documents[0].quotes == [] and documents[0].claims == []
    assert "no text" in documents[0].problems[0]["message"]
    assert (documents[1].quotes, documents[1].claims) == (whole.quotes, whole.claims)
    assert documents[1].problems == []


def test_annotations_that_were_not_made_are_told(nlp: stanza.Pipeline) -> None:
    document = nlp.process(CLEAN, processors="tokenize,mwt,pos,quotes")
    (problem,) = document.problems
    assert "not worked on by lemma, depparse, ner:" in problem["message"]


def test_the_encoder_remembers_nothing_afterwards(nlp: stanza.Pipeline, options: dict[str, Any]) -> None:
    nlp(CLEAN)
    assert not options["quotes_encoder"].model._states


def test_a_pipeline_that_lacks_processors_says_so(options: dict[str, Any]) -> None:
    lacking = {**options, "processors": {"tokenize": "default", "mwt": "default", "quotes": "compact"}, "package": None}
    with pytest.raises(PipelineRequirementsException, match="QuotesProcessor") as raised:
        stanza.Pipeline(**lacking)
    assert "depparse" in str(raised.value)


@pytest.mark.parametrize(
    ("processor", "config", "told"),
    [
        (integration.QuotesProcessor, {"model_path": "en/quotes/large.pt"}, "'large'"),
        (integration.ClaimsProcessor, {"model_path": "en/claims/large.pt"}, "'large'"),
        (integration.QuotesProcessor, {"include": ["gossip"]}, "gossip"),
        (integration.QuotesProcessor, {"include": "thought"}, "list"),
    ],
)
def test_wrong_options_are_told(processor: Any, config: dict[str, object], told: str) -> None:
    pipeline = SimpleNamespace(loaded_processors=[], load_list=[])
    with pytest.raises(ValueError, match=told):
        processor({**config, "check_requirements": False}, pipeline, "cpu")


def test_documents_of_other_pipelines_are_told() -> None:
    with pytest.raises(integration.Unparsed, match="not worked on by quotes"):
        integration.tables([given(CLEAN)])


def test_the_guide_runs(
    nlp: stanza.Pipeline, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(stanza, "Pipeline", lambda *_, **options: asked.append(options) or nlp)
    monkeypatch.chdir(tmp_path)
    known: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL):
        exec(compile(block, "docs/stanza.md", "exec"), known)
    assert capsys.readouterr().out == "Okoro 4.0\n"
    assert asked[0]["processors"]["quotes"] == "compact" and asked[1]["quotes_include"] == ["thought"]
    assert (tmp_path / "quotes.xlsx").exists()
