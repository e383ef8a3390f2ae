"""Which figures repeat each other, which contradict each other, and above all which do not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.claims.comparing import CERTAINTY, Conflict, Figure, find_conflicts, find_repeats

TITLE = "Shells hit the market of Umm Sidra near Khartoum as the Desert Front and the army of Salah Nour clash"


def figure(clause: str, quantity: str, who: str | None = None, at: int = 0, **fields: Any) -> Figure:
    """A count of persons in a clause, its value read from its digits, unless said otherwise."""
    value = float("".join(c for c in quantity if c.isdigit() or c == ".") or 0)
    document = fields.pop("document_id", "d")
    given: dict[str, Any] = {
        "low": value,
        "high": value,
        "relation": "=",
        "unit": "person",
        "dimension": "count",
        "start": at,
        "place": clause.index(quantity),
        **fields,
    }
    return Figure(f"{document}:c{at}", document, who, clause, quantity, **given)


def conflicts(*figures: Figure) -> list[Conflict]:
    return find_conflicts(figures)


DEAD = figure("22 people were killed in the shelling", "22 people", "police")


def test_two_claimants_and_two_numbers_are_a_conflict() -> None:
    (found,) = conflicts(DEAD, figure("25 people had died", "25 people", "the mayor", 100))
    assert (found.first, found.second.quantity) == (DEAD, "25 people")
    assert (found.claimants, found.kind, found.subject) == (("police", "the mayor"), "conflict", "dead")
    assert (found.difference, found.unit, found.reason) == (3.0, "person", "fate")
    assert found.certainty == CERTAINTY["fate"]


@pytest.mark.parametrize(
    ("clause", "quantity", "who"),
    [
        ("but the town's mayor put the number of dead at 25", "25", "the town's mayor"),
        ("Officials put the death toll at 25", "25", "Officials"),
        ("the mayor put it at 25", "25", "the mayor"),
        ("while medics speak of 25", "25", "medics"),
        ("the United Nations has estimated the number at “25", "25", "the United Nations"),
        ("The police put the number of dead at 22 and hospital sources at 25", "25", "hospital sources"),
    ],
)
def test_the_clause_says_who_put_the_figure_there(clause: str, quantity: str, who: str) -> None:
    (found,) = conflicts(DEAD, figure(clause, quantity, "police", 100))
    assert found.claimants == ("police", who)


@pytest.mark.parametrize(
    ("clause", "quantity"),
    [
        ("25 people were wounded", "25 people"),
        ("25 people were killed or injured", "25 people"),
        ("12 of the people killed were soldiers", "12"),
        ("another 25 people were killed", "25 people"),
        ("25 more died in hospital", "25"),
        ("among the dead were 5 children", "5"),
        ("25 people could have died", "25 people"),
        ("25 people were killed there last year", "25 people"),
        ("25 people were killed in March", "25 people"),
        ("where 25 people were killed", "25 people"),
        ("not 25 people were killed", "25 people"),
        ("25 people arrived", "25 people"),
        ("9000 people were killed", "9000 people"),
        ("killed 25 Mexicans", "25 Mexicans"),
    ],
)
def test_another_thing_is_no_conflict(clause: str, quantity: str) -> None:
    assert not conflicts(DEAD, figure(clause, quantity, "the mayor", 100))


@pytest.mark.parametrize(
    ("low", "high", "relation", "agrees"),
    [
        (20.0, None, ">=", True),
        (25.0, None, ">=", False),
        (None, 25.0, "<=", True),
        (None, 20.0, "<", False),
        (21.0, 21.0, "~", True),
        (30.0, 30.0, "~", False),
        (20.0, 24.0, "range", True),
        (30.0, 40.0, "range", False),
        (22.0, 22.0, "=", True),
    ],
)
def test_bounds_that_agree_are_no_conflict(low: float | None, high: float | None, relation: str, agrees: bool) -> None:
    other = figure("25 people had died", "25 people", "the mayor", 100, low=low, high=high, relation=relation)
    assert bool(conflicts(DEAD, other)) is not agrees


def test_rounding_is_no_conflict() -> None:
    exact = figure("1,234 people were killed", "1,234 people", "police", low=1234.0, high=1234.0)
    for value, differs in ((1200.0, False), (1230.0, False), (1250.0, True), (2000.0, True)):
        other = figure("some people had died", "some people", "the mayor", 100, low=value, high=value)
        assert bool(conflicts(exact, other)) is differs


def test_one_voice_has_no_conflict_with_itself() -> None:
    for who in ("police", "the police", None):
        assert not conflicts(DEAD, figure("25 people had died", "25 people", who, 100))


def test_a_changed_figure_is_a_revision() -> None:
    first = figure("the ministry spoke of 18 people killed", "18 people", "the ministry")
    revised = figure("the ministry corrected the number of people killed to 21", "21", "the ministry", 100)
    (found,) = conflicts(first, revised)
    assert (found.kind, found.difference) == ("revision", 3.0)


def test_places_and_days_that_differ_are_no_conflict() -> None:
    here = figure("22 people were killed in Umm Sidra on Monday", "22 people", "police")
    for clause in ("25 people were killed in Khartoum", "25 people were killed on Sunday"):
        assert not conflicts(here, figure(clause, "25 people", "the mayor", 100))
    assert conflicts(here, figure("25 people were killed in Umm Sidra", "25 people", "the mayor", 100))
    dated = figure("25 people were killed", "25 people", "the mayor", 100, as_of=date(2024, 5, 2))
    assert not conflicts(figure("22 people were killed", "22 people", "police", as_of=date(2024, 5, 1)), dated)


def test_a_sum_is_answered_in_the_next_sentence() -> None:
    money = {"unit": "GBP", "dimension": "money"}
    earns = figure("a driver earns £38500", "£38500", "the union", **money, about="a driver")
    yearly = {"unit": "GBP per year", "dimension": "rate"}
    clause = "The federation puts the figure at £59000 a year"
    (found,) = conflicts(earns, figure(clause, "£59000 a year", None, 60, **yearly))
    assert (found.claimants, found.unit, found.reason) == (("the union", "The federation"), "GBP per year", "put-at")
    assert (found.difference, found.subject) == (20500.0, "a driver")
    assert not conflicts(earns, figure(clause, "£59000 a year", None, 5000, **yearly))


def test_other_figures_need_the_same_words() -> None:
    share = {"unit": "percent", "dimension": "percent", "about": "the turnout"}
    first = figure("the turnout at the polls reached 61 percent", "61 percent", "the commission", **share)
    assert conflicts(first, figure("the turnout at the polls was 48 percent", "48 percent", "observers", 99, **share))
    for clause in (
        "the turnout fell by 48 percent",
        "the turnout would be 48 percent",
        "the turnout was 48 percent in 2019",
    ):
        assert not conflicts(first, figure(clause, "48 percent", "observers", 99, **share))
    assert not conflicts(
        first, figure("the vote share was 48 percent", "48 percent", "he", 99, **share | {"about": "votes"})
    )


def told(document: str, clause: str, quantity: str, who: str, day: int, **fields: Any) -> Figure:
    return figure(clause, quantity, who, document_id=document, published=date(2024, 9, day), **fields)


ONE = told("a", "22 people were killed in the shelling", "22 people", "Health Ministry", 4)
OTHER = told("b", "30 people were killed", "30 people", "Desert Front", 5)
TEXTS = {"a": [TITLE], "b": [TITLE]}


def test_documents_on_one_event_are_compared() -> None:
    (found,) = find_conflicts([ONE, OTHER], TEXTS)
    assert (found.first, found.second, found.reason) == (ONE, OTHER, "other-document")
    assert find_conflicts([OTHER, ONE], TEXTS)[0].first == ONE


def test_documents_on_other_events_are_not() -> None:
    assert not find_conflicts([ONE, OTHER])
    assert not find_conflicts([ONE, OTHER], {"a": [TITLE], "b": ["A bus fell into the gorge of Tolver near Marlow"]})
    assert not find_conflicts([ONE, told("b", OTHER.clause, OTHER.quantity, "Desert Front", 9)], TEXTS)
    common = {f"x{i}": [TITLE] for i in range(400)}
    assert not find_conflicts([ONE, OTHER], {**TEXTS, **common})


def test_a_document_that_gives_both_figures_is_told_once() -> None:
    both = told("b", "22 people were killed, the ministry said", "22 people", "Health Ministry", 5, at=200)
    found = find_conflicts([ONE, OTHER, both], TEXTS)
    assert [conflict.first.document_id for conflict in found] == ["b"]


def test_a_later_figure_of_one_claimant_is_a_revision() -> None:
    later = told("b", "30 people were killed", "30 people", "the Health Ministry", 8)
    (found,) = find_conflicts([later, ONE], TEXTS)
    assert (found.kind, found.first, found.second) == ("revision", ONE, later)
    assert not find_conflicts(
        [told("a", ONE.clause, ONE.quantity, "officials", 4), told("b", later.clause, "30 people", "officials", 8)],
        TEXTS,
    )


def test_a_pair_of_claimants_and_values_is_told_once() -> None:
    again = figure("22 people were dead", "22 people", "police", 50)
    assert len(conflicts(DEAD, again, figure("25 people had died", "25 people", "the mayor", 100))) == 1


def repeats(*figures: Figure) -> list[tuple[str, str, str]]:
    return [(found.figure.claim_id, found.earlier.claim_id, found.reason) for found in find_repeats(figures)]


def test_a_figure_told_again_is_a_repeat_of_the_first() -> None:
    later = [
        figure("the death toll rose to 22", "22", None, 100),
        figure("22 bodies were found", "22 bodies", "he", 200),
    ]
    assert repeats(*later, DEAD) == [("d:c100", "d:c0", "same-fate"), ("d:c200", "d:c0", "same-fate")]


def test_a_rare_value_with_its_unit_is_a_repeat() -> None:
    one = figure("carried 33 passengers", "33 passengers", unit="passenger")
    other = figure("all 33 passengers got out", "33 passengers", at=90, unit="passenger")
    assert repeats(one, other) == [("d:c90", "d:c0", "same-figure")]
    assert not repeats(one, figure("2 passengers got out", "2 passengers", at=90, unit="passenger"))


def test_a_common_value_needs_the_same_words() -> None:
    weeks = {"unit": "week", "dimension": "duration"}
    one = figure("Gas transit talks to resume in 2 weeks", "2 weeks", **weeks)
    same = figure("Talks on gas transit will resume within 2 weeks", "2 weeks", at=90, **weeks)
    assert repeats(one, same) == [("d:c90", "d:c0", "same-words")]
    assert not repeats(one, figure("the bridge is shut for 2 weeks", "2 weeks", at=90, **weeks))


@pytest.mark.parametrize(
    ("clause", "quantity", "fields"),
    [
        ("22 people were wounded", "22 people", {}),
        ("another 22 people were killed", "22 people", {}),
        ("22 people were killed", "22 people", {"negated": True}),
        ("22 people were killed", "22 people", {"document_id": "e"}),
        ("23 people were killed", "23 people", {}),
    ],
)
def test_other_figures_are_no_repeats(clause: str, quantity: str, fields: dict[str, Any]) -> None:
    assert not repeats(DEAD, figure(clause, quantity, at=100, **fields))


def test_two_figures_of_one_clause_are_no_repeat() -> None:
    share = {"unit": "percent", "dimension": "percent", "about": "voters"}
    clause = "Johnson was backed by 3 percent of voters and Stein was backed by 3 percent of voters"
    one = figure(clause, "3 percent", **share)
    assert not repeats(one, figure(clause, "3 percent", at=30, **share | {"place": clause.rindex("3 percent")}))


def test_numbers_in_names_are_no_repeats() -> None:
    star = {"unit": "system", "at": 90}
    assert not repeats(
        figure("the HR 6819 system", "6819 system", unit="system"), figure("6819 system", "6819 system", **star)
    )


@given(st.lists(st.tuples(st.text(max_size=30), st.floats(0, 1e9), st.sampled_from(["a", "b", None])), max_size=6))
def test_no_words_raise(entries: list[tuple[str, float, str | None]]) -> None:
    figures = [
        figure(f"{text} 7 {text}", "7", who, at=index * 10, low=value, high=value, document_id=str(index % 2))
        for index, (text, value, who) in enumerate(entries)
    ]
    found = find_conflicts(figures, {"0": [TITLE], "1": [TITLE]})
    assert all(conflict.difference >= 0 for conflict in found)
    assert len({repeat.figure.claim_id for repeat in find_repeats(figures)}) == len(find_repeats(figures))
