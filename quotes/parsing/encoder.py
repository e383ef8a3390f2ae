"""The encoder that all models share: loaded once, and run once for each sentence of a batch of documents.

Stanza's tagger, parser and entity recogniser each ask their transformer for the hidden states of the same sentences. This
one remembers the states of a sentence until it is told to forget, so that whoever asks second gets them for nothing. The
attribution network has layers of its own and takes the embeddings only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from stanza.models.common.bert_embedding import load_tokenizer
from stanza.models.common.foundation_cache import BertRecord, FoundationCache
from torch import Tensor, nn
from transformers import BertModel
from transformers.utils import logging

from quotes.parsing.pieces import Pieces, cut

#: The name under which the models that ship ask for the encoder.
ENCODER_NAME = "newsquotes-encoder"
#: How many of the last hidden states the models read.
LAYERS = 2
_BUDGET = 1536


class RememberingEncoder(BertModel):
    """A BERT that keeps, for each sentence (by its word pieces), the hidden states of its last layers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._states: dict[tuple[int, ...], Tensor] = {}

    def train(self, mode: bool = True) -> RememberingEncoder:
        """Stays in evaluation mode: what is remembered must not depend on dropout."""
        del mode
        return super().train(False)

    def forget(self) -> None:
        """Frees what is remembered; called after every batch of documents."""
        self._states.clear()

    def forward(self, input_ids: Tensor, attention_mask: Tensor, **_: Any) -> SimpleNamespace:
        """Padded word pieces ``(sentences, pieces)`` -> ``hidden_states``: ``LAYERS`` of ``(sentences, pieces, width)``."""
        lengths = attention_mask.sum(1).tolist()
        keys = [tuple(row[:n]) for row, n in zip(input_ids.tolist(), lengths, strict=True)]
        self._compute(sorted({key for key in keys if key not in self._states}, key=len))
        stacked = nn.utils.rnn.pad_sequence([self._states[key].transpose(0, 1) for key in keys], batch_first=True)
        layers = stacked.permute(2, 0, 1, 3)
        width = input_ids.shape[1]
        if layers.shape[2] < width:
            layers = nn.functional.pad(layers, (0, 0, 0, width - layers.shape[2]))
        return SimpleNamespace(hidden_states=tuple(layers), last_hidden_state=layers[-1])

    def embedded(self, keys: Sequence[tuple[int, ...]]) -> list[Tensor]:
        """The embeddings of sentences, given by their word pieces: ``(pieces, width)`` each."""
        padded = nn.utils.rnn.pad_sequence([torch.tensor(key) for key in keys], batch_first=True)
        with torch.inference_mode():
            found: Tensor = self.embeddings(input_ids=padded)
        return [row[: len(key)] for row, key in zip(found, keys, strict=True)]

    def _compute(self, keys: Sequence[tuple[int, ...]]) -> None:
        for chunk in _chunks(keys):
            longest = len(chunk[-1])
            ids = torch.tensor([[*key, *[0] * (longest - len(key))] for key in chunk])
            mask = torch.tensor([[1] * len(key) + [0] * (longest - len(key)) for key in chunk])
            with torch.inference_mode():
                found = super().forward(input_ids=ids, attention_mask=mask, output_hidden_states=True)
            states = torch.stack(found.hidden_states[-LAYERS:])
            for row, key in enumerate(chunk):
                self._states[key] = states[:, row, : len(key)].clone()


def _chunks(keys: Sequence[tuple[int, ...]]) -> Iterator[Sequence[tuple[int, ...]]]:
    """Keys in order of length, cut so that each chunk holds about ``_BUDGET`` pieces with its padding."""
    start = 0
    for stop in range(1, len(keys) + 1):
        if stop == len(keys) or (stop + 1 - start) * len(keys[stop]) > _BUDGET:
            yield keys[start:stop]
            start = stop


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the progress bar that transformers shows while it loads a model."""
    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()


class Encoder:
    """The encoder and its tokenizer, from a plain transformers folder.

    Raises:
        OSError: the folder does not hold an encoder.
    """

    def __init__(self, folder: Path) -> None:
        with _quiet():
            self.model: RememberingEncoder = RememberingEncoder.from_pretrained(
                folder, local_files_only=True, dtype=torch.float32, add_pooling_layer=False
            )
        self.model.eval()
        self.tokenizer = load_tokenizer(str(folder), local_files_only=True)

    def cache(self) -> FoundationCache:
        """What a ``stanza.Pipeline`` takes as ``foundation_cache`` so that its models use this encoder."""
        cache = FoundationCache(local_files_only=True)
        cache.bert[ENCODER_NAME] = BertRecord(self.model, self.tokenizer, {})
        return cache

    def pieces(self, sentences: Sequence[Sequence[str]]) -> list[Pieces]:
        """The word pieces of the words of each sentence."""
        return cut(self.tokenizer, sentences)
