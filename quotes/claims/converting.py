"""Values in a common unit: miles to metres, weeks to days, percent to a share of one. The factors are pint's.

Only what is asked for is converted. Money is never: it stays in its currency, since no rate of exchange stands in an
article. ``data/convertible_units.tsv`` says which units there are and, where a name has several meanings, which is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, get_args

from quotes.language import lists

if TYPE_CHECKING:
    from pint import UnitRegistry

Measured = Literal["length", "mass", "area", "volume", "temperature", "duration", "speed", "share"]
KINDS: tuple[Measured, ...] = get_args(Measured)

COMMON_UNITS: Mapping[Measured, str] = MappingProxyType(
    {
        "length": "metre",
        "mass": "kilogram",
        "area": "square metre",
        "volume": "litre",
        "temperature": "degree Celsius",
        "duration": "day",
        "speed": "kilometre per hour",
        "share": "share",
    }
)
"""The unit of each kind where none is asked for."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that can be converted; ``read_as`` tells which one is meant where its name has several meanings."""

    name: str
    kind: Measured
    expression: str
    read_as: str | None


@dataclass(frozen=True, slots=True)
class Conversion:
    """From one unit to another of its kind: ``value * factor + offset``; the offset is 0 but for temperatures."""

    unit: Unit
    to: str
    factor: Fraction
    offset: Fraction

    def __call__(self, value: float | None) -> float | None:
        """The value in the other unit; an open bound stays open.

        Example: ``conversion("mile", {"length": "kilometre"})`` gives 1.609344 for 1.
        """
        return None if value is None else float(Fraction(value) * self.factor + self.offset)


def wanted(asked: Mapping[str, str | None]) -> dict[Measured, str]:
    """What is asked for, each kind with its unit, the common one where none is named.

    Raises:
        ValueError: there is no such kind, or the unit is not one of that kind; the message lists what there is.
    """
    found: dict[Measured, str] = {}
    for name, unit in asked.items():
        kind = next((kind for kind in KINDS if kind == name), None)
        if kind is None:
            raise ValueError(f"{name!r} is no kind of value to convert; there are {', '.join(KINDS)}")
        known = [entry.name for entry in units().values() if entry.kind == kind]
        if unit is not None and unit not in known:
            raise ValueError(f"{unit!r} is no unit of {kind}; there are {', '.join(known)}")
        found[kind] = unit or COMMON_UNITS[kind]
    return found


def conversion(unit: str, targets: Mapping[Measured, str]) -> Conversion | None:
    """How to bring a claim's unit to the one asked for; null where it is of no kind that was asked for."""
    known = units().get(unit)
    if known is None or known.kind not in targets:
        return None
    return _conversion(known, targets[known.kind])


@cache
def units() -> Mapping[str, Unit]:
    """The units that can be converted, by their names in the claims."""
    found = {}
    for line in lists.lines("quotes.claims", "convertible_units.tsv"):
        name, kind, expression, *read_as = line.split("\t")
        measured = next(known for known in KINDS if known == kind)
        found[name] = Unit(name, measured, expression, read_as[0] if read_as else None)
    return MappingProxyType(found)


@cache
def _conversion(unit: Unit, to: str) -> Conversion:
    registry, target = _registry(), units()[to].expression
    if unit.kind == "temperature":
        zero, one = (_magnitude(registry.Quantity(Fraction(n), unit.expression).to(target)) for n in (0, 1))
        return Conversion(unit, to, one - zero, zero)
    return Conversion(
        unit, to, _magnitude((registry(unit.expression) / registry(target)).to("dimensionless")), Fraction(0)
    )


def _magnitude(quantity: object) -> Fraction:
    return Fraction(quantity.magnitude)  # type: ignore[attr-defined]  # pint's quantities are generic in their number


@cache
def _registry() -> UnitRegistry[Fraction]:
    from pint import UnitRegistry

    return UnitRegistry(non_int_type=Fraction)
