"""What nobody is said to have uttered: there with the thoughts, not among what was said."""

from __future__ import annotations

import pytest

from quotes.quotations import find_quotations
from tests.builders import build
from tests.quotations.test_hearsay import found_in

UNSAID = (
    "Orr/PROPN/4/nsubj did/AUX/4/aux not/PART/4/advmod confirm=confirm/VERB/0/root the/DET/6/det sale/NOUN/4/obj "
    "./PUNCT/4/punct"
)
EXPECTED = (
    "Orr/PROPN/3/nsubj:pass is/AUX/3/aux:pass expected=expect/VERB/0/root to/PART/5/mark resign/VERB/3/xcomp "
    "./PUNCT/3/punct"
)


@pytest.mark.parametrize(
    ("sentence", "cue", "source", "content"),
    [(UNSAID, "did not confirm", "Orr", "the sale"), (EXPECTED, "is expected", None, "to resign")],
)
def test_what_nobody_uttered_is_a_thought(sentence: str, cue: str, source: str | None, content: str) -> None:
    found, rows = found_in(sentence, cue, source, content)
    assert [(q.cue_class, words, who) for q, (_, words, who) in zip(found, rows, strict=True)] == [
        ("thought", content, source)
    ]


def test_marked_words_that_were_not_said_are_no_thought_of_the_one_who_did_not_say_them() -> None:
    found, _ = found_in(
        "Orr/PROPN/4/nsubj did/AUX/4/aux not/PART/4/advmod call=call/VERB/0/root it/PRON/4/obj “/PUNCT/7/punct fair/ADJ/4/xcomp "
        "”/PUNCT/7/punct ./PUNCT/4/punct",
        "did not call",
        "Orr",
        "“fair”",
    )
    assert found == []


def test_what_no_group_claimed_is_said_by_nobody() -> None:
    sentence = "{}/DET/2/det group/NOUN/3/nsubj claimed=claim/VERB/0/root responsibility/NOUN/3/obj ./PUNCT/3/punct"
    for word, cue_class in (("No", "thought"), ("This", "speech")):
        found, _ = found_in(sentence.format(word), "claimed", f"{word} group", "responsibility")
        assert [q.cue_class for q in found] == [cue_class]


def test_who_is_accused_before_he_leaves_accuses_nobody() -> None:
    found, _ = found_in(
        "Orr/PROPN/2/nsubj/S-PERSON left=leave/VERB/0/root after/SCONJ/5/mark being=be/AUX/5/aux:pass "
        "accused=accuse/VERB/2/advcl/O/VBN of/ADP/7/case fraud/NOUN/5/obl ./PUNCT/2/punct",
        "accused of",
        "Orr",
        "fraud",
    )
    assert [(q.cue_class, q.mention) for q in found] == [("thought", None)]


def test_grammar_alone_takes_no_name_for_a_verb() -> None:
    document, parse = build(
        "Karim/PROPN/3/nsubj bin/PROPN/1/flat Said=say/VERB/0/root prices/NOUN/5/nsubj rose=rise/VERB/3/ccomp ./PUNCT/3/punct"
    )
    assert find_quotations(document, parse) == []


def test_who_acts_before_a_passive_does_not_say_it() -> None:
    found, _ = found_in(
        "Police/NOUN/2/nsubj held=hold/VERB/0/root the/DET/4/det man/NOUN/2/obj ,/PUNCT/7/punct later/ADV/7/advmod "
        "identified=identify/VERB/2/advcl/O/VBN as/ADP/9/case Moe/PROPN/7/obl ./PUNCT/2/punct",
        "identified as",
        None,
        "Moe",
    )
    assert [(q.cue_class, q.mention) for q in found] == [("thought", None)]


