import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.documents import clean, clean_document, from_text
from quotes.records import Span

_PIECES = st.sampled_from(
    ["MalÃ©", "â€™", "â€œ", "â€ ", "â€\" ", "&#039;", "&amp;", "&amp;#039;", "&nbsp;", "\xa0", "\u200b", "\xad", "\n",
     "\n\n", "\r\n", "  ", " ” ", " “ ", "“", "”", "\x93", "\ufeff", "Vesti.\n\nru said", "Ã ", " ", "a", "word",
     "é", "\t", "\u2029", "\x85", ".", "\x00"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(_PIECES, max_size=25).map("".join), st.text(max_size=60))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The clubâ€™s owner", "The club’s owner"),
        ("flights to MalÃ©, he said", "flights to Malé, he said"),
        ("â€œWe wonâ€\x9d, he said", "“We won”, he said"),
        ("â€œWe wonâ€, he said", "“We won”, he said"),
        ("â€œWe wonâ€\uf19d, he said in Ã\uf181vila", "“We won”, he said in Ávila"),  # a CSV file saved by LibreOffice
        ('the vote â€" held twice', "the vote — held twice"),
        ("Â£5m", "£5m"),
        ("the mayor&#039;s R&amp;D", "the mayor's R&D"),
        ("the mayor&amp;#039;s dog", "the mayor's dog"),
        ("five\xa0million", "five million"),
        ("five&nbsp;million", "five million"),
        ("un\xadlikely and un\u200bheard", "unlikely and unheard"),
        ("The council\nsaid no", "The council said no"),
        ("The council \r\n said no", "The council said no"),
        ("One ends.\n\nTwo begins.", "One ends.\n\nTwo begins."),
        ("as told to Gazeta.\n\nru on Monday", "as told to Gazeta.ru on Monday"),
        ("\x93We won\x94, he said", "“We won”, he said"),
        ("results ” which nobody saw ” were read", "results – which nobody saw – were read"),
        ("the plan “ if there is one", "the plan – if there is one"),
        ('He said: "We went ” all of us ” home."', 'He said: "We went – all of us – home."'),
    ],
)
def test_understands(text: str, expected: str) -> None:
    assert clean(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "“We won”, he said; “they lost”.",
        "A so-called “ miracle ” happened",  # balanced, though with spaces inside
        "said : “ Hello . ” He left",
        "the “Ó” and “São” of Él dijo “sí”…",
        "AT&T and R&D; Q&A",
        "Zażółć gęślą jaźń, Привет, 東京",
        "end of one in the north.\n\nin brief",
        "",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert clean(text).text == text


def test_a_mark_in_another_paragraph_does_not_balance() -> None:
    assert clean("the plan “ if any\n\nand the end ” of it").text == "the plan – if any\n\nand the end – of it"


def test_maps_changed_runs_as_a_whole() -> None:
    text = "To MalÃ© and back"
    view = clean(text)
    at = view.text.index("Malé")
    assert view.to_original(Span(at, at + 4)).text(text) == "MalÃ©"
    assert view.to_original(Span(at, at + 3)).text(text) == "Mal"
    assert view.to_cleaned(Span(text.index("©"), text.index("©") + 1)).text(view.text) == "é"


def test_a_span_after_something_dropped_does_not_hold_it() -> None:
    text = "said \u200bOmar\u200b today"
    view = clean(text)
    at = view.text.index("Omar")
    assert view.to_original(Span(at, at + 4)).text(text) == "Omar"


def test_blocks_decide_where_paragraphs_end() -> None:
    document = from_text("Strike off\nThe union said so.\nIt was asked twice.\n")
    assert clean_document(document).text.strip() == "Strike off\n\nThe union said so.\n\nIt was asked twice."


@pytest.mark.parametrize("method", ["to_original", "to_cleaned"])
def test_refuses_spans_beyond_the_text(method: str) -> None:
    with pytest.raises(ValueError, match="beyond"):
        getattr(clean("MalÃ©"), method)(Span(0, 9))


@given(TEXTS, st.data())
def test_the_way_there_and_back_loses_nothing(text: str, data: st.DataObject) -> None:
    view = clean(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    there = view.to_cleaned(Span(start, end))
    assert there.end <= len(view.text)
    assert view.to_original(there).contains(Span(start, end))


@given(TEXTS)
def test_the_map_is_monotone_and_total(text: str) -> None:
    view = clean(text)
    spans = [view.to_original(Span(i, i + 1)) for i in range(len(view.text))]
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(spans))
    assert all(span.end <= len(text) and len(span) > 0 for span in spans)


def test_an_accent_before_marks_is_no_mojibake() -> None:
    assert clean("“Café”“Bar” said é”“").text == "“Café”“Bar” said é”“"


@given(st.text(alphabet="abé \n\t“”’\u200b\xa0"))
def test_unchanged_characters_map_to_themselves(text: str) -> None:
    view = clean(text)
    letters = [i for i, character in enumerate(view.text) if character.isalpha()]
    found = [view.to_original(Span(i, i + 1)).text(text).strip("\u200b") for i in letters]
    assert found == [view.text[i] for i in letters] == [character for character in text if character.isalpha()]


@given(TEXTS)
def test_the_view_of_a_document_keeps_its_blocks_apart(text: str) -> None:
    document = from_text(text, language="en")
    view = clean_document(document)
    spans = [view.to_cleaned(block.span) for block in document.blocks]
    assert all(a.start <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize("run", ["a" * 2001, "iVBORw0KGgo" * 5000, "https://news.example/" + "â€™" * 900 + "?" * 900])
def test_what_is_too_long_for_a_word_is_not_in_the_view(run: str) -> None:
    text = f"The mayor said no. {run} “We won’t pay,” she said."
    view = clean(text)
    assert view.text == "The mayor said no.  “We won’t pay,” she said."
    at = view.text.index("“We")
    assert view.to_original(Span(at, at + 3)).text(text) == "“We"


def test_a_long_address_stays() -> None:
    text = f"It stands at https://news.example/{'vote/' * 300} today."
    assert clean(text).text == text


def test_takes_linear_time() -> None:
    def seconds(times: int) -> float:
        text = "MalÃ© ” said &amp;\n\u200b “ so\xa0" * times
        begun = time.process_time()
        clean(text)
        return time.process_time() - begun

    seconds(500)
    assert seconds(20_000) < 60 * seconds(1_000) + 0.2  # 20 times the text; quadratic would be 400 times
