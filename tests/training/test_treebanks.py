from __future__ import annotations

from pathlib import Path

import pytest

from quotes.training import attributions, cased_vocabulary, treebanks


def test_missing_data_names_the_path_and_the_option(tmp_path: Path) -> None:
    with pytest.raises(treebanks.MissingData, match=r"--data"):
        treebanks.treebank_files(tmp_path, "train")


@pytest.mark.parametrize(
    "text",
    ["“ No , ” he said .", "It cost $ 5 .", "A state-run firm ( TASS ) did n't pay .", 'She said " no " twice .'],
)
def test_spaces_are_guessed_as_newspapers_print(text: str) -> None:
    words = tuple(text.split())
    after = treebanks.spaces_after(words)
    shown = "".join(word + " " * space for word, space in zip(words, after, strict=True)).strip()
    assert shown in {"“No,” he said.", "It cost $5.", "A state-run firm (TASS) didn't pay.", 'She said "no" twice.'}


def test_entity_files_are_read_with_whole_tags(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("http://x\tO\n\nAnn\tI-Person\nLee\tI-Person\nleft\tO\n\n", encoding="utf8")
    (sentence,) = treebanks.entity_sentences(path)
    assert sentence.words == ("Ann", "Lee", "left")
    assert sentence.tags == ("B-PERSON", "I-PERSON", "O")


def test_standoff_gives_spans_by_role(tmp_path: Path) -> None:
    path = tmp_path / "a.ann"
    path.write_text(
        "T1\tSource 0 3\tOrr\nT2\tCue 4 8\tsaid\nT3\tContent 9 13;20 25\tit is\nT4\tAttribution 4 8\tsaid\n"
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n",
        encoding="utf8",
    )
    assert attributions.standoff(path) == [{"cue": [(4, 8)], "source": [(0, 3)], "content": [(9, 13), (20, 25)]}]


def test_twins_begin_words_and_keep_their_piece() -> None:
    twins = cased_vocabulary.cased_pieces(
        ["Orban", "Orban", "NATO", "NATO", "said"], {"or", "orb", "nato", "said", "o", "n"}
    )
    assert twins["Orb"] == "orb"
    assert twins["NATO"] == "nato"
    assert "Said" not in twins