@pytest.mark.parametrize(
    ("verb", "found_"),
    [
        ("will/AUX/3/aux/O/MD say/VERB/0/root/O/VB", 0),
        ("always/ADV/3/advmod say/VERB/0/root/O/VBP", 0),
        ("once/ADV/3/advmod said=say/VERB/0/root", 1),
    ],
)
def test_grammar_alone_takes_nothing_for_said_that_is_not_yet_or_only_usually_said(verb: str, found_: int) -> None:
    document, parse = build(f"People/NOUN/3/nsubj {verb} prices=price/NOUN/5/nsubj rise/VERB/3/ccomp ./PUNCT/3/punct")
    assert len(find_quotations(document, parse)) == found_


def test_grammar_alone_takes_no_condition_for_a_report() -> None:
    document, parse = build(
        "Prices/NOUN/2/nsubj rise/VERB/0/root if/SCONJ/5/mark Orr/PROPN/5/nsubj promised=promise/VERB/2/advcl "
        "to/PART/7/mark pay/VERB/5/xcomp ./PUNCT/2/punct"
    )
    assert find_quotations(document, parse) == []


SUPPOSED = [
    "Let/VERB/0/root/O/VB 's/PRON/1/obj say/VERB/1/xcomp/O/VB prices/NOUN/5/nsubj doubled=double/VERB/3/ccomp ./PUNCT/1/punct",
    "Say/VERB/0/root/O/VB prices/NOUN/3/nsubj doubled=double/VERB/1/ccomp ./PUNCT/1/punct",
]


@pytest.mark.parametrize(("sentence", "cue"), list(zip(SUPPOSED, ["say", "Say"], strict=True)))
def test_what_is_supposed_is_no_report(sentence: str, cue: str) -> None:
    assert found_in(sentence, cue, None, "prices doubled") == ([], [])


def test_who_lets_somebody_speak_supposes_nothing() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj let/VERB/0/root Moe/PROPN/2/obj say/VERB/2/xcomp/O/VB prices/NOUN/6/nsubj doubled=double/VERB/4/ccomp "
        "./PUNCT/2/punct"
    )
    assert len(found_in(sentence, "say", "Moe", "prices doubled")[0]) == 1


TOPICS = [
    ("wrote=write/VERB/0/root about/ADP/4/case feminism/NOUN/2/obl", "wrote about", "feminism", "thought"),
    (
        "praised=praise/VERB/0/root men/NOUN/2/obj who/PRON/5/nsubj fought=fight/VERB/3/acl:relcl",
        *("praised", "men who fought", "thought"),
    ),
    ("continued=continue/VERB/0/root to/PART/4/mark sing/VERB/2/xcomp/O/VB", "continued", "to sing", "thought"),
    ("wrote=write/VERB/0/root mines/NOUN/4/nsubj close/VERB/2/ccomp/O/VBP", "wrote", "mines close", "writing"),
    ("denied=deny/VERB/0/root fraud/NOUN/2/obj", "denied", "fraud", "speech"),
    ("denied=deny/VERB/0/root motions=motion/NOUN/2/obj", "denied", "motions", "thought"),
    ("confirmed=confirm/VERB/0/root nominations=nomination/NOUN/2/obj", "confirmed", "nominations", "thought"),
    (
        "dismissed=dismiss/VERB/0/root offers=offer/NOUN/2/obj as/ADP/5/case lies=lie/NOUN/2/obl",
        *("dismissed", "offers as lies", "speech"),
    ),
    ("rejected=reject/VERB/0/root offers=offer/NOUN/2/obj", "rejected", "offers", "thought"),
    ("rejected=reject/VERB/0/root claims=claim/NOUN/2/obj", "rejected", "claims", "speech"),
    ("described=describe/VERB/0/root her/PRON/4/nmod:poss career/NOUN/2/obj", "described", "her career", "thought"),
    (
        "described=describe/VERB/0/root her/PRON/2/obj as/ADP/5/case friend/NOUN/2/obl",
        *("described", "her as friend", "speech"),
    ),
    ("strolled=stroll/VERB/0/root mines/NOUN/4/nsubj close/VERB/2/ccomp/O/VBP", "strolled", "mines close", "thought"),
    (
        "strolled=stroll/VERB/0/root that/SCONJ/5/mark mines/NOUN/5/nsubj close/VERB/2/ccomp/O/VBP",
        *("strolled", "mines close", "speech"),
    ),
    ("appealed=appeal/VERB/0/root sentences=sentence/NOUN/2/obj", "appealed", "sentences", "thought"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "cue", "content", "cue_class"), TOPICS)
