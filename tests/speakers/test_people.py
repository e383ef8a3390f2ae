"""Who is meant among several: one surname, singular they, ages and nationalities, companies taken for people."""

from __future__ import annotations

import pytest

from quotes.records import Span
from quotes.speakers import attribute
from tests.builders import build, quote, span

TOBIAS = "Tobias/PROPN/3/nsubj/B-PERSON Brandt/PROPN/1/flat/E-PERSON farms=farm/VERB/0/root ./PUNCT/3/punct"
AURELIO = "Sen./PROPN/2/nmod:desc Aurelio/PROPN/4/nsubj/B-PERSON Brandt/PROPN/2/flat/E-PERSON votes=vote/VERB/0/root ./PUNCT/4/punct"
POLLSTER = "Tobias/PROPN/3/nsubj/B-PERSON Lindqvist/PROPN/1/flat/E-PERSON counts=count/VERB/0/root ./PUNCT/3/punct"
INGRID = "Ingrid/PROPN/3/nsubj/B-PERSON Halvorsen/PROPN/1/flat/E-PERSON won=win/VERB/0/root ./PUNCT/3/punct"


def claim(subject: str, cue: str = "claims") -> str:
    """ "… claims prices rose" with these words, whose last one is the subject."""
    verb = len(subject.split()) + 1
    return f"{subject} {cue}=claim/VERB/0/root prices=price/NOUN/{verb + 2}/nsubj rose=rise/VERB/{verb}/ccomp ./PUNCT/{verb}/punct"


def who(
    article: list[str], mention: str, *, cue: str = "claims", words: str = "prices rose", nth: int = 0
) -> str | None:
    """The speaker of the quotation whose source is the mention last named before the cue, or after with ``nth``."""
    document, parse = build(*article)
    at = document.text.rindex(mention) if not nth else span(document, mention, nth).start
    place = type(document.blocks[0].span)(at, at + len(mention))
    found = attribute(document, parse, [quote(document, words, cue=cue, mention=place)])[0]
    return found.speaker.name if found.speaker else None


@pytest.mark.parametrize(
    ("subject", "mention", "expected"),
    [
        ("Sen./PROPN/2/nmod:desc Brandt/PROPN/3/nsubj/S-PERSON", "Brandt", "Aurelio Brandt"),
        ("Ms./PROPN/2/nmod:desc Brandt/PROPN/3/nsubj/S-PERSON", "Brandt", "Ms. Brandt"),
        ("Tobias/PROPN/2/nsubj/S-PERSON", "Tobias", "Tobias Brandt"),
        ("The/DET/2/det senator/NOUN/3/nsubj", "The senator", "Aurelio Brandt"),
        ("Brandt/PROPN/2/nsubj/S-PERSON", "Brandt", "Tobias Brandt"),
    ],
)
def test_two_people_with_one_surname(subject: str, mention: str, expected: str) -> None:
    assert who([AURELIO, TOBIAS, POLLSTER, claim(subject)], mention) == expected


def test_a_title_of_the_other_gender_beside_one_of_the_first() -> None:
    he = claim("Mr./PROPN/2/nmod:desc Halvorsen/PROPN/3/nsubj/S-PERSON")
    she = "Ms./PROPN/2/nmod:desc Halvorsen/PROPN/3/nsubj/S-PERSON slept=sleep/VERB/0/root ./PUNCT/3/punct"
    assert who([INGRID, she, he], "Halvorsen") == "Mr. Halvorsen"


def test_the_man_was() -> None:
    first = claim("the/DET/2/det man/NOUN/3/nsubj")
    second = "The/DET/2/det man/NOUN/4/nsubj was/AUX/4/cop Karl/PROPN/0/root/B-PERSON Moe/PROPN/4/flat/E-PERSON ./PUNCT/4/punct"
    assert who([TOBIAS, first, second], "the man") == "Karl Moe"


