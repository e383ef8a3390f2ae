import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.documents.decoding import Undecodable, decode

STORY = "Zoë’s café — “closed for good” — says the owner of Gdańsk’s best."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_reads_unicode_encodings(encoding: str) -> None:
    assert decode(STORY.encode(encoding)) == STORY


def test_reads_windows_1252() -> None:
    story = "The café’s owner said “no” – for £5 – on Friday. " * 3
    assert decode(story.encode("cp1252")) == story


@pytest.mark.parametrize(
    "story", ["“No,” said José Núñez.", "The café’s owner, José Núñez, said: “Prices rose 5 percent.”", "£5 – or €6"]
)
def test_a_short_text_full_of_marks_and_names_is_windows_1252(story: str) -> None:
    assert decode(story.encode("cp1252")) == story


def test_guesses_other_scripts() -> None:
    story = "Президент заявил в понедельник, что переговоры начнутся на следующей неделе в Минске. " * 4
    assert decode(story.encode("cp1251")) == story


def test_guesses_a_short_text_in_another_script() -> None:
    story = "Мэр сказал, что мост закрыт до мая."
    assert decode(story.encode("cp1251")) == story


def test_believes_a_declaration() -> None:
    story = '<?xml version="1.0" encoding="iso-8859-2"?> Łódź się bawi'
    assert decode(story.encode("iso-8859-2")) == story


def test_a_stray_byte_does_not_spoil_utf8() -> None:
    assert decode("Zoë’s café in Gdańsk ".encode() + b"\x93ok\x94") == "Zoë’s café in Gdańsk “ok”"


@pytest.mark.parametrize("text", ["a\r\nb\rc\n\nd", "\n\n", "\u2028x\x85"])
def test_keeps_newlines(text: str) -> None:
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (b"some text\x00with a hole", "NUL"),
        (bytes(range(1, 32)) * 5, "control"),
        (b"\xff\xfe\x00", "byte order mark"),
    ],
)
def test_says_what_is_no_text(data: bytes, said: str) -> None:
    with pytest.raises(Undecodable, match=said):
        decode(data)


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_message(data: bytes) -> None:
    try:
        assert "\x00" not in decode(data)
    except Undecodable as error:
        assert str(error)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_utf8_comes_back(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()) == text
