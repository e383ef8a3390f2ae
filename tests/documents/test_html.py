from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.documents import read
from quotes.documents.readers import html
from quotes.documents.readers.html import html_record
from quotes.documents.readers.markup import decode_markup
from quotes.documents.readers.record import Flaw, Record
from quotes.records import Document, Problem
from tests.documents.reads import read_bytes, told

PAGES = Path(__file__).parent / "data" / "pages"
VOTE = "<p>The council voted 7-2 on Friday to build a new harbour wall, the mayor said.</p>"
OWN_TITLE = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Council backs harbour wall"}</script>'
)
CROWD = "<p>Residents had waited outside the hall since the morning to hear what would be decided.</p>"


def page(body: str, head: str = "<title>Council backs harbour wall</title>") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()


def article(body: str, **more: str) -> Record:
    found = html_record(page(f"<article><h1>Council backs harbour wall</h1>{VOTE}{body}{CROWD}</article>", **more))
    assert isinstance(found, Record), found
    return found


def paragraphs(record: Record) -> list[str]:
    return record.text.split("\n\n")


def saved(name: str) -> Record | Flaw:
    return html_record((PAGES / name).read_bytes())


def test_a_wordpress_page() -> None:
    found = saved("wordpress.html")
    assert isinstance(found, Record)
    assert paragraphs(found) == [
        "Council backs harbour wall",
        "The council voted 7-2 on Friday to build a new harbour wall, the mayor said.",
        "“The wall will hold for forty years.",
        "“We know that it is a lot of money.”",
        "— Lena Dahl",
        "Residents had waited outside the hall since the morning to hear what would be decided.",
        "“It is late, but it is right,” said Lena Dahl, who has asked for a wall since 2011.",
        "Cost: $12 million",
        "Length: 400 metres",
        "Berths rose by 7 percent.",
    ]
    assert (found.title, found.author, found.publisher) == ("Council backs harbour wall", "Ana Ruiz", "Port Daily")
    assert (found.published, found.language) == ("2024-05-31", "en")
    assert found.url == "https://portdaily.example/2024/05/harbour-wall/"


def test_an_amp_page() -> None:
    found = saved("amp.html")
    assert isinstance(found, Record)
    assert "“We are sorry for the queues.”\n\n— Port Authority (@port)" in found.text
    assert "cookies" not in found.text and "Home" not in found.text
    assert found.url == "https://portdaily.example/harbour-wall"


def test_a_page_with_json_ld_for_paying_readers() -> None:
    found = saved("paywall.html")
    assert isinstance(found, Record)
    assert (found.title, found.author, found.publisher) == (
        "Council backs harbour wall",
        "Ana Ruiz; Tom Lee",
        "Port Daily",
    )
    assert (found.published, found.url) == ("2024-05-31", "https://portdaily.example/harbour-wall")
    assert [(flaw.severity, "paying readers" in flaw.what) for flaw in found.flaws] == [("warning", True)]
    documents = list(read([PAGES / "paywall.html"]))
    assert [type(one) for one in documents] == [Problem, Document]
    assert documents[0].document_id == documents[1].document_id == "paywall"  # the warning names its document


def test_a_live_blog_keeps_every_entry() -> None:
    found = saved("live.html")
    assert isinstance(found, Record)
    assert paragraphs(found)[0] == "Harbour vote: as it happened"
    assert [f"step {n} of the plan" in found.text for n in range(5)] == [True] * 5
    assert found.text.count("“We go on with it") == 5


def test_a_list_page_is_no_article() -> None:
    found = saved("list.html")
    assert isinstance(found, Flaw) and "lists 5 articles" in found.what and ".txt" in found.remedy


def test_a_front_page_of_whole_articles_is_read_with_a_warning() -> None:
    story = "".join(
        f"<p>The {n}th speaker told the council that the wall was late, dear and needed.</p>" for n in range(6)
    )
    found = html_record(
        page("".join(f"<article><h2><a href='/{n}'>Story {n}</a></h2>{story}</article>" for n in range(3)))
    )
    assert isinstance(found, Record) and found.text.count("The 5th speaker") == 3 and "Story 2" in found.text
    assert ["3 articles" in flaw.what for flaw in found.flaws] == [True]


