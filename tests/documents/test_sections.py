import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.documents.sections import sections
from tests.documents.test_cleaned import TEXTS

PAGE = """\
Home | News | Sport | Weather

WORLD NEWS

Ministers agree grain deal after night of talks - envoy

By ANNA PETROVA and John Doe

Published: 12 March 2021, 14:05 GMT

Ministers Agree Grain Deal After Night of Talks - Envoy

GENEVA (AP) - Ministers agreed a deal on grain exports on Friday, the envoy said.

"This was a long night," she told reporters.

Read more: Grain prices fall again

Ministers at the table (Photo: Jane Roe)

The deal

The deal covers 20 million tonnes, according to its text.

Related Topics

Geneva Grain Export Ministers Friday

Recent Stories

Storm delays the harvest in the north, farmers s ..

16 minutes ago

About Us | Contact Us

The Daily Grain has brought news to its readers since 1904, and its site has been read by a million people.

© 2021, Daily Grain. All rights reserved.
"""


def labelled(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.section, block.span.text(text)) for block in sections(text, title=title)]


def test_a_page_is_told_from_its_article() -> None:
    found = labelled(PAGE)
    assert [line for section, line in found if section == "headline"] == [
        "Ministers agree grain deal after night of talks - envoy",
        "Ministers Agree Grain Deal After Night of Talks - Envoy",
    ]
    assert [line.split()[0] for section, line in found if section == "body"] == ["GENEVA", '"This', "The", "The"]


def test_lines_without_blank_lines_are_paragraphs_of_their_own() -> None:
    text = "Strike off, union says\nThe strike is off.\nJane Doe, the union's secretary:\n“We are glad.”"
    assert [section for section, _ in labelled(text)] == ["headline", "body", "body", "body"]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The council said on Monday that it would close the bridge,\nwhich a lorry had damaged, for at least three\n"
        "weeks. Repairs would take until June, it said in the\nletter.\n\nNobody had been asked."
    )
    assert [line.count("\n") for _, line in labelled(text)] == [3, 0]


def test_wrapped_paragraphs_without_blank_lines_end_with_their_short_line() -> None:
    text = (
        "The council said on Monday that it would close the bridge,\nwhich a lorry had damaged, for three weeks.\n"
        "Repairs would take until the end of June, it said in the\nletter to the residents, who were not asked."
    )
    assert [line.split()[0] for _, line in labelled(text)] == ["The", "Repairs"]


def test_a_sentence_torn_by_a_blank_line_stays_whole() -> None:
    text = "He resigned on Friday, as he told Gazeta.\n\nru news portal.\n\nNobody knew."
    assert labelled(text)[0][1] == "He resigned on Friday, as he told Gazeta.\n\nru news portal."


def test_an_article_goes_on_after_a_box() -> None:
    more = "Rescuers searched through the night, the coast guard said, and pulled more people from the cold water. " * 3
    text = f"Ferry sinks\n\nA ferry sank on Friday, police said.\n\nMost read\n\nMayor quits\n\n{more}\n\n{more}"
    assert [section for section, _ in labelled(text)] == ["headline", "body", "sidebar", "sidebar", "body", "body"]


def test_a_headline_with_a_full_stop() -> None:
    text = (
        "Guards Stop Intruder At Palace Gate.\n\nGuards stopped a man at the gate of the palace on Sunday night, the "
        "police said in a statement.\n\nHe had a ladder, they said."
    )
    assert labelled(text)[0][0] == "headline"


@pytest.mark.parametrize(
    "headline", ["“The ice does not negotiate”", "“The Salt Road” wins in Vary", "President to go “with or without”"]
)
def test_a_quoted_headline(headline: str) -> None:
    text = f"{headline}\n\nShe has measured the glacier for 26 years, and told us what it costs.\n\n“No,” she said."
    assert [section for section, _ in labelled(text)] == ["headline", "body", "body"]


def test_a_known_title_is_the_headline() -> None:
    text = "Palace\n\nIntruder stopped\n\nA man was stopped, the police said."
    assert labelled(text, "Intruder Stopped")[1] == ("headline", "Intruder stopped")


@pytest.mark.parametrize("text", ["“We won,” he said.", "He said no.", "Q: Why?\n\nA: Because.", ": Why did you run?"])
def test_speech_is_body_even_alone(text: str) -> None:
    assert {section for section, _ in labelled(text)} == {"body"}


@given(st.one_of(TEXTS, st.lists(st.sampled_from(PAGE.splitlines(keepends=True)), max_size=12).map("".join)))
def test_blocks_cover_everything_but_white_space_in_order(text: str) -> None:
    position = 0
    for block in sections(text):
        assert not text[position : block.span.start].strip()
        assert position <= block.span.start < block.span.end
        assert not text[block.span.start].isspace() and not text[block.span.end - 1].isspace()
        position = block.span.end
    assert not text[position:].strip()
