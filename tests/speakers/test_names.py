"""Names: which forms belong together, which is the fullest, who is kept apart."""

from __future__ import annotations

import pytest

from quotes.language.trees import Forest
from quotes.speakers.names import Names, find_names
from tests.builders import Paragraph, build, span


def names_of(*paragraphs: str | Paragraph) -> Names:
    document, parse = build(*paragraphs)
    return find_names(document, parse, Forest.of(parse))


def texts(names: Names) -> list[str]:
    return [name.text for name in names.names]


def person(name: str, verb: str = "spoke=speak") -> str:
    """A sentence whose subject is this name, recognised as a person."""
    parts = name.split()
    tags = ["S"] if len(parts) == 1 else ["B", *["I"] * (len(parts) - 2), "E"]
    head = len(parts) + 1
    rows = [
        f"{part}/PROPN/{head if i == 0 else 1}/{'nsubj' if i == 0 else 'flat'}/{tag}-PERSON"
        for i, (part, tag) in enumerate(zip(parts, tags, strict=True))
    ]
    return " ".join([*rows, f"{verb}/VERB/0/root", f"./PUNCT/{head}/punct"])


def body(name: str, label: str = "ORGANIZATION") -> str:
    """A sentence whose subject is this name of a body, its words compounds of the last."""
    parts = name.split()
    tags = ["S"] if len(parts) == 1 else ["B", *["I"] * (len(parts) - 2), "E"]
    last = len(parts)
    rows = [
        f"{part}/PROPN/{last + 1 if i == last else last}/{'nsubj' if i == last else 'compound'}/{tag}-{label}"
        for i, (part, tag) in enumerate(zip(parts, tags, strict=True), 1)
    ]
    return " ".join([*rows, f"acted=act/VERB/0/root ./PUNCT/{last + 1}/punct"])


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Ingrid Halvorsen", "Halvorsen"),
        ("Ingrid Maria Halvorsen", "Ingrid Halvorsen"),
        ("Ingrid Maria Halvorsen", "Halvorsen"),
        ("Ingrid M. Halvorsen", "Ingrid Halvorsen"),
        ("Tomás Ibáñez Duarte", "Ibáñez"),
        ("Tomás Ibáñez", "Ibanez"),
        ("Okoro Ezeudu", "Okoro"),
        ("Recep Demirtaş", "Demirtas"),
        ("Pavel Korsakov", "Korsakow"),
    ],
)
def test_short_forms_of_a_person(full: str, short: str) -> None:
    names = names_of(person(short), person(full))
    assert texts(names) == [full]
    assert len(names.names[0].mentions) == 2


def test_two_people_with_one_surname_are_kept_apart() -> None:
    lines = "\n".join([person("Anna Brandt"), person("Brandt"), person("Karl Brandt"), person("Brandt")])
    names = names_of(lines)
    assert texts(names) == ["Anna Brandt", "Karl Brandt"]
    assert [len(name.mentions) for name in names.names] == [2, 2]


def test_a_title_tells_which_of_two() -> None:
    mrs = "Mrs/PROPN/2/nmod:desc Brandt/PROPN/3/nsubj/S-PERSON left=leave/VERB/0/root ./PUNCT/3/punct"
    mr = "Mr/PROPN/2/nmod:desc Karl/PROPN/4/nsubj/B-PERSON Brandt/PROPN/2/flat/E-PERSON left=leave/VERB/0/root"
    first = "Mrs/PROPN/2/nmod:desc Anna/PROPN/4/nsubj/B-PERSON Brandt/PROPN/2/flat/E-PERSON left=leave/VERB/0/root"
    names = names_of("\n".join([first, mr, mrs]))
    assert [(name.text, name.gender, len(name.mentions)) for name in names.names] == [
        ("Anna Brandt", "f", 2),
        ("Karl Brandt", "m", 1),
    ]


def test_relatives_share_a_surname() -> None:
    names = names_of(
        "Robert/PROPN/5/nsubj/S-PERSON and/CCONJ/3/cc Lena/PROPN/1/conj/B-PERSON Novak/PROPN/3/flat/E-PERSON "
        "moved=move/VERB/0/root ./PUNCT/5/punct"
    )
    assert texts(names) == ["Robert Novak", "Lena Novak"]


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("United Nations", "UN"),
        ("United States", "U.S."),
        ("United States", "US"),
        ("World Food Programme", "WFP"),
        ("Hartmann Steel Works", "Hartmann"),
        ("United States Geological Survey", "U.S. Geological Survey"),
        ("State Department", "Department of State"),
        ("Ministry of Defence", "Ministry of Defense"),
    ],
)
def test_forms_of_a_body(full: str, short: str) -> None:
    names = names_of(body(short), body(full))
    assert len(names.names) == 1
    assert names.names[0].text in {full, short}
    assert len(names.names[0].text.split()) == max(len(full.split()), len(short.split()))


def test_an_acronym_that_the_text_defines() -> None:
    names = names_of(
        "The/DET/4/det Oslo/PROPN/4/compound/B-ORGANIZATION Harbour/PROPN/4/compound/I-ORGANIZATION "
        "Authority/PROPN/8/nsubj/E-ORGANIZATION (/PUNCT/6/punct OHVA/PROPN/4/appos/S-ORGANIZATION )/PUNCT/6/punct "
        "closed=close/VERB/0/root ./PUNCT/8/punct",
        body("OHVA"),
    )
    assert texts(names) == ["Oslo Harbour Authority"]
    assert len(names.names[0].mentions) == 3


