"""Evidence to quotations, on parses written by hand; the attribution model's part is played by the tests."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.documents import from_text
from quotes.quotations import find_quotations
from quotes.records import Attribution, Document, Parse, Quotation, Span, SpanScore
from tests.builders import build, span


def attribution(document: Document, cue: str, source: str | None, *contents: str) -> Attribution:
    def scored(words: str) -> SpanScore:
        return SpanScore(span(document, words), 0.9)

    return Attribution(scored(cue), (scored(source),) if source else (), tuple(map(scored, contents)))


def shown(document: Document, found: list[Quotation]) -> list[tuple[str, str, str | None]]:
    return [
        (
            q.kind,
            " … ".join(s.text(document.text) for s in q.segments),
            q.mention.text(document.text) if q.mention else None,
        )
        for q in found
    ]


DENIED = (
    "Orr/PROPN/2/nsubj/S-PERSON said=say/VERB/0/root that/SCONJ/6/mark the/DET/5/det mine/NOUN/6/nsubj "
    "closed=close/VERB/2/ccomp in/ADP/8/case May/PROPN/6/obl ./PUNCT/2/punct"
)


def test_the_parse_completes_a_clause_that_the_model_cut_short() -> None:
    document, parse = build(DENIED)
    parse = replace(parse, attributions=(attribution(document, "said", "Orr", "that the mine closed in"),))
    assert shown(document, find_quotations(document, parse)) == [("indirect", "the mine closed in May", "Orr")]


def test_grammar_alone_shows_a_report_that_the_model_missed() -> None:
    document, parse = build(DENIED)
    (found,) = find_quotations(document, parse)
    assert shown(document, [found]) == [("indirect", "the mine closed in May", "Orr")]
    assert found.rule == "clause-of-cue"


def test_marks_are_not_overruled() -> None:
    document, parse = build(
        "“/PUNCT/2/punct Stay=stay/VERB/0/root here/ADV/2/advmod all/DET/5/det night/NOUN/2/obl ,/PUNCT/8/punct ”/PUNCT/2/punct "
        "Orr/PROPN/9/nsubj/S-PERSON said=say/VERB/2/parataxis ./PUNCT/2/punct"
    )
    parse = replace(parse, attributions=(attribution(document, "said", "Orr", "here all"),))
    assert shown(document, find_quotations(document, parse)) == [("direct", "Stay here all night,", "Orr")]


def test_a_term_in_marks_is_no_quote() -> None:
    document, parse = build(
        "The/DET/5/det so-called/ADJ/5/amod “/PUNCT/5/punct quiet/ADJ/5/amod room/NOUN/8/nsubj ”/PUNCT/5/punct is/AUX/8/cop "
        "full/ADJ/0/root ./PUNCT/8/punct"
    )
    assert find_quotations(document, parse) == []


def test_thoughts_have_their_class() -> None:
    document, parse = build(
        "Orr/PROPN/2/nsubj believes=believe/VERB/0/root the/DET/4/det mine/NOUN/5/nsubj closed=close/VERB/2/ccomp ./PUNCT/2/punct"
    )
    parse = replace(parse, attributions=(attribution(document, "believes", "Orr", "the mine closed"),))
    assert [q.cue_class for q in find_quotations(document, parse)] == ["thought"]


def test_the_addressee_of_a_request_stays_outside() -> None:
    document, parse = build(
        "Orr/PROPN/2/nsubj urged=urge/VERB/0/root the/DET/4/det union/NOUN/2/obj to/PART/6/mark wait/VERB/2/xcomp ./PUNCT/2/punct"
    )
    parse = replace(parse, attributions=(attribution(document, "urged", "Orr", "the union to wait"),))
    assert shown(document, find_quotations(document, parse)) == [("indirect", "to wait", "Orr")]


def test_the_listener_stays_outside() -> None:
    document, parse = build(
        "Orr/PROPN/2/nsubj told=tell/VERB/0/root reporters/NOUN/2/obj the/DET/5/det mine/NOUN/6/nsubj closed=close/VERB/2/ccomp"
    )
    parse = replace(parse, attributions=(attribution(document, "told", "Orr", "reporters the mine closed"),))
    assert shown(document, find_quotations(document, parse)) == [("indirect", "the mine closed", "Orr")]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        (
            "Mine/NOUN/2/nsubj closes=close/VERB/0/root for/ADP/4/case good/NOUN/2/obl -/PUNCT/6/punct ministry/NOUN/2/parataxis",
            ("indirect", "Mine closes for good", "ministry"),
        ),
        (
            "Governor/NOUN/4/parataxis :/PUNCT/1/punct mine/NOUN/4/nsubj closes=close/VERB/0/root for/ADP/6/case good/NOUN/4/obl",
            ("indirect", "mine closes for good", "Governor"),
        ),
        (
            "Mine/NOUN/2/nsubj closes=close/VERB/0/root ,/PUNCT/6/punct Swedish/ADJ/6/amod police/NOUN/6/compound "
            "report/NOUN/2/parataxis",
            ("indirect", "Mine closes", "Swedish police"),
        ),
        (
            "Orr/PROPN/6/parataxis/S-PERSON on/ADP/3/case Fraud/PROPN/1/nmod :/PUNCT/1/punct mines/NOUN/6/nsubj "
            "close=close/VERB/0/root",
            ("indirect", "mines close", "Orr"),
        ),
    ],
)
def test_headlines_name_their_source(headline: str, expected: tuple[str, str, str]) -> None:
    document, parse = build("It/PRON/2/nsubj rained=rain/VERB/0/root ./PUNCT/2/punct", headline=headline)
    assert shown(document, find_quotations(document, parse)) == [expected]


def test_an_address_in_a_headline_says_nothing() -> None:
    document, parse = build(
        "It/PRON/2/nsubj rained=rain/VERB/0/root ./PUNCT/2/punct",
        headline="www.a.example/X/0/root -/PUNCT/1/punct Orr/PROPN/1/parataxis/S-PERSON",
    )
    assert shown(document, find_quotations(document, parse)) == []


def test_a_label_in_a_headline_is_no_source() -> None:
    document, parse = build(
        "It/PRON/2/nsubj rained=rain/VERB/0/root ./PUNCT/2/punct",
        headline="Live/ADJ/4/parataxis :/PUNCT/1/punct mine/NOUN/4/nsubj closes=close/VERB/0/root",
    )
    assert find_quotations(document, parse) == []


def test_words_about_a_name_in_a_headline_are_no_source() -> None:
    document, parse = build(
        "It/PRON/2/nsubj rained=rain/VERB/0/root ./PUNCT/2/punct",
        headline="Orr/PROPN/2/compound/S-PERSON sale/NOUN/5/parataxis :/PUNCT/2/punct mine/NOUN/5/nsubj closes=close/VERB/0/root",
    )
    assert find_quotations(document, parse) == []


def test_turns_of_a_transcript() -> None:
    text = "Orr on the mine\n\nQ: Will you stay?\n\nORR: Yes. I like it here.\n\nI always did.\n\nQ: For how long?\n\nORR: For good."
    document = from_text(text, document_id="d")
    found = find_quotations(document, Parse((), ()))
    assert shown(document, found) == [
        ("direct", "Will you stay?", "Q"),
        ("direct", "Yes. I like it here. … I always did.", "ORR"),
        ("direct", "For how long?", "Q"),
        ("direct", "For good.", "ORR"),
    ]


def test_turns_of_a_transcript_that_is_quoted_as_a_whole() -> None:
    text = (
        "Orr on the mine\n\n“Q: Will you stay?\n\n“ORR: Yes. I like it here.\n\n“Q: For how long?\n\n“ORR: For good.”"
    )
    document = from_text(text, document_id="d")
    assert [row[1:] for row in shown(document, find_quotations(document, Parse((), ())))] == [
        ("Will you stay?", "Q"),
        ("Yes. I like it here.", "ORR"),
        ("For how long?", "Q"),
        ("For good.”", "ORR"),
    ]


def test_turns_of_an_interview_with_labels_in_brackets() -> None:
    paragraphs = ["Orr on the mine", "He spoke to us.", "((WN))  Will you stay?", "((Jan Orr))  Yes.", "I always did."]
    text = "\n\n".join([*paragraphs, "((WN)) : Why?", "((Jan Orr)) It pays."])
    document = from_text(text, document_id="d")
    found = find_quotations(document, Parse((), ()))
    assert shown(document, found) == [
        ("direct", "Will you stay?", "WN"),
        ("direct", "Yes. … I always did.", "Jan Orr"),
        ("direct", "Why?", "WN"),
        ("direct", "It pays.", "Jan Orr"),
    ]
    assert [q.cue for q in found] == [None] * 4


def test_turns_of_a_court_transcript_end_their_label_with_a_stop() -> None:
    text = "Falk on the stand\n\nQ. Did you see it?\n\nA. I did. Twice.\n\nMS. OYLER: Objection.\n\nTHE COURT: Overruled.\n\nQ. When?"
    document = from_text(text, document_id="d")
    found = find_quotations(document, Parse((), ()))
    assert shown(document, found) == [
        ("direct", "Did you see it?", "Q"),
        ("direct", "I did. Twice.", "A"),
        ("direct", "Objection.", "MS. OYLER"),
        ("direct", "Overruled.", "THE COURT"),
        ("direct", "When?", "Q"),
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Orr/PROPN/2/nsubj/S-PERSON denied=deny/VERB/0/root nine/NUM/4/nummod counts=count/NOUN/2/obj of/ADP/6/case "
            "theft/NOUN/4/nmod ./PUNCT/2/punct",
            ("indirect", "nine counts of theft", "Orr"),
        ),
        (
            "Police/NOUN/2/nsubj put/VERB/0/root the/DET/4/det toll/NOUN/2/obj at/ADP/6/case 25/NUM/2/obl ./PUNCT/2/punct",
            ("indirect", "the toll at 25", "Police"),
        ),
        (
            "The/DET/2/det ministry/NOUN/4/nmod:poss +'s/PART/2/case denial/NOUN/9/nsubj that/SCONJ/7/mark troops/NOUN/7/nsubj "
            "moved=move/VERB/4/acl surprised=surprise/VERB/0/root nobody/PRON/8/obj ./PUNCT/8/punct",
            ("indirect", "troops moved", "The ministry"),
        ),
        (
            "Calls=call/NOUN/6/nsubj by/ADP/3/case bishops/NOUN/1/nmod for/ADP/5/case calm/NOUN/1/nmod failed=fail/VERB/0/root "
            "./PUNCT/6/punct",
            ("indirect", "calm", "bishops"),
        ),
        (
            "Orr/PROPN/2/nsubj/S-PERSON renewed=renew/VERB/0/root a/DET/4/det demand/NOUN/2/obj for/ADP/6/case monitors/NOUN/4/nmod "
            "./PUNCT/2/punct",
            ("indirect", "monitors", "Orr"),
        ),
        (
            "He/PRON/2/nsubj told=tell/VERB/0/root the/DET/4/det guards/NOUN/2/obj not/PART/7/advmod to/PART/7/mark "
            "speak/VERB/2/xcomp ./PUNCT/2/punct",
            ("indirect", "not to speak", "He"),
        ),
        (
            "Orr/PROPN/2/nsubj/S-PERSON vowed=vow/VERB/0/root to/PART/4/mark appeal/VERB/2/xcomp ./PUNCT/2/punct",
            ("indirect", "to appeal", "Orr"),
        ),
        (
            "Orr/PROPN/2/nsubj/S-PERSON called=call/VERB/0/root for/ADP/4/case calm/NOUN/2/obl ./PUNCT/2/punct",
            ("indirect", "calm", "Orr"),
        ),
        (
            "By/ADP/3/case their/PRON/3/nmod:poss count/NOUN/6/obl there/PRON/6/expl were=be/AUX/6/cop "
            "nine/NUM/0/root ./PUNCT/6/punct",
            ("indirect", "there were nine", "their"),
        ),
        (
            "In/ADP/3/case his/PRON/3/nmod:poss view/NOUN/9/obl the/DET/5/det race/NOUN/9/nsubj is=be/AUX/9/cop “/PUNCT/9/punct "
            "a/DET/9/det joke/NOUN/0/root ”/PUNCT/9/punct ./PUNCT/9/punct",
            ("mixed", "the race is “a joke”", "his"),
        ),
    ],
)
def test_nouns_objects_and_phrases_report(sentence: str, expected: tuple[str, str, str]) -> None:
    document, parse = build(sentence)
    assert shown(document, find_quotations(document, parse)) == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In/ADP/3/case his/PRON/3/nmod:poss view/NOUN/8/obl the/DET/5/det race/NOUN/8/nsubj is=be/AUX/8/cop a/DET/8/det "
            "joke/NOUN/0/root ./PUNCT/8/punct",
            [("indirect", "the race is a joke", "his")],
        ),
        (
            "The/DET/2/det race/NOUN/8/nsubj is=be/AUX/8/cop in/ADP/6/case his/PRON/6/nmod:poss view/NOUN/8/obl a/DET/8/det "
            "joke/NOUN/0/root ./PUNCT/8/punct",
            [],
        ),
        (
            "By/ADP/3/case early/ADJ/3/amod reports=report/NOUN/5/obl nine/NUM/5/nsubj died=die/VERB/0/root ./PUNCT/5/punct",
            [("indirect", "nine died", "early reports")],
        ),
        (
            "In/ADP/3/case the/DET/3/det analysis/NOUN/8/obl of/ADP/6/case Norda/PROPN/6/compound Bank/PROPN/3/nmod "
            "fees=fee/NOUN/8/nsubj rose=rise/VERB/0/root ./PUNCT/8/punct",
            [("indirect", "fees rose", "Norda Bank")],
        ),
        (
            "Fees=fee/NOUN/2/nsubj rose=rise/VERB/0/root according/ADP/6/case to/ADP/3/fixed the/DET/6/det rules=rule/NOUN/2/obl "
            "./PUNCT/2/punct",
            [],
        ),
        (
            "In/ADP/3/case her/PRON/3/nmod:poss analysis/NOUN/7/obl of/ADP/5/case fees=fee/NOUN/3/nmod nine/NUM/7/nsubj "
            "fell=fall/VERB/0/root ./PUNCT/7/punct",
            [],
        ),
    ],
)
def test_views_and_reports_that_a_phrase_names(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    document, parse = build(sentence)
    assert shown(document, find_quotations(document, parse)) == expected


def test_a_source_of_which_the_model_saw_the_article_only_is_completed() -> None:
    document, parse = build(
        "The/DET/3/det home/NOUN/3/compound secretary/NOUN/4/nsubj said=say/VERB/0/root it/PRON/6/nsubj rained=rain/VERB/4/ccomp "
        "./PUNCT/4/punct"
    )
    parse = replace(parse, attributions=(attribution(document, "said", "The", "it rained"),))
    assert shown(document, find_quotations(document, parse)) == [("indirect", "it rained", "The home secretary")]


def test_of_what_something_is_called_the_marked_words_are_the_quote() -> None:
    document, parse = build(
        "Orr/PROPN/2/nsubj/S-PERSON called=call/VERB/0/root it/PRON/6/nsubj “/PUNCT/6/punct a/DET/6/det joke/NOUN/2/xcomp "
        "”/PUNCT/6/punct ./PUNCT/2/punct"
    )
    parse = replace(parse, attributions=(attribution(document, "called", "Orr", "it “a joke”"),))
    assert shown(document, find_quotations(document, parse)) == [("direct", "a joke", "Orr")]


def test_a_content_ends_before_another_cue_of_the_same_source() -> None:
    document, parse = build(
        "Orr/PROPN/2/nsubj/S-PERSON said=say/VERB/0/root the/DET/4/det vote/NOUN/6/nsubj was=be/AUX/6/cop fair/ADJ/2/ccomp "
        "and/CCONJ/8/cc "
        "urged=urge/VERB/6/conj calm/NOUN/8/obj ./PUNCT/2/punct"
    )
    both = (
        attribution(document, "said", "Orr", "the vote was fair and urged calm"),
        attribution(document, "urged", "Orr", "calm"),
    )
    found = find_quotations(document, replace(parse, attributions=both))
    assert shown(document, found) == [("indirect", "the vote was fair", "Orr"), ("indirect", "calm", "Orr")]


def test_a_quotation_inside_a_quotation_needs_a_cue_beside_it() -> None:
    words = (
        "“/PUNCT/3/punct He/PRON/3/nsubj told=tell/VERB/0/root me/PRON/3/iobj ,/PUNCT/3/punct ‘/PUNCT/7/punct stay=stay/VERB/3/ccomp "
        "here/ADV/7/advmod ,/PUNCT/7/punct ’/PUNCT/7/punct ”/PUNCT/3/punct "
        "Orr/PROPN/13/nsubj/S-PERSON said=say/VERB/3/parataxis ./PUNCT/3/punct"
    )
    document, parse = build(words)
    found = find_quotations(document, parse)
    assert ("direct", "stay here,", "He") in shown(document, found)
    assert found[1].parent == 0


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (  # a title, whatever verb comes next
            "The/DET/2/det book/NOUN/6/nsubj “/PUNCT/4/punct Salt/PROPN/2/appos ”/PUNCT/4/punct says=say/VERB/0/root "
            "little/ADJ/6/obj ./PUNCT/6/punct",
            [],
        ),
        (
            "He/PRON/2/nsubj called=call/VERB/0/root it/PRON/2/obj “/PUNCT/6/punct a/DET/6/det disgrace/NOUN/2/xcomp ”/PUNCT/6/punct "
            "./PUNCT/2/punct",
            [("direct", "a disgrace", "He")],
        ),
        (  # behind a bullet
            "–/PUNCT/4/punct “/PUNCT/4/punct Prices/NOUN/4/nsubj rose=rise/VERB/0/root in/ADP/6/case May/PROPN/4/obl ”/PUNCT/4/punct",
            [("direct", "Prices rose in May", None)],
        ),
        (
            "“/PUNCT/2/punct Never/ADV/5/obj ,/PUNCT/2/punct ”/PUNCT/2/punct said=say/VERB/0/root Orr/PROPN/5/nsubj ./PUNCT/5/punct",
            [("direct", "Never,", "Orr")],
        ),
    ],
)
def test_a_bare_phrase_in_marks_needs_a_cue_that_leads_to_it(
    sentence: str, expected: list[tuple[str, str, str]]
) -> None:
    document, parse = build(sentence)
    assert shown(document, find_quotations(document, parse)) == expected


def test_a_quote_inside_a_quote_has_a_parent() -> None:
    document, parse = build(
        "“/PUNCT/3/punct They/PRON/3/nsubj said=say/VERB/0/root it/PRON/5/nsubj rained=rain/VERB/3/ccomp ,/PUNCT/9/punct "
        "”/PUNCT/3/punct Orr/PROPN/9/nsubj added=add/VERB/3/parataxis ./PUNCT/3/punct"
    )
    outer = attribution(document, "added", "Orr", "They said it rained")
    parse = replace(parse, attributions=(outer, attribution(document, "said", "They", "it rained")))
    found = find_quotations(document, parse)
    assert shown(document, found) == [
        ("direct", "They said it rained,", "Orr"),
        ("indirect", "it rained", "They"),
    ]
    assert [q.parent for q in found] == [None, 0]


@given(
    st.text(max_size=200),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200), st.integers(0, 200)), max_size=4),
)
def test_no_evidence_raises(text: str, cuts: list[tuple[int, int, int]]) -> None:
    document = from_text(text, document_id="d")
    size = len(text)

    def scored(a: int, b: int) -> SpanScore:
        a, b = sorted((min(a, size), min(b, size)))
        return SpanScore(Span(a, b), 0.5)

    found = tuple(Attribution(scored(a, b), (scored(b, c),), (scored(a, c),)) for a, b, c in cuts)
    for quotation in find_quotations(document, Parse((), (), found)):
        assert all(segment.end <= size for segment in quotation.segments)


@pytest.mark.parametrize(
    ("verb", "rows"),
    [
        ("went=go/VERB/0/root unsold/ADJ/5/xcomp", []),
        ("asked=ask/VERB/0/root him/PRON/5/obj", [("direct", "plat du jour", "Orr")]),
    ],
)
def test_a_verb_that_only_tells_of_going_reports_no_marks(verb: str, rows: list[tuple[str, str, str | None]]) -> None:
    document, parse = build(
        "“/PUNCT/4/punct plat/NOUN/6/obj du/X/2/flat jour/X/2/flat ”/PUNCT/2/punct "
        f"{verb.replace('/5/', '/7/')} Orr/PROPN/6/nsubj/S-PERSON ./PUNCT/6/punct"
    )
    assert shown(document, find_quotations(document, parse)) == rows


def test_a_participle_that_the_tree_hangs_into_the_words_has_the_speaker_of_the_verb_above() -> None:
    document, parse = build(
        "Orr/PROPN/2/nsubj said=say/VERB/0/root ,/PUNCT/2/punct “/PUNCT/6/punct It/PRON/6/nsubj "
        "rained=rain/VERB/2/ccomp ”/PUNCT/6/punct "
        ",/PUNCT/9/punct noting=note/VERB/6/parataxis/O/VBG ,/PUNCT/9/punct “/PUNCT/12/punct snow/NOUN/9/obj "
        "”/PUNCT/12/punct ./PUNCT/2/punct"
    )
    parse = replace(parse, attributions=(attribution(document, "said", "Orr", "“It rained”"),))
    assert shown(document, find_quotations(document, parse)) == [
        ("direct", "It rained", "Orr"),
        ("direct", "snow", "Orr"),
    ]


def test_who_is_quoted_as_saying_speaks_and_not_by_whom() -> None:
    document, parse = build(
        "“/PUNCT/3/punct We/PRON/3/nsubj stay/VERB/0/root ,/PUNCT/3/punct ”/PUNCT/3/punct Orr/PROPN/8/nsubj:pass/S-PERSON "
        "was=be/AUX/8/aux:pass quoted=quote/VERB/3/parataxis/O/VBN as/SCONJ/10/mark saying=say/VERB/8/advcl/O/VBG by/ADP/12/case "
        "Norda/PROPN/10/obl/S-ORGANIZATION ./PUNCT/3/punct"
    )
    assert shown(document, find_quotations(document, parse)) == [("direct", "We stay,", "Orr")]


def test_words_in_marks_that_are_most_of_the_speech_around_them_are_a_quote_too() -> None:
    document, parse = build(
        "Orr/PROPN/2/nsubj added=add/VERB/0/root :/PUNCT/2/punct “/PUNCT/6/punct I/PRON/6/nsubj said=say/VERB/2/ccomp "
        ",/PUNCT/10/punct "
        "‘/PUNCT/10/punct Nobody/PRON/10/nsubj won=win/VERB/6/ccomp there/ADV/10/advmod today/ADV/10/advmod ./PUNCT/10/punct "
        "’/PUNCT/10/punct ”/PUNCT/6/punct"
    )
    parse = replace(parse, attributions=(attribution(document, "added", "Orr", "“I said, ‘Nobody won there today.’”"),))
    assert shown(document, find_quotations(document, parse)) == [
        ("direct", "I said, ‘Nobody won there today.’", "Orr"),
        ("direct", "Nobody won there today.", "I"),
    ]


SPEECH = "“/PUNCT/4/punct The/DET/3/det {word}/NOUN/4/nsubj fell=fall/VERB/0/root today/NOUN/4/obl ./PUNCT/4/punct"
SAID = (
    "“/PUNCT/4/punct The/DET/3/det fares/NOUN/4/nsubj fell=fall/VERB/0/root today/NOUN/4/obl ,/PUNCT/4/punct ”/PUNCT/4/punct "
    "Orr/PROPN/9/nsubj/S-PERSON said=say/VERB/4/parataxis ./PUNCT/4/punct"
)


def told(*paragraphs: str) -> list[tuple[str, str, str | None]]:
    document, parse = build(*paragraphs)
    parse = replace(parse, attributions=(attribution(document, "said", "Orr", "The fares fell today,"),))
    return shown(document, find_quotations(document, parse))


def test_paragraphs_of_a_speech_belong_to_the_cue_in_its_last_one() -> None:
    assert told(SPEECH.format(word="rents"), SPEECH.format(word="prices"), SAID) == [
        ("direct", "The rents fell today. … The prices fell today. … The fares fell today,", "Orr")
    ]


def test_a_closed_paragraph_does_not_belong_to_the_next_one() -> None:
    closed = SPEECH.format(word="rents") + " ”/PUNCT/4/punct"
    assert told(closed, SAID) == [("direct", "The rents fell today.", None), ("direct", "The fares fell today,", "Orr")]


def test_a_speech_with_its_own_cue_does_not_belong_to_the_one_before() -> None:
    before = (
        "“/PUNCT/4/punct The/DET/3/det port/NOUN/4/nsubj shut=shut/VERB/0/root today/NOUN/4/obl ,/PUNCT/4/punct ”/PUNCT/4/punct "
        "Moe/PROPN/9/nsubj/S-PERSON added=add/VERB/4/parataxis ./PUNCT/4/punct"
    )
    document, parse = build(before, SPEECH.format(word="rents"), SAID)
    moe = attribution(document, "added", "Moe", "The port shut today,", "The rents fell today.")
    parse = replace(parse, attributions=(moe, attribution(document, "said", "Orr", "The fares fell today,")))
    assert shown(document, find_quotations(document, parse)) == [
        ("direct", "The port shut today,", "Moe"),
        ("direct", "The rents fell today. … The fares fell today,", "Orr"),
    ]