def test_a_topic_is_not_what_is_said(words: str, cue: str, content: str, cue_class: str) -> None:
    found, _ = found_in(f"Orr/PROPN/2/nsubj {words} ./PUNCT/2/punct", cue, "Orr", content)
    assert [q.cue_class for q in found] == [cue_class]


def test_a_message_posted_to_blame_somebody_is_what_blames() -> None:
    found, _ = found_in(
        "Orr/PROPN/2/nsubj posted=post/VERB/0/root a/DET/4/det note/NOUN/2/obj blaming=blame/VERB/4/acl/O/VBG fraud/NOUN/5/obj "
        "./PUNCT/2/punct",
        "posted a note blaming",
        "Orr",
        "fraud",
    )
    assert [(q.cue_lemma, q.cue_class) for q in found] == [("blame", "speech")]


@pytest.mark.parametrize(
    "words",
    ["is/AUX/3/aux:pass said=say/VERB/0/root/O/VBN", "is/AUX/3/aux:pass understood=understand/VERB/0/root/O/VBN"],
)
def test_what_somebody_is_said_to_do_is_hearsay(words: str) -> None:
    sentence = f"Orr/PROPN/3/nsubj:pass {words} to/PART/6/mark be/AUX/6/cop ill/ADJ/3/xcomp ./PUNCT/3/punct"
    cue = " ".join(w.split("/")[0].split("=")[0] for w in words.split())
    found, rows = found_in(sentence, cue, None, "to be ill")
    assert ([q.cue_class for q in found], rows) == (["speech"], [("indirect", "to be ill", None)])


def test_what_something_is_called_by_everybody_is_no_quote() -> None:
    sentence = (
        "They/PRON/3/nsubj:pass {aux}/AUX/3/aux:pass called=call/VERB/0/root/O/VBN “/PUNCT/5/punct nationals/NOUN/3/xcomp "
        "”/PUNCT/5/punct "
        "./PUNCT/3/punct"
    )
    assert found_in(sentence.replace("{aux}", "are"), "are called", None, "“nationals”")[0] == []
    assert len(found_in(sentence.replace("{aux}", "were"), "were called", None, "“nationals”")[0]) == 1


def test_a_permission_is_not_a_per() -> None:
    document, parse = build(
        "Orr/PROPN/2/nsubj gave=give/VERB/0/root them/PRON/2/iobj permission/NOUN/2/obj to/PART/6/mark go/VERB/4/acl ./PUNCT/2/punct"
    )
    assert [q.cue_lemma for q in find_quotations(document, parse)] in ([], ["permission"])


def test_a_this_that_shows_something_does_not_speak() -> None:
    document, parse = build(
        "Walls/NOUN/2/nsubj burned=burn/VERB/0/root ,/PUNCT/5/punct this/PRON/5/nsubj shows=show/VERB/2/parataxis/O/VBZ "
        "neglect/NOUN/5/obj ./PUNCT/2/punct"
    )
    assert find_quotations(document, parse) == []


def test_the_name_a_group_gives_itself_is_no_quote() -> None:
    sentence = (
        "A/DET/2/det group/NOUN/6/nsubj calling=call/VERB/2/acl/O/VBG itself/PRON/3/obj Heron/PROPN/3/xcomp "
        "struck=strike/VERB/0/root ./PUNCT/6/punct"
    )
    assert found_in(sentence, "calling", "A group", "itself Heron") == ([], [])


def test_whom_somebody_apologises_to_is_not_what_they_say() -> None:
    sentence = "Orr/PROPN/2/nsubj apologised=apologise/VERB/0/root {p}/ADP/4/case {n}/NOUN/2/obl ./PUNCT/2/punct"
    to, about = (
        found_in(sentence.format(p=p, n=n), f"apologised {p}", "Orr", n)[0]
        for p, n in (("to", "men"), ("for", "delays"))
    )
    assert ([q.cue_class for q in to], [q.cue_class for q in about]) == (["thought"], ["speech"])


