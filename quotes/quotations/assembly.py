"""From evidence to quotations: the attribution model says who reports what, quotation marks say where words are verbatim.

The two decide together. A mark is never overruled: a content that lies between marks becomes all that stands between them,
one that cuts a marked stretch takes it whole. What stands between marks and no cue claims is a quote where it reads like
speech; its source is then looked for around it, in the grammar and on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quotes.language.trees import Tree
from quotes.quotations.clauses import according, reports
from quotes.quotations.contents import inside_marks, kind_of, letters, split_blocks, trimmed, without_space
from quotes.quotations.cues import Cue, is_negated, read_cue, subject, tokens_in
from quotes.quotations.edges import repaired
from quotes.quotations.headlines import headline_sources
from quotes.quotations.marks import Quoted, quoted_spans
from quotes.quotations.turns import find_turns
from quotes.quotations.unclaimed import find_unclaimed
from quotes.records import Attribution, CueClass, Document, Parse, Quotation, Section, Span

_MODEL = "attribution-model"
_FLOOR = 0.5
#: Cues that name a thing: of "called it “reckless”" the marked words alone are quoted.
NAMING = frozenset(
    {"call", "describe", "characterize", "characterise", "label", "dub", "term", "brand", "declare", "deem", "portray"}
)
#: Cues whose object is who was spoken to.
ADDRESSING = frozenset({"tell", "inform", "brief", "notify", "remind", "assure", "thank", "ask", "question", "address"})
#: Cues that tell a stance: with a bare noun they report no words.
EVALUATING = frozenset(
    {"denounce", "condemn", "criticize", "criticise", "slam", "blast", "attack", "mock", "welcome", "hail", "praise"}
)
#: Cues that make no quote where nobody is said to have uttered them ("was accused of").
NEEDS_SOURCE = frozenset(
    {"accuse", "charge", "order", "ask", "question", "blame", "suspect", "call", "describe", "know"}
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a document offers: its text, parse and the stretches between quotation marks."""

    document: Document
    parse: Parse
    quoted: tuple[Quoted, ...]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def around(self, cue: Span) -> list[Quoted]:
        """The marks that count for a cue: not those that it stands between itself."""
        return [quoted for quoted in self.quoted if not quoted.inner.contains(cue)]

    def section(self, span: Span) -> Section:
        """The section that a span begins in."""
        return next((b.section for b in self.document.blocks if b.span.overlap(span)), "body")


def find_quotations(document: Document, parse: Parse) -> list[Quotation]:
    """All quotations of headline, body and sidebar in text order; ``parent`` points into the list.

    Example:
        ``"We stay," she said, adding that talks go on.`` gives a direct and an indirect quotation.
    """
    evidence = Evidence(document, parse, tuple(quoted_spans(document)))
    found = [q for attribution in parse.attributions if (q := _from_model(evidence, attribution)) is not None]
    found.extend(_from_grammar(evidence, found))
    found = _without_rivals(found)
    found = _with_headlines(evidence, found)
    found = _with_turns(document, found)
    found = find_unclaimed(document, parse, evidence.quoted, found)
    found.sort(key=lambda q: (q.segments[0].start, -q.segments[-1].end))
    return _with_parents(found)


def _from_model(evidence: Evidence, attribution: Attribution) -> Quotation | None:
    cue_span = attribution.cue.span
    cue = read_cue(evidence.text, tokens_in(evidence.parse.sentences, cue_span), cue_span)
    if cue is None or is_negated(cue):
        return None
    contents = [content.span for content in attribution.contents if _reaches(evidence, cue, content.span)]
    segments, marked = _segments(evidence, cue, contents, [source.span for source in attribution.sources])
    if not segments:
        return None
    kind = kind_of(evidence.text, segments, evidence.around(cue_span))
    cue_class = _class(cue, verbatim=kind != "indirect", evidence=evidence, segments=segments)
    if cue_class is None:
        return None
    scores = [attribution.cue.score, max(content.score for content in attribution.contents)]
    confidence = min(scores) if kind == "indirect" else max(0.9, min(scores))
    mention, source_rule = _mention(evidence, attribution, cue, segments)
    if mention is None:
        mention, source_rule = _shared_mention(evidence, cue)
    if mention is None and cue.lemma in NEEDS_SOURCE and kind == "indirect":
        return None
    rule = _MODEL + ("+marks" if marked else "") + source_rule
    section = evidence.section(segments[0])
    return Quotation(kind, tuple(segments), cue_span, cue.lemma, cue_class, mention, section, rule, confidence)


