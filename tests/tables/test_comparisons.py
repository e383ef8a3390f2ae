from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from click.testing import CliRunner
from pyarrow import parquet

from quotes.cli import main
from quotes.exports import csv
from quotes.records import Article, Claim, Document, Parse, Quote, Span, Speaker
from quotes.stages import Stage
from quotes.tables import SCHEMAS, TABLE_NAMES, Tables, build
from tests.builders import quote, span

# The columns that users rely on, written out again: a change here breaks what they built.
PROMISED = {
    "repeats": "claim_id repeats document_id reason certainty",
    "conflicts": "claim_id other_claim_id kind document_id other_document_id same_document claimant other_claimant "
    "quantity other_quantity unit about difference reason certainty",
    "normalised": "claim_id document_id quantity low high unit kind converted_low converted_high converted_unit factor "
    "offset read_as",
}
TEXT = (
    "Shells kill 22 at the market\n\n"
    "22 people were killed, police said. Mayor Idris Nour said 25 people had died. "
    "The town lies 12 miles off, where it was 50 degrees Fahrenheit, 9 degrees Fahrenheit warmer, for two weeks."
)


def claim(document: Document, quantity: str, clause: str, value: float, unit: str = "person") -> Claim:
    whole = span(document, clause)
    at = document.text.index(quantity, whole.start)
    dimension = "count" if unit == "person" else "duration" if unit == "week" else "measure"
    return Claim(
        Span(at, at + len(quantity)),
        whole,
        value,
        value,
        "=",
        unit,
        dimension,
        "body",
        "test",
        0.9,  # type: ignore[arg-type]
    )


def shelling(document_id: str = "a") -> Article:
    """An article with a figure in the headline, one by the police, another by the mayor, and some measures."""
    document = Document(document_id, TEXT, title="Shells kill 22 at the market", published=date(2024, 9, 4))
    quotations = (
        quote(document, "22 people were killed", cue="said", mention="police"),
        quote(document, "25 people had died", cue=span(document, "said", 2), mention="Mayor Idris Nour"),
    )
    speakers = (Speaker("police", "organization"), Speaker("Idris Nour", "person", "Mayor"))
    quotes = tuple(Quote(found, who) for found, who in zip(quotations, speakers, strict=True))
    weather = (
        "The town lies 12 miles off, where it was 50 degrees Fahrenheit, 9 degrees Fahrenheit warmer, for two weeks"
    )
    claims = (
        replace(claim(document, "22", "Shells kill 22 at the market", 22), section="headline"),
        replace(claim(document, "22 people", "22 people were killed", 22), quote=0),
        replace(claim(document, "25 people", "25 people had died", 25), quote=1),
        claim(document, "12 miles", weather, 12, "mile"),
        claim(document, "50 degrees Fahrenheit", weather, 50, "degree Fahrenheit"),
        claim(document, "9 degrees Fahrenheit", weather, 9, "degree Fahrenheit"),
        claim(document, "two weeks", weather, 2, "week"),
    )
    return Article(document, Parse((), ()), quotes, claims)


@pytest.fixture
def compared() -> Tables:
    return build([shelling()]).compare_claims().normalise()


@pytest.mark.parametrize("name", PROMISED)
def test_columns_and_their_order_are_promised(name: str, compared: Tables) -> None:
    assert list(compared[name].columns) == PROMISED[name].split()
    empty = build([]).compare_claims().normalise()
    assert compared[name].dtypes.to_dict() == empty[name].dtypes.to_dict()
    assert len(empty[name]) == 0


def test_a_conflict_is_a_row(compared: Tables) -> None:
    (row,) = compared.records("conflicts")
    ids = compared.claims.set_index("quantity")["claim_id"]
    assert (row["claim_id"], row["other_claim_id"]) == (ids["22 people"], ids["25 people"])
    assert (row["claimant"], row["other_claimant"]) == ("police", "Idris Nour")
    assert (row["kind"], row["same_document"], row["about"], row["unit"]) == ("conflict", True, "dead", "person")
    assert (row["difference"], row["reason"]) == (3.0, "fate")


def test_a_repeat_is_a_row(compared: Tables) -> None:
    (row,) = compared.records("repeats")
    ids = compared.claims.set_index("quantity")["claim_id"]
    assert (row["claim_id"], row["repeats"], row["reason"]) == (ids["22 people"], ids["22"], "same-fate")


