import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from quotes.documents import ReadOptions
from tests.documents.reads import STORY, read_bytes, read_one, told

LEAD = "The council said on Monday that it would not sell the harbour, and that three firms had asked for it. " * 2


def ids_and_texts(value: object) -> list[tuple[str, str]]:
    documents, problems = read_bytes(json.dumps(value).encode(), ".json")
    assert problems == []
    return [(d.document_id, d.text) for d in documents]


ARTICLE = {"id": "a", "text": "He said no."}


@pytest.mark.parametrize(
    "value",
    [
        [ARTICLE],
        {"articles": [ARTICLE], "totalResults": 1},
        {"data": [ARTICLE]},
        {"results": [ARTICLE]},
        {"items": [ARTICLE]},
        {"status": "ok", "response": {"status": "ok", "results": [ARTICLE]}},
        {"response": {"docs": [ARTICLE], "meta": {"hits": 1}}},
        {"hits": {"total": 1, "hits": [{"_index": "news", "_source": ARTICLE | {"id": "x"}, "id": "a"}]}},
        {"columns": ["id", "text"], "index": [0], "data": [["a", "He said no."]]},
        {"0": ARTICLE},
        {"id": {"0": "a"}, "text": {"0": "He said no."}},
    ],
)
def test_arrays_and_what_wraps_them(value: object) -> None:
    assert ids_and_texts(value) == [("a", "He said no.")]


def test_an_array_of_texts_and_rows_that_lack_an_id() -> None:
    assert ids_and_texts(["He said no.", "She said so."]) == [("stdin#1", "He said no."), ("stdin#2", "She said so.")]
    assert ids_and_texts([ARTICLE, {"text": "She said so."}]) == [("a", "He said no."), ("stdin#2", "She said so.")]


def test_one_object_is_one_article_with_the_id_of_its_file() -> None:
    assert ids_and_texts({"id": 5, "maintext": "He said no.", "authors": ["A B", "C D"]}) == [("stdin", "He said no.")]
    assert ids_and_texts({"body": ["One said.", "Two said."]}) == [("stdin", "One said.\n\nTwo said.")]
    (document,), _ = read_bytes(json.dumps({"text": "No.", "authors": ["A B", "C D"]}).encode(), ".json")
    assert document.author == "A B, C D"


def test_an_id_column_that_is_named_gives_the_id_of_one_article(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps({"key": 5, "text": "He said no."}))
    (document,), _ = read_one(tmp_path / "x.json", ReadOptions(id_column="key"))
    assert document.document_id == "5"


@pytest.mark.parametrize("orient", ["records", "columns", "index", "split", "table"])
def test_what_pandas_writes(tmp_path: Path, orient: str) -> None:
    frame = pd.DataFrame({"id": ["a", "b"], "text": ["He said no.", "She said so."], "date": ["2020-01-02", None]})
    frame.to_json(tmp_path / "x.json", orient=orient)  # type: ignore[call-overload]
    documents, problems = read_one(tmp_path / "x.json")
    assert [(d.document_id, d.text, d.published) for d in documents] == [
        ("a", "He said no.", date(2020, 1, 2)),
        ("b", "She said so.", None),
    ]
    assert problems == []


def test_a_guardian_like_answer_takes_the_body_from_its_fields() -> None:
    result = {
        "id": "world/2020/jan/02/ferry",
        "webTitle": "Ferry back",
        "webPublicationDate": "2020-01-02T10:00:00Z",
        "webUrl": "https://example.org/ferry",
        "fields": {"headline": "The ferry is back", "bodyText": "He said no."},
    }
    (document,), _ = read_bytes(json.dumps({"response": {"results": [result]}}).encode(), ".json")
    assert (document.document_id, document.text, document.title) == (result["id"], "He said no.", "The ferry is back")
    assert (document.url, document.published) == ("https://example.org/ferry", date(2020, 1, 2))


def test_a_newsapi_like_answer_does_not_take_the_source_for_the_article() -> None:
    articles = [
        {"source": {"id": "post", "name": "Hestra Post"}, "title": "T", "content": f"{who} said no.", "author": who}
        for who in ("He", "She")
    ]
    documents, _ = read_bytes(json.dumps({"status": "ok", "articles": articles}).encode(), ".json")
    assert [(d.document_id, d.publisher, d.author) for d in documents] == [
        ("stdin#1", "Hestra Post", "He"),
        ("stdin#2", "Hestra Post", "She"),
    ]


def test_json_lines_under_this_ending() -> None:
    documents, problems = read_bytes(b'{"text": "He said no."}\n{"text": "She said so."}\n{broken\n', ".json")
    assert [d.document_id for d in documents] == ["stdin#1", "stdin#2"] and told(problems, "line 3")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([{"id": 1, "data": {"text": "He said no."}, "annotations": []}], "Label Studio"),
        ({"quotes": [], "text": "x"}, "annotation of an article"),
        (
            {"articles": [{"url": "https://example.org", "seendate": "20200102T101500Z"}]},
            "no column looks like the text",
        ),
        ({"name": "tool", "version": 3}, "no column looks like the text"),
        ({}, "no column looks like the text"),
        ([], "holds no objects"),
        ([1, 2], "holds no objects"),
        (5, "neither objects nor texts"),
        (None, "neither objects nor texts"),
    ],
)
def test_what_holds_no_articles_is_told(value: object, words: str) -> None:
    documents, problems = read_bytes(json.dumps(value).encode(), ".json")
    assert documents == [] and len(problems) == 1 and told(problems, words)


@pytest.mark.parametrize(
    "data", [b"{", b"[" * 200_000, b'{"text": "x"', b"\xff\xfe\x00", b"1" * 10_000, b'{"a":' * 99_999]
)
def test_what_is_no_json_is_told(data: bytes) -> None:
    documents, problems = read_bytes(data, ".json")
    assert documents == [] and len(problems) == 1 and told(problems, "")


def test_items_that_are_no_articles_among_those_that_are() -> None:
    documents, problems = read_bytes(json.dumps([ARTICLE, 5, {"text": 7}, {"id": "x"}]).encode(), ".json")
    assert len(documents) == 1 and [p.document_id for p in problems] == ["stdin#2", "stdin#3", "stdin#4"]


def test_hostile_characters_are_kept_or_marked() -> None:
    text = "He said \u202eon\u202c and \ud800 left.\x00"
    documents, _ = read_bytes(json.dumps([{"text": text, "id": "a\ud800\x1bb"}]).encode(), ".json")
    assert [(d.document_id, d.text) for d in documents] == [("a\ufffd\ufffdb", text.replace("\ud800", "\ufffd"))]


def test_the_text_column_is_guessed_by_its_cells_and_told() -> None:
    told_: list[str] = []
    from quotes.documents import read

    data = json.dumps([{"a": "x", "lead": LEAD, "kicker": "Harbour"}] * 2).encode()
    options = ReadOptions(standard_input=data, standard_input_format=".json", notify=told_.append)
    documents = list(read(["-"], options))
    assert [getattr(d, "text", None) for d in documents] == [LEAD, LEAD]
    assert len(told_) == 1 and "'lead', its longest column" in told_[0] and "--text-column" in told_[0]


def test_a_story_is_kept_as_it_is() -> None:
    assert ids_and_texts([STORY])[0][1] == STORY
