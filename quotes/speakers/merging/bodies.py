"""Organizations, media and places: names in equal words, and acronyms with the one name that they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from quotes.speakers.merging.forms import BodyForm, told_acronym
from quotes.speakers.merging.records import MANY, Appearance, Reason

Words = tuple[str, ...]
Group = list[tuple[int, Reason]]


class Bodies:
    """The bodies that the rows of these forms speak of."""

    def __init__(self, appearances: Sequence[Appearance], rows: Mapping[BodyForm, Sequence[int]]) -> None:
        self._appearances = appearances
        self._names: dict[Words, list[int]] = defaultdict(list)
        self._acronyms: dict[str, list[int]] = defaultdict(list)
        self._told: dict[str, set[Words]] = defaultdict(set)
        self._initials: dict[str, set[Words]] = defaultdict(set)
        for form, found in rows.items():
            if form.acronym:
                self._acronyms[form.words[0]] += found
                continue
            self._names[form.words] += found
            for letters in form.initials:
                self._initials[letters].add(form.words)
            for row in found:
                self._learn(form, row)

    def _learn(self, form: BodyForm, row: int) -> None:
        """Note the acronyms that a document itself uses for a name of several words."""
        told = {form.alias, *map(told_acronym, self._appearances[row].mentions)}
        for acronym in told - {""}:
            if len(form.words) > 1 and acronym[0] == form.words[0][0]:
                self._told[acronym].add(form.words)

    def groups(self) -> list[Group]:
        """The rows of each body with the reason of each."""
        found = {words: self._same(rows, "same-body") for words, rows in self._names.items()}
        left: list[Group] = []
        for acronym, rows in self._acronyms.items():
            told = self._told.get(acronym, set())
            fits = told or self._initials.get(acronym, set())
            if len(fits) == 1:
                words = next(iter(fits))
                left += self._short(found[words], self._names[words], rows, told=bool(told))
            elif told:
                left += [[(row, "alone")] for row in rows]
            else:
                left.append(self._same(rows, "same-acronym"))
        return [*found.values(), *left]

    def _short(self, group: Group, names: Sequence[int], rows: Sequence[int], *, told: bool) -> list[Group]:
        """Gives a body the rows of its acronym; gives back those that are left, in groups."""
        documents = {self._appearances[row].document_id for row in names}
        publishers = {self._appearances[row].publisher for row in names}
        left = []
        for row in rows:
            appearance = self._appearances[row]
            reason = "acronym-told" if told else _acronym_reason(len(documents), appearance.publisher, publishers)
            if reason and appearance.document_id not in documents:
                group.append((row, reason))
            else:
                left.append(row)
        return [self._same(left, "same-acronym")] if left else []

    def _same(self, rows: Sequence[int], reason: Reason) -> Group:
        several = len({self._appearances[row].document_id for row in rows}) > 1
        return [(row, reason if several else "alone") for row in rows]


def _acronym_reason(documents: int, publisher: str | None, publishers: set[str | None]) -> Reason | None:
    """Why letters may stand for a name that so many documents give in full; null where that is too little."""
    if documents >= MANY or (publisher is not None and publisher in publishers):
        return "acronym"
    return "acronym-once" if publisher is None or None in publishers else None
