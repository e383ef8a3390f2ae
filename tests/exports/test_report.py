"""The report's parts without a browser: cutting, colours, charts, escaping, the file."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from quotes.exports import writer_for
from quotes.exports.report import palette, render
from quotes.exports.report.charts import speaker_chart, time_chart
from quotes.exports.report.pieces import Mark, Piece, cut, paragraphs
from quotes.records import Article, Document, Parse, Problem, Span
from quotes.tables import Tables, build
from tests.conftest import harbour

TEXT = "Rents rose.\n\n“We see 4 percent,” the 🚢 agency said, “or 5.”\n  \nIt is over."


def spans(*pairs: tuple[int, int]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def test_paragraphs_end_at_empty_lines() -> None:
    found = [span.text(TEXT) for span in paragraphs(TEXT)]
    assert found == ["Rents rose.", "“We see 4 percent,” the 🚢 agency said, “or 5.”", "It is over."]
    assert paragraphs(" \n\n ") == []
    assert [span.text("a\r\n\r\n b ") for span in paragraphs("a\r\n\r\n b ")] == ["a", "b"]


def test_nested_and_split_rows_are_cut_where_they_start_and_end() -> None:
    words, more, share = TEXT.index("We see"), TEXT.index("or 5"), TEXT.index("4 percent")
    outer = Mark("q0", spans((words, words + 17), (more, more + 5)))
    inner = Mark("c0", spans((share, share + 9)))
    (pieces,) = [found for found in cut(TEXT, [outer, inner]) if len(found) > 1]
    assert pieces == [
        Piece("“"),
        Piece("We see ", ("q0",), ("q0",), ("q0",)),
        Piece("4 percent", ("q0", "c0"), ("c0",), ("c0",)),
        Piece(",", ("q0",)),
        Piece("” the 🚢 agency said, “"),
        Piece("or 5.", ("q0",), (), ("q0",)),
        Piece("”"),
    ]


@given(
    st.text("ab\n 🚢\r", max_size=60),
    st.lists(st.lists(st.tuples(st.integers(0, 70), st.integers(0, 20)), min_size=1, max_size=3), max_size=6),
)
def test_pieces_are_the_text_and_the_rows_their_spans(text: str, rows: list[list[tuple[int, int]]]) -> None:
    marks = [Mark(f"q{n}", spans(*((at, at + length) for at, length in row))) for n, row in enumerate(rows)]
    found = list(cut(text, marks))
    assert ["".join(piece.text for piece in pieces) for pieces in found] == [s.text(text) for s in paragraphs(text)]
    inside = {at for paragraph in paragraphs(text) for at in range(paragraph.start, paragraph.end)}
    for mark in marks:
        covered = {at for span in mark.spans for at in range(span.start, span.end)} & inside
        pieces = [piece for paragraph in found for piece in paragraph if mark.key in piece.keys]
        assert sum(len(piece.text) for piece in pieces) == len(covered)
        assert sum(mark.key in piece.firsts for piece in pieces) == bool(pieces)


def row(speaker: str | None, document_id: str = "d") -> dict[str, object]:
    return {"speaker": speaker, "document_id": document_id}


def test_a_speaker_keeps_the_colour_and_shares_it_with_nobody_in_the_article() -> None:
    names = [f"Speaker {n}" for n in range(palette.SLOTS)]
    looks = palette.looks([row(name) for name in names] + [row(names[0], "other"), row(None)])
    assert len({look.slot for look in looks.values()}) == palette.SLOTS
    alone = palette.looks([row(names[0], "other")])
    assert alone[names[0]] == looks[names[0]]


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Dmitry Peskov", "DP"),
        ("the airport authority", "AA"),
        ("AireSur", "Ai"),
        ("“”", "?"),
        ("A\u202eB", "AB"),
        ("", "?"),
    ],
)
def test_tags(name: str, tag: str) -> None:
    assert palette.tag(name) == tag


def records(tables: Tables) -> dict[str, list[dict[str, object]]]:
    return {name: tables.records(name) for name in tables.names}


def test_the_speaker_chart_counts_as_the_tables_do(tables: Tables) -> None:
    chart = speaker_chart(records(tables), {})
    counted = {bar.label: {part.name: part.count for part in bar.parts} for bar in chart.bars}
    assert {name: sum(parts.values()) for name, parts in counted.items()} == {
        "Dana Reyes": 3,
        "her deputy": 1,
        "port": 1,
    }
    assert counted["Dana Reyes"] == {"direct": 1, "indirect": 2, "mixed": 0}
    assert chart.bars[0].parts[1].start == chart.bars[0].parts[0].length
    assert speaker_chart({**records(tables), "speakers": []}, {}) == chart


def dated(*days: date | None) -> Tables:
    made = []
    for number, day in enumerate(days):
        article = harbour(f"d{number}")
        claims = tuple(replace(claim, as_of=None) for claim in article.claims)
        made.append(replace(article, document=replace(article.document, published=day), claims=claims))
    return build(made, include=("sidebar",))


@pytest.mark.parametrize(
    ("days", "step", "labels"),
    [
        ([date(2024, 2, 28), date(2024, 3, 1)], "day", ["2024-02-28", "2024-02-29", "2024-03-01"]),
        ([date(2023, 12, 31), date(2024, 2, 20)], "month", ["2023-12", "2024-01", "2024-02"]),
        ([date(2019, 1, 1), date(2023, 6, 1)], "year", ["2019", "2020", "2021", "2022", "2023"]),
    ],
)
def test_claims_over_time_by_what_the_time_is_long(days: list[date], step: str, labels: list[str]) -> None:
    chart = time_chart(records(dated(*days)))
    assert (chart.step, [bar.label for bar in chart.bars]) == (step, labels)
    assert sum(bar.total for bar in chart.bars) == 2 * len(days)


def test_the_ends_of_the_calendar_make_no_endless_chart() -> None:
    chart = time_chart(records(dated(date(1, 1, 1), date(9999, 12, 31))))
    assert len(chart.bars) <= 41 and chart.step == "250 years"


def test_without_dates_the_chart_says_so() -> None:
    chart = time_chart(records(dated(None)))
    assert (chart.bars, chart.undated) == ((), 2)
    assert "None of the 2 claims has a date" in render(dated(None))
    assert "There are no claims." in render(build([Article(Document("d", "x"), Parse((), ()))]))


def test_the_rows_are_in_the_page_and_nothing_ends_their_element(tables: Tables) -> None:
    (data,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', render(tables), re.DOTALL)
    assert not set(data) & set("<>&\u2028\u2029")
    quotes = json.loads(data)["quotes"]
    assert [dict(zip(quotes["columns"], values, strict=True))["quote"] for values in quotes["rows"]] == list(
        tables.quotes["quote"]
    )


def test_the_page_allows_nothing_but_its_own_styles_and_scripts(tables: Tables) -> None:
    tree = html.fromstring(render(tables))
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
    assert not tree.xpath("//*[@src or @style or @srcset]")
    assert {href[:2] for href in tree.xpath("//@href")} == {"#a"}


def test_what_no_file_can_hold_is_replaced(tmp_path: Path) -> None:
    article = Article(Document("d\ud800", "a\x00b\udfffc\u2028", title="t\x00"), Parse((), ()))
    build([article, Problem(None, "\ud800", "reading", "error", "x\x00")]).to_html(tmp_path / "r.html")
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "a\ufffdb\ufffdc" in text and "\x00" not in text


def test_a_name_that_ends_in_html_is_a_report(tables: Tables, tmp_path: Path) -> None:
    assert writer_for(tmp_path / "r.html")(tables, tmp_path / "r.html") == ()
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == render(tables)
    assert [path.name for path in tmp_path.iterdir()] == ["r.html"]


def test_what_else_was_asked_for_is_shown(tables: Tables) -> None:
    text = render(tables.merge_speakers().compare_claims())
    assert "People: " in text and "Memberships: " in text and "dana-reyes" in text


def test_a_notebook_shows_the_first_documents_in_a_frame_that_reaches_nothing(tables: Tables) -> None:
    many = build(harbour(f"d{n:02}") for n in range(14))
    tree = html.fromstring(many._repr_html_())
    (frame,) = tree.xpath("//iframe")
    assert frame.get("sandbox") == "allow-scripts"
    inside = html.fromstring(frame.get("srcdoc"))
    assert len(inside.xpath("//article")) == 10
    assert "The first 10 of 14 articles" in tree.text_content() and "to_html" in tree.text_content()
    assert "We turned it down" in tree.xpath("string(//details)")
    assert not tree.xpath("//script") and "to_html" not in html.fromstring(tables._repr_html_()).text_content()


def test_a_notebook_shows_markup_as_text() -> None:
    title = '"><script>alert(1)</script>\ud800'
    shown = build([Article(Document(title, title, title=title), Parse((), ()))])._repr_html_()
    assert not html.fromstring(shown).xpath("//script")
    shown.encode()


def test_the_tables_say_how_many_rows_they_have(tables: Tables) -> None:
    assert repr(tables) == "<Tables: 5 quotes, 2 claims, 3 speakers, 1 documents, 1 problems>"
