"""The whole stage on small articles of our own: who said it, in what role, through which medium, on what day."""

from __future__ import annotations

from datetime import date

import pytest

from quotes.records import Quote
from quotes.speakers import attribute
from tests.builders import build, quote, span

MINISTER = (
    "Norwegian/ADJ/2/amod/S-NORP minister/NOUN/3/nmod:desc Ingrid/PROPN/5/nsubj/B-PERSON Halvorsen/PROPN/3/flat/E-PERSON "
    "said=say/VERB/0/root on/ADP/7/case Sunday/PROPN/5/obl rents=rent/NOUN/9/nsubj fell=fall/VERB/5/ccomp ./PUNCT/5/punct"
)
OTHER = "Karl/PROPN/3/nsubj/B-PERSON Brandt/PROPN/1/flat/E-PERSON disagreed=disagree/VERB/0/root ./PUNCT/3/punct"


def said(subject: str, *, head: int, place: int = 100) -> str:
    """ "… said prices rose" with these words as subject, whose head stands at this place of the sentence."""
    verb = len(subject.split()) + 1
    return f"{subject} said=say/VERB/0/root prices=price/NOUN/{verb + 2}/nsubj rose=rise/VERB/{verb}/ccomp ./PUNCT/{verb}/punct"


def speaker(quotes: list[Quote], index: int = 0) -> str | None:
    found = quotes[index].speaker
    return found.name if found else None


def run(article: str, mention: str, *, nth: int = 1, words: str = "prices rose") -> Quote:
    document, parse = build(*article.split("\n\n"), published=date(2024, 3, 9))
    one = quote(document, words, cue=span(document, "said", document.text[: document.text.index(words)].count("said")),
                mention=span(document, mention, nth))  # fmt: skip
    return attribute(document, parse, [one])[0]


def test_a_name_with_its_role_and_day() -> None:
    found = run(MINISTER, "Norwegian minister Ingrid Halvorsen", words="rents fell")
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.type, found.speaker.role) == (
        "Ingrid Halvorsen",
        "person",
        "Norwegian minister",
    )
    assert found.said_on == date(2024, 3, 3)
    assert found.rule == "name"


@pytest.mark.parametrize(
    ("subject", "mention", "expected", "rule"),
    [
        ("Halvorsen/PROPN/2/nsubj/S-PERSON", "Halvorsen", "Ingrid Halvorsen", "name"),
        ("She/PRON/2/nsubj", "She", "Ingrid Halvorsen", "pronoun"),
        ("The/DET/2/det minister/NOUN/3/nsubj", "The minister", "Ingrid Halvorsen", "description"),
        ("The/DET/3/det Norwegian/ADJ/3/amod minister/NOUN/4/nsubj", "The Norwegian minister", "Ingrid Halvorsen", "description"),
        ("The/DET/3/det Danish/ADJ/3/amod minister/NOUN/4/nsubj", "The Danish minister", "The Danish minister", "noun-phrase"),
        ("The/DET/3/det finance/NOUN/3/compound minister/NOUN/4/nsubj", "The finance minister", "The finance minister",
         "noun-phrase"),
        ("A/DET/2/det minister/NOUN/3/nsubj", "A minister", "A minister", "noun-phrase"),
        ("Officials=official/NOUN/2/nsubj", "Officials", "Officials", "noun-phrase"),
        ("The/DET/2/det judge/NOUN/3/nsubj", "The judge", "The judge", "noun-phrase"),
    ],
)  # fmt: skip
def test_who_a_source_stands_for(subject: str, mention: str, expected: str, rule: str) -> None:
    nth = 2 if mention == "Halvorsen" else 1
    found = run(MINISTER + "\n" + said(subject, head=1), mention, nth=nth)
    assert found.speaker is not None
    assert found.speaker.name == expected
    assert found.rule == rule


def test_a_pronoun_keeps_to_its_gender() -> None:
    article = MINISTER + "\n" + OTHER + "\n" + said("She/PRON/2/nsubj", head=1)
    assert run(article, "She").speaker.name == "Ingrid Halvorsen"  # type: ignore[union-attr]
    article = MINISTER + "\n" + OTHER + "\n" + said("He/PRON/2/nsubj", head=1)
    assert run(article, "He").speaker.name == "Karl Brandt"  # type: ignore[union-attr]