@pytest.mark.parametrize(
    ("subject", "verb", "number"),
    [
        ("We/PRON", "found=find", 0),
        ("It/PRON", "found=find", 1),
        ("It/PRON", "deemed=deem", 0),
        ("It/PRON", "said=say", 1),
    ],
)
def test_grammar_alone_takes_what_people_find_out_for_unsaid(subject: str, verb: str, number: int) -> None:
    document, parse = build(
        f"{subject}/2/nsubj {verb}/VERB/0/root prices/NOUN/4/nsubj rose=rise/VERB/2/ccomp ./PUNCT/2/punct"
    )
    assert len(find_quotations(document, parse)) == number


@pytest.mark.parametrize(
    ("helper", "form", "number"), [("are/AUX/4/aux/O/VBP", "VBG", 1), ("were=be/AUX/4/aux/O/VBD", "VBG", 2)]
)
def test_who_says_that_he_is_saying_something_reports_nothing(helper: str, form: str, number: int) -> None:
    document, parse = build(
        f"“/PUNCT/4/punct We/PRON/4/nsubj {helper} saying=say/VERB/9/ccomp/O/{form} prices/NOUN/6/nsubj rose=rise/VERB/4/ccomp "
        ",/PUNCT/4/punct ”/PUNCT/4/punct said=say/VERB/0/root Orr/PROPN/9/nsubj ./PUNCT/9/punct"
    )
    assert len(find_quotations(document, parse)) == number


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        (
            "By/ADP/3/case his/PRON/3/nmod:poss account/NOUN/5/obl prices/NOUN/5/nsubj rose=rise/VERB/0/root ./PUNCT/5/punct",
            1,
        ),
        (
            "In/ADP/4/case his/PRON/4/nmod:poss bank/NOUN/4/compound account/NOUN/6/obl prices/NOUN/6/nsubj rose=rise/VERB/0/root "
            "./PUNCT/6/punct",
            0,
        ),
    ],
)
def test_an_account_at_a_bank_tells_nothing(sentence: str, number: int) -> None:
    assert len(find_quotations(*build(sentence))) == number


def test_a_picture_says_nothing() -> None:
    found, _ = found_in(
        "Orr/PROPN/2/nsubj posted=post/VERB/0/root a/DET/4/det photo/NOUN/2/obj showing=show/VERB/4/acl/O/VBG smoke/NOUN/5/obj "
        "./PUNCT/2/punct",
        "showing",
        "Orr",
        "smoke",
    )
    assert [q.cue_class for q in found] == ["thought"]


@pytest.mark.parametrize(
    ("sentence", "cue", "source", "content"),
    [
        (
            "The/DET/2/det court/NOUN/3/nsubj ruled=rule/VERB/0/root on/ADP/6/case the/DET/6/det appeal/NOUN/3/obl ./PUNCT/3/punct",
            "ruled on",
            "The court",
            "the appeal",
        ),
        (
            "Orr/PROPN/2/nsubj studied=study/VERB/0/root estimated=estimate/VERB/4/amod/O/VBN tolls=toll/NOUN/2/obj ./PUNCT/2/punct",
            "estimated",
            None,
            "tolls",
        ),
        (
            "One/NUM/4/nsubj was/AUX/4/aux:pass later/ADV/4/advmod pictured=picture/VERB/0/root/O/VBN lying=lie/VERB/4/xcomp/O/VBG "
            "there/ADV/5/advmod ./PUNCT/4/punct",
            "pictured",
            None,
            "lying there",
        ),
        (
            "Orr/PROPN/2/nsubj claimed=claim/VERB/0/root a/DET/5/det silver/ADJ/5/amod medal/NOUN/2/obj ./PUNCT/2/punct",
            "claimed",
            "Orr",
            "a silver medal",
        ),
        (
            "Asked=ask/VERB/6/advcl/O/VBN about/ADP/3/case fees=fee/NOUN/1/obl that/PRON/5/nsubj rose=rise/VERB/3/acl:relcl "
            "smiled=smile/VERB/0/root Orr/PROPN/6/nsubj ./PUNCT/6/punct",
            "Asked about",
            None,
            "fees that rose",
        ),
    ],
)
def test_acts_estimates_pictures_and_topics_are_not_said(
    sentence: str, cue: str, source: str | None, content: str
) -> None:
    found, _ = found_in(sentence, cue, source, content)
    assert [q.cue_class for q in found] == ["thought"]


