"""Cues that stand closer to what is told than those the model took: "posted a message | announcing", "| expressed | concern"."""

from __future__ import annotations

from dataclasses import replace

from quotes.language.lists import words
from quotes.language.trees import Tree
from quotes.quotations.cues import Cue, listed_class, tokens_in
from quotes.quotations.evidence import Evidence
from quotes.records import FAINT_CUE, Attribution, Span, SpanScore

#: Verbs whose object is part of what is told: "expressed | her gratitude to the crew".
_EXPRESSING = frozenset({"announce", "claim", "deny", "dispute", "express", "lament", "refute", "voice"})


def closer_cue(evidence: Evidence, attribution: Attribution, cue: Cue) -> Attribution | None:
    """The attribution with the cue that stands closer to what is told; null where there is none."""
    return _announcing(evidence, attribution, cue) or _expressing(evidence, attribution, cue)


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