def test_a_pronoun_that_nobody_fits_is_null() -> None:
    found = run(said("It/PRON/2/nsubj", head=1), "It")
    assert found.speaker is None
    assert found.rule == "none"


def test_two_ministers_alike_leave_the_description_as_it_stands() -> None:
    second = MINISTER.replace("Ingrid", "Olga").replace("Halvorsen", "Lunde")
    both = MINISTER + "\n" + second + "\n" + OTHER + "\n" + OTHER.replace("Karl", "Jens").replace("Brandt", "Moe")
    found = run(both + "\n" + said("The/DET/2/det minister/NOUN/3/nsubj", head=2), "The minister")
    assert speaker([found]) in {"The minister", "Olga Lunde"}
    assert speaker([found]) != "Ingrid Halvorsen"


def test_a_body_by_its_noun() -> None:
    article = (
        "The/DET/4/det Harbour/PROPN/4/compound/B-ORGANIZATION Safety/PROPN/4/compound/I-ORGANIZATION "
        "Agency/PROPN/5/nsubj/E-ORGANIZATION closed=close/VERB/0/root Bergen/PROPN/5/obj/S-LOCATION ./PUNCT/5/punct\n"
    )
    found = run(article + said("The/DET/2/det agency/NOUN/3/nsubj", head=2), "The agency")
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.type) == ("Harbour Safety Agency", "organization")
    assert speaker([run(article + said("It/PRON/2/nsubj", head=1), "It")]) == "Harbour Safety Agency"


def test_us_is_a_country_and_us_a_pronoun() -> None:
    found = run(said("The/DET/2/det US/PROPN/3/nsubj/S-LOCATION", head=2), "The US")
    assert speaker([found]) == "US"


def test_joint_speakers() -> None:
    article = (
        MINISTER
        + "\n"
        + OTHER
        + "\n"
        + said("Halvorsen/PROPN/4/nsubj/S-PERSON and/CCONJ/3/cc Brandt/PROPN/1/conj/S-PERSON", head=1)
    )
    found = run(article, "Halvorsen and Brandt")
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.type) == ("Ingrid Halvorsen and Karl Brandt", "group")


def test_a_statement_belongs_to_who_made_it() -> None:
    subject = (
        "A/DET/2/det statement/NOUN/6/nsubj by/ADP/5/case the/DET/5/det Harbour_Agency/PROPN/2/nmod/S-ORGANIZATION"
    )
    found = run(said(subject, head=2), "A statement by the Harbour_Agency")
    assert speaker([found]) == "Harbour_Agency"


def test_the_one_before_a_relative_clause() -> None:
    document, parse = build(
        "It/PRON/2/nsubj burned=burn/VERB/0/root ,/PUNCT/2/punct according=accord/VERB/6/case to/ADP/4/fixed "
        "police/NOUN/2/obl ,/PUNCT/6/punct who/PRON/9/nsubj said=say/VERB/6/acl:relcl nobody/PRON/11/nsubj "
        "died=die/VERB/9/ccomp ./PUNCT/2/punct"
    )
    one = quote(document, "nobody died", cue="said", mention="who")
    assert speaker(attribute(document, parse, [one])) == "police"


def test_first_person_inside_a_quote_is_its_speaker() -> None:
    document, parse = build(
        MINISTER,
        '"/PUNCT/4/punct As/SCONJ/4/mark I/PRON/4/nsubj warned=warn/VERB/7/advcl ,/PUNCT/4/punct prices=price/NOUN/7/nsubj '
        'rose=rise/VERB/9/ccomp ,/PUNCT/7/punct "/PUNCT/7/punct Halvorsen/PROPN/11/nsubj/S-PERSON said=say/VERB/0/root '
        "./PUNCT/11/punct",
    )
    outer = quote(
        document,
        "As I warned, prices rose",
        cue=span(document, "said", 2),
        mention=span(document, "Halvorsen", 2),
        kind="direct",
    )
    inner = quote(document, "prices rose", cue="warned", mention=span(document, "I", 2), parent=0)
    found = attribute(document, parse, [outer, inner])
    assert [speaker(found, i) for i in (0, 1)] == ["Ingrid Halvorsen"] * 2
    assert found[1].rule == "parent"


