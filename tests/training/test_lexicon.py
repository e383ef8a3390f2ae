"""Lemmas for the lemmatizer's dictionary: every spelling of a word, the treebanks' lemma before the table's."""

from __future__ import annotations

import pytest

from quotes.training import lexicon


def test_each_spelling_has_the_lemma_that_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        lexicon, "_table", lambda: {("denies", "VERB"): "deny", ("says", "VERB"): "sae", ("deny", "NOUN"): "deny"}
    )
    known = {("says", "VERB"): "say", ("Oslo", "PROPN"): "Oslo", ("deny", "NOUN"): "denial"}
    assert set(lexicon.lemmas(known)) == {
        ("denies", "VERB", "deny"),
        ("Denies", "VERB", "deny"),
        ("DENIES", "VERB", "deny"),
        ("Says", "VERB", "say"),
        ("SAYS", "VERB", "say"),
        ("Deny", "NOUN", "denial"),
        ("DENY", "NOUN", "denial"),
    }
