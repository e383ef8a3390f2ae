"""Where around a quotation its day and its medium are looked for: the words of its sentence that are not quoted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from quotes.records import Quotation, Span
from quotes.speakers.context import Context
from quotes.speakers.dates import find_day
from quotes.speakers.via import find_via


def via_of(context: Context, quotation: Quotation) -> str | None:
    """The medium that the words around a quotation name, or that carries them, null where they name none."""
    if quotation.relay is not None:
        carriers = context.names.within(quotation.relay)
        return carriers[0][1].text if carriers else quotation.relay.text(context.document.text)
    for piece in _unquoted(context, quotation):
        found = find_via(context.document, context.names, piece)
        if found is not None:
            return found
    return None


def day_of(context: Context, quotation: Quotation) -> date | None:
    """The day on which it was said, by the words that belong to the cue; null where they give none.

    "He said on Sunday prices rose": the day counts where it depends on the cue, or stands directly after it or before
    the clause of a cue that is a verb.
    """
    if quotation.cue is None:
        return None
    for words in _of_the_cue(context, quotation):
        found = find_day(words.text(context.document.text), context.document.published)
        if found is not None:
            return found
    return None


def _of_the_cue(context: Context, quotation: Quotation) -> Iterator[Span]:
    """The adverbials that depend on the cue, in text order, none of them inside the words quoted."""
    assert quotation.cue is not None
    covered = context.forest.covered(quotation.cue)
    if covered is None:
        return
    tree = context.forest.trees[covered[0]]
    head = tree.head_of(covered[1])
    for index in tree.children(head, "obl", "advmod", "nmod", "obj"):
        words = tree.span(tree.run(index, without=("acl", "conj", "appos", "parataxis")))
        if not any(s.overlap(words) for s in quotation.segments):
            yield words
    after = context.document.text[quotation.cue.end : quotation.cue.end + 30]
    yield Span(quotation.cue.end, quotation.cue.end + _near(after))


def _near(after: str) -> int:
    """How many of the characters after a cue can be its day: up to the first mark, five words at most."""
    stop = next((i for i, c in enumerate(after) if c in '.;:,"“”\n'), len(after))
    words = after[:stop].split(" ")[:4]
    return min(stop, len(" ".join(words)))


def _unquoted(context: Context, quotation: Quotation) -> list[Span]:
    """The sentences of cue, mention and the last segment's end without the segments."""
    anchors = [s for s in (quotation.cue, quotation.mention) if s is not None]
    if quotation.segments:
        last = quotation.segments[-1]
        anchors.append(Span(max(last.end - 1, 0), last.end))
    numbers = sorted({n for a in anchors if (n := context.forest.sentence_at(a.start)) is not None})
    pieces = []
    for number in numbers:
        sentence = context.forest.trees[number].sentence.span
        start, end = sentence.start, sentence.end
        if number == numbers[-1]:
            end = _torn_domain(context, end)
        for segment in sorted(quotation.segments):
            if segment.start > start:
                pieces.append(Span(start, min(segment.start, end)))
            start = max(start, min(segment.end, end))
        pieces.append(Span(start, max(start, end)))
    return [p for p in pieces if len(p) > 2]


def _torn_domain(context: Context, end: int) -> int:
    """The end of a sentence, later where a lower-case word follows it ("Vesti." "ru news portal")."""
    rest = context.document.text[end : end + 20]
    return end + len(rest) if rest.strip()[:1].islower() else end
