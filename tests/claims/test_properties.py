"""What holds for every text."""

from __future__ import annotations

import time
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quotes.claims import lexicon
from quotes.claims.atoms import lex
from quotes.claims.find import find_quantities
from quotes.records import Span
from tests.claims.helpers import parsed, read

_NUMBERS = (
    "1 2,5 10 3.4 1/2 ½ 0 2019 ٣ ¹ 1e9 2^9 million bn m M k half a one two three fifths dozen hundreds tens point"
)
_MARKS = "$ £ € N$ US$ us MUSD % - – — ~ + ( ) , . \" ' ” × ± < > = ^ e x10^3"
_WORDS = "and or to between in of per people km feet inches cents dollars more less than over at least equal May st twice mb C"
_DAYS = "May 31 February 29 Q4 2021 Friday last next this year month in by as of since the third quarter half not ratio 1:0 grand"
_PIECES = st.sampled_from(f"{_NUMBERS} {_MARKS} {_WORDS} {_DAYS}".split())
_TEXT = st.one_of(
    st.text(max_size=80), st.lists(_PIECES, max_size=25).map(" ".join), st.lists(_PIECES, max_size=25).map("".join)
)
_SMALL = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen""".split()  # noqa: SIM905
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_GROUPS = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))


def _spelt(value: int) -> str:
    """A whole number in words: 1,206 is "one thousand two hundred and six"."""
    for size, name in _GROUPS:
        if value >= size:
            whole, rest = divmod(value, size)
            return f"{_spelt(whole)} {name}" + (f" {_spelt(rest)}" if rest else "")
    hundreds, rest = divmod(value, 100)
    if hundreds:
        return f"{_SMALL[hundreds]} hundred" + (f" and {_spelt(rest)}" if rest else "")
    return _SMALL[value] if value < 20 else _TENS[value // 10 - 2] + (f"-{_SMALL[value % 10]}" if value % 10 else "")


@given(_TEXT)
def test_nothing_raises_and_offsets_hold(text: str) -> None:
    document, parse = parsed(text, published=date(2024, 2, 29))
    found = find_quantities(document, parse, [])
    for finding, after in pairwise(found):
        assert finding.claim.span.end <= after.claim.span.start
    for finding in find_quantities(document, parse, [], left_out=True):
        claim = finding.claim
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert claim.span.contains(finding.core)
        assert claim.clause.contains(claim.span)
        assert not claim.span.text(text)[0].isspace() and not claim.span.text(text)[-1].isspace()
        assert claim.low is not None or claim.high is not None
        if claim.relation == "range":
            assert claim.low is not None and claim.high is not None and claim.low < claim.high


@given(_TEXT)
def test_what_is_left_out_changes_no_claim(text: str) -> None:
    document, parse = parsed(text)
    everything = find_quantities(document, parse, [], left_out=True)
    assert [one for one in everything if one.left_out is None] == find_quantities(document, parse, [])


@given(_TEXT)
def test_atoms_are_the_text_without_its_spaces(text: str) -> None:
    atoms = lex(text, Span(0, len(text)))
    assert all(atom.span.text(text) == atom.text for atom in atoms)
    assert all(one.span.end <= two.span.start for one, two in pairwise(atoms))


@given(
    st.integers(min_value=2, max_value=10**12), st.sampled_from(["${:,}", "{:,} km", "{:,} percent", "over {:,} euros"])
)
def test_a_rendered_value_reads_back(value: int, form: str) -> None:
    (row,) = read(f"It came to {form.format(value)} then")
    assert row[1] == float(value)


@given(st.integers(min_value=2, max_value=10**15 - 1))
def test_a_value_in_words_reads_back(value: int) -> None:
    text = f"{_spelt(value)} kilometres"
    assert read(f"It came to {text} then") == [(text, float(value), float(value), "=", "kilometre")]


@given(
    st.integers(1, 999), st.integers(0, 99), st.sampled_from([("bn", 9), ("m", 6), (" million", 6), (" trillion", 12)])
)
def test_a_short_amount_reads_back(whole: int, part: int, magnitude: tuple[str, int]) -> None:
    name, power = magnitude
    (row,) = read(f"It came to £{whole}.{part:02}{name} then")
    assert row[1] == (whole * 100 + part) * 10 ** (power - 2)
    assert row[4] == "GBP"


@given(
    st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from(["between {} and {} km", "{}-{} km", "{} to {} km"])
)
def test_a_range_reads_back(low: int, more: int, form: str) -> None:
    (row,) = read(f"It came to {form.format(low, low + more)} then")
    assert row[1:] == (float(low), float(low + more), "range", "kilometre")


def test_every_written_unit_and_every_symbol_reads_back() -> None:
    for words, unit in lexicon.unit_forms().items():
        written = " ".join(words).replace(" - ", "-")
        assert [(row[1], row[4]) for row in read(f"It came to 40 {written} then")] == [(40.0, unit.name)], written
    read_otherwise = {"hrs", "st"}  # "900hrs" is a clock time, "1st" an ordinal
    for symbol, unit in lexicon.unit_symbols().items():
        assert symbol in read_otherwise or [row[4] for row in read(f"It came to 900{symbol} then")] == [unit.name], (
            symbol
        )


@given(st.sampled_from(sorted(lexicon.currency_codes())), st.integers(2, 10**9))
def test_every_currency_code_reads_back(code: str, value: int) -> None:
    now = "GHS" if code == "GHC" else code  # news still writes the old code of the cedi
    assert [(row[1], row[4]) for row in read(f"He owed {code} {value:,} to them")] == [(float(value), now)]
    assert [(row[1], row[4]) for row in read(f"He owed {value:,} {code} to them")] == [(float(value), now)]


def _seconds(text: str) -> float:
    document, parse = parsed(text)
    start = time.process_time()
    find_quantities(document, parse, [], left_out=True)
    return time.process_time() - start


def test_time_is_proportional_to_length() -> None:
    pieces = ("1,11,", "a", "one hundred and ", "killed 3 and ", "$5 to ", "1 2 3 ", "more than 3 and less than ")
    for piece in (*pieces, "1 over ", "5 feet 3 inches ", "2 ± ", "three dollars and ", "1e5", "two hundred fifths "):
        _seconds(piece * 5)
        short, long = max(_seconds(piece * 60), 0.02), _seconds(piece * 600)
        assert long < 40 * short, piece
