"""The models that ship, through the parser: sentences, words, offsets, entities; nothing from the network."""

from __future__ import annotations

import socket

import pytest

from quotes.documents import from_text
from quotes.parsing import ModelsMissing, Parser
from quotes.records import Parse


@pytest.fixture(scope="module")
def parser() -> Parser:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _refuse)
        return Parser()


def _refuse(*_: object) -> None:
    raise AssertionError("the compact models asked the network")


def sentences(parser: Parser, text: str) -> list[str]:
    document = from_text(text, document_id="d")
    (found,) = parser.parse([document])
    return [
        " ".join(sentence.span.text(document.text).split())
        for sentence in found.sentences
        if sentence.section == "body"
    ]


@pytest.mark.parametrize(
    "expected",
    [
        ["“We are leaving tonight,” Marta Lind told reporters.", "“Nobody asked us to stay.”"],
        ["The U.S. government declined to comment on Tuesday.", "Mr. J. R. Hale, of St. Louis, said nothing either."],
        ['"We were wrong," the minister said.', '"It will not happen again."'],
        ["Exports rose by 4.5 percent in January.", "They had fallen by $1.2 billion a year before."],
        ["The talks will go on at 9 a.m. on Monday.", "Officials from 12 countries are expected in Geneva."],
    ],
)
def test_sentences(parser: Parser, expected: list[str]) -> None:
    assert sentences(parser, "Harbour talks end without a deal\n\n" + " ".join(expected)) == expected


def test_a_dateline_is_no_part_of_the_first_sentence(parser: Parser) -> None:
    text = "Harbour talks end\n\nOSLO, March 3 (Nordic Wire) - The port of Oslo will close for two days, its director said."
    assert sentences(parser, text) == ["The port of Oslo will close for two days, its director said."]


def test_words_stand_where_the_document_has_them(parser: Parser) -> None:
    text = "Café owners’ anger\r\n\r\nItâ€™s over,\u00a0said Zoë Müller.  She didn't wait;\nshe left for St. Moritz &amp; Chur."
    document = from_text(text, document_id="d")
    (found,) = parser.parse([document])
    for sentence in found.sentences:
        for token in sentence.tokens:
            shown = token.span.text(document.text)
            assert shown
            if token.text.isascii() and token.text.isalpha() and token.text not in ("It", "s", "did"):
                assert token.text in shown
    assert any(
        token.text == "Müller" and token.span.text(text) == "Müller" for s in found.sentences for token in s.tokens
    )


def test_entities_and_trees(parser: Parser) -> None:
    document = from_text("Talks\n\nAngela Merkel met the board of Siemens in Berlin on Monday.", document_id="d")
    (found,) = parser.parse([document])
    labels = {entity.span.text(document.text): entity.label for entity in found.entities}
    assert labels["Angela Merkel"] == "PERSON"
    assert labels["Berlin"] == "LOCATION"
    sentence = found.sentences[-1]
    roots = [token for token in sentence.tokens if token.head == -1]
    assert [token.lemma for token in roots] == ["meet"]
    assert next(t for t in sentence.tokens if t.text == "Merkel").deprel in ("nsubj", "flat")


def test_attributions_are_found_in_one_pass(parser: Parser) -> None:
    document = from_text(
        "Talks\n\nThe mayor said on Friday that the bridge would stay closed until May.", document_id="d"
    )
    (found,) = parser.parse([document])
    (attribution,) = found.attributions
    assert attribution.cue.span.text(document.text).startswith("said")
    assert any("bridge would stay closed" in content.span.text(document.text) for content in attribution.contents)
    assert [source.span.text(document.text) for source in attribution.sources] == ["The mayor"]


def test_batches_give_what_single_documents_give(parser: Parser) -> None:
    texts = ["Rain\n\nIt rained in Bergen, the mayor said.", "", "Snow\n\n“It snowed,” Kari Dahl said. “A lot.”"]
    documents = [from_text(text, document_id=str(i)) for i, text in enumerate(texts)]
    together = parser.parse(documents)
    assert together[1] == Parse((), ())
    for document, parse in zip(documents, together, strict=True):
        (alone,) = parser.parse([document])
        assert [t.span for s in alone.sentences for t in s.tokens] == [
            t.span for s in parse.sentences for t in s.tokens
        ]
        assert [(t.head, t.upos) for s in alone.sentences for t in s.tokens] == [
            (t.head, t.upos) for s in parse.sentences for t in s.tokens
        ]


def test_a_very_long_sentence_is_parsed(parser: Parser) -> None:
    text = "List\n\nThe mayor named " + ", ".join(f"district {i}" for i in range(400)) + " and the harbour."
    (found,) = parser.parse([from_text(text, document_id="d")])
    assert sum(len(sentence.tokens) for sentence in found.sentences) > 1000


def test_missing_models_say_what_to_do(tmp_path: object) -> None:
    with pytest.raises(ModelsMissing, match=r"resources\.json"):
        Parser(str(tmp_path))


def test_lemmas_of_reporting_verbs_that_no_treebank_holds(parser: Parser) -> None:
    text = "The ministry denies it.\n\nReplying to Lind, they condemned the ban and echoed him.\n\nMOOR ALLEGES FRAUD"
    (found,) = parser.parse([from_text(text, document_id="d")])
    lemmas = {token.text: token.lemma for sentence in found.sentences for token in sentence.tokens}
    wanted = {"denies": "deny", "Replying": "reply", "condemned": "condemn", "echoed": "echo"}
    assert {word: lemmas[word] for word in wanted} == wanted
