"""Turns of transcripts: labels go to the fullest name, and "you" to the one who is spoken to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.records import Document, Parse, Quotation, Quote, Span
from quotes.speakers import attribute
from tests.builders import build, quote, span

ASKING = (
    "Attorney/NOUN/2/nmod:desc Karl/PROPN/5/nsubj/B-PERSON Moe/PROPN/2/flat/E-PERSON is/AUX/5/aux "
    "asking=ask/VERB/0/root the/DET/7/det questions=question/NOUN/5/obj ./PUNCT/5/punct"
)
STAND = (
    "Anna/PROPN/7/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON was/AUX/7/cop on/ADP/6/case the/DET/6/det "
    "witness/NOUN/7/compound stand/NOUN/0/root ./PUNCT/7/punct"
)
CROSS = (
    "On/ADP/2/case cross-examination/NOUN/5/obl Olga/PROPN/5/nsubj/B-PERSON Brandt/PROPN/3/flat/E-PERSON "
    "rose=rise/VERB/0/root ./PUNCT/5/punct"
)
JUDGE = "Judge/PROPN/2/nmod:desc Hans/PROPN/4/nsubj/B-PERSON Vik/PROPN/2/flat/E-PERSON presided=preside/VERB/0/root ./PUNCT/4/punct"


def turn(label: str, verb: str) -> str:
    """A turn of this label in three words."""
    labels = " ".join(f"{word}/PROPN/0/root" for word in label.split())
    at = len(label.split())
    return f"{labels} Rents=rent/NOUN/{at + 2}/nsubj {verb}=go/VERB/1/parataxis ./PUNCT/1/punct"


def turns(document: Document, *labels: tuple[str, str]) -> list[Quotation]:
    """One quotation for each turn, given by its label without the mark after it and by its verb."""
    found = []
    for label, verb in labels:
        words = span(document, f"Rents {verb}")
        start = document.text.rindex(label, 0, words.start)
        place = Span(start, start + len(label))
        found.append(quote(document, words, cue=Span(place.end, place.end + 1), mention=place, kind="direct"))
    return found


def names(article: tuple[Document, Parse], *labels: tuple[str, str]) -> list[str | None]:
    document, parse = article
    found: list[Quote] = attribute(document, parse, turns(document, *labels))
    return [q.speaker.name if q.speaker else None for q in found]


def test_questions_and_answers_of_a_trial() -> None:
    paragraphs = [STAND, ASKING, turn("Q.", "rose"), turn("A.", "fell"), CROSS, turn("Q.", "sank"), turn("A.", "grew")]
    found = names(build(*paragraphs), ("Q", "rose"), ("A", "fell"), ("Q", "sank"), ("A", "grew"))
    assert found == ["Karl Moe", "Anna Lind", "Olga Brandt", "Anna Lind"]


def test_the_court_is_the_judge_and_the_host_a_host() -> None:
    host = "The/DET/2/det host/NOUN/4/nsubj is/AUX/4/cop Karl/PROPN/0/root/B-PERSON Moe/PROPN/4/flat/E-PERSON ./PUNCT/4/punct"
    found = names(
        build(JUDGE, host, turn("THE COURT:", "rose"), turn("HOST:", "fell")), ("THE COURT", "rose"), ("HOST", "fell")
    )
    assert found == ["Hans Vik", "Karl Moe"]


def test_a_label_that_nothing_explains_stays() -> None:
    assert names(build(STAND, turn("MODERATOR:", "rose")), ("MODERATOR", "rose")) == ["MODERATOR"]


def test_initials_as_a_label_go_to_the_one_person_with_them() -> None:
    other = "Axel/PROPN/3/nsubj/B-PERSON Lund/PROPN/1/flat/E-PERSON left=leave/VERB/0/root ./PUNCT/3/punct"
    minister = "Pia/PROPN/3/nsubj/B-PERSON Moe/PROPN/1/flat/E-PERSON left=leave/VERB/0/root ./PUNCT/3/punct"
    assert names(build(STAND, turn("AL:", "rose")), ("AL", "rose")) == ["Anna Lind"]
    assert names(build(STAND, other, turn("AL:", "rose")), ("AL", "rose")) == ["AL"]
    assert names(build(minister, turn("PM:", "rose")), ("PM", "rose")) == ["PM"]  # a prime minister


def test_a_label_in_doubled_brackets_goes_to_the_fullest_name() -> None:
    one = "((/PUNCT/2/punct Lind/PROPN/0/root ))/PUNCT/2/punct Rents=rent/NOUN/5/nsubj rose=rise/VERB/2/parataxis ./PUNCT/2/punct"
    assert names(build(STAND, one), ("Lind", "rose")) == ["Anna Lind"]


def test_the_outlet_in_the_brackets_of_a_question() -> None:
    line = "QUESTION/PROPN/0/root (/PUNCT/3/punct Herald/PROPN/1/appos )/PUNCT/3/punct :/PUNCT/1/punct "
    line += "Rents=rent/NOUN/7/nsubj rose=rise/VERB/1/parataxis ./PUNCT/1/punct"
    document, parse = build(STAND, line)
    one = quote(document, "Rents rose", cue=":", mention="QUESTION (Herald)", kind="direct")
    found = attribute(document, parse, [one])[0]
    assert found.speaker is not None
    assert found.speaker.name == "Herald"


def test_who_asks_by_a_credit() -> None:
    credit = "Questions=question/NOUN/0/root by/ADP/3/case Karl/PROPN/1/nmod/B-PERSON Moe/PROPN/3/flat/E-PERSON ./PUNCT/1/punct"
    found = names(
        build(STAND, credit, turn("Q:", "rose"), turn("LIND:", "fell"), turn("Q:", "sank")),
        ("Q", "rose"),
        ("LIND", "fell"),
        ("Q", "sank"),
    )
    assert found == ["Karl Moe", "Anna Lind", "Karl Moe"]


def test_you_in_a_turn_is_who_has_the_other_turns() -> None:
    line = (
        "MOE/PROPN/0/root :/PUNCT/1/punct You/PRON/4/nsubj said=say/VERB/1/parataxis prices=price/NOUN/6/nsubj "
        "rose=rise/VERB/4/ccomp ./PUNCT/1/punct"
    )
    document, parse = build(STAND, ASKING, turn("LIND:", "fell"), line)
    outer = quote(document, "You said prices rose", cue=span(document, ":", 2), mention="MOE", kind="direct")
    inner = quote(document, "prices rose", cue="said", mention="You", parent=0)
    found = attribute(document, parse, [outer, inner])
    assert [q.speaker.name if q.speaker else None for q in found] == ["Karl Moe", "Anna Lind"]


def test_you_in_a_quote_is_not_its_speaker() -> None:
    document, parse = build(
        '"/PUNCT/3/punct You/PRON/3/nsubj said=say/VERB/8/ccomp prices=price/NOUN/5/nsubj rose=rise/VERB/3/ccomp '
        ',/PUNCT/3/punct "/PUNCT/3/punct Lind/PROPN/9/nsubj/S-PERSON added=add/VERB/0/root ./PUNCT/9/punct'
    )
    outer = quote(document, "You said prices rose,", cue="added", mention="Lind", kind="direct")
    inner = quote(document, "prices rose", cue="said", mention="You", parent=0)
    assert attribute(document, parse, [outer, inner])[1].speaker is None


def test_he_in_an_answer_is_neither_who_asks_nor_who_answers() -> None:
    question = (
        "Q./PROPN/4/discourse What/PRON/4/obj did/AUX/4/aux Vik/PROPN/5/nsubj/S-PERSON say/VERB/0/root ?/PUNCT/5/punct"
    )
    answer = (
        "A./PROPN/3/discourse He/PRON/3/nsubj said=say/VERB/0/root prices=price/NOUN/5/nsubj "
        "rose=rise/VERB/3/ccomp ./PUNCT/3/punct"
    )
    document, parse = build(JUDGE, STAND.replace("Anna", "Jens"), ASKING, question, answer)
    asked = quote(document, "What did Vik say?", mention="Q", kind="direct")
    at = document.text.index("A. He")
    said = quote(document, "He said prices rose.", mention=Span(at, at + 1), kind="direct")
    inner = quote(document, "prices rose", cue="said", mention="He", parent=1)
    found = attribute(document, parse, [asked, said, inner])
    assert [q.speaker.name if q.speaker else None for q in found] == ["Karl Moe", "Jens Lind", "Hans Vik"]


@pytest.mark.parametrize("opening", ["KM/PROPN/0/root", "Karl/PROPN/0/root/B-PERSON Moe/PROPN/1/flat/E-PERSON"])
def test_an_answer_that_initials_or_a_name_open_is_theirs(opening: str) -> None:
    other = (
        "Karl/PROPN/3/nsubj/B-PERSON Moe/PROPN/1/flat/E-PERSON met=meet/VERB/0/root Anna/PROPN/3/obj/B-PERSON "
        "Lind/PROPN/4/flat/E-PERSON"
    )
    at = len(opening.split())
    document, parse = build(
        STAND, other, turn("Herald:", "rose"), f"{opening} Rents=rent/NOUN/{at + 2}/nsubj fell=fall/VERB/1/parataxis"
    )
    answer = replace(quote(document, span(document, "Rents fell"), kind="direct"), rule="turn")
    (found,) = attribute(document, parse, [answer])
    assert found.speaker is not None
    assert found.speaker.name == "Karl Moe"


def test_an_interview_is_with_whoever_was_interviewed() -> None:
    told = "The/DET/2/det paper/NOUN/3/nsubj interviewed=interview/VERB/0/root Karl/PROPN/3/obj/B-PERSON Moe/PROPN/4/flat/E-PERSON"
    often = "Anna/PROPN/3/nsubj/B-PERSON Lind/PROPN/1/flat/E-PERSON left=leave/VERB/0/root"
    document, parse = build(
        told, often, often, turn("Herald:", "rose"), "Rents=rent/NOUN/2/nsubj fell=fall/VERB/0/root ./PUNCT/2/punct"
    )
    answer = replace(quote(document, span(document, "Rents fell"), kind="direct"), rule="turn")
    (found,) = attribute(document, parse, [answer])
    assert found.speaker is not None
    assert found.speaker.name == "Karl Moe"


def test_an_answer_without_a_label_is_whose_the_interview_is() -> None:
    document, parse = build(
        STAND, turn("Herald:", "rose"), "Rents=rent/NOUN/2/nsubj fell=fall/VERB/0/root ./PUNCT/2/punct"
    )
    answer = replace(quote(document, span(document, "Rents fell"), kind="direct"), rule="turn")
    (found,) = attribute(document, parse, [answer])
    assert found.speaker is not None
    assert (found.speaker.name, found.rule) == ("Anna Lind", "answer")


MET = (
    "Norda/PROPN/3/nsubj/B-ORGANIZATION Times/PROPN/1/flat/E-ORGANIZATION met=meet/VERB/0/root Karl/PROPN/3/obj/B-PERSON "
    "Moe/PROPN/4/flat/E-PERSON ./PUNCT/3/punct"
)
TALK = (
    "The/DET/2/det interview/NOUN/0/root that/PRON/4/obj he/PRON/5/nsubj had=have/VERB/2/acl:relcl with/ADP/8/case "
    "Norda/PROPN/8/compound/B-ORGANIZATION Times/PROPN/5/obl/E-ORGANIZATION ./PUNCT/2/punct"
)
LED = "Karl/PROPN/3/nsubj/B-PERSON Moe/PROPN/1/flat/E-PERSON leads=lead/VERB/0/root Norda/PROPN/3/obj/S-ORGANIZATION ./PUNCT/3/punct"


@pytest.mark.parametrize("told", [MET, f"{LED}\n{TALK}"])
def test_the_medium_that_met_somebody_asks(told: str) -> None:
    article = build(told, turn("Q:", "rose"), turn("A:", "fell"))
    assert names(article, ("Q", "rose"), ("A", "fell")) == ["Norda Times", "Karl Moe"]


def test_a_medium_whose_label_is_short_is_one_with_its_name() -> None:
    article = build(
        "Wikinews/PROPN/2/nsubj/S-ORGANIZATION interviewed=interview/VERB/0/root Karl/PROPN/2/obj/B-PERSON Moe/PROPN/3/flat/E-PERSON",
        turn("Wikinews:", "rose"),
        turn("WN:", "fell"),
    )
    assert names(article, ("Wikinews", "rose"), ("WN", "fell")) == ["Wikinews", "Wikinews"]


def test_a_medium_speaks_to_whom_it_interviews_whatever_its_labels_are() -> None:
    you = "WN/PROPN/3/discourse :/PUNCT/3/punct You/PRON/4/nsubj said=say/VERB/0/root rents/NOUN/6/nsubj fell=fall/VERB/4/ccomp"
    document, parse = build(
        "Wikinews/PROPN/2/nsubj/S-ORGANIZATION interviewed=interview/VERB/0/root Karl/PROPN/2/obj/B-PERSON Moe/PROPN/3/flat/E-PERSON",
        turn("Wikinews:", "rose"),
        you,
    )
    label = span(document, "WN")
    outer = quote(document, "You said rents fell", cue=Span(label.end, label.end + 1), mention=label, kind="direct")
    inner = quote(document, "rents fell", cue="said", mention="You", parent=0)
    found = attribute(document, parse, [outer, inner])
    assert [q.speaker.name if q.speaker else None for q in found] == ["Wikinews", "Karl Moe"]
