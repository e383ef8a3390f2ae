"""Words between quotation marks that no cue claims: whether they are a quote, and whose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.language.trees import Tree
from quotes.quotations.contents import kind_of, letters, without_space
from quotes.quotations.cues import Cue, read_cue, subject, tokens_in
from quotes.quotations.marks import Quoted
from quotes.records import Block, Document, Parse, Quotation, Sentence, Span

_ENDS = frozenset(".,!?…;")
_COLON = re.compile(r"[:：]\s*$")
_SHORTEST = 4
#: How many characters may stand between a cue and the marks: words that read like speech, and any others.
_FAR, _NEAR = 60, 25


def find_unclaimed(
    document: Document, parse: Parse, quoted: Sequence[Quoted], found: Sequence[Quotation]
) -> list[Quotation]:
    """The quotations given, with those between marks that they lack: as further segments of theirs, or of their own."""
    done = list(found)
    for own in quoted:
        taken = sum(segment.overlap(own.inner) for q in done if q.cue_class != "thought" for segment in q.segments)
        if taken * 2 >= len(own.inner) or _nested(done, own):
            continue
        carried = _before(done, own) if own.carried else None
        if carried is not None:
            done[carried] = _with_segment(document, done[carried], own, quoted)
        else:
            _add(document, parse, quoted, done, own)
    return done


def _nested(found: Sequence[Quotation], own: Quoted) -> bool:
    """Whether the words lie inside a direct quotation that has them as part of its own."""
    return any(segment.contains(own.outer) for q in found for segment in q.segments)


def _reads_like_speech(document: Document, parse: Parse, own: Quoted) -> bool:
    """Not a term, a title or a nickname: long enough, with a verb, and closed like a sentence or set apart on the page."""
    words = [token for _, token in tokens_in(parse.sentences, own.inner) if token.upos != "PUNCT"]
    if len(words) < _SHORTEST:
        return False
    last = own.inner.text(document.text).rstrip()[-1:]
    after = document.text[own.outer.end : own.outer.end + 1]
    block = document.blocks[own.block]
    leads = not document.text[block.span.start : own.outer.start].strip()
    verb = any(token.upos in ("VERB", "AUX") for token in words)
    return verb and (last in _ENDS or after == "," or leads or not own.closed)


def _add(document: Document, parse: Parse, quoted: Sequence[Quoted], done: list[Quotation], own: Quoted) -> None:
    block = document.blocks[own.block]
    speech = _reads_like_speech(document, parse, own)
    neighbour = _same_paragraph(done, own, block) if speech else None
    cue = _cue_beside(document, parse, own, reach=_FAR if speech else _NEAR)
    if cue is not None and (neighbour is None or cue.span != done[neighbour].cue):
        source = subject(Tree.of(cue.sentence), cue.head)
        done.append(_direct(own, cue, source, document, "marks+cue"))
    elif neighbour is not None:
        done[neighbour] = _with_segment(document, done[neighbour], own, quoted)
    elif (label := _label(document, parse, own)) is not None:
        words, section = (without_space(document.text, own.inner),), block.section
        done.append(Quotation("direct", words, label[1], ":", "speech", label[0], section, "marks+label", 0.85))
    elif speech and block.section == "body":
        done.append(_direct(own, None, None, document, "marks"))


def _direct(own: Quoted, cue: Cue | None, source: Span | None, document: Document, rule: str) -> Quotation:
    span, lemma = (cue.span, cue.lemma) if cue else (None, None)
    section = document.blocks[own.block].section
    confidence = 0.8 if cue else 0.5
    return Quotation(
        "direct", (without_space(document.text, own.inner),), span, lemma, "speech", source, section, rule, confidence
    )


def _with_segment(document: Document, quotation: Quotation, own: Quoted, quoted: Sequence[Quoted]) -> Quotation:
    segments = tuple(sorted({*quotation.segments, without_space(document.text, own.inner)}))
    return replace(quotation, segments=segments, kind=kind_of(document.text, segments, quoted))


def _before(found: Sequence[Quotation], own: Quoted) -> int | None:
    """The direct quotation whose words end last before these."""
    earlier = [
        (max(s.end for s in q.segments), i)
        for i, q in enumerate(found)
        if q.kind != "indirect" and q.segments[-1].end <= own.inner.start and q.parent is None
    ]
    return max(earlier)[1] if earlier else None


def _same_paragraph(found: Sequence[Quotation], own: Quoted, block: Block) -> int | None:
    """The direct quotation of the same paragraph whose words stand nearest; speech goes on after its cue."""
    near = [
        (min(_gap(segment, own.inner) for segment in q.segments), i)
        for i, q in enumerate(found)
        if q.kind == "direct"
        and q.cue is not None
        and not own.outer.contains(q.cue)
        and any(block.span.contains(segment) for segment in q.segments)
    ]
    return min(near)[1] if near else None


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _cue_beside(document: Document, parse: Parse, own: Quoted, *, reach: int) -> Cue | None:
    """A listed reporting verb outside the marks, in the sentence that ends or begins the quotation, nearest to it."""
    best: tuple[int, Cue] | None = None
    for sentence in parse.sentences:
        if not (sentence.span.overlap(own.outer) or 0 <= sentence.span.start - own.outer.end <= 2):
            continue
        if sentence.block != own.block:
            continue
        for token in sentence.tokens:
            if token.upos != "VERB" or own.outer.contains(token.span):
                continue
            cue = read_cue(document.text, [(sentence, token)], token.span)
            if cue is None or cue.listed not in ("speech", "writing") or not _speaks(sentence, cue):
                continue
            gap = max(token.span.start - own.outer.end, own.outer.start - token.span.end)
            if gap <= reach and (best is None or gap < best[0]):
                best = gap, cue
    return best[1] if best else None


def _speaks(sentence: Sentence, cue: Cue) -> bool:
    return subject(Tree.of(sentence), cue.head) is not None


def _label(document: Document, parse: Parse, own: Quoted) -> tuple[Span, Span] | None:
    """A name before a colon at the start of the paragraph, or as the whole paragraph before: "Ann Lee, minister:"."""
    block = document.blocks[own.block]
    before = Span(block.span.start, own.outer.start)
    if not letters(document.text, before) and own.block:
        before = document.blocks[own.block - 1].span
    match = _COLON.search(document.text, before.start, before.end)
    if match is None or not letters(document.text, before):
        return None
    tokens = [t for _, t in tokens_in(parse.sentences, Span(before.start, match.start()))]
    if not tokens or any(t.upos in ("VERB", "AUX") for t in tokens):
        return None
    names = [e.span for e in parse.entities if before.contains(e.span) and e.label in ("PERSON", "ORGANIZATION")]
    mention = names[0] if names else Span(tokens[0].span.start, tokens[-1].span.end)
    return mention, Span(match.start(), match.start() + 1)