def test_a_term_is_no_quote() -> None:
    found, _ = found_in(
        "A/DET/2/det process/NOUN/0/root called=call/VERB/2/acl/O/VBN “/PUNCT/5/punct slag/NOUN/3/xcomp "
        "”/PUNCT/5/punct ./PUNCT/2/punct",
        "called",
        "A process",
        "“slag”",
    )
    assert found == []


def test_a_name_that_looks_like_a_verb_says_nothing() -> None:
    found, _ = found_in(
        "Karim/PROPN/3/nsubj bin/PROPN/1/flat Said=say/VERB/6/parataxis ,/PUNCT/6/punct it/PRON/6/nsubj rained=rain/VERB/0/root "
        "./PUNCT/6/punct",
        "Said",
        "Karim bin",
        "it rained",
    )
    assert found == []


NOTED = (
    "It/PRON/4/nsubj:pass should/AUX/4/aux/O/MD be/AUX/4/aux:pass/O/VB noted=note/VERB/0/root/O/VBN that/SCONJ/8/mark "
    "mines/NOUN/8/nsubj are/AUX/8/cop/O/VBP old/ADJ/4/ccomp ./PUNCT/4/punct"
)
ABLE = (
    "Unions/NOUN/3/nsubj can/AUX/3/aux/O/MD insist/VERB/0/root/O/VB that/SCONJ/7/mark mines/NOUN/7/nsubj be/AUX/7/aux:pass/O/VB "
    "closed=close/VERB/3/ccomp/O/VBN ./PUNCT/3/punct"
)
REPORTED = (
    "The/DET/2/det flood/NOUN/6/nsubj reported=report/VERB/2/acl/O/VBN in/ADP/5/case Alda/PROPN/3/obl killed=kill/VERB/0/root "
    "nobody/PRON/6/obj/O/NN ./PUNCT/6/punct"
)
NOTHING = (
    "Orr/PROPN/2/nsubj/S-PERSON said=say/VERB/0/root nothing/PRON/2/obj/O/NN about/ADP/6/case the/DET/6/det port/NOUN/3/nmod "
    "./PUNCT/2/punct"
)
NEITHER = (
    "Orr/PROPN/4/nsubj/S-PERSON would/AUX/4/aux/O/MD neither/CCONJ/4/cc confirm/VERB/0/root/O/VB nor/CCONJ/6/cc "
    "deny/VERB/4/conj/O/VB the/DET/8/det report/NOUN/4/obj ./PUNCT/4/punct"
)


@pytest.mark.parametrize(
    ("sentence", "cue", "source", "content"),
    [
        (NOTED, "should be noted", None, "that mines are old"),
        (ABLE, "can insist", "Unions", "that mines be closed"),
        (REPORTED, "reported", None, "The flood"),
        (NOTHING, "said", "Orr", "nothing about the port"),
        (NEITHER, "would neither confirm", "Orr", "the report"),
    ],
)
def test_what_may_be_said_is_pointed_out_or_kept_back_is_no_report(
    sentence: str, cue: str, source: str | None, content: str
) -> None:
    found, _ = found_in(sentence, cue, source, content)
    assert [q.cue_class for q in found] == ["thought"]


AGREED = (
    "Orr/PROPN/2/nsubj/S-PERSON agreed=agree/VERB/0/root that/SCONJ/5/mark mines/NOUN/5/nsubj closed=close/VERB/2/ccomp "
    "./PUNCT/2/punct"
)


