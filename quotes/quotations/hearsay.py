"""Hearsay: "reportedly" and "allegedly" before a verb that reports nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.language.trees import Tree
from quotes.quotations.cues import Cue, listed_class
from quotes.quotations.evidence import Evidence, has_verb
from quotes.records import Attribution, SpanScore

_ADVERBS = frozenset({"reportedly", "allegedly"})
_OUTSIDE = ("parataxis", "cc", "conj")
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def without_the_deed(evidence: Evidence, attribution: Attribution, cue: Cue) -> Attribution | None:
    """The attribution of a cue such as "reportedly did not meet" with the adverb alone as its cue.

    Nobody is named who reports it, and what is reported is the whole clause: "The party | did not meet the mayor". Any
    other attribution comes back as it is; null for a deed that is only alleged ("allegedly threatened a guard").
    """
    tree = Tree.of(cue.sentence)
    tokens = [token for token in tree.tokens if token.span.overlap(attribution.cue.span)]
    adverb = next((token for token in tokens if token.text.casefold() in _ADVERBS), None)
    verbs = [token for token in tokens if token.upos == "VERB"]
    if adverb is None:
        return attribution
    alleged = adverb.text.casefold() == "allegedly"
    if any(listed_class(t.lemma.casefold(), "VERB") in ("speech", "writing") for t in verbs):
        deed = alleged and not has_verb(evidence, [content.span for content in attribution.contents])
        return None if deed else attribution
    if alleged:
        return None
    verb = adverb.head
    helps = not verbs and any(
        token.upos == "AUX" and token.head == verb for token in tokens
    )  # "was reportedly | filed"
    if not helps and not any(token.index == verb for token in verbs):
        return attribution
    before, after = tree.run(verb, without=_OUTSIDE), tree.run(verb, without=(*_OUTSIDE, "advcl"))
    sides = ([i for i in before if i < adverb.index], [i for i in after if i > adverb.index])
    score = max((content.score for content in attribution.contents), default=attribution.cue.score)
    kept = [side for side in sides if not _begins_with_relative(tree, side)]
    contents = tuple(SpanScore(tree.span(side), score) for side in kept)
    return Attribution(SpanScore(adverb.span, attribution.cue.score), (), contents)


def _begins_with_relative(tree: Tree, side: Sequence[int]) -> bool:
    """Whether a side is empty or only leads in: the "who was" of "a man who was reportedly ill"."""
    words = [tree.tokens[i].text.casefold() for i in side if tree.tokens[i].upos != "PUNCT"]
    return not words or words[0] in _RELATIVE
