"""Ids: of equal ones the later gets a number."""

from __future__ import annotations

from collections import Counter


class IdMaker:
    """Gives ids; where two would be equal, the later one gets ``~2``.

    >>> ids = IdMaker()
    >>> ids("harbour"), ids("harbour")
    ('harbour', 'harbour~2')
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()
        self._given: set[str] = set()

    def __call__(self, wanted: str) -> str:
        """The id itself, or with the first free number."""
        made = wanted
        while made in self._given:
            self._seen[wanted] += 1
            made = f"{wanted}~{self._seen[wanted] + 1}"
        self._given.add(made)
        return made
