"""The spaCy component, with stages that need no model, and tables as documents."""

from __future__ import annotations

import importlib
import re
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from quotes.extractor import Extractor
from quotes.stages import Stage
from quotes.tables import Tables, build
from tests.conftest import TEXT, harbour

spacy = pytest.importorskip("spacy")

from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc, DocBin  # noqa: E402

import quotes.integrations.spacy as integration  # noqa: E402

GUIDE = (Path(__file__).parents[2] / "docs" / "spacy.md").read_text(encoding="utf-8")
SAID = "“The bridge is shut” said Moor. It is 7 percent shorter."


@pytest.fixture
def nlp(stages: tuple[Stage, ...], monkeypatch: pytest.MonkeyPatch) -> Language:
    monkeypatch.setattr("quotes.extractor.standard", lambda models, sidebar: stages)
    made = spacy.blank("en")
    made.add_pipe("newsquotes")
    return made


@pytest.fixture
def rich() -> Tables:
    """Tables with a quote in two segments, with the text."""
    return build([harbour()], include=("thought", "sidebar"))


def test_spans_and_rows(nlp: Language, stages: tuple[Stage, ...]) -> None:
    doc = nlp(SAID)
    (quote,), (speaker,), (claim,) = (doc.spans[name] for name in ("quotes", "speakers", "claims"))
    assert (quote.text, quote.label_, quote.id_) == ("The bridge is shut", "direct", "text:q1-19")
    assert (speaker.text, speaker.label_, speaker.kb_id_) == ("Moor", "person", "Moor")
    assert (claim.text, claim.label_) == ("7 percent", "percent")
    tables = Extractor(stages=stages).extract(SAID)
    assert [quote._.newsquotes] == tables.records("quotes") == [speaker._.newsquotes]
    assert [claim._.newsquotes] == tables.records("claims")
    assert doc._.newsquotes["speakers"] == tables.records("speakers")


def test_a_stream_in_batches(nlp: Language) -> None:
    texts = [f"{SAID} Part {i}." for i in range(5)]
    texts[2] = ""
    docs = list(nlp.pipe(texts, batch_size=2))
    assert [doc.text for doc in docs] == texts
    assert [len(doc.spans["quotes"]) for doc in docs] == [1, 1, 0, 1, 1]
    assert {span.id_ for doc in docs for span in doc.spans["quotes"]} == {"text:q1-19"}


def test_one_document_that_fails_does_not_stop_the_others(nlp: Language) -> None:
    first, second = nlp.pipe([f"UNPARSABLE {SAID}", SAID])
    (problem,) = first._.newsquotes["problems"]
    assert (problem["stage"], problem["document_id"]) == ("parsing", "text")
    assert not first.spans["quotes"] and len(second.spans["quotes"]) == 1


def test_what_is_known_of_a_document_is_used(nlp: Language) -> None:
    doc = nlp.make_doc(SAID)
    doc.user_data |= {"document_id": "bridge", "published": "2024-05-31", "title": "Bridge shut"}
    (row,) = nlp(doc)._.newsquotes["documents"]
    assert (row["document_id"], row["published"], row["title"]) == ("bridge", date(2024, 5, 31), "Bridge shut")
    assert doc.spans["quotes"][0].id_ == "bridge:q1-19"


def test_a_wrong_date_is_told(nlp: Language) -> None:
    doc = nlp.make_doc(SAID)
    doc.user_data["published"] = "31 May"
    with pytest.raises(ValueError, match="published is '31 May'"):
        nlp(doc)


@pytest.mark.parametrize("config", [{"include": ["gossip"]}, {"alignment_mode": "near"}, {"models": 3}])
def test_wrong_settings_are_told_when_it_is_added(config: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(config))):
        spacy.blank("en").add_pipe("newsquotes", config=config)


@pytest.mark.parametrize(("mode", "words"), [("expand", "xx7percent!"), ("contract", None), ("strict", None)])
def test_spans_are_fitted_to_tokens(nlp: Language, stages: tuple[Stage, ...], mode: str, words: str | None) -> None:
    text = "Rents rose xx7percent!"
    tables = Extractor(stages=stages).extract("Rents rose xx7 percent")
    row = tables.records("claims")[0] | {"start": 13, "end": 21}
    tables = replace(tables, claims=tables.claims.assign(start=13, end=21))
    doc = Doc(nlp.vocab, words=["Rents", "rose", "xx7percent!"], spaces=[True, True, False])
    nlp.tokenizer = lambda _: doc  # type: ignore[assignment]
    found = integration.to_doc(tables, "text", nlp=nlp, text=text, alignment_mode=mode)  # type: ignore[arg-type]
    assert [span.text for span in found.spans["claims"]] == ([] if words is None else [words])
    assert found._.newsquotes["claims"] == [row]