NONBINARY = (
    "Robin/PROPN/7/nsubj/B-PERSON Castell/PROPN/1/flat/E-PERSON ,/PUNCT/5/punct who/PRON/5/nsubj is=be/AUX/6/cop "
    "nonbinary/ADJ/1/acl:relcl teaches=teach/VERB/0/root ./PUNCT/7/punct"
)


def test_they_for_one_person() -> None:
    assert who([NONBINARY, claim("They/PRON/2/nsubj")], "They") == "Robin Castell"
    assert who([INGRID, claim("They/PRON/2/nsubj")], "They") is None


def test_they_themselves_are_others_than_the_last_speaker_and_several() -> None:
    line = (
        "Protesters=protester/NOUN/2/nsubj marched=march/VERB/0/root ./PUNCT/2/punct\n"
        "Rents=rent/NOUN/2/nsubj fell=fall/VERB/4/ccomp police/NOUN/4/nsubj said=say/VERB/0/root ;/PUNCT/8/punct "
        "they/PRON/8/nsubj themselves/PRON/6/appos claim/VERB/4/parataxis prices=price/NOUN/10/nsubj rose=rise/VERB/8/ccomp"
    )
    document, parse = build(NONBINARY, line)
    first = quote(document, "Rents fell", cue="said", mention="police")
    second = quote(document, "prices rose", cue="claim", mention="they themselves")
    found = attribute(document, parse, [first, second])
    assert [q.speaker.name if q.speaker else None for q in found] == ["police", "Protesters"]


def test_a_person_named_after_the_pronoun() -> None:
    first = (
        '"/PUNCT/3/punct I/PRON/3/nsubj won=win/VERB/7/ccomp ,/PUNCT/3/punct "/PUNCT/3/punct she/PRON/7/nsubj '
        "said=say/VERB/0/root ./PUNCT/7/punct"
    )
    document, parse = build(first, INGRID)
    found = attribute(document, parse, [quote(document, "I won,", cue="said", mention="she", kind="direct")])[0]
    assert found.speaker is not None
    assert found.speaker.name == "Ingrid Halvorsen"


@pytest.mark.parametrize(
    ("subject", "mention"),
    [
        ("The/DET/2/det Dane/PROPN/3/nsubj/S-PERSON", "The Dane"),
        ("The/DET/2/det German/PROPN/3/nsubj/S-NORP", "The German"),
        (
            "The/DET/6/det 28/NUM/4/nummod +-/PUNCT/4/punct +year/NOUN/6/compound +-/PUNCT/4/punct +old=old/NOUN/7/nsubj",
            "The 28-year-old",
        ),
        ("The/DET/3/det former/ADJ/3/amod teacher/NOUN/4/nsubj", "The former teacher"),
    ],
)
def test_what_the_person_spoken_of_is_called(subject: str, mention: str) -> None:
    assert who([INGRID, claim(subject)], mention) == "Ingrid Halvorsen"
    assert who([claim(subject)], mention) == mention


def test_a_people_is_no_person() -> None:
    assert who([INGRID, claim("The/DET/2/det Chinese/PROPN/3/nsubj/S-NORP")], "The Chinese") == "The Chinese"


@pytest.mark.parametrize(
    "firm",
    [
        "Silva/PROPN/6/nsubj/B-PERSON Wafer/PROPN/1/flat/E-PERSON ,/PUNCT/5/punct the/DET/5/det chipmaker/NOUN/1/appos "
        "grew=grow/VERB/0/root ./PUNCT/6/punct",
        "Silva/PROPN/4/nsubj/B-PERSON &/CCONJ/3/cc Wafer/PROPN/1/conj/E-PERSON grew=grow/VERB/0/root ./PUNCT/4/punct",
        "The/DET/3/det Dutch/ADJ/3/amod group/NOUN/6/nsubj Van/PROPN/3/appos/B-PERSON Houtem/PROPN/4/flat/E-PERSON "
        "grew=grow/VERB/0/root ./PUNCT/6/punct",
    ],
)
def test_a_company_taken_for_a_person_is_it(firm: str) -> None:
    found = who([INGRID, firm, claim("It/PRON/2/nsubj")], "It")
    assert found in {"Silva Wafer", "Silva & Wafer", "Van Houtem"}


