"""The attribution network: on the words of a passage, finds cues and, for each cue, its source and its content.

It starts from the embeddings of the shared encoder and has all layers above them to itself: in the lower ones the pieces
of a sentence attend to one another, in the upper ones those of a whole passage. One layer of output labels each word as (the begin
of) a cue, a source or a content without asking whose; the other, a BiLSTM with a CRF, reads the passage once for every cue
and labels that cue's source and content, which links the three and keeps nested reports apart. The task is that of PolNeAR
(Newell, Margolin, Ruths, LREC 2018).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from stanza.models.common.crf import CRFLoss
from torch import Tensor, nn

#: Labels of the layer that is asked about one cue; those of a role stand as B, I.
LINK_LABELS = ("O", "B-source", "I-source", "B-content", "I-content")
#: Labels of the layer that is asked about no cue in particular, one BIO tagger per role.
ROLES = ("cue", "source", "content")
_NEAR = 16
_SENTENCES = 24


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """Sizes: the encoder's width, heads and inner width, layers that see a sentence and a passage, and both outputs."""

    width: int = 384
    heads: int = 12
    inner: int = 1536
    below: int = 3
    layers: int = 3
    hidden: int = 128
    link: int = 128
    link_hidden: int = 96


class AttributionNetwork(nn.Module):
    """Scores for cue, source and content labels of the words of passages."""

    def __init__(self, config: NetworkConfig, *, dropout: float = 0.2) -> None:
        super().__init__()
        self.config = config
        self.marks = nn.Embedding(len(MARKS), config.width)
        self.sentences = nn.Embedding(_SENTENCES, config.width)
        for embedding in (self.marks, self.sentences):
            nn.init.zeros_(embedding.weight)
        self.below = _layers(config, config.below)
        self.layers = _layers(config, config.layers)
        self.dropout = nn.Dropout(dropout)
        self.lstm = _BiLSTM(config.width, config.hidden)
        width = 2 * config.hidden + config.width
        self.roles = nn.Linear(width, 3 * len(ROLES))
        self.word = nn.Linear(width, config.link)
        self.cue = nn.Linear(width, config.link)
        self.place = nn.Embedding(2 * _NEAR + 3, config.link)
        self.link_lstm = _BiLSTM(config.link, config.link_hidden)
        self.link = nn.Linear(2 * config.link_hidden + config.link, len(LINK_LABELS))
        self.crf = CRFLoss(len(LINK_LABELS))

    @property
    def transitions(self) -> Tensor:
        """The CRF's scores of one label after another, ``(labels, labels)``."""
        return self.crf._transitions.detach()

    def encode(self, pieces: Tensor, passages: Sequence[PassagePieces]) -> Tensor:
        """``(passages, pieces, width)`` of embeddings, padded -> ``(passages, words, states)``, padded."""
        marks = _padded([p.marks for p in passages])
        sentences = _padded([p.sentences for p in passages])
        lengths = torch.tensor([len(p.marks) for p in passages])
        padding = torch.arange(pieces.shape[1])[None, :] >= lengths[:, None]
        apart = (sentences[:, :, None] != sentences[:, None, :]) | padding[:, None, :]
        mask = torch.zeros(apart.shape).masked_fill(apart, -torch.inf).repeat_interleave(self.config.heads, dim=0)
        states = pieces
        for layer in self.below:
            states = layer(states, src_mask=mask)
        states = states + self.marks(marks) + self.sentences(sentences.clamp(max=_SENTENCES - 1))
        for layer in self.layers:
            states = layer(states, src_key_padding_mask=padding)
        words = nn.utils.rnn.pad_sequence(
            [row[p.last] for row, p in zip(states, passages, strict=True)], batch_first=True
        )
        words = self.dropout(words)
        counts = [len(p.last) for p in passages]
        return self.dropout(torch.cat([self.lstm(words, counts), words], dim=-1))

    def role_scores(self, states: Tensor) -> Tensor:
        """``(..., states)`` -> ``(..., roles, 3)``: O, B, I for each of ``ROLES``."""
        scores: Tensor = self.roles(states)
        return scores.view(*scores.shape[:-1], len(ROLES), 3)

    def link_scores(self, states: Sequence[Tensor], cues: Tensor) -> Tensor:
        """For each cue ``(cues, 2)`` (first, last word) its passage's ``(words, states)`` -> ``(cues, words, labels)``, padded."""
        counts = [len(own) for own in states]
        longest = max(counts)
        unique = {id(own): own for own in states}
        projected = {key: self.word(own) for key, own in unique.items()}
        words = nn.utils.rnn.pad_sequence([projected[id(own)] for own in states], batch_first=True)
        first, last = cues[:, 0], cues[:, 1]
        ends = torch.stack([own[a] + own[b] for own, (a, b) in zip(states, cues.tolist(), strict=True)])
        position = torch.arange(longest)
        before = (position[None, :] - first[:, None]).clamp(-_NEAR - 1, 0)
        after = (position[None, :] - last[:, None]).clamp(0, _NEAR + 1)
        place = self.place(before + after + _NEAR + 1)
        hidden = self.dropout(nn.functional.gelu(words + self.cue(ends)[:, None] + place))
        read = torch.cat([self.link_lstm(hidden, counts), hidden], dim=-1)
        scores: Tensor = self.link(self.dropout(read))
        return scores


