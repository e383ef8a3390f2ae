"""The network of the joint training: the encoder with a light head for each task, and their losses.

The heads serve the encoder only; what ships is trained on the finished encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from quotes.parsing.attribution_network import LINK_LABELS, MARKS, ROLES
from quotes.parsing.pieces import Pieces
from quotes.training.attributions import Passage
from quotes.training.spans import link_targets, role_targets

_NEAR = 16


@dataclass(frozen=True, slots=True)
class LinkConfig:
    """Sizes of the attribution network: width of the encoder, of the BiLSTM (per direction) and of the link layer."""

    encoder: int = 384
    marks: int = 8
    hidden: int = 160
    link: int = 128


class LinkHead(nn.Module):
    """Scores for cue, source and content labels of one passage.

    Inputs are word vectors ``(words, encoder)`` and mark ids ``(words,)`` (see ``MARKS``).
    """

    def __init__(self, config: LinkConfig, *, dropout: float = 0.2) -> None:
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


@dataclass(frozen=True, slots=True)
class Tree:
    """A treebank sentence: pieces, tag and relation ids, heads (word indexes from 1, 0 the root)."""

    pieces: Pieces
    upos: tuple[int, ...]
    xpos: tuple[int, ...]
    heads: tuple[int, ...]
    relations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage: the pieces of each sentence, the marks of its words, and its attributions."""

    pieces: tuple[Pieces, ...]
    marks: tuple[int, ...]
    passage: Passage


class Joint(nn.Module):
    """The encoder with a head for each task."""

    def __init__(self, encoder: nn.Module, sizes: dict[str, int], *, width: int = 384, arc: int = 256, rel: int = 96):
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.25)
        self.upos = nn.Linear(width, sizes["upos"])
        self.xpos = nn.Linear(width, sizes["xpos"])
        self.entity = nn.Linear(width, sizes["entity"])
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_dep = nn.Sequential(nn.Linear(width, arc), nn.GELU(), nn.Dropout(0.25))
        self.arc_head = nn.Sequential(nn.Linear(width, arc), nn.GELU(), nn.Dropout(0.25))
        self.rel_dep = nn.Sequential(nn.Linear(width, rel), nn.GELU(), nn.Dropout(0.25))
        self.rel_head = nn.Sequential(nn.Linear(width, rel), nn.GELU(), nn.Dropout(0.25))
        self.arc = nn.Parameter(torch.randn(arc + 1, arc) * 0.01)
        self.rel = nn.Parameter(torch.randn(sizes["relation"], rel + 1, rel + 1) * 0.01)
        self.attribution = LinkHead(LinkConfig(encoder=width))

    def words(
        self, batch: Sequence[Pieces], *, budget: int = 2048, mask_id: int = 4, blank: float = 0.0
    ) -> list[Tensor]:
        """The vectors of the words of each sentence, ``(words, width)`` each, run in chunks of about ``budget`` pieces."""
        order = sorted(range(len(batch)), key=lambda i: len(batch[i].ids))
        found: dict[int, Tensor] = {}
        start = 0
        while start < len(order):
            stop = start + 1
            while stop < len(order) and (stop - start + 1) * len(batch[order[stop]].ids) <= budget:
                stop += 1
            chunk = order[start:stop]
            longest = len(batch[chunk[-1]].ids)
            ids = torch.tensor([list(batch[i].ids) + [0] * (longest - len(batch[i].ids)) for i in chunk])
            mask = torch.tensor([[1] * len(batch[i].ids) + [0] * (longest - len(batch[i].ids)) for i in chunk])
            if blank:
                hidden = (torch.rand(ids.shape) < blank) & (ids > 4)
                ids = ids.masked_fill(hidden, mask_id)
            states = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
            for row, i in enumerate(chunk):
                found[i] = states[row, list(batch[i].last)]
            start = stop
        return [found[i] for i in range(len(batch))]

    def arcs(self, padded: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """``(sentences, words, width)`` -> arc scores ``(s, words, words + 1)``, and the label layers of both ends."""
        root = self.root.expand(padded.shape[0], 1, -1)
        heads = torch.cat([root, padded], dim=1)
        dep = self.arc_dep(padded)
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], dim=-1)
        scores = torch.einsum("bia,ac,bjc->bij", dep, self.arc, self.arc_head(heads))
        return scores, self.rel_dep(padded), self.rel_head(heads)

    def labels(self, dep: Tensor, head: Tensor) -> Tensor:
        """``(n, rel)`` twice -> ``(n, relations)``."""
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], dim=-1)
        head = torch.cat([head, torch.ones_like(head[..., :1])], dim=-1)
        return torch.einsum("na,rab,nb->nr", dep, self.rel, head)


def tree_loss(model: Joint, batch: Sequence[Tree], words: list[Tensor]) -> Tensor:
    """Cross-entropy of tags, heads and relations, averaged over words."""
    flat = model.drop(torch.cat(words))
    tags = nn.functional.cross_entropy(model.upos(flat), torch.tensor([x for t in batch for x in t.upos]))
    fine = nn.functional.cross_entropy(model.xpos(flat), torch.tensor([x for t in batch for x in t.xpos]))
    padded = nn.utils.rnn.pad_sequence(words, batch_first=True)
    scores, dep, head = model.arcs(padded)
    lengths = torch.tensor([len(w) for w in words])
    columns = torch.arange(padded.shape[1] + 1)
    scores = scores.masked_fill((columns[None] > lengths[:, None])[:, None], -1e4)
    where = torch.cat([torch.full((len(t.heads),), i) for i, t in enumerate(batch)])
    position = torch.cat([torch.arange(len(t.heads)) for t in batch])
    heads = torch.tensor([h for t in batch for h in t.heads])
    arc = nn.functional.cross_entropy(scores[where, position], heads)
    rel = model.labels(dep[where, position], head[where, heads])
    named = nn.functional.cross_entropy(rel, torch.tensor([x for t in batch for x in t.relations]))
    return arc + named + 0.5 * tags + 0.3 * fine


def attribution_states(model: Joint, batch: Sequence[Reading], words: list[Tensor]) -> Tensor:
    """The states of the attribution head over a batch of passages, ``(passages, words, width)``."""
    joined, i = [], 0
    for reading in batch:
        joined.append(torch.cat(words[i : i + len(reading.pieces)]))
        i += len(reading.pieces)
    marks = nn.utils.rnn.pad_sequence([torch.tensor(r.marks) for r in batch], batch_first=True)
    lengths = torch.tensor([len(j) for j in joined])
    return model.attribution.encode(nn.utils.rnn.pad_sequence(joined, batch_first=True), marks, lengths)


def attribution_loss(model: Joint, batch: Sequence[Reading], words: list[Tensor]) -> Tensor:
    """Cross-entropy of both layers of the attribution head."""
    states = attribution_states(model, batch, words)
    roles, links, gold_roles, gold_links = [], [], [], []
    for row, reading in zip(states, batch, strict=True):
        inside = row[: len(reading.marks)]
        roles.append(model.attribution.role_scores(inside).view(-1, 3))
        gold_roles.append(role_targets(reading.passage).view(-1))
        if reading.passage.events:
            cues, target = link_targets(reading.passage)
            links.append(model.attribution.link_scores(inside, cues).view(-1, len(LINK_LABELS)))
            gold_links.append(target.view(-1))
    loss = nn.functional.cross_entropy(torch.cat(roles), torch.cat(gold_roles)) * 3
    if links:
        loss = loss + 3 * nn.functional.cross_entropy(torch.cat(links), torch.cat(gold_links))
    return loss
