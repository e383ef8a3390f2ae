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

from quotes.language.spans import SpanMap, overlapping
from quotes.quotations.block_quotes import block_quotes
from quotes.quotations.clauses import reports
from quotes.quotations.closer_cues import closer_cue
from quotes.quotations.contents import letters, trimmed
from quotes.quotations.cues import (
    Cue,
    is_negated,
    is_supposed,
    is_term,
    is_unreal,
    names_itself,
    read_cue,
    tokens_in,
    without_cut_phrase,
    without_infinitive,
)
from quotes.quotations.evidence import Evidence, distance, has_verb
from quotes.quotations.headlines import headline_sources
from quotes.quotations.hearsay import missed_hearsay, without_the_deed
from quotes.quotations.lead_ins import led_in
from quotes.quotations.marks import Quoted, quoted_spans
from quotes.quotations.noun_cues import noun_reports
from quotes.quotations.parting import parted
from quotes.quotations.relayed import relayed
from quotes.quotations.segments import is_passive_subject, segments_of
from quotes.quotations.sources import asker_of, is_asked, is_event, mention_of, shared_mention, whole_source
from quotes.quotations.turns import find_turns
from quotes.quotations.unclaimed import find_unclaimed
from quotes.quotations.unsaid import (
    class_of,
    is_a_going,
    is_authors_own,
    is_called,
    is_heard,
    is_in_a_name,
    is_measure,
    is_of_a_picture,
    is_performative,
    reports_nothing,
    stands_alone,
)
from quotes.quotations.viewpoints import viewpoints
from quotes.records import FAINT_CUE, Attribution, Document, Parse, Quotation, Span

_MODEL = "attribution-model"
#: How many characters around a content another cue that claims it may stand; a passage of the model is shorter.
_FAR = 3000
_SURE = 0.9
#: A thought of which the model is no surer than this is none: on PolNeAR's development set three of 13 were right.
_FAINT_THOUGHT = 0.55
#: "The results, according to which the party won": what the clause says is for the grammar.
_AFTER_WHICH = re.compile(r"\s+which\b")


def find_quotations(document: Document, parse: Parse) -> list[Quotation]:
    """All quotations of headline, body and sidebar in text order; ``parent`` points into the list.

    Example:
        ``"We stay," she said, adding that talks go on.`` gives a direct and an indirect quotation.
    """
    hearsay = tuple(missed_hearsay(parse))
    parse = replace(parse, attributions=tuple(sorted(parse.attributions + hearsay, key=lambda a: a.cue.span)))
    evidence = Evidence(document, parse, tuple(quoted_spans(document)))
    found = [q for attribution in parse.attributions if (q := _from_model(evidence, attribution)) is not None]
    found = [part for quotation in found for part in parted(evidence, quotation)]
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
    if is_in_a_name(evidence, cue):
        return None
    if attribution.cue.score < FAINT_CUE and cue.listed not in ("speech", "writing"):
        return None
    heard = without_the_deed(evidence, attribution, cue)
    if heard is None:
        return None
    if heard is not attribution:
        return _from_model(evidence, heard)
    closer = closer_cue(evidence, attribution, cue)
    if closer is not None:
        return _from_model(evidence, closer)
    below = led_in(evidence, cue)
    contents = [content.span for content in attribution.contents if _reaches(evidence, cue, content.span)]
    contents += below if len(below) == 1 else []
    contents, quoted_source = relayed(evidence, cue, contents)
    sources = [source.span for source in attribution.sources] + ([quoted_source] if quoted_source else [])
    segments, marked = segments_of(evidence, cue, contents, sources)
    segments += [trimmed(evidence.text, item) for item in below] if len(below) > 1 else []
    if not segments:
        return None
    kind = evidence.kind(segments, evidence.holder(cue_span))
    unsaid = is_negated(cue) or is_term(cue) or all(is_passive_subject(cue, segment) for segment in segments)
    if unsaid and kind != "indirect":
        return None
    cue_class = class_of(cue, verbatim=kind != "indirect", evidence=evidence, segments=segments)
    confidence = min(attribution.cue.score, max((content.score for content in attribution.contents), default=1.0))
    mention, source_rule = mention_of(evidence, attribution, cue, segments)
    if is_heard(cue):
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
    if mention is None and kind == "indirect" and not stands_alone(evidence, cue, segments, asked=asked):
        unsaid = True
    if mention is None and is_called(cue) and not has_verb(evidence, segments):
        unsaid = True  # "a defence known as “the Wall”", "was dubbed “the Wall”"
    if is_performative(evidence, cue, mention):
        return None
    unsaid = unsaid or is_authors_own(evidence, cue, mention, segments)
    if mention is not None and cue.lemma == "according to" and is_measure(evidence, mention):
        return None
    if kind == "indirect" and mention is not None and cue.lemma != "according to" and is_event(evidence, mention):
        cue_class = "thought"  # what happens says nothing: "the crisis highlighted sharp differences"
    unsaid = unsaid or (kind == "indirect" and reports_nothing(evidence, cue, mention))
    if unsaid or is_a_going(evidence, cue) or (kind == "indirect" and is_of_a_picture(cue)):
        cue_class = "thought"
    if cue_class == "thought" and confidence < _FAINT_THOUGHT:
        return None
    rule = _MODEL + ("+lead-in" if below else "") + ("+marks" if marked else "") + source_rule
    section, shown = evidence.section(segments[0]), without_cut_phrase(cue, segments)
    return Quotation(
        kind, tuple(segments), shown, cue.lemma, cue_class, mention, section, rule, confidence, relay=relay
    )


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
        if not segments or report.cue.listed not in ("speech", "writing") or is_a_going(evidence, report.cue):
            continue
        kind = evidence.kind(segments, evidence.holder(report.cue.span))
        if is_supposed(report.cue) or (kind == "indirect" and is_unreal(report.cue)):
            continue
        if is_in_a_name(evidence, report.cue):
            continue
        if report.source and report.source.text(evidence.text).casefold() in ("this", "that"):
            continue  # "the walls burned, this shows neglect"
        mention = whole_source(evidence, report.source, report.cue) if report.source else None
        if is_performative(evidence, report.cue, mention) or is_authors_own(evidence, report.cue, mention, segments):
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
    marked = [q for q in evidence.touching(content, None) if q.inner.overlap(content) * 2 > len(content)]
    number = bisect_right(evidence.document.blocks, content.start, key=lambda block: block.span.end)
    if number == cue.sentence.block + 1 and any(_is_of_the_next(evidence, quoted) for quoted in marked):
        return False
    return bool(marked) and number in (cue.sentence.block, cue.sentence.block + 1)


def _is_of_the_next(evidence: Evidence, quoted: Quoted) -> bool:
    """Whether a speech begins here and goes on in the next paragraph, where a cue says whose it is."""
    if quoted.closed or quoted.carried:
        return False
    block = evidence.document.blocks[min(quoted.block + 1, len(evidence.document.blocks) - 1)].span
    further = [q for q in evidence.touching(block, None) if q.carried]
    return any(
        not q.inner.contains(other.cue.span) and any(content.span.overlap(q.inner) for content in other.contents)
        for q in further
        for other in evidence.attributions_in(block)
    )


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
