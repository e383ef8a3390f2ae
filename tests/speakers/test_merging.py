from __future__ import annotations

import time
from collections.abc import Sequence
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.records import SpeakerType
from quotes.speakers.merging import CERTAINTY, Appearance, Link, Reason, merge, names_one
from quotes.speakers.merging.forms import body_form, person_form

Given = tuple[str, str] | Appearance


def person(
    document: str, name: str, role: str | None = None, *mentions: str, publisher: str | None = None
) -> Appearance:
    return Appearance(document, name, "person", role, mentions, publisher)


def body(document: str, name: str, *mentions: str, publisher: str | None = None) -> Appearance:
    return Appearance(document, name, "organization", None, mentions, publisher)


def together(*appearances: Appearance) -> list[int]:
    return [link.group for link in merge(appearances)]


def reasons(*appearances: Appearance) -> list[Reason]:
    return [link.reason for link in merge(appearances)]


def test_every_reason_has_a_certainty() -> None:
    assert set(CERTAINTY) == set(get_args(Reason))
    assert all(0 < value <= 1 for value in CERTAINTY.values())
    assert Link(0, "surname").certainty == CERTAINTY["surname"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("MARCOS TEIXEIRA", "Marcos Teixeira"),
        ("Jean-Claude Juncker", "Jean Claude Juncker"),
        ("Mr. Dmitry Peskov", "Dmitry Peskov"),
        ("Abdel Fattah el-Sisi", "Abdel Fattah al-Sisi"),
        ("Mufti Abdul Qawi", "Abdul Qawi"),
        ("Brian O’Neill", "Brian O'Neill"),
    ],
)
def test_one_full_name_is_one_person(one: str, other: str) -> None:
    assert person_form(one) == person_form(other) is not None
    assert reasons(person("a", one), person("b", other)) == ["same-name", "same-name"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aurelio Brandt", "Tobias Brandt"),
        ("Donald Trump", "Donald Trump Jr."),
        ("George W. Bush", "George H. W. Bush"),
        ("King Charles", "Prince Charles"),
        ("Park Won-soon", "Kim Won-soon"),
        ("Ivana Lind", "Ivanka Lind"),
        ("Daniel Lind", "Daniela Lind"),
    ],
)
def test_others_of_one_surname_are_others(one: str, other: str) -> None:
    assert together(person("a", one), person("b", other)) == [0, 1]


@pytest.mark.parametrize(
    "name",
    [
        "officials",
        "a hospital spokesman",
        "Lind’s lawyer",
        "The Manager",
        "Officer",
        "Sheriff",
        "One resident",
        "@lind",
    ],
)
def test_phrases_are_no_names_of_persons(name: str) -> None:
    assert person_form(name) is None
    assert together(person("a", name), person("b", name)) == [0, 1]


@pytest.mark.parametrize("type_", ["group", "person", "organization", "document"])
def test_descriptions_are_never_merged(type_: SpeakerType) -> None:
    assert together(Appearance("a", "the report", type_), Appearance("b", "the report", type_)) == [0, 1]


def test_groups_are_never_merged() -> None:
    assert together(Appearance("a", "Houthis", "group"), Appearance("b", "Houthis", "group")) == [0, 1]


def test_roles_that_share_nothing_make_a_name_less_sure() -> None:
    rows = person("a", "Priya Nair", "headteacher"), person("b", "Priya Nair", "transport economist")
    assert reasons(*rows) == ["same-name-unlike"] * 2
    assert reasons(rows[0], person("b", "Priya Nair", "the school's headteacher")) == ["same-name"] * 2
    assert reasons(rows[0], person("b", "Priya Nair")) == ["same-name"] * 2
    assert CERTAINTY["same-name-unlike"] < CERTAINTY["same-name"]


def test_genders_that_differ_make_a_name_less_sure() -> None:
    found = reasons(
        person("a", "Robin Lind", None, "she"), person("b", "Robin Lind", None, "he"), person("c", "Robin Lind")
    )
    assert sorted(found) == ["same-name", "same-name", "same-name-unlike"]


