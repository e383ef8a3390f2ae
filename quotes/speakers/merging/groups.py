"""All speakers of all documents in groups: persons by their names, bodies by theirs, all others alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from quotes.speakers.merging.bodies import Bodies
from quotes.speakers.merging.forms import BodyForm, PersonForm, body_form, person_form
from quotes.speakers.merging.persons import Persons
from quotes.speakers.merging.records import Appearance, Link, Reason

Group = list[tuple[int, Reason]]


def merge(appearances: Sequence[Appearance]) -> list[Link]:
    """For each appearance its group and why; groups are numbered in the order of their first appearance.

    A name is compared with the names of all documents: first full names, then what may stand for one of them (a shorter
    form, an initial, a bare surname, an acronym), and that only where exactly one fits and nothing contradicts. What one
    document keeps apart stays apart. Names are looked up by their words, never compared in pairs, so that the time
    grows with the number of appearances.
    """
    persons: dict[PersonForm, list[int]] = defaultdict(list)
    bodies: dict[BodyForm, list[int]] = defaultdict(list)
    groups: list[Group] = []
    person_of, body_of = cache(person_form), cache(body_form)
    for number, appearance in enumerate(appearances):
        if appearance.type == "person" and (person := person_of(appearance.name)):
            persons[person].append(number)
        elif appearance.type in {"organization", "document"} and (body := body_of(appearance.name)):
            bodies[body].append(number)
        else:
            groups.append([(number, "alone")])
    groups += Persons(appearances, persons).groups()
    groups += Bodies(appearances, bodies).groups()
    return _links(groups, len(appearances))


def names_one(name: str, type_: object) -> bool:
    """Whether a name is enough to tell its bearer in any document: a full name, an organization's name."""
    if type_ == "person":
        form = person_form(name)
        return form is not None and form.full
    return type_ in {"organization", "document"} and body_form(name) is not None


def _links(groups: Sequence[Group], count: int) -> list[Link]:
    links = {}
    for number, group in enumerate(sorted(groups, key=lambda g: min(g)[0])):
        links.update({index: Link(number, reason) for index, reason in group})
    return [links[index] for index in range(count)]
