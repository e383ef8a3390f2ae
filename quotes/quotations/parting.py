"""One cue, two quotations: what somebody is said to have said, and their words in marks that follow it.

"Lind said the show would go on. “We have waited for years.”" tells first and quotes then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.quotations.evidence import Evidence, has_verb, head_of
from quotes.records import Quotation, Span

#: What ends the words that are told before those in marks begin.
_BREAK = re.compile(r"[.:!?]|\n")


def parted(evidence: Evidence, quotation: Quotation) -> Iterator[Quotation]:
    """The quotation, or the indirect and the direct one that it is; what is no clause leads into the words in marks only."""
    told, words = _parts(evidence, quotation)
    if not told or not words:
        yield quotation
        return
    reported = tuple(segment for segment in told if _is_told(evidence, segment))
    if _has_own_cue(evidence, told, words):
        yield quotation  # "quotes a letter in which Lind wrote: “…”"
        return
    if not reported:
        yield replace(quotation, segments=words, kind="direct")
        return
    yield replace(quotation, segments=reported, kind="indirect")
    yield replace(quotation, segments=words, kind="direct", cue=None, cue_lemma=None)


def _parts(evidence: Evidence, quotation: Quotation) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The segments without marks and those in marks behind them, empty where the two are not apart."""
    segments = quotation.segments
    if quotation.kind != "mixed" or len(segments) < 2:
        return (), ()
    holder = evidence.holder(quotation.cue) if quotation.cue is not None else None
    kinds = [evidence.kind([segment], holder) for segment in segments]
    first = kinds.index("direct") if "direct" in kinds else 0
    if not first or set(kinds[:first]) != {"indirect"} or set(kinds[first:]) != {"direct"}:
        return (), ()
    between = evidence.text[segments[first - 1].end : segments[first].start]
    return (segments[:first], segments[first:]) if _BREAK.search(between) else ((), ())


def _is_told(evidence: Evidence, segment: Span) -> bool:
    """Whether words are a report of their own, not only what leads into words in marks: "When he was asked", "it"."""
    head = head_of(evidence, segment)
    if head is None or not has_verb(evidence, [segment]):
        return False
    tree, at = head
    led = tree.tokens[at].deprel.partition(":")[0] in ("advcl", "acl")
    first = [token for token in tree.tokens if token.span.overlap(segment) and token.upos != "PUNCT"][:2]
    leads = first[0].xpos == "VBG" or any(token.xpos.startswith("W") for token in first)
    return not (led and leads)


def _has_own_cue(evidence: Evidence, told: Sequence[Span], words: Sequence[Span]) -> bool:
    """Whether the words in marks belong to a cue that stands in what is told before them."""
    return any(
        content.span.overlap(quoted)
        for segment in told
        for attribution in evidence.attributions_in(segment)
        for content in attribution.contents
        for quoted in words
    )
