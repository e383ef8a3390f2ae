"""Reports that the grammar shows: a listed reporting verb with a subject and a clause as its complement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.language.trees import Tree
from quotes.quotations.cues import Cue, is_negated, read_cue, subject
from quotes.records import Parse, Span


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
