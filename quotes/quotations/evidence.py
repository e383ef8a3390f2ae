"""What a document offers to the search for quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.language.spans import overlapping
from quotes.language.trees import Tree
from quotes.quotations.contents import kind_of
from quotes.quotations.cues import tokens_in
from quotes.quotations.marks import Quoted
from quotes.records import Attribution, Document, Kind, Parse, Section, Span

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"})


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

    def touching(self, span: Span, holder: Quoted | None) -> list[Quoted]:
        """The marks that touch a span and count there; those ``holder`` that a cue stands between do not, nested ones do."""
        at = bisect_right(self.quoted, span.start, key=lambda q: q.outer.end)
        to = bisect_left(self.quoted, span.end, lo=at, key=lambda q: q.outer.start)
        found = [q for q in self.quoted[at:to] if q is not holder]
        return found + [q for q in (holder.nested if holder else ()) if q.outer.overlap(span)]

    def holder(self, cue: Span) -> Quoted | None:
        """The marks that a cue stands between."""
        at = bisect_right(self.quoted, cue.start, key=lambda q: q.inner.end)
        return next((q for q in self.quoted[at : at + 1] if q.inner.contains(cue)), None)

    def attributions_in(self, span: Span) -> Sequence[Attribution]:
        """The model's attributions whose cue begins within a span."""
        found = self.parse.attributions
        at = bisect_left(found, span.start, key=lambda a: a.cue.span.start)
        return found[at : bisect_left(found, span.end, lo=at, key=lambda a: a.cue.span.start)]

    def kind(self, segments: Sequence[Span], holder: Quoted | None = None) -> Kind:
        """The kind of a quote whose cue stands between the marks ``holder``, if between any."""
        return kind_of(self.text, segments, [q for segment in segments for q in self.touching(segment, holder)])

    def section(self, span: Span) -> Section:
        """The section that a span begins in."""
        blocks = overlapping(self.document.blocks, span)
        return blocks[0].section if blocks else "body"


def is_clause(evidence: Evidence, segments: Sequence[Span]) -> bool:
    """Whether a segment has a finite verb with a subject."""
    return any(
        token.deprel.startswith(("nsubj", "csubj", "expl"))
        for segment in segments
        for _, token in tokens_in(evidence.parse.sentences, segment)
    )


def is_noun_phrase(evidence: Evidence, segment: Span) -> bool:
    """Whether a segment is a noun phrase, also one with a relative clause: what stands highest in it is no clause."""
    head = head_of(evidence, segment)
    if head is None:
        return False
    tree, at = head
    if tree.tokens[at].upos not in _NOMINAL or tree.children(at, "nsubj", "csubj", "expl", "cop", "mark"):
        return False
    relative = {i for t in tree.tokens if t.deprel == "acl:relcl" for i in tree.subtree(t.index)}
    return not any(
        t.xpos in _FINITE and t.index not in relative and t.span.overlap(segment) for t in tree.tokens
    )  # what the tree takes for a noun phrase with a verb in it is a clause


def is_infinitive(evidence: Evidence, segment: Span) -> bool:
    """Whether a segment is an infinitive with its "to"."""
    head = head_of(evidence, segment)
    if head is None:
        return False
    tree, at = head
    return any(tree.tokens[i].text.casefold() == "to" for i in tree.children(at, "mark"))


def head_of(evidence: Evidence, segment: Span) -> tuple[Tree, int] | None:
    """The tree of the sentence in which a segment begins, and the word under which the segment stands."""
    found = tokens_in(evidence.parse.sentences, segment)
    own = [token.index for sentence, token in found if sentence is found[0][0] and token.upos != "PUNCT"]
    if not own:
        return None
    tree = Tree.of(found[0][0])
    inside = set(own)
    tops = [i for i in own if tree.tokens[i].head not in inside]
    return tree, max(tops or own, key=lambda i: len(inside & set(tree.subtree(i))))


def has_verb(evidence: Evidence, segments: Sequence[Span]) -> bool:
    """Whether a segment has a verb of any form."""
    found = (t for s in segments for _, t in tokens_in(evidence.parse.sentences, s))
    return any(t.upos in ("VERB", "AUX") and not t.xpos.startswith("NN") for t in found)  # "United" States


def distance(one: Span, other: Span) -> int:
    """How many characters lie between two spans; 0 where they touch or overlap."""
    return max(one.start - other.end, other.start - one.end, 0)
