"""Hearsay: "reportedly" and "allegedly" before a verb that reports nothing itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotes.language.spans import SpanMap
from quotes.language.trees import Tree, is_a
from quotes.quotations.cues import Cue, has_agent, is_passive, listed_class
from quotes.quotations.evidence import Evidence, has_verb
from quotes.records import FAINT_CUE, Attribution, Parse, SpanScore

_ADVERBS = frozenset({"reportedly", "allegedly"})
_RUMOURING = frozenset({"learn", "report", "rumor", "rumour", "say", "understand"})
_OUTSIDE = ("parataxis", "cc", "conj")
#: How sure a cue is that only the grammar finds: as sure as the faintest of the model's that counts.
_SCORE = FAINT_CUE
_RELATIVE = frozenset({"who", "which", "that", "whom"})


def without_the_deed(evidence: Evidence, attribution: Attribution, cue: Cue) -> Attribution | None:
    """The attribution of a cue such as "reportedly did not meet" with the adverb alone as its cue.

    Nobody is named who reports it, and what is reported is the whole clause: "The party | did not meet the mayor"; a source
    that is only who did it is a part of that. Any other attribution comes back as it is;
    null for a deed that is only alleged ("allegedly threatened a guard").
    """
    tree = Tree.of(cue.sentence)
    tokens = [token for token in tree.tokens if token.span.overlap(attribution.cue.span)]
    adverb = next((token for token in tokens if token.text.casefold() in _ADVERBS), None)
    verbs = [token for token in tokens if token.upos == "VERB"]
    if adverb is None:
        return attribution
    alleged = adverb.text.casefold() == "allegedly"
    aside = [] if alleged else _aside(tree, adverb.index)
    if aside:
        score = max((content.score for content in attribution.contents), default=attribution.cue.score)
        apart = Attribution(SpanScore(adverb.span, attribution.cue.score), (), (SpanScore(tree.span(aside), score),))
        return attribution if attribution == apart else apart
    if any(listed_class(t.lemma.casefold(), "VERB") in ("speech", "writing") for t in verbs):
        deed = alleged and not has_verb(evidence, [content.span for content in attribution.contents])
        return None if deed else attribution
    if alleged:
        return None
    verb = adverb.head
    helps = any(token.upos == "AUX" and token.head == verb for token in tokens)  # "was reportedly | filed"
    doer = not verbs and not helps and _doer(tree, verb, attribution)
    if doer:
        return Attribution(attribution.cue, (), (doer, *attribution.contents))
    if not (helps and not verbs) and not any(token.index == verb for token in verbs):
        return attribution
    score = max((content.score for content in attribution.contents), default=attribution.cue.score)
    return Attribution(SpanScore(adverb.span, attribution.cue.score), (), _contents(tree, adverb.index, score))


def _doer(tree: Tree, verb: int, attribution: Attribution) -> SpanScore | None:
    """A source that is only who did what is reported, of which it is a part: "The police | reportedly | paid her"."""
    if not 0 <= verb < len(tree.tokens) or listed_class(tree.tokens[verb].lemma.casefold(), "VERB") is not None:
        return None
    subjects = [tree.span(tree.run(i)) for i in tree.children(verb, "nsubj")]
    doers = (s for s in attribution.sources if any(subject.overlap(s.span) for subject in subjects))
    return next(doers, None)


def _aside(tree: Tree, adverb: int) -> list[int]:
    """What alone is hearsay of a sentence where the adverb opens an aside: "She fell, reportedly | pushed by a fan |"."""
    head = tree.tokens[adverb].head
    apart = adverb > 0 and tree.tokens[adverb - 1].text == "," and head > adverb
    if not apart or not is_a(tree.tokens[head].deprel, "acl", "advcl", "appos", "nmod", "obl"):
        return []
    whole = tree.children(head, "nsubj", "csubj", "expl") or tree.tokens[adverb + 1].upos == "PUNCT"
    return [] if whole else [i for i in tree.run(head) if i > adverb]


def is_rumoured(cue: Cue) -> bool:
    """Whether a cue is a passive by which a paper passes on what it heard: "is said to be ill", "it is understood that"."""
    if cue.lemma not in _RUMOURING:
        return False
    tree = Tree.of(cue.sentence)
    return is_passive(tree, cue.head.index) and not has_agent(tree, cue.head.index)


def missed_hearsay(parse: Parse) -> Iterator[Attribution]:
    """What is "reportedly" so where no attribution has the word or the verb it stands with among its cues.

    Example:
        In ``Reportedly, the mine has closed`` it is ``the mine has closed``.
    """
    cues = SpanMap((attribution.cue.span, attribution) for attribution in parse.attributions)
    for sentence in parse.sentences:
        for token in sentence.tokens:
            if token.text.casefold() != "reportedly" or not 0 <= token.head < len(sentence.tokens):
                continue
            tree = Tree.of(sentence)
            if cues.touching(token.span) or cues.touching(tree.tokens[token.head].span):
                continue
            contents = _contents(tree, token.index, _SCORE) if _is_said_of_a_clause(tree, token.index) else ()
            if contents:
                yield Attribution(SpanScore(token.span, _SCORE), (), contents)


def _is_said_of_a_clause(tree: Tree, adverb: int) -> bool:
    """Whether an adverb begins a clause or stands at its verb: not in "reportedly 18 deaths"."""
    verb = tree.tokens[adverb].head
    between = range(min(adverb, verb) + 1, max(adverb, verb))
    beside = all(tree.tokens[i].upos in ("AUX", "ADV", "PART") for i in between)
    return bool(tree.children(verb, "nsubj", "expl", "csubj")) and (beside or adverb == 0)


def _contents(tree: Tree, adverb: int, score: float) -> tuple[SpanScore, ...]:
    """The clause of an adverb, as it stands on both of its sides."""
    verb = tree.tokens[adverb].head
    before, after = tree.run(verb, without=_OUTSIDE), tree.run(verb, without=(*_OUTSIDE, "advcl"))
    sides = ([i for i in before if i < adverb], [i for i in after if i > adverb])
    return tuple(SpanScore(tree.span(side), score) for side in sides if not _begins_with_relative(tree, side))


def _begins_with_relative(tree: Tree, side: Sequence[int]) -> bool:
    """Whether a side is empty or only leads in: the "who was" of "a man who was reportedly ill"."""
    words = [tree.tokens[i].text.casefold() for i in side if tree.tokens[i].upos != "PUNCT"]
    return not words or words[0] in _RELATIVE
