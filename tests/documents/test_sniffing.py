"""The format of standard input, told by its content."""

from __future__ import annotations

import gzip
import io
import json

import pandas as pd
import pytest
from click.testing import CliRunner

from quotes.cli import main
from quotes.documents import ReadOptions, read
from quotes.documents.sniffing import format_of
from quotes.records import Document

PROSE = b'Lind said: "No." The plan, the mayor said, had failed; nobody came.\n\nShe left.'


@pytest.mark.parametrize(
    "data",
    [
        PROSE,
        b"",
        b"[Editor's note: this story was corrected.]\n\nLind said no.",
        b"{applause} Lind said no.",
        b"<3 is what Lind wrote.",
        b"From: the mayor, with love.\n\nLind said no.",
        b"Text, article and story are words.\nLind, too, said so, and left.",
        "“No,” said Lind.".encode("utf-16"),
        b"Subject: none\nLind said no.",
    ],
)
def test_prose_stays_prose(data: bytes) -> None:
    assert format_of(data) == ".txt"


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"id,text\n1,Lind said no.\n", ".csv"),
        ("\ufeffHeadline;Full Text\nVote;Lind said no.\n".encode(), ".csv"),
        (b"date\theadline\n2019-01-01\tLind said no\n", ".tsv"),
        (b"<!DOCTYPE html><html><body><p>Lind said no.</p></body></html>", ".html"),
        (b"<!-- saved --><html><p>Lind said no.", ".html"),
        (b"<div><p>Lind said no.</p></div>", ".html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html/>', ".html"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', ".xml"),
        (b'{"text": "Lind said no."}', ".json"),
        (b'[\n  {"text": "Lind said no."}\n]', ".json"),
        (b'{"text": "Lind said no."}\n{"text": "Orr said yes."}\n', ".jsonl"),
        (b"Received: from a\nSubject: Vote\n\nLind said no.", ".eml"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", ".warc"),
    ],
)
def test_other_formats_are_told_by_how_they_begin(data: bytes, ending: str) -> None:
    assert format_of(data) == ending
    assert format_of(gzip.compress(data)) == f"{ending}.gz"


def test_a_long_list_of_articles_is_told_by_its_beginning() -> None:
    data = json.dumps([{"text": "Lind said no. " * 20}] * 1000, indent=1).encode()
    assert format_of(data) == ".json"


def test_a_table_is_told_by_the_column_that_is_asked_for() -> None:
    data = b"nr,was\n1,Lind said no.\n"
    assert format_of(data) == ".txt"
    assert format_of(data, columns=["was"]) == ".csv"


@pytest.mark.parametrize("kind", ["xlsx", "parquet"])
def test_binary_tables_are_told(kind: str) -> None:
    data, frame = io.BytesIO(), pd.DataFrame({"text": ["Lind said no."]})
    frame.to_excel(data, index=False) if kind == "xlsx" else frame.to_parquet(data)
    assert format_of(data.getvalue()) == f".{kind}"


def test_what_is_piped_in_is_read_as_what_it_is() -> None:
    told: list[str] = []
    data = b"id,text\nvote,Lind said no.\nleft,Orr left.\n"
    items = [x for x in read(["-"], ReadOptions(standard_input=data, notify=told.append)) if isinstance(x, Document)]
    assert [(item.document_id, item.text) for item in items] == [("vote", "Lind said no."), ("left", "Orr left.")]
    assert "standard input is read as .csv; --input-format says otherwise" in told


def test_a_format_that_is_not_read_is_a_usage_error() -> None:
    result = CliRunner().invoke(main, ["show", "-", "--input-format", "docx"], input="Lind said no.")
    assert result.exit_code == 2
    assert "'docx' is not read; these are: atom, csv" in result.output
