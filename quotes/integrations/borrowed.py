"""A parse that another Stanza pipeline made, as records: taken where it fits, read anew where it does not.

newsquotes reads an article paragraph by paragraph, without datelines, navigation, mojibake and line breaks inside a paragraph; a
pipeline reads the text as it stands. Where both saw the same words (most paragraphs of a clean article) the pipeline's parse
is taken as it is. The other paragraphs go through the same pipeline's own models once more, as newsquotes would read them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import stanza

from quotes.documents import CleanText
from quotes.parsing.attribution import WordAttribution, WordSpan
from quotes.parsing.passages import Word
from quotes.parsing.sentences import LONGEST, bounded, joined
from quotes.parsing.views import Reading, parse, reading
from quotes.records import Attribution, Document, Entity, Parse, Section, Span, SpanScore

_CUTTING = ("tokenize", "mwt")
_READING = ("pos", "lemma", "depparse", "ner")
_BLANK_LINE = re.compile(r"\n\s*\n")
_GAP = "\n\n"


class Unparsed(ValueError):
    """A Stanza document lacks text, offsets or annotations; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class _Split:
    """A document's paragraphs in two: the sentences to take as they are, and the reading of the rest (empty text: nothing)."""

    own: Reading
    sentences: tuple[Any, ...]
    rest: Reading


def parses(
    pipeline: Any, documents: Sequence[Document], parsed: Sequence[Any], sections: Collection[Section]
) -> list[Parse]:
    """The parses of documents that a pipeline has parsed, in their order; attributions are not in them.

    Args:
        pipeline: the ``stanza.Pipeline``.
        documents: the documents, of the same texts.
        parsed: the pipeline's Stanza documents.
        sections: the sections that are wanted.

    Raises:
        Unparsed: a Stanza document lacks something.
    """
    anew = not pipeline.processors["tokenize"].config.get("pretokenized")
    splits = [_split(document, found, sections, anew) for document, found in zip(documents, parsed, strict=True)]
    done = [[parse(split.own, SimpleNamespace(sentences=split.sentences))] for split in splits]
    there = [i for i, split in enumerate(splits) if split.rest.text]
    for i, found in zip(there, _again(pipeline, [splits[i].rest.text for i in there]), strict=True):
        done[i].append(parse(splits[i].rest, found))
    return [_merged(parts) for parts in done]


def words(parsed: Parse) -> list[Word]:
    """The words of a parse as the attribution network takes them."""
    return [
        Word(token.text, token.span.start, token.span.end, sentence.index, sentence.block)
        for sentence in parsed.sentences
        for token in sentence.tokens
    ]


def attributions(own: Sequence[Word], found: Sequence[WordAttribution]) -> tuple[Attribution, ...]:
    """What the attribution network found among these words, in characters of the document."""

    def span(part: WordSpan) -> SpanScore:
        return SpanScore(Span(own[part.start].start, own[part.end - 1].end), part.score)

    return tuple(Attribution(span(a.cue), tuple(map(span, a.sources)), tuple(map(span, a.contents))) for a in found)


def _again(pipeline: Any, texts: Sequence[str]) -> list[Any]:
    if not texts:
        return []
    documents = [stanza.Document([], text=text) for text in texts]
    cut = [bounded(joined(found)) for found in pipeline.process(documents, processors=_CUTTING)]
    done: list[Any] = pipeline.process(cut, processors=_READING)
    return done


def _split(document: Document, parsed: Any, sections: Collection[Section], anew: bool) -> _Split:
    _check(parsed)
    whole = reading(document, tuple(sections))
    blocks = {piece.block for piece in whole.pieces}
    kept = blocks & set(_same(whole)) - _torn(document, parsed.sentences) if anew else blocks
    sentences = tuple(s for s in parsed.sentences if _block(document, _bounds(s).start) in kept)
    return _Split(_as_it_stands(whole, kept), sentences, _only(whole, blocks - kept))