CONTINUED = (
    '"/PUNCT/4/punct Rents=rent/NOUN/4/nsubj have/AUX/4/aux fallen=fall/VERB/7/ccomp ,/PUNCT/4/punct "/PUNCT/4/punct '
    "said=say/VERB/0/root Karl/PROPN/7/nsubj/B-PERSON Brandt/PROPN/8/flat/E-PERSON ./PUNCT/7/punct\n"
    '"/PUNCT/3/punct We/PRON/3/nsubj won=win/VERB/0/root ./PUNCT/3/punct "/PUNCT/3/punct'
)


def test_a_quote_goes_on_after_its_cue_and_over_a_paragraph() -> None:
    document, parse = build(
        CONTINUED, '"/PUNCT/3/punct All/PRON/3/nsubj rejoice/VERB/0/root ./PUNCT/3/punct "/PUNCT/3/punct'
    )
    first = quote(document, "Rents have fallen,", cue="said", mention="Karl Brandt", kind="direct")
    second = quote(document, "We won.", kind="direct")
    third = quote(document, "All rejoice.", kind="direct")
    found = attribute(document, parse, [first, second, third])
    assert [speaker(found, i) for i in range(3)] == ["Karl Brandt"] * 3
    assert [q.rule for q in found] == ["name", "continued", "continued"]


def test_a_paragraph_between_ends_a_quote() -> None:
    fell = "Rents/NOUN/2/nsubj fell/VERB/0/root ./PUNCT/2/punct"
    document, parse = build(CONTINUED.split("\n")[0], fell, '"/PUNCT/3/punct All/PRON/3/nsubj rejoice/VERB/0/root')
    first = quote(document, "Rents have fallen,", cue="said", mention="Karl Brandt", kind="direct")
    last = quote(document, "All rejoice", kind="direct")
    assert speaker(attribute(document, parse, [first, last]), 1) is None


def test_turns_with_labels() -> None:
    turn = "{}/PROPN/0/root :/PUNCT/1/punct Rents=rent/NOUN/4/nsubj {}=fall/VERB/1/parataxis ./PUNCT/1/punct"
    document, parse = build(
        MINISTER, turn.format("HALVORSEN", "fell"), turn.format("Q", "rose"), turn.format("A", "sank")
    )
    turns = [quote(document, f"Rents {verb}", kind="direct") for verb in ("fell", "rose", "sank")]
    found = attribute(document, parse, turns)
    assert [speaker(found, i) for i in range(3)] == ["Ingrid Halvorsen", None, "Ingrid Halvorsen"]
    assert found[0].rule == "label"


def test_a_speaker_is_one_for_all_its_quotes() -> None:
    document, parse = build(MINISTER, said("She/PRON/2/nsubj", head=1))
    first = quote(document, "rents fell", cue="said", mention="Norwegian minister Ingrid Halvorsen")
    second = quote(document, "prices rose", cue=span(document, "said", 2), mention="She")
    found = attribute(document, parse, [first, second])
    assert found[0].speaker == found[1].speaker
    assert found[0].speaker is not None
    assert found[0].speaker.mentions == (span(document, "Ingrid Halvorsen"), span(document, "She"))


def test_told_a_medium() -> None:
    document, parse = build(
        "Karl/PROPN/3/nsubj/B-PERSON Brandt/PROPN/1/flat/E-PERSON told=tell/VERB/0/root Reuters/PROPN/3/iobj/S-ORGANIZATION "
        "yesterday/NOUN/3/obl:tmod prices=price/NOUN/7/nsubj rose=rise/VERB/3/ccomp ./PUNCT/3/punct",
        published=date(2024, 3, 9),
    )
    found = attribute(document, parse, [quote(document, "prices rose", cue="told", mention="Karl Brandt")])[0]
    assert (found.via, found.said_on) == ("Reuters", date(2024, 3, 8))


def test_a_day_in_the_quote_is_not_the_day_of_the_quote() -> None:
    document, parse = build(
        "He/PRON/2/nsubj said=say/VERB/0/root prices=price/NOUN/4/nsubj rose=rise/VERB/2/ccomp on/ADP/6/case "
        "Sunday/PROPN/4/obl ./PUNCT/2/punct",
        published=date(2024, 3, 9),
    )
    assert (
        attribute(document, parse, [quote(document, "prices rose on Sunday", cue="said", mention="He")])[0].said_on
        is None
    )


