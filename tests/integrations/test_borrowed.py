"""Whose parse is taken for which paragraph, with Stanza documents written by hand."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest
import stanza

from quotes.documents import from_text
from quotes.integrations.borrowed import Unparsed, attributions, parses, words
from quotes.parsing.attribution import WordAttribution, WordSpan
from quotes.records import Parse

BODY = ("headline", "body")
FIRST = "The port of Lund will close for two days, its director said on Monday."
SECOND = "Nobody had asked the dockers, the union of Lund answered."


def parsed(text: str, *ends: int, ner: str = "O", lacking: str = "") -> Any:
    """A document whose sentences end at these offsets (else with the text): each word a token, the first one its root."""
    sentences, start = [], 0
    for end in (*ends, len(text)):
        found = list(re.finditer(r"\w+|[^\w\s]", text[start:end]))
        sentences.append([word(match, i, start, ner, lacking) for i, match in enumerate(found)])
        start = end
    document = stanza.Document(sentences, text=text)
    if lacking != "ner":  # without it Stanza has made no entities
        document.build_ents()
    return document


def word(match: re.Match[str], index: int, offset: int, ner: str, lacking: str) -> dict[str, Any]:
    made = {
        "id": index + 1, "text": match.group(), "lemma": match.group().lower(), "upos": "NOUN", "xpos": "NN",
        "head": min(index, 1), "deprel": "dep" if index else "root", "ner": ner if match.group() == "Lund" else "O",
        "start_char": offset + match.start(), "end_char": offset + match.end(),
    }  # fmt: skip
    return {field: value for field, value in made.items() if field != lacking}


class Pipeline:
    """Records what it is asked to read again."""

    def __init__(self, *, pretokenized: bool = False) -> None:
        self.processors = {"tokenize": SimpleNamespace(config={"pretokenized": pretokenized})}
        self.read: list[str] = []

    def process(self, documents: list[Any], processors: tuple[str, ...]) -> list[Any]:
        if "tokenize" not in processors:
            return documents
        self.read += [document.text for document in documents]
        return [parsed(document.text) for document in documents]


def taken(pipeline: Pipeline, text: str, document: Any) -> Parse:
    (found,) = parses(pipeline, [from_text(text)], [document], BODY)
    for sentence in found.sentences:
        for token in sentence.tokens:
            assert token.span.text(text) == token.text
    assert [sentence.index for sentence in found.sentences] == list(range(len(found.sentences)))
    return found


def test_what_both_saw_is_taken_as_it_is() -> None:
    pipeline, text = Pipeline(), f"{FIRST}\n\n{SECOND}"
    found = taken(pipeline, text, parsed(text, len(FIRST)))
    assert pipeline.read == []
    assert [sentence.span.text(text) for sentence in found.sentences] == [FIRST, SECOND]
    assert [sentence.block for sentence in found.sentences] == [0, 1]


@pytest.mark.parametrize(
    ("before", "read"),
    [
        ("LUND, March 3 (Nordic Wire) - ", FIRST),
        ("Caf&eacute; owners: ", f"Café owners: {FIRST}"),
        ("\u00a0It rained.\u00a0", f"It rained. {FIRST}"),
    ],
)
def test_a_paragraph_that_is_read_otherwise_is_read_anew(before: str, read: str) -> None:
    pipeline, text = Pipeline(), f"{before}{FIRST}\n\n{SECOND}"
    (found,) = parses(pipeline, [from_text(text)], [parsed(text, len(before) + len(FIRST))], BODY)
    assert pipeline.read == [read]
    assert [sentence.block for sentence in found.sentences] == [0, 1]
    assert found.sentences[1].span.text(text) == SECOND
    assert found.sentences[0].span.text(text).endswith(FIRST)


def test_a_sentence_that_runs_into_the_next_paragraph_is_not_taken() -> None:
    pipeline, text = Pipeline(), f"{FIRST}\n\n{SECOND}"
    found = taken(pipeline, text, parsed(text))
    assert pipeline.read == [text]
    assert len(found.sentences) == 1  # the fake reads all as one sentence again; Stanza does not


def test_paragraphs_that_no_blank_line_separates_are_read_anew() -> None:
    pipeline, text = Pipeline(), f"{FIRST}\n{SECOND}"
    parses(pipeline, [from_text(text)], [parsed(text, len(FIRST))], BODY)
    assert pipeline.read == [f"{FIRST}\n\n{SECOND}"]


@pytest.mark.parametrize("text", ["", " \n"])
def test_of_nothing_nothing_is_read(text: str) -> None:
    pipeline = Pipeline()
    assert taken(pipeline, text, stanza.Document([], text=text)) == Parse((), ()) and pipeline.read == []


def test_very_long_sentences_are_read_anew_and_cut() -> None:
    text = "He named " + ", ".join(f"district{i}" for i in range(200)) + " and the harbour."
    pipeline = Pipeline()
    found = taken(pipeline, text, parsed(text))
    assert pipeline.read == [text]
    assert len(found.sentences) > 1


def test_words_that_the_user_cut_are_taken_as_they_are() -> None:
    pipeline, text = Pipeline(pretokenized=True), f"{FIRST}\n{SECOND}"
    found = taken(pipeline, text, parsed(text, len(FIRST)))
    assert pipeline.read == [] and len(found.sentences) == 2


@pytest.mark.parametrize(("theirs", "ours"), [("ORG", "ORGANIZATION"), ("GPE", "LOCATION"), ("PERSON", "PERSON")])
def test_entities_of_other_recognisers_get_our_labels(theirs: str, ours: str) -> None:
    text = f"{FIRST}\n\n{SECOND}"
    found = taken(Pipeline(), text, parsed(text, len(FIRST), ner=f"S-{theirs}"))
    assert [(e.span.text(text), e.label, e.sentence) for e in found.entities] == [("Lund", ours, 0), ("Lund", ours, 1)]


@pytest.mark.parametrize(("lacking", "told"), [("upos", "pos"), ("head", "depparse"), ("ner", "ner")])
def test_what_is_lacking_is_told(lacking: str, told: str) -> None:
    with pytest.raises(Unparsed, match=f"not worked on by {told}:"):
        parses(Pipeline(), [from_text(FIRST)], [parsed(FIRST, lacking=lacking)], BODY)


def test_a_document_without_text_is_told() -> None:
    with pytest.raises(Unparsed, match="no text"):
        parses(Pipeline(), [from_text("")], [stanza.Document([])], BODY)


def test_attributions_are_in_characters() -> None:
    text = f"{FIRST}\n\n{SECOND}"
    own = words(taken(Pipeline(), text, parsed(text, len(FIRST))))
    said = next(i for i, one in enumerate(own) if one.text == "said")
    (found,) = attributions(own, [WordAttribution(WordSpan(said, said + 1, 0.9), (), (WordSpan(0, 9, 0.5),))])
    assert found.cue.span.text(text) == "said"
    assert found.contents[0].span.text(text) == "The port of Lund will close for two days"
    assert {one.paragraph for one in own} == {0, 1}
