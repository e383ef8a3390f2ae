from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.documents import from_text
from quotes.quotations import quoted_spans
from quotes.quotations.contents import trimmed
from quotes.records import Block, Document, Span


def document(*paragraphs: str) -> Document:
    text, blocks = "", []
    for paragraph in paragraphs:
        start = len(text)
        text += paragraph
        blocks.append(Block(Span(start, len(text)), "body"))
        text += "\n\n"
    return Document("d", text, blocks=tuple(blocks))


def inner(*paragraphs: str) -> list[str]:
    whole = document(*paragraphs)
    return [q.inner.text(whole.text).strip() for q in quoted_spans(whole)]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("“She wrote ‘never again’ on the wall,” he said.", ["never again"]),
        ("‘He said to me, “Ron, it’s late.” It was.’", ["Ron, it’s late."]),
        ("« I told my board: ‹ It is family. › And so on. »", ["It is family."]),
        ("\"The workers' pay won't rise,\" he said.", []),
        ("\"I thought, 'We've won', and slept,\" she said.", ["We've won"]),
        ("“We stay,” she said.", []),
    ],
)
def test_quotations_inside_quotations(paragraph: str, expected: list[str]) -> None:
    whole = document(paragraph)
    assert [n.inner.text(whole.text).strip() for q in quoted_spans(whole) for n in q.nested] == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("“We stay,” she said.", ["We stay,"]),
        ('"We stay," she said. "For now."', ["We stay,", "For now."]),
        ("«On reste», said Rey.", ["On reste"]),
        ("''We stay,'' she said.", ["We stay,"]),
        ("``We stay,'' she said.", ["We stay,"]),
        ("‘We stay,’ she said. The workers’ pay won’t rise.", ["We stay,"]),
        ("'We stay,' she said. The workers' pay won't rise.", ["We stay,"]),
        ("He said: ‘It’s the ministers’ fault, not ours.’", ["It’s the ministers’ fault, not ours."]),
        ("“He told me “no” twice,” she said.", ["He told me “no” twice,"]),
        ("“She wrote ‘never again’ on the wall,” he said.", ["She wrote ‘never again’ on the wall,"]),
        ('A 6" pipe burst at 9 a.m.', []),
        ('The 6" pipe, "old as the hills," burst.', ["old as the hills,"]),
        ("The talks ” or what was left of them ” ended.", []),
        ('"Prices ” they told us ” will fall," Orr said.', ["Prices ” they told us ” will fall,"]),
        ('"He asked, \'Ready, then?\' ", she said. "Yes."', ["He asked, 'Ready, then?'", "Yes."]),
        ("” We stay”, she said.", ["We stay"]),
        ("\"Are we alone, or 'is there life?' \"", ["Are we alone, or 'is there life?'"]),
        ("”We stay,” she said.", ["We stay,"]),
        ("“We stay,“ she said.", ["We stay,"]),
        ("“”", []),
        ('“It is a start, "Lind said." Now they pay. "', ["It is a start,", "Now they pay."]),
        ("The jet came empty.” It is odd, but legal, “he argued.", ["It is odd, but legal,"]),
        ('It was late. It is a loss, "Lind said.', []),
        ('Orr told the court, "He said it twice."', ["He said it twice."]),
        ('He is 6\'2" and stoops. "I told \'em it was coming," he said.', ["I told 'em it was coming,"]),
        ('" We go , " Lind said . " It is late . "', ["We go ,", "It is late ."]),
        ("`` We go , '' Lind said .", ["We go ,"]),
        ('The talks " or what was left of them " ended.', []),
        ("“ We go , ” Lind said .", ["We go ,"]),
        ("« On reste », said Rey. « Oui. »", ["On reste", "Oui."]),
        ("»Wir bleiben«, said Rey.", ["Wir bleiben"]),
        ("‘He said to me, “Ron, it’s late.” It was.’", ["He said to me, “Ron, it’s late.” It was."]),
        (
            "‘My mum didn’t get to. She died in ’09, still writing to ministers",
            ["My mum didn’t get to. She died in ’09, still writing to ministers"],
        ),
        ("The ‘90s were kind to 'em and the workers’ clubs.", []),
    ],
)
def test_marks(paragraph: str, expected: list[str]) -> None:
    assert inner(paragraph) == expected


def test_a_speech_over_paragraphs_is_carried_on() -> None:
    whole = document("“First we wait.", "“Then we act.”", "Nobody moved.")
    found = quoted_spans(whole)
    assert [q.inner.text(whole.text) for q in found] == ["First we wait.", "Then we act."]
    assert [(q.closed, q.carried) for q in found] == [(False, False), (True, True)]


def test_an_unclosed_quotation_ends_with_its_sentence_inside_a_paragraph() -> None:
    assert inner("Orr said “we stay. The board met on Monday.") == ["we stay."]


@given(st.text(alphabet=st.sampled_from(list("ab .,\n\"'“”‘’«»`„7")), max_size=80))
def test_no_marks_raise_and_offsets_hold(text: str) -> None:
    whole = document(text)
    found = quoted_spans(whole)
    for quoted in found:
        assert quoted.outer.contains(quoted.inner)
        assert quoted.outer.end <= len(text)
    assert all(a.outer.end <= b.outer.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("â€œ", "â€\x9d"), ("â€œ", "â€\uf19d"), ("â€œ", "â€"), ("&ldquo;", "&rdquo;"), ("&quot;", "&#34;")],
)
def test_marks_that_were_decoded_wrongly_or_spelt_out_are_marks(opening: str, closing: str) -> None:
    text = f"{opening}Itâ€™s shut,{closing} said Orr, who blamed {opening}snow{closing} again."
    found = quoted_spans(document(text))
    assert [q.inner.text(text) for q in found] == ["Itâ€™s shut,", "snow"]
    assert [q.outer.text(text) for q in found] == [f"{opening}Itâ€™s shut,{closing}", f"{opening}snow{closing}"]
    assert trimmed(text, found[1].outer).text(text) == "snow"


def test_doubled_curly_apostrophes_open_and_close() -> None:
    text = "‘’We stay and wait‘’\n\n‘’Nobody leaves’’ she said."
    assert [q.inner.text(text) for q in quoted_spans(from_text(text))] == ["We stay and wait", "Nobody leaves"]