def test_a_headline_takes_the_speaker_of_its_words_in_the_text() -> None:
    document, parse = build(
        CONTINUED,
        headline='Landlords=landlord/NOUN/0/root :/PUNCT/1/punct "/PUNCT/1/punct Rents=rent/NOUN/6/nsubj have/AUX/6/aux '
        'fallen=fall/VERB/1/parataxis "/PUNCT/1/punct',
    )
    head = quote(document, "Rents have fallen", kind="direct", section="headline")
    body = quote(document, span(document, "Rents have fallen", 2), cue="said", mention="Karl Brandt", kind="direct")
    found = attribute(document, parse, [head, body])
    assert [speaker(found, i) for i in (0, 1)] == ["Karl Brandt"] * 2
    assert found[0].rule == "repeated"


@pytest.mark.parametrize(
    ("before", "subject", "mention", "expected"),
    [
        (
            "Cape/PROPN/3/compound/B-ORGANIZATION Flint/PROPN/3/compound/I-ORGANIZATION University/PROPN/8/nsubj/E-ORGANIZATION "
            "and/CCONJ/6/cc Corella/PROPN/6/compound/B-ORGANIZATION Institute/PROPN/3/conj/E-ORGANIZATION both/DET/3/det "
            "met=meet/VERB/0/root ./PUNCT/8/punct",
            "The/DET/2/det institute/NOUN/3/nsubj",
            "The institute",
            "Corella Institute",
        ),
        (
            "President/NOUN/4/nmod:desc -/PUNCT/3/punct elect/ADJ/1/amod Anna/PROPN/6/nsubj/B-PERSON Lind/PROPN/4/flat/E-PERSON "
            "met=meet/VERB/0/root President/PROPN/8/nmod:desc Karl/PROPN/6/obj/B-PERSON Moe/PROPN/8/flat/E-PERSON ./PUNCT/6/punct",
            "The/DET/2/det president/NOUN/3/nsubj",
            "The president",
            "Karl Moe",
        ),
        (
            "It/PRON/2/nsubj rained=rain/VERB/0/root ./PUNCT/2/punct",
            "A/DET/2/det group/NOUN/6/nsubj calling=call/VERB/2/acl itself/PRON/3/obj Pale/PROPN/3/xcomp Lantern/PROPN/5/flat",
            "A group calling itself Pale Lantern",
            "Pale Lantern",
        ),
        (
            "It/PRON/2/nsubj rained=rain/VERB/0/root ./PUNCT/2/punct",
            "A/DET/2/det memo/NOUN/5/nsubj dated=date/VERB/2/acl Tuesday/PROPN/3/obl",
            "A memo dated Tuesday",
            "A memo dated Tuesday",
        ),
        (
            "It/PRON/2/nsubj rained=rain/VERB/0/root ./PUNCT/2/punct",
            "retailer/NOUN/5/compound Tasco/PROPN/5/compound/S-ORGANIZATION and/CCONJ/5/cc Danish/ADJ/5/amod retailer/NOUN/7/nsubj "
            "Sallin/PROPN/5/flat/S-ORGANIZATION",
            "retailer Tasco and Danish retailer Sallin",
            "retailer Tasco and Danish retailer Sallin",
        ),
    ],
)
def test_who_a_longer_source_stands_for(before: str, subject: str, mention: str, expected: str) -> None:
    found = run("\n\n".join([before, said(subject, head=2)]), mention)
    assert found.speaker is not None
    assert found.speaker.name == expected


def test_a_who_is_a_person_and_not_the_body_before_it() -> None:
    sentence = (
        "Analyst/NOUN/2/nmod:desc Anna/PROPN/12/nsubj/B-PERSON Lind/PROPN/2/flat/E-PERSON of/ADP/6/case "
        "Cobre/PROPN/6/compound/B-ORGANIZATION Norte/PROPN/2/nmod/E-ORGANIZATION ,/PUNCT/9/punct who/PRON/9/nsubj "
        "said=say/VERB/6/acl:relcl prices=price/NOUN/11/nsubj "
        "rose=rise/VERB/9/ccomp left=leave/VERB/0/root ./PUNCT/12/punct"
    )
    found = run(sentence, "who")
    assert found.speaker is not None
    assert found.speaker.name == "Anna Lind"


TIRED = '"/PUNCT/4/punct We/PRON/4/nsubj are/AUX/4/cop tired/ADJ/0/root ./PUNCT/4/punct "/PUNCT/4/punct'
ARRIVED = "Karl/PROPN/3/nsubj/B-PERSON Brandt/PROPN/1/flat/E-PERSON arrived=arrive/VERB/0/root ./PUNCT/3/punct"