def _from_grammar(evidence: Evidence, found: Sequence[Quotation]) -> Iterator[Quotation]:
    """Reports that the model missed and the grammar shows."""
    cues = [q.cue for q in found if q.cue is not None]
    phrases = [r for r in according(evidence.text, evidence.parse) if not any(r.cue.span.overlap(cue) for cue in cues)]
    for report in (*reports(evidence.text, evidence.parse, cues), *phrases):
        sources = [report.source] if report.source else []
        segments, marked = _segments(evidence, report.cue, [report.content], sources)
        if not segments or report.cue.listed not in ("speech", "writing"):
            continue
        kind = kind_of(evidence.text, segments, evidence.around(report.cue.span))
        mention = _whole(evidence, report.source, report.cue) if report.source else None
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
    marked = any(q.inner.overlap(content) * 2 > len(content) for q in evidence.quoted)
    blocks = evidence.document.blocks
    number = next((i for i, block in enumerate(blocks) if block.span.overlap(content)), -1)
    return marked and number in (cue.sentence.block, cue.sentence.block + 1)


def _nearest_cue(evidence: Evidence, cue: Cue, content: Span) -> Span:
    """Of the cues that claim most of a content, the one that stands nearest to it, one in its paragraph before others."""
    claims = [
        attribution.cue.span
        for attribution in evidence.parse.attributions
        if any(other.span.overlap(content) * 2 > len(content) for other in attribution.contents)
    ]
    own = next((block.span for block in evidence.document.blocks if block.span.overlap(content)), content)
    return min([cue.span, *claims], key=lambda span: (not own.contains(span), _distance(span, content)))


def _class(cue: Cue, *, verbatim: bool, evidence: Evidence, segments: Sequence[Span]) -> CueClass | None:
    """The class of a quote; null where the cue reports none. Words between marks that a source thinks are still its words."""
    if cue.listed == "other":
        return "speech" if verbatim and _is_clause(evidence, segments) else None
    bare = not verbatim and not _is_clause(evidence, segments)
    if bare and cue.lemma == "declare":
        return None  # an act of law ("declared a state of emergency"), not a report
    if bare and cue.lemma in EVALUATING and not _has_verb(evidence, segments):
        return None  # a stance towards something, without any words reported ("condemned the attack")
    if bare and cue.lemma in ADDRESSING and not _has_verb(evidence, segments):
        return None  # only the addressee is named ("told reporters")
    if cue.listed == "thought":
        return "speech" if verbatim and _all_marked(evidence, segments) else "thought"
    if cue.listed is None:
        return "speech" if verbatim or (cue.head.upos == "VERB" and _is_clause(evidence, segments)) else None
    return cue.listed


def _has_verb(evidence: Evidence, segments: Sequence[Span]) -> bool:
    return any(t.upos in ("VERB", "AUX") for s in segments for _, t in tokens_in(evidence.parse.sentences, s))


def _all_marked(evidence: Evidence, segments: Sequence[Span]) -> bool:
    return kind_of(evidence.text, segments, evidence.quoted) == "direct"


def _is_clause(evidence: Evidence, segments: Sequence[Span]) -> bool:
    """Whether a segment has a finite verb with a subject."""
    return any(
        token.deprel.startswith(("nsubj", "csubj", "expl"))
        for segment in segments
        for _, token in tokens_in(evidence.parse.sentences, segment)
    )


def _segments(
    evidence: Evidence, found: Cue, contents: Sequence[Span], sources: Sequence[Span]
) -> tuple[list[Span], bool]:
    """The segments of a quote, and whether quotation marks had a say in them."""
    cue = found.span
    holder = next((q for q in evidence.quoted if q.inner.contains(cue)), None)
    pieces: list[Span] = []
    marked = False
    for content in contents:
        for part in split_blocks(content, evidence.document.blocks):
            if evidence.section(part) == "sidebar" and evidence.section(cue) != "sidebar":
                continue
            for piece, own in _with_marks(evidence, part, holder):
                marked = marked or own
                verbatim = own and kind_of(evidence.text, [piece], evidence.quoted) == "direct"
                pieces.append(piece if verbatim else _edged(evidence, found, piece, sources, holder))
    pieces = _without_passive_subject(found, pieces)
    done: list[Span] = []
    for piece in sorted(_tidied(evidence, p) for p in pieces):
        without = _outside(piece, cue)
        if letters(evidence.text, without) == 0:
            continue
        if done and _joined(evidence, done[-1], without):
            done[-1] = Span(done[-1].start, max(done[-1].end, without.end))
        else:
            done.append(without)
    return done, marked


