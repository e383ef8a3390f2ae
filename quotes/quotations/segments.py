"""The segments of a quotation: contents reconciled with quotation marks, paragraphs and the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quotes.language.lists import words
from quotes.language.trees import Tree, is_a
from quotes.quotations.contents import inside_marks, letters, split_blocks, trimmed, without_space
from quotes.quotations.cues import Cue, read_cue, tokens_in
from quotes.quotations.edges import complementisers, repaired
from quotes.quotations.evidence import Evidence, has_verb, is_clause
from quotes.quotations.marks import Quoted
from quotes.records import Span

#: A note on the language of what follows, as wikis print it behind a translation: "((es))Spanish language: sí".
_GLOSS = re.compile(r"\(\([a-z]{2,3}\)\)")
_AFTER_GLOSS = re.compile(r"\(\([a-z]{2,3}\)\)[^.”\"]*$")
#: How many characters of a relative clause or an aside the model may leave out of a content.
_ASIDE = 90
#: A content has at least so many words before another cue may end it.
_FEWEST = 4
#: What may stand between a cue and whole marked sentences without being part of the quote.
_LEADS = frozenset({"that", "and", "but", "and that", "but that", "how", "whether", "if"})

_WORD = re.compile(r"\w+")
_DASH = re.compile(r"\s+(?:[–—]|--?)\s+(?!.*[–—])")
#: What joins marked words to each other and to what they are said of, and is itself no part of a quote.
_JOINING = frozenset({"and", "or", "but", "as", "a", "an", "the", "it", "him", "her", "them"})


def _names(cue: Cue) -> bool:
    """Whether a cue names a thing: of "called it “reckless”" the marked words alone are quoted."""
    return cue.lemma in words("quotes.quotations", "naming_verbs.txt")


def segments_of(
    evidence: Evidence, found: Cue, contents: Sequence[Span], sources: Sequence[Span]
) -> tuple[list[Span], bool]:
    """The segments of a quote, and whether quotation marks had a say in them."""
    cue = found.span
    siblings = _siblings(evidence, found, sources)
    holder = evidence.holder(cue)
    pieces: list[Span] = []
    marked = False
    for content in _spoken(evidence, found, contents):
        for part in split_blocks(content, evidence.document.blocks):
            if evidence.section(part) == "sidebar" and evidence.section(cue) != "sidebar":
                continue
            for piece, own in _with_marks(evidence, part, holder):
                marked = marked or own
                verbatim = own and evidence.kind([piece], holder) == "direct"
                pieces.append(piece if verbatim else _edged(evidence, found, piece, [cue, *sources], siblings, holder))
    pieces = _without_passive_subject(evidence, found, pieces)
    done: list[Span] = []
    pieces = [_tidied(evidence, found, p, holder) for p in pieces]
    for piece in sorted(_without_strays(evidence, found, pieces)):
        without = _outside(piece, cue)
        if letters(evidence.text, without) == 0 or _is_empty(evidence, without):
            continue
        if done and (_joined(evidence, done[-1], without) or _aside(evidence, found, done[-1], without, sources)):
            done[-1] = Span(done[-1].start, max(done[-1].end, without.end))
        else:
            done.append(without)
    return done, marked


def _is_empty(evidence: Evidence, piece: Span) -> bool:
    """Whether a piece is no content: a pronoun, an article or a preposition alone."""
    return piece.text(evidence.text).casefold() in words("quotes.quotations", "no_contents.txt")


def _siblings(evidence: Evidence, cue: Cue, sources: Sequence[Span]) -> list[Span]:
    """The other cues of the same sentence to which the model gives the same source."""
    return [
        other.cue.span
        for other in evidence.attributions_in(cue.sentence.span)
        if other.cue.span.start > cue.span.start
        and _reports(evidence, other.cue.span)
        and any(source.span.overlap(own) for source in other.sources for own in sources)
    ]


def _spoken(evidence: Evidence, cue: Cue, contents: Sequence[Span]) -> list[Span]:
    """The contents without who was spoken to ("told | jurors | they need not be certain") and without a cue at their end.

    Nor is it a content what the source of an "according to" is, set between commas.
    """
    tree = Tree.of(cue.sentence)
    told = [content for content in contents if has_verb(evidence, [content])]
    listeners = [tree.span(tree.run(i)) for i in tree.children(cue.head.index, "obj", "iobj")]
    kept = [c for c in contents if c in told or not told or not any(own.contains(c) for own in listeners)]
    if cue.lemma == "according to" and told:
        kept = [c for c in kept if not cue.span.end < c.start < min(told).start or not _is_apposed(evidence, c)]
    return [_before_next_cue(evidence, cue, _without_gloss(evidence, content)) for content in kept]


def _is_apposed(evidence: Evidence, content: Span) -> bool:
    """Whether a piece is an unmarked noun phrase: "According to Lind, | the mayor's aide, | rents rose"."""
    first = next((token for _, token in tokens_in(evidence.parse.sentences, content)), None)
    return first is not None and first.upos not in ("ADP", "ADV", "SCONJ") and not evidence.touching(content, None)


def _without_gloss(evidence: Evidence, content: Span) -> Span:
    """A quoted content without the original behind its translation, as wikis print it: "“Yes” ((es))Spanish language: sí"."""
    before = evidence.text[max(0, content.start - 40) : content.start]
    if _AFTER_GLOSS.search(before):
        return Span(content.start, content.start)
    gloss = _GLOSS.search(evidence.text, content.start, content.end)
    if gloss is None:
        return content
    part = Span(content.start, gloss.start())
    inside = inside_marks(evidence.text, part, evidence.touching(part, None))
    return part if 10 * inside >= 7 * letters(evidence.text, part) else content


def _before_next_cue(evidence: Evidence, cue: Cue, content: Span) -> Span:
    """The content up to a participle that reports what comes next: "“It costs too much,” | adding, “We will pay.”"."""
    tokens = [token for _, token in tokens_in(evidence.parse.sentences, content)]
    for at, token in enumerate(tokens):
        if at < _FEWEST or token.xpos != "VBG" or token.span.overlap(cue.span):
            continue
        after = evidence.text[token.span.end : token.span.end + 1]
        if after not in (",", ":", "") and at + 1 < len(tokens):
            continue
        if not _reports(evidence, token.span) or any(
            q.inner.contains(token.span) for q in evidence.touching(token.span, None)
        ):
            continue
        while at > 1 and tokens[at - 1].upos in ("ADV", "CCONJ"):
            at -= 1
        end = tokens[at].span.start
        return Span(content.start, len(evidence.text[:end].rstrip(" ,")))
    return content


def _reports(evidence: Evidence, span: Span) -> bool:
    cue = read_cue(evidence.text, tokens_in(evidence.parse.sentences, span), span)
    return cue is not None and cue.listed in ("speech", "writing")


def _edged(
    evidence: Evidence, cue: Cue, piece: Span, taken: Sequence[Span], siblings: Sequence[Span], holder: Quoted | None
) -> Span:
    """An indirect or mixed piece with its edges repaired; of "called it “…”" and its like only the marked words."""
    marked = evidence.touching(piece, holder)
    if marked and _tells_where(evidence, cue, Span(piece.start, max(piece.start, marked[0].outer.start))):
        piece = Span(marked[0].outer.start, piece.end)
    if len(marked) == 1 and (_names(cue) or _is_predicate(cue, marked[0])):
        rest = Span(marked[0].outer.end, max(piece.end, marked[0].outer.end))
        before = Span(piece.start, max(piece.start, marked[0].outer.start))
        if not has_verb(evidence, [rest]) and not (is_clause(evidence, [before]) and has_verb(evidence, [before])):
            return marked[0].inner
    fixed = repaired(evidence.text, cue, piece, taken, siblings)
    if holder is not None and not holder.inner.contains(fixed):
        return piece
    for quoted in marked:
        if fixed.overlap(quoted.outer):
            fixed = Span(min(fixed.start, quoted.outer.start), max(fixed.end, quoted.outer.end))
    return fixed


def _tells_where(evidence: Evidence, cue: Cue, before: Span) -> bool:
    """Whether words between a cue and marks only tell where or when it was said: "said, | in a letter read in May, | “…”"."""
    tree = Tree.of(cue.sentence)
    inside = [t for t in tree.tokens if t.span.overlap(before) and t.upos != "PUNCT"]
    apart = before.text(evidence.text).rstrip().endswith(",") and before.start >= cue.span.end
    if not inside or not apart or inside[0].upos != "ADP" or not 0 <= inside[0].head < len(tree.tokens):
        return False
    led = tree.tokens[inside[0].head]
    return (
        led.head == cue.head.index
        and is_a(led.deprel, "obl")
        and {t.index for t in inside} <= set(tree.subtree(led.index))
    )


def _is_predicate(cue: Cue, quoted: Quoted) -> bool:
    """Whether the marked words are what is said of the object: "dismissed it as “…”", "accused them of “…”", "put it at “…”"."""
    tree = Tree.of(cue.sentence)
    before = [token for token in tree.tokens if token.span.end <= quoted.outer.start]
    if not before or before[-1].upos not in ("ADP", "SCONJ"):
        return False
    preposition = before[-1]
    return preposition.text.casefold() == "as" or (
        preposition.text.casefold() in ("of", "at", "for", "on")
        and 0 <= preposition.head < len(tree.tokens)
        and tree.tokens[preposition.head].head == cue.head.index
    )


def _tidied(evidence: Evidence, cue: Cue, piece: Span, holder: Quoted | None) -> Span:
    """All that stands between marks, or the clause without what clings to its edges."""
    if any(quoted.inner == piece for quoted in evidence.touching(piece, holder)):
        return without_space(evidence.text, piece)
    piece = _with_afterthought(evidence, cue, _to_semicolon(evidence, cue, piece, holder))
    return trimmed(evidence.text, piece, leading=complementisers(Tree.of(cue.sentence), piece))


def _to_semicolon(evidence: Evidence, cue: Cue, piece: Span, holder: Quoted | None) -> Span:
    """The side of an indirect piece, on which its cue stands, of the semicolons in it: what comes after them is told anew.

    Those of a list ("are closed: the port of Alda; the mine") part no clauses and stay.
    """
    marked = evidence.touching(piece, holder)
    cuts = [
        i
        for i in range(piece.start, piece.end)
        if evidence.text[i] == ";" and not any(q.outer.start <= i < q.outer.end for q in marked)
    ]
    bounds = [piece.start, *cuts, piece.end]
    sides = [Span(start, end) for start, end in pairwise(bounds)]
    apart = [i for i, one, other in zip(cuts, sides, sides[1:], strict=False) if _part_clauses(evidence, one, other)]
    if not apart:
        return piece
    if piece.end <= cue.span.start:
        return Span(apart[-1] + 1, piece.end)
    return Span(piece.start, apart[0])


def _with_afterthought(evidence: Evidence, cue: Cue, piece: Span) -> Span:
    """A piece behind its cue with the phrase that a dash adds at the end of its sentence: "found a cave – the largest in Alda"."""
    sentence = cue.sentence
    rest = Span(piece.end, max(piece.end, sentence.span.end))
    if piece.start < cue.span.end or not sentence.span.contains(piece) or not _DASH.match(rest.text(evidence.text)):
        return piece
    added = [token for token in sentence.tokens if token.span.overlap(rest) and token.upos != "PUNCT"]
    first = added[0] if added else None
    if first is None or first.upos not in ("ADV", "DET", "ADJ", "NOUN", "NUM", "ADP") or evidence.touching(rest, None):
        return piece
    told = any(token.xpos in ("VBD", "VBZ", "VBP", "MD") for token in added)
    told = told or first.text.casefold() in ("a", "an")  # "– a worry for years" is what the article thinks of it
    return piece if told else Span(piece.start, added[-1].span.end)


def _part_clauses(evidence: Evidence, one: Span, other: Span) -> bool:
    """Whether both sides of a semicolon are clauses, the second with no complementiser of its own."""
    joined = other.text(evidence.text).strip("; ").split()[:1] in (["that"], ["and"])
    return not joined and all(is_clause(evidence, [side]) and has_verb(evidence, [side]) for side in (one, other))


def _without_strays(evidence: Evidence, cue: Cue, pieces: Sequence[Span]) -> list[Span]:
    """The pieces without noun phrases that belong to no clause of theirs: in "said, citing | data |, prices rose" the data."""
    tree = Tree.of(cue.sentence)
    clauses = [p for p in pieces if is_clause(evidence, [p])]
    return [p for p in pieces if p in clauses or not _is_stray(evidence, tree, cue, p, clauses)]


def _is_stray(evidence: Evidence, tree: Tree, cue: Cue, piece: Span, clauses: Sequence[Span]) -> bool:
    """Whether a piece is an unmarked object of the cue, or of a verb between it and the clauses, not of one in the clauses."""
    inside = [t.index for t in tree.tokens if t.span.overlap(piece)]
    if not clauses or not inside or piece.start < cue.span.end or has_verb(evidence, [piece]):
        return False
    head = tree.tokens[tree.head_of(inside)]
    if not is_a(head.deprel, "obj", "iobj", "obl", "nmod") or not 0 <= head.head < len(tree.tokens):
        return False
    governor = tree.tokens[head.head]
    outside = cue.span.overlap(governor.span) or governor.head == cue.head.index
    kept = any(clause.overlap(governor.span) for clause in clauses)
    shorter = len(piece) < max(map(len, clauses))
    if head.upos not in ("NOUN", "PROPN") or kept or not outside:
        return False
    return shorter and not evidence.touching(piece, None)


def _without_passive_subject(evidence: Evidence, cue: Cue, pieces: Sequence[Span]) -> list[Span]:
    """Not "He" of "He was reported missing": what is reported of a passive's subject is the content, if anything is."""
    told = [p for p in pieces if not is_passive_subject(cue, p) and not _is_told_about(evidence, cue, p)]
    return told or list(pieces)


