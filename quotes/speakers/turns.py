"""Quotations without words for their source beside them: labelled turns, quotes that go on, quotes after a lead-in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from quotes.language.trees import is_a
from quotes.records import Document, Quotation
from quotes.speakers.context import Context, Referent
from quotes.speakers.sources import as_it_stands, source
from quotes.speakers.transcripts import is_question_or_answer, label_at, labelled

_FEWEST_WORDS = 3
_MARKS = re.compile(r"[\W_]*")


def find_turn(context: Context, offset: int) -> Referent | None:
    """Whose turn the paragraph at an offset is by the label that opens it: "PESKOV: “…”", "A: “…”".

    Null where there is no label, and for a "Q:" of whose speaker the article tells nothing.
    """
    label = label_at(context.document, offset)
    text = context.document.text
    if label is None or label.end > offset or not _MARKS.fullmatch(text[label.end : offset]):
        return None
    found = labelled(context, label)
    if found is not None or is_question_or_answer(label):
        return found
    at = bisect_right(context.document.blocks, offset, key=lambda b: b.span.start) - 1
    if context.document.blocks[at].section == "headline":  # "Trams Stand Still: “…”" is no turn
        return None
    return as_it_stands(context, label.name, "person", rule="label")


def previous(quotations: Sequence[Quotation]) -> dict[int, int]:
    """For each quotation the one that stands before it, none that stands inside another; the first has none."""
    outer = [i for i, q in enumerate(quotations) if q.parent is None and q.segments]
    outer.sort(key=lambda i: (quotations[i].segments[0].start, max(s.end for s in quotations[i].segments)))
    return {after: before for before, after in pairwise(outer)}


def goes_on(context: Context, before: Quotation, after: Quotation) -> bool:
    """Whether a quotation follows another with nothing told between, so that one speaker goes on.

    Between them may stand the rest of the sentence of the first one's cue (“A,” he said in Berlin. “B.”) and the end of
    a paragraph that quotes.
    """
    spans = [*before.segments, *(s for s in (before.cue, before.mention) if s is not None)]
    end, start = max(s.end for s in spans), after.segments[0].start
    if before.kind == "indirect" or end > start:
        return False
    number = context.forest.sentence_at(max(end - 1, 0))
    if number is not None:
        end = min(max(end, context.forest.trees[number].sentence.span.end), start)
    return _MARKS.fullmatch(context.document.text[end:start]) is not None


def repeated(document: Document, quotations: Sequence[Quotation], unresolved: Sequence[int]) -> dict[int, int]:
    """For quotations without a speaker the one that holds their words again, such as that of a headline in the text.

    At least three words have to recur as they stand; of a quotation without a source nothing is learned.
    """
    words = {i: [w for s in quotations[i].segments for w in _plain_words(s.text(document.text))] for i in unresolved}
    wanted: dict[tuple[str, ...], list[int]] = {}
    for index, found in words.items():
        if len(found) >= _FEWEST_WORDS:
            wanted.setdefault(tuple(found[:_FEWEST_WORDS]), []).append(index)
    again: dict[int, int] = {}
    for number, quotation in enumerate(quotations if wanted else ()):
        if quotation.mention is None or number in words:
            continue
        told = [w for s in quotation.segments for w in _plain_words(s.text(document.text))]
        for at in range(len(told) - _FEWEST_WORDS + 1):
            for index in wanted.get(tuple(told[at : at + _FEWEST_WORDS]), ()):
                if told[at : at + len(words[index])] == words[index]:
                    again.setdefault(index, number)
    return again


def _plain_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def introduced(context: Context, quotation: Quotation) -> Referent | None:
    """The subject of the sentence before a quotation that opens a sentence of the same paragraph or follows a colon.

    "Lind rejected the plan. “It is a disgrace.”"
    """
    start = quotation.segments[0].start
    text, end = context.document.text, start
    while end > 0 and (text[end - 1].isspace() or text[end - 1] in "\"'“”‘’«»„"):
        end -= 1
    number = context.forest.sentence_at(end - 1) if end > 0 else None
    if number is None or text[end - 1] not in ".:!?,":
        return None
    tree = context.forest.trees[number]
    here = context.forest.sentence_at(start)
    same_block = here is not None and context.forest.trees[here].sentence.block == tree.sentence.block
    if tree.sentence.section != quotation.section or not (same_block or text[end - 1] == ":"):
        return None
    return _subject(context, number)


def told_before(context: Context, quotation: Quotation, before: int | None) -> Referent | bool:
    """Whose a quotation is that opens its paragraph, after a paragraph that tells of somebody.

    True where the last report before it, whose cue stands in sentence ``before``, is of that paragraph and nobody is spoken of
    after it ("Lind said the hall was full. ¶ “We have no room.”"); else the person whom the subject of its last
    sentence names.
    """
    start = quotation.segments[0].start
    blocks = context.document.blocks
    at = bisect_right(blocks, start, key=lambda b: b.span.start) - 1
    if at < 1 or not _MARKS.fullmatch(context.document.text[blocks[at].span.start : start]):
        return False
    if not blocks[at - 1].section == blocks[at].section == "body":
        return False
    last = context.forest.sentence_at(max(blocks[at - 1].span.end - 1, 0))
    if last is None:
        return False
    if before == last:
        return True
    person = _subject(context, last)
    if person is not None and person.name is not None and person.type == "person":
        return person
    return before is not None and context.forest.trees[before].sentence.block == at - 1


def _subject(context: Context, number: int) -> Referent | None:
    """The person or organisation that is the subject of a sentence."""
    tree = context.forest.trees[number]
    for token in tree.tokens:
        if is_a(token.deprel, "nsubj") and 0 <= token.head < len(tree.tokens) and tree.is_root(token.head):
            words = tree.run(token.index, without=("punct", "acl", "appos"))
            found = source(context, tree.span(words))
            if found is not None and found.type in {"person", "organization"}:
                return Referent(found.text, found.type, "introduced", found.name)
    return None