def _edged(evidence: Evidence, cue: Cue, piece: Span, sources: Sequence[Span], holder: Quoted | None) -> Span:
    """An indirect or mixed piece with its edges repaired; of "called it “…”" and its like only the marked words."""
    marked = [q for q in evidence.quoted if q is not holder and q.outer.overlap(piece)]
    if cue.lemma in NAMING and len(marked) == 1:
        rest = Span(marked[0].outer.end, max(piece.end, marked[0].outer.end))
        before = Span(piece.start, max(piece.start, marked[0].outer.start))
        if letters(evidence.text, rest) == 0 and not _is_clause(evidence, [before]):
            return marked[0].inner
    fixed = repaired(evidence.text, cue, piece, [cue.span, *sources])
    if holder is not None and not holder.inner.contains(fixed):
        return piece
    for quoted in marked:
        if fixed.overlap(quoted.outer):
            fixed = Span(min(fixed.start, quoted.outer.start), max(fixed.end, quoted.outer.end))
    return fixed


def _tidied(evidence: Evidence, piece: Span) -> Span:
    """All that stands between marks, or the clause without what clings to its edges."""
    if any(quoted.inner == piece for quoted in evidence.quoted):
        return without_space(evidence.text, piece)
    return trimmed(evidence.text, piece)


def _without_passive_subject(cue: Cue, pieces: Sequence[Span]) -> list[Span]:
    """Not "He" of "He was reported missing": what is reported of a passive's subject is the content."""
    tree = Tree.of(cue.sentence)
    if cue.head.deprel.startswith(("amod", "acl")):
        return list(pieces)
    subjects = [tree.span(tree.subtree(i)) for i in tree.children(cue.head.index, "nsubj:pass")]
    return [piece for piece in pieces if not any(own.contains(piece) for own in subjects)]


def _outside(piece: Span, cue: Span) -> Span:
    """The larger side of a piece that its own cue cuts."""
    if not piece.overlap(cue):
        return piece
    left, right = Span(piece.start, max(piece.start, cue.start)), Span(min(cue.end, piece.end), piece.end)
    return max(left, right, key=len)


def _joined(evidence: Evidence, one: Span, other: Span) -> bool:
    """Whether two pieces are one segment: they overlap, or only punctuation of the same paragraph stands between them."""
    if other.start <= one.end:
        return True
    between = evidence.text[one.end : other.start]
    marks_between = any(q.inner.start > one.end - 1 and q.inner.start <= other.start for q in evidence.quoted)
    return not any(c.isalnum() for c in between) and "\n" not in between and not marks_between


def _with_marks(evidence: Evidence, part: Span, holder: Quoted | None) -> Iterator[tuple[Span, bool]]:
    """A content reconciled with the marks it touches; those around its own cue (a report inside a quote) do not count."""
    touching = [q for q in evidence.quoted if q.outer.overlap(part) and q is not holder]
    touching = [q for q in touching if holder is None or holder.inner.contains(q.outer)]
    if holder is not None:
        part = Span(*_common(part, holder.inner))
    if not touching:
        yield part, False
        return
    whole = letters(evidence.text, part)
    inside = inside_marks(evidence.text, part, touching)
    if whole and inside == whole:
        for quoted in touching:
            if letters(evidence.text, Span(*_common(part, quoted.inner))):
                yield quoted.inner, True
        return
    start, end = part.start, part.end
    for quoted in touching:
        share = inside_marks(evidence.text, part, [quoted]) / max(1, letters(evidence.text, quoted.inner))
        if share >= 0.5:
            start, end = min(start, quoted.outer.start), max(end, quoted.outer.end)
    yield from _sentences_apart(evidence, Span(start, end), touching)


def _common(one: Span, other: Span) -> tuple[int, int]:
    start = max(one.start, other.start)
    return start, max(start, min(one.end, other.end))


def _sentences_apart(evidence: Evidence, part: Span, touching: Sequence[Quoted]) -> Iterator[tuple[Span, bool]]:
    """A mixed content cut where whole marked sentences begin or end: they are direct segments of their own."""
    start = part.start
    for quoted in touching:
        before = evidence.text[start : quoted.outer.start].rstrip()
        after = evidence.text[quoted.outer.end : part.end].strip()
        whole_sentence = evidence.text[quoted.inner.start : quoted.inner.end].rstrip()[-1:] in ".!?" or not after
        words_before = sum(c.isalnum() for c in before)
        sets_apart = before[-1:] in ".!?:" or (before[-1:] == "," and quoted.inner.text(evidence.text)[:1].isupper())
        if whole_sentence and (sets_apart or words_before <= 4) and quoted.outer.start >= start:
            if words_before > 4 and _is_clause(evidence, [Span(start, quoted.outer.start)]):
                yield Span(start, quoted.outer.start), True
            yield quoted.inner, True
            start = quoted.outer.end
    if letters(evidence.text, Span(start, max(start, part.end))):
        yield Span(start, max(start, part.end)), True


