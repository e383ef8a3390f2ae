"""Our own articles as passages in PolNeAR's terms: wider spans, thoughts kept, a mixture with PolNeAR's."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotes.annotation.records import AnnotatedQuote, Words
from quotes.exports.annotated import save_gold
from quotes.records import Parse, Span
from quotes.training import attributions, own_articles
from quotes.training.treebanks import MissingData
from tests.annotation.texts import ferry
from tests.builders import build, span


def terms(sentence: str, segment: str, cue: str, mention: str) -> dict[str, list[str]]:
    document, parse = build(sentence)
    quote = AnnotatedQuote(
        "indirect",
        (span(document, segment),),
        mention,
        mention=Words(mention, span(document, mention)),
        cue=Words(cue, span(document, cue)),
    )
    found = own_articles._in_their_terms(document.text, parse, quote)
    assert found is not None
    return {role: [document.text[a:b] for a, b in spans] for role, spans in found.items()}


def test_spans_are_widened_to_polnears() -> None:
    sentence = (
        "Anna/PROPN/9/nsubj Lind/PROPN/1/flat ,/PUNCT/5/punct a/DET/5/det baker/NOUN/1/appos ,/PUNCT/1/punct "
        "has/AUX/9/aux also/ADV/9/advmod said=say/VERB/0/root that/SCONJ/12/mark "
        "prices/NOUN/12/nsubj rose=rise/VERB/9/ccomp ./PUNCT/9/punct"
    )
    assert terms(sentence, "prices rose", "said", "Anna Lind") == {
        "cue": ["has also said"],
        "source": ["Anna Lind, a baker"],
        "content": ["that prices rose"],
    }


def test_marks_belong_to_their_contents() -> None:
    sentence = (
        "“/PUNCT/3/punct Prices/NOUN/3/nsubj rose=rise/VERB/6/ccomp ,/PUNCT/3/punct ”/PUNCT/3/punct said=say/VERB/0/root "
        "Lind/PROPN/6/nsubj ./PUNCT/6/punct"
    )
    assert terms(sentence, "Prices rose", "said", "Lind")["content"] == ["“Prices rose,”"]


def test_a_quote_without_a_cue_is_no_attribution() -> None:
    quote = AnnotatedQuote("direct", (Span(0, 5),), "Lind")
    assert own_articles._in_their_terms("Never", Parse((), ()), quote) is None


def test_a_broken_article_is_not_trained_without(tmp_path: Path) -> None:
    save_gold([ferry()], tmp_path)
    (tmp_path / "torn.json").write_text("{")
    with pytest.raises(MissingData, match=r"torn\.json"):
        own_articles.gold_articles(tmp_path)


def test_the_command_line_mixes_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    save_gold([ferry()], tmp_path / "gold")
    polnear = tmp_path / "passages"
    polnear.mkdir()
    line = '{"words": ["x"], "sentences": [[0, 1]], "paragraphs": [0], "events": []}\n'
    (polnear / "train.jsonl").write_text(line * 4)
    (polnear / "dev.jsonl").write_text(line)
    out = tmp_path / "out"
    own_articles.main(
        [
            "--gold",
            str(tmp_path / "gold"),
            "--polnear",
            str(polnear),
            "--out",
            str(out),
            "--part",
            "0.5",
            "--times",
            "2",
        ]
    )
    assert "1 passages of 1 articles with" in capsys.readouterr().out
    read = attributions.load(out / "train.jsonl")
    assert [len(passage.words) for passage in read[:2]] == [1, 1]
    assert len(read) == 4
    assert [" ".join(read[2].words[a:b]) for a, b in read[2].events[0].content] == [
        "“ We lost 40 crates , ”",
        "“ and two boats . ”",
    ]
