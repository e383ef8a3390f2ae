from datetime import date
from email.message import EmailMessage

import pytest

from quotes.records import Document, Problem
from tests.documents.reads import read_bytes, told

PLAIN = "The ferry will sail again, the operator said.\n\n“We are sorry,” it said.\n"
RICH = (
    "<html><body><div style='display:none'>In this issue</div><table><tr><td><h1>Ferry back</h1>"
    "<p>The ferry will sail again, the operator said.</p><p>It was <q>no fun</q>, it said.</p>"
    "<p>The company had stopped all traffic for two days while the harbour was cleared of sand.</p></td></tr></table>"
    "<img src='https://t.port.example/open.gif'></body></html>"
)


def mail(plain: str | None = PLAIN, rich: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Port Daily Älerts <alerts@port.example>"
    message["To"] = "reader@example.org"
    message["Subject"] = "Ferry back – at last"
    message["Date"] = "Fri, 31 May 2024 23:30:00 -0400"
    if plain is not None:
        message.set_content(plain)
    if rich is not None and plain is not None:
        message.add_alternative(rich, subtype="html")
    elif rich is not None:
        message.set_content(rich, subtype="html")
    return message


def one(data: bytes) -> tuple[Document, list[Problem]]:
    (document,), problems = read_bytes(data, ".eml")
    return document, problems


def test_a_plain_alert() -> None:
    document, problems = one(mail().as_bytes())
    assert problems == []
    assert (
        document.text
        == "Ferry back – at last\n\nThe ferry will sail again, the operator said.\n\n“We are sorry,” it said."
    )
    assert (document.title, document.publisher) == ("Ferry back – at last", "Port Daily Älerts")
    assert document.published == date(2024, 5, 31)


def test_html_only() -> None:
    document, _ = one(mail(None, RICH).as_bytes())
    assert document.text.split("\n\n")[:4] == [
        "Ferry back – at last",
        "Ferry back",
        "The ferry will sail again, the operator said.",
        "It was “no fun”, it said.",
    ]


@pytest.mark.parametrize(("plain", "taken"), [(PLAIN * 3, "plain"), ("View this mail in your browser.", "html")])
def test_plain_text_unless_it_is_a_stub(plain: str, taken: str) -> None:
    document, _ = one(mail(plain, RICH).as_bytes())
    assert ("“no fun”" in document.text) is (taken == "html")


def test_attachments_are_named() -> None:
    message = mail()
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="bericht–1.pdf")
    message.add_attachment("He said no.", filename="story.txt")
    forwarded = EmailMessage()
    forwarded.set_content("She said yes.")
    message.add_attachment(forwarded)
    _, problems = one(message.as_bytes())
    assert [problem.severity for problem in problems] == ["warning"]
    assert told(problems, "bericht–1.pdf, story.txt, one of type message/rfc822")


def test_pictures_in_the_text_are_no_attachments() -> None:
    message = mail(None, RICH)
    message.add_related(b"GIF89a", "image", "gif", cid="<logo>")
    assert one(message.as_bytes())[1] == []


def test_less_than_signs_stay() -> None:
    assert one(mail("5 < 7 &amp; <b>more</b>, he said.").as_bytes())[0].text.endswith(
        "\n\n5 < 7 &amp; <b>more</b>, he said."
    )


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "no-such-charset", "utf-8"])
def test_charsets(charset: str) -> None:
    head = f"From: a@b.example\nSubject: =?utf-8?q?Caf=C3=A9?=\nContent-Type: text/plain; charset={charset}\n\n"
    data = head.encode() + "The café said “no” to the whole of it.".encode("utf-8" if charset == "utf-8" else "cp1252")
    document, _ = one(data)
    assert document.text == "Café\n\nThe café said “no” to the whole of it."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"Just a text without a header.", "no mail"),
        (b"From: a@b.example\nSubject: Empty\n\n", "has no text"),
        (b"From: a\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n", "has no text"),
        (b"", "it is empty"),
    ],
)
def test_what_is_no_mail_is_told(data: bytes, what: str) -> None:
    documents, problems = read_bytes(data, ".eml")
    assert documents == [] and told(problems, what)


@pytest.mark.parametrize(
    "head",
    [
        b"From: <<>>@,;\nDate: yesterday\nSubject: =?utf-8?b?////?=\n",
        b'From: "\nDate: Fri, 99 May 2024 99:99:99\nSubject:\n',
        b'From: a@b\nContent-Type: multipart/mixed; boundary="x\n\n--x\n',
        b"From: a@b\nContent-Type: text/plain; charset*=utf-8''%ff; name*0*=x\nSubject: =?x?q?=\n",
        b"From: [a\nTo: =?utf-8?q?=0A=0D?=\nDate: =?\n",
    ],
)
def test_malformed_headers_lose_no_text(head: bytes) -> None:
    documents, problems = read_bytes(head + b"\nThe mayor said no to it.\n", ".eml")
    assert [("said no to it" in document.text) for document in documents] == [True]
    assert all(problem.severity == "warning" for problem in problems)
