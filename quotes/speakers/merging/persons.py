"""Persons: forms of names that can be one person's, and the short forms that can only be theirs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from quotes.speakers import lexicon
from quotes.speakers.lexicon import Gender
from quotes.speakers.merging.evidence import Evidence, differ, evidence_of, likely_gender
from quotes.speakers.merging.forms import PersonForm
from quotes.speakers.merging.records import MANY, Appearance, Reason
from quotes.speakers.merging.spellings import one_vowel_apart, sound

Rows = Mapping[PersonForm, Sequence[int]]


@dataclass(slots=True, eq=False)
class _Person:
    """One person: the forms of the name with the reason for each, and the documents that name the person."""

    form: PersonForm
    forms: dict[PersonForm, Reason]
    documents: set[str]
    short: list[tuple[int, Reason]] = field(default_factory=list)

    def take(self, other: _Person, reason: Reason) -> None:
        """Make the other person part of this one."""
        self.forms.update({form: reason for form in other.forms})
        self.short += other.short
        self.documents |= other.documents


class Persons:
    """The persons that the rows of these forms speak of."""

    def __init__(self, appearances: Sequence[Appearance], rows: Rows) -> None:
        self._appearances = appearances
        self._rows = rows
        self._evidence = {row: evidence_of(appearances[row]) for found in rows.values() for row in found}

    def groups(self) -> list[list[tuple[int, Reason]]]:
        """The rows of each person with the reason of each."""
        people = self._short_names(self._spellings(self._full_names()))
        people += self._initials(people)
        alone = self._surnames(people)
        return [[*self._reasons(person), *person.short] for person in people] + alone

    # Full names

    def _full_names(self) -> list[_Person]:
        """Those of equal first name and surname together, middle names and initials left out where one person fits."""
        by_ends: dict[tuple[str, str, str], list[PersonForm]] = defaultdict(list)
        for form in self._rows:
            if form.full:
                by_ends[form.given[0], form.surname, form.generation].append(form)
        people: list[_Person] = []
        for forms in by_ends.values():
            found: list[_Person] = []
            for form in sorted(forms, key=lambda f: (-len(f.given), -len("".join(f.given)))):
                person = self._person(form)
                fits = [p for p in found if _same_middle(form.given[1:], p.form.given[1:])]
                if len(fits) == 1 and fits[0].documents.isdisjoint(person.documents):
                    fits[0].take(person, "middle-name")
                else:
                    found.append(person)
            people += found
        return people

    def _spellings(self, people: Sequence[_Person]) -> list[_Person]:
        """Puts those of one surname together whose first names are one in two spellings: "Dmitri" and "Dmitry"."""
        alike: dict[tuple[str, str, str], list[_Person]] = defaultdict(list)
        left = []
        for person in sorted(people, key=lambda p: -len(p.documents)):
            first, *middle = person.form.given
            known = alike[sound(first), person.form.surname, person.form.generation]
            near = [p for p in known if one_vowel_apart(first, p.form.given[0])]
            same = [p for p in near if _same_middle(tuple(middle), p.form.given[1:]) and self._agree(person, p)]
            if len(near) == 1 and same:
                near[0].take(person, "spelling")
            else:
                known.append(person)
                left.append(person)
        return left

    def _short_names(self, people: Sequence[_Person]) -> list[_Person]:
        """Puts "Wanda Vázquez" and "Vázquez Garced" with "Wanda Vázquez Garced", where only one person fits."""
        longer: dict[tuple[str, ...], list[_Person]] = defaultdict(list)
        for person in people:
            first, *middle = person.form.given
            for word in middle:
                if not lexicon.is_given_name(word):
                    longer[first, word].append(person)
            if middle and not lexicon.is_given_name(middle[-1]):
                longer[middle[-1], person.form.surname].append(person)
        left = []
        for person in people:
            fits = longer.get(person.form.words, [])
            if len(fits) == 1 and self._agree(person, fits[0]):
                fits[0].take(person, "short-name")
            else:
                left.append(person)
        return left

    def _person(self, form: PersonForm) -> _Person:
        return _Person(form, {form: "same-name"}, {self._appearances[row].document_id for row in self._rows[form]})

    # Short forms

    def _initials(self, people: Sequence[_Person]) -> list[_Person]:
        """Gives names with an initial to the only person whom they fit; those that are left, as persons of their own."""
        by_letter: dict[tuple[str, str, str], list[_Person]] = defaultdict(list)
        for person in people:
            for surname in {form.surname for form in person.forms}:
                by_letter[person.form.given[0][0], surname, person.form.generation].append(person)
        left = []
        for form in self._rows:
            if not form.abbreviated:
                continue
            fits = by_letter.get((form.given[0], form.surname, form.generation), [])
            if len(fits) == 1 and self._agree(self._person(form), fits[0]):
                fits[0].take(self._person(form), "initial")
            else:
                left.append(self._person(form))
        return left

    def _surnames(self, people: Sequence[_Person]) -> list[list[tuple[int, Reason]]]:
        """Gives bare surnames to the only person who bears them; gives back those that are left, in groups."""
        bearers: dict[str, list[_Person]] = defaultdict(list)
        for person in people:
            for surname in {form.surname for form in person.forms}:
                bearers[surname].append(person)
        left: list[list[tuple[int, Reason]]] = []
        for form, rows in self._rows.items():
            if form.given:
                continue
            fits = bearers.get(form.surname, [])
            if not fits:
                left += self._bare(form, rows)
            elif len(fits) == 1 and self._documents(rows).isdisjoint(fits[0].documents):
                left += self._given_to(fits[0], form, rows)
            else:
                left += [[(row, "alone")] for row in rows]
        return left

    def _given_to(self, person: _Person, form: PersonForm, rows: Sequence[int]) -> list[list[tuple[int, Reason]]]:
        """Gives the person those rows that nothing contradicts; gives back the others, each alone."""
        gender, roles = self._gender(person), self._roles(person)
        publishers = {self._appearances[row].publisher for row in self._of(person)}
        left: list[list[tuple[int, Reason]]] = []
        for row in rows:
            publisher = self._appearances[row].publisher
            reason = _surname_reason(form.surname, len(person.documents), publisher, publishers)
            if reason and self._fits(self._evidence[row], gender, roles):
                person.short.append((row, reason))
            else:
                left.append([(row, "alone")])
        return left

    def _bare(self, form: PersonForm, rows: Sequence[int]) -> list[list[tuple[int, Reason]]]:
        """The rows of a surname without any full name: together unless it is a first name or genders differ."""
        genders = {self._evidence[row].gender for row in rows} - {""}
        if len(rows) > 1 and len(genders) < 2 and not lexicon.is_given_name(form.surname):
            return [[(row, "surname-only") for row in rows]]
        return [[(row, "alone")] for row in rows]

    # What contradicts

    def _agree(self, one: _Person, other: _Person) -> bool:
        """Whether neither gender nor role nor one document that names both tells two persons apart."""
        roles = self._roles(one), self._roles(other)
        unlike = all(roles) and roles[0].isdisjoint(roles[1])
        genders = differ(self._gender(one), self._gender(other))
        return not unlike and not genders and one.documents.isdisjoint(other.documents)

    def _fits(self, evidence: Evidence, gender: Gender, roles: frozenset[str]) -> bool:
        unlike = evidence.role and roles and evidence.role.isdisjoint(roles)
        return not unlike and not differ(evidence.gender, gender)

    def _gender(self, person: _Person) -> Gender:
        """What documents tell of the person's gender, else what the first name tells."""
        told = Counter(g for row in self._of(person) if (g := self._evidence[row].gender))
        return told.most_common(1)[0][0] if told else likely_gender(person.form.given[:1])

    def _roles(self, person: _Person) -> frozenset[str]:
        return frozenset().union(*(self._evidence[row].role for row in self._of(person)))

    def _documents(self, rows: Iterable[int]) -> set[str]:
        return {self._appearances[row].document_id for row in rows}

    def _of(self, person: _Person) -> list[int]:
        return [row for form in person.forms for row in self._rows[form]]

    # Reasons

    def _reasons(self, person: _Person) -> list[tuple[int, Reason]]:
        """The rows of a person's full names with their reasons."""
        rows = self._of(person)
        gender = self._gender(person)
        words = Counter(word for row in rows for word in self._evidence[row].role)
        roles = sum(bool(self._evidence[row].role) for row in rows)
        found: list[tuple[int, Reason]] = []
        for form, reason in person.forms.items():
            same = self._rows[form]
            alone = reason == "same-name" and len(self._documents(same)) == 1
            for row in same:
                told = self._evidence[row]
                unlike = bool(told.role) and roles > 1 and all(words[word] < 2 for word in told.role)
                different = unlike or differ(told.gender, gender)
                plain: Reason = "same-name-unlike" if different and reason == "same-name" else reason
                found.append((row, "alone" if alone else plain))
        return found


def _same_middle(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether middle names can be one person's: none, or as many that agree, initials standing for names."""
    if not short:
        return True
    return len(short) == len(long) and all(
        a == b or (1 in {len(a), len(b)} and a[0] == b[0]) for a, b in zip(short, long, strict=True)
    )


def _surname_reason(surname: str, documents: int, publisher: str | None, publishers: set[str | None]) -> Reason | None:
    """Why a bare surname may be that of a person whom so many documents name in full; null where that is too little."""
    if documents >= MANY:
        return "surname"
    if publisher is not None and publisher in publishers:
        return "surname-few"
    if lexicon.is_given_name(surname):
        return None
    if documents > 1:
        return "surname-few"
    return "surname-once" if publisher is None or None in publishers else None
