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

from quotes.parsing.attribution_network import AttributionNetwork, NetworkConfig, PassagePieces, passage_pieces
from quotes.parsing.encoder import ENCODER_NAME, Encoder
from quotes.parsing.passages import Word, window
from quotes.parsing.weights import unpack
from quotes.records import Attribution, Span, SpanScore

ATTRIBUTION = "attribution"
_PASSAGES = 16
_GROWN, _SURE, _BEGIN, _WHOLE = 0.35, 0.5, 0.8, 0.03


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
        self._network = load_network(Path(config["model_path"]))

    def process(self, document: StanzaDocument) -> StanzaDocument:
        """One document."""
        return self.bulk_process([document])[0]

    def bulk_process(self, documents: list[StanzaDocument]) -> list[StanzaDocument]:
        """Many documents: sentences and passages are batched across them."""
        words = [document_words(document) for document in documents]
        found = find_attributions(self._encoder, self._network, words)
        for document, own, attributions in zip(documents, words, found, strict=True):
            document.attributions = [_record(own, attribution) for attribution in attributions]
        return documents


def load_network(path: Path) -> AttributionNetwork:
    """The attribution network from its weights; their sizes stand beside them in ``.json``."""
    config = NetworkConfig(**json.loads(path.with_suffix(".json").read_text(encoding="utf8")))
    network = AttributionNetwork(config)
    network.load_state_dict(unpack(load_file(path)))
    network.eval()
    # torch's fused path for transformer layers is three times as slow as the plain one on a CPU with padded passages.
    torch.backends.mha.set_fastpath_enabled(False)
    return network


def document_words(document: StanzaDocument) -> list[Word]:
    """The words of a Stanza document; paragraphs are told apart by blank lines between their sentences."""
    out: list[Word] = []
    paragraph, last = 0, 0
    for number, sentence in enumerate(document.sentences):
        first = sentence.tokens[0].start_char
        if out and "\n\n" in document.text[last:first]:
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
    encoder: Encoder, network: AttributionNetwork, documents: Sequence[Sequence[Word]]
) -> list[list[WordAttribution]]:
    """The attributions of each document, in the order of their cues."""
    found: list[list[WordAttribution]] = [[] for _ in documents]
    passages = [(d, start, stop) for d, words in enumerate(documents) for start, stop in _windows(words)]
    for i in range(0, len(passages), _PASSAGES):
        batch = passages[i : i + _PASSAGES]
        states = _states(encoder, network, [documents[d][start:stop] for d, start, stop in batch])
        for (d, start, _), attributions in zip(batch, _read(network, states), strict=True):
            found[d].extend(_shifted(attribution, start) for attribution in attributions)
    return found