def test_a_name_is_a_body_until_a_person_of_that_name_comes() -> None:
    body = "Marrow/PROPN/2/compound/B-ORGANIZATION Research/PROPN/3/nsubj/E-ORGANIZATION counts=count/VERB/0/root ./PUNCT/3/punct"
    person = "Lindsay/PROPN/3/nsubj/B-PERSON Marrow/PROPN/1/flat/E-PERSON smiled=smile/VERB/0/root ./PUNCT/3/punct"
    said = claim("Marrow/PROPN/2/nsubj/S-PERSON")
    assert who([body, said, person], "Marrow", nth=2) == "Marrow Research"
    assert who([body, person, said], "Marrow") == "Lindsay Marrow"


def test_a_review_is_of_who_wrote_not_of_who_ordered_it() -> None:
    review = "A/DET/2/det review/NOUN/7/nsubj {}=x/VERB/2/acl by/ADP/6/case the/DET/6/det board/NOUN/3/obl"
    ordered = review.format("commissioned").replace("=x", "=commission")
    published = review.format("published").replace("=x", "=publish")
    assert who([claim(ordered)], "A review commissioned by the board") == "A review commissioned by the board"
    assert who([claim(published)], "A review published by the board") == "the board"


def test_those_who_are_not_cut_and_a_bare_number_takes_its_noun() -> None:
    those = "Half/NOUN/6/nsubj of/ADP/3/case those/PRON/1/nmod who/PRON/5/nsubj voted=vote/VERB/3/acl:relcl"
    assert who([claim(those)], "Half of those who voted") == "Half of those who voted"
    line = (
        "212/NUM/2/nummod voters=voter/NOUN/3/nsubj slept=sleep/VERB/0/root and/CCONJ/6/cc 188/NUM/6/nsubj "
        "claimed=claim/VERB/3/conj prices=price/NOUN/8/nsubj rose=rise/VERB/6/ccomp ./PUNCT/3/punct"
    )
    assert who([line], "188", cue="claimed") == "188 voters"


def test_a_hyphen_that_stands_apart_cuts_no_word() -> None:
    firms = "Small/ADJ/4/amod -/PUNCT/3/punct scale/NOUN/4/compound growers=grower/NOUN/5/nsubj"
    assert who([claim(firms)], "Small - scale growers") == "Small - scale growers"
    named = (
        "The/DET/2/det growers=grower/NOUN/7/nsubj -/PUNCT/5/punct a/DET/5/det union/NOUN/2/appos -/PUNCT/5/punct "
        "claimed=claim/VERB/0/root prices=price/NOUN/9/nsubj rose=rise/VERB/7/ccomp ./PUNCT/7/punct"
    )
    assert who([named], "The growers - a union", cue="claimed") == "The growers"


def test_the_end_of_a_firms_name_and_an_article_before_a_hyphen_are_no_names() -> None:
    firm = (
        "Norda/PROPN/2/compound/B-ORGANIZATION Holdings/PROPN/5/nsubj/E-ORGANIZATION ,/PUNCT/4/punct Inc./PROPN/2/appos "
        "claimed=claim/VERB/0/root prices=price/NOUN/7/nsubj rose=rise/VERB/5/ccomp ./PUNCT/5/punct"
    )
    assert who([firm], "Norda Holdings, Inc.", cue="claimed") == "Norda Holdings"
    manager = "Manager/NOUN/4/nsubj A/PROPN/1/appos/B-PERSON -/PUNCT/4/punct rim/PROPN/5/nsubj/E-PERSON"
    assert who([claim(manager)], "Manager A - rim") == "A - rim"


def test_a_name_set_off_is_who_speaks_with_a_title_before_it_too() -> None:
    titled = (
        "Dr./PROPN/2/nmod:desc Anna/PROPN/6/nmod/B-PERSON Lind/PROPN/2/flat/E-PERSON ,/PUNCT/6/punct senior/ADJ/6/amod "
        "professor/NOUN/8/nsubj ,/PUNCT/6/punct claimed=claim/VERB/0/root prices=price/NOUN/10/nsubj rose=rise/VERB/8/ccomp "
        "./PUNCT/8/punct"
    )
    assert who([titled], "Dr. Anna Lind, senior professor", cue="claimed") == "Anna Lind"


