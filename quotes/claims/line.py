"""One sentence as the quantity grammar sees it: its atoms, its tokens and the way between the two."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.claims.atoms import Atom, lex
from quotes.records import Document, Sentence, Span, Token

_HIGHEST = 40
NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with the atoms of its text.

    ``starts`` are the offsets at which its tokens begin, ``below`` the tokens that each token governs and ``related``
    the same by relation; ``reach`` keeps the extent of subtrees once they are known.
    """

    document: Document
    sentence: Sentence
    atoms: tuple[Atom, ...]
    starts: tuple[int, ...]
    below: dict[int, list[Token]]
    related: dict[tuple[int, str], list[Token]]
    reach: dict[int, Span]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    def token_at(self, offset: int) -> Token | None:
        """The token that covers the character, null between tokens."""
        index = bisect_right(self.starts, offset) - 1
        # words of one multi-word token may share their letters: any of them will do
        if index >= 0 and self.tokens[index].span.end > offset:
            return self.tokens[index]
        return None

    def token_of(self, atom: int) -> Token | None:
        """The token that an atom (by index) stands in."""
        return self.token_at(self.atoms[atom].span.start) if 0 <= atom < len(self.atoms) else None

    def atom_of(self, token: Token) -> int:
        """The index of the first atom at or after the token's first character."""
        low, high = 0, len(self.atoms)
        while low < high:
            middle = (low + high) // 2
            if self.atoms[middle].span.start < token.span.start:
                low = middle + 1
            else:
                high = middle
        return low

    def head(self, token: Token | None) -> Token | None:
        """The governor of a token, null at the root."""
        if token is None or not 0 <= token.head < len(self.tokens):
            return None
        return self.tokens[token.head]

    def ancestors(self, token: Token | None) -> Iterator[Token]:
        """The governors of a token from the nearest up, at most ``_HIGHEST``, so that a malformed cycle ends."""
        above = self.head(token)
        for _ in range(_HIGHEST):
            if above is None:
                return
            yield above
            above = self.head(above)

    def children(self, token: Token | None, relation: str) -> list[Token]:
        """The tokens that the token governs by a relation ("nsubj", its subtypes included), in text order."""
        return [] if token is None else self.related.get((token.index, relation), [])

    def subtree(self, token: Token) -> Span:
        """From the first to the last character that the token governs, itself included."""
        if token.index in self.reach:
            return self.reach[token.index]
        stack, seen = [token.index], {token.index}
        while stack:
            for child in self.below.get(stack.pop(), ()):
                if child.index not in seen:
                    seen.add(child.index)
                    stack.append(child.index)
        covered = [self.tokens[index].span for index in seen]
        whole = Span(min(span.start for span in covered), max(span.end for span in covered))
        self.reach[token.index] = whole
        return whole


def line_of(document: Document, sentence: Sentence, *, letter: str | None = None) -> Line:
    """The line of a sentence of the document; ``letter`` stands for the money of its country ("R")."""
    below: dict[int, list[Token]] = {}
    related: dict[tuple[int, str], list[Token]] = {}
    for token in sentence.tokens:
        below.setdefault(token.head, []).append(token)
        related.setdefault((token.head, token.deprel.split(":")[0]), []).append(token)
    starts = tuple(token.span.start for token in sentence.tokens)
    return Line(document, sentence, lex(document.text, sentence.span, letter=letter), starts, below, related, {})
