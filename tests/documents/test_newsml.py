from collections.abc import Iterator
from datetime import date

from lxml import etree
from lxml.builder import ElementMaker

from quotes.documents.readers.newsml import newsml_records, nitf_record
from quotes.documents.readers.record import Flaw, Record
from tests.documents.reads import read_bytes, told

NAR = "http://iptc.org/std/nar/2006-10-01/"
XHTML = "http://www.w3.org/1999/xhtml"
N = ElementMaker(namespace=NAR, nsmap={None: NAR})
H = ElementMaker(namespace=XHTML, nsmap={None: XHTML})
E = ElementMaker()


def story() -> etree._Element:
    return H.html(
        H.head(H.title("Ferry back")),
        H.body(
            H.p("OSLO (Port News) - The ferry will sail again, the operator said."),
            H.p("It was ", H.q("no fun"), ", it said."),
            H.blockquote(H.p("We are sorry.")),
        ),
    )


def item(*content: etree._Element, guid: str = "urn:newsml:port.example:20240531:ferry") -> etree._Element:
    return N.newsItem(
        N.catalogRef(href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_38.xml"),
        N.rightsInfo(N.copyrightHolder(N.name("Port News Ltd"))),
        N.itemMeta(
            N.itemClass(qcode="ninat:text"),
            N.provider(N.name("Port News"), qcode="nprov:PN"),
            N.versionCreated("2024-06-03T09:00:00+02:00"),
            N.firstCreated("2024-05-31T23:30:00+02:00"),
        ),
        N.contentMeta(
            N.by("Ana Ruiz"),
            N.creditline("Port News/Ana Ruiz"),
            N.language({"tag": "en-GB"}),
            N.headline("Ferry back after storm"),
        ),
        N.contentSet(*content),
        guid=guid,
        standard="NewsML-G2",
        standardversion="2.34",
    )


def nitf() -> etree._Element:
    return E.nitf(
        E.head(
            E.title("Ferry returns"),
            E.docdata(
                E("doc-id", {"id-string": "pn-17"}),
                E("date.issue", norm="20240531T213000Z"),
                E("doc.copyright", holder="Port News"),
            ),
        ),
        E.body(
            E(
                "body.head",
                E.hedline(E.hl1("Ferry back after storm"), E.hl2("Operator sorry")),
                E.byline("By ", E.person("Ana Ruiz"), E.byttl("Harbour correspondent")),
                E.dateline(E.location("OSLO"), E("story.date", "May 31")),
            ),
            E(
                "body.content",
                E.p("The ferry will sail again, the operator said."),
                E.media(E("media-caption", E.p("The ferry in dock.")), {"media-type": "image"}),
                E.hl2("Two days late"),
                E.bq(E.block(E.p("We are sorry."), E.p("We will do better.")), E.credit("Per Lie")),
                E.p("It was ", E.q("no fun"), ", he said."),
            ),
        ),
    )


def as_bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def records(root: etree._Element) -> Iterator[Record]:
    for one in newsml_records(root):
        assert isinstance(one, Record), one
        yield one


def test_a_news_item_with_xhtml() -> None:
    (document,), problems = read_bytes(
        as_bytes(item(N.inlineXML(story(), contenttype="application/xhtml+xml"))), ".xml"
    )
    assert problems == []
    assert document.text.split("\n\n") == [
        "Ferry back after storm",
        "OSLO (Port News) - The ferry will sail again, the operator said.",
        "It was “no fun”, it said.",
        "“We are sorry.”",
    ]
    assert (document.document_id, document.title) == ("stdin", "Ferry back after storm")
    assert (document.publisher, document.published, document.language) == ("Port News", date(2024, 5, 31), "en")
    assert document.place == "OSLO"


def test_the_author_and_plain_inline_data() -> None:
    (found,) = records(item(N.inlineData("5 < 7, he said & left.\n\nHe is back.", contenttype="text/plain")))
    assert found.text == "Ferry back after storm\n\n5 < 7, he said & left.\n\nHe is back."
    assert found.author == "Ana Ruiz"


def test_a_news_message_with_several_items() -> None:
    first = item(N.inlineXML(story()))
    second = item(N.inlineXML(nitf()), guid="urn:newsml:port.example:20240531:two")
    picture = item(N.remoteContent(href="ferry.jpg", contenttype="image/jpeg"), guid="urn:newsml:port.example:pic")
    package = N.packageItem(N.groupSet(N.group(N.itemRef(residref="urn:x"))))
    message = N.newsMessage(N.header(N.sent("2024-05-31T23:31:00Z")), N.itemSet(first, second, picture, package))
    documents, problems = read_bytes(as_bytes(message), ".xml")
    assert [document.document_id for document in documents] == ["stdin#1", "stdin#2"]
    assert documents[1].text.startswith("Ferry back after storm\n\nOSLO — The ferry")
    assert [problem.severity for problem in problems] == ["warning", "warning"]
    assert told(problems, "urn:newsml:port.example:pic") and told(problems, "only refer to other items")


def test_a_package_alone_is_an_error() -> None:
    (found,) = newsml_records(N.packageItem(N.groupSet()))
    assert isinstance(found, Flaw) and found.severity == "error"


def test_nitf() -> None:
    (document,), problems = read_bytes(as_bytes(nitf()), ".xml")
    assert problems == []
    assert document.text.split("\n\n") == [
        "Ferry back after storm",
        "OSLO — The ferry will sail again, the operator said.",
        "Two days late",
        "“We are sorry.",
        "“We will do better.”",
        "— Per Lie",
        "It was “no fun”, he said.",
    ]
    assert (document.published, document.publisher, document.place) == (date(2024, 5, 31), "Port News", "OSLO")
    found = nitf_record(nitf())
    assert isinstance(found, Record) and found.author == "Ana Ruiz"
