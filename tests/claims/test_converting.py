from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.claims import lexicon
from quotes.claims.converting import COMMON_UNITS, KINDS, conversion, units, wanted

ALL = wanted(dict.fromkeys(KINDS))


@pytest.mark.parametrize(
    ("value", "unit", "converted"),
    [
        (26.2, "mile", 42164.8128),
        (6, "foot", 1.8288),
        (3, "nautical mile", 5556),
        (2, "tonne", 2000),
        (150, "pound", 68.0388555),
        (10, "hectare", 100_000),
        (1, "square mile", 2_589_988.110336),
        (1, "barrel", 158.987294928),
        (40, "cubic metre", 40_000),
        (212, "degree Fahrenheit", 100),
        (0, "kelvin", -273.15),
        (3, "week", 21),
        (36, "hour", 1.5),
        (2, "year", 730.5),
        (60, "mile per hour", 96.56064),
        (80, "percent", 0.8),
    ],
)
def test_values_in_the_common_unit(value: float, unit: str, converted: float) -> None:
    found = conversion(unit, ALL)
    assert found is not None
    assert found(value) == pytest.approx(converted, rel=1e-12)


def test_an_open_bound_stays_open() -> None:
    found = conversion("mile", ALL)
    assert found is not None and found(None) is None


def test_only_what_is_asked_for_is_converted() -> None:
    assert conversion("mile", wanted({"mass": None})) is None
    assert all(
        conversion(unit, ALL) is None for unit in ("USD", "person", "percentage_point", "USD per year", "degree")
    )


def test_a_unit_of_choice() -> None:
    found = conversion("kilometre", wanted({"length": "mile"}))
    assert found is not None
    assert (found.to, found(1.609344)) == ("mile", pytest.approx(1.0))


@pytest.mark.parametrize("asked", [{"money": None}, {"length": "kilogram"}, {"length": "parsec"}])
def test_what_there_is_not_is_told(asked: dict[str, str | None]) -> None:
    with pytest.raises(ValueError, match="there are"):
        wanted(asked)


def test_what_a_name_leaves_open_is_told() -> None:
    assert all(units()[name].read_as for name in ("tonne", "gallon", "pint", "barrel", "month", "year"))
    assert units()["kilometre"].read_as is None


def test_every_unit_is_one_of_the_grammar() -> None:
    known = {unit.name for unit in lexicon.unit_forms().values()}
    assert set(units()) - known == {"share"}
    assert set(COMMON_UNITS.values()) <= set(units())


@given(st.sampled_from(sorted(units())), st.floats(-1e9, 1e9))
def test_there_and_back(unit: str, value: float) -> None:
    there = conversion(unit, ALL)
    assert there is not None
    back = conversion(there.to, {there.unit.kind: unit})
    assert back is not None
    assert back(there(value)) == pytest.approx(value, rel=1e-9, abs=1e-6)