def _windows(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(words):
        stop = window(words, start)
        yield start, stop
        start = stop


def _states(encoder: Encoder, network: AttributionNetwork, passages: Sequence[Sequence[Word]]) -> list[Tensor]:
    """The network's states of the words of each passage, ``(words, states)``."""
    sentences = [_sentences(words) for words in passages]
    pieces = iter(encoder.pieces([own for part in sentences for own in part]))
    cut = [[next(pieces) for _ in part] for part in sentences]
    embedded = iter(encoder.model.embedded([sentence.ids for part in cut for sentence in part]))
    pieces_ = nn.utils.rnn.pad_sequence([torch.cat([next(embedded) for _ in part]) for part in cut], batch_first=True)
    layouts: list[PassagePieces] = []
    for words, part in zip(passages, cut, strict=True):
        starts = {i for i in range(len(words)) if i == 0 or words[i].paragraph != words[i - 1].paragraph}
        lengths, last = [len(own.ids) for own in part], [own.last for own in part]
        layouts.append(passage_pieces([word.text for word in words], starts, lengths, last))
    found = network.encode(pieces_, layouts)
    return [row[: len(words)] for row, words in zip(found, passages, strict=True)]


def _sentences(words: Sequence[Word]) -> list[list[str]]:
    out: list[list[str]] = []
    for i, word in enumerate(words):
        if i == 0 or word.sentence != words[i - 1].sentence:
            out.append([])
        out[-1].append(word.text)
    return out


def _read(network: AttributionNetwork, states: Sequence[Tensor]) -> list[list[WordAttribution]]:
    """The attributions of each of some passages, in words of the passage."""
    cues: list[list[WordSpan]] = []
    for own in states:
        scores = network.role_scores(own)[:, 0].softmax(-1)
        cues.append(cue_spans((1 - scores[:, 0]).tolist(), scores[:, 1].tolist()))
    asked = [(own, cue) for own, part in zip(states, cues, strict=True) for cue in part]
    if not asked:
        return [[] for _ in states]
    bounds_ = torch.tensor([(cue.start, cue.end - 1) for _, cue in asked])
    scores = network.link_scores([own for own, _ in asked], bounds_)
    lengths = [len(own) for own, _ in asked]
    labels = best_paths(scores, network.transitions, lengths)
    chances = scores.softmax(-1)
    read = iter(
        WordAttribution(
            cue,
            tuple(spans(path, (chance[:, 1] + chance[:, 2]).tolist(), begin=1)),
            tuple(spans(path, (chance[:, 3] + chance[:, 4]).tolist(), begin=3)),
        )
        for (_, cue), path, chance in zip(asked, labels, chances, strict=True)
    )
    return [[next(read) for _ in part] for part in cues]


def _shifted(found: WordAttribution, by: int) -> WordAttribution:
    def moved(span: WordSpan) -> WordSpan:
        return WordSpan(span.start + by, span.end + by, span.score)

    return WordAttribution(moved(found.cue), tuple(map(moved, found.sources)), tuple(map(moved, found.contents)))


def best_paths(scores: Tensor, transitions: Tensor, lengths: Sequence[int]) -> list[list[int]]:
    """The likeliest labels of each sequence under a CRF: Viterbi's search over all of them at once.

    ``scores`` are ``(sequences, words, labels)``, padded; ``transitions`` ``(labels, labels)``, from row to column.
    """
    best = scores[:, 0]
    back: list[Tensor] = []
    inside = torch.arange(scores.shape[1])[None] < torch.tensor(lengths)[:, None]
    stay = torch.arange(scores.shape[2])[None].expand(scores.shape[0], -1)
    for t in range(1, scores.shape[1]):
        reached, origin = (best[:, :, None] + transitions[None]).max(1)
        goes_on = inside[:, t, None]
        best = torch.where(goes_on, reached + scores[:, t], best)
        back.append(torch.where(goes_on, origin, stay))
    label = best.argmax(-1, keepdim=True)
    path = [label]
    for origin in reversed(back):
        label = origin.gather(1, label)
        path.append(label)
    rows = torch.cat(path[::-1], dim=1).tolist()
    return [row[:length] for row, length in zip(rows, lengths, strict=True)]


def cue_spans(inside: Sequence[float], begins: Sequence[float]) -> list[WordSpan]:
    """The cues of a passage from the probability of each word to be in one and to begin one.

    Words that are likely enough (``_GROWN``) go together, and make a cue where one of them is surer (``_SURE``) and where it
    is not all too unlikely that just these words are one (``_WHOLE``); a word that is almost surely a beginning (``_BEGIN``)
    begins another. Compared to the likeliest label of each word, those above ``FAINT_CUE`` gain four points of exact F1
    on PolNeAR's development set, where the numbers were chosen.
    """
    labels = [0 if p <= _GROWN else 1 if b > _BEGIN else 2 for p, b in zip(inside, begins, strict=True)]
    return [
        span
        for span in spans(labels, inside, begin=1)
        if max(inside[span.start : span.end]) > _SURE and _whole(span, inside, begins) > _WHOLE
    ]


def _whole(span: WordSpan, inside: Sequence[float], begins: Sequence[float]) -> float:
    """The probability that a span is a cue of just these words: it begins one, goes on, and the next word does not."""
    chance = begins[span.start]
    for i in range(span.start + 1, span.end):
        chance *= inside[i] - begins[i]
    return chance * (1 - (inside[span.end] - begins[span.end]) if span.end < len(inside) else 1)


def spans(labels: Sequence[int], scores: Sequence[float], *, begin: int) -> list[WordSpan]:
    """The spans of labels ``begin`` (B) and ``begin + 1`` (I); the score of one is the mean over its words."""
    out: list[WordSpan] = []
    start = -1
    for i, label in enumerate([*labels, 0]):
        if start >= 0 and label != begin + 1:
            out.append(WordSpan(start, i, sum(scores[start:i]) / (i - start)))
            start = -1
        if start < 0 and label in (begin, begin + 1):
            start = i
    return out


__all__ = ["ATTRIBUTION", "ENCODER_NAME", "AttributionProcessor", "WordAttribution", "WordSpan", "find_attributions"]