MARKED: Mapping[str, tuple[str, list[str]]] = {
    "q": ("<p>She had <q>no choice</q>, she said.</p>", ["She had “no choice”, she said."]),
    "q in q": ("<p>He: <q>She said <q>no</q> twice</q>.</p>", ["He: “She said ‘no’ twice”."]),
    "q in marks": ("<p>“It is <q>mad</q>,” he said.</p>", ["“It is ‘mad’,” he said."]),
    "q with marks": ("<p>It is <q>“mad”</q>, and “<q>bad</q>”.</p>", ["It is “mad”, and “bad”."]),
    "spaces go outside": ("<p>It is <q> <b>mad </b></q>.</p>", ["It is “mad”."]),
    "blockquote": ("<blockquote>We will build it now.</blockquote>", ["“We will build it now.”"]),
    "paragraphs": ("<blockquote><p>One goes.</p><p>Two goes.</p></blockquote>", ["“One goes.", "“Two goes.”"]),
    "breaks": ("<blockquote>One goes.<br><br>Two goes.</blockquote>", ["“One goes.", "“Two goes.”"]),
    "nested": (
        "<blockquote>A goes.<blockquote>B goes.</blockquote>C goes.</blockquote>",
        ["“A goes.", "‘B goes.’", "“C goes.”"],
    ),
    "marked already": ("<blockquote><p>“We will,” he said.</p></blockquote>", ["“We will,” he said."]),
    "cite": ("<blockquote><p>We will. <cite>Ann Ek</cite></p></blockquote>", ["“We will.”", "— Ann Ek"]),
    "footer": ("<blockquote><p>We will.</p><footer>— Ann Ek</footer></blockquote>", ["“We will.”", "— Ann Ek"]),
    "inner cite": (
        "<blockquote><p>In <cite>The Port</cite> we trust.</p></blockquote>",
        ["“In The Port we trust.”"],
    ),
    "figure": (
        "<figure><blockquote><p>We will.</p></blockquote><figcaption>Ann Ek</figcaption></figure>",
        ["“We will.”", "Ann Ek"],
    ),
    "tweet": (
        '<blockquote class="twitter-tweet"><p>We are sorry.</p>&mdash; Port (@port) <a href="#">May 31, 2024</a></blockquote>',
        ["“We are sorry.”", "— Port (@port) May 31, 2024"],
    ),
    "shell": ('<blockquote class="instagram-media"><a href="#">View this post</a></blockquote>', []),
    "repeated pull quote": ('<blockquote class="pullquote"><p>the mayor said</p></blockquote>', []),
    "aside repeats": ("<aside><blockquote>outside the hall</blockquote></aside>", []),
    "aside says more": ("<aside><blockquote>We never knew.</blockquote></aside>", ["“We never knew.”"]),
    "struck out": ("<p>It costs <s>five</s> seven million.</p>", ["It costs seven million."]),
}


@pytest.mark.parametrize("case", MARKED.values(), ids=MARKED)
def test_quotation_markup_becomes_marks(case: tuple[str, list[str]]) -> None:
    markup, wanted = case
    assert paragraphs(article(markup))[2:-1] == wanted


def test_a_block_quotation_around_the_page_is_layout() -> None:
    found = html_record(page(f"<blockquote>{VOTE}{CROWD}{VOTE.replace('7-2', '6-3')}</blockquote>"))
    assert isinstance(found, Record) and "“" not in found.text


def test_text_with_breaks_list_items_and_cells_are_paragraphs() -> None:
    found = html_record(
        page("<div id='content'>The council voted on Friday.<br><br>It was close, she said.<br>Very close.</div>")
    )
    assert isinstance(found, Record)
    assert paragraphs(found)[1:] == ["The council voted on Friday.", "It was close, she said.\nVery close."]
    table = article("<table><tr><td>2022</td><td>140 boats</td></tr></table>")
    assert paragraphs(table)[2:4] == ["2022", "140 boats"]


def test_entities_are_decoded_once() -> None:
    assert (
        "AT&T &amp; <b>Co</b>"
        in article("<p>The AT&amp;T &amp;amp; &lt;b&gt;Co&lt;/b&gt; deal is off, she said.</p>").text
    )


@pytest.mark.parametrize(
    ("body", "first"),
    [
        (f"<h1>Council backs <em>harbour</em> wall</h1>{VOTE}{CROWD}", "Council backs harbour wall"),
        (f"<main>{VOTE}{CROWD}</main>", "Council backs harbour wall"),
        (f"<h1>Port Daily</h1><main>{VOTE}{CROWD}</main>{OWN_TITLE}", "Council backs harbour wall"),
    ],
)
def test_the_headline_comes_first_and_once(body: str, first: str) -> None:
    found = html_record(page(body))
    assert isinstance(found, Record)
    assert paragraphs(found)[0] == first and paragraphs(found).count(first) == 1


def test_metadata_of_meta_tags() -> None:
    head = (
        '<meta property="og:title" content="Council backs harbour wall"><meta property="og:site_name" content="Port Daily">'
        '<meta property="article:published_time" content="2024-05-31T23:30:00-04:00"><meta name="author" content="Ana Ruiz">'
        '<meta property="og:locale" content="en_GB"><link rel="canonical" href="/harbour">'
    )
    found = article("", head=head)
    assert (found.publisher, found.published, found.author, found.language) == (
        "Port Daily",
        "2024-05-31",
        "Ana Ruiz",
        "en",
    )
    fetched = html_record(page(VOTE + CROWD, head), url="https://portdaily.example/x?utm=1")
    assert isinstance(fetched, Record) and (fetched.url or "").startswith("https://portdaily.example/")


