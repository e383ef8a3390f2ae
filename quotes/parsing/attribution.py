"""A Stanza processor that finds attributions: cues and, for each, its source and content, in sentences read together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import torch
from safetensors.torch import load_file
from stanza.models.common.doc import Document as StanzaDocument
from stanza.pipeline.processor import Processor, register_processor
from torch import Tensor, nn

from quotes.parsing.attribution_head import AttributionHead, HeadConfig, mark_ids
from quotes.parsing.encoder import ENCODER_NAME, Encoder
from quotes.parsing.passages import Word, window
from quotes.records import Attribution, Span, SpanScore

ATTRIBUTION = "attribution"
_PASSAGES = 16
_BEGIN = 1.0


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Words ``start`` to ``end`` (exclusive) of a document, with the model's mean probability for them."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class WordAttribution:
    """One attribution in words of the document."""

    cue: WordSpan
    sources: tuple[WordSpan, ...]
    contents: tuple[WordSpan, ...]


@register_processor(ATTRIBUTION)
class AttributionProcessor(Processor):
    """Adds ``attributions`` (a list of ``Attribution``) to a Stanza document; needs words and an encoder.

    Options: ``attribution_model_path`` (the weights, safetensors), ``attribution_encoder`` (an ``Encoder``).
    """

    PROVIDES_DEFAULT: ClassVar[set[str]] = {ATTRIBUTION}
    REQUIRES_DEFAULT: ClassVar[set[str]] = {"tokenize"}

    def __init__(self, config: dict[str, Any], pipeline: Any, device: Any) -> None:
        super().__init__(config, pipeline, device)
        self._encoder: Encoder = config["encoder"]
        self._head = load_head(Path(config["model_path"]))

    def process(self, document: StanzaDocument) -> StanzaDocument:
        """One document."""
        return self.bulk_process([document])[0]

    def bulk_process(self, documents: list[StanzaDocument]) -> list[StanzaDocument]:
        """Many documents: sentences and passages are batched across them."""
        words = [document_words(document) for document in documents]
        found = find_attributions(self._encoder, self._head, words)
        for document, own, attributions in zip(documents, words, found, strict=True):
            document.attributions = [_record(own, attribution) for attribution in attributions]
        return documents


def load_head(path: Path) -> AttributionHead:
    """The attribution network from its weights; their sizes stand beside them in ``.json``."""
    config = HeadConfig(**json.loads(path.with_suffix(".json").read_text(encoding="utf8")))
    head = AttributionHead(config)
    head.load_state_dict({name: value.float() for name, value in load_file(path).items()})
    head.eval()
    return head


def document_words(document: StanzaDocument) -> list[Word]:
    """The words of a Stanza document; paragraphs are told apart by blank lines between their sentences."""
    out: list[Word] = []
    paragraph, last = 0, 0
    for number, sentence in enumerate(document.sentences):
        first = sentence.tokens[0].start_char
        if number and "\n\n" in document.text[last:first]:
            paragraph += 1
        for token in sentence.tokens:
            for word in token.words:
                start, end = bounds(word, token)
                out.append(Word(word.text, start, end, number, paragraph))
        last = sentence.tokens[-1].end_char
    return out


def bounds(word: Any, token: Any) -> tuple[int, int]:
    """The characters of a word: its own where Stanza knows them, else those of its token."""
    if word.start_char is not None and word.end_char is not None:
        return word.start_char, word.end_char
    return token.start_char, token.end_char


def _record(words: Sequence[Word], found: WordAttribution) -> Attribution:
    def span(part: WordSpan) -> SpanScore:
        return SpanScore(Span(words[part.start].start, words[part.end - 1].end), part.score)

    return Attribution(span(found.cue), tuple(map(span, found.sources)), tuple(map(span, found.contents)))


@torch.inference_mode()
def find_attributions(
    encoder: Encoder, head: AttributionHead, documents: Sequence[Sequence[Word]]
) -> list[list[WordAttribution]]:
    """The attributions of each document, in the order of their cues."""
    found: list[list[WordAttribution]] = [[] for _ in documents]
    passages = [(d, start, stop) for d, words in enumerate(documents) for start, stop in _windows(words)]
    for i in range(0, len(passages), _PASSAGES):
        batch = passages[i : i + _PASSAGES]
        states = _states(encoder, head, [documents[d][start:stop] for d, start, stop in batch])
        for (d, start, stop), row in zip(batch, states, strict=True):
            found[d].extend(_read(head, row[: stop - start], start))
    return found


def _windows(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(words):
        stop = window(words, start)
        yield start, stop
        start = stop


def _states(encoder: Encoder, head: AttributionHead, passages: Sequence[Sequence[Word]]) -> Tensor:
    sentences: list[list[str]] = []
    for words in passages:
        for i, word in enumerate(words):
            if i == 0 or word.sentence != words[i - 1].sentence:
                sentences.append([])
            sentences[-1].append(word.text)
    vectors = iter(torch.cat(encoder.words(sentences)).split([len(words) for words in passages]))
    marks = [
        torch.tensor(mark_ids([w.text for w in words], {i for i in range(len(words)) if _begins(words, i)}))
        for words in passages
    ]
    lengths = torch.tensor([len(words) for words in passages])
    padded = nn.utils.rnn.pad_sequence(list(vectors), batch_first=True)
    return head.encode(padded, nn.utils.rnn.pad_sequence(marks, batch_first=True), lengths)


def _begins(words: Sequence[Word], i: int) -> bool:
    return i == 0 or words[i].paragraph != words[i - 1].paragraph


def _read(head: AttributionHead, states: Tensor, offset: int) -> Iterator[WordAttribution]:
    """The attributions of one passage whose first word is number ``offset`` of the document."""
    cues = labelled(head.role_scores(states).softmax(-1)[None, :, 0], 0)[0]
    if not cues:
        return
    asked = torch.tensor([(cue.start, cue.end - 1) for cue in cues])
    scores = head.link_scores(states, asked).softmax(-1)
    sources, contents = labelled(_role(scores, 1), offset), labelled(_role(scores, 3), offset)
    for cue, source, content in zip(cues, sources, contents, strict=True):
        own = WordSpan(cue.start + offset, cue.end + offset, cue.score)
        yield WordAttribution(own, tuple(source), tuple(content))


def _role(scores: Tensor, begin: int) -> Tensor:
    """``(cues, words, labels)`` -> ``(cues, words, 3)``: O, B, I of the role whose B is label ``begin``."""
    own = scores[..., begin : begin + 2]
    return torch.cat([1 - own.sum(-1, keepdim=True), own], dim=-1)


def labelled(scores: Tensor, offset: int) -> list[list[WordSpan]]:
    """The likeliest spans of each row of ``(rows, words, 3)`` probabilities of O, B, I.

    A Viterbi search over outside and inside: beginning a span costs as much as ``_BEGIN`` nats of evidence, so that one
    unsure word neither tears a span nor makes one.
    """
    inside = (1 - scores[..., 0]).clamp(1e-6, 1 - 1e-6)
    gain = (inside / (1 - inside)).log()
    begins = scores[..., 1]
    rows, words = inside.shape
    out_score, in_score = torch.zeros(rows), torch.full((rows,), -_BEGIN)
    back: list[tuple[Tensor, Tensor]] = []
    for t in range(words):
        enter = out_score - (0.0 if t == 0 else _BEGIN)
        from_out = enter > in_score if t else torch.ones(rows, dtype=torch.bool)
        leave = in_score > out_score if t else torch.zeros(rows, dtype=torch.bool)
        out_score = torch.where(leave, in_score, out_score)
        in_score = torch.where(from_out, enter, in_score) + gain[:, t]
        back.append((leave, from_out))
    states = _traced(out_score, in_score, back)
    return [_spans(own, begins[row].tolist(), inside[row].tolist(), offset) for row, own in enumerate(states.tolist())]


def _traced(out_score: Tensor, in_score: Tensor, back: Sequence[tuple[Tensor, Tensor]]) -> Tensor:
    """The best path, ``(rows, words)``, true inside a span."""
    state = in_score > out_score
    path = [state]
    for leave, from_out in reversed(back[1:]):
        state = torch.where(state, ~from_out, leave)
        path.append(state)
    return torch.stack(path[::-1], dim=1)


def _spans(inside: Sequence[bool], begins: Sequence[float], scores: Sequence[float], offset: int) -> list[WordSpan]:
    """The runs of true, cut where a word is a sure begin."""
    out: list[WordSpan] = []
    start = -1
    for i in range(len(inside) + 1):
        now = i < len(inside) and inside[i]
        if start >= 0 and (not now or begins[i] > 0.5):
            out.append(WordSpan(start + offset, i + offset, sum(scores[start:i]) / (i - start)))
            start = -1
        if now and start < 0:
            start = i
    return out


__all__ = ["ATTRIBUTION", "ENCODER_NAME", "AttributionProcessor", "WordAttribution", "WordSpan", "find_attributions"]
