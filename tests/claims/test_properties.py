"""What holds for every text."""

from __future__ import annotations

import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from quotes.claims import find_claims
from quotes.claims.atoms import lex
from quotes.records import Span
from tests.claims.helpers import claims, parsed, read

_NUMBERS = "1 2,5 10 3.4 1/2 ½ 0 2019 ٣ ¹ million bn m k half a one two three dozen hundreds tens thousands"
_MARKS = '$ £ € N$ US$ % - – — ~ + ( ) , . " “ ” ×'
_WORDS = "and or to between in of per people km more than over at least about May st twice once magnitude"
_PIECES = st.sampled_from(f"{_NUMBERS} {_MARKS} {_WORDS}".split())
_TEXT = st.one_of(
    st.text(max_size=80), st.lists(_PIECES, max_size=25).map(" ".join), st.lists(_PIECES, max_size=25).map("".join)
)


@given(_TEXT)
def test_nothing_raises_and_offsets_hold(text: str) -> None:
    found = claims(text)
    for claim, after in pairwise(found):
        assert claim.span.end <= after.span.start
    for claim in found:
        assert 0 <= claim.span.start < claim.span.end <= len(text)
        assert claim.clause.contains(claim.span)
        assert not claim.span.text(text)[0].isspace() and not claim.span.text(text)[-1].isspace()
        assert claim.low is not None or claim.high is not None
        if claim.relation == "range":
            assert claim.low is not None and claim.high is not None and claim.low < claim.high


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


def _seconds(text: str) -> float:
    document, parse = parsed(text)
    start = time.process_time()
    find_claims(document, parse, [])
    return time.process_time() - start


def test_time_is_proportional_to_length() -> None:
    for piece in ("1,11,", "a", "one hundred and ", "killed 3 and ", "$5 to ", "1 2 3 "):
        _seconds(piece * 50)
        short, long = max(_seconds(piece * 300), 0.02), _seconds(piece * 3000)
        assert long < 40 * short, piece
