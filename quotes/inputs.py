"""What a caller gives -> documents: a path, a text, a data frame, or many of them."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from quotes.documents import ReadOptions, from_frame, from_text, read
from quotes.documents.ids import IdMaker
from quotes.records import Document, Problem

Inputs = str | Path | Document | pd.DataFrame | Iterable[str | Path | Document]

_LONGEST_PATH = 4096


def documents(inputs: Inputs, options: ReadOptions) -> Iterator[Document | Problem]:
    """The documents that the inputs stand for (see ``Extractor.extract``)."""
    if isinstance(inputs, pd.DataFrame):
        yield from from_frame(inputs, options)
    elif isinstance(inputs, Path):
        yield from read([inputs], options)
    elif isinstance(inputs, Document):
        yield inputs
    elif isinstance(inputs, str):
        yield from read([inputs], options) if names_a_path(inputs) else [_text_document(inputs, "text", options)]
    else:
        for number, item in enumerate(inputs, start=1):
            yield from (
                documents(item, options)
                if not isinstance(item, str)
                else [_text_document(item, f"text-{number}", options)]
            )


def names(inputs: Inputs) -> Iterator[str]:
    """What the inputs are called where it is told how the tables were made."""
    if isinstance(inputs, pd.DataFrame):
        yield f"a data frame of {len(inputs):,} rows"
    elif isinstance(inputs, Document):
        yield inputs.path or inputs.document_id
    elif isinstance(inputs, str | Path):
        yield str(inputs) if isinstance(inputs, Path) or names_a_path(inputs) else "a text"
    elif isinstance(inputs, Sequence) and all(isinstance(item, Path) for item in inputs):
        yield from map(str, inputs)
    else:
        yield "texts"


def names_a_path(value: str) -> bool:
    """Whether a string is to be read from rather than read.

    >>> names_a_path("articles/*.txt"), names_a_path("Exports fell, the ministry said.")
    (True, False)
    """
    if len(value) > _LONGEST_PATH or any(not character.isprintable() for character in value):
        return False
    try:
        if os.path.exists(value) or (glob.has_magic(value) and any(glob.iglob(value, recursive=True))):
            return True
    except (OSError, ValueError):
        return False
    plain = not any(character.isspace() for character in value)
    return plain and (os.sep in value or "/" in value or Path(value).suffix != "")


def with_own_ids(found: Iterable[Document | Problem]) -> Iterator[Document | Problem]:
    """The same, where a document whose id was given before gets ``~2`` after it."""
    own = IdMaker()
    for item in found:
        yield item if isinstance(item, Problem) else replace(item, document_id=own(item.document_id))


def _text_document(text: str, document_id: str, options: ReadOptions) -> Document:
    return from_text(text, document_id=document_id, published=options.published)