def is_passive_subject(cue: Cue, piece: Span) -> bool:
    """Whether a piece lies in what the cue, a passive, has for its subject: "the mayor" of "the mayor is supported by"."""
    tree = Tree.of(cue.sentence)
    if cue.head.deprel in ("amod", "acl"):
        return False
    return any(tree.span(tree.subtree(i)).contains(piece) for i in tree.children(cue.head.index, "nsubj:pass"))


def _is_told_about(evidence: Evidence, cue: Cue, piece: Span) -> bool:
    """Whether a piece is only who speaks or what the cue describes: "The city | announced | …", "a plane | seen as | …"."""
    if evidence.touching(piece, evidence.holder(cue.span)) or has_verb(evidence, [piece]):
        return False
    tree, at = Tree.of(cue.sentence), cue.head.index
    above = [cue.head.head] if cue.head.deprel.startswith("acl") and cue.head.upos == "VERB" else []
    return piece.end <= cue.span.start and any(
        tree.tokens[i].span.overlap(piece) and tree.span(tree.subtree(i)).contains(piece)
        for i in [*tree.children(at, "nsubj"), *above]
    )


def _outside(piece: Span, cue: Span) -> Span:
    """The larger side of a piece that its own cue cuts."""
    if not piece.overlap(cue):
        return piece
    left, right = Span(piece.start, max(piece.start, cue.start)), Span(min(cue.end, piece.end), piece.end)
    return max(left, right, key=len)


