"""Our annotation of newswire articles: word indexes into files that lie elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotes.training import newswire
from quotes.training.treebanks import MissingData

FILE = 'http://x.example/1\tO\n\nPrices\tO\nrose\tO\n,\tO\nLind\tS-Person\nsaid\tO\n.\tO\n\n"\tO\nNever\tO\n,\tO\n"\tO\nshe\tO\nadded\tO\n.\tO\n'


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "ner").mkdir()
    (tmp_path / "ner" / "one.txt.tsv").write_text(FILE, encoding="utf8")
    return tmp_path


def annotation(files: Path, words: int) -> Path:
    quotes = [
        {"kind": "indirect", "segments": [[0, 2]], "cue": [4, 5], "mention": [3, 4]},
        {"kind": "direct", "segments": [[7, 9]], "cue": None, "mention": None},
    ]
    path = files / "newswire.jsonl"
    path.write_text(json.dumps({"file": "one.txt.tsv", "words": words, "quotes": quotes}) + "\n", encoding="utf8")
    return path


def test_words_become_characters_of_a_running_text(files: Path) -> None:
    (article,) = newswire.annotated_articles(annotation(files, 13), files / "ner")
    assert article.text == 'Prices rose, Lind said.\n\n"Never," she added.\n'
    report, words = article.quotes
    assert [article.text[s.start : s.end] for s in report.segments] == ["Prices rose"]
    assert (report.mention.text, report.cue.text) == ("Lind", "said")
    assert [article.text[s.start : s.end] for s in words.segments] == ["Never,"]
    assert words.cue.span is words.mention.span is None


def test_another_version_of_a_file_is_not_trained_on(files: Path) -> None:
    with pytest.raises(MissingData, match="13 words"):
        list(newswire.annotated_articles(annotation(files, 12), files / "ner"))


def test_a_file_that_is_not_there_is_named(files: Path) -> None:
    path = annotation(files, 13)
    (files / "ner" / "one.txt.tsv").unlink()
    with pytest.raises(MissingData, match=r"one\.txt\.tsv"):
        list(newswire.annotated_articles(path, files / "ner"))
