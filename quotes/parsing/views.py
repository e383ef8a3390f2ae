"""From a document to what Stanza reads and back: the text it parses, and its words as records of the document's own text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from quotes.documents import CleanText, clean_document, datelines
from quotes.language.lists import table
from quotes.parsing.attribution import bounds
from quotes.records import Attribution, Document, Entity, Parse, Section, Sentence, Span, SpanScore, Token

_HYPHENS = frozenset("-‐‑")
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the parser's text: where it begins there and in the cleaned view, and the block it belongs to."""

    start: int
    cleaned: int
    block: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The text a parser reads for a document: its blocks without datelines, cleaned, with blank lines between them."""

    document: Document
    clean: CleanText
    text: str
    pieces: tuple[_Piece, ...]

    def piece(self, offset: int) -> _Piece:
        """The piece in which an offset of the parser's text lies."""
        return self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1]

    def original(self, start: int, end: int) -> Span:
        """Bounds in the parser's text as a span of the document."""
        a, b = self.piece(start), self.piece(max(start, end - 1))
        return self.clean.to_original(Span(start - a.start + a.cleaned, end - b.start + b.cleaned))


def reading(document: Document, sections: Sequence[Section]) -> Reading:
    """What the parser is to read of a document."""
    clean = clean_document(document)
    lines = datelines(document)
    parts: list[str] = []
    pieces: list[_Piece] = []
    length = 0
    for number, block in enumerate(document.blocks):
        if block.section not in sections:
            continue
        start = max([block.span.start, *(line.end for line in lines if block.span.contains(line))])
        view = clean.to_cleaned(Span(min(start, block.span.end), block.span.end))
        text = view.text(clean.text)
        if text.strip():
            pieces.append(_Piece(length, view.start, number))
            parts.append(text)
            length += len(text) + len(_GAP)
    return Reading(document, clean, _GAP.join(parts), tuple(pieces))


def parse(read: Reading, parsed: Any) -> Parse:
    """Stanza's document as records."""
    sentences = tuple(_sentence(read, i, sentence) for i, sentence in enumerate(parsed.sentences))
    entities = tuple(
        Entity(read.original(entity.start_char, _whole_name(sentence, entity)), _label(entity.type), number)
        for number, sentence in enumerate(parsed.sentences)  # Stanza's own index runs through the whole batch
        for entity in sentence.ents
    )
    found = tuple(_attribution(read, a) for a in getattr(parsed, "attributions", ()))
    return Parse(sentences, entities, found)


def _whole_name(sentence: Any, entity: Any) -> int:
    """Where a name ends; one that is cut at its hyphen has the word behind it: "Kim Ha- | neul"."""
    last = entity.tokens[-1]
    if last.text not in _HYPHENS:
        return int(entity.end_char)
    after = next((token for token in sentence.tokens if token.start_char >= last.end_char), None)
    return int(after.end_char if after is not None and any(c.isalpha() for c in after.text) else entity.end_char)


def _sentence(read: Reading, index: int, sentence: Any) -> Sentence:
    tokens = tuple(_token(read, word, token) for token in sentence.tokens for word in token.words)
    number = read.piece(sentence.tokens[0].start_char).block
    span = Span(tokens[0].span.start, max(token.span.end for token in tokens))
    return Sentence(index, span, tokens, number, read.document.blocks[number].section)


def _token(read: Reading, word: Any, token: Any) -> Token:
    return Token(
        index=word.id - 1,
        text=word.text,
        lemma=word.lemma or word.text.lower(),
        upos=word.upos or "X",
        xpos=word.xpos or "",
        feats=word.feats or "",
        head=(word.head or 0) - 1,
        deprel=word.deprel or "dep",
        entity=_tag(token.ner or "O"),
        span=read.original(*bounds(word, token)),
    )


def _label(label: str) -> str:
    """What other recognisers call a PERSON, an ORGANIZATION ... ("GPE", "PER") by the name it has here."""
    return table("quotes.parsing", "entity_labels.tsv").get(label, label)


def _tag(tag: str) -> str:
    position, dash, label = tag.partition("-")
    return f"{position}{dash}{_label(label)}"


def _attribution(read: Reading, found: Attribution) -> Attribution:
    def moved(part: SpanScore) -> SpanScore:
        return replace(part, span=read.original(part.span.start, part.span.end))

    return Attribution(moved(found.cue), tuple(map(moved, found.sources)), tuple(map(moved, found.contents)))
