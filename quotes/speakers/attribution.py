"""The stage: quotations with the words of their source -> quotes with their speaker, medium and day."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotes.language.trees import Forest
from quotes.records import Document, Parse, Quotation, Quote, Span, Speaker
from quotes.speakers.circumstances import day_of, via_of
from quotes.speakers.context import Context, Heard, Referent, named
from quotes.speakers.descriptions import bearers
from quotes.speakers.mentions import called_they, candidates
from quotes.speakers.names import find_names
from quotes.speakers.roles import best_role, roles_of
from quotes.speakers.sources import source
from quotes.speakers.transcripts import addressee, answering, is_turn, label_of
from quotes.speakers.turns import find_turn, goes_on, introduced, previous, repeated, told_before

_WORD = re.compile(r"\w+")
_ONE, _SEVERAL = frozenset({"I", "my", "My", "me"}), frozenset({"we", "We", "our", "Our", "us"})


@dataclass(slots=True)
class _State:
    """What is known while the quotations of one document are gone through."""

    found: dict[int, Referent | None] = field(default_factory=dict)
    rules: dict[int, str] = field(default_factory=dict)
    last: Referent | None = None
    sentence: int = 0
    group: Referent | None = None
    together: int = 0
    previous: dict[int, int] = field(default_factory=dict)


def attribute(document: Document, parse: Parse, quotations: Sequence[Quotation]) -> list[Quote]:
    """Who said each quotation, through which medium and on what day; one quote for each quotation, in the same order.

    The speaker is the fullest name in the document, else the words of the source as they stand ("officials"), null
    where the text gives none or a pronoun could mean several. ``rule`` of the quote says what decided: "name",
    "description", "issuer", "age", "pronoun", "joint", "parent", "noun-phrase", "continued", "label", "introduced",
    "repeated" or "none".

    Example: in "Dmitry Peskov, the presidential spokesman, arrived. “No,” he said on Sunday." the speaker is
    Dmitry Peskov, role "presidential spokesman".
    """
    context = _context(document, parse, quotations)
    state = _State(previous=previous(quotations))
    order = sorted(range(len(quotations)), key=lambda i: _place(quotations[i]))
    for index in order:
        _resolve(context, quotations, index, state)
    unresolved = [i for i in order if state.found[i] is None and quotations[i].mention is None]
    for index, other in repeated(
        document, quotations, [i for i in unresolved if quotations[i].kind == "direct"]
    ).items():
        if state.found[other] is not None:
            state.found[index], state.rules[index] = state.found[other], "repeated"
    speakers = _speakers(context, quotations, state.found)
    return [
        Quote(
            quotation=quotation,
            speaker=speakers.get(_key(state.found.get(index))),
            via=via_of(context, quotation),
            said_on=day_of(context, quotation),
            rule=state.rules.get(index, "none"),
        )
        for index, quotation in enumerate(quotations)
    ]


def _context(document: Document, parse: Parse, quotations: Sequence[Quotation]) -> Context:
    forest = Forest.of(parse)
    names = find_names(document, parse, forest, [q.mention for q in quotations if q.mention is not None])
    marked = [q for q in quotations if q.kind != "indirect" and not is_turn(document, q)]
    quoted = tuple(sorted(s for q in marked for s in q.segments))
    roles = {name: roles_of(document, forest, name) for name in names.names}
    return Context(
        document=document,
        forest=forest,
        names=names,
        candidates=tuple(candidates(document, forest, names)),
        roles=roles,
        quoted=quoted,
        clock=_clock(forest, quoted),
        bearers=bearers(names, roles),
        they=called_they(forest, names),
    )


def _clock(forest: Forest, quoted: Sequence[Span]) -> tuple[int, ...]:
    """For each sentence the number of sentences before it that do not stand whole in quotation marks."""
    counts, at = [0], 0
    for tree in forest.trees:
        words = tree.span(range(len(tree.tokens))) if tree.tokens else tree.sentence.span
        while at < len(quoted) and quoted[at].end <= words.start:
            at += 1
        inside = at < len(quoted) and 10 * quoted[at].overlap(words) >= 9 * len(words)
        counts.append(counts[-1] + (not inside))
    return tuple(counts[:-1])


def _place(quotation: Quotation) -> tuple[int, int]:
    """Where a quotation stands, so that one comes after the quotation that contains it."""
    start = min((s.start for s in quotation.segments), default=0)
    end = max((s.end for s in quotation.segments), default=0)
    spans = [quotation.mention, quotation.cue]
    if quotation.parent is None:
        start = min([start, *(s.start for s in spans if s is not None)])
    return start, -end


def _end(quotation: Quotation) -> int:
    """The last character that a quotation, its cue and its source cover."""
    spans = [*quotation.segments, *(s for s in (quotation.cue, quotation.mention) if s is not None)]
    return max((max(s.end - 1, 0) for s in spans), default=0)


def _resolve(context: Context, quotations: Sequence[Quotation], index: int, state: _State) -> None:
    """Finds the speaker of one quotation, of the one that contains it first."""
    if index in state.found:
        return
    quotation = quotations[index]
    state.found[index] = None  # so that parents in a circle end
    outer = quotation.parent if quotation.parent is not None and 0 <= quotation.parent < len(quotations) else None
    if outer is not None:
        _resolve(context, quotations, outer, state)
    parent = state.found.get(outer) if outer is not None else None
    if quotation.mention is not None:
        direct = outer is not None and quotations[outer].kind == "direct"
        told = _addressee(context, quotations, outer)
        alone = quotation.kind == "direct" and _is_of_one(context, quotation)
        heard = Heard(
            state.last,
            state.sentence,
            parent,
            direct,
            told,
            alone,
            words=quotation.segments,
            group=state.group,
            together=state.together,
        )
        found = source(context, quotation.mention, heard)
        rule = found.rule if found is not None else "none"
    else:
        found, rule = _without_mention(context, quotations, index, state)
    state.found[index] = found
    state.rules[index] = rule
    # "She" need not have written "the letter".
    written = found is not None and rule == "issuer" and found.type == "person"
    if found is not None and outer is None and not written:
        state.last = found
        state.sentence = context.forest.sentence_at(_end(quotation)) or 0
        if found.type == "group" and found.rule in {"joint", "pronoun"} and found.name is None:
            state.group, state.together = found, state.sentence


def _addressee(context: Context, quotations: Sequence[Quotation], outer: int | None) -> Referent | None:
    """Whom the turn of a transcript around a mention speaks to."""
    turn = quotations[outer].mention if outer is not None else None
    return addressee(context, turn) if turn is not None and label_of(context.document, turn) is not None else None


def _is_of_one(context: Context, quotation: Quotation) -> bool:
    """Whether one person says "I" in the words quoted."""
    words = {w for s in quotation.segments for w in _WORD.findall(s.text(context.document.text))}
    return bool(words & _ONE) and not words & _SEVERAL


def _without_mention(
    context: Context, quotations: Sequence[Quotation], index: int, state: _State
) -> tuple[Referent | None, str]:
    """The speaker of a direct quotation whose source the text does not repeat beside it."""
    quotation = quotations[index]
    if (
        quotation.kind != "direct"
        or not quotation.segments
        or quotation.parent is not None
        or quotation.cue is not None
    ):
        return None, "none"
    turn = find_turn(context, quotation.segments[0].start)
    if turn is not None:
        return turn, turn.rule
    if quotation.rule == "turn":
        answerer = answering(context, quotation.segments[0].start)
        return (named(answerer, "answer"), "answer") if answerer is not None else (None, "none")
    before = state.previous.get(index)
    if before is not None and goes_on(context, quotations[before], quotation):
        return state.found.get(before), "continued"
    leading = introduced(context, quotation)
    if leading is None:
        cue = quotations[before].cue if before is not None else None
        told = told_before(context, quotation, context.forest.sentence_at(cue.start) if cue is not None else None)
        if told is True and before is not None:
            return state.found.get(before), "continued"
        leading = told if isinstance(told, Referent) else None
    return leading, leading.rule if leading is not None else "none"


def _key(referent: Referent | None) -> tuple[str, ...]:
    return referent.key if referent is not None else ()


def _touches(places: Sequence[Span], span: Span) -> bool:
    """Whether one of some sorted spans that do not overlap shares characters with another."""
    at = bisect_left(places, span)
    return any(place.overlap(span) for place in places[max(at - 1, 0) : at + 1])


def _speakers(
    context: Context, quotations: Sequence[Quotation], found: dict[int, Referent | None]
) -> dict[tuple[str, ...], Speaker]:
    """One speaker for each bearer, with every place that names it and every source that was resolved to it."""
    places: dict[tuple[str, ...], set[Span]] = {}
    bearers: dict[tuple[str, ...], Referent] = {}
    for index in sorted(found):
        referent, mention = found[index], quotations[index].mention
        if referent is None:
            continue
        bearers.setdefault(referent.key, referent)
        if referent.key not in places:
            places[referent.key] = set(referent.name.mentions) if referent.name else set()
        if mention is not None and not (referent.name is not None and _touches(referent.name.mentions, mention)):
            places[referent.key].add(mention)
    return {
        key: Speaker(
            name=referent.text,
            type=referent.type,
            role=best_role(context.roles.get(referent.name, ()), referent.type) if referent.name else None,
            mentions=tuple(sorted(places[key])),
        )
        for key, referent in bearers.items()
    }