def test_nationality_and_country_are_one_role() -> None:
    rows = person("a", "Ann Lind", "Russian spokeswoman"), person("b", "Ann Lind", "head of Russia's railways")
    assert reasons(*rows) == ["same-name"] * 2


@pytest.mark.parametrize(
    ("short", "reason"),
    [
        ("Dmitry S. Peskov", "middle-name"),
        ("Dmitri Peskov", "spelling"),
        ("D. Peskov", "initial"),
        ("D.S. Peskov", "initial"),
    ],
)
def test_forms_of_a_full_name(short: str, reason: Reason) -> None:
    found = merge([person("a", "Dmitry Peskov"), person("b", "Dmitry Peskov"), person("c", short)])
    assert {link.group for link in found} == {0}
    assert reason in {link.reason for link in found}


def test_part_of_a_longer_name() -> None:
    rows = person("a", "Wanda Vázquez Garced"), person("b", "Wanda Vázquez"), person("c", "Vázquez Garced")
    assert together(*rows) == [0, 0, 0]
    assert reasons(*rows) == ["alone", "short-name", "short-name"]
    unlike = person("a", "Jamal Nasser Bader", "ambassador"), person("b", "Jamal Nasser", "health minister")
    assert together(*unlike) == [0, 1]


def test_initials_that_fit_two_are_given_to_none() -> None:
    assert together(person("a", "Anna Lind"), person("b", "Astrid Lind"), person("c", "A. Lind")) == [0, 1, 2]


def test_middle_names_that_fit_two_are_given_to_none() -> None:
    rows = person("a", "George W. Bush"), person("b", "George H. W. Bush"), person("c", "George Bush")
    assert together(*rows) == [0, 1, 2]


@pytest.mark.parametrize(("documents", "reason"), [(1, "surname-once"), (2, "surname-few"), (3, "surname")])
def test_a_surname_is_surer_the_more_documents_give_the_full_name(documents: int, reason: Reason) -> None:
    full = [person(f"a{i}", "Vera Orlova") for i in range(documents)]
    *_, last = merge([*full, person("z", "Orlova")])
    assert (last.group, last.reason) == (0, reason)


def test_publishers_speak_for_a_surname_and_against_it() -> None:
    full = person("a", "Vera Orlova", publisher="AFP")
    assert reasons(full, person("b", "Orlova", publisher="AFP"))[1] == "surname-few"
    assert together(full, person("b", "Orlova", publisher="TASS")) == [0, 1]


def test_a_surname_of_two_is_given_to_neither() -> None:
    rows = [person("a", "Aurelio Brandt"), person("b", "Tobias Brandt"), person("c", "Brandt"), person("d", "Brandt")]
    assert together(*rows) == [0, 1, 2, 3]


def test_what_one_document_keeps_apart_stays_apart() -> None:
    rows = [person("a", "Tobias Brandt"), person("a", "Ms. Brandt"), person("b", "Brandt")]
    assert together(*rows) == [0, 1, 2]
    assert together(person("a", "Ann Lind"), person("a", "Ann B. Lind")) == [0, 1]


def test_gender_and_role_speak_against_a_surname() -> None:
    full = person("a", "Bill Lindqvist", "president")
    assert together(full, person("b", "Mrs. Lindqvist")) == [0, 1]
    assert together(full, person("b", "Lindqvist", None, "she")) == [0, 1]
    assert together(full, person("b", "Lindqvist", "sheriff")) == [0, 1]
    assert together(full, person("b", "Lindqvist", "former president", "he")) == [0, 0]


def test_surnames_without_any_full_name() -> None:
    assert reasons(person("a", "Cortizo"), person("b", "President Cortizo")) == ["surname-only"] * 2
    assert together(person("a", "Kevin"), person("b", "Kevin")) == [0, 1]
    assert together(person("a", "Mr. Cortizo"), person("b", "Mrs. Cortizo")) == [0, 1]


