"""Lemmas of words that no treebank holds, for the lemmatizer's dictionary: LemmInflect's table, in the spellings of a text."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping
from importlib.resources import files

Triple = tuple[str, str, str]

_PARTS = {"verb": "VERB", "noun": "NOUN", "adj": "ADJ", "adv": "ADV"}


def lemmas(known: Mapping[tuple[str, str], str]) -> Iterator[Triple]:
    """Form, part of speech and lemma of the words of LemmInflect's table, in small letters, capitalised and in capitals.

    ``known`` are the treebanks' lemmas by form and part of speech: they hold for other spellings of the same word too, and
    what is known is not given again. Forms with several lemmas are left to the lemmatizer's network.

    Example:
        With ``says`` known as a verb, ``Says`` and ``SAYS`` are given as ``say``.
    """
    folded = {(form.lower(), part): lemma for (form, part), lemma in known.items() if part in _PARTS.values()}
    for (form, part), lemma in (_table() | folded).items():
        for spelled in dict.fromkeys((form, form.capitalize(), form.upper())):
            if (spelled, part) not in known:
                yield spelled, part, lemma


def _table() -> dict[tuple[str, str], str]:
    """The table: form, part of speech, lemmas joined by slashes."""
    data = files("lemminflect").joinpath("resources", "lemma_lu.csv.gz").read_bytes()
    rows = csv.reader(gzip.decompress(data).decode("utf8").splitlines())
    return {(form, _PARTS[part]): lemma for form, part, lemma in rows if part in _PARTS and "/" not in lemma}