@pytest.mark.parametrize(
    ("paragraphs", "expected", "rule"),
    [
        ([MINISTER, TIRED], "Ingrid Halvorsen", "continued"),
        ([MINISTER + "\n" + ARRIVED, TIRED], "Karl Brandt", "introduced"),
        ([MINISTER, ARRIVED, TIRED], "Karl Brandt", "introduced"),
        ([MINISTER, "Rents/NOUN/2/nsubj rise/VERB/0/root ./PUNCT/2/punct", TIRED], None, "none"),
    ],
)
def test_a_paragraph_in_marks_is_whose_the_paragraph_before_tells_of(
    paragraphs: list[str], expected: str | None, rule: str
) -> None:
    document, parse = build(*paragraphs)
    report = quote(document, "rents fell", cue="said", mention="Norwegian minister Ingrid Halvorsen", kind="indirect")
    found = attribute(document, parse, [report, quote(document, "We are tired.", kind="direct")])
    assert (speaker(found, 1), found[1].rule) == (expected, rule)


GOVERNMENT = (
    "The/DET/2/det government/NOUN/{verb}/nsubj of/ADP/5/case President/PROPN/5/nmod:desc Anna/PROPN/2/nmod/B-PERSON "
    "Lind/PROPN/5/flat/E-PERSON said=say/VERB/0/root prices=price/NOUN/9/nsubj rose=rise/VERB/7/ccomp ./PUNCT/7/punct"
)


def test_the_government_of_somebody_is_not_somebody() -> None:
    found = run(GOVERNMENT.format(verb=7), "The government of President Anna Lind")
    assert speaker([found]) == "The government of President Anna Lind"


def test_a_person_before_a_comma_speaks_whatever_the_tree_makes_the_head() -> None:
    found = run(
        "Anna/PROPN/5/nmod:poss/B-PERSON Lind/PROPN/1/flat/E-PERSON ,/PUNCT/5/punct trade/NOUN/5/compound head/NOUN/7/nsubj "
        ",/PUNCT/5/punct said=say/VERB/0/root prices=price/NOUN/9/nsubj rose=rise/VERB/7/ccomp ./PUNCT/7/punct",
        "Anna Lind, trade head",
    )
    assert speaker([found]) == "Anna Lind"


def test_rumours_are_nobodys() -> None:
    found = run(said("Rumours=rumour/NOUN/2/nsubj", head=1), "Rumours")
    assert found.speaker is None


def test_who_issued_a_text_speaks_though_its_source_was_cut() -> None:
    sentence = (
        "A/DET/2/det note/NOUN/6/nsubj by/ADP/4/case Anna/PROPN/2/nmod/B-PERSON Lind/PROPN/4/flat/E-PERSON said=say/VERB/0/root "
        "prices=price/NOUN/8/nsubj rose=rise/VERB/6/ccomp ./PUNCT/6/punct"
    )
    assert speaker([run(sentence, "A note")]) == "Anna Lind"


@pytest.mark.parametrize(("name", "type_"), [("Act", "document"), ("Agency", "organization")])
def test_a_law_is_a_text(name: str, type_: str) -> None:
    sentence = (
        f"Rivers/PROPN/2/compound/B-ORGANIZATION {name}/PROPN/3/nsubj/E-ORGANIZATION said=say/VERB/0/root "
        "prices=price/NOUN/5/nsubj rose=rise/VERB/3/ccomp ./PUNCT/3/punct"
    )
    found = run(sentence, f"Rivers {name}")
    assert found.speaker is not None
    assert found.speaker.type == type_


def test_who_is_met_in_a_relative_clause_does_not_speak() -> None:
    sentence = (
        "The/DET/2/det firm/NOUN/7/nsubj that/PRON/4/nsubj saw=see/VERB/2/acl:relcl Anna/PROPN/4/obj/B-PERSON "
        "Lind/PROPN/5/flat/E-PERSON said=say/VERB/0/root prices=price/NOUN/9/nsubj rose=rise/VERB/7/ccomp ./PUNCT/7/punct"
    )
    assert speaker([run(sentence, "The firm that saw Anna Lind")]) == "The firm that saw Anna Lind"


