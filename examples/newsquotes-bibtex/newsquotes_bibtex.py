"""Articles from a BibTeX file's abstracts, and the documents that were read as a BibTeX file: an example of a plugin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from quotes.documents.decoding import decode
from quotes.documents.options import ReadOptions
from quotes.documents.readers import Flaw, Record
from quotes.documents.sources import Source
from quotes.exports.files import replacing
from quotes.records import Problem
from quotes.tables import Tables

_ENTRY = re.compile(r"@(?P<type>\w+)\s*\{\s*(?P<key>[^,\s]+)\s*,(?P<fields>.*?)\n\}", re.DOTALL)
_FIELD = re.compile(r"(?P<name>\w+)\s*=\s*(?:\{(?P<braced>[^{}]*)\}|\"(?P<quoted>[^\"]*)\")")
_SPECIAL = re.compile(r"([{}%&$#_\\])")


def read(source: Source, options: ReadOptions) -> Iterator[Record | Flaw]:
    """The abstract of each entry, under the entry's key."""
    for number, entry in enumerate(_ENTRY.finditer(decode(source.read())), 1):
        fields = {
            match["name"].lower(): match["braced"] or match["quoted"] for match in _FIELD.finditer(entry["fields"])
        }
        if "abstract" not in fields:
            yield Flaw(what=f"{entry['key']} has no abstract", remedy="add one or leave it out", row=number)
            continue
        yield Record(
            text=fields["abstract"],
            row=number,
            row_id=entry["key"],
            title=fields.get("title"),
            published=fields.get("date") or fields.get("year"),
            publisher=fields.get("journal"),
            url=fields.get("url"),
        )


def write(tables: Tables, path: Path) -> tuple[Problem, ...]:
    """One ``@article`` per document, with the number of its quotes and claims as a note."""
    with replacing(path) as part, part.open("w", encoding="utf-8") as file:
        for row in tables.records("documents"):
            fields = {name: row[name] for name in ("title", "author", "url") if row[name]}
            fields |= {"journal": row["publisher"]} if row["publisher"] else {}
            fields |= {"date": row["published"]} if row["published"] else {}
            fields["note"] = f"{row['quotes']} quotes, {row['claims']} claims"
            lines = "".join(f"  {name} = {{{_escaped(str(value))}}},\n" for name, value in fields.items())
            file.write(f"@article{{{str(row['document_id']).replace(',', '_')},\n{lines}}}\n")
    return ()


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
