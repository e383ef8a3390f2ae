"""From evidence to quotations: the attribution model says who reports what, quotation marks say where words are verbatim.

The two decide together. A mark is never overruled: a content that lies between marks becomes all that stands between them,
one that cuts a marked stretch takes it whole. What stands between marks and no cue claims is a quote where it reads like
speech; its source is then looked for around it, in the grammar and on the page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.language.lists import words
from quotes.language.spans import SpanMap, overlapping
from quotes.language.trees import Tree
from quotes.quotations.block_quotes import block_quotes
from quotes.quotations.clauses import reports
from quotes.quotations.contents import letters, trimmed
from quotes.quotations.cues import (
    Cue,
    has_agent,
    is_negated,
    is_passive,
    is_supposed,
    is_term,
    is_unreal,
    listed_class,
    names_itself,
    read_cue,
    tokens_in,
    without_cut_phrase,
    without_infinitive,
)
from quotes.quotations.evidence import Evidence, distance, has_verb, head_of, is_clause, is_infinitive, is_noun_phrase
from quotes.quotations.headlines import headline_sources
from quotes.quotations.hearsay import is_rumoured, missed_hearsay, without_the_deed
from quotes.quotations.marks import Quoted, quoted_spans
from quotes.quotations.noun_cues import noun_reports
from quotes.quotations.relayed import relayed
from quotes.quotations.segments import is_passive_subject, segments_of
from quotes.quotations.sources import asker_of, is_asked, is_event, mention_of, shared_mention, whole_source
from quotes.quotations.turns import find_turns
from quotes.quotations.unclaimed import find_unclaimed
from quotes.quotations.viewpoints import viewpoints
from quotes.records import FAINT_CUE, Attribution, CueClass, Document, Parse, Quotation, Span, SpanScore

_MODEL = "attribution-model"
#: How many characters around a content another cue that claims it may stand; a passage of the model is shorter.
_FAR = 3000
_SURE = 0.9
#: A thought of which the model is no surer than this is none: on PolNeAR's development set three of 13 were right.
_FAINT_THOUGHT = 0.55
#: In how many characters a complementiser and the space after it fit.
_WORD = 12
#: A colon among so many characters at the start of a paragraph makes a label of what stands before it.
_LABEL = 40
#: In how many characters the end of a paragraph fits behind its last sentence.
_ENDING = 3
#: Paragraphs of a list at the most.
_MOST_ITEMS = 40
_BULLET = re.compile(r"(?:[–—•*·-]|\d{1,2}[.)]\s|\([a-z0-9]{1,2}\))\s*")
#: How an article points to its own words.
_OWN_WORDS = re.compile(
    r"\b(?:should|must|needs to|has to) (?:also )?be (?:noted|mentioned|said|stressed|remembered|added)$"
    r"|\b(?:worth|without|bears) (?:also )?(?:mentioning|noting|saying|repeating)$"
    r"|\bimportant to (?:note|mention|remember|stress)$"
    r"|^\W*as (?:\w+ )?(?:stated|noted|mentioned|suggested|said)$",
    re.IGNORECASE,
)
#: "The results, according to which the party won": what the clause says is for the grammar.
_AFTER_WHICH = re.compile(r"\s+which\b")
#: Cues whose object is who was spoken to.
ADDRESSING = frozenset(
    {"tell", "inform", "brief", "notify", "remind", "assure", "thank", "ask", "question", "address", "answer"}
)
#: Cues that have whom they speak to behind a "to".
APOLOGISING = frozenset({"apologise", "apologize", "appeal", "reply", "speak", "say"})
#: Cues that tell a stance or an offer: with a bare noun they report no words.
EVALUATING = frozenset({
    "denounce", "condemn", "criticize", "criticise", "criticism", "slam", "blast", "attack", "mock", "lash out", "protest", "welcome",
    "hail", "praise", "congratulate", "offer", "refer to", "observe", "point out", "advocate", "repeat",
})  # fmt: skip
#: What is rejected in words; to reject anything else ("the offer", "the appeal") is an act.
_SAID_BEFORE = frozenset({
    "accusation", "allegation", "assertion", "call", "claim", "complaint", "criticism", "demand", "objection", "report", "request",
    "rumor", "rumour", "suggestion",
})  # fmt: skip
_REJECTING = frozenset({"dismiss", "reject"})
#: Cues that say of something what it is, behind "as"; without it they only name it ("described her career").
_NAMING_AS = frozenset({"describe", "identify"})
#: What shows something and says nothing.
PICTURES = frozenset({"footage", "image", "photo", "photograph", "picture"})
_RULED_ON = frozenset({"appeal", "case", "complaint", "conviction", "lawsuit", "motion", "petition", "suit"})
_APPEALED = frozenset({"case", "conviction", "decision", "judgment", "order", "ruling", "sentence", "verdict"})
_WON = frozenset({
    "bronze", "championship", "crown", "gold", "honor", "honour", "life", "medal", "place", "prize", "silver", "spot", "title",
    "trophy",
})  # fmt: skip
#: Cues that tell of an act, in court or in a contest, where their object is one of these.
ACTS = {
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
#: Verbs whose object is part of what is told: "expressed | her gratitude to the crew".
_EXPRESSING = frozenset({"announce", "claim", "deny", "dispute", "express", "lament", "refute", "voice"})
#: What tells of an impression, whatever stands in marks beside it.
_SEEMING = frozenset({"appear", "seem"})
#: Cues of those who find something out, which say it only once it is found.
FINDING = frozenset({"determine"})
#: Cues that make no quote where nobody is said to have uttered them ("was accused of").
NEEDS_SOURCE = frozenset(
    {"accuse", "charge", "order", "ask", "question", "blame", "suspect", "call", "describe", "know", "identify"}
)


def find_quotations(document: Document, parse: Parse) -> list[Quotation]:
    """All quotations of headline, body and sidebar in text order; ``parent`` points into the list.

    Example:
        ``"We stay," she said, adding that talks go on.`` gives a direct and an indirect quotation.
    """
    hearsay = tuple(missed_hearsay(parse))
    parse = replace(parse, attributions=tuple(sorted(parse.attributions + hearsay, key=lambda a: a.cue.span)))
    evidence = Evidence(document, parse, tuple(quoted_spans(document)))
    found = [q for attribution in parse.attributions if (q := _from_model(evidence, attribution)) is not None]
    found = _with_grammar(evidence, found)
    found = _without_rivals(found)
    found = _with_headlines(evidence, found)
    found = _with_turns(document, found)
    found = _with_block_quotes(evidence, found)
    found = [_with_marks(evidence, q) for q in find_unclaimed(evidence, found)]
    found.sort(key=lambda q: (q.segments[0].start, -q.segments[-1].end))
    return _with_parents(found)


def _from_model(evidence: Evidence, attribution: Attribution) -> Quotation | None:
    cue_span = without_infinitive(attribution.cue.span, tokens_in(evidence.parse.sentences, attribution.cue.span))
    cue = read_cue(evidence.text, tokens_in(evidence.parse.sentences, cue_span), cue_span)
    if cue is None or is_supposed(cue) or names_itself(cue) or _AFTER_WHICH.match(evidence.text, cue_span.end):
        return None
    if _is_in_a_name(evidence, cue):
        return None
    if attribution.cue.score < FAINT_CUE and cue.listed not in ("speech", "writing"):
        return None
    heard = without_the_deed(evidence, attribution, cue)
    if heard is None:
        return None
    if heard is not attribution:
        return _from_model(evidence, heard)
    closer = _announcing(evidence, attribution, cue) or _expressing(evidence, attribution, cue)
    if closer is not None:
        return _from_model(evidence, closer)
    led_in = _led_in(evidence, cue)
    contents = [content.span for content in attribution.contents if _reaches(evidence, cue, content.span)]
    contents += led_in if len(led_in) == 1 else []
    contents, quoted_source = relayed(evidence, cue, contents)
    sources = [source.span for source in attribution.sources] + ([quoted_source] if quoted_source else [])
    segments, marked = segments_of(evidence, cue, contents, sources)
    segments += [trimmed(evidence.text, item) for item in led_in] if len(led_in) > 1 else []
    if not segments:
        return None
    kind = evidence.kind(segments, evidence.holder(cue_span))
    unsaid = is_negated(cue) or is_term(cue) or all(is_passive_subject(cue, segment) for segment in segments)
    if unsaid and kind != "indirect":
        return None
    cue_class = _class(cue, verbatim=kind != "indirect", evidence=evidence, segments=segments)
    confidence = min(attribution.cue.score, max((content.score for content in attribution.contents), default=1.0))
    mention, source_rule = mention_of(evidence, attribution, cue, segments)
    if _is_heard(cue):
        mention, source_rule = None, ""
    elif mention is None and cue.lemma != "reportedly":
        mention, source_rule = shared_mention(evidence, cue)
    relay = None
    if quoted_source is not None:
        relay = mention if mention and not mention.overlap(quoted_source) else None
        mention, source_rule = whole_source(evidence, quoted_source, cue), "+relayed"
        cue_class = cue_class if cue_class != "thought" else "speech"  # whoever is cited as saying it says it
    asked = is_asked(cue)
    if asked:
        mention, source_rule = asker_of(evidence, cue), "+asked"
    if mention is None and kind == "indirect" and not _stands_alone(evidence, cue, segments, asked=asked):
        unsaid = True
    if mention is None and cue.lemma in ("know", "identify") and not has_verb(evidence, segments):
        unsaid = True  # "a defence known as “the Wall”"
    if _is_performative(evidence, cue, mention):
        return None
    if mention is not None and cue.lemma == "according to" and _is_measure(evidence, mention):
        return None
    if kind == "indirect" and mention is not None and cue.lemma != "according to" and is_event(evidence, mention):
        cue_class = "thought"  # what happens says nothing: "the crisis highlighted sharp differences"
    unsaid = unsaid or (kind == "indirect" and _reports_nothing(evidence, cue, mention))
    if unsaid or _is_a_going(evidence, cue) or (kind == "indirect" and _is_of_a_picture(cue)):
        cue_class = "thought"
    if cue_class == "thought" and confidence < _FAINT_THOUGHT:
        return None
    rule = _MODEL + ("+lead-in" if led_in else "") + ("+marks" if marked else "") + source_rule
    section, shown = evidence.section(segments[0]), without_cut_phrase(cue, segments)
    return Quotation(
        kind, tuple(segments), shown, cue.lemma, cue_class, mention, section, rule, confidence, relay=relay
    )


def _is_in_a_name(evidence: Evidence, cue: Cue) -> bool:
    """Whether a verb with a capital in the middle of a sentence is a name or a part of one: "Karim bin Said"."""
    at = cue.head.index
    if cue.head.upos != "VERB" or not cue.head.text.istitle() or not at or evidence.section(cue.span) != "body":
        return False
    before = cue.sentence.tokens[at - 1]
    return before.text[-1:].isalpha() and cue.head.span == cue.span


def _stands_alone(evidence: Evidence, cue: Cue, segments: Sequence[Span], *, asked: bool) -> bool:
    """Whether unmarked words are a report though nobody is said to have uttered them: a clause, a question, hearsay."""
    if is_rumoured(cue):
        return has_verb(evidence, segments)
    if asked or cue.lemma == "reportedly":
        return has_verb(evidence, segments) or (not asked and is_clause(evidence, segments))
    return cue.lemma not in NEEDS_SOURCE and is_clause(evidence, segments)


def _reports_nothing(evidence: Evidence, cue: Cue, mention: Span | None) -> bool:
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


def _is_measure(evidence: Evidence, mention: Span) -> bool:
    """Whether something is done according to it and it says nothing: "according to | their needs"."""
    return _noun(evidence, mention) in words("quotes.quotations", "measures.txt")


def _points_out_itself(evidence: Evidence, cue: Cue) -> bool:
    """Whether the article points to its own words: "It should be noted that …", "As stated above, …"."""
    before = evidence.text[cue.sentence.span.start : cue.head.span.end]
    return bool(_OWN_WORDS.search(before))


def _is_of_a_picture(cue: Cue) -> bool:
    """Whether a cue tells what is to be seen: "posted a photo of", "a picture showing"."""
    tree = Tree.of(cue.sentence)
    inside = [t.lemma.casefold() for t in tree.tokens if t.span.overlap(cue.span) and t.upos == "NOUN"]
    above = [tree.tokens[cue.head.head].lemma.casefold()] if cue.head.deprel.startswith("acl") else []
    return not PICTURES.isdisjoint([cue.lemma, *inside, *above])


def _is_a_going(evidence: Evidence, cue: Cue) -> bool:
    """Whether a cue only tells of going: "he goes, “No”" and "she went on to say" are speech, "they go home" is not."""
    verbs = [t for t in cue.sentence.tokens if t.upos == "VERB" and t.span.overlap(cue.span)]
    end = cue.head.span.end
    near = evidence.touching(Span(end, min(end + 4, len(evidence.text))), None)
    return cue.lemma == "go" and len(verbs) < 2 and not any(q.outer.start >= end for q in near)


def _is_performative(evidence: Evidence, cue: Cue, mention: Span | None) -> bool:
    """Whether somebody who is quoted does what the cue says in saying so ("we warn you"): no report of its own."""
    if (
        mention is None
        or mention.text(evidence.text).casefold() not in ("i", "we")
        or evidence.holder(cue.span) is None
    ):
        return False
    tree = Tree.of(cue.sentence)
    helping = [tree.tokens[i].xpos for i in tree.children(cue.head.index, "aux")]
    return cue.head.xpos in ("VBP", "VB") or (cue.head.xpos == "VBG" and "VBP" in helping)


def _with_grammar(evidence: Evidence, found: Sequence[Quotation]) -> list[Quotation]:
    """The quotations with the reports that the model missed and the grammar shows, instead of the thoughts at their cues."""
    shown = list(_from_grammar(evidence, found))
    told = SpanMap((q.cue, q) for q in shown if q.cue is not None)
    kept = [q for q in found if q.cue_class != "thought" or q.cue is None or not told.touching(q.cue)]
    return [*kept, *shown]


def _from_grammar(evidence: Evidence, found: Sequence[Quotation]) -> Iterator[Quotation]:
    """Reports that the grammar shows at words that are no cue yet, or only that of a thought."""
    cues = SpanMap((q.cue, q) for q in found if q.cue is not None)
    phrases = [
        report
        for report in viewpoints(evidence.text, evidence.parse)
        if all(q.cue_class == "thought" for q in cues.touching(report.cue.span))
    ]
    nouns = noun_reports(evidence.text, evidence.parse, cues)
    for report in (*reports(evidence.text, evidence.parse, cues), *phrases, *nouns):
        sources = [report.source] if report.source else []
        segments, marked = segments_of(evidence, report.cue, [report.content], sources)
        if not segments or report.cue.listed not in ("speech", "writing") or _is_a_going(evidence, report.cue):
            continue
        kind = evidence.kind(segments, evidence.holder(report.cue.span))
        if is_supposed(report.cue) or (kind == "indirect" and is_unreal(report.cue)):
            continue
        if _is_in_a_name(evidence, report.cue):
            continue
        if report.source and report.source.text(evidence.text).casefold() in ("this", "that"):
            continue  # "the walls burned, this shows neglect"
        mention = whole_source(evidence, report.source, report.cue) if report.source else None
        if _is_performative(evidence, report.cue, mention):
            continue
        rule = "clause-of-cue" + ("+marks" if marked else "")
        section = evidence.section(segments[0])
        yield Quotation(
            kind, tuple(segments), report.cue.span, report.cue.lemma, report.cue.listed, mention, section, rule, 0.6
        )


def _reaches(evidence: Evidence, cue: Cue, content: Span) -> bool:
    """Whether a cue reaches a content: in its own sentence, or between marks in its own or the next paragraph."""
    if cue.sentence.span.overlap(content):
        return True
    if _nearest_cue(evidence, cue, content) != cue.span:
        return False
    marked = any(q.inner.overlap(content) * 2 > len(content) for q in evidence.touching(content, None))
    number = bisect_right(evidence.document.blocks, content.start, key=lambda block: block.span.end)
    return marked and number in (cue.sentence.block, cue.sentence.block + 1)


def _led_in(evidence: Evidence, cue: Cue) -> list[Span]:
    """The unmarked paragraph that a verb leads in with a colon at the end of its own ("Lind added:"), or the list that it does."""
    blocks, text = evidence.document.blocks, evidence.text
    at = cue.sentence.block
    after = Span(cue.head.span.end, blocks[at].span.end)
    leads = after.text(text).rstrip().endswith(":") and cue.head.upos == "VERB" and cue.listed in ("speech", "writing")
    if not leads or at + 1 >= len(blocks):
        return []
    items = _items(evidence, at + 1) if cue.sentence.span.end >= after.end - _ENDING else []
    if len(items) > 1:
        return items
    paragraph = blocks[at + 1].span
    led = (
        letters(text, after) == 0
        and not evidence.touching(paragraph, None)
        and ":" not in paragraph.text(text)[:_LABEL]
    )
    return [paragraph] if led else []


def _items(evidence: Evidence, first: int) -> list[Span]:
    """The unmarked paragraphs from the block ``first`` on that are items of a list: bulleted, numbered or ended by semicolons."""
    found: list[Span] = []
    goes_on = False
    for block in evidence.document.blocks[first : first + _MOST_ITEMS]:
        item = block.span.text(evidence.text).rstrip()
        bullet = _BULLET.match(item)
        if not (bullet or goes_on or item.endswith(";")) or item.endswith(":") or evidence.touching(block.span, None):
            break
        goes_on = item.endswith(";")
        found.append(Span(block.span.start + (bullet.end() if bullet else 0), block.span.end))
    return found


def _announcing(evidence: Evidence, attribution: Attribution, cue: Cue) -> Attribution | None:
    """The attribution of a participle that a content begins with: "posted a message | announcing | he had left"."""
    for content in attribution.contents:
        found = tokens_in(evidence.parse.sentences, content.span)
        first = found[0][1] if len(found) > 1 else None
        if first is None or first.xpos != "VBG" or first.span.start < cue.span.end or first.span.overlap(cue.span):
            continue
        known = listed_class(first.lemma.casefold(), "VERB") in ("speech", "writing")
        topical = cue.lemma in words("quotes.quotations", "topical_cues.txt") or cue.listed not in ("speech", "writing")
        if known and topical and found[1][1].upos != "PUNCT":
            rest = SpanScore(Span(found[1][1].span.start, content.span.end), content.score)
            return replace(
                attribution, cue=SpanScore(first.span, max(attribution.cue.score, FAINT_CUE)), contents=(rest,)
            )
    return None


def _expressing(evidence: Evidence, attribution: Attribution, cue: Cue) -> Attribution | None:
    """The attribution of a verb that the model took together with its object, which is told: "expressed | concern about rents"."""
    if cue.lemma not in _EXPRESSING or cue.head.upos != "VERB":
        return None
    tree = Tree.of(cue.sentence)
    objects = [i for i in tree.children(cue.head.index, "obj") if tree.tokens[i].span.overlap(cue.span)]
    if not objects or tree.tokens[objects[0]].upos != "NOUN" or objects[0] < cue.head.index:
        return None
    start = min(i for i in tree.subtree(objects[0]) if i > cue.head.index)
    behind = [content for content in attribution.contents if content.span.start >= cue.span.end]
    if not behind or evidence.touching(Span(cue.span.end, behind[0].span.start + 1), None):
        return None
    whole = SpanScore(Span(tree.tokens[start].span.start, behind[0].span.end), behind[0].score)
    rest = tuple(content for content in attribution.contents if content is not behind[0])
    own = SpanScore(Span(cue.span.start, cue.head.span.end), attribution.cue.score)
    return replace(attribution, cue=own, contents=(whole, *rest))


def _nearest_cue(evidence: Evidence, cue: Cue, content: Span) -> Span:
    """Of the cues that claim most of a content, the one that stands nearest to it, one in its paragraph before others."""
    around = Span(max(0, content.start - _FAR), content.end + _FAR)
    claims = [
        attribution.cue.span
        for attribution in evidence.attributions_in(around)
        if any(other.span.overlap(content) * 2 > len(content) for other in attribution.contents)
    ]
    own = next((block.span for block in overlapping(evidence.document.blocks, content)), content)
    return min([cue.span, *claims], key=lambda span: (not own.contains(span), distance(span, content)))


def _class(cue: Cue, *, verbatim: bool, evidence: Evidence, segments: Sequence[Span]) -> CueClass:
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
    if bare and any(_noun(evidence, segment) in ACTS.get(cue.lemma, ()) for segment in segments):
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
    if bare and cue.lemma in EVALUATING:
        return "thought"  # a stance towards something, without any words reported ("condemned the attack")
    if bare and cue.lemma in APOLOGISING and _leads_to(evidence, cue, segments[0]) == "to":
        return "thought"  # "apologised to customers"
    wanted = _leads_to(evidence, cue, segments[0]) == "for"  # "asked for an inquiry"
    topic = _leads_to(evidence, cue, segments[0]) == "about"
    if bare and cue.lemma in ADDRESSING and not wanted and (topic or not has_verb(evidence, segments)):
        return "thought"  # only the addressee or the topic is named ("told reporters", "asked about the fire that …")
    if not verbatim and cue.lemma in words("quotes.quotations", "topical_cues.txt"):
        clause = not bare and not all(is_infinitive(evidence, segment) for segment in segments)
        told = clause or _word_before(evidence, segments[0]) == "that"
        return (cue.listed if cue.listed not in ("other", None) else "speech") if told else "thought"
    if is_rumoured(cue) and has_verb(evidence, segments):
        return "speech"
    if cue.lemma in FINDING and cue.head.xpos in ("VB", "VBG"):
        return "thought"  # "was able to determine", "is determining"
    if cue.listed == "thought":
        return "speech" if verbatim and _all_marked(evidence, segments) else "thought"
    if cue.listed is None:
        told = (
            cue.head.upos == "VERB" and _word_before(evidence, segments[0]) == "that" and is_clause(evidence, segments)
        )
        return "speech" if verbatim or told else "thought"
    return cue.listed


def _puts_at(cue: Cue) -> bool:
    """Whether "put" tells how large something is: "put the toll at 25"."""
    tree = Tree.of(cue.sentence)
    return any(t.text.casefold() == "at" and t.index > cue.head.index for t in tree.tokens)


def _reports_with_that(cue: Cue) -> bool:
    """Whether a cue that tells of a deed ("agreed to pay") reports what comes behind "that": "the court heard that"."""
    return cue.lemma == "agree" or _is_heard(cue)


def _is_heard(cue: Cue) -> bool:
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


def _without_rivals(found: Sequence[Quotation]) -> list[Quotation]:
    """Of quotations that claim the same words for cues outside them, the surest; listed cues before others."""
    kept: list[Quotation] = []
    places: SpanMap[Quotation] = SpanMap()
    for quotation in sorted(found, key=_weakness):
        near = (other for segment in quotation.segments for other in places.touching(segment))
        if not any(_rivals(quotation, other) for other in near):
            kept.append(quotation)
            for segment in quotation.segments:
                places.add(segment, quotation)
    return kept


def _weakness(quotation: Quotation) -> tuple[bool, bool, float]:
    """Thoughts come last; words in marks are sure, of others those that the model is surest of come first."""
    unmarked = quotation.kind == "indirect"
    return quotation.cue_class == "thought", unmarked and quotation.confidence < _SURE, -quotation.confidence


def _rivals(one: Quotation, other: Quotation) -> bool:
    shared = sum(a.overlap(b) for a in one.segments for b in other.segments)
    size = min(sum(map(len, one.segments)), sum(map(len, other.segments)))
    if not size or shared / size < 0.8:
        return False
    nested = any(
        cue is not None and any(segment.contains(cue) for segment in outer.segments)
        for cue, outer in ((one.cue, other), (other.cue, one))
    )
    return not nested


def _with_headlines(evidence: Evidence, found: Sequence[Quotation]) -> list[Quotation]:
    """The quotations with those whose source a headline names; they take the place of what else was read into it."""
    done = list(found)
    for headline in headline_sources(evidence.document, evidence.parse):
        content = trimmed(evidence.text, headline.content)
        near = evidence.touching(headline.content, None)
        whole = [q.inner for q in near if q.outer == headline.content or q.inner == content]
        segments = (whole[0],) if whole else (content,)
        kind = evidence.kind(segments)
        cue = headline.cue.text(evidence.text)
        cue = next((t.lemma for _, t in tokens_in(evidence.parse.sentences, headline.cue) if cue.isalpha()), cue)
        done = [q for q in done if not any(headline.content.contains(segment) for segment in q.segments)]
        done.append(
            Quotation(kind, segments, headline.cue, cue, "speech", headline.source, "headline", headline.rule, 0.8)
        )
    return done


def _with_turns(document: Document, found: Sequence[Quotation]) -> list[Quotation]:
    """The quotations with the turns of a transcript, which take the place of what else holds their label for a cue."""
    opened = find_turns(document)
    turns = [
        Quotation("direct", own.segments, own.cue, ":" if own.cue else None, "speech", own.label, "body", "turn", 0.9)
        for own in opened
    ]
    labels = SpanMap((own.around, own) for own in opened)
    kept = [q for q in found if q.cue is None or not labels.touching(q.cue)]
    return [*kept, *turns]


def _with_block_quotes(evidence: Evidence, found: Sequence[Quotation]) -> list[Quotation]:
    """The quotations with the block quotations, which take the place of a report of all their words."""
    done = list(found)
    for own in block_quotes(evidence.document, evidence.parse):
        size = sum(map(len, own.segments))
        done = [q for q in done if sum(s.overlap(t) for s in q.segments for t in own.segments) * 2 < size]
        done.append(Quotation("direct", own.segments, None, None, "speech", own.source, "body", "block-quote", 0.85))
    return done


def _with_marks(evidence: Evidence, quotation: Quotation) -> Quotation:
    """A mixed quotation with both of the marks around the words that it begins or ends with."""
    if quotation.kind != "mixed":
        return quotation
    holder = evidence.holder(quotation.cue) if quotation.cue is not None else None
    segments = tuple(_paired(evidence, segment, holder) for segment in quotation.segments)
    return replace(quotation, segments=segments)


def _paired(evidence: Evidence, segment: Span, holder: Quoted | None) -> Span:
    start, end = segment.start, segment.end
    for own in evidence.touching(segment, holder):
        if own.inner.contains(segment):
            continue
        if own.outer.start < start and not letters(evidence.text, Span(own.outer.start, start)):
            start = own.outer.start
        if own.inner.contains(Span(end - 1, end)) and not letters(evidence.text, Span(end, own.outer.end)):
            end = own.outer.end
    return Span(start, end)


def _with_parents(found: Sequence[Quotation]) -> list[Quotation]:
    """Each quotation with the index of the smallest one that contains its words and its cue."""
    places = SpanMap((segment, j) for j, other in enumerate(found) for segment in other.segments)
    done = []
    for i, quotation in enumerate(found):
        near = dict.fromkeys(j for segment in quotation.segments[:1] for j in places.touching(segment))
        holders = [j for j in near if j != i and _holds(found[j], quotation)]
        parent = min(holders, key=lambda j: sum(map(len, found[j].segments)), default=None)
        done.append(replace(quotation, parent=parent))
    return done


def _holds(outer: Quotation, inner: Quotation) -> bool:
    if sum(map(len, outer.segments)) <= sum(map(len, inner.segments)):
        return False
    parts = list(inner.segments) + ([inner.cue] if inner.cue else [])
    return all(any(segment.contains(part) for segment in outer.segments) for part in parts)
