"""Stanza's documents as records: what the records mend."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from quotes.documents import from_text
from quotes.parsing.views import parse, reading

WORDS = "Kim Ha - neul left"


def token(number: int, text: str, start: int) -> SimpleNamespace:
    word = SimpleNamespace(
        id=number, text=text, lemma=text, upos="X", xpos="", feats="", head=0, deprel="dep", start_char=start
    )
    word.end_char = start + len(text)
    return SimpleNamespace(words=[word], text=text, start_char=start, end_char=start + len(text), ner="O")


@pytest.mark.parametrize(
    ("last", "name"), [(3, "Kim Ha - neul"), (2, "Kim Ha"), (4, "Kim Ha - neul"), (5, "Kim Ha - neul left")]
)
def test_a_name_that_is_cut_at_its_hyphen_has_the_word_behind_it(last: int, name: str) -> None:
    body = f"A headline\n\n{WORDS}"
    document = from_text(body, document_id="d")
    read = reading(document, ("body", "headline", "sidebar"))
    at = read.text.index(WORDS)
    tokens = [token(i + 1, w, at + WORDS.index(w)) for i, w in enumerate(WORDS.split())]
    entity = SimpleNamespace(tokens=tokens[:last], start_char=at, end_char=tokens[last - 1].end_char, type="PERSON")
    found = parse(read, SimpleNamespace(sentences=[SimpleNamespace(tokens=tokens, ents=[entity])]))
    assert [e.span.text(document.text) for e in found.entities] == [name]