def test_scripts_hold_the_text_of_pages_that_are_built_in_the_browser() -> None:
    data = '{"@type": "NewsArticle", "headline": "Wall", "articleBody": "The vote is over.\\nShe said so on Friday."}'
    found = html_record(page("<div id='app'></div>", f'<script type="application/ld+json">{data}</script>'))
    assert isinstance(found, Record)
    assert paragraphs(found) == ["Wall", "The vote is over.", "She said so on Friday."]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (
            page("<nav><a href='/'>Home</a></nav><div id=app></div><noscript>Please turn it on.</noscript>"),
            "no article",
        ),
        (b"<html><frameset><frame src='story.html'></frameset></html>", "story.html"),
        (page("<div>" * 100_000 + "The mayor said no to it."), "255 deep"),
        (page("<p>" + "The mayor said no. " * 560_000), "10 million characters"),
        (b"\x00\x01\x02" * 400, "NUL"),
        (b"<html><p>%PDF", "no article"),
    ],
    ids=["scripts", "frames", "deep", "long", "binary", "nothing"],
)
def test_what_holds_no_article_is_told(data: bytes, what: str) -> None:
    found = html_record(data)
    assert isinstance(found, Flaw) and what in found.what and found.remedy


@pytest.mark.parametrize(
    "data",
    [
        "<meta charset=iso-8859-1><p>The café said “no” to it.".encode("cp1252"),
        "<html><meta charset=utf-16><body class='news page'><div><p>The café said “no” to it.".encode("cp1252"),
        "<meta charset=iso-8859-1><p>The café said “no” to it.".encode(),
        "\ufeff<meta charset=ascii><p>The café said “no” to it.".encode(),
        "<p>The café said “no” to it.".encode("utf-16"),
        "<p>The caf\x00é said “no” to it.".encode(),
        b"<p>The caf&#233; said &#147;no&#148; to it&#1;&#xD800;.",
    ],
)
def test_wrong_charsets(data: bytes) -> None:
    found = html_record(data)
    assert isinstance(found, Record) and found.text == "The café said “no” to it."


def test_the_charset_of_http_helps() -> None:
    data = "<p>The café said “no” to it, Café Łódź.".encode("iso-8859-2", "replace")
    assert "Łódź" in decode_markup(data, "ISO-8859-2")
    assert "Łódź" in decode_markup("Łódź".encode(), "ISO-8859-2")  # UTF-8 is never anything else


def test_xhtml_with_empty_scripts() -> None:
    data = (
        '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head><title>Wall'
        f'</title><script src="a.js"/></head><body><div/>{VOTE}<p>She had <q>no choice</q>, she said.</p></body></html>'
    )
    found = html_record(data.encode())
    assert isinstance(found, Record) and "“no choice”" in found.text and "voted 7-2" in found.text


def test_plain_text_under_another_name() -> None:
    found = html_record("Deal off\r\n\r\n5 < 7, “he” said & left.".encode())
    assert isinstance(found, Record) and found.text == "Deal off\r\n\r\n5 < 7, “he” said & left."


PIECES = [
    "<p>",
    "</p>",
    "<q>",
    "</q>",
    "<blockquote>",
    "</blockquote>",
    "<cite>",
    "<footer>",
    "<br>",
    "<b>",
    "</b>",
    "<li>",
]
PIECES += [
    "He said no to it.",
    "“",
    "”",
    "&#1;",
    "\x00",
    "\ue000",
    "\u202e",
    "&amp;",
    "<aside class=pullquote>",
    "<figure>",
    "— A",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_markup_raises(pieces: list[str]) -> None:
    found = html_record("".join(pieces).encode())
    if isinstance(found, Record) and any(piece.startswith("<") for piece in pieces):
        assert "\ue000" not in found.text and "\x00" not in found.text


def test_scripts_never_reach_the_text() -> None:
    found = article("<script>alert(1)</script><p>The <script>alert(2)</script>mayor said no to it.</p>")
    assert "alert" not in found.text and "The mayor said no to it." in found.text


def test_a_truncated_page_keeps_what_is_there() -> None:
    found = html_record(page(VOTE + "<blockquote><p>We said <b>no</b> to i")[: -len("</body></html>")])
    assert isinstance(found, Record) and found.text.endswith("“We said no to i”")


def test_a_very_large_page_is_read_without_a_search(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_MOST_ELEMENTS", 20)
    found = html_record(page(f"<header>Port Daily</header><main>{VOTE}{CROWD * 20}</main>"))
    assert isinstance(found, Record) and found.text.count("Residents") == 20 and "Port Daily" not in found.text
    assert ["very large" in flaw.what for flaw in found.flaws] == [True]


def test_offsets_point_into_the_extracted_text() -> None:
    (document,), problems = read_bytes(
        page(f"<article>{VOTE}{CROWD}<p>She had <q>no choice</q>, she said.</p></article>"), ".html"
    )
    assert problems == [] and "“no choice”" in document.text
    assert document.blocks[-1].span.text(document.text) == "She had “no choice”, she said."
    assert [block.section for block in document.blocks] == ["headline", "body", "body", "body"]


def test_an_empty_file_is_a_problem() -> None:
    documents, problems = read_bytes(b" \n", ".htm")
    assert documents == [] and told(problems, "it is empty")
