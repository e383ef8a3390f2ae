"""Reports that the grammar shows: a listed reporting verb with a subject and a clause as its complement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.language.trees import Tree
from quotes.quotations.cues import Cue, is_negated, read_cue, subject
from quotes.records import Parse, Span

#: Marks that end the clause after "according to which".
_ENDS = frozenset(',;:.()–—-"“”')


@dataclass(frozen=True, slots=True)
class Report:
    """A cue with the clause it reports and its source."""

    cue: Cue
    content: Span
    source: Span | None


def reports(text: str, parse: Parse, cues: Sequence[Span]) -> Iterator[Report]:
    """The reports of verbs that are not among the cues found so far.

    Example:
        In ``She denied the charge and promised that nobody would lose a job`` it is what was promised.
    """
    for sentence in parse.sentences:
        tree = Tree.of(sentence)
        for token in sentence.tokens:
            if token.upos != "VERB" or any(token.span.overlap(cue) for cue in cues):
                continue
            cue = read_cue(text, [(sentence, token)], token.span)
            if cue is None or cue.listed not in ("speech", "writing") or is_negated(cue):
                continue
            content = _complement(tree, token.index)
            source = subject(tree, token)
            if content is not None and source is not None and not content.overlap(source):
                yield Report(cue, content, source)


def according(text: str, parse: Parse) -> Iterator[Report]:
    """The reports of "according to": what the clause says but for that phrase; "according to which" names what stands before.

    Example:
        ``the results, according to which the party won 80 seats``
    """
    for sentence in parse.sentences:
        tree = Tree.of(sentence)
        for token in sentence.tokens[:-2]:
            following = sentence.tokens[token.index + 1]
            if token.text.casefold() != "according" or following.text.casefold() != "to":
                continue
            cue = read_cue(text, [(sentence, token), (sentence, following)], Span(token.span.start, following.span.end))
            source = sentence.tokens[token.index + 2]
            if cue is None:
                continue
            if source.text.casefold() == "which":
                content, named = _relative(tree, source.index, token.index)
            else:
                content, named = _adverbial(tree, token.index)
            if content is not None and named is not None:
                yield Report(cue, content, named)


def _relative(tree: Tree, which: int, according_: int) -> tuple[Span | None, Span | None]:
    """What follows "according to which" up to the clause's end, and the noun phrase that it goes back to."""
    nouns = [i for i in range(according_ - 1, -1, -1) if tree.tokens[i].upos in ("NOUN", "PROPN")]
    after = [i for i in range(which + 1, len(tree.tokens))]
    if not nouns or not after:
        return None, None
    end = next((i for i in after if tree.tokens[i].text in _ENDS), len(tree.tokens))
    source = tree.run(nouns[0], without=("acl:relcl", "conj", "punct", "appos", "advcl", "acl"))
    source = [i for i in source if i < according_]
    return (tree.span(range(which + 1, end)), tree.span(source)) if end > which + 1 else (None, None)


def _adverbial(tree: Tree, according_: int) -> tuple[Span | None, Span | None]:
    """The clause on the other side of the phrase, and the phrase's noun."""
    noun = tree.tokens[according_].head
    verb = tree.tokens[noun].head if 0 <= noun < len(tree.tokens) else -1
    if verb < 0 or noun <= according_:
        return None, None
    phrase = set(tree.subtree(noun))
    own = [i for i in tree.subtree(verb) if i not in phrase]
    before = [i for i in own if i < min(phrase)]
    after = [i for i in own if i > max(phrase)]
    side = max(before, after, key=len)
    source = [i for i in tree.run(noun, without=("case", "punct", "acl:relcl", "acl")) if i > according_ + 1]
    return (tree.span(side), tree.span(source)) if side and source else (None, None)


def _complement(tree: Tree, verb: int) -> Span | None:
    """The clause under the verb (``ccomp``), or the sentence that the verb is thrown into (``parataxis``)."""
    clauses = [
        i
        for i in tree.children(verb, "ccomp")
        if tree.children(i, "nsubj", "csubj", "expl")
        and tree.tokens[i].upos in ("VERB", "ADJ", "NOUN", "AUX", "PROPN", "NUM")
    ]
    if clauses:
        return tree.span(tree.run(clauses[0]))
    token = tree.tokens[verb]
    if token.deprel.startswith("parataxis") and 0 <= token.head < verb and tree.children(verb, "nsubj"):
        below = set(tree.subtree(verb))
        members = [i for i in tree.subtree(token.head) if i not in below and i < min(below)]
        if members and tree.children(token.head, "nsubj"):
            return tree.span(members)
    return None


def cut_at_next_cue(tree: Tree, cue: int, first: int, last: int, text: str) -> int:
    """Where a content ends that runs into another reporting verb of the same speaker ("… and promised that …").

    Takes and gives token indexes of the cue's sentence.
    """
    for i in range(max(first, cue) + 1, last + 1):
        token = tree.tokens[i]
        if token.upos != "VERB" or token.deprel.split(":")[0] != "conj" or token.head != cue:
            continue
        found = read_cue(text, [(tree.sentence, token)], token.span)
        if found is not None and found.listed not in (None, "other"):
            end = min(tree.subtree(i))
            while end - 1 > first and tree.tokens[end - 1].upos in ("CCONJ", "PUNCT"):
                end -= 1
            return end - 1
    return last