def test_who_agrees_that_something_is_so_says_it_not_who_agrees_to_do_it() -> None:
    found, _ = found_in(AGREED, "agreed", "Orr", "that mines closed")
    assert [q.cue_class for q in found] == ["speech"]
    found, _ = found_in(
        "Orr/PROPN/2/nsubj agreed=agree/VERB/0/root to/PART/4/mark leave/VERB/2/xcomp ./PUNCT/2/punct",
        "agreed",
        "Orr",
        "to leave",
    )
    assert [q.cue_class for q in found] == ["thought"]


@pytest.mark.parametrize(("who", "classes"), [("inquest", ["speech"]), ("neighbour", ["thought"])])
def test_what_a_court_hears_is_said_there_by_nobody_who_is_named(who: str, classes: list[str]) -> None:
    sentence = (
        f"The/DET/2/det {who}/NOUN/3/nsubj heard=hear/VERB/0/root that/SCONJ/6/mark mines/NOUN/6/nsubj closed=close/VERB/3/ccomp "
        "./PUNCT/3/punct"
    )
    found, shown_ = found_in(sentence, "heard", f"The {who}", "that mines closed")
    assert [q.cue_class for q in found] == classes
    assert [row[2] for row in shown_] == [None if classes == ["speech"] else f"The {who}"]


def test_who_makes_something_clear_says_it() -> None:
    sentence = (
        "Orr/PROPN/2/nsubj/S-PERSON made=make/VERB/0/root it/PRON/2/obj very/ADV/5/advmod clear/ADJ/2/xcomp that/SCONJ/8/mark "
        "mines/NOUN/8/nsubj closed=close/VERB/5/ccomp ./PUNCT/2/punct"
    )
    document, parse = build(sentence)  # the grammar alone
    assert [(q.cue_lemma, q.segments[0].text(document.text)) for q in find_quotations(document, parse)] == [
        ("make clear", "mines closed")
    ]


@pytest.mark.parametrize(("noun", "number"), [("needs=need", 0), ("sources=source", 1)])
def test_a_measure_says_nothing(noun: str, number: int) -> None:
    sentence = (
        "The/DET/2/det port/NOUN/3/nsubj works=work/VERB/0/root/O/VBZ according=accord/VERB/7/case/O/VBG to/ADP/4/fixed "
        f"their/PRON/7/nmod:poss {noun}/NOUN/3/obl ./PUNCT/3/punct"
    )
    found, _ = found_in(sentence, "according to", f"their {noun.split('=')[0]}", "The port works")
    assert len(found) == number


@pytest.mark.parametrize(
    "sentence",
    [
        "It/PRON/2/nsubj satisfied=satisfy/VERB/0/root the/DET/4/det nation/NOUN/6/nmod:poss 's/PART/4/case/O/POS demand/NOUN/2/obj "
        "for/ADP/8/case sugar/NOUN/6/nmod ./PUNCT/2/punct",
        "Orr/PROPN/2/nsubj/S-PERSON took=take/VERB/0/root money/NOUN/2/obj from/ADP/8/case the/DET/6/det bank/NOUN/8/nmod:poss "
        "'s/PART/6/case/O/POS account/NOUN/2/obl in/ADP/10/case Alda/PROPN/2/obl ./PUNCT/2/punct",
    ],
)
def test_a_market_and_a_bank_account_tell_nothing(sentence: str) -> None:
    document, parse = build(sentence)
    assert find_quotations(document, parse) == []


AUTHOR = "I/PRON/{v}/nsubj {words} that/SCONJ/{w}/mark rents/NOUN/{w}/nsubj fell=fall/VERB/{v}/ccomp ./PUNCT/{v}/punct"