def _mention(
    evidence: Evidence, attribution: Attribution, cue: Cue, segments: Sequence[Span]
) -> tuple[Span | None, str]:
    """The source nearest the cue: the model's, else the one the grammar gives; never one inside the quote's own words."""
    sources = [s for s in attribution.sources if not any(seg.contains(s.span) for seg in segments)]
    if sources:
        best = max(sources, key=lambda s: (s.score > _FLOOR, -_distance(s.span, cue.span)))
        return _whole(evidence, best.span, cue), ""
    found = subject(Tree.of(cue.sentence), cue.head)
    if found is None or any(segment.overlap(found) for segment in segments):
        return None, ""
    return _whole(evidence, found, cue), "+subject"


def _shared_mention(evidence: Evidence, cue: Cue) -> tuple[Span | None, str]:
    """The source of the cue before, in the same sentence, for a verb that goes on from it ("denounced … and claimed …")."""
    tokens = cue.sentence.tokens
    at = cue.head.index - 1
    while at >= 0 and tokens[at].upos in ("ADV", "AUX", "PART"):
        at -= 1
    if at < 0 or tokens[at].upos not in ("CCONJ", "PUNCT") or cue.head.upos != "VERB":
        return None, ""
    before = [
        attribution
        for attribution in evidence.parse.attributions
        if attribution.sources
        and attribution.cue.span.end <= cue.span.start
        and cue.sentence.span.contains(attribution.cue.span)
    ]
    return (before[-1].sources[0].span, "+shared-source") if before else (None, "")


def _whole(evidence: Evidence, span: Span, cue: Cue) -> Span:
    """A source without a preposition or relative clause around it, and with all of the names that it cuts."""
    tokens = [token for _, token in tokens_in(evidence.parse.sentences, span)]
    start, end = span.start, span.end
    for token in tokens:
        if token.upos not in ("ADP", "PUNCT", "SCONJ", "CCONJ") or token.span.end >= end:
            break
        start = token.span.end
    for entity in evidence.parse.entities:
        if entity.span.overlap(Span(start, end)) and not entity.span.overlap(cue.span):
            start, end = min(start, entity.span.start), max(end, entity.span.end)
    return _tidy(evidence.text, Span(start, end))


def _tidy(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and not text[start].isalnum() and text[start] not in "([$":
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in ").]":
        end -= 1
    return Span(start, end) if end > start else span


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _without_rivals(found: Sequence[Quotation]) -> list[Quotation]:
    """Of quotations that claim the same words for cues outside them, the surest; listed cues before others."""
    kept: list[Quotation] = []
    for quotation in sorted(found, key=lambda q: (q.cue_class == "thought", -q.confidence)):
        if not any(_rivals(quotation, other) for other in kept):
            kept.append(quotation)
    return kept


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
        whole = [q.inner for q in evidence.quoted if q.outer == headline.content or q.inner == content]
        segments = (whole[0],) if whole else (content,)
        kind = kind_of(evidence.text, segments, evidence.quoted)
        cue = headline.cue.text(evidence.text)
        done = [q for q in done if not any(headline.content.contains(segment) for segment in q.segments)]
        done.append(
            Quotation(kind, segments, headline.cue, cue, "speech", headline.source, "headline", headline.rule, 0.8)
        )
    return done


def _with_turns(document: Document, found: Sequence[Quotation]) -> list[Quotation]:
    """The quotations with the turns of a transcript, which take the place of what else holds their label for a cue."""
    turns = [
        Quotation("direct", turn.segments, turn.cue, ":", "speech", turn.label, "body", "turn", 0.9)
        for turn in find_turns(document)
    ]
    labels = [Span(turn.mention.start, turn.cue.end) for turn in turns if turn.mention and turn.cue]
    kept = [q for q in found if q.cue is None or not any(label.overlap(q.cue) for label in labels)]
    return [*kept, *turns]


def _with_parents(found: Sequence[Quotation]) -> list[Quotation]:
    """Each quotation with the index of the smallest one that contains its words and its cue."""
    done = []
    for i, quotation in enumerate(found):
        holders = [j for j, other in enumerate(found) if j != i and _holds(other, quotation)]
        parent = min(holders, key=lambda j: sum(map(len, found[j].segments)), default=None)
        done.append(replace(quotation, parent=parent))
    return done


def _holds(outer: Quotation, inner: Quotation) -> bool:
    if sum(map(len, outer.segments)) <= sum(map(len, inner.segments)):
        return False
    parts = list(inner.segments) + ([inner.cue] if inner.cue else [])
    return all(any(segment.contains(part) for segment in outer.segments) for part in parts)