@pytest.mark.parametrize(("by", "name"), [(6, 4), (8, 6)])
def test_a_report_is_by_whoever_the_by_names_whatever_it_hangs_on(by: int, name: int) -> None:
    report = (
        "According=accord/VERB/4/case to/ADP/1/fixed a/DET/4/det report/NOUN/9/obl on/ADP/6/case Monday/PROPN/4/nmod/S-DATE "
        f"by/ADP/{by}/case Norda/PROPN/{name}/nmod/S-ORGANIZATION rents=rent/NOUN/10/nsubj fell=fall/VERB/0/root ./PUNCT/10/punct"
    )
    found = who([report], "a report on Monday by Norda", cue="According to", words="rents fell")
    assert found == "Norda"


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        (
            "Police/NOUN/2/nsubj blamed=blame/VERB/0/root Karl/PROPN/2/obj/B-PERSON Brandt/PROPN/3/flat/E-PERSON ./PUNCT/2/punct",
            "Anna Brandt",
        ),
        (
            "Karl/PROPN/3/nsubj/B-PERSON Brandt/PROPN/1/flat/E-PERSON left=leave/VERB/0/root ./PUNCT/3/punct",
            "Karl Brandt",
        ),
    ],
)
def test_whoever_goes_by_a_surname_keeps_it_until_the_other_does_something(second: str, expected: str) -> None:
    anna = "Anna/PROPN/3/nsubj/B-PERSON Brandt/PROPN/1/flat/E-PERSON farms=farm/VERB/0/root ./PUNCT/3/punct"
    known = "Brandt/PROPN/2/nsubj/S-PERSON sows=sow/VERB/0/root ./PUNCT/2/punct"
    assert who([anna, known, second, claim("Brandt/PROPN/2/nsubj/S-PERSON")], "Brandt") == expected


def test_an_abbreviation_keeps_its_stop() -> None:
    firms = "Growers=grower/NOUN/5/nsubj in/ADP/4/case the/DET/4/det U.S./PROPN/1/nmod"
    assert who([claim(firms)], "Growers in the U.S.") == "Growers in the U.S."


def test_a_day_issues_no_report() -> None:
    report = "The/DET/2/det report/NOUN/6/nsubj from/ADP/4/case May/PROPN/2/nmod/B-DATE 21/NUM/4/nummod/E-DATE"
    assert who([claim(report)], "The report from May 21") == "The report from May 21"


def test_they_after_two_who_spoke_together() -> None:
    joint = (
        "Karl/PROPN/6/nsubj/B-PERSON Moe/PROPN/1/flat/E-PERSON and/CCONJ/4/cc Ida/PROPN/1/conj/B-PERSON "
        "Vik/PROPN/4/flat/E-PERSON said=say/VERB/0/root agents=agent/NOUN/8/nsubj left=leave/VERB/6/ccomp ./PUNCT/6/punct"
    )
    document, parse = build(joint + "\n" + claim("They/PRON/2/nsubj"))
    first = quote(document, "agents left", cue="said", mention="Karl Moe and Ida Vik")
    second = quote(document, "prices rose", cue="claims", mention="They")
    found = attribute(document, parse, [first, second])
    assert [q.speaker.name if q.speaker else None for q in found] == ["Karl Moe and Ida Vik"] * 2


def test_a_pronoun_goes_on_about_the_one_before_and_not_about_her_companion() -> None:
    article = (
        INGRID
        + "\nShe/PRON/2/nsubj met=meet/VERB/0/root Sasha/PROPN/2/obj/B-PERSON Moe/PROPN/3/flat/E-PERSON ./PUNCT/2/punct"
    )
    assert who([article + "\n" + claim("she/PRON/2/nsubj")], "she") == "Ingrid Halvorsen"


