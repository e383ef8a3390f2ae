"""Sample articles in every format that is read, each written by another program where there is one."""

from __future__ import annotations

import email.message
import email.policy
import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pandas as pd
from feedgen.feed import FeedGenerator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

STORIES = {
    "harbour": "PORT HALLEY, May 31 — “We turned the toll down, and for good,” said Dana Reyes, chair of the harbour board. "
    "The toll would have cost ferry users over $1.5 million a year, she said.\n\n"
    "Port director Ivo Brandt called the vote “a mistake”. Traffic rose 12 percent last year, according to the port authority.",
    "clinic": "The clinic in Oldmere will close in June, the health board announced on Tuesday.\n\n"
    "“Nobody asked us,” said nurse Ama Okoro, who has worked there for nine years. About 4,000 patients will have to "
    "travel at least 30 kilometres, she said. The board's chief executive, Tom Lindqvist, denied that jobs would be lost.",
    "bridge": "The bridge over the Sarn is shut, the county said on Friday after engineers found cracks.\n\n"
    "“It could have been far worse,” engineer Mira Sandhu told reporters. Repairs will take between six and eight months "
    "and cost some 20 million euros, according to her report.",
}  # fmt: skip


def page(name: str) -> str:
    """The story as a web page, with what stands around an article there."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in STORIES[name].split("\n\n"))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The {name} vote</title>'
        f'<meta property="og:site_name" content="Halley Post"><meta property="article:published_time" content="2024-05-31">'
        f'</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>The {name} vote</h1>'
        f"{paragraphs}</article><footer>© 2024 Halley Post</footer></body></html>"
    )


def rows() -> list[dict[str, str]]:
    """The stories as an export of a press database has them."""
    return [
        {"Key": name, "Body": text, "Day": "2024-05-31", "Headline": f"The {name} vote"}
        for name, text in STORIES.items()
    ]


def write_samples(folder: Path) -> None:
    """Write them all into the folder: ``articles/``, ``export.csv``, ``page.html``, ``press.zip`` ..."""
    (folder / "articles").mkdir()
    for name, text in STORIES.items():
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf8")
    frame = pd.DataFrame(rows())
    frame.to_csv(folder / "export.csv", index=False)
    frame.to_csv(folder / "export.tsv", index=False, sep="\t")
    frame.to_parquet(folder / "export.parquet", index=False)
    frame.to_excel(folder / "export.xlsx", index=False)
    frame.to_json(folder / "export.json", orient="records")
    frame.to_json(folder / "export.jsonl", orient="records", lines=True)
    (folder / "page.html").write_text(page("harbour"), encoding="utf8")
    (folder / "feed.xml").write_bytes(_feed())
    (folder / "newsletter.eml").write_bytes(_mail())
    _archives(folder)
    _warc(folder / "crawl.warc.gz")


def _feed() -> bytes:
    feed = FeedGenerator()
    feed.id("https://news.example/feed")
    feed.title("Halley Post")
    feed.link(href="https://news.example/")
    feed.description("News of the port")
    for name, text in STORIES.items():
        entry = feed.add_entry()
        entry.id(f"https://news.example/{name}")
        entry.title(f"The {name} vote")
        entry.link(href=f"https://news.example/{name}")
        entry.content("".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n")), type="CDATA")
        entry.pubDate("2024-05-31T08:00:00+00:00")
    return bytes(feed.rss_str())


def _mail() -> bytes:
    message = email.message.EmailMessage(policy=email.policy.default)
    message["Subject"] = "The clinic vote"
    message["From"] = "Halley Post <news@news.example>"
    message["Date"] = "Fri, 31 May 2024 08:00:00 +0000"
    message.set_content(STORIES["clinic"])
    return message.as_bytes()


def _archives(folder: Path) -> None:
    with zipfile.ZipFile(folder / "press.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in STORIES.items():
            archive.writestr(f"2024/{name}.txt", text)
    with tarfile.open(folder / "press.tar.gz", "w:gz") as archive:
        for name in STORIES:
            archive.add(folder / "articles" / f"{name}.txt", arcname=f"{name}.txt")
    (folder / "rows.jsonl.gz").write_bytes(gzip.compress("".join(f"{json.dumps(row)}\n" for row in rows()).encode()))


def _warc(path: Path) -> None:
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for name in STORIES:
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            body = io.BytesIO(page(name).encode())
            writer.write_record(
                writer.create_warc_record(
                    f"https://news.example/{name}", "response", payload=body, http_headers=headers
                )
            )
