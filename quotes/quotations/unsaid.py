"""What a cue reports, if anything: the class of a quotation, and what says nothing though it has the form of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.language.lists import words
from quotes.language.trees import Tree
from quotes.quotations.cues import Cue, has_agent, is_passive
from quotes.quotations.evidence import Evidence, has_verb, head_of, is_clause, is_infinitive, is_noun_phrase
from quotes.quotations.hearsay import is_rumoured
from quotes.records import CueClass, Span

#: In how many characters a complementiser and the space after it fit.
_WORD = 12
#: How an article points to its own words.
_OWN_WORDS = re.compile(
    r"\b(?:should|must|needs to|has to) (?:also )?be (?:noted|mentioned|said|stressed|remembered|added)$"
    r"|\b(?:worth|without|bears) (?:also )?(?:mentioning|noting|saying|repeating)$"
    r"|\bimportant to (?:note|mention|remember|stress)$"
    r"|^\W*as (?:\w+ )?(?:stated|noted|mentioned|suggested|said)$",
    re.IGNORECASE,
)
#: Cues whose object is who was spoken to.
_ADDRESSING = frozenset(
    {"tell", "inform", "brief", "notify", "remind", "assure", "thank", "ask", "question", "address", "answer"}
)
#: Cues that have whom they speak to behind a "to".
_APOLOGISING = frozenset({"apologise", "apologize", "appeal", "reply", "speak", "say"})
#: Cues that tell a stance or an offer: with a bare noun they report no words.
_EVALUATING = frozenset({
    "denounce", "condemn", "criticize", "criticise", "criticism", "slam", "blast", "attack", "mock", "lash out", "protest", "welcome",
    "hail", "praise", "congratulate", "direct", "offer", "refer to", "observe", "point out", "advocate", "repeat",
})  # fmt: skip
#: What is rejected in words; to reject anything else ("the offer", "the appeal") is an act.
_SAID_BEFORE = frozenset({
    "accusation", "allegation", "assertion", "call", "claim", "complaint", "criticism", "demand", "objection", "report", "request",
    "rumor", "rumour", "suggestion",
})  # fmt: skip
_REJECTING = frozenset({"dismiss", "reject"})
#: Cues that say of something what it is, behind "as"; without it they only name it ("described her career").
_NAMING_AS = frozenset({"describe", "identify"})
#: Forms of "be" that tell what somebody is doing now.
_AM = frozenset({"am", "are", "'m", "’m", "'re", "’re"})
#: What shows something and says nothing.
_PICTURES = frozenset({"footage", "image", "photo", "photograph", "picture"})
_RULED_ON = frozenset({"appeal", "case", "complaint", "conviction", "lawsuit", "motion", "petition", "suit"})
_APPEALED = frozenset({"case", "conviction", "decision", "judgment", "order", "ruling", "sentence", "verdict"})
_WON = frozenset({
    "bronze", "championship", "crown", "gold", "honor", "honour", "life", "medal", "place", "prize", "silver", "spot", "title",
    "trophy",
})  # fmt: skip
#: Cues that tell of an act, in court or in a contest, where their object is one of these.
_ACTS = {
    "deny": _RULED_ON,
    "appeal": _APPEALED,
    "claim": _WON,
    "confirm": frozenset({"appointment", "nomination", "nominee"}),
}
#: Who hears what is said in court and in council: "the inquest heard that …".
_SITTING = frozenset({
    "commission", "committee", "conference", "court", "hearing", "inquest", "inquiry", "jury", "magistrate", "meeting", "panel",
    "parliament", "they", "trial", "tribunal",
})  # fmt: skip
#: Texts whose bare noun phrase is their topic: "a statement on the fire", "a ruling against the owners".
_TEXTS = frozenset({"letter", "ruling", "statement"})
#: What tells of an impression, whatever stands in marks beside it.
_SEEMING = frozenset({"appear", "seem"})
#: Cues of those who find something out, which say it only once it is found.
_FINDING = frozenset({"determine"})
#: Cues that make no quote where nobody is said to have uttered them ("was accused of").
_NEEDS_SOURCE = frozenset(
    {"accuse", "charge", "order", "ask", "question", "blame", "suspect", "call", "describe", "know", "identify"}
)


def class_of(cue: Cue, *, verbatim: bool, evidence: Evidence, segments: Sequence[Span]) -> CueClass:
    """The class of what the model takes for an attribution.

    ``thought`` also where nothing is said to have been uttered: an attitude ("condemned the attack"), an intention or an act
    that takes a content ("approved the plan"). Words between marks that a source thinks are still its words.
    """
    if cue.lemma in _SEEMING:
        return "thought"
    if cue.listed == "other":
        told = verbatim or (_reports_with_that(cue) and _word_before(evidence, segments[0]) == "that")
        spoken = told and is_clause(evidence, segments) and has_verb(evidence, segments)
        return "speech" if spoken else "thought"
    bare = not verbatim and all(is_noun_phrase(evidence, segment) for segment in segments)
    if bare and cue.lemma == "declare":
        return "thought"  # an act of law ("declared a state of emergency"), not a report
    if bare and any(_noun(evidence, segment) in _ACTS.get(cue.lemma, ()) for segment in segments):
        return "thought"  # what a court, a party or a winner does ("dismissed the lawsuit", "claimed a medal")
    if bare and not _has_as(evidence, cue, segments):
        if cue.lemma in _NAMING_AS:
            return "thought"  # "described her career"
        if cue.lemma in _REJECTING and _SAID_BEFORE.isdisjoint(_noun(evidence, segment) for segment in segments):
            return "thought"  # "rejected the application"
    if bare and (
        cue.head.deprel == "amod"
        or (cue.lemma == "rule" and _leads_to(evidence, cue, segments[0]) in ("on", "against"))
    ):
        return "thought"  # "the estimated cost", "ruled on the appeal"
    if bare and (cue.lemma in _TEXTS or (cue.lemma == "put" and not _puts_at(cue))):
        return "thought"  # "a letter of intent", "put pressure on the banks"
    if bare and cue.lemma in _EVALUATING:
        return "thought"  # a stance towards something, without any words reported ("condemned the attack")
    if bare and cue.lemma in _APOLOGISING and _leads_to(evidence, cue, segments[0]) == "to":
        return "thought"  # "apologised to customers"
    wanted = _leads_to(evidence, cue, segments[0]) == "for"  # "asked for an inquiry"
    topic = _leads_to(evidence, cue, segments[0]) == "about"
    if bare and cue.lemma in _ADDRESSING and not wanted and (topic or not has_verb(evidence, segments)):
        return "thought"  # only the addressee or the topic is named ("told reporters", "asked about the fire that …")
    if not verbatim and cue.lemma in words("quotes.quotations", "topical_cues.txt"):
        clause = not bare and not all(is_infinitive(evidence, segment) for segment in segments)
        told = clause or _word_before(evidence, segments[0]) == "that"
        return (cue.listed if cue.listed not in ("other", None) else "speech") if told else "thought"
    if is_rumoured(cue) and has_verb(evidence, segments):
        return "speech"
    if cue.lemma in _FINDING and cue.head.xpos in ("VB", "VBG"):
        return "thought"  # "was able to determine", "is determining"
    if cue.listed == "thought":
        return "speech" if verbatim and _all_marked(evidence, segments) else "thought"
    if cue.listed is None:
        told = (
            cue.head.upos == "VERB" and _word_before(evidence, segments[0]) == "that" and is_clause(evidence, segments)
        )
        return "speech" if verbatim or told else "thought"
    return cue.listed


def is_called(cue: Cue) -> bool:
    """Whether a cue tells what something goes by, whoever calls it so: "known as", "is called", "was dubbed"."""
    tree, at = Tree.of(cue.sentence), cue.head.index
    naming = cue.lemma in words("quotes.quotations", "naming_verbs.txt")
    return (naming and is_passive(tree, at) and not has_agent(tree, at)) or cue.lemma in ("know", "identify")


def is_in_a_name(evidence: Evidence, cue: Cue) -> bool:
    """Whether a verb with a capital in the middle of a sentence is a name or a part of one: "Karim bin Said"."""
    at = cue.head.index
    if cue.head.upos != "VERB" or not cue.head.text.istitle() or not at or evidence.section(cue.span) != "body":
        return False
    before = cue.sentence.tokens[at - 1]
    return before.text[-1:].isalpha() and cue.head.span == cue.span


def stands_alone(evidence: Evidence, cue: Cue, segments: Sequence[Span], *, asked: bool) -> bool:
    """Whether unmarked words are a report though nobody is said to have uttered them: a clause, a question, hearsay."""
    if is_rumoured(cue):
        return has_verb(evidence, segments)
    if asked or cue.lemma == "reportedly":
        return has_verb(evidence, segments) or (not asked and is_clause(evidence, segments))
    return cue.lemma not in _NEEDS_SOURCE and is_clause(evidence, segments)


def reports_nothing(evidence: Evidence, cue: Cue, mention: Span | None) -> bool:
    """Whether unmarked words are no report, because nobody has said them yet or nobody else than the article does."""
    return _may_say(cue) or _only_describes(cue, mention) or (mention is None and _points_out_itself(evidence, cue))


def _only_describes(cue: Cue, mention: Span | None) -> bool:
    """Whether a participle describes what it stands at and says nothing: "a case reported in May", "was observed running"."""
    tree, at = Tree.of(cue.sentence), cue.head.index
    if cue.head.xpos != "VBN" or has_agent(tree, at):
        return False
    if cue.lemma == "observe":
        return is_passive(tree, at)
    return cue.head.deprel in ("acl", "amod") and (mention is None or cue.lemma == "report")


def _may_say(cue: Cue) -> bool:
    """Whether a cue tells what somebody is able to say: "the unions can insist on a vote"."""
    tree = Tree.of(cue.sentence)
    return any(tree.tokens[i].text.casefold() in ("can", "could") for i in tree.children(cue.head.index, "aux"))


def is_measure(evidence: Evidence, mention: Span) -> bool:
    """Whether something is done according to it and it says nothing: "according to | their needs"."""
    return _noun(evidence, mention) in words("quotes.quotations", "measures.txt")


def _points_out_itself(evidence: Evidence, cue: Cue) -> bool:
    """Whether the article points to its own words: "It should be noted that …", "As stated above, …"."""
    before = evidence.text[cue.sentence.span.start : cue.head.span.end]
    return bool(_OWN_WORDS.search(before))


def is_of_a_picture(cue: Cue) -> bool:
    """Whether a cue tells what is to be seen: "posted a photo of", "a picture showing"."""
    tree = Tree.of(cue.sentence)
    inside = [t.lemma.casefold() for t in tree.tokens if t.span.overlap(cue.span) and t.upos == "NOUN"]
    above = [tree.tokens[cue.head.head].lemma.casefold()] if cue.head.deprel.startswith("acl") else []
    return not _PICTURES.isdisjoint([cue.lemma, *inside, *above])


def is_a_going(evidence: Evidence, cue: Cue) -> bool:
    """Whether a cue only tells of going: "he goes, “No”" and "she went on to say" are speech, "they go home" is not."""
    verbs = [t for t in cue.sentence.tokens if t.upos == "VERB" and t.span.overlap(cue.span)]
    end = max(cue.head.span.end, cue.span.end)
    near = evidence.touching(Span(end, min(end + 4, len(evidence.text))), None)
    return cue.lemma == "go" and len(verbs) < 2 and not any(q.outer.start >= end for q in near)


def is_performative(evidence: Evidence, cue: Cue, mention: Span | None) -> bool:
    """Whether somebody who is quoted does what the cue says in saying so ("we warn you"): no report of its own."""
    return evidence.holder(cue.span) is not None and _says_now(evidence, cue, mention)


def is_authors_own(evidence: Evidence, cue: Cue, mention: Span | None, segments: Sequence[Span]) -> bool:
    """Whether the author says something in writing it ("I must add that …"), which nobody reports.

    Words in marks with a verb ("“Two, please,” I say") are quoted all the same.
    """
    told = evidence.kind(segments) == "direct" and has_verb(evidence, segments)
    return not told and evidence.holder(cue.span) is None and _says_now(evidence, cue, mention)


def _says_now(evidence: Evidence, cue: Cue, mention: Span | None) -> bool:
    if mention is None or mention.text(evidence.text).casefold() not in ("i", "we"):
        return False
    tree = Tree.of(cue.sentence)
    helping = {tree.tokens[i].text.casefold() for i in tree.children(cue.head.index, "aux")}
    doing = cue.head.xpos == "VBG" and not helping.isdisjoint(_AM)
    return doing or cue.head.xpos in ("VBP", "VB")


def _puts_at(cue: Cue) -> bool:
    """Whether "put" tells how large something is: "put the toll at 25"."""
    tree = Tree.of(cue.sentence)
    return any(t.text.casefold() == "at" and t.index > cue.head.index for t in tree.tokens)


def _reports_with_that(cue: Cue) -> bool:
    """Whether a cue that tells of a deed ("agreed to pay") reports what comes behind "that": "the court heard that"."""
    return cue.lemma == "agree" or is_heard(cue)


def is_heard(cue: Cue) -> bool:
    """Whether a cue tells what was said to those who sat and listened, not by whom: "the inquest heard that"."""
    if cue.lemma != "hear":
        return False
    tree = Tree.of(cue.sentence)
    return any(tree.tokens[i].lemma.casefold() in _SITTING for i in tree.children(cue.head.index, "nsubj"))


def _has_as(evidence: Evidence, cue: Cue, segments: Sequence[Span]) -> bool:
    """Whether "as" leads to what a cue says of its object: "described as | unsafe", "described | the flat as a depot"."""
    words = [span.text(evidence.text).casefold().split() for span in (cue.span, *segments)]
    return any("as" in own for own in words) or _word_before(evidence, segments[0]) == "as"


def _noun(evidence: Evidence, segment: Span) -> str:
    """The lemma of the highest word of a segment; "" where it holds no word."""
    found = head_of(evidence, segment)
    return found[0].tokens[found[1]].lemma.casefold() if found is not None else ""


def _leads_to(evidence: Evidence, cue: Cue, segment: Span) -> str:
    """The last word between a cue's verb and a segment behind it, or at the cue's end."""
    between = evidence.text[cue.head.span.end : segment.start].split()
    return between[-1].casefold() if between else ""


def _word_before(evidence: Evidence, segment: Span) -> str:
    before = evidence.text[max(0, segment.start - _WORD) : segment.start].split()
    return before[-1].casefold() if before else ""


def _all_marked(evidence: Evidence, segments: Sequence[Span]) -> bool:
    return evidence.kind(segments) == "direct"