@pytest.mark.parametrize(
    ("words", "cue", "number"),
    [
        ("must/AUX/3/aux/O/MD add=add/VERB/0/root/O/VB", "must add", 0),
        ("am=be/AUX/3/aux/O/VBP adding=add/VERB/0/root/O/VBG", "am adding", 0),
        ("have/AUX/3/aux/O/VBP added=add/VERB/0/root/O/VBN", "have added", 1),
    ],
)
def test_what_the_author_says_in_writing_it_is_no_report(words: str, cue: str, number: int) -> None:
    verb = 3
    found, _ = found_in(AUTHOR.format(words=words, v=verb, w=verb + 3), cue, "I", "rents fell")
    assert [q.cue_class for q in found] == ["speech" if number else "thought"]


def test_what_the_author_tells_of_saying_aloud_is_quoted() -> None:
    found, _ = found_in(
        "“/PUNCT/3/punct We/PRON/3/nsubj stay=stay/VERB/0/root/O/VBP ,/PUNCT/3/punct ”/PUNCT/3/punct I/PRON/7/nsubj "
        "say=say/VERB/3/parataxis/O/VBP ./PUNCT/3/punct",
        "say",
        "I",
        "“We stay,”",
    )
    assert [q.kind for q in found] == ["direct"]


@pytest.mark.parametrize(("noun", "number"), [("title", 0), ("report", 1)])
def test_what_a_title_suggests_is_not_said(noun: str, number: int) -> None:
    found, _ = found_in(
        f"The/DET/2/det {noun}/NOUN/3/nsubj suggests=suggest/VERB/0/root/O/VBZ that/SCONJ/6/mark rents/NOUN/6/nsubj "
        "fell=fall/VERB/3/ccomp ./PUNCT/3/punct",
        "suggests",
        f"The {noun}",
        "rents fell",
    )
    assert [q.cue_class for q in found if q.cue_class != "thought"] == ["speech"] * number


@pytest.mark.parametrize("verb", ["voiced=voice", "found=find"])
def test_what_is_voiced_or_found_may_be_a_noun_phrase(verb: str) -> None:
    found, _ = found_in(
        f"The/DET/2/det court/NOUN/3/nsubj {verb}/VERB/0/root doubts=doubt/NOUN/3/obj about/ADP/7/case the/DET/7/det "
        "case/NOUN/4/nmod ./PUNCT/3/punct",
        verb.partition("=")[0],
        "The court",
        "doubts about the case",
    )
    assert [q.cue_class for q in found] == ["speech"]


def test_who_goes_on_before_words_in_marks_says_them() -> None:
    found, _ = found_in(
        "Orr/PROPN/2/nsubj/S-PERSON went=go/VERB/0/root on/ADP/2/compound:prt :/PUNCT/2/punct “/PUNCT/7/punct We/PRON/7/nsubj "
        "stay=stay/VERB/2/parataxis/O/VBP here/ADV/7/advmod ./PUNCT/7/punct ”/PUNCT/7/punct",
        "went on",
        "Orr",
        "“We stay here.”",
    )
    assert [q.cue_class for q in found] == ["speech"]


@pytest.mark.parametrize(
    ("agent", "cue_class"), [("", "thought"), (" by/ADP/10/case Orr/PROPN/4/obl/S-PERSON", "speech")]
)
def test_what_something_is_called_by_nobody_named_is_no_quote(agent: str, cue_class: str) -> None:
    found, _ = found_in(
        "The/DET/2/det mission/NOUN/4/nsubj:pass was=be/AUX/4/aux:pass called=call/VERB/0/root/O/VBN “/PUNCT/7/punct "
        f"Operation/PROPN/7/compound Dawn/PROPN/4/xcomp ”/PUNCT/7/punct{agent} ./PUNCT/4/punct",
        "called",
        None,
        "“Operation Dawn”",
    )
    assert [q.cue_class for q in found] == [cue_class]


def test_grammar_alone_shows_what_somebody_is_directed_to_do() -> None:
    document, parse = build(
        "Orr/PROPN/2/nsubj/S-PERSON directed=direct/VERB/0/root aides/NOUN/2/obj to/PART/5/mark/O/TO leave=leave/VERB/2/xcomp/O/VB "
        "./PUNCT/2/punct"
    )
    (found,) = find_quotations(document, parse)
    assert [s.text(document.text) for s in found.segments] == ["to leave"]
