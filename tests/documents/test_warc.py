import gzip
import io
from pathlib import Path

import brotli
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from quotes.documents import unpacking
from quotes.documents.readers import warc
from quotes.documents.readers.html import html_record
from quotes.documents.readers.record import Record
from tests.documents.reads import read_bytes, read_one, told

PAGE = (
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Ferry back</title></head><body><article>"
    "<h1>Ferry back</h1>"
    + "".join(
        f"<p>The ferry will sail again on Friday, operator number {n} said. “We are ready for the café crowd,” it said.</p>"
        for n in range(6)
    )
    + "</article></body></html>"
)
Capture = tuple[str, str, bytes, list[tuple[str, str]], str]


def capture(
    body: bytes | str = PAGE, *, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **more: str
) -> Capture:
    data = body.encode() if isinstance(body, str) else body
    headers = [("Content-Type", kind)] + ([("Content-Encoding", more["packed"])] if "packed" in more else [])
    return more.get("url", "https://example.org/ferry"), more.get("type", "response"), data, headers, status


def crawl(*captures: Capture, packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("crawl.warc.gz", {"software": "test"}))
    for url, kind, body, headers, status in captures:
        if kind == "response":
            http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=http))
        else:
            media = headers[0][1]
            writer.write_record(
                writer.create_warc_record(
                    url, kind, payload=io.BytesIO(body), warc_content_type=media, length=len(body)
                )
            )
    return out.getvalue()


def article() -> str:
    """What the reader of pages makes of the page."""
    record = html_record(PAGE.encode())
    assert isinstance(record, Record) and record.text.count("café crowd") == 6
    return record.text


@pytest.mark.parametrize("packed", [True, False])
def test_pages_are_read_with_their_addresses_and_all_captures(tmp_path: Path, packed: bool) -> None:
    name = "crawl.warc.gz" if packed else "crawl.warc"
    (tmp_path / name).write_bytes(crawl(capture(), capture(url="https://example.org/2"), capture(), packed=packed))
    documents, problems = read_one(tmp_path / name)
    assert [(d.document_id, d.url) for d in documents] == [
        ("crawl#2", "https://example.org/ferry"),
        ("crawl#3", "https://example.org/2"),
        ("crawl#4", "https://example.org/ferry"),
    ]
    assert all(d.text == article() and d.published is None for d in documents) and problems == []


def test_a_walked_folder_and_a_warc_that_was_packed_as_one(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(crawl(capture(), packed=False)))
    (tmp_path / "b.warc").write_bytes(crawl(capture()))
    (tmp_path / "c.warc.gz").write_bytes(crawl(capture(), packed=False))
    documents, problems = read_one(tmp_path)
    assert [d.document_id for d in documents] == ["a#2", "b#2", "c#2"] and problems == []


def test_what_is_no_article_is_one_warning() -> None:
    others = [
        capture(b"\x89PNG", kind="image/png"),
        capture(b"\x89PNG", kind="image/png"),
        capture("gone", status="404 Not Found"),
        capture("User-agent: *", kind="text/plain", url="https://example.org/robots.txt"),
        capture("<ul><li><a href='/a'>Index</a></ul>", url="https://example.org/index"),
        capture("x", kind=""),
        capture("GET / HTTP/1.1", type="metadata", kind="text/plain"),
    ]
    documents, (problem,) = read_bytes(crawl(capture(), *others), ".warc.gz")
    assert len(documents) == 1 and problem.severity == "warning"
    for words in ("6 records", "2 200 image/png", "404 text/html", "200 text/plain", "https://example.org/index"):
        assert words in problem.message


def test_texts_that_a_crawl_made() -> None:
    documents, problems = read_bytes(crawl(capture("He said no.", type="conversion", kind="text/plain")), ".warc.gz")
    assert [(d.text, d.url) for d in documents] == [("He said no.", "https://example.org/ferry")] and problems == []


def test_pages_packed_by_their_servers() -> None:
    good = capture(gzip.compress(PAGE.encode()), packed="gzip")
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode())
    url, kind, _, headers, status = capture()
    sliced = (url, kind, chunked, [*headers, ("Transfer-Encoding", "chunked")], status)
    documents, problems = read_bytes(crawl(good, sliced, capture(b"\x28\xb5", packed="zstd")), ".warc.gz")
    assert [d.text for d in documents] == [article(), article()] and told(problems, "packed as 'zstd'")


def test_pages_packed_by_brotli() -> None:
    documents, _ = read_bytes(crawl(capture(brotli.compress(PAGE.encode()), packed="br")), ".warc.gz")
    assert [d.text for d in documents] == [article()]


def test_the_charset_of_the_server_is_passed_on() -> None:
    body = PAGE.replace("utf-8", "x").encode("cp1252")
    documents, _ = read_bytes(crawl(capture(body, kind="text/html; charset=cp1252")), ".warc.gz")
    assert "café" in documents[0].text


@pytest.mark.parametrize("packed", [True, False])
def test_a_truncated_file_gives_what_can_be_read(packed: bool) -> None:
    data = crawl(capture(), capture(), capture(), packed=packed)
    documents, problems = read_bytes(data[:-400], ".warc.gz" if packed else ".warc")
    assert [d.text for d in documents] == [article(), article()] and told(problems, "copy or download it again")
    assert problems[-1].severity == "error"


@pytest.mark.parametrize(
    "data", [b"no warc", b"\x1f\x8b nor gzip", b"WARC/1.0\r\nContent-Length: -5\r\n", b"\0" * 5_000]
)
def test_what_is_no_warc_is_told(data: bytes) -> None:
    documents, problems = read_bytes(data, ".warc.gz")
    assert documents == [] and problems and ";" in problems[0].message


def test_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "LARGEST_PAGE", 1 << 20)
    bomb = gzip.compress(b"<p>" * 1_000_000)
    documents, problems = read_bytes(crawl(capture(bomb, packed="gzip"), capture()), ".warc.gz")
    assert len(documents) == 1 and told(problems, "of more than 1 MiB")
    monkeypatch.setattr(unpacking, "HARMLESS", 1 << 16)
    documents, problems = read_bytes(crawl(capture(b"A" * 30_000_000, kind="image/png")), ".warc.gz")
    assert documents == [] and told(problems, "as a bomb does")