def test_a_quote_has_a_span_for_each_segment(rich: Tables) -> None:
    doc = integration.to_doc(rich, "harbour", text=TEXT)
    first, second = [span for span in doc.spans["quotes"] if span.label_ == "direct"]
    assert (first.text, second.text) == ("We turned it down", "and for good")
    assert first.id_ == second.id_ and first._.newsquotes == second._.newsquotes
    assert first._.newsquotes["said_on"] == date(2024, 3, 4)
    assert {span.text for span in doc.spans["claims"]} == {"over $1.5 million", "12 percent"}
    assert {span.kb_id_ for span in doc.spans["speakers"]} == {"Dana Reyes", "her deputy", "port"}
    for name in ("quotes", "claims", "speakers", "problems"):
        assert doc._.newsquotes[name] == rich.records(name)


def test_docs_of_tables(stages: tuple[Stage, ...]) -> None:
    tables = Extractor(stages=stages).extract([SAID, "Nothing.", SAID + " Again."])
    found = list(integration.docs(tables))
    assert [doc.text for doc in found] == [SAID, "Nothing.", SAID + " Again."]
    assert [[span.id_ for span in doc.spans["quotes"]] for doc in found] == [["text-1:q1-19"], [], ["text-3:q1-19"]]


def test_texts_that_do_not_fit_are_told(rich: Tables) -> None:
    with pytest.raises(KeyError, match="no document 'port'"):
        integration.to_doc(rich, "port")
    with pytest.raises(ValueError, match="offsets would not fit"):
        integration.to_doc(rich, "harbour", text=TEXT + "!")
    with pytest.raises(ValueError, match="give it as text"):
        integration.to_doc(replace(rich, texts={}), "harbour")


def test_documents_are_written_and_read(rich: Tables, tmp_path: Path) -> None:
    doc = integration.to_doc(rich, "harbour", text=TEXT)
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "a.spacy")
    (binned,) = DocBin(store_user_data=True).from_disk(tmp_path / "a.spacy").get_docs(spacy.blank("en").vocab)
    doc.to_disk(tmp_path / "b")
    for again in (binned, Doc(spacy.blank("en").vocab).from_disk(tmp_path / "b")):
        assert again._.newsquotes == doc._.newsquotes
        for name in ("quotes", "claims", "speakers"):
            assert [
                (span.text, span.label_, span.id_, span.kb_id_, span._.newsquotes) for span in again.spans[name]
            ] == [(span.text, span.label_, span.id_, span.kb_id_, span._.newsquotes) for span in doc.spans[name]]


def test_without_user_data_the_spans_are_left(rich: Tables) -> None:
    doc = integration.to_doc(rich, "harbour", text=TEXT)
    (again,) = DocBin(docs=[doc]).get_docs(spacy.blank("en").vocab)
    assert again._.newsquotes is None and again.spans["claims"][0]._.newsquotes is None
    assert [span.id_ for span in again.spans["claims"]] == [span.id_ for span in doc.spans["claims"]]


@pytest.mark.usefixtures("nlp")
def test_a_pipeline_is_written_and_read(tmp_path: Path) -> None:
    config = {"include": ["thought"], "alignment_mode": "contract", "published": "2024-05-31"}
    other = spacy.blank("en")
    other.add_pipe("newsquotes", config=config)
    other.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    assert again.get_pipe_config("newsquotes").items() >= config.items()
    doc = again(SAID)
    assert [span.text for span in doc.spans["quotes"]] == ["The bridge is shut"]


def test_without_spacy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "spacy", None)
    monkeypatch.delitem(sys.modules, integration.__name__)
    with pytest.raises(ImportError, match=r"pip install newsquotes\[spacy\]"):
        importlib.import_module(integration.__name__)


@pytest.mark.usefixtures("nlp")
def test_the_guide_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    known: dict[str, object] = {}
    for block in re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL):
        exec(compile(block.replace(",” said Ms. ", "” said "), "docs/spacy.md", "exec"), known)
    assert "We will appeal direct Okoro" in capsys.readouterr().out
    assert len(list(DocBin().from_disk(tmp_path / "quotes.spacy").get_docs(spacy.blank("en").vocab))) == 2
