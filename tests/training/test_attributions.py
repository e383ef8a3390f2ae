from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from quotes.exports.annotated import save_gold
from quotes.parsing.passages import Word
from quotes.training import attributions
from quotes.training.treebanks import MissingData
from tests.annotation.texts import ferry


def words_of(texts: Sequence[str]) -> list[list[Word]]:
    """Words at white space and punctuation; a sentence a line."""
    found = []
    for text in texts:
        places = re.finditer(r"\w+|[^\w\s]", text)
        breaks = [match.start() for match in re.finditer("\n\n", text)]
        found.append([Word(m[0], *m.span(), *[sum(b < m.start() for b in breaks)] * 2) for m in places])
    return found


def test_annotated_articles_become_passages(tmp_path: Path) -> None:
    save_gold([ferry()], tmp_path / "gold")
    target = tmp_path / "passages" / "train.jsonl"
    read = list(attributions.gold_articles(tmp_path / "gold"))
    assert attributions.write(read, target, words_of) == 1
    (passage,) = attributions.load(target)
    said = [[" ".join(passage.words[a:b]) for a, b in (*e.cue, *e.source, *e.content)] for e in passage.events]
    assert said[0] == ["said", "Ana Moor", "We lost 40 crates ,", "and two boats ."]
    assert ["added", "she", "The first storm .", "The second ,"] in said
    assert len(said) == 5  # the headline has no cue
    assert attributions.write(read, target, words_of, append=True) == 1
    assert len(attributions.load(target)) == 2


def test_a_broken_article_is_not_trained_without(tmp_path: Path) -> None:
    save_gold([ferry()], tmp_path)
    (tmp_path / "torn.json").write_text("{")
    with pytest.raises(MissingData, match=r"torn\.json"):
        list(attributions.gold_articles(tmp_path))


def test_the_command_line_uses_the_shipped_tokenizer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_gold([ferry()], tmp_path / "gold")
    attributions.main(["--gold", str(tmp_path / "gold"), "--out", str(tmp_path / "train.jsonl")])
    assert "1 passages of 1 articles with 5 attributions" in capsys.readouterr().out
    (passage,) = attributions.load(tmp_path / "train.jsonl")
    assert [" ".join(passage.words[a:b]) for a, b in passage.events[0].content] == [
        "We lost 40 crates ,",
        "and two boats .",
    ]
