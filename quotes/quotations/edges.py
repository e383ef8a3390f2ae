"""The parse repairs the edges of a content span: a clause cut short is completed, what belongs to the cue is left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quotes.language.trees import Tree
from quotes.quotations.clauses import cut_at_next_cue
from quotes.quotations.cues import Cue
from quotes.records import Span, Token

_PREPOSITIONS = frozenset({"of", "to", "for", "about", "on", "over", "against", "with", "as", "upon"})
_ADDRESSED = ("obj", "iobj", "obl")
_CLOSED = frozenset(',;:()[]–—-"“”.?!')


def repaired(text: str, cue: Cue, content: Span, taken: Sequence[Span]) -> Span:
    """The content span of an indirect report with the edges that the grammar gives it.

    Only the part in the cue's own sentence is touched. ``taken`` are spans that stay outside: source and cue. Sources of
    requests: the addressee ("urged the embassy to reconsider") is no part of what was asked.
    """
    tree = Tree.of(cue.sentence)
    inside = [i for i, token in enumerate(tree.tokens) if token.span.overlap(content)]
    if not inside or not cue.sentence.span.contains(content):
        return content
    outside = {i for i, token in enumerate(tree.tokens) if any(token.span.overlap(span) for span in taken)}
    root = _root(tree, inside, cue.head.index)
    own = set(tree.subtree(root)) - outside
    if root != cue.head.index and cue.head.index in own | outside:
        own -= _below_cue(tree, cue.head.index, root)
    first, last = inside[0], inside[-1]
    first = _left(tree, first, own, root)
    first = max(first, _after_as_clause(tree, cue.head.index, first, last))
    first = _without_addressee(tree, cue, first, last, root)
    first = _without_preposition(tree, first, last)
    last = _right(tree, last, own)
    last = cut_at_next_cue(tree, cue.head.index, first, last, text)
    if first > last:
        return content
    return Span(tree.tokens[first].span.start, max(tree.tokens[last].span.end, tree.tokens[first].span.start))


def _root(tree: Tree, inside: Sequence[int], cue: int) -> int:
    """The word of the span under which most of its words stand."""
    members = set(inside)
    tops = [i for i in inside if tree.tokens[i].head not in members and tree.tokens[i].upos != "PUNCT"]
    return max(tops or inside, key=lambda i: (len(members & set(tree.subtree(i))), tree.tokens[i].head == cue))


def _below_cue(tree: Tree, cue: int, root: int) -> set[int]:
    """The words under the cue that are not under the content's own head."""
    below = set(tree.subtree(cue))
    return below - set(tree.subtree(root)) if root in below else below


def _left(tree: Tree, first: int, own: Collection[int], root: int) -> int:
    while first < root and first not in own:
        first += 1
    at = first
    while at > 0 and (at - 1 in own or (tree.tokens[at - 1].text == "," and at - 2 in own)):
        if tree.tokens[at - 1].text.casefold() in ("which", "who", "that") and tree.tokens[at - 1].upos == "PRON":
            break
        at -= 1
    while at < first and (tree.tokens[at].upos in ("PUNCT", "CCONJ") or tree.tokens[at].deprel == "mark"):
        at += 1
    return at


def _right(tree: Tree, last: int, own: Collection[int]) -> int:
    """On to the end of the phrase; a comma, a bracket or a dash ends it unless a word before still waits for its head."""
    at = last
    while at + 1 < len(tree.tokens):
        following = tree.tokens[at + 1]
        waits = following.index <= _farthest(tree, at, own)
        if at + 1 not in own or (following.text in _CLOSED and not waits and not _within_word(tree, at)):
            break
        at += 1
    while at > last and tree.tokens[at].upos in ("PUNCT", "CCONJ", "SCONJ"):
        at -= 1
    return at


def _farthest(tree: Tree, at: int, own: Collection[int]) -> int:
    """The last head, to the right, of a word that stands at or shortly before ``at`` and cannot end a phrase."""
    heads = [
        tree.tokens[i].head
        for i in range(max(0, at - 3), at + 1)
        if i in own
        and tree.tokens[i].deprel.split(":")[0]
        in ("case", "det", "amod", "compound", "nummod", "mark", "aux", "cop", "flat")
    ]
    return max(heads, default=-1)


def _within_word(tree: Tree, at: int) -> bool:
    """Whether no space follows: "twenty-one", "state-owned"."""
    tokens = tree.tokens
    return at + 2 < len(tokens) and tokens[at].span.end == tokens[at + 1].span.start == tokens[at + 2].span.start - 1


def _after_as_clause(tree: Tree, cue: int, first: int, last: int) -> int:
    """Past the rest of "As Orr said at the end of the talks, | …": the comma closes what belongs to the cue."""
    if first < cue or not any(tree.tokens[i].text.casefold() == "as" for i in tree.children(cue, "mark", "advmod")):
        return first
    commas = [i for i in range(cue + 1, last) if tree.tokens[i].text == ","]
    return commas[0] + 1 if commas else first


def _without_addressee(tree: Tree, cue: Cue, first: int, last: int, root: int) -> int:
    """Past "the embassy" in "urged the embassy to reconsider": the cue's object before an infinitive that is its content."""
    verb = cue.head.index
    if tree.tokens[first].span.start < cue.span.start:
        return first
    infinitives = [
        i
        for i in tree.children(verb, "xcomp", "ccomp", "advcl")
        if first < i <= last and any(tree.tokens[j].text.casefold() == "to" and j < i for j in tree.children(i, "mark"))
    ]
    addressees = [i for i in tree.children(verb, *_ADDRESSED) if first <= i < (infinitives or [first])[0]]
    if not infinitives:
        return _past_listener(tree, verb, first, last)
    if not addressees:
        return first
    marks = [j for j in tree.children(infinitives[0], "mark") if tree.tokens[j].text.casefold() == "to"]
    start = marks[0]
    before = [j for j in tree.children(infinitives[0], "advmod") if j == start - 1]
    return before[0] if before else start


def _past_listener(tree: Tree, verb: int, first: int, last: int) -> int:
    """Past "reporters" in "told reporters the mine had closed": the object that stands before a clause."""
    clauses = [
        i for i in tree.children(verb, "ccomp") if first < i <= last and tree.children(i, "nsubj", "expl", "csubj")
    ]
    for listener in tree.children(verb, "obj", "iobj"):
        words = tree.run(listener)
        if clauses and words[0] <= first <= words[-1] < min(tree.subtree(clauses[0])) <= last:
            return words[-1] + 1
    return first


def _without_preposition(tree: Tree, first: int, last: int) -> int:
    """Past the preposition that the cue asks for: "confessed to | killing", "accused of | lying"; an infinitive's "to" stays."""
    token: Token = tree.tokens[first]
    if first < last and token.upos in ("ADP", "SCONJ") and token.text.casefold() in _PREPOSITIONS:
        return first + 1
    return first
