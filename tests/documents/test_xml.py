import time

import pytest

from quotes.records import Document
from tests.documents.reads import read_bytes, told

BOMB = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]>'
NITF = "<nitf><body><body.content><p>{}</p></body.content></body></nitf>"


def one(markup: str | bytes) -> Document:
    documents, problems = read_bytes(markup.encode() if isinstance(markup, str) else markup, ".xml")
    assert problems == []
    (document,) = documents
    return document


@pytest.mark.parametrize(
    "markup",
    [
        BOMB + "<rss><channel><item><title>&c;</title></item></channel></rss>",
        '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + NITF.format("&x;"),
        '<!DOCTYPE feed SYSTEM "a.dtd" [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x">%x;]><feed/>',
        '<?xml version="1.0"?>\n<!-- a --><!DOCTYPE newsItem PUBLIC "a"\n"b" [ ]><newsItem/>',
        '<!doctype rss [\n<!entity x "y">]><rss/>',
        ('<?xml version="1.0" encoding="utf-16"?>' + BOMB + "<rss/>").encode("utf-16"),
    ],
    ids=["bomb", "file", "address", "empty subset", "small letters", "utf-16"],
)
def test_entities_are_refused_and_never_read(markup: str | bytes) -> None:
    documents, problems = read_bytes(markup.encode() if isinstance(markup, str) else markup, ".xml")
    assert documents == [] and told(problems, "declares entities") and not told(problems, "root:")


def test_a_dtd_elsewhere_is_not_fetched_and_html_names_are_known() -> None:
    document = one(
        '<!DOCTYPE nitf SYSTEM "http://127.0.0.1:9/nitf.dtd">' + NITF.format("The caf&eacute;&nbsp;&amp; bar said no.")
    )
    assert document.text == "The café\xa0& bar said no."


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<invoice><total>7</total></invoice>", "<invoice>"),
        ("The mayor said no.", "it is no XML"),
        ("<newsItem><a>", "no well-formed XML"),
        ("<newsItem>" + "<a>" * 100_000, "no well-formed XML"),
        ("<rss><channel><item><description>" + "<div>" * 100_000, "255 deep"),
        ("<rss version='2.0'><channel><title>Port Daily</title></channel></rss>", "no entries"),
        ("<!-- " * 50_000, "it is no XML"),
        ("<nitf><body><body.content/></body></nitf>", "holds no text"),
        ("", "it is empty"),
    ],
)
def test_what_is_none_of_these_is_told(markup: str, what: str) -> None:
    started = time.monotonic()
    documents, problems = read_bytes(markup.encode(), ".xml")
    assert documents == [] and told(problems, what)
    assert time.monotonic() - started < 10


def test_xhtml_under_this_ending() -> None:
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Wall</title></head>'
        "<body><p>The mayor said <q>no</q> to it.</p></body></html>"
    )
    assert one(page).text == "Wall\n\nThe mayor said “no” to it."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(encoding: str) -> None:
    markup = f'<?xml version="1.0" encoding="{encoding}"?>' + NITF.format("The café in Malmö said no to the déjà vu.")
    assert one(markup.encode(encoding)).text == "The café in Malmö said no to the déjà vu."
