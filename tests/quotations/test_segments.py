"""Where contents begin and end: conditions, listeners, objects that belong to the cue, cues inside a content."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quotes.quotations import find_quotations
from quotes.quotations.cues import read_cue, tokens_in, without_cut_phrase
from quotes.records import FAINT_CUE
from tests.builders import build, span
from tests.quotations.test_assembly import attribution, shown


def rows(sentence: str, cue: str, source: str, *contents: str) -> list[tuple[str, str, str | None]]:
    document, parse = build(sentence)
    parse = replace(parse, attributions=(attribution(document, cue, source, *contents),))
    return shown(document, find_quotations(document, parse))


CONDITION = (
    "Orr/PROPN/2/nsubj said=say/VERB/0/root {that}if/SCONJ/{c}/mark it/PRON/{c}/nsubj rains=rain/VERB/{m}/advcl ,/PUNCT/{c}/punct "
    "the/DET/{n}/det mine/NOUN/{m}/nsubj floods=flood/VERB/2/ccomp ./PUNCT/2/punct"
)


def test_a_condition_keeps_its_if() -> None:
    sentence = CONDITION.format(that="", c=5, n=8, m=9)
    assert rows(sentence, "said", "Orr", "if it rains, the mine floods") == [
        ("indirect", "if it rains, the mine floods", "Orr")
    ]


def test_a_condition_keeps_its_if_behind_that() -> None:
    sentence = CONDITION.format(that="that/SCONJ/10/mark ", c=6, n=9, m=10)
    assert rows(sentence, "said", "Orr", "that if it rains, the mine floods") == [
        ("indirect", "if it rains, the mine floods", "Orr")
    ]


def test_a_question_loses_its_if() -> None:
    sentence = "Orr/PROPN/2/nsubj asked=ask/VERB/0/root if/SCONJ/6/mark the/DET/5/det mine/NOUN/6/nsubj floods=flood/VERB/2/ccomp"
    assert rows(sentence, "asked", "Orr", "if the mine floods") == [("indirect", "the mine floods", "Orr")]


def test_listeners_that_the_tree_takes_for_a_part_of_the_content_stay_outside() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj told=tell/VERB/0/root local/ADJ/4/amod media/NOUN/6/compound Lind/PROPN/6/compound mine/NOUN/7/nsubj "
        "closed=close/VERB/2/ccomp ./PUNCT/2/punct"
    )
    assert rows(sentence, "told", "Orr", "Lind mine closed") == [("indirect", "Lind mine closed", "Orr")]


def test_what_is_announced_stands_before_what_is_to_be_done_with_it() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj announced=announce/VERB/0/root a/DET/5/det rescue/NOUN/5/compound plan/NOUN/2/obj to/PART/8/mark "
        "be/AUX/8/aux:pass published=publish/VERB/2/advcl soon/ADV/8/advmod ./PUNCT/2/punct"
    )
    content = "a rescue plan to be published soon"
    assert rows(sentence, "announced", "Orr", content) == [("indirect", content, "Orr")]


def test_what_is_asked_for_is_nobody() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj asked=ask/VERB/0/root for/ADP/5/case the/DET/5/det price/NOUN/2/obl to/PART/8/mark be/AUX/8/aux:pass "
        "cut/VERB/2/advcl ./PUNCT/2/punct"
    )
    assert rows(sentence, "asked for", "Orr", "the price to be cut") == [("indirect", "the price to be cut", "Orr")]


def test_the_object_of_an_aside_is_no_content() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj said=say/VERB/0/root ,/PUNCT/4/punct citing=cite/VERB/2/advcl/O/VBG port/NOUN/6/compound data/NOUN/4/obj "
        ",/PUNCT/4/punct the/DET/9/det mine/NOUN/10/nsubj closed=close/VERB/2/ccomp ./PUNCT/2/punct"
    )
    assert rows(sentence, "said", "Orr", "port data", "the mine closed") == [("indirect", "the mine closed", "Orr")]


def test_a_phrase_that_belongs_to_the_clause_stays() -> None:
    sentence = (
        "The/DET/2/det mine/NOUN/6/nsubj ,/PUNCT/5/punct Orr/PROPN/5/nsubj said=say/VERB/6/parataxis closed=close/VERB/0/root "
        "./PUNCT/6/punct"
    )
    assert rows(sentence, "said", "Orr", "The mine", "closed") == [("indirect", "The mine … closed", "Orr")]


def test_a_cue_behind_the_closing_mark_is_no_content() -> None:
    sentence = (
        "“/PUNCT/3/punct We/PRON/3/nsubj lost=lose/VERB/6/ccomp ,/PUNCT/3/punct ”/PUNCT/3/punct wrote=write/VERB/0/root "
        "Orr/PROPN/6/nsubj in/ADP/10/case a/DET/10/det statement/NOUN/6/obl ./PUNCT/6/punct"
    )
    assert rows(sentence, "in a statement", "Orr", "We lost,” wrote") == [("direct", "We lost,", "Orr")]


def test_a_relative_clause_reports_nothing_of_the_clause_before_it() -> None:
    document, parse = build(
        "Lind/PROPN/2/nsubj won=win/VERB/0/root the/DET/4/det prize/NOUN/2/obj ,/PUNCT/9/punct with/ADP/7/case which/DET/9/obl "
        "Orr/PROPN/9/nsubj claims=claim/VERB/2/parataxis ./PUNCT/2/punct"
    )
    assert find_quotations(document, parse) == []


@pytest.mark.parametrize(("cue", "shown_cue"), [("said in a", "said"), ("said in a statement", "said in a statement")])
def test_a_cue_does_not_end_in_an_article(cue: str, shown_cue: str) -> None:
    document, parse = build(
        "Orr/PROPN/2/nsubj said=say/VERB/0/root in/ADP/5/case a/DET/5/det statement/NOUN/2/obl the/DET/7/det mine/NOUN/8/nsubj "
        "closed=close/VERB/2/ccomp ./PUNCT/2/punct"
    )
    parse = replace(parse, attributions=(attribution(document, cue, "Orr", "the mine closed"),))
    (found,) = find_quotations(document, parse)
    assert found.cue is not None
    assert found.cue.text(document.text) == shown_cue


def test_a_cue_keeps_its_no() -> None:
    document, parse = build("Orr/PROPN/2/nsubj voiced=voice/VERB/0/root no/DET/4/det regret/NOUN/2/obj ./PUNCT/2/punct")
    found = read_cue(
        document.text, tokens_in(parse.sentences, span(document, "voiced no")), span(document, "voiced no")
    )
    assert found is not None
    assert without_cut_phrase(found, []).text(document.text) == "voiced no"


def test_a_clause_is_more_than_its_subject() -> None:
    document, parse = build(
        "Orr/PROPN/2/nsubj/S-PERSON said=say/VERB/0/root mending=mend/VERB/12/csubj the/DET/5/det plant/NOUN/3/obj ,/PUNCT/9/punct "
        "which/PRON/9/nsubj:pass was/AUX/9/aux:pass damaged=damage/VERB/5/acl:relcl ,/PUNCT/12/punct may/AUX/12/aux "
        "take/VERB/2/ccomp a/DET/14/det year/NOUN/12/obj ./PUNCT/2/punct"
    )
    parse = replace(parse, attributions=(attribution(document, "said", "Orr", "mending the plant"),))
    (found,) = shown(document, find_quotations(document, parse))
    assert found == ("indirect", "mending the plant, which was damaged, may take a year", "Orr")


def test_an_adverb_before_that_belongs_to_the_cue() -> None:
    document, parse = build(
        "Orr/PROPN/2/nsubj/S-PERSON claimed=claim/VERB/0/root instead/ADV/2/advmod that/SCONJ/6/mark Moe/PROPN/6/nsubj "
        "won=win/VERB/2/ccomp ./PUNCT/2/punct"
    )
    parse = replace(parse, attributions=(attribution(document, "claimed", "Orr", "instead that Moe won"),))
    found = find_quotations(document, parse)
    assert shown(document, found) == [("indirect", "Moe won", "Orr")]
    assert found[0].cue is not None
    assert found[0].cue.text(document.text) == "claimed instead"


@pytest.mark.parametrize(("verb", "classes"), [("said=say", ["speech"]), ("savoured=savour", [])])
def test_a_faint_cue_counts_where_the_word_is_known_to_report(verb: str, classes: list[str]) -> None:
    document, parse = build(f"Orr/PROPN/2/nsubj/S-PERSON {verb}/VERB/0/root victory/NOUN/2/obj ./PUNCT/2/punct")
    given = attribution(document, verb.partition("=")[0], "Orr", "victory")
    parse = replace(parse, attributions=(replace(given, cue=replace(given.cue, score=FAINT_CUE - 0.01)),))
    assert [q.cue_class for q in find_quotations(document, parse)] == classes


@pytest.mark.parametrize(
    ("sentence", "cue", "source", "content", "shown_cue"),
    [
        (
            "Orr/PROPN/2/nsubj said=say/VERB/0/root on/ADP/4/case Twitter/PROPN/2/obl the/DET/6/det mine/NOUN/7/nsubj "
            "closed=close/VERB/2/ccomp ./PUNCT/2/punct",
            "said on",
            "Orr",
            "the mine closed",
            "said",
        ),
        (
            "Orr/PROPN/2/nsubj warned=warn/VERB/0/root against/ADP/4/case fraud/NOUN/2/obl ./PUNCT/2/punct",
            "warned against",
            "Orr",
            "fraud",
            "warned against",
        ),
        (
            "Orr/PROPN/3/nmod:poss 's/PART/1/case claim/NOUN/7/nsubj that/SCONJ/6/mark mines/NOUN/6/nsubj "
            "close/VERB/3/acl/O/VBP fell=fall/VERB/0/root ./PUNCT/7/punct",
            "'s claim",
            "Orr",
            "mines close",
            "claim",
        ),
        (
            "It/PRON/3/nsubj:pass was/AUX/3/aux:pass reported=report/VERB/0/root by/ADP/5/case Orr/PROPN/3/obl that/SCONJ/8/mark "
            "mines/NOUN/8/nsubj close/VERB/3/ccomp/O/VBP ./PUNCT/3/punct",
            "was reported by",
            "Orr",
            "mines close",
            "was reported by",
        ),
    ],
)
def test_a_cue_ends_before_what_leads_elsewhere(
    sentence: str, cue: str, source: str, content: str, shown_cue: str
) -> None:
    document, parse = build(sentence)
    parse = replace(parse, attributions=(attribution(document, cue, source, content),))
    (found,) = find_quotations(document, parse)
    assert found.cue is not None
    assert found.cue.text(document.text) == shown_cue


def test_an_infinitive_within_a_clause_is_not_what_somebody_is_asked_to_do() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj claimed=claim/VERB/0/root the/DET/4/det tax/NOUN/2/obj is/AUX/6/aux:pass meant=mean/VERB/2/ccomp "
        "to/PART/8/mark hurt/VERB/2/xcomp ./PUNCT/2/punct"
    )
    assert rows(sentence, "claimed", "Orr", "the tax is meant to hurt") == [
        ("indirect", "the tax is meant to hurt", "Orr")
    ]


def test_a_content_takes_the_subject_that_a_relative_clause_cut_off() -> None:
    sentence = (
        "The/DET/2/det park/NOUN/9/nsubj ,/PUNCT/6/punct where/ADV/6/advmod they/PRON/6/nsubj "
        "met=meet/VERB/2/acl:relcl ,/PUNCT/2/punct "
        "is/AUX/9/cop closed/ADJ/12/ccomp ,/PUNCT/9/punct Orr/PROPN/12/nsubj said=say/VERB/0/root ./PUNCT/12/punct"
    )
    assert rows(sentence, "said", "Orr", "is closed") == [("indirect", "The park, where they met, is closed", "Orr")]


SEMICOLON = (
    "Orr/PROPN/2/nsubj said=say/VERB/0/root ten/NUM/4/nsubj died=die/VERB/2/ccomp ;/PUNCT/8/punct no/DET/7/det names/NOUN/8/nsubj "
    "followed=follow/VERB/2/parataxis ./PUNCT/2/punct"
)


def test_what_follows_a_semicolon_is_told_anew() -> None:
    assert rows(SEMICOLON, "said", "Orr", "ten died; no names followed") == [("indirect", "ten died", "Orr")]


def test_who_speaks_is_no_part_of_what_is_said() -> None:
    sentence = (
        "The/DET/2/det city/NOUN/3/nsubj announced=announce/VERB/0/root mines/NOUN/6/nsubj will/AUX/6/aux close/VERB/3/ccomp "
        "./PUNCT/3/punct"
    )
    document, parse = build(sentence)
    parse = replace(parse, attributions=(attribution(document, "announced", None, "The city", "mines will close"),))
    assert shown(document, find_quotations(document, parse)) == [("indirect", "mines will close", "The city")]


@pytest.mark.parametrize(
    ("verb", "number"),
    [
        ("determined=determine/VERB/0/root", 1),
        ("could/AUX/3/aux determine/VERB/0/root/O/VB", 0),
    ],
)
def test_a_finding_is_a_report_once_it_is_made(verb: str, number: int) -> None:
    at = 2 + verb.count(" ")
    sentence = f"Police/NOUN/{at}/nsubj {verb} mines/NOUN/{at + 2}/nsubj close/VERB/{at}/ccomp/O/VBP ./PUNCT/{at}/punct"
    document, parse = build(sentence)
    parse = replace(parse, attributions=(attribution(document, "determine", "Police", "mines close"),))
    assert [q.cue_class for q in find_quotations(document, parse)] == ["speech" if number else "thought"]


def test_where_it_was_said_is_no_part_of_it() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj said=say/VERB/0/root ,/PUNCT/5/punct in/ADP/5/case May/PROPN/2/obl ,/PUNCT/5/punct “/PUNCT/9/punct "
        "mines/NOUN/9/nsubj close/VERB/2/ccomp/O/VBP ”/PUNCT/9/punct ./PUNCT/2/punct"
    )
    assert rows(sentence, "said", "Orr", "in May, “mines close”") == [("direct", "mines close", "Orr")]


def test_a_content_begins_with_a_whole_word() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj told=tell/VERB/0/root France/PROPN/2/obj +-/PUNCT/5/punct +Presse/PROPN/3/flat arson/NOUN/7/nsubj "
        "rose=rise/VERB/2/ccomp ./PUNCT/2/punct"
    )
    assert rows(sentence, "told", "Orr", "Presse arson rose") == [("indirect", "arson rose", "Orr")]


def test_what_a_noun_reports_ends_before_the_verb_of_its_clause() -> None:
    sentence = (
        "Orr/PROPN/3/nmod:poss 's/PART/1/case denial/NOUN/8/nsubj that/SCONJ/7/mark troops/NOUN/7/nsubj had/AUX/7/aux "
        "moved=move/VERB/3/acl came=come/VERB/0/root late/ADV/8/advmod ./PUNCT/8/punct"
    )
    assert rows(sentence, "denial", "Orr", "that troops had moved came late") == [
        ("indirect", "troops had moved", "Orr")
    ]


def test_clauses_with_a_that_of_their_own_go_on() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj claims=claim/VERB/0/root fees/NOUN/4/nsubj rose=rise/VERB/2/ccomp ,/PUNCT/9/punct and/CCONJ/9/cc "
        "that/SCONJ/9/mark nobody/PRON/9/nsubj paid=pay/VERB/4/conj ./PUNCT/2/punct"
    )
    assert rows(sentence, "claims", "Orr", "fees rose") == [("indirect", "fees rose, and that nobody paid", "Orr")]


def test_but_that_of_the_article_does_not_go_on() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj claims=claim/VERB/0/root fees/NOUN/4/nsubj rose=rise/VERB/2/ccomp ,/PUNCT/9/punct but/CCONJ/9/cc "
        "that/PRON/9/nsubj is/AUX/9/cop wrong/ADJ/2/conj ./PUNCT/2/punct"
    )
    assert rows(sentence, "claims", "Orr", "fees rose") == [("indirect", "fees rose", "Orr")]


def test_the_subject_that_a_relative_clause_sets_apart_from_its_verb_is_told_too() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj said=say/VERB/0/root the/DET/4/det club/NOUN/2/obj ,/PUNCT/8/punct which/PRON/8/nsubj was/AUX/8/cop "
        "new/ADJ/4/acl:relcl ,/PUNCT/4/punct won=win/VERB/2/ccomp twice/ADV/10/advmod ./PUNCT/2/punct"
    )
    assert rows(sentence, "said", "Orr", "won twice") == [("indirect", "the club, which was new, won twice", "Orr")]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (
            "the/DET/4/det plan/NOUN/6/nsubj “/PUNCT/6/punct stinks=stink/VERB/2/ccomp ”/PUNCT/6/punct",
            "the plan “stinks”",
        ),
        ("“/PUNCT/5/punct nobody/PRON/5/nsubj ”/PUNCT/5/punct stayed=stay/VERB/2/ccomp", "“nobody” stayed"),
    ],
)
def test_marks_within_what_is_told_stay_a_pair(told: str, words: str) -> None:
    sentence = f"Orr/PROPN/2/nsubj said=say/VERB/0/root {told} ./PUNCT/2/punct"
    assert rows(sentence, "said", "Orr", words) == [("mixed", words, "Orr")]


@pytest.mark.parametrize(
    ("aside", "expected"),
    [
        ("chief/NOUN/3/appos", "rents rose"),
        ("in/ADP/6/case May/PROPN/9/obl", "in May … rents rose"),
    ],
)
def test_what_the_source_of_an_according_to_is_is_no_content(aside: str, expected: str) -> None:
    words = len(aside.split())
    sentence = (
        f"According=accord/VERB/3/case to/ADP/1/fixed Lind/PROPN/{words + 7}/obl ,/PUNCT/3/punct {aside} ,/PUNCT/3/punct "
        f"rents=rent/NOUN/{words + 7}/nsubj rose=rise/VERB/0/root ./PUNCT/{words + 7}/punct"
    ).replace("May/PROPN/9", f"May/PROPN/{words + 7}")
    inside = " ".join(word.split("/")[0] for word in aside.split())
    ((_, content, source),) = rows(sentence, "According to", "Lind", inside, "rents rose")
    assert (content.replace(", ", " … "), source) == (expected, "Lind")


def test_who_is_accused_is_no_part_of_a_bare_charge() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj accused=accuse/VERB/0/root harbour/NOUN/4/compound guards/NOUN/2/obj of/ADP/6/case "
        "fraud/NOUN/4/nmod ./PUNCT/2/punct"
    )
    assert rows(sentence, "accused", "Orr", "harbour guards of fraud") == [("indirect", "fraud", "Orr")]


def test_who_is_accused_is_no_part_of_what_of() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj accused=accuse/VERB/0/root the/DET/4/det mayor/NOUN/2/obj of/SCONJ/6/mark lying=lie/VERB/4/acl/O/VBG "
        "twice/ADV/6/advmod ./PUNCT/2/punct"
    )
    assert rows(sentence, "accused", "Orr", "the mayor of lying twice") == [("indirect", "lying twice", "Orr")]


def test_marked_words_that_only_an_and_joins_are_segments_of_their_own() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj called=call/VERB/0/root it/PRON/2/obj “/PUNCT/5/punct null/ADJ/2/xcomp ”/PUNCT/5/punct and/CCONJ/9/cc "
        "“/PUNCT/9/punct void/ADJ/5/conj ”/PUNCT/9/punct ./PUNCT/2/punct"
    )
    assert rows(sentence, "called", "Orr", "it “null” and “void”") == [("direct", "null … void", "Orr")]


def test_modal_verbs_that_and_joins_are_both_told_whatever_the_tree_says() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj said=say/VERB/0/root he/PRON/4/nsubj can/AUX/2/ccomp and/CCONJ/7/cc may/AUX/7/aux/O/MD "
        "declare/VERB/2/conj war/NOUN/7/obj ./PUNCT/2/punct"
    )
    assert rows(sentence, "said", "Orr", "he can and may declare war") == [
        ("indirect", "he can and may declare war", "Orr")
    ]


@pytest.mark.parametrize(
    ("sentence", "cue", "content", "expected"),
    [
        (
            "That/PRON/4/nsubj/O/DT was/AUX/4/cop a/DET/4/det mistake/NOUN/0/root ,/PUNCT/8/punct according=accord/VERB/8/case/O/VBG "
            "to/ADP/6/fixed Orr/PROPN/4/obl/S-PERSON ./PUNCT/4/punct",
            "according to",
            "That was a mistake",
            "That was a mistake",
        ),
        (
            "As/SCONJ/3/mark prices/NOUN/3/nsubj rose=rise/VERB/6/advcl ,/PUNCT/3/punct people/NOUN/6/nsubj left=leave/VERB/9/ccomp "
            ",/PUNCT/6/punct Orr/PROPN/9/nsubj/S-PERSON said=say/VERB/0/root ./PUNCT/9/punct",
            "said",
            "As prices rose, people left",
            "As prices rose, people left",
        ),
        (
            "Orr/PROPN/2/nsubj/S-PERSON says=say/VERB/0/root/O/VBZ that/PRON/6/nsubj/O/DT would/AUX/6/aux/O/MD be/AUX/6/cop/O/VB "
            "wrong/ADJ/2/ccomp ./PUNCT/2/punct",
            "says",
            "that would be wrong",
            "that would be wrong",
        ),
        (
            "Orr/PROPN/2/nsubj/S-PERSON called=call/VERB/0/root for/SCONJ/6/mark owners/NOUN/2/obl to/PART/6/mark/O/TO "
            "leave/VERB/2/xcomp/O/VB ./PUNCT/2/punct",
            "called for",
            "owners to leave",
            "owners to leave",
        ),
        (
            "Orr/PROPN/2/nsubj/S-PERSON calls=call/VERB/0/root/O/VBZ to/PART/4/mark/O/TO close/VERB/2/xcomp/O/VB the/DET/6/det "
            "port/NOUN/4/obj ./PUNCT/2/punct",
            "calls to",
            "close the port",
            "to close the port",
        ),
        (
            "Orr/PROPN/2/nsubj/S-PERSON claims=claim/VERB/0/root/O/VBZ he/PRON/4/nsubj came=come/VERB/2/ccomp and/CCONJ/6/cc "
            "told=tell/VERB/4/conj them/PRON/6/iobj to/PART/9/mark/O/TO leave/VERB/6/xcomp/O/VB ./PUNCT/2/punct",
            "claims",
            "he came and told them to leave",
            "he came and told them to leave",
        ),
    ],
)
def test_a_content_keeps_the_words_it_begins_and_goes_on_with(
    sentence: str, cue: str, content: str, expected: str
) -> None:
    assert expected in [row[1] for row in rows(sentence, cue, "Orr", content)]


def test_who_goes_on_to_report_ends_what_was_said_before() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj/S-PERSON said=say/VERB/0/root he/PRON/4/nsubj came=come/VERB/2/ccomp and/CCONJ/6/cc "
        "told=tell/VERB/4/conj them/PRON/6/iobj to/PART/9/mark/O/TO leave/VERB/6/xcomp/O/VB ./PUNCT/2/punct"
    )
    document, parse = build(sentence)
    both = (
        attribution(document, "said", "Orr", "he came and told them to leave"),
        attribution(document, "told", "Orr", "to leave"),
    )
    found = shown(document, find_quotations(document, replace(parse, attributions=both)))
    assert [row[1] for row in found] == ["he came", "to leave"]


def test_semicolons_of_a_list_part_nothing() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj/S-PERSON said=say/VERB/0/root the/DET/4/det owners/NOUN/6/nsubj are/AUX/6/cop/O/VBP Norda/PROPN/2/ccomp "
        "in/ADP/8/case Alda/PROPN/6/nmod ;/PUNCT/11/punct and/CCONJ/11/cc Pell/PROPN/6/conj in/ADP/13/case Lund/PROPN/11/nmod "
        "./PUNCT/2/punct"
    )
    content = "the owners are Norda in Alda; and Pell in Lund"
    assert rows(sentence, "said", "Orr", content) == [("indirect", content, "Orr")]


@pytest.mark.parametrize(("article", "taken"), [("the", True), ("a", False)])
def test_what_a_dash_adds_belongs_to_the_content_unless_the_article_thinks_it(article: str, taken: bool) -> None:
    sentence = (
        "Orr/PROPN/2/nsubj/S-PERSON announced=announce/VERB/0/root a/DET/4/det tunnel/NOUN/2/obj –/PUNCT/7/punct "
        f"{article}/DET/7/det marvel/NOUN/4/appos in/ADP/9/case Alda/PROPN/7/nmod ./PUNCT/2/punct"
    )
    expected = f"a tunnel – {article} marvel in Alda" if taken else "a tunnel"
    assert [row[1] for row in rows(sentence, "announced", "Orr", "a tunnel")] == [expected]


def test_a_clause_before_the_one_that_is_told_belongs_to_it() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj/S-PERSON said=say/VERB/0/root that/SCONJ/8/mark after/SCONJ/5/mark winning=win/VERB/8/advcl/O/VBG "
        ",/PUNCT/5/punct Lind/PROPN/8/nsubj/S-PERSON left=leave/VERB/2/ccomp ./PUNCT/2/punct"
    )
    assert [row[1] for row in rows(sentence, "said", "Orr", "that after winning")] == ["after winning, Lind left"]


def test_of_a_message_that_announces_something_it_is_the_announcement() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj/S-PERSON posted=post/VERB/0/root a/DET/4/det message/NOUN/2/obj announcing=announce/VERB/4/acl/O/VBG "
        "he/PRON/7/nsubj left=leave/VERB/5/ccomp ./PUNCT/2/punct"
    )
    document, parse = build(sentence)
    parse = replace(parse, attributions=(attribution(document, "posted a message", "Orr", "announcing he left"),))
    (found,) = find_quotations(document, parse)
    assert found.cue is not None
    assert (found.cue.text(document.text), shown(document, [found])) == (
        "announcing",
        [("indirect", "he left", "Orr")],
    )


@pytest.mark.parametrize(
    ("verb", "cue", "content"),
    [("expressed=express", "expressed", "concern about rents"), ("renewed=renew", "renewed concern about", "rents")],
)
def test_what_is_expressed_is_told_with_the_noun_that_names_it(verb: str, cue: str, content: str) -> None:
    document, parse = build(
        f"Orr/PROPN/2/nsubj/S-PERSON {verb}/VERB/0/root concern/NOUN/2/obj about/ADP/5/case rents/NOUN/3/nmod ./PUNCT/2/punct"
    )
    words = f"{verb.split('=')[0]} concern about"
    parse = replace(parse, attributions=(attribution(document, words, "Orr", "rents"),))
    (found,) = find_quotations(document, parse)
    assert found.cue is not None
    assert (found.cue.text(document.text), [s.text(document.text) for s in found.segments]) == (cue, [content])


def test_a_thought_that_the_model_is_not_sure_of_is_none() -> None:
    document, parse = build(
        "Orr/PROPN/2/nsubj/S-PERSON hopes=hope/VERB/0/root rents/NOUN/4/nsubj fall/VERB/2/ccomp ./PUNCT/2/punct"
    )
    sure = attribution(document, "hopes", "Orr", "rents fall")
    faint = replace(sure, contents=(replace(sure.contents[0], score=0.5),))
    assert [len(find_quotations(document, replace(parse, attributions=(own,)))) for own in (sure, faint)] == [1, 0]


@pytest.mark.parametrize(
    ("whom", "what", "expected"),
    [
        ("Lind/PROPN/2/obj/S-PERSON", "his/PRON/6/nmod:poss zeal/NOUN/3/nmod", "his zeal"),
        ("guards/NOUN/2/obj", "leaving=leave/VERB/2/advcl/O/VBG early/ADV/5/advmod", "leaving early"),
        ("plans/NOUN/2/obj", "the/DET/6/det summer/NOUN/3/nmod", "plans for the summer"),
    ],
)
def test_whoever_is_criticised_is_no_part_of_what_for(whom: str, what: str, expected: str) -> None:
    sentence = (
        f"Orr/PROPN/2/nsubj/S-PERSON criticised=criticise/VERB/0/root {whom} for/SCONJ/5/mark {what} ./PUNCT/2/punct"
    )
    words = " ".join(word.split("/")[0].split("=")[0] for word in (whom, *what.split()))
    content = words.replace(" ", " for ", 1)
    found = rows(sentence, "criticised", "Orr", content)
    assert [row[1] for row in found] == [expected]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Moe/PROPN/9/nsubj left=leave/VERB/0/root", "Moe left"),
        ("a/DET/9/det nurse/NOUN/6/appos ,/PUNCT/9/punct left=leave/VERB/0/root", "Anna, a nurse, left"),
    ],
)
def test_what_follows_an_according_to_between_commas_is_its_source_unless_it_acts(told: str, expected: str) -> None:
    alone = "appos" not in told
    verb = 9 if alone else 11
    name = f"Anna/PROPN/{4 if alone else verb}/{'appos' if alone else 'nsubj'}/S-PERSON"
    sentence = (
        f"According=accord/VERB/4/case/O/VBG to/ADP/1/fixed his/PRON/4/nmod:poss wife/NOUN/{verb}/obl ,/PUNCT/6/punct {name} "
        f",/PUNCT/6/punct {told.replace('/9/', f'/{verb}/')} ./PUNCT/{verb}/punct"
    )
    content = "Anna, Moe left" if alone else "Anna, a nurse, left"
    assert [row[1] for row in rows(sentence, "According to", "his wife", content)] == [expected]


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("expects=expect", "rents to fall"), ("requires=require", "rents to fall"), ("persuaded=persuade", "to fall")],
)
def test_who_is_expected_to_do_something_is_not_spoken_to(verb: str, expected: str) -> None:
    sentence = (
        f"Orr/PROPN/2/nsubj/S-PERSON {verb}/VERB/0/root rents/NOUN/2/obj to/PART/5/mark/O/TO "
        f"fall=fall/VERB/2/xcomp/O/VB ./PUNCT/2/punct"
    )
    found = rows(sentence, verb.partition("=")[0], "Orr", "rents to fall")
    assert [row[1] for row in found] == [expected]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("IPS/PROPN/4/compound/S-ORGANIZATION rents/NOUN/5/nsubj fell=fall/VERB/2/ccomp", "rents fell"),
        ("IPS/PROPN/5/nsubj/S-ORGANIZATION had/AUX/5/aux closed=close/VERB/2/ccomp", "IPS had closed"),
    ],
)
def test_the_medium_that_is_told_something_is_no_part_of_it(told: str, expected: str) -> None:
    sentence = f"Orr/PROPN/2/nsubj/S-PERSON tells=tell/VERB/0/root {told} ./PUNCT/2/punct"
    words = " ".join(word.split("/")[0].split("=")[0] for word in told.split())
    assert [row[1] for row in rows(sentence, "tells", "Orr", words)] == [expected]


def test_a_country_that_is_pointed_to_is_told_of() -> None:
    sentence = (
        "According=accord/VERB/3/case to/ADP/1/fixed Orr/PROPN/7/obl/S-PERSON ,/PUNCT/3/punct that/DET/6/det country/NOUN/7/nsubj "
        "grew=grow/VERB/0/root ./PUNCT/7/punct"
    )
    assert [row[1] for row in rows(sentence, "According to", "Orr", "that country grew")] == ["that country grew"]


def test_an_if_behind_that_stays_whatever_the_tree_says() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj/S-PERSON said=say/VERB/0/root that/SCONJ/6/mark if/SCONJ/6/mark it/PRON/6/nsubj rains=rain/VERB/2/ccomp "
        "the/DET/8/det mine/NOUN/9/nsubj floods=flood/VERB/6/parataxis ./PUNCT/2/punct"
    )
    assert [row[1] for row in rows(sentence, "said", "Orr", "that if it rains the mine floods")] == [
        "if it rains the mine floods"
    ]