def test_who_is_named_after_a_relative_clause_speaks() -> None:
    sentence = (
        "The/DET/2/det woman/NOUN/8/nsubj who/PRON/4/nsubj left=leave/VERB/2/acl:relcl ,/PUNCT/4/punct "
        "Anna/PROPN/4/obj/B-PERSON Lind/PROPN/6/flat/E-PERSON said=say/VERB/0/root prices=price/NOUN/10/nsubj "
        "rose=rise/VERB/8/ccomp ./PUNCT/8/punct"
    )
    assert speaker([run(sentence, "The woman who left, Anna Lind")]) == "Anna Lind"


def test_a_body_whose_acronym_looks_like_a_pronoun_speaks() -> None:
    sentence = (
        "WHO=who/PRON/2/nsubj/S-ORGANIZATION said=say/VERB/0/root prices=price/NOUN/4/nsubj "
        "rose=rise/VERB/2/ccomp ./PUNCT/2/punct"
    )
    assert speaker([run(sentence, "WHO")]) == "WHO"


def test_who_behind_an_apposition_is_the_person_it_describes() -> None:
    sentence = (
        "It/PRON/3/nsubj:pass was/AUX/3/aux:pass led=lead/VERB/0/root by/ADP/5/case Anna/PROPN/3/obl/B-PERSON "
        "Lind/PROPN/5/flat/E-PERSON ,/PUNCT/8/punct chair/NOUN/5/appos at/ADP/10/case "
        "Norda/PROPN/8/nmod/S-ORGANIZATION ,/PUNCT/8/punct "
        "who/PRON/13/nsubj said=say/VERB/3/parataxis prices=price/NOUN/15/nsubj rose=rise/VERB/13/ccomp ./PUNCT/3/punct"
    )
    assert speaker([run(sentence, "who")]) == "Anna Lind"


def stands(source: str, mention: str) -> str | None:
    return speaker([run(said(source, head=1), mention)])


@pytest.mark.parametrize(
    ("source", "mention", "expected"),
    [
        (
            "The/DET/2/det head/NOUN/9/nsubj of/ADP/5/case the/DET/5/det Board/NOUN/2/nmod "
            "(/PUNCT/7/punct CB/X/5/appos )/PUNCT/7/punct",
            "The head of the Board (CB)",
            "The head of the Board (CB)",
        ),
        ("Her/PRON/2/nmod:poss family/NOUN/4/nsubj 's/PART/2/case", "Her family's", "Her family"),
        ("This/DET/2/nsubj", "This", None),
        ("Those/DET/2/nsubj", "Those", "Those"),
    ],
)
def test_a_phrase_as_it_stands(source: str, mention: str, expected: str | None) -> None:
    assert stands(source, mention) == expected


TITLES = [
    (
        "Minister/PROPN/{v}/nsubj of/ADP/3/case Trade/PROPN/1/nmod and/CCONJ/5/cc Mining/PROPN/7/conj ,/PUNCT/7/punct "
        "Anna/PROPN/1/appos/B-PERSON Lind/PROPN/7/flat/E-PERSON ,/PUNCT/7/punct",
        "Minister of Trade and Mining, Anna Lind",
    ),
    (
        "Chair/NOUN/{v}/nsubj of/ADP/4/case the/DET/4/det NCI/PROPN/5/nmod:desc/S-ORGANIZATION Anna/PROPN/1/nmod/B-PERSON "
        "Lind/PROPN/5/flat/E-PERSON",
        "Chair of the NCI Anna Lind",
    ),
]


@pytest.mark.parametrize(("source", "mention"), TITLES)
def test_the_words_of_a_title_are_nobodys_name(source: str, mention: str) -> None:
    source = source.format(v=len(source.split()) + 1)
    assert stands(source, mention) == "Anna Lind"


def test_a_pronoun_goes_to_the_name_behind_a_title() -> None:
    first = (
        "Secretary/NOUN/6/nsubj for/ADP/3/case Education/PROPN/1/nmod Anna/PROPN/1/nmod/B-PERSON Lind/PROPN/4/flat/E-PERSON "
        "thanked=thank/VERB/0/root Karl/PROPN/6/obj/B-PERSON Moe/PROPN/7/flat/E-PERSON ./PUNCT/6/punct"
    )
    found = run(first + "\n\n" + said("She/PRON/2/nsubj", head=1), "She")
    assert speaker([found]) == "Anna Lind"


