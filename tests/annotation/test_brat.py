"""brat's standoff: what is written follows its rules, and what annotators change is read as they mean it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from quotes.annotation import AnnotatedArticle, AnnotatedQuote, AnnotationError, Words, read_annotations
from quotes.annotation.brat import configuration, escaped, fragments, segments_of, standoff, unescaped
from quotes.exports.annotated import save_brat
from quotes.records import Span
from tests.annotation.texts import TEXT, at, ferry, read_ann

LINES = standoff(ferry())


def number(words: str) -> str:
    return re.findall(rf"^(T\d+)\t[^\t]*\t{re.escape(words)}", LINES, re.MULTILINE)[0]


def test_every_span_is_what_the_text_has_there() -> None:
    bound = [line.split("\t") for line in LINES.splitlines() if line.startswith("T")]
    assert len(bound) >= 12
    for _, head, words in bound:
        pieces = [tuple(map(int, piece.split())) for piece in head.split(" ", 1)[1].split(";")]
        assert " ".join(TEXT[start:end] for start, end in pieces) == words
        assert all("\n" not in TEXT[start:end] for start, end in pieces)


def test_everything_written_is_configured() -> None:
    conf = configuration()["annotation.conf"]
    names = set(re.findall(r"^(\w+)", conf, re.MULTILINE))
    assert set(re.findall(r"^[TRA]\d+\t(\w+)", LINES, re.MULTILINE)) <= names
    values = set(re.findall(r"^A\d+\tRelation T\d+ (\w+)", LINES, re.MULTILINE))
    assert values and all(re.search(rf"Value:.*\b{value}\b", conf) for value in values)


def test_a_span_over_lines_is_cut_and_joined_again() -> None:
    text = "He said it is\nvery late\r\nand dark.\n\nOr not."
    span = Span(8, text.index("."))
    assert [piece.text(text) for piece in fragments(text, [span])] == ["it is", "very late", "and dark"]
    assert segments_of(text, fragments(text, [span])) == [span]


def test_paragraphs_stay_apart() -> None:
    text = "One.\n\nTwo.\nThree."
    pieces = [Span(0, 4), Span(6, 10)]
    assert segments_of(text, pieces) == pieces
    article = AnnotatedArticle("a", text, (AnnotatedQuote("direct", (Span(0, 10),)),))
    assert "join at: 4" in standoff(article)
    article = AnnotatedArticle("a", text, (AnnotatedQuote("direct", (Span(6, 10), Span(11, 17))),))
    assert "split at: 10" in standoff(article)


def test_a_span_that_is_marked_anew_forgets_what_was_noted() -> None:
    lines = "T1\tDirect 0 4;5 9\tOne. Two.\n#1\tAnnotatorNotes T1\tsplit at: 77\n"
    article, told = read_ann(lines, "One.\nTwo.")
    assert article.quotes[0].segments == (Span(0, 9),) and told == []


@pytest.mark.parametrize("value", ["a | b", "back\\slash", "two\nlines\tand", "\\n", "|", "\\|", "\u2028x", "x: y"])
def test_notes_hold_any_value(value: str) -> None:
    assert unescaped(escaped(value)) == value
    assert not re.search("[\n\t\u2028]", escaped(value))


def test_a_deleted_relation_takes_the_cue_away() -> None:
    kept = "\n".join(line for line in LINES.split("\n") if not re.match(rf"R.*Arg2:{number('denied')}\b", line))
    article, told = read_ann(kept)
    assert article.quotes[2] == replace(ferry().quotes[2], cue=Words())
    assert len(told) == 1 and "cue “denied”" in told[0]


def test_an_added_span_needs_no_more_than_its_type() -> None:
    span = at("harbour")
    article, told = read_ann(f"{LINES}T90\tIndirect {span.start} {span.end}\tharbour\n")
    assert AnnotatedQuote("indirect", (span,)) in article.quotes and told == []


def test_a_changed_note_and_attribute_count() -> None:
    lines = LINES.replace("speaker: harbour", "speaker: the harbour master").replace(" more_than", " at_least")
    article, told = read_ann(lines)
    assert article.quotes[-1].speaker == article.claims[-1].claimant == "the harbour master"
    assert article.claims[-1].relation == ">=" and told == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("T90\tRumour 0 1\t📰", "error: line .*'Rumour' is unknown"),
        ("T90\tCue 900 950\tx", "error: line .*no place in the text"),
        ("T90\tCue 9 4\tx", "error: line "),
        ("T90\tCue 2 7\tBoats", "error: line .*different versions"),
        ("R90\tSaid_by Arg1:T1", "error: line .*no relation"),
        ("R90\tSaid_by Arg1:T1 Arg2:T99", "warning: .*T99, which is not there"),
        ("E1\tAttribution:T1", "warning: line .*events"),
        ("A90\tMood T1 grim", "warning: line .*'Mood' is unknown"),
        ("#90\tAnnotatorNotes T1\tam not sure", "warning: line .*'am not sure' is not understood"),
        ("nonsense", "warning: line "),
    ],
)
def test_a_line_that_cannot_be_used_is_told_and_the_rest_goes_on(line: str, told: str) -> None:
    article, lines = read_ann(f"{LINES}{line}\n")
    assert article == ferry()
    assert len(lines) == 1 and re.match(told, lines[0])


def test_a_folder_is_read_with_its_subfolders_and_a_missing_text_is_told(tmp_path: Path) -> None:
    save_brat([ferry()], tmp_path / "week 1")
    (tmp_path / "lost.ann").write_text("")
    reading = read_annotations(tmp_path)
    assert reading.articles == (replace(ferry(), article_id="week 1/ferry"),)
    assert reading.problems[0].document_id == "lost" and "side by side" in reading.problems[0].message


def test_a_folder_of_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="no annotated article"):
        read_annotations(tmp_path)