def test_which_goes_to_the_body_before_it() -> None:
    document, parse = build(
        "Winds=wind/NOUN/2/nsubj stopped=stop/VERB/0/root aircraft/NOUN/2/obj ,/PUNCT/2/punct according=accord/VERB/9/case "
        "to/ADP/5/fixed the/DET/9/det Harbour/PROPN/9/compound/B-ORGANIZATION Agency/PROPN/2/obl/E-ORGANIZATION ,/PUNCT/9/punct "
        "which/PRON/12/nsubj said=say/VERB/3/acl:relcl prices=price/NOUN/14/nsubj rose=rise/VERB/12/ccomp ./PUNCT/2/punct"
    )
    found = attribute(document, parse, [quote(document, "prices rose", cue="said", mention="which")])[0]
    assert found.speaker is not None
    assert found.speaker.name == "Harbour Agency"


@pytest.mark.parametrize(
    ("subject", "mention", "expected"),
    [
        (
            "The/DET/2/det mayor/NOUN/{v}/nsubj himself/PRON/2/nmod:unmarked",
            "The mayor himself",
            "The mayor",
        ),
        (
            "The/DET/2/det Commissioner/PROPN/{v}/nsubj for/ADP/4/case Trade/PROPN/2/nmod/S-ORGANIZATION ,/PUNCT/6/punct "
            "Industry/PROPN/4/conj/S-ORGANIZATION and/CCONJ/8/cc Mining/PROPN/10/conj/S-ORGANIZATION ,/PUNCT/10/punct "
            "Anna/PROPN/4/conj/B-PERSON Lind/PROPN/10/flat/E-PERSON",
            "The Commissioner for Trade, Industry and Mining, Anna Lind",
            "Anna Lind",
        ),
        (
            "The/DET/2/det office/NOUN/{v}/nsubj led=lead/VERB/{v}/ccomp/O/VBN by/ADP/7/case Mayor/PROPN/7/nmod:desc "
            "old/ADJ/7/amod Anna/PROPN/3/obl:agent/B-PERSON Lind/PROPN/7/flat/E-PERSON",
            "The office led by Mayor old Anna Lind",
            "The office led by Mayor old Anna Lind",
        ),
        (
            "The/DET/2/det decree/NOUN/{v}/nsubj carrying=carry/VERB/{v}/advcl/O/VBG names/NOUN/3/obj in/ADP/6/case ink/NOUN/3/obl "
            "Anna/PROPN/3/nsubj/B-PERSON Lind/PROPN/7/flat/E-PERSON",
            "The decree carrying names in ink Anna Lind",
            "The decree carrying names in ink Anna Lind",
        ),
        (
            "Anna/PROPN/{v}/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON ,/PUNCT/5/punct a/DET/5/det nurse/NOUN/{v}/nsubj",
            "a nurse",
            "Anna Lind",
        ),
        ("38/NUM/2/nummod %/SYM/{v}/nsubj", "38%", "38%"),
    ],
)
def test_who_a_longer_source_is(subject: str, mention: str, expected: str) -> None:
    verb = len(subject.split()) + 1
    assert who([claim(subject.replace("{v}", str(verb)))], mention) == expected


def test_a_verb_that_was_taken_for_a_part_of_a_name_is_none() -> None:
    first = (
        "Minister/PROPN/2/nmod:desc Koonjoo/PROPN/0/root/B-PERSON dwelt/PROPN/2/flat/E-PERSON on/ADP/5/case prices/NOUN/2/nmod "
        "./PUNCT/2/punct"
    )
    assert who([first, claim("Koonjoo/PROPN/2/nsubj/S-PERSON")], "Koonjoo") == "Koonjoo"


def test_whoever_a_sentence_turns_to_is_he() -> None:
    sentence = (
        "As/ADP/3/case for/ADP/1/fixed Karl/PROPN/7/obl/B-PERSON Moe/PROPN/3/flat/E-PERSON ,/PUNCT/3/punct he/PRON/7/nsubj "
        "claims=claim/VERB/0/root prices=price/NOUN/9/nsubj rose=rise/VERB/7/ccomp ./PUNCT/7/punct"
    )
    assert who([POLLSTER, sentence], "he") == "Karl Moe"


