from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from feedgen.feed import FeedGenerator

from quotes.documents.readers.feeds import feed_records
from quotes.documents.readers.record import Flaw, Record
from quotes.records import Document
from tests.documents.reads import read_bytes, told

BODY = (
    "<p>The ferry will sail again, the operator said.</p><p>It was <q>no fun</q>, it said.</p>"
    "<blockquote><p>We are sorry.</p><p>We will do better.</p></blockquote>"
    '<p>The post <a href="https://port.example/1">Ferry back</a> appeared first on <a href="/">Port Daily</a>.</p>'
)
NEW_YORK = timezone(timedelta(hours=-4))


def generated() -> FeedGenerator:
    feed = FeedGenerator()
    feed.id("https://port.example/")
    feed.title("Port Daily")
    feed.link(href="https://port.example/")
    feed.description("News of the harbour")
    feed.language("en-GB")
    whole = feed.add_entry(order="append")
    whole.id("https://port.example/1")
    whole.title("Ferry back & running")
    whole.link(href="https://port.example/1")
    whole.author({"name": "Ana Ruiz", "email": "ana@port.example"})
    whole.published(datetime(2024, 5, 31, 23, 30, tzinfo=NEW_YORK))
    whole.updated(datetime(2024, 6, 3, tzinfo=UTC))
    whole.content(BODY, type="CDATA")
    whole.summary("The ferry is back.")
    teaser = feed.add_entry(order="append")
    teaser.id("wall-17")
    teaser.title("Wall delayed")
    teaser.link(href="https://port.example/2")
    teaser.summary("The wall is late, the mayor said & left.")
    return feed


def documents_of(markup: bytes) -> list[Document]:
    documents, problems = read_bytes(markup, ".xml")
    assert problems == []
    return documents


def records(markup: str) -> list[Record]:
    return [item for item in feed_records(markup) if isinstance(item, Record)]


def rss(items: str, version: str = '<rss version="2.0">') -> str:
    return f"{version}<channel><title>Port Daily</title>{items}</channel></rss>"


@pytest.mark.parametrize("kind", ["rss", "atom"])
def test_a_generated_feed(kind: str) -> None:
    feed = generated()
    whole, teaser = documents_of(feed.rss_str(pretty=True) if kind == "rss" else feed.atom_str(pretty=True))
    assert whole.text.split("\n\n") == [
        "Ferry back & running",
        "The ferry will sail again, the operator said.",
        "It was “no fun”, it said.",
        "“We are sorry.",
        "“We will do better.”",
    ]
    assert (whole.document_id, whole.title, whole.publisher) == ("stdin#1", "Ferry back & running", "Port Daily")
    assert (whole.url, whole.published, whole.language) == ("https://port.example/1", date(2024, 5, 31), "en")
    assert teaser.text == "Wall delayed\n\nThe wall is late, the mayor said & left."
    assert teaser.document_id == "wall-17"


def test_an_atom_entry_with_xhtml_and_an_author() -> None:
    (found,) = records(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Port Daily</title><entry><id>urn:x:1</id>'
        "<title type='html'>Ferry &lt;b&gt;back&lt;/b&gt;</title><author><name>Ana Ruiz</name></author>"
        "<updated>2024-05-31T23:30:00-04:00</updated><link href='https://port.example/1'/><summary>Short.</summary>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It was <q>no fun</q>, it said.</p></div></content>'
        "</entry></feed>"
    )
    assert found.text == "Ferry back\n\nIt was “no fun”, it said."
    assert (found.author, found.row_id, found.url) == ("Ana Ruiz", None, "https://port.example/1")
    assert found.published == "2024-05-31T23:30:00-04:00"  # as it stands: the day at the publisher's place


def test_rss_1() -> None:
    (found,) = records(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://port.example/"><title>Port Daily</title>'
        '</channel><item rdf:about="https://port.example/1"><title>Ferry back</title><link>https://port.example/1</link>'
        "<description>It sails, he said.</description><dc:date>2024-05-31</dc:date><dc:creator>Ana Ruiz</dc:creator>"
        "</item></rdf:RDF>"
    )
    assert (found.text, found.published) == ("Ferry back\n\nIt sails, he said.", "2024-05-31")
    assert (found.author, found.publisher) == ("Ana Ruiz", "Port Daily")


def test_plain_text_keeps_its_less_than_sign() -> None:
    markup = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Odds</title><content type="text">5 &lt; 7 &amp;amp; '
        "&lt;b&gt;more, he said.</content></entry></feed>"
    )
    assert records(markup)[0].text == "Odds\n\n5 < 7 &amp; <b>more, he said."


def test_scripts_and_local_files_are_nothing() -> None:
    (found,) = records(
        rss("<item><title>Deal</title><description>&lt;script&gt;x()&lt;/script&gt;He said no.</description></item>")
    )
    assert found.text == "Deal\n\nHe said no."


def test_a_feed_that_is_cut_off_is_read_with_a_warning() -> None:
    item = "<item><title>Deal off</title><description>The mayor said no.</description></item>"
    documents, problems = read_bytes(rss(item * 2).encode()[:-40], ".rss")
    assert len(documents) == 2 and documents[0].text == "Deal off\n\nThe mayor said no."
    assert [problem.severity for problem in problems] == ["warning"] and told(problems, "not well-formed")


def test_an_entry_without_text_is_a_flaw() -> None:
    found = list(
        feed_records(rss("<item><link>https://port.example/1</link></item><item><title>Deal off</title></item>"))
    )
    assert [type(one) for one in found] == [Flaw, Record]
    assert found[0].row == 1 and found[1].row == 2
