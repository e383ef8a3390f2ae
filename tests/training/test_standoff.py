"""Our annotation of real news: places in files that lie elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotes.training import standoff
from quotes.training.treebanks import MissingData

FILE = 'http://x.example/1\tO\n\nPrices\tO\nrose\tO\n,\tO\nLind\tS-Person\nsaid\tO\n.\tO\n\n"\tO\nNever\tO\n,\tO\n"\tO\nshe\tO\nadded\tO\n.\tO\n'


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "ner").mkdir()
    (tmp_path / "ner" / "one.txt.tsv").write_text(FILE, encoding="utf8")
    return tmp_path


def annotation(files: Path, length: int) -> Path:
    quotes = [
        {"kind": "indirect", "segments": [[0, 2]], "cue": [4, 5], "mention": [3, 4]},
        {"kind": "direct", "segments": [[7, 9]], "cue": None, "mention": None},
    ]
    path = files / "newswire.jsonl"
    path.write_text(json.dumps({"file": "ner/one.txt.tsv", "length": length, "quotes": quotes}) + "\n", encoding="utf8")
    return path


def test_words_become_characters_of_a_running_text(files: Path) -> None:
    (article,) = standoff.annotated_articles(annotation(files, 13), files)
    assert article.text == 'Prices rose, Lind said.\n\n"Never," she added.\n'
    report, words = article.quotes
    assert [article.text[s.start : s.end] for s in report.segments] == ["Prices rose"]
    assert (report.mention.text, report.cue.text) == ("Lind", "said")
    assert [article.text[s.start : s.end] for s in words.segments] == ["Never,"]
    assert words.cue.span is words.mention.span is None


def test_speakers_are_names_at_places(files: Path) -> None:
    speaker = [[[3, 4], [10, 11]], [[3, 4]]]
    quotes = [{"kind": "indirect", "segments": [[0, 2]], "cue": [4, 5], "mention": [3, 4], "speaker": speaker}]
    path = files / "held-out.jsonl"
    path.write_text(json.dumps({"file": "ner/one.txt.tsv", "length": 13, "quotes": quotes}) + "\n", encoding="utf8")
    ((report,),) = (article.quotes for article in standoff.annotated_articles(path, files))
    assert (report.speaker, report.aliases) == ("Lind and she", ("Lind",))


def test_another_version_of_a_file_is_not_trained_on(files: Path) -> None:
    with pytest.raises(MissingData, match="length 13"):
        list(standoff.annotated_articles(annotation(files, 12), files))


def test_a_file_that_is_not_there_is_named(files: Path) -> None:
    path = annotation(files, 13)
    (files / "ner" / "one.txt.tsv").unlink()
    with pytest.raises(MissingData, match=r"one\.txt\.tsv"):
        list(standoff.annotated_articles(path, files))


def test_characters_of_a_text_are_its_own(files: Path) -> None:
    text = "Fares rise, “at last”, says Lind\r\n"
    (files / "wiki").mkdir()
    (files / "wiki" / "two.txt").write_bytes(text.encode())
    quote = {"kind": "mixed", "segments": [[0, 21]], "cue": [23, 27], "mention": [28, 32]}
    path = files / "wiki.jsonl"
    path.write_text(
        json.dumps({"file": "wiki/two.txt", "length": len(text), "quotes": [quote]}) + "\n", encoding="utf8"
    )
    (article,) = standoff.annotated_articles(path, files)
    (found,) = article.quotes
    assert article.text == text
    assert [article.text[s.start : s.end] for s in found.segments] == ["Fares rise, “at last”"]
    assert (found.mention.text, found.cue.text) == ("Lind", "says")