def test_of_two_that_fit_alike_the_one_with_a_name_is_meant() -> None:
    first = "Lio/PROPN/3/nsubj/B-PERSON Vask/PROPN/1/flat/E-PERSON left=leave/VERB/0/root ./PUNCT/3/punct"
    second = "The/DET/2/det man/NOUN/3/nsubj slept=sleep/VERB/0/root ./PUNCT/3/punct"
    found = run("\n".join([first, first, first, second, said("He/PRON/2/nsubj", head=1)]), "He")
    assert speaker([found]) == "Lio Vask"


@pytest.mark.parametrize(
    ("noun", "type_"),
    [
        ("stokers/NOUN/2/nsubj/O/NNS", "group"),
        ("parliamentarian/NOUN/2/nsubj/O/NN", "person"),
        ("yearbook/NOUN/2/nsubj/O/NN", "document"),
    ],
)
def test_what_sort_of_speaker_a_phrase_is(noun: str, type_: str) -> None:
    found = run(said("The/DET/2/det " + noun.replace("/2/", "/3/"), head=2), "The " + noun.partition("/")[0])
    assert found.speaker is not None
    assert found.speaker.type == type_


def later(first: str, second: str, mention: str) -> str | None:
    """Who is meant by the mention in the second of two paragraphs."""
    document, _ = build(first)
    return speaker([run(f"{first}\n\n{second}", mention, nth=document.text.count(mention) + 1)])


LEADER = (
    "Harbour/PROPN/2/compound/B-ORGANIZATION League/PROPN/7/compound/E-ORGANIZATION (/PUNCT/4/punct HL/PROPN/2/appos/S-ORGANIZATION "
    ")/PUNCT/4/punct Chairman/PROPN/7/nmod:desc Karl/PROPN/9/nsubj/B-PERSON Moe/PROPN/7/flat/E-PERSON "
    "left=leave/VERB/0/root ./PUNCT/9/punct"
)
JUSTICE = "Justice/PROPN/2/nmod:desc Anna/PROPN/4/nsubj/B-PERSON Lind/PROPN/2/flat/E-PERSON ruled=rule/VERB/0/root ./PUNCT/4/punct"
ENVOY = (
    "The/DET/3/det Danish/ADJ/3/amod ambassador/NOUN/8/nsubj ,/PUNCT/6/punct Dr/PROPN/6/nmod:desc Anna/PROPN/3/appos/B-PERSON "
    "Lind/PROPN/6/flat/E-PERSON left=leave/VERB/0/root ./PUNCT/8/punct"
)
PRESIDENTS = (
    "President/PROPN/2/nmod:desc Moe/PROPN/3/nsubj/S-PERSON met=meet/VERB/0/root his/PRON/6/nmod:poss Danish/ADJ/6/amod "
    "counterpart/NOUN/3/obj ,/PUNCT/8/punct Anna/PROPN/6/appos/B-PERSON Lind/PROPN/8/flat/E-PERSON ./PUNCT/3/punct"
)
AT_HOME = "The/DET/3/det Central/PROPN/3/compound/B-ORGANIZATION Government/PROPN/4/nsubj/E-ORGANIZATION left=leave/VERB/0/root"
HEAD = (
    "Head/NOUN/9/nsubj of/ADP/5/case the/DET/5/det Harbour/PROPN/5/compound/B-ORGANIZATION Board/PROPN/1/nmod/E-ORGANIZATION "
    "Anna/PROPN/1/nmod/B-PERSON Lind/PROPN/6/flat/E-PERSON had/AUX/9/aux left=leave/VERB/0/root ./PUNCT/9/punct"
)
CROWN = (
    "Crown/PROPN/2/compound Prince/PROPN/3/nmod:desc Olav/PROPN/5/nsubj/B-PERSON Moe/PROPN/3/flat/E-PERSON "
    "left=leave/VERB/0/root ./PUNCT/5/punct"
)
ARTICLE = "Anna/PROPN/3/nsubj/B-PERSON Al-Lind/PROPN/1/flat/E-PERSON left=leave/VERB/0/root ./PUNCT/3/punct"


