"""Whatever the parse and the quotations look like: no error, one quote for each quotation, offsets inside the text."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.records import Block, Document, Entity, Parse, Quotation, Section, Sentence, Span, Token
from quotes.speakers import attribute

WORDS = ["Anna", "Brandt", "said", "he", "They", "the", "minister", "(", "WHO", ")", "“", "”", "US", "'s", "and", "Q", ":",
         "one", "of", "them", ",", "Ltd", "told", "TASS", "Sunday", "-", "é", "🙂"]  # fmt: skip
UPOS = ["PROPN", "NOUN", "PRON", "VERB", "DET", "ADP", "PUNCT", "ADJ", "NUM", "X"]
DEPRELS = [
    "nsubj",
    "obj",
    "root",
    "flat",
    "compound",
    "appos",
    "nmod",
    "nmod:poss",
    "conj",
    "acl:relcl",
    "obl",
    "case",
    "det",
]
SECTIONS: list[Section] = ["headline", "body", "sidebar"]
LABELS = ["PERSON", "ORGANIZATION", "LOCATION", "NORP", "DATE", "MISC"]


@st.composite
def articles(draw: st.DrawFn) -> tuple[Document, Parse, list[Quotation]]:
    text, sentences, blocks = "", [], []
    for number in range(draw(st.integers(0, 4))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
        tokens, start = [], len(text)
        for index, word in enumerate(words):
            place = Span(len(text), len(text) + len(word))
            text += word + draw(st.sampled_from([" ", "", "\n"]))
            tokens.append(
                Token(index, word, word.lower(), draw(st.sampled_from(UPOS)), "", draw(st.sampled_from(["", "Number=Plur"])),
                      draw(st.integers(-2, len(words) + 1)), draw(st.sampled_from(DEPRELS)), "O", place)
            )  # fmt: skip
        span = Span(start, tokens[-1].span.end)
        section: Section = draw(st.sampled_from(SECTIONS))
        sentences.append(Sentence(number, span, tuple(tokens), number, section))
        blocks.append(Block(span, section))
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: Span(min(p), max(p)))
    entities = draw(st.lists(st.builds(Entity, spans, st.sampled_from(LABELS), st.just(0)), max_size=4))
    quotations = draw(
        st.lists(
            st.builds(
                Quotation,
                kind=st.sampled_from(["direct", "indirect", "mixed"]),
                segments=st.lists(spans, max_size=2).map(tuple),
                cue=st.none() | spans,
                cue_lemma=st.none(),
                cue_class=st.just("speech"),
                mention=st.none() | spans,
                section=st.just("body"),
                rule=st.just("test"),
                confidence=st.just(1.0),
                parent=st.none() | st.integers(-1, 5),
            ),
            max_size=5,
        )
    )
    return Document("d", text, blocks=tuple(blocks)), Parse(tuple(sentences), tuple(entities)), quotations


@settings(max_examples=60, deadline=None)
@given(articles())
def test_never_raises_and_keeps_order(article: tuple[Document, Parse, list[Quotation]]) -> None:
    document, parse, quotations = article
    found = attribute(document, parse, quotations)
    assert [quote.quotation for quote in found] == quotations
    for quote in found:
        assert quote.rule
        if quote.speaker is not None:
            assert quote.speaker.name.strip()
            assert all(s.end <= len(document.text) for s in quote.speaker.mentions)


@settings(max_examples=15, deadline=None)
@given(articles())
def test_the_same_input_gives_the_same_output(article: tuple[Document, Parse, list[Quotation]]) -> None:
    assert attribute(*article) == attribute(*article)


def _transcript(turns: int) -> tuple[Document, Parse, list[Quotation]]:
    """Turns of a few speakers, each a name, a cue and two words, with a pronoun in every third."""
    text, sentences, quotations, entities = "", [], [], []
    for number in range(turns):
        name = "He" if number % 3 else ("Brandt", "Lund", "Moe")[number // 3 % 3]
        start, tokens = len(text), []
        for index, word in enumerate([name, "said", "prices", "rose", "."]):
            tokens.append(
                Token(index, word, word.lower(), ["PRON" if name == "He" else "PROPN", "VERB", "NOUN", "VERB", "PUNCT"][index],
                      "", "", [1, -1, 3, 1, 1][index], ["nsubj", "root", "nsubj", "ccomp", "punct"][index], "O",
                      Span(len(text), len(text) + len(word)))
            )  # fmt: skip
            text += word + " "
        spans = [t.span for t in tokens]
        if name != "He":
            entities.append(Entity(spans[0], "PERSON", number))
        sentences.append(Sentence(number, Span(start, len(text) - 1), tuple(tokens), number, "body"))
        quotations.append(
            Quotation(
                "indirect", (Span(spans[2].start, spans[3].end),), spans[1], "say", "speech", spans[0], "body", "t", 1.0
            )
        )
    blocks = tuple(Block(s.span, "body") for s in sentences)
    return Document("d", text, blocks=blocks), Parse(tuple(sentences), tuple(entities)), quotations


def test_time_grows_with_the_length() -> None:
    def seconds(turns: int) -> float:
        article = _transcript(turns)
        start = time.process_time()
        attribute(*article)
        return time.process_time() - start

    seconds(100)
    assert seconds(1500) < 12 * max(seconds(300), 0.02)  # five times the length; a square would be 25 times
