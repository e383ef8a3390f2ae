"""What is exported, left alone and imported again is equal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from quotes.annotation import AnnotatedArticle, from_tables, read_annotations, read_gold
from quotes.annotation.gold import gold_values
from quotes.evaluation import load_gold
from quotes.exports.annotated import SAVERS, save_brat, save_gold, save_labelstudio, write_brat, write_labelstudio
from quotes.tables import Tables
from tests.annotation.texts import articles, ferry, through_brat, through_label_studio

GOLD = Path(__file__).parents[2] / "corpus" / "gold"


@given(articles())
def test_label_studio_gives_any_article_back(article: AnnotatedArticle) -> None:
    assert through_label_studio(article) == article


@given(articles())
def test_brat_gives_any_article_back(article: AnnotatedArticle) -> None:
    assert through_brat(article) == article


@settings(max_examples=25)  # it writes files
@given(articles())
def test_gold_files_give_any_article_back(tmp_path_factory: pytest.TempPathFactory, article: AnnotatedArticle) -> None:
    folder = tmp_path_factory.mktemp("gold")
    save_gold([article], folder)
    assert read_gold(folder).articles == (article,)
    (gold,) = load_gold(folder)
    assert [quote.segments for quote in gold.quotes] == [quote.segments for quote in article.quotes]


@pytest.fixture(scope="module")
def corpus() -> tuple[AnnotatedArticle, ...]:
    reading = read_gold(GOLD)
    assert not reading.problems and len(reading.articles) >= 62
    return reading.articles


def test_the_corpus_is_written_as_it_is_read(corpus: tuple[AnnotatedArticle, ...]) -> None:
    for article in corpus:
        assert gold_values(article) == json.loads((GOLD / f"{article.article_id}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("tool", ["labelstudio", "brat", "gold"])
def test_the_corpus_comes_back_from_the_files_of_each_tool(
    corpus: tuple[AnnotatedArticle, ...], tmp_path: Path, tool: str
) -> None:
    SAVERS[tool](corpus, tmp_path)
    reading = read_annotations(tmp_path)
    assert reading.problems == ()
    assert sorted(reading.articles, key=lambda a: a.article_id) == list(corpus)


def test_tables_come_back_as_gold(tables: Tables, tmp_path: Path) -> None:
    wanted = from_tables(tables).articles
    assert [len(article.quotes) for article in wanted] == [5] and len(wanted[0].claims) == 2
    write_labelstudio(tables, tmp_path / "ls")
    write_brat(tables, tmp_path / "brat")
    for folder in ("ls", "brat"):
        assert read_annotations(tmp_path / folder).articles == wanted
    save_gold(wanted, tmp_path / "gold")
    assert read_gold(tmp_path / "gold").articles == wanted


def test_the_gold_form_of_tables_says_what_the_rows_say(tables: Tables) -> None:
    (article,) = from_tables(tables).articles
    values = gold_values(article)
    quotes, claims = values["quotes"], values["claims"]
    assert isinstance(quotes, list) and isinstance(claims, list)
    rows = tables.records("quotes")
    assert [quote["speaker"] for quote in quotes] == [row["speaker"] for row in rows]
    assert [quote["segments"] for quote in quotes] == [row["segments"] for row in rows]
    assert [quote["cue"] for quote in quotes] == [row["cue"] for row in rows]
    assert quotes[0]["aliases"] == ["Chair Dana Reyes", "Reyes"]
    assert [quote["parent"] for quote in quotes] == [None, None, None, 2, None]
    assert [(claim["low"], claim["high"], claim["relation"]) for claim in claims] == [
        ("1500000", None, ">"),
        ("12", "12", "="),
    ]


def test_ids_become_file_names(tmp_path: Path) -> None:
    article = ferry()
    names = ["a/b", "a_b", "..", "x.meta", "C:\\con?", "n\x00l", "ü" * 200]
    given_ = [AnnotatedArticle(name, article.text, article.quotes) for name in names]
    save_gold(given_, tmp_path / "gold")
    save_brat(given_, tmp_path / "brat")
    for folder, ending in (("gold", "json"), ("brat", "ann")):
        files = sorted(path.name for path in (tmp_path / folder).iterdir() if path.suffix == f".{ending}")
        assert len(files) == len(names)
        assert {"a_b", "a_b~2", "x_meta", "C__con_"} <= {name.removesuffix(f".{ending}") for name in files}
    assert len(load_gold(tmp_path / "gold")) == len(names)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brat", "gold"]


def test_a_document_without_its_text_is_told(tables: Tables) -> None:
    reading = from_tables(replace(tables, texts={}))
    assert reading.articles == () and "extract it again" in reading.problems[0].message


def test_lone_surrogates_keep_the_offsets(tables: Tables, tmp_path: Path) -> None:
    torn = {name: text.replace("Harbour", "H\ud800rbour") for name, text in tables.texts.items()}
    wanted = from_tables(replace(tables, texts=torn)).articles
    save_labelstudio(wanted, tmp_path)
    assert read_annotations(tmp_path).articles == wanted
    assert wanted[0].text.startswith("H\ufffdrbour")
