from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from quotes.annotation import AnnotationError, Words, read_annotations, read_gold
from quotes.annotation.gold import gold_values
from quotes.cli import main
from quotes.exports.annotated import save_gold, save_labelstudio
from tests.annotation.texts import at, ferry


def test_places_are_written_only_where_words_alone_would_mislead() -> None:
    article = ferry()
    assert not [quote for quote in gold_values(article)["quotes"] if "cue_span" in quote]  # type: ignore[attr-defined]
    far = replace(article.quotes[0], mention=Words("Moor", at("Moor")), cue=Words("the", at("the", 2)))
    (first, *_) = gold_values(replace(article, quotes=(far, *article.quotes[1:])))["quotes"]  # type: ignore[misc]
    assert first["cue_span"] == [at("the", 2).start, at("the", 2).end]  # type: ignore[index]
    assert "mention_span" not in first  # type: ignore[operator]


def test_a_broken_article_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    save_gold([ferry()], tmp_path)
    broken = json.loads((tmp_path / "ferry.json").read_text(encoding="utf-8"))
    del broken["quotes"][2]["segments"]
    for name, content in (("a", json.dumps(broken)), ("b", "[]"), ("c", "{")):
        (tmp_path / f"{name}.json").write_text(content, encoding="utf-8")
        (tmp_path / f"{name}.txt").write_text(ferry().text, encoding="utf-8")
    reading = read_gold(tmp_path)
    assert reading.articles == (ferry(),)
    told = {problem.document_id: problem.message for problem in reading.problems}
    assert "quotes[2]: the key 'segments' is missing" in told["a"] and set(told) == {"a", "b", "c"}


@pytest.mark.parametrize("content", ["{", '"x"', b"\xff\xfe"])
def test_a_file_that_is_no_export_is_an_error(tmp_path: Path, content: str | bytes) -> None:
    path = tmp_path / "export.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(AnnotationError, match=r"export\.json"):
        read_annotations(path)


def test_the_command_goes_from_gold_to_a_tool_and_back(tmp_path: Path) -> None:
    save_gold([ferry()], tmp_path / "gold")
    run = CliRunner().invoke
    for tool in ("labelstudio", "brat"):
        there, back = tmp_path / tool, tmp_path / f"from {tool}"
        assert run(main, ["annotations", str(tmp_path / "gold"), "-o", str(there), "--to", tool]).exit_code == 0
        done = run(main, ["annotations", str(there), "-o", str(back)])
        assert done.exit_code == 0 and "1 article, 6 quotes, 3 claims" in done.output
        for name in ("ferry.txt", "ferry.json"):
            assert (back / name).read_bytes() == (tmp_path / "gold" / name).read_bytes()


def test_the_command_tells_what_is_wrong_and_writes_the_rest(tmp_path: Path) -> None:
    save_labelstudio([ferry()], tmp_path)
    path = tmp_path / "tasks.json"
    path.write_text(path.read_text(encoding="utf-8").replace('3.20"', 'three"'), encoding="utf-8")
    done = CliRunner().invoke(main, ["annotations", str(path), "-o", str(tmp_path / "gold")])
    assert done.exit_code == 1 and "error: ferry: task 1: quantity “Over 3.20 dollars”" in done.output
    assert len(read_gold(tmp_path / "gold").articles[0].claims) == 2
    assert CliRunner().invoke(main, ["annotations", str(tmp_path / "gold"), "--to", "brat"]).exit_code == 2
    (tmp_path / "min.json").write_text('[{"text": "x"}]')
    done = CliRunner().invoke(main, ["annotations", str(tmp_path / "min.json"), "-o", str(tmp_path / "g")])
    assert done.exit_code == 2 and "JSON-MIN" in done.output
