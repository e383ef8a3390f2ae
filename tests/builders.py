"""Documents and parses written by hand, for tests that must not load a model.

A sentence is one line of words, each ``form[=lemma]/UPOS/head/deprel[/ENTITY[/XPOS[/FEATS]]]``. Heads count from 1
within the sentence and 0 is the root, as in CoNLL-U; ENTITY is a BIOES tag ("S-PERSON"). A word is set off by a space
unless it is closing punctuation or follows an opening mark; a leading ``+`` joins it to the word before ("12 +-
+mile"). What is left out is filled with what is likely for the part of speech, so that a test gives only what it is
about::

    document, parse = build(
        '''Mr/PROPN/2/compound Peskov=Peskov/PROPN/3/nsubj/S-PERSON said=say/VERB/0/root so/ADV/3/advmod ./PUNCT/3/punct
        He/PRON/2/nsubj left=leave/VERB/0/root ./PUNCT/2/punct''',
        headline="Kremlin/PROPN/2/nsubj denies=deny/VERB/0/root report/NOUN/2/obj",
        published=date(2024, 5, 6),
    )
    quotation = quote(document, "so", cue="said", mention="Mr Peskov")
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from quotes.records import (
    Block,
    CueClass,
    Document,
    Entity,
    Kind,
    Parse,
    Quotation,
    Section,
    Sentence,
    Span,
    Token,
)

_CLOSING = set(".,;:?!)]}%…”’»") | {"'s", "’s", "n't", "n’t", "'", "''", "'re", "'ve", "'ll", "'m", "’re", "’ve", "’ll"}
_OPENING = set("([{$€£“‘«#") | {"``"}
_XPOS = {
    "ADJ": "JJ", "ADP": "IN", "ADV": "RB", "AUX": "VBD", "CCONJ": "CC", "DET": "DT", "INTJ": "UH", "NOUN": "NN",
    "NUM": "CD", "PART": "RB", "PRON": "PRP", "PROPN": "NNP", "PUNCT": ".", "SCONJ": "IN", "SYM": "SYM", "VERB": "VBD",
    "X": "FW",
}  # fmt: skip
_PRONOUNS = {
    "he": "Case=Nom|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "him": "Case=Acc|Gender=Masc|Number=Sing|Person=3|PronType=Prs",
    "his": "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "she": "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs",
    "her": "Case=Gen|Gender=Fem|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "it": "Case=Nom|Gender=Neut|Number=Sing|Person=3|PronType=Prs",
    "its": "Case=Gen|Gender=Neut|Number=Sing|Person=3|Poss=Yes|PronType=Prs",
    "they": "Case=Nom|Number=Plur|Person=3|PronType=Prs",
    "them": "Case=Acc|Number=Plur|Person=3|PronType=Prs",
    "their": "Case=Gen|Number=Plur|Person=3|Poss=Yes|PronType=Prs",
    "i": "Case=Nom|Number=Sing|Person=1|PronType=Prs",
    "we": "Case=Nom|Number=Plur|Person=1|PronType=Prs",
    "you": "Person=2|PronType=Prs",
}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences in the notation of this module, one a line, and the section they stand in."""

    lines: str
    section: Section = "body"


def build(
    *paragraphs: str | Paragraph,
    headline: str | None = None,
    document_id: str = "d",
    publisher: str | None = None,
    published: date | None = None,
    place: str | None = None,
) -> tuple[Document, Parse]:
    """A document of these paragraphs (after the headline), blank lines between them, and its parse."""
    parts = ([Paragraph(headline, "headline")] if headline is not None else []) + [
        part if isinstance(part, Paragraph) else Paragraph(part) for part in paragraphs
    ]
    text, blocks, sentences = "", [], list[Sentence]()
    for number, part in enumerate(parts):
        text += "\n\n" if number else ""
        start = len(text)
        for line in filter(None, map(str.strip, part.lines.splitlines())):
            text += " " if len(text) > start else ""
            sentence = _sentence(line.split(), len(text), index=len(sentences), block=number, section=part.section)
            text += _render(line.split())[0]
            sentences.append(sentence)
        blocks.append(Block(Span(start, len(text)), part.section))
    title = blocks[0].span.text(text) if headline is not None else None
    document = Document(
        document_id, text, title=title, publisher=publisher, published=published, place=place, blocks=tuple(blocks)
    )
    return document, Parse(tuple(sentences), tuple(_entities(sentences)))