def _check(parsed: Any) -> None:
    """Check that a Stanza document holds what the stages after it read.

    Raises:
        Unparsed: it does not.
    """
    if parsed.text is None:
        raise Unparsed("the Stanza document has no text, in which offsets could count: give the pipeline texts")
    tokens = [token for sentence in parsed.sentences for token in sentence.tokens]
    if any(token.start_char is None or token.end_char is None for token in tokens):
        raise Unparsed("words of the Stanza document have no start_char and end_char: give the pipeline texts")
    needed = {"pos": "upos", "lemma": "lemma", "depparse": "head"}
    read = [word for token in tokens for word in token.words]
    lacking = [name for name, field in needed.items() if read and all(getattr(w, field) is None for w in read)]
    lacking += ["ner"] if tokens and all(token.ner is None for token in tokens) else []
    if lacking:
        raise Unparsed(f"the Stanza document was not worked on by {', '.join(lacking)}: run these before quotes")


def _same(whole: Reading) -> Iterator[int]:
    """The blocks that newsquotes reads as they stand and whose neighbours the tokenizer kept apart."""
    document = whole.document
    for piece, text in _texts(whole):
        span = document.blocks[piece.block].span
        before = document.blocks[piece.block - 1].span.end if piece.block else 0
        last = piece.block + 1 == len(document.blocks)
        after = len(document.text) if last else document.blocks[piece.block + 1].span.start
        apart = not piece.block or _BLANK_LINE.search(document.text, before, span.start)
        if text == span.text(document.text) and apart and (last or _BLANK_LINE.search(document.text, span.end, after)):
            yield piece.block


def _torn(document: Document, sentences: Sequence[Any]) -> set[int]:
    """The blocks of sentences that run from one into another, or are longer than newsquotes lets one be."""
    torn: set[int] = set()
    for sentence in sentences:
        span = _bounds(sentence)
        first, last = _block(document, span.start), _block(document, max(span.start, span.end - 1))
        if first != last or len(sentence.tokens) > LONGEST:
            torn.update(range(first, last + 1))
    return torn


def _bounds(sentence: Any) -> Span:
    return Span(sentence.tokens[0].start_char, sentence.tokens[-1].end_char)


def _block(document: Document, offset: int) -> int:
    return bisect_right(document.blocks, offset, key=lambda block: block.span.start) - 1


def _texts(whole: Reading) -> Iterator[tuple[Any, str]]:
    """The pieces of a reading, each with its text."""
    ends = [*(piece.start - len(_GAP) for piece in whole.pieces[1:]), len(whole.text)]
    for piece, end in zip(whole.pieces, ends, strict=False):  # of no pieces there is an end all the same
        yield piece, whole.text[piece.start : end]


def _as_it_stands(whole: Reading, kept: Collection[int]) -> Reading:
    """The reading in which the offsets of these blocks are the document's own."""
    document = whole.document
    pieces = (piece for piece in whole.pieces if piece.block in kept)
    starts = ((piece, document.blocks[piece.block].span.start) for piece in pieces)
    own = tuple(replace(piece, start=start, cleaned=start) for piece, start in starts)
    return Reading(document, CleanText(document.text, len(document.text)), document.text, own)


def _only(whole: Reading, blocks: Collection[int]) -> Reading:
    """The reading of these blocks alone."""
    kept = [(piece, text) for piece, text in _texts(whole) if piece.block in blocks]
    pieces = []
    length = 0
    for piece, text in kept:
        pieces.append(replace(piece, start=length))
        length += len(text) + len(_GAP)
    return replace(whole, text=_GAP.join(text for _, text in kept), pieces=tuple(pieces))


def _merged(parts: Sequence[Parse]) -> Parse:
    """One parse of several of the same document: sentences in text order, numbered anew."""
    sentences = sorted((s for part in parts for s in part.sentences), key=lambda s: s.span.start)
    starts = [sentence.span.start for sentence in sentences]

    def entity(found: Entity) -> Entity:
        number = bisect_right(starts, found.span.start) - 1
        return replace(found, sentence=max(0, number))

    entities = sorted((entity(e) for part in parts for e in part.entities), key=lambda e: e.span.start)
    return Parse(tuple(replace(s, index=i) for i, s in enumerate(sentences)), tuple(entities))