@pytest.mark.parametrize(
    ("first", "source", "mention", "expected"),
    [
        (LEADER, "HL/PROPN/2/compound chief/NOUN/3/nsubj", "HL chief", "Karl Moe"),
        (JUSTICE, "The/DET/2/det judge/NOUN/3/nsubj", "The judge", "Anna Lind"),
        (ENVOY, "The/DET/2/det ambassador/NOUN/3/nsubj", "The ambassador", "Anna Lind"),
        (PRESIDENTS, "The/DET/3/det Danish/ADJ/3/amod president/NOUN/4/nsubj", "The Danish president", "Anna Lind"),
        (
            AT_HOME,
            "The/DET/3/det Danish/ADJ/3/amod government/NOUN/4/nsubj",
            "The Danish government",
            "The Danish government",
        ),
        (
            HEAD,
            "The/DET/2/det head/NOUN/6/nsubj of/ADP/5/case the/DET/5/det Board/PROPN/2/nmod",
            "The head of the Board",
            "Anna Lind",
        ),
        (CROWN, "The/DET/3/det Crown/PROPN/3/compound Prince/PROPN/4/nsubj", "The Crown Prince", "Olav Moe"),
        (ARTICLE, "Lind/PROPN/2/nsubj/S-PERSON", "Lind", "Anna Al-Lind"),
    ],
)
def test_what_somebody_is_called_after_the_name(first: str, source: str, mention: str, expected: str) -> None:
    assert later(first, said(source, head=1), mention) == expected


def test_the_surname_you_is_no_pronoun() -> None:
    first = "You/PROPN/3/nsubj/B-PERSON Si-kun/PROPN/1/flat/E-PERSON left=leave/VERB/0/root ./PUNCT/3/punct"
    second = said("Today/NOUN/4/obl ,/PUNCT/4/punct You/PRON/4/nsubj", head=3)
    assert speaker([run(f"{first}\n\n{second}", "You", nth=2)]) == "You Si-kun"


def test_a_country_before_a_name_is_no_part_of_it() -> None:
    source = (
        "Prime/ADJ/2/amod Minister/PROPN/6/nsubj of/ADP/4/case Mongolia/PROPN/2/nmod/B-PERSON Anna/PROPN/4/flat/I-PERSON "
        "Lind/PROPN/4/flat/E-PERSON"
    )
    source = source.replace("/6/nsubj", "/7/nsubj")
    assert stands(source, "Prime Minister of Mongolia Anna Lind") == "Anna Lind"


def test_a_title_between_commas_is_that_of_the_name_before_it() -> None:
    sentence = (
        "Asked=ask/VERB/10/advcl about/ADP/3/case rents/NOUN/1/obl Anna/PROPN/3/appos/B-PERSON "
        "Lind/PROPN/4/flat/E-PERSON ,/PUNCT/8/punct "
        "Chief/PROPN/8/compound Officer/NOUN/10/nsubj ,/PUNCT/8/punct said=say/VERB/0/root prices=price/NOUN/12/nsubj "
        "rose=rise/VERB/10/ccomp ./PUNCT/10/punct"
    )
    assert speaker([run(sentence, "Chief Officer")]) == "Anna Lind"


STUDY = (
    "A/DET/2/det study/NOUN/7/nsubj by/ADP/6/case the/DET/6/det Norda/PROPN/6/compound/B-ORGANIZATION "
    "Institute/PROPN/2/nmod/E-ORGANIZATION appeared=appear/VERB/0/root ./PUNCT/7/punct"
)
OF_SCIENTISTS = (  # as parsers take it
    "A/DET/2/det study/NOUN/8/nsubj ,/PUNCT/4/punct scientists/NOUN/2/appos from/ADP/7/case Norda/PROPN/7/compound/B-ORGANIZATION "
    "Institute/PROPN/2/nmod/E-ORGANIZATION appeared=appear/VERB/0/root ./PUNCT/8/punct"
)
ANOTHER = "A/DET/2/det study/NOUN/3/nsubj failed=fail/VERB/0/root ./PUNCT/3/punct"


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (STUDY, "Norda Institute"),
        (f"{STUDY} {ANOTHER}", "The study"),
        (ANOTHER, "The study"),
        (OF_SCIENTISTS, "The study"),
    ],
)
def test_a_text_is_whose_it_was_told_to_be(first: str, expected: str) -> None:
    first = first.replace(f" {ANOTHER}", f"\n\n{ANOTHER}")
    assert later(first, said("The/DET/2/det study/NOUN/3/nsubj", head=1), "The study") == expected