def _joined(evidence: Evidence, one: Span, other: Span) -> bool:
    """Whether two pieces are one segment: they overlap, or only punctuation of the same paragraph stands between them."""
    if other.start <= one.end:
        return True
    between = evidence.text[one.end : other.start]
    gap = Span(max(one.end - 1, 0), other.start + 1)
    marks_between = any(one.end <= q.inner.start <= other.start for q in evidence.touching(gap, None))
    return not any(c.isalnum() for c in between) and "\n" not in between and not marks_between


def _aside(evidence: Evidence, cue: Cue, one: Span, other: Span, sources: Sequence[Span]) -> bool:
    """Whether only an aside parts two pieces of an unmarked clause ("the plant, | which was damaged, | may take a year")."""
    gap = Span(one.end, max(one.end, other.start))
    if len(gap) > _ASIDE or not cue.sentence.span.contains(Span(one.start, other.end)):
        return False
    taken = any(span.overlap(gap) for span in (cue.span, *sources))
    return not taken and not evidence.touching(Span(one.start, other.end), evidence.holder(cue.span))


def _with_marks(evidence: Evidence, part: Span, holder: Quoted | None) -> Iterator[tuple[Span, bool]]:
    """A content reconciled with the marks it touches; those around its own cue (a report inside a quote) do not count."""
    touching = [q for q in evidence.touching(part, holder) if holder is None or holder.inner.contains(q.outer)]
    if holder is not None:
        part = Span(*_common(part, holder.inner))
    if not touching:
        yield part, False
        return
    whole = letters(evidence.text, part)
    inside = inside_marks(evidence.text, part, touching)
    if whole and inside == whole:
        for quoted in touching:
            if letters(evidence.text, Span(*_common(part, quoted.inner))):
                yield quoted.inner, True
        return
    if len(touching) > 1 and _only_joined(evidence, part, touching):
        yield from ((quoted.inner, True) for quoted in touching)
        return
    start, end = part.start, part.end
    for quoted in touching:
        share = inside_marks(evidence.text, part, [quoted]) / max(1, letters(evidence.text, quoted.inner))
        if share >= 0.5:
            start, end = min(start, quoted.outer.start), max(end, quoted.outer.end)
    yield from _sentences_apart(evidence, Span(start, end), touching)


