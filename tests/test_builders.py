"""The notation of ``builders``: offsets, spacing, defaults."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import Paragraph, build, quote, span


def test_spans_point_into_the_text() -> None:
    document, parse = build(
        """Ms/PROPN/2/compound Okoro/PROPN/3/nsubj/S-PERSON said=say/VERB/0/root :/PUNCT/3/punct
        "/PUNCT/3/punct We/PRON/3/nsubj won=win/VERB/0/root $/SYM/3/obj 5/NUM/4/nummod ./PUNCT/3/punct "/PUNCT/3/punct
        """,
        Paragraph("Related/ADJ/2/amod stories=story/NOUN/0/root", "sidebar"),
        headline="Okoro/PROPN/2/nsubj/S-PERSON wins=win/VERB/0/root",
        published=date(2024, 1, 2),
    )
    assert document.title == "Okoro wins"
    assert document.text.startswith('Okoro wins\n\nMs Okoro said: "We won $5."')
    assert all(t.span.text(document.text) == t.text for s in parse.sentences for t in s.tokens)
    assert [e.span.text(document.text) for e in parse.entities] == ["Okoro", "Okoro"]
    assert [s.section for s in parse.sentences] == ["headline", "body", "body", "sidebar"]
    assert parse.sentences[3].tokens[1].feats == "Number=Plur"


def test_joined_words_and_entities_of_several_words() -> None:
    document, parse = build(
        "The/DET/5/det 12/NUM/4/nummod +-/PUNCT/4/punct +mile/NOUN/5/compound walk/NOUN/0/root in/ADP/8/case "
        "New/PROPN/8/compound/B-LOCATION York/PROPN/5/nmod/E-LOCATION"
    )
    assert document.text == "The 12-mile walk in New York"
    assert [(e.label, e.span.text(document.text)) for e in parse.entities] == [("LOCATION", "New York")]


def test_quote_finds_words() -> None:
    document, _ = build("She/PRON/2/nsubj said=say/VERB/0/root she/PRON/4/nsubj left=leave/VERB/2/ccomp")
    quotation = quote(document, "she left", cue="said", mention="She")
    assert quotation.segments == (span(document, "she left"),)
    with pytest.raises(ValueError, match="not found"):
        quote(document, "they left")


def test_a_malformed_word_is_refused() -> None:
    with pytest.raises(ValueError, match="expected"):
        build("said/VERB/0")
