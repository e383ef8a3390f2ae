"""The attribution network: on the words of a passage, finds cues and, for each cue, its source and its content.

The words come in as the encoder's vectors, sentence by sentence; a BiLSTM over the whole passage gives them each other's
context, so the encoder runs once per sentence whatever the passage. Two layers of output read it: one labels each word as
(the begin of) a cue, a source or a content without asking whose; the other labels each word *given a cue*, which links
the three and keeps nested reports apart. The task is that of PolNeAR (Newell, Margolin, Ruths, LREC 2018).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

#: Labels of the layer that is asked about one cue; those of a role stand as B, I.
LINK_LABELS = ("O", "B-source", "I-source", "B-content", "I-content")
#: Labels of the layer that is asked about no cue in particular, one BIO tagger per role.
ROLES = ("cue", "source", "content")
_NEAR = 16


@dataclass(frozen=True, slots=True)
class HeadConfig:
    """Sizes of the attribution network: width of the encoder, of the BiLSTM (per direction) and of the link layer."""

    encoder: int = 384
    marks: int = 8
    hidden: int = 160
    link: int = 128


class AttributionHead(nn.Module):
    """Scores for cue, source and content labels of one passage.

    Inputs are word vectors ``(words, encoder)`` and mark ids ``(words,)`` (see ``MARKS``).
    """

    def __init__(self, config: HeadConfig, *, dropout: float = 0.2) -> None:
        super().__init__()
        self.config = config
        self.marks = nn.Embedding(len(MARKS), config.marks)
        self.lstm = nn.LSTM(config.encoder + config.marks, config.hidden, batch_first=True, bidirectional=True)
        self.dropout = nn.Dropout(dropout)
        width = 2 * config.hidden + config.encoder
        self.roles = nn.Linear(width, 3 * len(ROLES))
        self.word = nn.Linear(width, config.link)
        self.cue = nn.Linear(width, config.link)
        self.place = nn.Embedding(2 * _NEAR + 3, config.link)
        self.link = nn.Sequential(
            nn.Linear(config.link, config.link), nn.GELU(), nn.Linear(config.link, len(LINK_LABELS))
        )

    def encode(self, words: Tensor, marks: Tensor, lengths: Tensor) -> Tensor:
        """``(passages, words, encoder)`` -> ``(passages, words, width)``."""
        inputs = torch.cat([self.dropout(words), self.marks(marks)], dim=-1)
        packed = nn.utils.rnn.pack_padded_sequence(inputs, lengths.cpu(), batch_first=True, enforce_sorted=False)
        out, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True, total_length=words.shape[1])
        return self.dropout(torch.cat([out, words], dim=-1))

    def role_scores(self, states: Tensor) -> Tensor:
        """``(..., width)`` -> ``(..., roles, 3)``: O, B, I for each of ``ROLES``."""
        scores: Tensor = self.roles(states)
        return scores.view(*scores.shape[:-1], len(ROLES), 3)

    def link_scores(self, states: Tensor, cues: Tensor) -> Tensor:
        """One passage ``(words, width)`` and cue bounds ``(cues, 2)`` (first, last word) -> ``(cues, words, labels)``."""
        first, last = cues[:, 0], cues[:, 1]
        asked = self.cue(states[first] + states[last])
        position = torch.arange(states.shape[0], device=states.device)
        before = (position[None, :] - first[:, None]).clamp(-_NEAR - 1, 0)
        after = (position[None, :] - last[:, None]).clamp(0, _NEAR + 1)
        place = self.place(before + after + _NEAR + 1)
        hidden = torch.nn.functional.gelu(self.word(states)[None] + asked[:, None] + place)
        scores: Tensor = self.link(self.dropout(hidden))
        return scores


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