def _only_joined(evidence: Evidence, part: Span, marked: Sequence[Quoted]) -> bool:
    """Whether nothing but what joins them stands beside several marked stretches: "called | it “null” and “void” |"."""
    rest, start = [], part.start
    for quoted in marked:
        rest.append(evidence.text[start : quoted.outer.start])
        start = quoted.outer.end
    rest.append(evidence.text[start : part.end])
    return {word for piece in rest for word in _WORD.findall(piece.casefold())} <= _JOINING


def _is_cue_alone(evidence: Evidence, span: Span) -> bool:
    """Whether a span holds a reporting verb and nothing else."""
    found = [token for _, token in tokens_in(evidence.parse.sentences, span) if token.upos != "PUNCT"]
    return len(found) == 1 and _reports(evidence, found[0].span)


def _common(one: Span, other: Span) -> tuple[int, int]:
    start = max(one.start, other.start)
    return start, max(start, min(one.end, other.end))


def _sentences_apart(evidence: Evidence, part: Span, touching: Sequence[Quoted]) -> Iterator[tuple[Span, bool]]:
    """A mixed content cut where whole marked sentences begin or end: they are direct segments of their own."""
    start = part.start
    for quoted in touching:
        before = evidence.text[start : quoted.outer.start].rstrip()
        after = evidence.text[quoted.outer.end : part.end].strip()
        whole_sentence = evidence.text[quoted.inner.start : quoted.inner.end].rstrip()[-1:] in ".!?" or not after
        tail = Span(quoted.outer.end, max(quoted.outer.end, part.end))
        if not before and is_clause(evidence, [quoted.inner]) and _is_cue_alone(evidence, tail):
            yield quoted.inner, True  # "“We lost,” | wrote"
            return
        words_before = sum(c.isalnum() for c in before) if before.casefold() not in _LEADS else 0
        sets_apart = before[-1:] in ".!?:" or (before[-1:] == "," and quoted.inner.text(evidence.text)[:1].isupper())
        if whole_sentence and (sets_apart or not words_before) and quoted.outer.start >= start:
            if words_before and is_clause(evidence, [Span(start, quoted.outer.start)]):
                yield Span(start, quoted.outer.start), True
            yield quoted.inner, True
            start = quoted.outer.end
    if letters(evidence.text, Span(start, max(start, part.end))):
        yield Span(start, max(start, part.end)), True
