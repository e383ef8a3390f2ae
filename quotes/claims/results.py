"""Lines that are the result of a game and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.claims.amounts import Amount, read_amount
from quotes.claims.atoms import Atom
from quotes.claims.country import Country

_SHORTEST, _LONGEST = 4, 10
_HIGHEST_SCORE = 200


def result_line(atoms: Sequence[Atom], country: Country) -> tuple[Amount, Amount] | None:
    """The two figures of a line that is a result and nothing else: "Harbour Town 3 Redgate Rovers 2"."""
    if not _SHORTEST <= len(atoms) <= _LONGEST or atoms[-1].kind != "number":
        return None
    figures = [k for k, atom in enumerate(atoms) if atom.kind == "number"]
    names = all(atom.kind == "word" and atom.text[0].isupper() for atom in atoms if atom.kind != "number")
    if not names or len(figures) != 2 or figures[0] in (0, len(atoms) - 2) or atoms[figures[0]].glued:
        return None
    first, second = (read_amount(atoms, k, country) for k in figures)
    if first is None or second is None or first.unit or second.unit or max(first.value, second.value) >= _HIGHEST_SCORE:
        return None
    return first, second