def test_values_stand_beside_the_verbatim_ones(compared: Tables) -> None:
    rows = {str(row["quantity"]): row for row in compared.records("normalised")}
    assert list(rows) == ["12 miles", "50 degrees Fahrenheit", "9 degrees Fahrenheit", "two weeks"]
    miles = rows["12 miles"]
    assert (miles["low"], miles["unit"], miles["factor"], miles["offset"]) == (12.0, "mile", 1609.344, 0.0)
    assert (miles["converted_low"], miles["converted_high"]) == (19312.128, 19312.128)
    assert (miles["converted_unit"], miles["kind"], miles["read_as"]) == ("metre", "length", None)
    assert rows["50 degrees Fahrenheit"]["converted_low"] == pytest.approx(10.0)
    assert rows["two weeks"]["converted_high"] == 14.0


def test_a_difference_of_temperatures_is_no_temperature(compared: Tables) -> None:
    (row,) = [row for row in compared.records("normalised") if row["quantity"] == "9 degrees Fahrenheit"]
    assert (row["converted_low"], row["offset"]) == (5.0, 0.0)
    assert row["read_as"] == "a difference of temperatures"


@pytest.mark.parametrize(("words", "told"), [("12 tons", True), ("12 tonnes", False), ("12 metric tons", False)])
def test_a_name_that_leaves_the_unit_open_is_told(words: str, told: bool) -> None:
    article = shelling()
    document = replace(article.document, text=TEXT.replace("12 miles", words))
    weight = claim(document, words, f"The town lies {words} off", 12, "tonne")
    (row,) = build([replace(article, document=document, quotes=(), claims=(weight,))]).normalise().records("normalised")
    assert (row["converted_low"], row["read_as"] is not None) == (12_000.0, told)


def test_only_the_kinds_asked_for_are_there() -> None:
    tables = build([shelling()])
    assert tables.normalise(["duration"]).normalised["quantity"].tolist() == ["two weeks"]
    length = tables.normalise({"length": "kilometre"}).normalised
    assert length["converted_low"].tolist() == [19.312128]
    with pytest.raises(ValueError, match="no kind"):
        tables.normalise(["money"])


def test_the_options_go_together(compared: Tables) -> None:
    everything = compared.merge_speakers()
    assert everything.names == tuple(SCHEMAS)
    pd.testing.assert_frame_equal(everything.conflicts, compared.conflicts)
    assert len(everything.people) == 2
    for name in TABLE_NAMES:
        pd.testing.assert_frame_equal(everything[name], build([shelling()])[name])


def test_a_table_that_was_not_asked_for_says_how_to_get_it() -> None:
    plain = build([shelling()])
    for name, call in (("conflicts", "compare_claims"), ("normalised", "normalise"), ("people", "merge_speakers")):
        with pytest.raises(AttributeError, match=call):
            getattr(plain, name)
        with pytest.raises(KeyError):
            plain[name]


def test_every_format_has_the_tables(compared: Tables, tmp_path: Path) -> None:
    compared.to_excel(tmp_path / "q.xlsx")
    book = openpyxl.load_workbook(tmp_path / "q.xlsx")
    assert sorted(book.sheetnames) == sorted(("Cover", *(name.capitalize() for name in compared.names)))
    compared.to_csv(tmp_path)
    compared.to_jsonl(tmp_path)
    compared.to_parquet(tmp_path)
    for name in PROMISED:
        assert [cell.value for cell in book[name.capitalize()][1]] == PROMISED[name].split()
        pd.testing.assert_frame_equal(csv.read(tmp_path / f"{name}.csv"), compared[name])
        assert parquet.read_table(tmp_path / f"{name}.parquet").to_pylist() == compared.records(name)
        assert len((tmp_path / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()) == len(compared[name])


def test_the_command_line_writes_them(
    stages: tuple[Stage, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("quotes.extractor.standard", lambda models, sidebar: stages)
    (tmp_path / "bridge.txt").write_text("“The bridge is shut” said Moor. It is 7 percent shorter.", encoding="utf-8")
    asked = ["extract", str(tmp_path / "bridge.txt"), "-o", str(tmp_path / "out")]
    assert CliRunner().invoke(main, asked).exit_code == 0
    assert not any((tmp_path / "out" / f"{name}.csv").exists() for name in PROMISED)
    result = CliRunner().invoke(main, [*asked, "--compare-claims", "--convert", "all", "--convert", "length=mile"])
    assert result.exit_code == 0, result.output
    (row,) = csv.read(tmp_path / "out" / "normalised.csv").to_dict("records")
    assert (row["converted_low"], row["converted_unit"]) == (0.07, "share")
    assert len(csv.read(tmp_path / "out" / "conflicts.csv")) == len(csv.read(tmp_path / "out" / "repeats.csv")) == 0


@pytest.mark.parametrize("asked", ["money", "length=kilogram", ""])
def test_what_cannot_be_converted_is_wrong_usage(asked: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["extract", "x.txt", "-o", str(tmp_path / "out"), "--convert", asked])
    assert (result.exit_code, "there are" in result.stderr) == (2, True)