def _layers(config: NetworkConfig, number: int) -> nn.ModuleList:
    return nn.ModuleList(
        nn.TransformerEncoderLayer(
            config.width,
            config.heads,
            config.inner,
            dropout=0.0,
            activation="gelu",
            layer_norm_eps=1e-12,
            batch_first=True,
        )
        for _ in range(number)
    )


def _padded(rows: Sequence[Tensor]) -> Tensor:
    return nn.utils.rnn.pad_sequence(list(rows), batch_first=True)


class _BiLSTM(nn.Module):
    """A bidirectional LSTM over padded sequences.

    It is made of two plain ones, of which the second reads each sequence turned round within its own length: torch's packed
    sequences give the same, but take a time quadratic in the length to train.
    """

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.forwards = nn.LSTM(width, hidden, batch_first=True)
        self.backwards = nn.LSTM(width, hidden, batch_first=True)

    def forward(self, inputs: Tensor, lengths: Sequence[int]) -> Tensor:
        """``(sequences, words, width)`` -> ``(sequences, words, 2 * hidden)``."""
        position = torch.arange(inputs.shape[1])[None]
        ends = torch.tensor(lengths)[:, None]
        turned = torch.where(position < ends, ends - 1 - position, position)
        rows = torch.arange(inputs.shape[0])[:, None]
        ahead, _ = self.forwards(inputs)
        back, _ = self.backwards(inputs[rows, turned])
        return torch.cat([ahead, back[rows, turned]], dim=-1)


@dataclass(frozen=True, slots=True)
class PassagePieces:
    """How the word pieces of a passage, its sentences one after the other, relate to its words.

    Attributes:
        marks: of each piece, the mark of its word (see ``MARKS``), ``(pieces,)``.
        sentences: of each piece, the number of its sentence in the passage, ``(pieces,)``.
        last: of each word, the position of its last piece, ``(words,)``.
    """

    marks: Tensor
    sentences: Tensor
    last: Tensor


def passage_pieces(
    words: Sequence[str], paragraph_starts: set[int], lengths: Sequence[int], last: Sequence[Sequence[int]]
) -> PassagePieces:
    """The pieces of a passage from the number of pieces of each sentence and, in each, the last piece of every word."""
    of_words = mark_ids(list(words), paragraph_starts)
    marks, ends = torch.zeros(sum(lengths), dtype=torch.long), []
    offset = word = 0
    for length, own in zip(lengths, last, strict=True):
        start = offset + 1
        for end in own:
            marks[start : offset + end + 1] = of_words[word]
            start = offset + end + 1
            ends.append(offset + end)
            word += 1
        offset += length
    numbers = torch.arange(len(lengths)).repeat_interleave(torch.tensor(lengths))
    return PassagePieces(marks, numbers, torch.tensor(ends))


#: What a word is as a mark: nothing, opening or closing double quotation mark, neutral one, single mark, colon, dash,
#: first word of a paragraph; inside double marks the second half.
MARKS = ("none", "open", "close", "neutral", "single", "colon", "dash", "paragraph", "inside", "inside-paragraph")
_MARK_OF = {
    "“": 1, "„": 1, "«": 1, "``": 1, "”": 2, "»": 2, "''": 2, '"': 3, "‘": 4, "’": 4, "'": 4,
    ":": 5, "–": 6, "—": 6, "-": 6, "--": 6,
}  # fmt: skip


def mark_ids(words: list[str], paragraph_starts: set[int]) -> list[int]:
    """The mark of each word of a passage; ``paragraph_starts`` are the indexes of words that begin a paragraph."""
    out: list[int] = []
    inside = False
    for i, word in enumerate(words):
        if i in paragraph_starts:
            inside = False
        mark = _MARK_OF.get(word, 0)
        if mark == 1 or (mark == 3 and not inside):
            inside = True
        elif mark in (2, 3):
            inside = False
        elif mark == 0:
            start = i in paragraph_starts
            mark = (9 if start else 8) if inside else (7 if start else 0)
        out.append(mark)
    return out