def test_one_document_is_certain() -> None:
    found = merge([person("a", "Ann Lind"), person("a", "ANN LIND")])
    assert [(link.group, link.certainty) for link in found] == [(0, 1.0), (0, 1.0)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("World Health Organization", "the World Health Organization (WHO)"),
        ("Carlin Ridge Inc.", "Carlin Ridge"),
        ("United States", "U.S."),
        ("Department of State", "State Department"),
        ("International Labour Organisation", "International Labor Organization"),
    ],
)
def test_one_name_is_one_body(one: str, other: str) -> None:
    assert reasons(body("a", one), body("b", other)) == ["same-body", "same-body"]


@pytest.mark.parametrize(
    "name",
    ["Health Ministry", "the Supreme Court", "Police", "Senate", "Russian Embassy", "the hospital trust", "QUESTION"],
)
def test_names_that_many_bodies_bear_are_not_merged(name: str) -> None:
    assert body_form(name) is None
    assert together(body("a", name), body("b", name)) == [0, 1]


def test_acronyms() -> None:
    who = body("a", "World Health Organization")
    assert reasons(who, body("b", "WHO")) == ["alone", "acronym-once"]
    assert reasons(body("a", who.name, "the WHO"), body("b", "WHO")) == ["alone", "acronym-told"]
    assert reasons(body("a", f"{who.name} (WHO)"), body("b", "the WHO")) == ["alone", "acronym-told"]
    assert reasons(body("a", who.name, publisher="AFP"), body("b", "WHO", publisher="AFP"))[1] == "acronym"
    assert together(body("a", who.name, publisher="AFP"), body("b", "WHO", publisher="TASS")) == [0, 1]
    assert reasons(body("a", "NATO"), body("b", "NATO")) == ["same-acronym"] * 2


def test_an_acronym_of_two_is_given_to_neither() -> None:
    told = body("a", "Nordic Power Alliance", "NPA"), body("b", "Northern Peace Assembly", "NPA")
    assert together(*told, body("c", "NPA"), body("d", "NPA")) == [0, 1, 2, 3]


def test_a_person_and_a_body_are_two() -> None:
    assert together(person("a", "Ford"), body("b", "Ford")) == [0, 1]


def test_names_that_are_enough_in_any_document() -> None:
    assert names_one("Ann Lind", "person") and names_one("NATO", "organization")
    assert (
        not names_one("Lind", "person")
        and not names_one("officials", "group")
        and not names_one("police", "organization")
    )


NAMES = ["Ann Lind", "Ann B. Lind", "A. Lind", "Lind", "Mrs Lind", "Bo Lind", "Anne Lind", "WHO", "World Health Organization",
         "officials", "Police", "", "…", "Jr.", "de", "(WHO)", "the", "O’", "Lind’s"]  # fmt: skip
APPEARANCES = st.builds(
    Appearance,
    st.sampled_from("abc"),
    st.sampled_from(NAMES) | st.text(max_size=12),
    st.sampled_from(get_args(SpeakerType)),
    st.none() | st.sampled_from(["minister", "Russian spokeswoman"]),
    st.lists(st.sampled_from(["he", "she", "the WHO"]), max_size=2).map(tuple),
    st.none() | st.sampled_from(["AFP", "TASS"]),
)


@given(st.lists(APPEARANCES, max_size=12))
def test_every_appearance_has_one_place(appearances: Sequence[Appearance]) -> None:
    found = merge(appearances)
    assert len(found) == len(appearances)
    assert list(dict.fromkeys(link.group for link in found)) == list(range(len({link.group for link in found})))


@given(st.lists(APPEARANCES, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(appearances: list[Appearance], random: object) -> None:
    def pairs(rows: Sequence[int], order: Sequence[int]) -> set[frozenset[int]]:
        groups = together(*(appearances[i] for i in order))
        return {frozenset((a, b)) for a in rows for b in rows if groups[order.index(a)] == groups[order.index(b)]}

    rows = list(range(len(appearances)))
    shuffled = rows[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert pairs(rows, rows) == pairs(rows, shuffled)


def test_time_grows_with_the_number_of_rows() -> None:
    rows = [
        person(f"d{i}", ("Ann Lind", "Lind", f"Bo Lind{'abcdefgh'[i % 8]}")[i % 3], "minister") for i in range(4000)
    ]
    start = time.perf_counter()
    merge(rows)
    assert time.perf_counter() - start < 10