def test_all_of_a_title_tells_two_apart_who_share_its_last_word() -> None:
    both = (
        "Prime/PROPN/3/nmod:desc Minister/PROPN/3/nmod:desc Han/PROPN/5/nsubj/B-PERSON Duck/PROPN/3/flat/E-PERSON "
        "met=meet/VERB/0/root Justice/PROPN/8/nmod:desc Minister/PROPN/8/nmod:desc Han/PROPN/5/obj/B-PERSON "
        "Dong/PROPN/8/flat/E-PERSON ./PUNCT/5/punct"
    )
    short = "Prime/PROPN/3/nmod:desc Minister/PROPN/3/nmod:desc Han/PROPN/4/nsubj/S-PERSON"
    assert who([both, claim(short)], "Han") == "Han Duck"


def test_they_are_those_who_were_quoted_together_though_one_of_them_spoke_since() -> None:
    met = (
        "Anna/PROPN/6/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON and/CCONJ/4/cc Karl/PROPN/1/conj/B-PERSON Moe/PROPN/4/flat/E-PERSON "
        "said=say/VERB/0/root rents/NOUN/8/nsubj fell=fall/VERB/6/ccomp ./PUNCT/6/punct"
    )
    alone = (
        "Lind/PROPN/2/nsubj/S-PERSON added=add/VERB/0/root fares/NOUN/4/nsubj rose=rise/VERB/2/ccomp ./PUNCT/2/punct"
    )
    they = "They/PRON/2/nsubj claims=claim/VERB/0/root prices=price/NOUN/4/nsubj rose=rise/VERB/2/ccomp ./PUNCT/2/punct"
    document, parse = build(met, alone, they)
    found = attribute(
        document,
        parse,
        [
            quote(document, "rents fell", cue="said", mention="Anna Lind and Karl Moe"),
            quote(document, "fares rose", cue="added", mention=span(document, "Lind", 2)),
            quote(document, "prices rose", cue="claims", mention="They"),
        ],
    )
    assert [q.speaker.name for q in found if q.speaker] == [
        "Anna Lind and Karl Moe",
        "Anna Lind",
        "Anna Lind and Karl Moe",
    ]


def test_sentences_that_are_quoted_set_nobody_farther_away() -> None:
    often = "Mr./PROPN/2/nmod:desc Brandt/PROPN/3/nsubj/S-PERSON left=leave/VERB/0/root ./PUNCT/3/punct"
    moe = (
        "Karl/PROPN/3/nsubj/B-PERSON Moe/PROPN/1/flat/E-PERSON claims=claim/VERB/0/root Mr./PROPN/5/nmod:desc "
        "Brandt/PROPN/6/nsubj/S-PERSON slept=sleep/VERB/3/ccomp ./PUNCT/3/punct"
    )
    words = [
        "“/PUNCT/3/punct Rents/NOUN/3/nsubj fell=fall/VERB/0/root ./PUNCT/3/punct",
        "Prices/NOUN/2/nsubj fell=fall/VERB/0/root ./PUNCT/2/punct",
        "Wages/NOUN/2/nsubj fell=fall/VERB/0/root ./PUNCT/2/punct",
        "Fares/NOUN/2/nsubj fell=fall/VERB/0/root ,/PUNCT/2/punct ”/PUNCT/2/punct he/PRON/6/nsubj said=say/VERB/2/parataxis",
    ]
    document, parse = build("\n".join([often] * 5), moe, "\n".join(words))
    speech = Span(document.text.index("Rents"), document.text.index("”"))
    quotes = [
        quote(document, "Mr. Brandt slept", cue="claims", mention="Karl Moe"),
        quote(document, speech, cue="said", mention="he", kind="direct"),
    ]
    assert [q.speaker.name if q.speaker else None for q in attribute(document, parse, quotes)] == ["Karl Moe"] * 2
