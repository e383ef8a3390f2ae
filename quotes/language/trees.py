"""Walks over dependency trees. A malformed tree (a cycle, a head out of range) gives fewer words, never an error."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from quotes.language.spans import overlapping
from quotes.records import Parse, Sentence, Span, Token


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence with the dependants of each token. Tokens are named by their index in the sentence."""

    sentence: Sentence
    dependants: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, sentence: Sentence) -> Tree:
        """The tree of a sentence; heads out of range count as roots."""
        dependants: list[list[int]] = [[] for _ in sentence.tokens]
        for index, token in enumerate(sentence.tokens):
            if 0 <= token.head < len(dependants) and token.head != index:
                dependants[token.head].append(index)
        return cls(sentence, tuple(map(tuple, dependants)))

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    def children(self, index: int, *deprels: str) -> list[int]:
        """The dependants in text order; with ``deprels`` those so related ("nmod" takes "nmod:poss")."""
        return [i for i in self.dependants[index] if not deprels or is_a(self.tokens[i].deprel, *deprels)]

    def is_led_by(self, index: int, *prepositions: str) -> bool:
        """Whether one of these prepositions leads in the token's phrase: "of" does in "the analysis of the bank"."""
        return any(self.tokens[i].text.casefold() in prepositions for i in self.children(index, "case"))

    def subtree(self, index: int, *, without: Collection[str] = ()) -> list[int]:
        """The token and all below it in text order, without the branches so related to it."""
        seen, todo = {index}, [i for i in self.dependants[index] if not is_a(self.tokens[i].deprel, *without)]
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo.extend(self.dependants[at])
        return sorted(seen)

    def ancestors(self, index: int) -> Iterator[int]:
        """The governors of a token, nearest first."""
        seen = {index}
        at = self.tokens[index].head
        while 0 <= at < len(self.tokens) and at not in seen:
            yield at
            seen.add(at)
            at = self.tokens[at].head

    def head_of(self, indices: Sequence[int]) -> int:
        """Of these tokens the first noun that is governed from outside them, else the first other word that is.

        For a cycle it is the first noun in it.

        Raises:
            ValueError: there are no tokens.
        """
        if not indices:
            raise ValueError("no tokens")
        inside = set(indices)
        heads = [i for i in indices if self.tokens[i].head not in inside] or list(indices)
        words = [i for i in heads if self.tokens[i].upos not in {"PUNCT", "DET", "ADP", "PART", "CCONJ"}]
        free = [i for i in words if not is_a(self.tokens[i].deprel, "nmod:poss", "amod", "advmod", "case", "mark")]
        nouns = [i for i in free if self.tokens[i].upos in {"NOUN", "PROPN"}]
        return (nouns or free or words or heads)[0]

    def run(self, index: int, *, without: Collection[str] = ()) -> list[int]:
        """The part of ``subtree`` that is one unbroken stretch around the token."""
        kept = set(self.subtree(index, without=without))
        first = last = index
        while first - 1 in kept:
            first -= 1
        while last + 1 in kept:
            last += 1
        return list(range(first, last + 1))

    def span(self, indices: Sequence[int]) -> Span:
        """From the first to the last of these tokens, in characters of the document.

        Raises:
            ValueError: there are no tokens.
        """
        if not indices:
            raise ValueError("no tokens")
        return Span(self.tokens[min(indices)].span.start, max(self.tokens[i].span.end for i in indices))

    def is_root(self, index: int) -> bool:
        """Whether no token governs this one."""
        return next(self.ancestors(index), None) is None


def is_a(deprel: str, *wanted: str) -> bool:
    """Whether a relation is one of these or a subtype of one ("nmod:poss" is an "nmod")."""
    return deprel in wanted or deprel.partition(":")[0] in wanted


def feature(token: Token, name: str) -> str:
    """The value of a morphological feature, "" where it is not given: ``feature(token, "Number")`` is "Sing"."""
    for pair in token.feats.split("|"):
        key, _, value = pair.partition("=")
        if key == name:
            return value
    return ""


@dataclass(frozen=True, slots=True)
class Forest:
    """The trees of one document and where they stand."""

    trees: tuple[Tree, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, parse: Parse) -> Forest:
        """The trees of all sentences."""
        return cls(tuple(Tree.of(s) for s in parse.sentences), tuple(s.span.start for s in parse.sentences))

    def sentence_at(self, offset: int) -> int | None:
        """The index of the sentence that holds the character, or of the last one before it; null before the first."""
        index = bisect_right(self.starts, offset) - 1
        return index if index >= 0 else None

    def covered(self, span: Span) -> tuple[int, list[int]] | None:
        """The sentence a span begins in and its tokens that the span touches; null where there are none."""
        first = self.sentence_at(span.start) or 0
        for number in range(first, len(self.trees)):
            sentence = self.trees[number].sentence
            if number > first and sentence.span.start >= span.end:
                break
            inside = [token.index for token in overlapping(sentence.tokens, span)]
            if inside:
                return number, inside
        return None


def stretches(indices: Sequence[int]) -> Iterator[list[int]]:
    """Sorted indices cut wherever one is left out: 1 2 5 6 gives 1 2 and 5 6."""
    if not indices:
        return
    piece = [indices[0]]
    for before, after in pairwise(indices):
        if after != before + 1:
            yield piece
            piece = []
        piece.append(after)
    yield piece
