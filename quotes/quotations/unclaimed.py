"""Words between quotation marks that no cue claims: whether they are a quote, and whose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from quotes.language.spans import SpanMap, overlapping
from quotes.language.trees import Tree
from quotes.quotations.contents import letters, without_space
from quotes.quotations.cues import Cue, is_negated, read_cue, subject, tokens_in
from quotes.quotations.evidence import Evidence, distance, has_verb
from quotes.quotations.marks import Quoted
from quotes.quotations.signatures import signature_in
from quotes.quotations.sources import whole_source
from quotes.quotations.unsaid import is_authors_own, is_performative
from quotes.records import Block, Document, Parse, Quotation, Span

_ENDS = frozenset(".,!?…;")
#: What may stand behind the full stop of words in marks: "It closed[.]".
_BRACKETS = " \t\n\u00a0)]"
#: What may stand before marks that open their paragraph.
_BULLETS = " \t\n\u00a0–—-•*·"
#: What leads to the name of a work, a word or a text.
_CALLED = re.compile(r"\b(?:(?:en)?titled|according to|word for|term for)\s*$", re.IGNORECASE)
_COLON = re.compile(r"[:：]\s*$")
_SHORTEST = 4
#: Characters of a label before a colon at the most.
_LABEL = 200
#: How many characters may stand between a cue and the marks: words that read like speech, and any others.
_FAR, _NEAR = 60, 25
#: Verbs that report marked words only directly before them ("he goes, “No”"), and how many characters that leaves.
_ADJACENT = 3
_WITH_MARKS_ONLY = frozenset({"find", "go", "put", "show"})
#: What may stand between a cue and the words in marks that it reports where they are a bare phrase ("called it a “disgrace”").
_LEADING = frozenset({"a", "an", "as", "her", "him", "it", "me", "only", "simply", "the", "them", "to", "us", "with"})
#: In how many paragraphs with a mark at their beginning the cue of a speech is looked for.
_PARAGRAPHS = 12
#: How many characters away words of the same paragraph may stand that a speech goes on from.
_WIDE = 2000


def find_unclaimed(evidence: Evidence, found: Sequence[Quotation]) -> list[Quotation]:
    """The quotations given, with those between marks that they lack: as further segments of theirs, or of their own."""
    search = _Search(evidence, found)
    for number, own in enumerate(evidence.quoted):
        search.look_at(own, evidence.quoted[number + 1 : number + 1 + _PARAGRAPHS])
    for outer in evidence.quoted:
        for inner in outer.nested:
            search.look_inside(inner, outer)
    return search.done


class _Search:
    """Goes through the quotations in marks; ``done`` is what was found so far."""

    def __init__(self, evidence: Evidence, found: Sequence[Quotation]) -> None:
        self.evidence = evidence
        self.done = list(found)
        self._places: SpanMap[int] = SpanMap()
        self._sources = SpanMap((q.mention, q.mention) for q in found if q.mention is not None)
        for index in range(len(self.done)):
            self._place(index)

    def look_at(self, own: Quoted, following: Sequence[Quoted]) -> None:
        """Takes in words between marks, before the ``following``, unless most of them are taken."""
        near = self._near(own.outer)
        spoken = (self.done[i] for i in near if self.done[i].cue_class != "thought")
        taken = sum(segment.overlap(own.inner) for q in spoken for segment in q.segments)
        if taken * 2 >= len(own.inner) or any(s.contains(own.outer) for i in near for s in self.done[i].segments):
            return
        carried = self._before(own) if own.carried else None
        if carried is None and not own.closed:
            carried = self._after(following)
        if carried is not None:
            self._lengthen(carried, own)
        else:
            self._take(own)

    def look_inside(self, inner: Quoted, outer: Quoted) -> None:
        """Takes in words in marks inside a quotation ("He said, “Ron, it's late.” …") where a cue beside them reports them."""
        near = [s for i in self._near(inner.outer) for s in self.done[i].segments if not _holds(s, inner)]
        if any(2 * segment.overlap(inner.inner) > max(len(segment), len(inner.inner)) for segment in near):
            return
        cue = self._cue_beside(inner, reach=_NEAR, within=outer.inner)
        if cue is not None and self._reports(inner, cue):
            self._add(self._reported(inner, cue))

    def _take(self, own: Quoted) -> None:
        if self._is_a_name(own):
            return
        block = self.evidence.document.blocks[own.block]
        speech = self._reads_like_speech(own)
        signed = _signature(self.evidence.document, self.evidence.parse, own) if speech else None
        if signed is not None:
            self._add(self._direct(own, None, "marks+signed", 0.9, signed))
            return
        neighbour = self._same_paragraph(own, block) if speech else None
        cue = self._cue_beside(own, reach=_FAR if speech else _NEAR)
        if cue is not None and not speech and not self._reports(own, cue):
            cue = None
        if cue is not None and (neighbour is None or cue.span != self.done[neighbour].cue):
            self._add(self._reported(own, cue))
        elif neighbour is not None:
            self._lengthen(neighbour, own)
        elif (label := _label(self.evidence.document, self.evidence.parse, own)) is not None:
            words = (without_space(self.evidence.text, own.inner),)
            rule = "marks+label"
            self._add(Quotation("direct", words, label[1], ":", "speech", label[0], block.section, rule, 0.85))
        elif speech:
            self._add(self._direct(own, None, "marks", 0.5))

    def _is_a_name(self, own: Quoted) -> bool:
        """Whether words in marks are called so, or are the source of others: "according to “Masters of the Port,” …"."""
        before = self.evidence.text[max(0, own.outer.start - _FAR) : own.outer.start]
        return bool(_CALLED.search(before)) or any(
            own.outer.overlap(m) * 2 > len(own.inner) for m in self._sources.touching(own.outer)
        )

    def _place(self, index: int) -> None:
        for segment in self.done[index].segments:
            self._places.add(segment, index)

    def _near(self, span: Span) -> list[int]:
        """The indexes of the quotations whose words overlap a span, each once."""
        return list(dict.fromkeys(self._places.touching(span)))

    def _add(self, quotation: Quotation) -> None:
        self.done.append(quotation)
        self._place(len(self.done) - 1)

    def _lengthen(self, index: int, own: Quoted) -> None:
        quotation = self.done[index]
        segments = tuple(sorted({*quotation.segments, without_space(self.evidence.text, own.inner)}))
        self.done[index] = replace(quotation, segments=segments, kind=self.evidence.kind(segments))
        self._place(index)

    def _direct(
        self, own: Quoted, cue: Cue | None, rule: str, confidence: float, source: Span | None = None
    ) -> Quotation:
        words = (without_space(self.evidence.text, own.inner),)
        section = self.evidence.document.blocks[own.block].section
        span, lemma = (cue.span, cue.lemma) if cue else (None, None)
        return Quotation("direct", words, span, lemma, "speech", source, section, rule, confidence)

    def _reported(self, own: Quoted, cue: Cue) -> Quotation:
        """Words in marks that a cue beside them reports."""
        found = _who_speaks(self.evidence, cue)
        source = whole_source(self.evidence, found, cue) if found is not None else None
        return self._direct(own, cue, "marks+cue", 0.8, source)

    def _reads_like_speech(self, own: Quoted) -> bool:
        """Not a term, a title or a nickname: long enough, with a verb, and closed like a sentence or set apart on the page."""
        text = self.evidence.text
        words = [token for _, token in tokens_in(self.evidence.parse.sentences, own.inner) if token.upos != "PUNCT"]
        if len(words) < _SHORTEST:
            return False
        block = self.evidence.document.blocks[own.block]
        leads = not text[block.span.start : own.outer.start].strip(_BULLETS)
        ends = not text[own.outer.end : block.span.end].strip()
        verb = any(token.upos in ("VERB", "AUX") for token in words)
        if block.section == "headline":
            before = text[block.span.start : own.outer.start].rstrip()
            return verb and ends and (leads or before[-1:] in ":;–—-")
        return verb and (self._ends_like_speech(own) or leads or not own.closed)

    def _ends_like_speech(self, own: Quoted) -> bool:
        text = self.evidence.text
        last = own.inner.text(text).rstrip(_BRACKETS)[-1:]
        return last in _ENDS or text[own.outer.end : own.outer.end + 1] == ","

    def _reports(self, own: Quoted, cue: Cue) -> bool:
        """Whether a cue beside words in marks can report them: a bare phrase that does not end like speech must follow it.

        “Golden Age” in "the book “Golden Age” says" and in "began as the “Golden Age” ended" is a title or a term.
        """
        text = self.evidence.text
        if has_verb(self.evidence, [own.inner]):
            return True
        who = _who_speaks(self.evidence, cue)
        if is_performative(self.evidence, cue, who) or is_authors_own(self.evidence, cue, who, [own.inner]):
            return False
        if self._ends_like_speech(own):
            return True
        if cue.span.start >= own.outer.end:  # “plat du jour” asked Orr
            return who is not None and who.start > cue.span.end and cue.span.start - own.outer.end <= _ADJACENT
        return _LEADING.issuperset(text[cue.span.end : own.outer.start].casefold().strip(" :,\n").split())

    def _before(self, own: Quoted) -> int | None:
        """The direct quotation that the paragraph before ends with."""
        blocks = self.evidence.document.blocks
        start = blocks[max(0, own.block - 1)].span.start
        earlier = [
            (max(s.end for s in self.done[i].segments), i)
            for i in self._near(Span(start, own.inner.start))
            if self.done[i].kind != "indirect" and self.done[i].segments[-1].end <= own.inner.start
        ]
        return max(earlier)[1] if earlier else None

    def _after(self, following: Sequence[Quoted]) -> int | None:
        """The direct quotation with a cue that the next paragraphs of the same speech belong to: "… ¶ “It was hard,” she says."."""
        for own in takewhile(lambda quoted: quoted.carried, following):
            for i in self._near(own.inner):
                found = self.done[i]
                words = max(segment.overlap(own.inner) for segment in found.segments)
                outside = found.cue is not None and not own.inner.contains(found.cue)
                spoken = found.kind != "indirect" and found.cue_class != "thought"
                if spoken and outside and words * 2 >= len(own.inner):
                    return i
        return None

    def _same_paragraph(self, own: Quoted, block: Block) -> int | None:
        """The direct quotation of the same paragraph whose words stand nearest; speech goes on after its cue."""
        around = Span(max(block.span.start, own.outer.start - _WIDE), min(block.span.end, own.outer.end + _WIDE))
        near = []
        for i in self._near(around):
            quotation = self.done[i]
            if quotation.kind == "direct" and quotation.cue is not None and not own.outer.contains(quotation.cue):
                near.append((min(distance(segment, own.inner) for segment in quotation.segments), i))
        return min(near)[1] if near else None

    def _cue_beside(self, own: Quoted, *, reach: int, within: Span | None = None) -> Cue | None:
        """A listed reporting verb outside the marks, in the sentence that ends or begins the quotation, nearest to it.

        Where no such verb is there, the one of a sentence that leads in with a colon: "She went on:".
        """
        best: tuple[int, Cue] | None = None
        for sentence in overlapping(self.evidence.parse.sentences, Span(own.outer.start, own.outer.end + 3)):
            if sentence.block != own.block:
                continue
            for token in overlapping(sentence.tokens, Span(max(0, own.outer.start - reach), own.outer.end + reach)):
                if token.upos != "VERB" or own.outer.contains(token.span):
                    continue
                if within is not None and not within.contains(token.span):
                    continue
                cue = read_cue(self.evidence.text, [(sentence, token)], token.span)
                if cue is None or _who_speaks(self.evidence, cue) is None:
                    continue
                gap = distance(token.span, own.outer)
                beside = gap <= _ADJACENT and token.span.end <= own.outer.start
                if cue.lemma in _WITH_MARKS_ONLY and not beside:
                    continue
                if gap <= reach and (best is None or gap < best[0]):
                    best = gap, cue
        if best is None and within is None:
            return self._lead_in(own)
        return best[1] if best else None

    def _lead_in(self, own: Quoted) -> Cue | None:
        """The last listed verb of the sentence whose colon leads in the marks, in their paragraph or the one before."""
        blocks, text = self.evidence.document.blocks, self.evidence.text
        start = blocks[own.block].span.start
        before = Span(max(start, own.outer.start - _LABEL), own.outer.start)
        if not letters(text, before):
            if not own.block or before.start > start:
                return None
            before = blocks[own.block - 1].span
        if not _COLON.search(text, before.start, before.end):
            return None
        sentences = overlapping(self.evidence.parse.sentences, before)
        if not sentences:
            return None
        sentence = sentences[-1]
        verbs = [token for token in sentence.tokens if token.upos == "VERB" and token.span.end <= before.end]
        cues = [cue for verb in reversed(verbs) if (cue := read_cue(text, [(sentence, verb)], verb.span)) is not None]
        return next((cue for cue in cues if _who_speaks(self.evidence, cue) is not None), None)


def _holds(segment: Span, inner: Quoted) -> bool:
    """Whether a segment is more than the words in marks inside it."""
    return segment.contains(inner.outer) and len(segment) > len(inner.outer) + _ADJACENT


def _who_speaks(evidence: Evidence, cue: Cue) -> Span | None:
    """Who spoke or wrote by a cue; null where it says nothing of the kind.

    A participle that the tree hangs into the words quoted ("said, “It rained,” also noting, “It snowed”") has the subject of
    the verb above them.
    """
    if cue.listed not in ("speech", "writing") or is_negated(cue):
        return None
    tree = Tree.of(cue.sentence)
    found = subject(tree, cue.head)
    if found is not None or cue.head.xpos != "VBG" or evidence.holder(cue.span) is not None:
        return found
    above = (tree.tokens[i] for i in tree.ancestors(cue.head.index))
    outside = (token for token in above if token.upos == "VERB" and evidence.holder(token.span) is None)
    return next((own for token in outside if (own := subject(tree, token)) is not None), None)


def _signature(document: Document, parse: Parse, own: Quoted) -> Span | None:
    """The name behind a dash that ends the paragraph of a quotation, or is the paragraph after it."""
    block = document.blocks[own.block].span
    place = Span(own.outer.end, block.end)
    if not letters(document.text, place) and own.block + 1 < len(document.blocks):
        place = document.blocks[own.block + 1].span
    return signature_in(document.text, parse, place) if len(place) <= _LABEL else None


def _label(document: Document, parse: Parse, own: Quoted) -> tuple[Span, Span] | None:
    """A name before a colon at the start of the paragraph, or as the whole paragraph before: "Ann Lee, minister:"."""
    block = document.blocks[own.block]
    before = Span(block.span.start, own.outer.start)
    if len(before) > _LABEL:
        return None
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