def span(document: Document, words: str, nth: int = 1) -> Span:
    """Where the nth occurrence of the words stands in the document.

    Raises:
        ValueError: there is none.
    """
    start = -1
    for _ in range(nth):
        start = document.text.index(words, start + 1)
    return Span(start, start + len(words))


def quote(
    document: Document,
    *segments: str | Span,
    cue: str | Span | None = None,
    mention: str | Span | None = None,
    kind: Kind = "indirect",
    cue_lemma: str | None = None,
    cue_class: CueClass = "speech",
    section: Section = "body",
    rule: str = "test",
    confidence: float = 1.0,
    parent: int | None = None,
) -> Quotation:
    """A quotation whose spans are given as words of the document (their first occurrence) or as spans."""

    def place(words: str | Span | None) -> Span | None:
        return span(document, words) if isinstance(words, str) else words

    return Quotation(
        kind=kind,
        segments=tuple(s for s in map(place, segments) if s is not None),
        cue=place(cue),
        cue_lemma=cue_lemma,
        cue_class=cue_class,
        mention=place(mention),
        section=section,
        rule=rule,
        confidence=confidence,
        parent=parent,
    )


def _form(word: str) -> tuple[str, bool]:
    """The form as it is printed, and whether it is joined to the word before."""
    form = _fields(word)[0]
    joined = len(form) > 1 and form.startswith("+")
    return (form[1:] if joined else form), joined


def _fields(word: str) -> list[str]:
    """The form, lemma, UPOS, head, deprel, entity, xpos and feats of one word; "" where not given."""
    form, *rest = word.split("/")
    if not form:  # the word is a slash
        form, rest = "/", rest[1:]
    if not 3 <= len(rest) <= 6:
        raise ValueError(f"form/UPOS/head/deprel expected, got {word!r}")
    form, _, lemma = form.partition("=") if form != "=" else (form, "", "")
    upos, head, deprel, *more = rest
    return [form, lemma, upos, head, deprel, *more, *[""] * (3 - len(more))]


def _render(words: Sequence[str]) -> tuple[str, list[Span]]:
    """The words as running text and where each stands in it."""
    text, spans, opened, glue = "", list[Span](), False, True
    for word in words:
        form, joined = _form(word)
        straight = form == '"'
        closing = form in _CLOSING or (straight and opened)
        text += "" if glue or joined or closing else " "
        spans.append(Span(len(text), len(text) + len(form)))
        text += form
        glue = form in _OPENING or (straight and not opened)
        opened = opened != straight
    return text, spans


def _sentence(words: Sequence[str], offset: int, *, index: int, block: int, section: Section) -> Sentence:
    text, spans = _render(words)
    tokens = tuple(
        _token(position, word, Span(place.start + offset, place.end + offset))
        for position, (word, place) in enumerate(zip(words, spans, strict=True))
    )
    return Sentence(index, Span(offset, offset + len(text)), tokens, block, section)


def _token(position: int, word: str, place: Span) -> Token:
    _, lemma, upos, head, deprel, entity, xpos, feats = _fields(word)
    form, _ = _form(word)
    lemma = lemma or (form if upos == "PROPN" else form.lower())
    plural = upos == "NOUN" and lemma != form.lower() and form.lower().endswith(("s", "men", "people"))
    return Token(
        index=position,
        text=form,
        lemma=lemma,
        upos=upos,
        xpos=xpos or ("NNS" if plural else _XPOS.get(upos, "FW")),
        feats=feats or _feats(form, upos, plural=plural),
        head=int(head) - 1,
        deprel=deprel,
        entity=entity or "O",
        span=place,
    )


def _feats(form: str, upos: str, *, plural: bool) -> str:
    if upos in {"NOUN", "PROPN"}:
        return "Number=Plur" if plural else "Number=Sing"
    return _PRONOUNS.get(form.lower(), "") if upos == "PRON" else ""


def _entities(sentences: Iterable[Sentence]) -> Iterable[Entity]:
    """One entity for each stretch of BIOES tags."""
    for sentence in sentences:
        start = None
        for token in sentence.tokens:
            tag, _, label = token.entity.partition("-")
            if tag in {"B", "S"}:
                start = token.span.start
            if tag in {"E", "S"} and start is not None:
                yield Entity(Span(start, token.span.end), label, sentence.index)