def test_bodies_with_one_beginning_stay_apart() -> None:
    assert len(texts(names_of(body("University of Bergen"), body("University of Tromsø")))) == 2
    assert len(texts(names_of(body("Georgia", "LOCATION"), body("Georgia Power")))) == 2


def test_titles_and_articles_are_no_part_of_a_name() -> None:
    names = names_of(
        "The/DET/3/det/B-PERSON President/PROPN/3/nmod:desc/I-PERSON Maria/PROPN/5/nsubj/I-PERSON "
        "Lund/PROPN/3/flat/E-PERSON spoke=speak/VERB/0/root"
    )
    assert texts(names) == ["Maria Lund"]


def test_a_pope_keeps_his_title() -> None:
    names = names_of("Pope/PROPN/2/nmod:desc Francis/PROPN/3/nsubj/S-PERSON prayed=pray/VERB/0/root")
    assert texts(names) == ["Pope Francis"]


def test_a_noun_in_capitals_is_no_name() -> None:
    assert texts(names_of("The/DET/2/det Department/PROPN/3/nsubj/S-ORGANIZATION acted=act/VERB/0/root")) == []


def test_a_person_taken_for_a_place() -> None:
    wrong = "Minister/PROPN/2/nmod:desc Halvorsen/PROPN/3/nsubj/S-LOCATION resigned=resign/VERB/0/root ./PUNCT/3/punct"
    names = names_of(wrong + "\n" + person("Ingrid Halvorsen"))
    assert [(name.text, name.label) for name in names.names] == [("Ingrid Halvorsen", "PERSON")]


def test_navigation_names_nobody() -> None:
    assert texts(names_of(person("Anna Brandt"), Paragraph(person("Anna Brandt Oslo Sunday"), "sidebar"))) == [
        "Anna Brandt"
    ]


def test_a_first_lady_is_no_lady() -> None:
    sentence = (
        "First/PROPN/2/compound Lady/PROPN/5/nsubj/B-PERSON Ann/PROPN/2/flat/I-PERSON Lee/PROPN/2/flat/E-PERSON "
        "spoke=speak/VERB/0/root ./PUNCT/5/punct"
    )
    assert texts(names_of(sentence)) == ["Ann Lee"]


HEADLINE = "Karl/PROPN/3/nsubj/B-PERSON Moe/PROPN/1/flat/E-PERSON resigns=resign/VERB/0/root"


def places(name: str, *paragraphs: str, headline: str | None = HEADLINE) -> int:
    """How often a document names this person."""
    document, parse = build(*paragraphs, headline=headline)
    found = find_names(document, parse, Forest.of(parse))
    return sum(len(n.mentions) for n in found.names if n.text == name)


def test_a_new_paragraph_goes_back_to_whom_the_headline_names() -> None:
    karl, ivy, moe = person("Karl Moe"), person("Ivy Moe"), person("Moe")
    assert (places("Karl Moe", karl, ivy, moe), places("Ivy Moe", karl, ivy, moe)) == (3, 1)
    assert (places("Karl Moe", karl, f"{ivy}\n{moe}"), places("Ivy Moe", karl, f"{ivy}\n{moe}")) == (2, 2)


def test_a_name_of_the_headline_alone_draws_no_surnames() -> None:
    assert places("Ivy Moe", person("Ivy Moe"), person("Moe")) == 2


def test_two_bodies_of_one_sort_are_two_names() -> None:
    joint = (
        "Ministry/PROPN/8/nsubj/B-ORGANIZATION of/ADP/3/case/I-ORGANIZATION Trade/PROPN/1/nmod/I-ORGANIZATION "
        "and/CCONJ/5/cc/I-ORGANIZATION Ministry/PROPN/1/conj/I-ORGANIZATION of/ADP/7/case/I-ORGANIZATION "
        "Health/PROPN/5/nmod/E-ORGANIZATION acted=act/VERB/0/root ./PUNCT/8/punct"
    )
    assert texts(names_of(joint)) == ["Ministry of Trade", "Ministry of Health"]
    assert texts(names_of(body("Department of Prisons and Parole"))) == ["Department of Prisons and Parole"]


def test_a_source_that_is_a_known_name_is_one_though_the_tagger_saw_a_noun() -> None:
    document, parse = build(body("Mirror"), "Mirror/NOUN/2/nsubj reported=report/VERB/0/root losses=loss/NOUN/2/obj")
    again = span(document, "Mirror", 2)
    found = find_names(document, parse, Forest.of(parse), [again])
    assert [again in name.mentions for name in found.names] == [True]


@pytest.mark.parametrize(("first", "then"), [("Norda", "Norda 707"), ("Norda", "Norda Poland")])
def test_what_is_named_after_a_body_is_another(first: str, then: str) -> None:
    found = names_of(body(first), body(first), body(then))
    assert texts(found) == [first, then]


def test_two_bodies_taken_for_one_are_no_fuller_name() -> None:
    names = names_of(body("Harbour Committee"), body("Harbour Committee and the Coast Guard"))
    assert texts(names) == ["Harbour Committee", "Harbour Committee and the Coast Guard"]
