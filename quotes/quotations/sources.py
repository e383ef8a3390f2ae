"""The words of a quotation's source: the model's, else those that the grammar gives the cue."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quotes.language.lists import words
from quotes.language.trees import Tree, is_a
from quotes.quotations.cues import Cue, is_passive, subject, tokens_in
from quotes.quotations.evidence import Evidence, distance
from quotes.records import Attribution, Sentence, Span, SpanScore, Token

_FLOOR = 0.5
#: What somebody does to words that others say: "the case sparked calls for …".
_ROUSING = frozenset({
    "attract", "draw", "face", "fuel", "investigate", "look", "prompt", "provoke", "receive", "spark", "trigger",
})  # fmt: skip
_ASKING = frozenset({"ask", "question"})
#: What leads to the time of an act, and what a time begins with that nothing leads to.
_AT_TIMES = frozenset({"at", "during", "in", "on"})
_DEICTIC = frozenset({
    "this", "last", "earlier", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday",
})  # fmt: skip


def mention_of(
    evidence: Evidence, attribution: Attribution, cue: Cue, segments: Sequence[Span]
) -> tuple[Span | None, str]:
    """The source nearest the cue: the model's, else the one the grammar gives; never one inside the quote's own words."""
    sources = [s for s in attribution.sources if not any(seg.contains(s.span) for seg in segments)]
    sources = _apposed(evidence, sources)
    sources = [s for s in sources if _names_something(evidence, s.span) and not _is_acted_on(cue, s.span)]
    if sources:
        tree = Tree.of(cue.sentence)
        own = [tree.tokens[i].span for i in tree.children(cue.head.index, "nsubj")]
        best = max(
            sources,
            key=lambda s: (s.score > _FLOOR, any(map(s.span.overlap, own)), -distance(s.span, cue.span)),
        )
        if not _is_subject_of_another(cue, best.span):
            return whole_source(evidence, best.span, cue), ""
    found = subject(Tree.of(cue.sentence), cue.head)
    if found is None or _is_acted_on(cue, found) or any(segment.overlap(found) for segment in segments):
        return (whole_source(evidence, best.span, cue), "") if sources else (None, "")
    return whole_source(evidence, found, cue), "+subject"


def _apposed(evidence: Evidence, sources: Sequence[SpanScore]) -> list[SpanScore]:
    """The sources, those that only a comma parts as one: "according to | its president, | Anna Lind"."""
    done: list[SpanScore] = []
    for source in sorted(sources, key=lambda s: s.span):
        last = done[-1] if done else None
        if last is not None and evidence.text[last.span.end : source.span.start].strip() == ",":
            done[-1] = SpanScore(Span(last.span.start, source.span.end), max(last.score, source.score))
        else:
            done.append(source)
    return done


def _names_something(evidence: Evidence, span: Span) -> bool:
    """Whether a source has a word that can name somebody: not "further"."""
    found = [token.upos for _, token in tokens_in(evidence.parse.sentences, span)]
    return not found or not set(found) <= {"ADV", "ADP", "PUNCT", "CCONJ", "SCONJ", "AUX", "PART"}


def _is_acted_on(cue: Cue, span: Span) -> bool:
    """Whether a source is the subject of a passive, who says nothing: "residents were told", "it was announced".

    Or of a verb that tells of others' words: "the case sparked calls for", "prosecutors looked into allegations that".
    """
    tree = Tree.of(cue.sentence)
    above = cue.head.head
    if cue.head.upos == "NOUN" and 0 <= above < len(tree.tokens) and tree.tokens[above].lemma.casefold() in _ROUSING:
        return any(tree.tokens[i].span.overlap(span) for i in tree.children(above, "nsubj"))
    if not tree.children(cue.head.index, "aux:pass") or not is_passive(tree, cue.head.index):
        return False
    if any(tree.tokens[i].span.overlap(cue.span) for i in tree.children(cue.head.index, "xcomp")):
        return False  # "Orr is expected to say"
    at = cue.head.index
    for above in tree.ancestors(at):  # "Orr left after being accused of fraud"
        if tree.children(at, "nsubj") or not is_a(tree.tokens[at].deprel, "advcl", "conj"):
            break
        at = above
    return any(tree.tokens[i].span.overlap(span) for i in tree.children(at, "nsubj"))


def is_asked(cue: Cue) -> bool:
    """Whether the cue tells of a question by who was asked: "was asked if", "Asked about the delay, Lind said …"."""
    if cue.head.lemma.casefold() not in _ASKING or cue.head.xpos != "VBN":
        return cue.head.lemma.casefold() in _ASKING and _leads_a_sentence(cue)
    tree = Tree.of(cue.sentence)
    active = any(tree.tokens[i].lemma.casefold() == "have" for i in tree.children(cue.head.index, "aux"))
    return bool(tree.children(cue.head.index, "aux:pass")) or (not active and _leads_a_sentence(cue))


def _leads_a_sentence(cue: Cue) -> bool:
    """Whether a cue without a subject begins a sentence or its clause: "Asked why he left, …", "When asked …"."""
    tree, at = Tree.of(cue.sentence), cue.head.index
    before = [t for t in tree.tokens[:at] if t.upos != "PUNCT"]
    leads = not before or (len(before) == 1 and before[0].text.casefold() in ("when", "if", "once", "repeatedly"))
    return leads and is_a(cue.head.deprel, "advcl") and not tree.children(at, "nsubj")


def asker_of(evidence: Evidence, cue: Cue) -> Span | None:
    """Who asked: the agent of "was asked by reporters"; null where the text does not say."""
    tree = Tree.of(cue.sentence)
    for agent in tree.children(cue.head.index, "obl"):
        cases = tree.children(agent, "case")
        if any(tree.tokens[i].text.casefold() == "by" for i in cases):
            named = [i for i in tree.run(agent, without=("acl", "punct", "advcl")) if i not in cases]
            return whole_source(evidence, tree.span(named), cue)
    return None


def is_event(evidence: Evidence, mention: Span) -> bool:
    """Whether a source is something that happens, which says nothing: "the crisis", "her selection as running mate"."""
    found = tokens_in(evidence.parse.sentences, mention)
    if not found:
        return False
    tree = Tree.of(found[0][0])
    head = tree.tokens[tree.head_of([token.index for sentence, token in found if sentence is found[0][0]])]
    return head.upos == "NOUN" and head.lemma.casefold() in words("quotes.quotations", "event_nouns.txt")


def _is_subject_of_another(cue: Cue, source: Span) -> bool:
    """Whether the source is the subject of a verb that has nothing to do with the cue: neither governs the other."""
    tree = Tree.of(cue.sentence)
    verb = cue.head.index
    related = {verb, *tree.ancestors(verb), *tree.subtree(verb)}
    subjects = [t for t in tree.tokens if t.span.overlap(source) and t.deprel.startswith("nsubj")]
    return cue.head.upos == "VERB" and bool(subjects) and all(t.head not in related for t in subjects)


def shared_mention(evidence: Evidence, cue: Cue) -> tuple[Span | None, str]:
    """The source of the cue before, in the same sentence, for a verb that goes on from it ("denounced … and claimed …")."""
    tokens = cue.sentence.tokens
    at = cue.head.index - 1
    while at >= 0 and tokens[at].upos in ("ADV", "AUX", "PART"):
        at -= 1
    if at < 0 or tokens[at].upos not in ("CCONJ", "PUNCT") or cue.head.upos != "VERB":
        return None, ""
    if is_passive(Tree.of(cue.sentence), cue.head.index):
        return None, ""
    before = [
        attribution
        for attribution in evidence.attributions_in(cue.sentence.span)
        if attribution.sources and attribution.cue.span.end <= cue.span.start
    ]
    return (before[-1].sources[0].span, "+shared-source") if before else (None, "")


def whole_source(evidence: Evidence, span: Span, cue: Cue) -> Span:
    """A source without a preposition or relative clause around it, and with all of the names that it cuts."""
    found = tokens_in(evidence.parse.sentences, span)
    if len(found) == 1 and found[0][1].upos == "DET" and found[0][1].deprel == "det":
        tree = Tree.of(found[0][0])  # the model saw the article only: "the | Home Secretary"
        phrase = tree.run(found[0][1].head, without=("acl:relcl", "appos", "acl", "punct", "parataxis", "advcl"))
        span = Span(span.start, max(span.end, tree.span(phrase).end))
        found = tokens_in(evidence.parse.sentences, span)
    tokens = [token for _, token in found]
    start, end = span.start, span.end
    for at, token in enumerate(tokens):
        least = at + 1 < len(tokens) and tokens[at + 1].text.casefold() in ("least", "most")
        if token.upos not in ("ADP", "PUNCT", "SCONJ", "CCONJ") or token.span.end >= end or least:
            break
        start = token.span.end
    start, end = _whole_words(found, cue, Span(start, end))
    for entity in evidence.parse.entities:
        if entity.span.overlap(Span(start, end)) and not entity.span.overlap(cue.span):
            start, end = min(start, entity.span.start), max(end, entity.span.end)
    return _tidy(evidence.text, _without_time(evidence, Span(start, end)))


def _whole_words(found: Sequence[tuple[Sentence, Token]], cue: Cue, span: Span) -> tuple[int, int]:
    """The bounds of a source with the words of its names that it cuts off: "Transparência | Já", "Marsh | -Whitby"."""
    start, end = span.start, span.end
    inside = [token.index for sentence, token in found if sentence is found[-1][0] and token.span.overlap(span)]
    if not inside:
        return start, end
    tokens = found[-1][0].tokens
    first, last = inside[0], inside[-1]
    while tokens[first].deprel == "flat" and 0 <= tokens[first].head < first and tokens[first].upos == "PROPN":
        first = tokens[first].head
        start = min(start, tokens[first].span.start)
    while first > 0 and tokens[first - 1].upos == "PROPN" == tokens[first].upos and tokens[first - 1].head in inside:
        first -= 1  # "USA | Today"
        start = min(start, tokens[first].span.start)
    while last + 1 < len(tokens) and _names_on(tokens, last):
        last += 1  # "Mr | Lind"
        end = tokens[last].span.end
    if last + 1 < len(tokens) and tokens[last + 1].text == "%":
        last += 1
        end = tokens[last].span.end
    while last + 2 < len(tokens) and tokens[last + 1].text in ("-", "‑", "–") and _glued(tokens[last : last + 3]):
        last += 2
        end = tokens[last].span.end
    if tokens[last].upos in ("ADP", "DET") and last < tokens[last].head < len(tokens):
        end = max(end, tokens[tokens[last].head].span.end)  # "the Council for the Exploration of the | Sea"
    whole = Span(start, end)
    return (span.start, span.end) if whole.overlap(cue.span) and not span.overlap(cue.span) else (start, end)


def _names_on(tokens: Sequence[Token], last: int) -> bool:
    """Whether the name that a word belongs to goes on with the next one."""
    own, following = tokens[last], tokens[last + 1]
    joined = following.head == last if following.deprel == "flat" else own.head == last + 1
    return (
        own.upos == "PROPN" == following.upos
        and joined
        and own.deprel in ("nmod:desc", "flat", "obj", "nsubj", "obl", "compound")
    )


def _glued(tokens: Sequence[Token]) -> bool:
    return all(one.span.end == other.span.start for one, other in pairwise(tokens))


def _without_time(evidence: Evidence, span: Span) -> Span:
    """A source without the time of the act that the parse puts under its noun: "prosecutors | in April", "the court | this month"."""
    dates = [e.span for e in evidence.parse.entities if e.label == "DATE" and e.span.overlap(span)]
    if not dates or dates[-1].end < span.end or dates[-1].start <= span.start:
        return span
    tokens = [token for _, token in tokens_in(evidence.parse.sentences, span)]
    date = [token for token in tokens if token.span.overlap(dates[-1])]
    before = tokens[: len(tokens) - len(date)]
    led = bool(before) and before[-1].text.casefold() in _AT_TIMES
    before = before[:-1] if led else before
    if not (led or (date and date[0].text.casefold() in _DEICTIC)) or not before:
        return span
    acting = not any(token.upos == "VERB" for token in before)  # "a memo sent in April" tells when it was sent
    return Span(span.start, before[-1].span.end) if acting and before[-1].upos in ("NOUN", "PROPN", "PRON") else span


def _tidy(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and not text[start].isalnum() and text[start] not in "([$":
        start += 1
    while end > start and not text[end - 1].isalnum() and text[end - 1] not in ").]%":
        end -= 1
    return Span(start, end) if end > start else span
